//! Writes the table into the project's README, between two markers.

use std::error::Error;

use crate::single::{Curve, Single};
use crate::table::Table;

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../README.md");
const BEGIN: &str = "<!-- bench:begin -->\n";
const END: &str = "<!-- bench:end -->";

pub fn write(
    table: &Table,
    single: &Single,
    curves: &[Curve],
    conditions: &str,
    rounds: usize,
) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(README)?;
    let (head, rest) = text
        .split_once(BEGIN)
        .ok_or("README.md has no bench:begin")?;
    let (_, tail) = rest.split_once(END).ok_or("README.md has no bench:end")?;
    let mut body = table.markdown();
    body += "\nMedian (quartiles). ";
    body += conditions;
    body += &format!("; {rounds} rounds.\n\n");
    for line in single.lines() {
        body += &format!("* {line}\n");
    }
    for line in &table.absent {
        body += &format!("* left out: {line}\n");
    }
    for curve in curves {
        body += "\n";
        body += &curve.markdown();
        if !curve.note.is_empty() {
            body += &format!("\n({})\n", curve.note);
        }
    }
    std::fs::write(README, format!("{head}{BEGIN}{body}{END}{tail}"))?;
    println!("written to README.md");
    Ok(())
}
