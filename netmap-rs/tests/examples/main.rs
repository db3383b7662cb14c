//! The example programs, run by the commands that the documentation gives.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};

/// Of one line each: what every example without a real interface prints at its end in software.
const EXAMPLES: &[(&str, &str)] = &[
    ("ping_pong", "Successfully received the sent packet!"),
    ("pipe_threads", "a second, all in order"),
    (
        "pipe_processes",
        "sent 10000 packets, the other process counted as many",
    ),
    ("thread_per_ring", "ring 3: "),
    ("poll_loop", "times in all"),
    ("tokio_pipe", "a second, all in order"),
];

/// `cargo run --example`, in `directory`, into the target directory that this test was built in.
fn cargo_run(directory: &Path, example: &str, features: &str, software: bool) -> Output {
    // Between building and running, another cargo could replace the program.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["run", "--quiet", "--example", example])
        .current_dir(directory)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("NETMAP_BACKEND")
        .stdin(Stdio::null());
    if !features.is_empty() {
        command.args(["--features", features]);
    }
    if software {
        command.env("NETMAP_BACKEND", "software");
    }
    command.output().unwrap()
}

/// This test is `target/PROFILE/deps/examples-...`.
fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(3).unwrap().to_owned()
}

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

fn assert_runs(output: &Output, expected: &str) {
    let (stdout, stderr) = texts(output);
    assert!(output.status.success(), "{stdout}{stderr}");
    assert!(stdout.contains(expected), "{stdout}{stderr}");
    assert_eq!(stderr, "");
}

#[test]
fn all_run_to_their_end_in_software() {
    for (example, expected) in EXAMPLES {
        println!("{example}");
        assert_runs(&cargo_run(package(), example, "", true), expected);
    }
}

#[test]
fn host_rings_says_that_it_needs_an_interface() {
    let output = cargo_run(package(), "host_rings", "", true);
    let (_, stderr) = texts(&output);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("needs a real interface"), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

#[test]
fn the_documented_commands_work() {
    let expected = "Successfully received the sent packet!";
    assert_runs(&cargo_run(package(), "ping_pong", "sys", true), expected);
    // At the root of the workspace, where this is one.
    let root = package().parent().unwrap();
    if root.join("netmap-sys/Cargo.toml").exists() {
        let output = cargo_run(root, "ping_pong", "netmap-rs/sys", true);
        assert_runs(&output, expected);
    }
}

#[test]
fn without_a_module_they_name_the_way_out() {
    if Path::new("/dev/netmap").exists() {
        // There is one: then those that need no real interface run in the kernel.
        for (example, expected) in EXAMPLES.iter().filter(|(name, _)| name.starts_with("pipe")) {
            assert_runs(&cargo_run(package(), example, "sys", false), expected);
        }
        return;
    }
    let runs = EXAMPLES.iter().map(|(example, _)| (*example, "sys"));
    for (example, features) in runs.chain([("host_rings", "sys"), ("ping_pong", "")]) {
        let output = cargo_run(package(), example, features, false);
        let (stdout, stderr) = texts(&output);
        assert_eq!(output.status.code(), Some(1), "{example}: {stdout}{stderr}");
        assert!(stderr.contains("NETMAP_BACKEND=software"), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{example}: {stderr}");
    }
}
