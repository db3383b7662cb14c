//! What is not understood is refused before anything is opened.

use crate::support::{pktgen, texts};

fn refused(args: &[&str], hint: &str) {
    let output = pktgen(args).output().unwrap();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(64), "{args:?}: {stderr}");
    assert!(stderr.contains(hint), "{args:?}: {stderr}");
    assert_eq!(stdout, "", "{args:?}");
}

#[test]
fn bad_arguments_exit_with_64() {
    refused(&[], "Usage");
    refused(&["fly"], "unrecognized subcommand");
    refused(&["tx"], "<INTERFACE>");
    refused(&["tx", ""], "names no interface");
    refused(&["tx", "eth0@x"], "is not a queue");
    refused(&["tx", "eth0", "--len", "59"], "60 to 65535");
    refused(&["tx", "eth0", "--batch", "0"], "1 to 65536");
    refused(&["tx", "eth0", "--rate=-5"], "above 0");
    refused(&["tx", "eth0", "--cpu", "4095"], "may run on [");
    refused(&["tx", "eth0", "--count", "0"], "0 is not in");
    refused(&["tx", "eth0", "--duration", "0"], "more than 0");
    refused(&["tx", "eth0", "--dst-mac", "1:2:3"], "six bytes");
    refused(&["tx", "eth0", "--copy", "--zero-copy"], "cannot be used");
    refused(&["rx", "eth0", "--ethertype", "0x88b5f"], "16 bits");
    refused(&["rx", "eth0", "--udp-port", "65536"], "65536");
    refused(&["fwd", "eth0", "--one-way"], "<B>");
    refused(&["replay", "eth0", "x.pcap", "--speed", "fast"], "above 0");
    refused(&["demo", "--frames", "0"], "0 is not in");
    refused(&["demo", "--only", "dpdk"], "possible values");
}

#[test]
fn values_that_the_device_has_not_exit_with_64() {
    refused(&["tx", "no-such-nic"], "no interface no-such-nic");
    refused(&["rx", "no-such-nic@3"], "no interface no-such-nic");
    refused(&["rx", "lo", "--frame-size", "1000"], "frame_size = 1000");
    refused(&["rx", "lo", "--ring-size", "1000"], "ring = 1000");
    refused(&["tx", "netmap:x{"], "netmap:x{");
    refused(&["replay", "lo", "/no/such/file"], "/no/such/file");
}

#[test]
fn help_says_what_the_exit_codes_mean() {
    let output = pktgen(&["--help"]).output().unwrap();
    let (stdout, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    for code in ["0 done", "1 failed", "2 a right is missing", "130"] {
        assert!(stdout.contains(code), "{stdout}");
    }
    let output = pktgen(&["--version"]).output().unwrap();
    assert!(texts(&output).0.starts_with("pktgen "));
}
