//! What the examples share.

#![allow(dead_code)] // no example needs all of it

use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use netmap_rs::{Error, Netmap, RxRing, TxRing, Verdict};

/// Whether the software backend was chosen, which needs no kernel module and no rights.
pub(crate) fn is_software() -> bool {
    env::var_os("NETMAP_BACKEND").is_some_and(|backend| backend == "software")
}

/// The name of the port: the first argument, or one that fits the backend.
pub(crate) fn interface(real: &str, software: &str) -> String {
    let default = if is_software() { software } else { real };
    env::args().nth(1).unwrap_or_else(|| default.to_owned())
}

/// The name of another port of the same VALE switch; `None` if `port` is none of a VALE switch.
pub(crate) fn on_same_switch(port: &str, other: &str) -> Option<String> {
    let name = port.strip_prefix("netmap:").unwrap_or(port);
    let (switch, _) = name.split_once(':')?;
    switch
        .starts_with("vale")
        .then(|| format!("{switch}:{other}"))
}

/// A second port on a VALE switch, on which a thread works until this is dropped.
pub(crate) struct Peer {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Peer {
    /// Sends everything back that the switch delivers. Does nothing if `port` is none of a VALE
    /// switch: a real interface has its own peers.
    pub(crate) fn echo_beside(port: &str) -> Result<Peer, Error> {
        Peer::beside(port, "echo", |tx, rx| {
            // Short, so that an end is noticed.
            rx.wait(Some(Duration::from_millis(20)))?;
            tx.forward_n(rx, 64, |_| Verdict::Forward)?;
            tx.kick()?;
            rx.kick()?;
            Ok(())
        })
    }

    /// Sends packets to everybody on the switch, some thousands a second.
    pub(crate) fn traffic_beside(port: &str) -> Result<Peer, Error> {
        Peer::beside(port, "traffic", |tx, _| {
            for _ in 0..16 {
                tx.send(&broadcast([2, 0, 0, 0, 0, 0x77]))?;
            }
            tx.sync()?;
            thread::sleep(Duration::from_millis(2));
            Ok(())
        })
    }

    fn beside(
        port: &str,
        name: &str,
        mut turn: impl FnMut(&mut TxRing, &mut RxRing) -> Result<(), Error> + Send + 'static,
    ) -> Result<Peer, Error> {
        let stop = Arc::new(AtomicBool::new(false));
        let Some(peer) = on_same_switch(port, name) else {
            return Ok(Peer { stop, thread: None });
        };
        let peer = Netmap::open(&peer)?;
        let (mut tx, mut rx) = (peer.tx_ring(0)?, peer.rx_ring(0)?);
        let thread = thread::spawn({
            let stop = Arc::clone(&stop);
            move || {
                while !stop.load(Ordering::Relaxed) {
                    if let Err(e) = turn(&mut tx, &mut rx) {
                        eprintln!("the peer on the switch ends: {e}");
                        return;
                    }
                }
            }
        });
        Ok(Peer {
            stop,
            thread: Some(thread),
        })
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The shortest Ethernet frame, to everybody, of an EtherType that is free for experiments.
pub(crate) fn broadcast(source: [u8; 6]) -> [u8; 60] {
    unicast(source, [0xff; 6])
}

/// The shortest Ethernet frame to one address.
pub(crate) fn unicast(source: [u8; 6], destination: [u8; 6]) -> [u8; 60] {
    let mut frame = [0; 60];
    frame[..6].copy_from_slice(&destination);
    frame[6..12].copy_from_slice(&source);
    frame[12..14].copy_from_slice(&[0x88, 0xb5]);
    frame
}
