//! This project's xdp-socket, used in several ways.

#![forbid(unsafe_code)]

use std::io;
use std::process::ExitCode;

use bench::{Peer, Port};
use xdp_socket::packet_ring::{Receive, Transmit};
use xdp_socket::{
    CopyMode, PageSize, Pages, RxSocket, TxSocket, XdpConfig, create_bi_socket, create_rx_socket,
    create_tx_socket,
};

fn main() -> ExitCode {
    match bench::variant().as_str() {
        "each" => bench::main::<Each>(),
        "slots" => bench::main::<Slots>(),
        "trait" => bench::main::<ByTrait>(),
        "single" => bench::main::<Single>(),
        other => panic!("no variant {other:?}"),
    }
}

struct Sockets {
    tx: Option<TxSocket>,
    rx: Option<RxSocket>,
    len: usize,
    bytes: u64,
}

impl Sockets {
    fn open(port: &Port) -> io::Result<Sockets> {
        let mut config = XdpConfig::builder()
            .copy_mode(CopyMode::Copy)
            .tx_ring(port.ring)
            .rx_ring(port.ring)
            .frame_size(port.frame_size)
            .check_mtu(false);
        if let Some(packets) = port.budget {
            config = config.tx_budget(packets);
        }
        if port.huge {
            config = config.pages(Pages::Require(PageSize::Huge2M));
        }
        let config = Some(config.build()?);
        let (at, queue) = (port.if_index, port.queue);
        let (mut tx, rx) = match (port.sends, port.receives) {
            (true, true) => {
                let (tx, rx) = create_bi_socket(at, queue, config)?;
                (Some(tx), Some(rx))
            }
            (true, false) => (Some(create_tx_socket(at, queue, config)?), None),
            _ => (None, Some(create_rx_socket(at, queue, config)?)),
        };
        let len = port.packet.len();
        if let Some(tx) = &mut tx {
            // All frames are free, and as many as the ring has slots.
            for i in 0..tx.ready() {
                tx.peek_at(i, len)?.copy_from_slice(&port.packet);
            }
            // Sends none, and forgets the peeks: a slot that was peeked keeps its frame.
            tx.send_each(0, |_| 0)?;
        }
        Ok(Sockets {
            tx,
            rx,
            len,
            bytes: 0,
        })
    }

    fn calls(&self) -> u64 {
        let tx = self.tx.as_ref().and_then(|tx| tx.statistics().ok());
        let rx = self.rx.as_ref().and_then(|rx| rx.statistics().ok());
        tx.map_or(0, |s| s.wakeups) + rx.map_or(0, |s| s.wakeups)
    }
}

/// `send_each` and `recv_each`.
struct Each(Sockets);

impl Peer for Each {
    fn open(port: &Port) -> io::Result<Each> {
        Sockets::open(port).map(Each)
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(tx) = &mut self.0.tx else { return 0 };
        let len = self.0.len;
        let n = tx.send_each(batch, |_| len).expect("a fitting length");
        tx.kick().expect("a link that is up");
        n
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(rx) = &mut self.0.rx else { return 0 };
        let mut bytes = 0;
        let n = rx
            .recv_each(batch, |packet| bytes += packet.len() as u64)
            .expect("no error");
        self.0.bytes += bytes;
        rx.kick().expect("a link that is up");
        n
    }

    fn calls(&self) -> u64 {
        self.0.calls()
    }
}

/// The same through the common trait.
struct ByTrait(Sockets);

fn send_by_trait<T: Transmit>(tx: &mut T, batch: usize, len: usize) -> usize {
    let n = tx.send_each(batch, |_| len).expect("a fitting length");
    tx.kick().expect("a link that is up");
    n
}

fn receive_by_trait<R: Receive>(rx: &mut R, batch: usize, total: &mut u64) -> usize {
    let mut bytes = 0;
    let n = rx
        .recv_each(batch, |packet| bytes += packet.len() as u64)
        .expect("no error");
    *total += bytes;
    rx.kick().expect("a link that is up");
    n
}

impl Peer for ByTrait {
    fn open(port: &Port) -> io::Result<ByTrait> {
        Sockets::open(port).map(ByTrait)
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(tx) = &mut self.0.tx else { return 0 };
        send_by_trait(tx, batch, self.0.len)
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(rx) = &mut self.0.rx else { return 0 };
        receive_by_trait(rx, batch, &mut self.0.bytes)
    }

    fn calls(&self) -> u64 {
        self.0.calls()
    }
}

/// `seek_n`, `peek_at` and `commit_n`.
struct Slots(Sockets);

impl Peer for Slots {
    fn open(port: &Port) -> io::Result<Slots> {
        Sockets::open(port).map(Slots)
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(tx) = &mut self.0.tx else { return 0 };
        let n = match tx.seek_n(batch) {
            Ok(_) => batch,
            Err(_) => tx.ready().min(batch),
        };
        for i in 0..n {
            tx.peek_at(i, self.0.len).expect("a slot of the window");
        }
        tx.commit_n(n).expect("peeked slots");
        tx.kick().expect("a link that is up");
        n
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(rx) = &mut self.0.rx else { return 0 };
        let n = match rx.seek_n(batch) {
            Ok(_) => batch,
            Err(_) => rx.ready().min(batch),
        };
        let mut bytes = 0;
        for i in 0..n {
            bytes += rx.peek_at(i).expect("a slot of the window").len() as u64;
        }
        self.0.bytes += bytes;
        rx.commit_n(n).expect("peeked slots");
        rx.kick().expect("a link that is up");
        n
    }

    fn calls(&self) -> u64 {
        self.0.calls()
    }
}

/// `seek`, `peek` and `commit` for each packet, and one `kick` per batch.
struct Single(Sockets);

impl Peer for Single {
    fn open(port: &Port) -> io::Result<Single> {
        Sockets::open(port).map(Single)
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(tx) = &mut self.0.tx else { return 0 };
        let mut n = 0;
        while n < batch && tx.seek().is_ok() {
            tx.peek(self.0.len).expect("a ready slot");
            tx.commit().expect("a peeked slot");
            n += 1;
        }
        tx.kick().expect("a link that is up");
        n
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(rx) = &mut self.0.rx else { return 0 };
        let mut n = 0;
        while n < batch && rx.seek().is_ok() {
            self.0.bytes += rx.peek().expect("a ready slot").len() as u64;
            rx.commit().expect("a ready slot");
            n += 1;
        }
        rx.kick().expect("a link that is up");
        n
    }

    fn calls(&self) -> u64 {
        self.0.calls()
    }
}
