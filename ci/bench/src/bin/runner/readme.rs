//! Writes what was measured into the project's README, between two markers.

use std::error::Error;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
const BEGIN: &str = "<!-- bench:begin -->\n";
const END: &str = "<!-- bench:end -->";

pub fn write(body: &str) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(README)?;
    let (head, rest) = text
        .split_once(BEGIN)
        .ok_or("README.md has no bench:begin")?;
    let (_, tail) = rest.split_once(END).ok_or("README.md has no bench:end")?;
    std::fs::write(README, format!("{head}{BEGIN}{body}{END}{tail}"))?;
    println!("written to README.md");
    Ok(())
}
