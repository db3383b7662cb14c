//! Pipes between processes. The other process is this test binary again, running [`child`].

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use super::*;

/// A directory of its own, gone with the test; nothing may be left in it.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Dir {
        let dir = format!("netmap-shared-{name}-{}", std::process::id());
        Dir(std::env::temp_dir().join(dir))
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries
            .map(|e| e.file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let left = self.files();
        let _ = fs::remove_dir_all(&self.0);
        if !std::thread::panicking() {
            assert_eq!(left, [""; 0], "files left");
        }
    }
}

fn try_open(dir: &Path, name: &str, mut reg: nmreq_register) -> io::Result<Raw> {
    let port = SoftPort::register_in(Some(dir.to_owned()), name, &mut reg)?;
    let base = port.memory().base();
    let nifp = sys::NETMAP_IF(base.as_ptr().cast(), reg.nr_offset as usize);
    Ok(Raw { port, reg, nifp })
}

fn open(dir: &Dir, name: &str) -> Raw {
    try_open(&dir.0, name, all_nic()).unwrap()
}

fn packet(tag: u32) -> [u8; 4] {
    tag.to_le_bytes()
}

/// Another process, which does one line's command at a time and answers with a line.
struct Other {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

const ROLE: &str = "NETMAP_SHARED_TEST_DIR";

impl Other {
    fn new(dir: &Dir) -> Other {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "software::tests::shared::child", "--nocapture"])
            .env(ROLE, &dir.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Other {
            child,
            input,
            output,
        }
    }

    fn start(&mut self, command: &str) {
        writeln!(self.input, "{command}").unwrap();
        self.input.flush().unwrap();
    }

    fn answer(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "it died");
            // The test runner's own lines come on the same way.
            if let Some((_, answer)) = line.trim_end().split_once("answer: ") {
                return answer.to_owned();
            }
        }
    }

    fn ask(&mut self, command: &str) -> String {
        self.start(command);
        self.answer()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn end(mut self) {
        drop(self.input);
        assert!(self.child.wait().unwrap().success());
    }
}

/// What the other process does; nothing where the test is run as a test.
#[test]
fn child() {
    let Some(dir) = std::env::var_os(ROLE) else {
        return;
    };
    let dir = PathBuf::from(dir);
    let mut port = None;
    for line in io::stdin().lines() {
        let line = line.unwrap();
        let (command, argument) = line.split_once(' ').unwrap_or((&line, ""));
        let number = || argument.parse::<u32>().unwrap();
        let raw = || -> &Raw { port.as_ref().unwrap() };
        let answer = match command {
            "open" => match try_open(&dir, argument, all_nic()) {
                Ok(raw) => {
                    let numbers = (raw.reg.nr_tx_slots, raw.reg.nr_rx_slots);
                    port = Some(raw);
                    format!("{numbers:?}")
                }
                Err(e) => format!("{:?}", e.raw_os_error()),
            },
            "close" => {
                port = None;
                "closed".to_owned()
            }
            "send" => {
                let packets: Vec<_> = (0..number()).map(packet).collect();
                raw().send(&packets).to_string()
            }
            "receive" => raw().receive().len().to_string(),
            "echo" => {
                for _ in 0..number() {
                    echo(raw());
                }
                "done".to_owned()
            }
            _ => "what?".to_owned(),
        };
        println!("answer: {answer}");
    }
}

/// Blocks for one packet and sends it back.
fn echo(raw: &Raw) {
    assert!(raw.port.wait_rx(0, None).unwrap());
    let (bytes, _) = raw.rx().take();
    raw.rxsync();
    while raw.send(&[&bytes]) == 0 {
        assert!(raw.port.wait_tx(0, None).unwrap());
    }
}

#[test]
fn both_ends_in_one_process() {
    let _alone = alone();
    let dir = Dir::new("one");
    let s = open(&dir, "sha}1");
    let m = open(&dir, "sha{1");
    assert_eq!(m.port.memory().base(), s.port.memory().base());
    assert_eq!(m.reg.nr_memsize, 42_369_024);
    assert_ne!(m.reg.nr_offset, s.reg.nr_offset);
    assert_eq!(
        (m.tx().slot(0).buf_idx, s.rx().slot(0).buf_idx),
        (1026, 1026)
    );
    assert_eq!(
        dir.files(),
        ["sha{1.lock", "sha{1.master", "sha{1.mem", "sha{1.slave"]
    );
    let packets: Vec<_> = (0..1024).map(packet).collect();
    assert_eq!(m.send(&packets), 1023);
    assert_eq!(m.send(&packets), 0);
    let waiter = s.port.watch_rx(0).unwrap();
    let got = s.receive();
    assert_eq!(got, packets[..1023]);
    m.txsync();
    assert_eq!(m.tx().space(), 1023);
    // Waking goes by the doorbell.
    waiter.arm();
    m.send(&packets[..1]);
    assert!(s.port.wait_rx(0, None).unwrap());
    // A second opening of an end is of the same rings; no buffers are to be had.
    let extra = nmreq_register {
        nr_extra_bufs: 5,
        ..all_nic()
    };
    let s2 = try_open(&dir.0, "sha}1", extra).unwrap();
    assert_eq!(s2.reg.nr_extra_bufs, 0);
    assert_eq!(s2.rx().0, s.rx().0);
    let mem = nmreq_register {
        nr_mem_id: m.reg.nr_mem_id,
        ..all_nic()
    };
    assert_eq!(error("valesha:a", mem), Some(libc::EINVAL));
    // Pipes of a switch's port stay in the process.
    let v = open(&dir, "valesha:a{1");
    assert_eq!(dir.files().len(), 4);
    drop((v, m, s));
    assert_eq!(dir.files().len(), 3);
    assert_eq!(s2.receive().len(), 1);
}

