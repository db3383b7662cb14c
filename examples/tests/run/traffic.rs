//! The subcommands over veth pairs. Never more than 200 packets are under way: a veth with an XDP
//! program queues 256, so none may be lost.

use serde_json::Value;
use xdp_socket::testing::{Namespace, VethConfig, VethPair};

use crate::support::{Running, Scratch, json_lines, may_open, pktgen, texts};

/// A namespace with two pairs: `a1` to `a2`, `b1` to `b2`.
fn pairs(name: &str) -> Option<Namespace> {
    if !may_open(name) {
        return None;
    }
    let namespace = Namespace::new().unwrap();
    for names in [["a1", "a2"], ["b1", "b2"]] {
        VethPair::create(&VethConfig::new().names(names[0], names[1]).queues(2)).unwrap();
    }
    Some(namespace)
}

/// Starts a command and waits until its ports are open.
fn started(args: &[&str], ports: usize) -> Running {
    let mut running = Running::start(pktgen(&[&["--json"], args].concat()));
    for _ in 0..ports {
        let line = running.line();
        assert!(line.contains("\"opened\""), "{args:?}: {line}");
    }
    running
}

/// Runs a command to its end, and returns its last line.
fn total(running: Running) -> Value {
    let output = running.finish();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stdout}{stderr}");
    json_lines(&output).pop().unwrap()
}

#[test]
fn what_tx_sends_rx_gets() {
    let Some(_namespace) = pairs("what_tx_sends_rx_gets") else {
        return;
    };
    let rx = started(&["rx", "a2", "-n", "200"], 1);
    let sent = total(started(&["tx", "xdp:a1@0", "-n", "200", "-l", "99"], 1));
    assert_eq!(sent["port"], "xdp:a1@0 tx");
    assert_eq!(sent["total"]["packets"], 200);
    assert_eq!(sent["statistics"]["tx_committed"], 200);
    let received = total(rx);
    assert_eq!(received["total"]["packets"], 200);
    assert_eq!(received["total"]["bytes"], 200 * 99);
    assert_eq!(received["sequence"]["numbered"], 200);
    assert_eq!(received["sequence"]["missing"], 0);
}

#[test]
fn several_queues_have_a_worker_each() {
    let Some(_namespace) = pairs("several_queues_have_a_worker_each") else {
        return;
    };
    let rx = started(&["rx", "a2@all", "-n", "101"], 2);
    let tx = started(&["tx", "a1@0-1", "-n", "101", "--rate", "100000"], 2).finish();
    let totals = json_lines(&tx);
    let packets: Vec<_> = totals
        .iter()
        .map(|t| t["total"]["packets"].as_u64())
        .collect();
    assert_eq!(packets, [Some(51), Some(50)]);
    let totals = json_lines(&rx.finish());
    let sum: u64 = totals
        .iter()
        .filter_map(|t| t["total"]["packets"].as_u64())
        .sum();
    assert_eq!(sum, 101);
}

#[test]
fn rx_leaves_to_the_kernel_what_it_is_not_to_take() {
    let Some(_namespace) = pairs("rx_leaves_to_the_kernel_what_it_is_not_to_take") else {
        return;
    };
    let rx = started(&["rx", "a2", "-n", "10", "--udp-port", "4001"], 1);
    for (port, count) in [("4000", "50"), ("4001", "10")] {
        total(started(&["tx", "a1", "-n", count, "--dst-port", port], 1));
    }
    assert_eq!(total(rx)["total"]["packets"], 10);
}

#[test]
fn fwd_connects_two_interfaces() {
    let Some(_namespace) = pairs("fwd_connects_two_interfaces") else {
        return;
    };
    for one_way in [&["--one-way"][..], &[]] {
        let fwd = started(&[&["fwd", "a2", "b1"], one_way].concat(), 2);
        let rx = started(&["rx", "b2", "-n", "200"], 1);
        total(started(&["tx", "a1", "-n", "200"], 1));
        assert_eq!(total(rx)["sequence"]["missing"], 0);
        fwd.signal(rustix::process::Signal::INT);
        let output = fwd.finish();
        assert_eq!(output.status.code(), Some(130));
        let totals = json_lines(&output);
        let there = totals
            .iter()
            .rfind(|t| t["port"] == "xdp:a2@0 to xdp:b1@0")
            .unwrap();
        assert_eq!(there["total"]["packets"], 200);
        assert_eq!(there["rx_statistics"]["rx_received"], 200);
        assert_eq!(there["tx_statistics"]["tx_committed"], 200);
    }
}

