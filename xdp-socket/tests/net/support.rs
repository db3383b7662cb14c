//! What the tests share.

use std::io::Write;
use std::ops::Range;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use packet_ring::Kick;
use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    Interface, Rule, RxSocket, Steer, TxSocket, XdpConfig, XdpConfigBuilder, create_rx_socket,
    create_tx_socket,
};

/// Notes that the test `name` cannot run here; a failure where PACKET_IO_NO_SKIP is set.
#[track_caller]
pub(crate) fn skip(name: &str, why: &dyn std::fmt::Display) {
    let strict = std::env::var_os("PACKET_IO_NO_SKIP").is_some_and(|v| v != "0" && !v.is_empty());
    assert!(!strict, "{name} must not be skipped here: {why}");
    // not by eprintln, whose output the harness keeps to itself when a test passes
    let _ = writeln!(std::io::stderr(), "SKIP {name}: {why}");
}

/// Major and minor version of the running kernel.
pub(crate) fn kernel() -> (u32, u32) {
    let release = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap();
    let mut numbers = release.split(|c: char| !c.is_ascii_digit());
    let mut next = || numbers.next().unwrap().parse().unwrap();
    (next(), next())
}

/// Asserts that `found` slots are queued where `queued` are. Before Linux 6.17 the kernel publishes
/// what it has taken only when it comes back to a ring that it has emptied, so that more may seem
/// to be queued.
#[track_caller]
pub(crate) fn assert_queued(found: usize, queued: usize) {
    if kernel() >= (6, 17) {
        assert_eq!(found, queued);
    } else {
        assert!(found >= queued, "{found} queued, {queued} expected");
    }
}

/// Asserts that a kick left this much queued, and dropped nothing.
#[track_caller]
pub(crate) fn assert_pending(kick: Kick, queued: usize) {
    assert!(matches!(kick, Kick::Pending { .. }), "{kick:?}");
    assert_queued(kick.queued(), queued);
}

/// Asserts that a kick left this much queued, and dropped something.
#[track_caller]
pub(crate) fn assert_dropped(kick: Kick, queued: usize) {
    assert!(matches!(kick, Kick::Dropped { .. }), "{kick:?}");
    assert_queued(kick.queued(), queued);
}

/// A namespace of the test's own. Where there is no right to make one, the test skips.
#[macro_export]
macro_rules! namespace_or_skip {
    () => {
        match xdp_socket::testing::Namespace::new() {
            Ok(namespace) => namespace,
            Err(e @ xdp_socket::Error::Permission { .. }) => {
                let name = std::thread::current().name().unwrap_or("?").to_owned();
                return $crate::support::skip(&name, &e);
            }
            Err(e) => panic!("no namespace: {e}"),
        }
    };
}

/// EtherType of the tests' packets: one for experiments (IEEE 802), which no kernel sends by itself.
pub(crate) const ETHER_TYPE: u16 = 0x88b5;

/// How long a test waits for what is sure to come, before it fails: it bounds hangs, no more.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The built-in program's choice: the tests' packets, and nothing of the kernel's own.
pub(crate) fn steer() -> Steer {
    Steer::only(Rule::new().ether_type(ETHER_TYPE))
}

/// A configuration that takes the tests' packets and leaves the kernel its own. A busy machine may
/// release queues late.
pub(crate) fn steered() -> XdpConfigBuilder {
    XdpConfig::builder()
        .program(steer().into())
        .bind_timeout(PATIENCE)
}

/// The same with rings of `slots`, and as many frames for either direction.
pub(crate) fn rings(slots: u32) -> XdpConfigBuilder {
    steered().tx_ring(slots).rx_ring(slots)
}

/// A veth pair, `left` and `right`, with one queue.
pub(crate) fn veth() -> VethPair {
    VethPair::create(&VethConfig::new()).unwrap()
}

/// The interface of this name.
pub(crate) fn interface(name: &str) -> Interface {
    Interface::from_name(name).unwrap()
}

/// Ids of the XDP programs on an interface.
pub(crate) fn programs(name: &str) -> Vec<u32> {
    let programs = interface(name);
    programs.programs().iter().map(|p| p.id).collect()
}

/// Sender on the left, receiver on the right.
pub(crate) fn line(veth: &VethPair, config: XdpConfig) -> (TxSocket, RxSocket) {
    let rx = create_rx_socket(veth.right().index(), 0, Some(config.clone())).unwrap();
    let tx = create_tx_socket(veth.left().index(), 0, Some(config)).unwrap();
    (tx, rx)
}

