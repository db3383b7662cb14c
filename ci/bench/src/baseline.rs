//! Instruction counts against those kept in the tree.

use std::collections::BTreeMap;
use std::error::Error;

/// How much a count may grow.
const MARGIN: f64 = 1.05;

/// Counts by name.
pub type Counts = BTreeMap<String, f64>;

/// Prints `counts` beside those kept in the file at `path`, and fails where one has grown or is not
/// kept, or for what else is `wrong`; or writes them there.
pub fn compare(
    path: &str,
    counts: &Counts,
    mut wrong: Vec<String>,
    write: bool,
) -> Result<(), Box<dyn Error>> {
    let kept: Counts = match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) if write => Counts::new(),
        Err(e) => return Err(format!("{path}: {e}").into()),
    };
    println!("{:34}{:>8}{:>8}", "", "now", "kept");
    for (name, &count) in counts {
        let old = kept.get(name).copied();
        let shown = old.map_or("-".into(), |old| format!("{old:.2}"));
        println!("{name:34}{count:8.2}{shown:>8}");
        match old {
            Some(old) if count > old * MARGIN => {
                wrong.push(format!(
                    "{name}: {count:.2} is more than 5 % above {old:.2}"
                ));
            }
            None if !write => wrong.push(format!("{name}: no figure is kept")),
            _ => {}
        }
    }
    if write {
        std::fs::write(path, serde_json::to_string_pretty(counts)? + "\n")?;
        println!("written to {path}");
        return Ok(());
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(wrong.join("\n").into())
}
