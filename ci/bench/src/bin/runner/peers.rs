//! Which peers there are, and how their programs are run.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A row of the table.
pub struct Peer {
    pub name: &'static str,
    program: &'static str,
    options: &'static [&'static str],
    /// Measurements that it takes part in, beside the flood.
    pub drains: bool,
    pub pings: bool,
    /// Whether its instructions say anything: most of them are not in the kernel.
    pub counts: bool,
    /// Whether it is measured in the short mode.
    pub short: bool,
}

const fn peer(
    name: &'static str,
    program: &'static str,
    options: &'static [&'static str],
    part: [bool; 4],
) -> Peer {
    let [drains, pings, counts, short] = part;
    Peer {
        name,
        program,
        options,
        drains,
        pings,
        counts,
        short,
    }
}

const Y: bool = true;
const N: bool = false;

/// The floor, beside which the others are run.
pub const RAW: Peer = peer("raw", "peer-raw", &[], [Y, Y, Y, Y]);

/// Ours, in its best use.
pub const OURS: Peer = peer("xdp-socket", "peer-ours", &["variant=each"], [Y, Y, Y, Y]);

/// Ours by seek_n, peek_at and commit_n.
pub const SLOTS: Peer = peer(
    "xdp-socket, slots",
    "peer-ours",
    &["variant=slots"],
    [Y, Y, Y, Y],
);

/// Ours by seek, peek and commit for each packet.
pub const ONE_AT_A_TIME: Peer = peer(
    "xdp-socket, one at a time",
    "peer-ours",
    &["variant=single"],
    [Y, Y, Y, Y],
);

/// Ours through the trait of packet-ring.
pub const COMMON_TRAIT: Peer = peer(
    "xdp-socket, common trait",
    "peer-ours",
    &["variant=trait"],
    [Y, Y, Y, Y],
);

/// The kernel's socket for raw packets.
pub const PACKET: Peer = peer("AF_PACKET", "peer-packet", &[], [Y, N, N, N]);

/// All but the floor; drains, pings, counts, short.
pub const PEERS: &[Peer] = &[
    peer(
        "raw, TX budget 64",
        "peer-raw",
        &["budget=64"],
        [N, Y, Y, N],
    ),
    OURS,
    SLOTS,
    ONE_AT_A_TIME,
    COMMON_TRAIT,
    peer("libxdp (C)", "peer-libxdp", &[], [Y, Y, Y, N]),
    peer("xdpilone 1.3", "peer-xdpilone", &[], [Y, Y, Y, N]),
    peer("xsk-rs 0.11", "peer-xsk-rs", &[], [Y, Y, Y, N]),
    peer("xdp 0.8", "peer-xdp", &[], [Y, Y, Y, N]),
    peer("xdp-socket 0.1.4", "peer-published", &[], [N, N, Y, N]),
    PACKET,
    peer("UDP socket", "peer-udp", &[], [Y, N, N, N]),
];

/// What a peer's program answered.
pub struct Answer(HashMap<String, f64>);

impl Answer {
    /// From lines of a name and a number.
    pub fn of(lines: &str) -> Answer {
        let pairs = lines.lines().filter_map(|line| line.split_once(' '));
        let numbers = pairs.filter_map(|(k, v)| Some((k.to_owned(), v.parse().ok()?)));
        Answer(numbers.collect())
    }

    pub fn get(&self, name: &str) -> Result<f64, String> {
        let missing = || format!("no {name} in the answer");
        self.0.get(name).copied().ok_or_else(missing)
    }
}

fn beside_us(program: &str) -> PathBuf {
    let us = std::env::current_exe().expect("our own path");
    us.parent().unwrap_or(Path::new(".")).join(program)
}

/// Runs a program; its answers, and what it wrote to standard error.
pub fn answer(mut command: Command) -> Result<(Answer, String), String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(errors.trim().to_owned());
    }
    Ok((Answer::of(&String::from_utf8_lossy(&output.stdout)), errors))
}

impl Peer {
    /// Whether it is this library, as it is in the tree.
    pub fn is_ours(&self) -> bool {
        self.program == OURS.program
    }

    /// Whether it is the bare loop.
    pub fn is_floor(&self) -> bool {
        self.program == RAW.program
    }

    /// Whether its program was built.
    pub fn is_there(&self) -> bool {
        self.path().exists()
    }

    /// Where its program is.
    pub fn path(&self) -> PathBuf {
        beside_us(self.program)
    }

    pub fn arguments(&self, what: &str, options: &[String]) -> Vec<String> {
        let mut all = vec![what.to_owned()];
        all.extend(options.iter().cloned());
        all.extend(self.options.iter().map(|&o| o.to_owned()));
        all
    }

    /// Runs one measurement.
    pub fn measure(&self, what: &str, options: &[String]) -> Result<Answer, String> {
        let mut command = Command::new(self.path());
        command.args(self.arguments(what, options));
        answer(command)
            .map(|(answer, _)| answer)
            .map_err(|e| format!("{}: {e}", self.name))
    }
}
