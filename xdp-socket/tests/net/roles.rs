//! What other processes do for the tests of sockets; see `child`.

use std::time::Duration;

use xdp_socket::{Error, create_bi_socket};

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
        _ => return false,
    }
    true
}

/// Runs `f` in a copy of this process, to its end or until `release` is called.
fn copy_of_us(f: impl FnOnce()) -> impl FnOnce() {
    let (reader, writer) = std::io::pipe().unwrap();
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
