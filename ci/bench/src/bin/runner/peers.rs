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

/// All but the floor; drains, pings, counts, short.
pub const PEERS: &[Peer] = &[
    peer(
        "raw, TX budget 64",
        "peer-raw",
        &["budget=64"],
        [N, Y, Y, N],
    ),
    OURS,
    peer(
        "xdp-socket, slots",
        "peer-ours",
        &["variant=slots"],
        [Y, Y, Y, Y],
    ),
    peer(
        "xdp-socket, one at a time",
        "peer-ours",
        &["variant=single"],
        [Y, Y, Y, Y],
    ),
    peer(
        "xdp-socket, common trait",
        "peer-ours",
        &["variant=trait"],
        [Y, Y, Y, Y],
    ),
    peer("xdpilone 1.3", "peer-xdpilone", &[], [Y, Y, Y, N]),
    peer("xsk-rs 0.11", "peer-xsk-rs", &[], [Y, Y, Y, N]),
    peer("xdp 0.8", "peer-xdp", &[], [Y, Y, Y, N]),
    peer("xdp-socket 0.1.4", "peer-published", &[], [N, N, Y, N]),
    peer("AF_PACKET", "peer-packet", &[], [Y, N, N, N]),
    peer("UDP socket", "peer-udp", &[], [Y, N, N, N]),
];

/// What a peer's program answered.
pub struct Answer(HashMap<String, f64>);

impl Answer {
    pub fn get(&self, name: &str) -> Result<f64, String> {
        let missing = || format!("no {name} in the answer");
        self.0.get(name).copied().ok_or_else(missing)
    }
}

fn beside_us(program: &str) -> PathBuf {
    let us = std::env::current_exe().expect("our own path");
    us.parent().unwrap_or(Path::new(".")).join(program)
}

fn answer(mut command: Command) -> Result<(Answer, String), String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(errors.trim().to_owned());
    }
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let pairs = lines.lines().filter_map(|line| line.split_once(' '));
    let answers = pairs.filter_map(|(k, v)| Some((k.to_owned(), v.parse().ok()?)));
    Ok((Answer(answers.collect()), errors))
}

impl Peer {
    /// Whether its program was built.
    pub fn is_there(&self) -> bool {
        beside_us(self.program).exists()
    }

    fn arguments(&self, what: &str, options: &[String]) -> Vec<String> {
        let mut all = vec![what.to_owned()];
        all.extend(options.iter().cloned());
        all.extend(self.options.iter().map(|&o| o.to_owned()));
        all
    }

    /// Runs one measurement.
    pub fn measure(&self, what: &str, options: &[String]) -> Result<Answer, String> {
        let mut command = Command::new(beside_us(self.program));
        command.args(self.arguments(what, options));
        answer(command)
            .map(|(answer, _)| answer)
            .map_err(|e| format!("{}: {e}", self.name))
    }

    /// User instructions per packet: the difference of two runs of different length under
    /// callgrind, which counts inside the functions called `counted_*` only.
    pub fn instructions(&self, what: &str, options: &[String]) -> Result<f64, String> {
        // Kept where wanted, for callgrind_annotate.
        let kept = std::env::var("CALLGRIND_OUT").ok();
        let file = kept.map_or("/dev/null".to_owned(), |folder| {
            format!("{folder}/{}.{what}", self.name.replace([' ', ','], "-"))
        });
        let count = |packets: usize| -> Result<(f64, f64), String> {
            let mut command = Command::new("valgrind");
            command
                .args(["--tool=callgrind", "--dump-instr=yes"])
                .arg(format!("--callgrind-out-file={file}"))
                .arg("--toggle-collect=*counted_*")
                .arg(beside_us(self.program))
                .args(self.arguments(what, options))
                .arg(format!("count={packets}"));
            let (answer, errors) = answer(command).map_err(|e| format!("{}: {e}", self.name))?;
            let collected = errors
                .lines()
                .find_map(|line| line.split_once("Collected : "))
                .ok_or_else(|| format!("callgrind tells no count:\n{errors}"))?;
            let all: f64 = collected.1.trim().parse().map_err(|e| format!("{e}"))?;
            Ok((all, answer.get("packets")?))
        };
        let ((few, n), (many, m)) = (count(16 << 10)?, count(48 << 10)?);
        Ok((many - few) / (m - n))
    }
}
