//! The two interfaces, their sockets, and packets from one to the other.

use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use xdp_socket::{
    Attached, CopyMode, Error, Interface, Rule, RxSocket, TxSocket, XdpConfig, XdpConfigBuilder,
    XdpProgram, create_bi_socket,
};

/// EtherType of the tests' packets: one for experiments (IEEE 802), which no kernel sends by
/// itself.
pub(crate) const ETHER_TYPE: u16 = 0x88b5;

/// UDP port of the tests' packets that are spread over queues.
pub(crate) const PORT: u16 = 4789;

/// Slots of each ring, and frames of each direction.
pub(crate) const SLOTS: u32 = 64;

/// How long anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// The program stays attached from one test to the next: many cards reset when one is attached,
/// and their link is down for seconds.
static HELD: Mutex<Vec<Arc<Attached>>> = Mutex::new(Vec::new());

/// Two interfaces that are wired to each other, for one test at a time.
pub(crate) struct Pair {
    pub(crate) a: Interface,
    pub(crate) b: Interface,
    held: MutexGuard<'static, Vec<Arc<Attached>>>,
}

impl Pair {
    /// The interfaces of the environment, with the built-in program attached. `None` where there
    /// are none: the test is skipped.
    pub(crate) fn get() -> Option<Pair> {
        let mut pair = Pair::bare()?;
        if pair.held.is_empty() {
            for interface in [&pair.a, &pair.b] {
                let attached = program().attach(interface).unwrap();
                pair.held.push(attached);
            }
        }
        pair.settle();
        Some(pair)
    }

    /// As [`get`](Pair::get), with no program attached.
    pub(crate) fn bare() -> Option<Pair> {
        let held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        let (Some(a), Some(b)) = (variable("PACKET_IO_NIC_A"), variable("PACKET_IO_NIC_B")) else {
            skip("needs two wired interfaces (PACKET_IO_NIC_A, PACKET_IO_NIC_B): ci/vm/run");
            return None;
        };
        let a = Interface::from_name(&a).unwrap();
        let b = Interface::from_name(&b).unwrap();
        Some(Pair { a, b, held })
    }

    /// Detaches the program.
    pub(crate) fn strip(mut self) -> Pair {
        self.held.clear();
        self.settle();
        self
    }

    /// Waits until both ends are up and have a carrier.
    pub(crate) fn settle(&mut self) {
        let end = Instant::now() + PATIENCE;
        for interface in [&mut self.a, &mut self.b] {
            while !(interface.is_up() && interface.has_carrier()) {
                assert!(Instant::now() < end, "{} has no carrier", interface.name());
                std::thread::sleep(Duration::from_millis(20));
                interface.refresh().unwrap();
            }
        }
    }

    /// Looks both interfaces up anew.
    pub(crate) fn refresh(&mut self) {
        self.a.refresh().unwrap();
        self.b.refresh().unwrap();
    }

    /// The driver of both.
    pub(crate) fn driver(&self) -> &str {
        self.a.driver().unwrap_or("")
    }

    /// Sockets on one queue of either interface.
    pub(crate) fn open(&self, queue: u32, config: &XdpConfig) -> Result<(End, End), Error> {
        Ok((
            End::open(&self.a, queue, config)?,
            End::open(&self.b, queue, config)?,
        ))
    }

    /// Whether zero-copy is to be had, by what is known of driver and kernel.
    pub(crate) fn has_zero_copy(&self) -> bool {
        let since = match self.driver() {
            // commits 80f6ccf9f116 and f8e284a02afc
            "igb" => (6, 14),
            // transmission came two releases after reception, and zero-copy with it
            "virtio_net" => (6, 13),
            _ => return false,
        };
        kernel() >= since
    }

