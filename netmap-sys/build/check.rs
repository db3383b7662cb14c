//! Holds freshly generated bindings against the checked-in ones.
//!
//! Both carry what matters as text of one form, bindgen's: `pub const NAME: TYPE = VALUE;` and
//! `["Offset of field: STRUCT::FIELD"][... - NUMBER usize]`. An older header of the same API
//! number lacks fields and constants; that is said here, by name, and not by the compiler in the
//! middle of a crate that uses them.

use std::collections::BTreeMap;

/// The first thing of `wanted` that `found` lacks or has otherwise.
pub(crate) fn same_abi(wanted: &str, found: &str) -> Result<(), String> {
    let found_layouts = layouts(found);
    for (what, number) in layouts(wanted) {
        match found_layouts.get(what) {
            None => return Err(format!("they lack \"{what}\"")),
            Some(other) if *other != number => {
                return Err(format!("\"{what}\" is {other} and must be {number}"));
            }
            Some(_) => {}
        }
    }
    let found_constants = constants(found);
    for (name, value) in constants(wanted) {
        match found_constants.get(name) {
            // `net/netmap_virt.h` is for hypervisors; a prefix need not have it.
            None if name.starts_with("PTNET") => {}
            None => return Err(format!("they lack {name}")),
            Some(other) if *other != value => {
                return Err(format!("{name} is {other} and must be {value}"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// From the name of a layout assertion to its number.
fn layouts(bindings: &str) -> BTreeMap<&str, u64> {
    let mut out = BTreeMap::new();
    // Every other piece is inside quotes, and no other string of the bindings has a blank.
    let mut pieces = bindings.split('"').skip(1);
    while let (Some(name), Some(rest)) = (pieces.next(), pieces.next()) {
        let Some((expression, _)) = rest.split_once("usize") else {
            continue;
        };
        let number = expression
            .rsplit('-')
            .next()
            .and_then(|n| n.trim().parse().ok());
        if let (true, Some(number)) = (name.contains(' '), number) {
            out.insert(name, number);
        }
    }
    out
}

/// From the name of a constant to the text of its value.
fn constants(bindings: &str) -> BTreeMap<&str, &str> {
    let mut out = BTreeMap::new();
    for chunk in bindings.split("pub const ").skip(1) {
        let Some((declaration, _)) = chunk.split_once(';') else {
            continue;
        };
        let Some((name, rest)) = declaration.split_once(':') else {
            continue;
        };
        let Some((_, value)) = rest.split_once('=') else {
            continue;
        };
        out.insert(name.trim(), value.trim());
    }
    out
}
