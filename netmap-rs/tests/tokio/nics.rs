//! Network cards.

use std::io;
use std::process::Command;
use std::time::Duration;

use netmap_rs::TokioNetmap;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use crate::common::{LONG, frame, nics, open, skip};
use crate::within;

/// The number in a frame of these tests.
fn number(bytes: &[u8]) -> Option<u32> {
    let number = bytes.get(14..18)?.try_into().ok()?;
    (bytes[12..14] == [0x88, 0xb5]).then_some(u32::from_be_bytes(number))
}

/// One frame at a time, so that each finds the receiving tasks asleep.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cards_wake_tasks_for_each_frame() {
    let Some((a, b)) = nics("cards_wake_tasks_for_each_frame") else {
        return;
    };
    let (a, b) = (TokioNetmap::new(open(&a)), TokioNetmap::new(open(&b)));
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut receivers = Vec::new();
    for i in 0..b.get_ref().num_rx_rings() {
        let (mut rx, tell) = (b.rx_ring(i).expect("rx"), tell.clone());
        receivers.push(tokio::spawn(async move {
            loop {
                let frame = rx.recv_frame().await.expect("a frame");
                if let Some(number) = number(frame.payload()) {
                    let _ = tell.send(number);
                }
            }
        }));
    }
    let mut tx = a.tx_ring(0).expect("tx");
    // Some cards take seconds until they carry frames.
    let deadline = Instant::now() + LONG;
    loop {
        within(tx.send(&frame(0xa, u32::MAX, 60)))
            .await
            .expect("room");
        if timeout(Duration::from_millis(100), told.recv())
            .await
            .is_ok()
        {
            break;
        }
        assert!(Instant::now() < deadline, "the link does not come up");
    }
    for i in 0..500 {
        within(tx.send(&frame(0xa, i, 60))).await.expect("room");
        let told = async {
            loop {
                match told.recv().await.expect("a receiver") {
                    u32::MAX => {}
                    number => return number,
                }
            }
        };
        assert_eq!(within(told).await, i);
    }
    within(tx.flush()).await.expect("sent");
    assert_eq!(tx.get_mut().pending(), 0);
    for receiver in receivers {
        receiver.abort();
        let e = receiver.await.expect_err("aborted");
        assert!(e.is_cancelled(), "{e}");
    }
}

/// Runs `ip`, and says whether that went well.
fn ip(arguments: &str) -> bool {
    let status = Command::new("ip").args(arguments.split(' ')).status();
    status.is_ok_and(|status| status.success())
}

/// The kernel wakes nobody then: each new wait finds it out.
#[tokio::test]
async fn a_card_that_goes_away_is_an_error() {
    const TEST: &str = "a_card_that_goes_away_is_an_error";
    if nics(TEST).is_none() {
        return;
    }
    if !ip("link add nmgone2 type veth") {
        return skip(TEST, "no veth pair could be made with ip");
    }
    assert!(ip("link set nmgone2 up"));
    let port = TokioNetmap::new(open("nmgone2"));
    let (mut tx, mut rx) = (port.tx_ring(0).expect("tx"), port.rx_ring(0).expect("rx"));
    within(tx.send(&frame(0xa, 0, 60))).await.expect("room");
    // It ends when the port is closed, and not before.
    let mut deletion = Command::new("ip");
    let mut deletion = deletion
        .args(["link", "del", "nmgone2"])
        .spawn()
        .expect("ip");
    let gone = async {
        loop {
            // What still arrives is received.
            let received = timeout(Duration::from_millis(10), rx.recv_frame()).await;
            if let Ok(Err(e)) = received.map(|frame| frame.map(drop)) {
                return e;
            }
        }
    };
    let gone: io::Error = within(gone).await;
    assert_eq!(gone.raw_os_error(), Some(libc::ENXIO), "{gone}");
    let e = within(rx.readable()).await.expect_err("still gone");
    assert_eq!(e.raw_os_error(), Some(libc::ENXIO), "{e}");
    let e = within(tx.send(&frame(0xa, 1, 60))).await.expect_err("gone");
    assert_eq!(e.raw_os_error(), Some(libc::ENXIO), "{e}");
    drop((tx, rx, port));
    assert!(deletion.wait().expect("ip").success());
}