    /// The modes to test: copying, and zero-copy where it is to be had.
    pub(crate) fn modes(&self) -> Vec<CopyMode> {
        match self.has_zero_copy() {
            true => vec![CopyMode::Copy, CopyMode::ZeroCopy],
            false => vec![CopyMode::Copy],
        }
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The program of all sockets: it takes the tests' packets and leaves the kernel its own.
pub(crate) fn program() -> XdpProgram {
    let rules = [
        Rule::new().ether_type(ETHER_TYPE),
        Rule::new().udp().destination_port(PORT),
    ];
    XdpProgram::builtin(rules.into_iter().collect())
}

/// A configuration with small rings and the program. The frames are of a page: igb, for one,
/// rounds the room of a zero-copy frame down to whole kilobytes, and 2048 bytes leave it one.
pub(crate) fn config(mode: CopyMode) -> XdpConfigBuilder {
    XdpConfig::builder()
        .copy_mode(mode)
        .frame_size(4096)
        .tx_ring(SLOTS)
        .rx_ring(SLOTS)
        .program(program().into())
}

/// A socket on one interface.
pub(crate) struct End {
    pub(crate) tx: TxSocket,
    pub(crate) rx: RxSocket,
    pub(crate) mac: [u8; 6],
}

impl End {
    pub(crate) fn open(
        interface: &Interface,
        queue: u32,
        config: &XdpConfig,
    ) -> Result<End, Error> {
        let (tx, rx) = create_bi_socket(interface.index(), queue, Some(config.clone()))?;
        let mac = interface.mac();
        Ok(End { tx, rx, mac })
    }
}

/// A packet of the tests: number and length can be told from its bytes.
pub(crate) fn packet(to: [u8; 6], from: [u8; 6], number: u32, len: usize) -> Vec<u8> {
    let mut packet = Vec::with_capacity(len);
    packet.extend_from_slice(&to);
    packet.extend_from_slice(&from);
    packet.extend_from_slice(&ETHER_TYPE.to_be_bytes());
    packet.extend_from_slice(&number.to_be_bytes());
    packet.extend((packet.len()..len).map(|i| (i as u32 ^ number) as u8));
    packet
}

/// Sends `count` packets of many lengths from one end to the other, a quarter of the ring at a
/// time, and checks that each arrives once, in order and unchanged.
#[track_caller]
pub(crate) fn exchange(from: &mut End, to: &mut End, count: u32) {
    let length = |number: u32| 60 + (number as usize * 97) % 1455;
    let end = Instant::now() + PATIENCE;
    let mut received = 0;
    while received < count {
        let burst = (SLOTS / 4).min(count - received);
        for number in received..received + burst {
            let packet = packet(to.mac, from.mac, number, length(number));
            while from.tx.ready() == 0 {
                assert!(Instant::now() < end, "no frame comes back from sending");
                from.tx.kick().unwrap();
            }
            from.tx.send(&packet).unwrap();
        }
        let done = from.tx.flush(PATIENCE).unwrap();
        assert_eq!(done.queued(), 0, "{done:?}");
        let goal = received + burst;
        while received < goal {
            let left = end.saturating_duration_since(Instant::now());
            let arrived = to.rx.wait(Some(left)).unwrap();
            assert_ne!(
                arrived,
                0,
                "packet {received} of {count} was lost: {}",
                lost(to)
            );
            let expected = packet(to.mac, from.mac, received, length(received));
            assert_eq!(to.rx.peek().unwrap(), &expected[..], "packet {received}");
            to.rx.commit().unwrap();
            to.rx.kick().unwrap();
            received += 1;
        }
    }
}

fn lost(end: &End) -> String {
    format!("{:?}", end.rx.statistics())
}

/// The version of the running kernel.
pub(crate) fn kernel() -> (u32, u32) {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let mut numbers = release
        .split(|c: char| !c.is_ascii_digit())
        .map_while(|part| part.parse().ok());
    (numbers.next().unwrap(), numbers.next().unwrap())
}

/// Reports that kernel and driver have a feature.
pub(crate) fn has(feature: &str) {
    println!("\nFEATURE {feature}: yes");
}

/// Reports that kernel or driver lack a feature, and why.
pub(crate) fn lacks(feature: &str, why: impl Display) {
    println!("\nFEATURE {feature}: no ({why})");
}

/// Notes that the calling test cannot run; a failure where PACKET_IO_NO_SKIP is set and interfaces
/// are, since elsewhere no such test can run.
#[track_caller]
pub(crate) fn skip(why: &str) {
    let thread = std::thread::current();
    let name = thread.name().unwrap_or("?");
    let strict = variable("PACKET_IO_NO_SKIP").is_some_and(|value| value != "0");
    let interfaces = variable("PACKET_IO_NIC_A").is_some();
    assert!(!(strict && interfaces), "{name} must not be skipped: {why}");
    println!("SKIP {name}: {why}");
}
