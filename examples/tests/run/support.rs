//! What the tests share.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};
use serde_json::Value;

pub(crate) const PKTGEN: &str = env!("CARGO_BIN_EXE_pktgen");

/// Nobody's user and group id.
const NOBODY: u32 = 65_534;

/// Longer than anything here takes, on a machine that is busy with other things.
pub(crate) const LONG: Duration = Duration::from_secs(120);

/// Says that a test can't run and why; fails where nothing may be skipped.
pub(crate) fn skip(name: &str, why: &str) {
    println!("SKIP {name}: {why}");
    assert!(
        std::env::var_os("PACKET_IO_NO_SKIP").is_none_or(|v| v != "1"),
        "{name} was skipped ({why}) and PACKET_IO_NO_SKIP is set"
    );
}

/// Whether we may make network namespaces and sockets; a skip where not.
pub(crate) fn may_open(name: &str) -> bool {
    let root = rustix::process::geteuid().is_root();
    if !root {
        skip(name, "needs root");
    }
    root
}

/// `pktgen` with arguments, its output to be read.
pub(crate) fn pktgen(args: &[&str]) -> Command {
    program(PKTGEN, args)
}

pub(crate) fn program(path: impl AsRef<Path>, args: &[&str]) -> Command {
    let mut command = Command::new(path.as_ref());
    command
        .args(args)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Standard output and error, as text.
pub(crate) fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// Each line of standard output as JSON.
pub(crate) fn json_lines(output: &Output) -> Vec<Value> {
    let (stdout, stderr) = texts(output);
    stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}\n{stderr}")))
        .collect()
}

/// A program under way, ended when dropped.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    pub(crate) fn start(mut command: Command) -> Running {
        Running {
            child: command.spawn().unwrap(),
        }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.child.id() as i32).unwrap();
        rustix::process::kill_process(pid, signal).unwrap();
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Reads one line of what it prints.
    pub(crate) fn line(&mut self) -> String {
        let stdout = self.child.stdout.as_mut().unwrap();
        let mut line = Vec::new();
        let mut byte = [0];
        while stdout.read(&mut byte).unwrap() == 1 && byte[0] != b'\n' {
            line.push(byte[0]);
        }
        String::from_utf8(line).unwrap()
    }

    /// Waits for its end, which must come in time.
    pub(crate) fn finish(mut self) -> Output {
        // Pipes are short: somebody has to read while we wait.
        let stdout = self.child.stdout.take().map(reader);
        let stderr = self.child.stderr.take().map(reader);
        let status = self.wait();
        let collect = |thread: Option<thread::JoinHandle<Vec<u8>>>| {
            thread.map(|t| t.join().unwrap()).unwrap_or_default()
        };
        Output {
            status,
            stdout: collect(stdout),
            stderr: collect(stderr),
        }
    }

    fn wait(&mut self) -> ExitStatus {
        let mut status = None;
        eventually("the program ends", || {
            status = self.child.try_wait().unwrap();
            status.is_some()
        });
        status.unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn reader(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// Waits until something is so.
pub(crate) fn eventually(what: &str, mut check: impl FnMut() -> bool) {
    let deadline = Instant::now() + LONG;
    while !check() {
        assert!(Instant::now() < deadline, "in vain: {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// A directory of our own, removed when dropped.
pub(crate) struct Scratch {
    path: PathBuf,
}

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let name = format!("pktgen-test-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Scratch { path }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// `pktgen` as a user without any rights runs it. The build directory may be closed to others, so
/// a copy is run.
pub(crate) fn unprivileged(scratch: &Scratch, args: &[&str]) -> Command {
    let copy = scratch.path("pktgen");
    std::fs::copy(PKTGEN, &copy).unwrap();
    for path in [&scratch.path, &copy] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = program(&copy, args);
    command.current_dir(&scratch.path);
    if rustix::process::geteuid().is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command
}

/// The machine's network as far as a program could leave something in it: interfaces, named
/// namespaces.
pub(crate) fn network() -> Vec<String> {
    let mut names = Vec::new();
    for directory in ["/sys/class/net", "/run/netns"] {
        if let Ok(entries) = std::fs::read_dir(directory) {
            names.extend(entries.map(|e| e.unwrap().path().display().to_string()));
        }
    }
    names.sort();
    names
}