#[test]
fn ping_measures_with_its_own_reflector_and_with_fwd() {
    let Some(_namespace) = pairs("ping_measures_with_its_own_reflector_and_with_fwd") else {
        return;
    };
    let ping = total(started(&["ping", "a1", "a2", "-n", "50", "-i", "0"], 2));
    assert_eq!(ping["total"]["round_trips"], 50);
    assert_eq!(ping["total"]["lost"], 0);
    let fwd = started(&["fwd", "a2"], 1);
    let ping = total(started(&["ping", "a1", "-n", "50", "-i", "0"], 1));
    assert_eq!(ping["total"]["round_trips"], 50);
    fwd.signal(rustix::process::Signal::INT);
    assert_eq!(fwd.finish().status.code(), Some(130));
    // Nobody answers any more.
    let args = ["ping", "a1", "-n", "2", "--timeout", "0.05"];
    let output = started(&args, 1).finish();
    assert_eq!(output.status.code(), Some(1));
    assert!(texts(&output).1.contains("2 packets did not come back"));
}

#[test]
fn what_is_dumped_can_be_replayed() {
    let Some(_namespace) = pairs("what_is_dumped_can_be_replayed") else {
        return;
    };
    let scratch = Scratch::new("capture");
    let file = scratch.path("a.pcap");
    let file = file.to_str().unwrap();
    let dump = started(&["dump", "a2", file, "-n", "100"], 1);
    total(started(&["tx", "a1", "-n", "120", "-l", "200"], 1));
    let dump = total(dump);
    assert_eq!(dump["written"], 100);

    let rx = started(&["rx", "b2", "-n", "100"], 1);
    let replay = total(started(&["replay", "b1", file, "--speed", "top"], 1));
    assert_eq!(replay["total"]["packets"], 100);
    assert_eq!(replay["total"]["bytes"], 100 * 200);
    let rx = total(rx);
    assert_eq!(rx["sequence"]["numbered"], 100);
    assert_eq!(rx["sequence"]["missing"], 0);

    let output = pktgen(&["replay", "b1", "/dev/null"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(texts(&output).1.contains("too short for a capture"));
}

#[test]
fn a_capture_may_go_to_standard_output() {
    let Some(_namespace) = pairs("a_capture_may_go_to_standard_output") else {
        return;
    };
    let dump = Running::start(pktgen(&["dump", "a2", "-", "-n", "10", "-d", "60"]));
    // Nothing but the capture is printed, so when it listens is not known: send until it has
    // enough.
    let mut dump = dump;
    while dump.is_running() {
        total(started(&["tx", "a1", "-n", "10"], 1));
    }
    let output = dump.finish();
    assert_eq!(output.status.code(), Some(0), "{}", texts(&output).1);
    // The file's header, and ten times a packet's and 60 bytes.
    assert_eq!(output.stdout.len(), 24 + 10 * (16 + 60));
    assert_eq!(output.stdout[..4], 0xa1b2_3c4d_u32.to_be_bytes());
}

#[test]
fn modes_asked_for_are_modes_obtained() {
    let Some(_namespace) = pairs("modes_asked_for_are_modes_obtained") else {
        return;
    };
    for (option, attached) in [("--generic", "generic"), ("--native", "native")] {
        let args = ["--json", "rx", "a2", "-d", "0.01", "--copy", option];
        let output = Running::start(pktgen(&args)).finish();
        let opened = &json_lines(&output)[0]["opened"];
        assert_eq!(opened["attached"], attached, "{opened}");
        assert_eq!(opened["zero_copy"], false);
    }
    let output = Running::start(pktgen(&["rx", "a2", "--zero-copy"])).finish();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("can't do zero-copy"), "{stderr}");
}

#[test]
fn a_program_in_the_way_is_replaced_only_when_told() {
    let Some(_namespace) = pairs("a_program_in_the_way_is_replaced_only_when_told") else {
        return;
    };
    let first = started(&["rx", "a2", "--ethertype", "0x88b5"], 1);
    let output = Running::start(pktgen(&["rx", "a2@1", "-d", "0.01"])).finish();
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(
        stderr.contains("already runs the native XDP program"),
        "{stderr}"
    );
    drop(first);
}

#[test]
fn a_device_that_goes_away_ends_the_program() {
    if !may_open("a_device_that_goes_away_ends_the_program") {
        return;
    }
    let _namespace = Namespace::new().unwrap();
    let pair = VethPair::create(&VethConfig::new().names("a1", "a2")).unwrap();
    let rx = started(&["rx", "a2"], 1);
    let tx = started(&["tx", "a1", "--rate", "100"], 1);
    pair.delete().unwrap();
    for running in [rx, tx] {
        let output = running.finish();
        let (_, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.contains("the device is gone"), "{stderr}");
    }
}
