//! User instructions, counted by callgrind inside the functions called `counted_*` only.

use std::collections::BTreeMap;
use std::path::Path;

use crate::peers::{Peer, answer};

/// The lengths of the two runs whose difference is taken, so that beginnings do not count.
const SHORT: usize = 16 << 10;
const LONG: usize = 48 << 10;

/// One run: instructions, and packets.
fn count(
    peer: &Peer,
    what: &str,
    options: &[String],
    packets: usize,
    file: &str,
) -> Result<(f64, f64), String> {
    let mut command = std::process::Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--dump-instr=yes"])
        .args(["--compress-strings=no", "--compress-pos=no"])
        .arg(format!("--callgrind-out-file={file}"))
        .arg("--toggle-collect=*counted_*")
        .arg(peer.path())
        .args(peer.arguments(what, options))
        .arg(format!("count={packets}"));
    let (answer, errors) = answer(command).map_err(|e| format!("{}: {e}", peer.name))?;
    let collected = errors
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .ok_or_else(|| format!("callgrind tells no count:\n{errors}"))?;
    let all = collected.1.trim().parse().map_err(|e| format!("{e}"))?;
    Ok((all, answer.get("packets")?))
}

/// User instructions per packet. Callgrind's file is kept in the folder `CALLGRIND_OUT`, where
/// that is set.
pub fn per_packet(peer: &Peer, what: &str, options: &[String]) -> Result<f64, String> {
    let kept = std::env::var("CALLGRIND_OUT").ok();
    let file = kept.map_or("/dev/null".to_owned(), |folder| {
        format!("{folder}/{}.{what}", peer.name.replace([' ', ','], "-"))
    });
    let (few, n) = count(peer, what, options, SHORT, &file)?;
    let (many, m) = count(peer, what, options, LONG, &file)?;
    Ok((many - few) / (m - n))
}

/// User instructions per packet of sending and of receiving, counted side by side.
pub fn both(peer: &Peer, flood: &[String], pair: &[String]) -> Result<(f64, f64), String> {
    std::thread::scope(|scope| {
        let tx = scope.spawn(|| per_packet(peer, "tx-count", flood));
        let rx = per_packet(peer, "rx-count", pair);
        Ok((tx.join().expect("a count")?, rx?))
    })
}

/// Where instructions are: the program or library, and the address in it.
pub type Address = (String, u64);

/// How often each instruction is executed per packet.
pub fn by_address(
    peer: &Peer,
    what: &str,
    options: &[String],
) -> Result<BTreeMap<Address, f64>, String> {
    let file = std::env::temp_dir().join(format!("bench-{}.callgrind", std::process::id()));
    let run = |packets| -> Result<_, String> {
        let name = file.to_string_lossy();
        let (_, packets) = count(peer, what, options, packets, &name)?;
        let counts = read(&file);
        std::fs::remove_file(&file).map_err(|e| format!("{name}: {e}"))?;
        Ok((counts?, packets))
    };
    let ((few, n), (mut many, m)) = (run(SHORT)?, run(LONG)?);
    for (place, count) in &mut many {
        *count = (*count - few.get(place).unwrap_or(&0.0)) / (m - n);
    }
    Ok(many)
}

/// Reads callgrind's file: `ob=` names the object of the lines that follow, each an address, a
/// source line and a count. The line after `calls=` counts what was called, which is elsewhere.
fn read(file: &Path) -> Result<BTreeMap<Address, f64>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut counts = BTreeMap::new();
    let (mut object, mut called) = (String::new(), false);
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("ob=") {
            name.clone_into(&mut object);
        } else if line.starts_with("calls=") {
            called = true;
        } else if let Some(rest) = line.strip_prefix("0x") {
            let mut words = rest.split(' ');
            let address = words.next().and_then(|a| u64::from_str_radix(a, 16).ok());
            let count = words.nth(1).and_then(|n| n.parse::<f64>().ok());
            if let (Some(address), Some(count), false) = (address, count, called) {
                *counts.entry((object.clone(), address)).or_insert(0.0) += count;
            }
            called = false;
        }
    }
    Ok(counts)
}
