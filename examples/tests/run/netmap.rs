//! The subcommands over the software netmap, which needs no rights: pipes between processes lose
//! nothing, whatever the rate.

use std::process::Command;

use serde_json::Value;

use crate::support::{Running, Scratch, eventually, json_lines, pktgen, texts};

const PACKETS: &str = "100000";

/// `pktgen` with the software backend, its pipes shared by the processes of one test.
fn software(scratch: &Scratch, args: &[&str]) -> Command {
    let mut command = pktgen(&[&["--json"], args].concat());
    command
        .env("NETMAP_BACKEND", "software")
        .env("NETMAP_SOFTWARE_DIR", scratch.path("pipes"));
    command
}

fn started(scratch: &Scratch, args: &[&str], ports: usize) -> Running {
    let mut running = Running::start(software(scratch, args));
    for _ in 0..ports {
        let line = running.line();
        assert!(line.contains("\"opened\""), "{args:?}: {line}");
    }
    running
}

fn total(running: Running) -> Value {
    let output = running.finish();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stdout}{stderr}");
    json_lines(&output).pop().unwrap()
}

#[test]
fn a_pipe_between_processes_loses_nothing() {
    let scratch = Scratch::new("pipe");
    let rx = started(&scratch, &["rx", "netmap:x}1", "-n", PACKETS], 1);
    let tx = started(
        &scratch,
        &["tx", "netmap:x{1", "-n", PACKETS, "-l", "700"],
        1,
    );
    let rx = total(rx);
    assert_eq!(rx["total"]["packets"], 100_000);
    assert_eq!(rx["total"]["bytes"], 70_000_000);
    assert_eq!(rx["sequence"]["numbered"], 100_000);
    assert_eq!(rx["sequence"]["missing"], 0);
    assert_eq!(total(tx)["statistics"]["tx_slots"], 100_000);
}

#[test]
fn a_worker_stays_on_its_cpu() {
    let scratch = Scratch::new("cpu");
    let cpu = core_affinity::get_core_ids().unwrap().pop().unwrap().id;
    let args = ["rx", "netmap:x}1", "--cpu", &cpu.to_string()];
    let rx = started(&scratch, &args, 1);
    let tasks = format!("/proc/{}/task", rx.id());
    eventually("a thread may run on that CPU alone", || {
        std::fs::read_dir(&tasks).unwrap().any(|task| {
            let status = task.unwrap().path().join("status");
            let status = std::fs::read_to_string(status).unwrap_or_default();
            status.contains(&format!("Cpus_allowed_list:\t{cpu}\n"))
        })
    });
}

#[test]
fn fwd_joins_two_pipes() {
    let scratch = Scratch::new("fwd");
    let fwd = started(&scratch, &["fwd", "netmap:a}1", "netmap:b{1"], 2);
    let rx = started(&scratch, &["rx", "netmap:b}1", "-n", PACKETS], 1);
    let tx = started(&scratch, &["tx", "netmap:a{1", "-n", PACKETS], 1);
    assert_eq!(total(rx)["sequence"]["missing"], 0);
    total(tx);
    fwd.signal(rustix::process::Signal::INT);
    assert_eq!(fwd.finish().status.code(), Some(130));
}

#[test]
fn ping_over_a_switch_and_over_a_pipe() {
    let scratch = Scratch::new("ping");
    for ports in [["vale0:a", "vale0:b"], ["netmap:x{1", "netmap:x}1"]] {
        let args = ["ping", ports[0], ports[1], "-n", "100", "-i", "0"];
        let ping = total(started(&scratch, &args, 2));
        assert_eq!(ping["total"]["round_trips"], 100);
        assert_eq!(ping["total"]["strange"], 0);
    }
}

#[test]
fn what_is_dumped_can_be_replayed() {
    let scratch = Scratch::new("netmap-capture");
    let file = scratch.path("a.pcap");
    let file = file.to_str().unwrap();
    let dump = started(&scratch, &["dump", "netmap:x}1", file, "-n", "5000"], 1);
    let tx = started(
        &scratch,
        &["tx", "netmap:x{1", "-n", "5000", "-l", "300"],
        1,
    );
    assert_eq!(total(dump)["written"], 5000);
    total(tx);
    let rx = started(&scratch, &["rx", "netmap:y}1", "-n", "10000"], 1);
    let args = [
        "replay",
        "netmap:y{1",
        file,
        "--speed",
        "top",
        "--loop",
        "2",
    ];
    let replay = total(started(&scratch, &args, 1));
    assert_eq!(replay["total"]["bytes"], 3_000_000);
    assert_eq!(total(rx)["sequence"]["numbered"], 10_000);
}

#[test]
fn without_a_module_the_way_out_is_named() {
    if std::path::Path::new("/dev/netmap").exists() {
        // Then a pipe of the kernel's can be opened, if that is compiled in.
        return;
    }
    let output = pktgen(&["rx", "netmap:x}1"]).output().unwrap();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("NETMAP_BACKEND=software"), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}
