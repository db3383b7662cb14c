//! `pktgen demo`

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;
use std::process::Stdio;
use std::thread;

use rustix::process::Signal;
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
use serde_json::Value;
use xdp_socket::Interface;

use crate::support::{
    Running, Scratch, eventually, json_lines, may_open, network, pktgen, texts, unprivileged,
};

/// Short, for what does not depend on how long it takes.
const SHORT: &[&str] = &[
    "--json",
    "demo",
    "--frames",
    "20000",
    "--seconds",
    "0.1",
    "--round-trips",
    "200",
];

/// The paths of the software part.
const SOFTWARE: [&str; 2] = ["netmap_vale", "netmap_pipe"];

fn check_path(path: &Value, frames: u64) {
    assert_eq!(path["intact"], true, "{path:#}");
    let numbered = &path["numbered"];
    assert_eq!(numbered["sent"], frames);
    assert_eq!(numbered["intact"], frames);
    for flaw in ["lost", "damaged", "duplicated", "reordered", "foreign"] {
        assert_eq!(numbered[flaw], 0, "{flaw}");
    }
    // Frames of 60 to 1514 bytes, mixed.
    let bytes = numbered["bytes"].as_u64().unwrap();
    assert!(bytes > frames * 700 && bytes < frames * 900, "{bytes}");
    assert!(path["flood_tx"]["tx"]["packets"].as_u64().unwrap() > 0);
    assert!(path["flood_rx"]["rx"]["packets"].as_u64().unwrap() > 0);
    let sleeping = &path["round_trips"]["sleeping"];
    assert_eq!(sleeping["lost"], 0);
    let p = |name: &str| sleeping["percentiles_ns"][name].as_u64().unwrap();
    assert!(0 < p("p50") && p("p50") <= p("p99") && p("p99") <= p("p99.99"));
}

#[test]
fn as_root_everything_arrives() {
    if !may_open("as_root_everything_arrives") {
        return;
    }
    let before = network();
    let output = Running::start(pktgen(SHORT)).finish();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert_eq!(stderr, "");
    let lines = json_lines(&output);
    let [report] = lines.as_slice() else {
        panic!("{lines:?}");
    };
    assert_eq!(report["exit_code"], 0);
    check_path(&report["af_xdp"], 20_000);
    for path in SOFTWARE {
        check_path(&report[path], 20_000);
    }
    let ends = &report["af_xdp"]["ends"];
    assert_eq!(ends["sender"]["modes"]["zero_copy"], false);
    assert!(ends["receiver"]["modes"]["attached"].is_string());
    let counted = |end: &str, name: &str| ends[end]["statistics"][name].as_u64().unwrap();
    // The numbered frames and both floods, and nothing is still under way.
    assert!(counted("sender", "tx_committed") > 20_000);
    assert_eq!(
        counted("sender", "tx_completed") + counted("sender", "tx_dropped"),
        counted("sender", "tx_committed")
    );
    assert!(counted("receiver", "rx_received") > 20_000);
    assert_eq!(network(), before);
}

#[test]
fn people_get_lines() {
    if !may_open("people_get_lines") {
        return;
    }
    let output = Running::start(pktgen(&SHORT[1..])).finish();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    for text in [
        "20 000 of 20 000 intact and in order",
        "copy mode",
        "XDP program",
        "round trip, sleeping",
        "tx_committed",
        "rx_received",
        "Every frame arrived intact.",
    ] {
        assert!(stdout.contains(text), "{text}: {stdout}");
    }
    assert!(stdout.lines().all(|line| line.len() < 200), "{stdout}");
}

#[test]
fn without_rights_the_software_part_runs() {
    let scratch = Scratch::new("rights");
    let before = network();
    let output = Running::start(unprivileged(&scratch, SHORT)).finish();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    for capability in ["CAP_SYS_ADMIN", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_BPF"] {
        assert!(stderr.contains(capability), "{stderr}");
    }
    let report = &json_lines(&output)[0];
    assert_eq!(report["exit_code"], 2);
    let why = report["af_xdp"]["not_run"].as_str().unwrap();
    assert!(why.contains("CAP_NET_RAW"), "{why}");
    for path in SOFTWARE {
        check_path(&report[path], 20_000);
    }
    assert_eq!(network(), before);
}

#[test]
fn the_software_part_alone_needs_no_rights() {
    let scratch = Scratch::new("software");
    let args = [SHORT, &["--only", "netmap"]].concat();
    let output = Running::start(unprivileged(&scratch, &args)).finish();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert_eq!(stderr, "");
    let report = &json_lines(&output)[0];
    for path in SOFTWARE {
        check_path(&report[path], 20_000);
    }
    assert_eq!(report["af_xdp"], Value::Null);
}

