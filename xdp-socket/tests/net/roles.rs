//! What other processes do for the tests of sockets; see `child`.

use std::time::Duration;

use xdp_socket::{Error, create_bi_socket, create_rx_socket, create_tx_socket};

use crate::child::{say, wait_for_the_end};
use crate::support::{PATIENCE, exchange, interface, line, programs, rings, veth};

/// Plays `role`, if it is one of these. What follows the colon are its parameters.
pub(crate) fn play(role: &str) -> bool {
    let (name, what) = role.split_once(':').unwrap_or((role, ""));
    match name {
        "idle" => {
            say("idle");
            wait_for_the_end();
        }
        "bi" => {
            let config = rings(64).build().unwrap();
            let sockets = create_bi_socket(interface(what).index(), 0, Some(config)).unwrap();
            say(&programs(what)[0].to_string());
            wait_for_the_end();
            drop(sockets);
        }
        "fork" => {
            fork();
            say("done");
        }
        "without" => {
            let (capabilities, what) = what.split_once(':').unwrap();
            give_up(capabilities.split(',').filter(|c| !c.is_empty()));
            open(what);
        }
        "send-buffer" => {
            if what == "unprivileged" {
                give_up([CAP_NET_ADMIN].into_iter());
            }
            let config = rings(4096).build().unwrap();
            let tx = create_tx_socket(interface("left").index(), 0, Some(config)).unwrap();
            say(&tx.obtained().fallbacks.join("; "));
        }
        "memlock" => {
            let mut limits = what.splitn(3, ':');
            let mut limit = || limits.next().unwrap().parse().unwrap();
            let (soft, hard) = (limit(), limit());
            limit_memlock(soft, hard);
            let what = limits.next().unwrap();
            match what.strip_prefix("unprivileged:") {
                Some(what) => {
                    give_up([CAP_IPC_LOCK].into_iter());
                    open(what);
                }
                None => open(what),
            }
            say(&memlock().to_string());
        }
        _ => return false,
    }
    true
}

/// Opens a socket of a kind on the left and says what came of it.
fn open(kind: &str) {
    let index = interface("left").index();
    let config = Some(rings(64).build().unwrap());
    let opened = match kind {
        "tx" => create_tx_socket(index, 0, config).map(drop),
        "rx" => create_rx_socket(index, 0, config).map(drop),
        "bi" => create_bi_socket(index, 0, config).map(drop),
        kind => panic!("unknown kind {kind}"),
    };
    match opened {
        Ok(()) => say("opened"),
        Err(e) => say(&format!("errno {:?}: {e}", e.raw_os_error())),
    }
}

const CAP_NET_ADMIN: &str = "12";
const CAP_IPC_LOCK: &str = "14";

/// Gives capabilities up, by their numbers in linux/capability.h; for this thread.
fn give_up<'a>(capabilities: impl Iterator<Item = &'a str>) {
    #[repr(C)]
    struct Header {
        version: u32,
        pid: i32,
    }
    #[derive(Clone, Copy, Default)]
    #[repr(C)]
    struct Sets {
        effective: u32,
        permitted: u32,
        inheritable: u32,
    }
    let header = Header {
        version: 0x2008_0522,
        pid: 0,
    };
    let mut sets = [Sets::default(); 2];
    // SAFETY: the two structures of capget(2), of version 3.
    let rc = unsafe { libc::syscall(libc::SYS_capget, &raw const header, sets.as_mut_ptr()) };
    assert_eq!(rc, 0);
    for capability in capabilities {
        let number: usize = capability.parse().unwrap();
        let bit = 1 << (number % 32);
        sets[number / 32].effective &= !bit;
        sets[number / 32].permitted &= !bit;
    }
    // SAFETY: the two structures of capset(2), of version 3.
    let rc = unsafe { libc::syscall(libc::SYS_capset, &raw const header, sets.as_ptr()) };
    assert_eq!(rc, 0, "{}", std::io::Error::last_os_error());
}

fn limit_memlock(soft: u64, hard: u64) {
    let limit = libc::rlimit {
        rlim_cur: soft,
        rlim_max: hard,
    };
    // SAFETY: pointer to a local value.
    let rc = unsafe { libc::setrlimit(libc::RLIMIT_MEMLOCK, &raw const limit) };
    assert_eq!(rc, 0, "{}", std::io::Error::last_os_error());
}

/// The soft limit on locked memory.
fn memlock() -> u64 {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: pointer to a local value.
    let rc = unsafe { libc::getrlimit(libc::RLIMIT_MEMLOCK, &raw mut limit) };
    assert_eq!(rc, 0);
    limit.rlim_cur
}

/// Runs `f` in a copy of this process, to its end or until `release` is called.
fn copy_of_us(f: impl FnOnce()) -> impl FnOnce() {
    let (reader, writer) = std::os::unix::net::UnixStream::pair().unwrap();
    // SAFETY: this process has no threads but the test harness's, which waits for this one.
    let pid = unsafe { libc::fork() };
    assert!(pid >= 0, "{}", std::io::Error::last_os_error());
    if pid == 0 {
        drop(writer);
        f();
        let _ = std::io::Read::read(&mut &reader, &mut [0]);
        // SAFETY: ends the process.
        unsafe { libc::_exit(0) };
    }
    move || {
        drop(writer);
        let mut status = 0;
        // SAFETY: our child; the status is a local value.
        let ended = unsafe { libc::waitpid(pid, &raw mut status, 0) };
        assert_eq!((ended, status), (pid, 0), "the copy failed");
        drop(reader);
    }
}

/// A copy of the process, without exec: it neither takes the parent's place in the map away nor
/// the program, and for as long as it lives, the queue is not free.
fn fork() {
    let veth = veth();
    let config = rings(64).build().unwrap();
    let (mut tx, mut rx) = line(&veth, config.clone());
    exchange(&mut tx, &mut rx, 0..100, 64);
    let mut sockets = Some((tx, rx));
    let release = copy_of_us(|| drop(sockets.take()));
    release();
    let (mut tx, mut rx) = sockets.take().unwrap();
    assert_eq!(programs("right").len(), 1);
    exchange(&mut tx, &mut rx, 100..300, 64);

    let release = copy_of_us(|| {});
    exchange(&mut tx, &mut rx, 300..500, 64);
    drop((tx, rx));
    assert!(programs("right").is_empty());
    let index = veth.right().index();
    let hasty = rings(64).bind_timeout(Duration::from_millis(50));
    let e = create_bi_socket(index, 0, Some(hasty.build().unwrap())).unwrap_err();
    assert!(matches!(e, Error::QueueBusy { .. }), "{e}");
    release();
    let patient = rings(64).bind_timeout(PATIENCE).build().unwrap();
    create_bi_socket(index, 0, Some(patient)).unwrap();
}