/// Bytes of a packet before its filler: Ethernet header and number.
const HEADER: usize = 18;
/// The length that packets have where it does not matter.
pub(crate) const LEN: usize = 60;

/// Writes packet `seq` into all of `bytes`.
pub(crate) fn write(seq: u32, bytes: &mut [u8]) {
    let (header, filler) = bytes.split_at_mut(HEADER);
    header[..6].copy_from_slice(&[2, 0, 0, 0, 0, 2]);
    header[6..12].copy_from_slice(&[2, 0, 0, 0, 0, 1]);
    header[12..14].copy_from_slice(&ETHER_TYPE.to_be_bytes());
    header[14..].copy_from_slice(&seq.to_be_bytes());
    for (i, byte) in filler.iter_mut().enumerate() {
        *byte = (seq as usize).wrapping_mul(31).wrapping_add(i) as u8;
    }
}

/// Packet `seq` of `len` bytes.
pub(crate) fn packet(seq: u32, len: usize) -> Vec<u8> {
    let mut bytes = vec![0; len];
    write(seq, &mut bytes);
    bytes
}

/// The number of a packet, every byte of which is as it was sent.
#[track_caller]
pub(crate) fn number(bytes: &[u8]) -> u32 {
    let seq = bytes.get(14..HEADER).expect("a packet of the tests");
    let seq = u32::from_be_bytes(seq.try_into().unwrap());
    assert_eq!(bytes, packet(seq, bytes.len()), "packet {seq} is damaged");
    seq
}

/// Fills up to `n` ready slots with packets from `first` on and commits them; returns how many.
#[track_caller]
pub(crate) fn commit(tx: &mut TxSocket, first: u32, n: usize, len: usize) -> usize {
    let n = n.min(tx.ready());
    for i in 0..n {
        write(first + i as u32, tx.peek_at(i, len).unwrap());
    }
    tx.commit_n(n).unwrap();
    n
}

/// Sends the packets `seqs`, and comes back when the kernel has taken them all.
#[track_caller]
pub(crate) fn send(tx: &mut TxSocket, seqs: Range<u32>, len: usize) {
    let mut next = seqs.start;
    while next < seqs.end {
        let n = commit(tx, next, (seqs.end - next) as usize, len);
        next += n as u32;
        assert_eq!(tx.flush(PATIENCE).unwrap().queued(), 0);
        if n == 0 {
            assert!(tx.wait(Some(PATIENCE)).unwrap() > 0, "no slot comes back");
        }
    }
}

/// Receives `n` packets, looks at every byte of them, and returns their numbers.
#[track_caller]
pub(crate) fn receive(rx: &mut RxSocket, n: usize) -> Vec<u32> {
    let mut seqs = Vec::new();
    while seqs.len() < n {
        let ready = rx.wait(Some(PATIENCE)).unwrap().min(n - seqs.len());
        assert!(ready > 0, "only {} of {n} packets came", seqs.len());
        for i in 0..ready {
            seqs.push(number(rx.peek_at(i).unwrap()));
        }
        rx.commit_n(ready).unwrap();
        rx.kick().unwrap();
    }
    seqs
}

/// Sends `seqs` in bursts of at most `burst`, each received before the next is sent. A veth has
/// room for 256 packets (`VETH_RING_SIZE`).
#[track_caller]
pub(crate) fn exchange(tx: &mut TxSocket, rx: &mut RxSocket, seqs: Range<u32>, burst: u32) {
    let mut next = seqs.start;
    while next < seqs.end {
        let end = seqs.end.min(next + burst);
        send(tx, next..end, LEN);
        assert!(
            receive(rx, (end - next) as usize).into_iter().eq(next..end),
            "packets {next}..{end} came in another order"
        );
        next = end;
    }
}

/// Runs `f` on a thread of its own, in the caller's network namespace, and fails if it hangs.
#[track_caller]
pub(crate) fn promptly<T, F>(what: &str, f: F) -> T
where
    T: Send + 'static,
    F: FnOnce() -> T + Send + 'static,
{
    let (done, result) = mpsc::channel();
    let thread = std::thread::spawn(move || done.send(f()));
    match result.recv_timeout(PATIENCE) {
        Ok(value) => {
            let _ = thread.join();
            value
        }
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{what} hangs"),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            std::panic::resume_unwind(thread.join().unwrap_err())
        }
    }
}

/// Calls `f` until it returns something, and fails after a long time.
#[track_caller]
pub(crate) fn eventually<T>(what: &str, mut f: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = f() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "{what} never comes");
        std::thread::sleep(Duration::from_millis(1));
    }
}