/// A demo that takes hours, in its own namespace, with its XDP program attached.
struct Endless {
    running: Running,
    namespace: File,
}

impl Endless {
    fn start() -> Endless {
        let args = ["demo", "--frames", "1000000000000", "--only", "af-xdp"];
        let running = Running::start(pktgen(&args));
        let path = format!("/proc/{}/ns/net", running.id());
        let ours = std::fs::metadata("/proc/self/ns/net").unwrap().ino();
        let mut namespace = None;
        eventually("the program has a namespace of its own", || {
            namespace = File::open(&path).ok();
            let inode = namespace.as_ref().map(|n| n.metadata().unwrap().ino());
            inode.is_some_and(|inode| inode != ours)
        });
        let endless = Endless {
            running,
            namespace: namespace.unwrap(),
        };
        eventually("an XDP program is attached", || {
            endless.programs().is_some_and(|n| n > 0)
        });
        endless
    }

    /// XDP programs on the receiving end; `None` where there is no such interface.
    fn programs(&self) -> Option<usize> {
        thread::scope(|scope| {
            let inside = scope.spawn(|| {
                let network = LinkNameSpaceType::Network;
                move_into_link_name_space(self.namespace.as_fd(), Some(network)).unwrap();
                Interface::from_name("receiver")
                    .ok()
                    .map(|i| i.programs().len())
            });
            inside.join().unwrap()
        })
    }

    /// The namespaces of all processes.
    fn is_inhabited(&self) -> bool {
        let inode = self.namespace.metadata().unwrap().ino();
        let processes = std::fs::read_dir("/proc").unwrap();
        let inodes: BTreeSet<_> = processes
            .filter_map(|entry| {
                let path = entry.ok()?.path().join("ns/net");
                Some(std::fs::metadata(path).ok()?.ino())
            })
            .collect();
        inodes.contains(&inode)
    }
}

#[test]
fn ctrl_c_cleans_up() {
    if !may_open("ctrl_c_cleans_up") {
        return;
    }
    for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143), (Signal::HUP, 129)] {
        let before = network();
        let endless = Endless::start();
        endless.running.signal(signal);
        let output = endless.running.finish();
        let (_, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(code), "{stderr}");
        assert!(stderr.contains("interrupted"), "{stderr}");
        assert_eq!(network(), before);
    }
}

#[test]
fn sigkill_leaves_nothing() {
    if !may_open("sigkill_leaves_nothing") {
        return;
    }
    let before = network();
    let endless = Endless::start();
    endless.running.signal(Signal::KILL);
    // Our own handle keeps the namespace, and with it the veth pair, or there would be nothing to
    // look at; nobody else does, and the program goes although the interface is still there.
    eventually("nobody is in the namespace", || !endless.is_inhabited());
    eventually("the XDP program is detached", || {
        endless.programs() == Some(0)
    });
    drop(endless);
    assert_eq!(network(), before);
}

#[test]
fn progress_shows_on_a_terminal_only() {
    let pty = rustix::pty::openpt(rustix::pty::OpenptFlags::RDWR).unwrap();
    rustix::pty::grantpt(&pty).unwrap();
    rustix::pty::unlockpt(&pty).unwrap();
    let name = rustix::pty::ptsname(&pty, Vec::new()).unwrap();
    let terminal = File::options()
        .read(true)
        .write(true)
        .open(name.to_str().unwrap())
        .unwrap();
    let mut command = pktgen(&[&SHORT[1..], &["--only", "netmap"]].concat());
    command.stderr(Stdio::from(terminal));
    let running = Running::start(command);
    let shown = thread::spawn(move || {
        let mut shown = Vec::new();
        let mut buffer = [0; 4096];
        let mut pty = File::from(pty);
        // Ends with an error when the last writer has gone.
        while let Ok(n @ 1..) = pty.read(&mut buffer) {
            shown.extend_from_slice(&buffer[..n]);
        }
        String::from_utf8_lossy(&shown).into_owned()
    });
    let output = running.finish();
    assert_eq!(output.status.code(), Some(0));
    let shown = shown.join().unwrap();
    assert!(shown.contains("numbered frames"), "{shown:?}");
    // Taken away again at the end.
    assert!(shown.ends_with("\r\x1b[K"), "{shown:?}");
    // Without a terminal, the other tests see an empty standard error.
}