#[test]
fn two_processes_play_ball() {
    let _alone = alone();
    let dir = Dir::new("two");
    let mut other = Other::new(&dir);
    assert_eq!(other.ask("open shb}1"), "(1024, 1024)");
    let m = open(&dir, "shb{1");
    const ROUNDS: u32 = 5000;
    other.start(&format!("echo {ROUNDS}"));
    for i in 0..ROUNDS {
        assert_eq!(m.send(&[packet(i)]), 1);
        assert!(m.port.wait_rx(0, None).unwrap());
        assert_eq!(m.receive(), [packet(i)]);
        m.txsync();
    }
    assert_eq!(other.answer(), "done");
    drop(m);
    other.end();
}

#[test]
fn a_full_pipe_between_processes_blocks_until_it_is_read() {
    let _alone = alone();
    let dir = Dir::new("full");
    let mut other = Other::new(&dir);
    assert_eq!(other.ask("open shc{1"), "(1024, 1024)");
    assert_eq!(other.ask("send 2000"), "1023");
    let s = open(&dir, "shc}1");
    let all = s.receive();
    assert_eq!(all, (0..1023).map(packet).collect::<Vec<_>>());
    other.start("echo 1");
    // It waits for a packet, then for room; this process reads late.
    s.send(&[packet(7)]);
    assert_eq!(other.answer(), "done");
    assert!(s.port.wait_rx(0, None).unwrap());
    assert_eq!(s.receive(), [packet(7)]);
    drop(s);
    other.end();
}

#[test]
fn an_end_belongs_to_one_process_and_its_death_frees_it() {
    let _alone = alone();
    let dir = Dir::new("die");
    let busy = format!("{:?}", Some(libc::EBUSY));
    let m = open(&dir, "shd{1");
    m.send(&[packet(1), packet(2)]);
    let mut other = Other::new(&dir);
    assert_eq!(other.ask("open shd{1"), busy);
    assert_eq!(other.ask("open shd}1"), "(1024, 1024)");
    let e = try_open(&dir.0, "shd}1", all_nic()).err().unwrap();
    assert_eq!(e.raw_os_error(), Some(libc::EBUSY));
    assert_eq!(other.ask("send 3"), "3");
    // Killed: what it has sent can be read, and there is no end of file.
    other.kill();
    assert_eq!(m.receive().len(), 3);
    assert!(!m.port.wait_rx(0, Some(Duration::ZERO)).unwrap());
    m.send(&[packet(3)]);
    // The next one goes on where it was.
    let mut other = Other::new(&dir);
    assert_eq!(other.ask("open shd}1"), "(1024, 1024)");
    assert_eq!(other.ask("receive"), "3");
    assert_eq!(other.ask("send 1"), "1");
    assert_eq!(m.receive().len(), 1);
    assert_eq!(other.ask("close"), "closed");
    let s = open(&dir, "shd}1");
    m.send(&[packet(4)]);
    assert_eq!(s.receive(), [packet(4)]);
    drop((m, s));
    other.end();
}

#[test]
fn nothing_is_kept_when_the_last_one_goes() {
    let _alone = alone();
    let dir = Dir::new("last");
    let small = nmreq_register {
        nr_tx_slots: 16,
        nr_rx_slots: 8,
        nr_tx_rings: 3,
        nr_rx_rings: 2,
        ..all_nic()
    };
    let m = try_open(&dir.0, "she{1", small).unwrap();
    m.send(&[packet(1)]);
    let mut other = Other::new(&dir);
    assert_eq!(other.ask("open she}1"), "(8, 16)");
    drop(m);
    assert_eq!(other.ask("receive"), "1");
    // What a process that was killed has left is taken over, not resumed.
    other.kill();
    assert_eq!(dir.files().len(), 3);
    let m = open(&dir, "she{1");
    assert_eq!(m.reg.nr_tx_slots, 1024);
    m.send(&[packet(1)]);
    drop(m);
    let s = open(&dir, "she}1");
    assert_eq!(s.receive().len(), 0);
}

#[test]
fn a_file_that_is_no_pipe_is_refused() {
    let _alone = alone();
    let dir = Dir::new("bad");
    let m = open(&dir, "shf{1");
    let mem = dir.0.join("shf{1.mem");
    let good = fs::read(&mem).unwrap();
    let bad = |bytes: &[u8]| {
        fs::remove_file(&mem).unwrap();
        fs::write(&mem, bytes).unwrap();
        let mut other = Other::new(&dir);
        let answer = other.ask("open shf}1");
        other.end();
        answer
    };
    assert_eq!(bad(b""), "None");
    assert_eq!(bad(&good[..good.len() - 4096]), "None");
    let mut huge = good.clone();
    huge[4..8].copy_from_slice(&u32::MAX.to_ne_bytes());
    assert_eq!(bad(&huge), "None");
    // Positions out of any ring are not believed.
    let mut wild = good.clone();
    wild[4096..8192].fill(0xff);
    assert_eq!(bad(&wild), "(1024, 1024)");
    assert_eq!(bad(&good), "(1024, 1024)");
    for name in ["a/b{1", "a{../b", "a_name_of_sixtee{1"] {
        let e = try_open(&dir.0, name, all_nic()).err().unwrap();
        assert_eq!(e.raw_os_error(), Some(libc::EINVAL), "{name}");
    }
    drop(m);
    // A path that is too long for a socket.
    let deep = dir.0.join("d".repeat(100));
    let e = try_open(&deep, "shf{1", all_nic()).err().unwrap();
    assert_eq!(e.kind(), io::ErrorKind::InvalidInput);
    fs::remove_dir(deep).unwrap();
}
