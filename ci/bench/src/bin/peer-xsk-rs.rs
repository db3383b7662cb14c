//! xsk-rs.

use std::io::{self, Write};
use std::num::NonZeroU32;
use std::os::fd::AsRawFd;
use std::process::ExitCode;

use bench::redirect::Program;
use bench::{Peer, Port, when_free};
use xsk_rs::config::{
    BindFlags, FrameSize, Interface, LibxdpFlags, QueueSize, SocketConfig, UmemConfig,
};
use xsk_rs::{CompQueue, FillQueue, FrameDesc, RxQueue, Socket, TxQueue, Umem};

fn main() -> ExitCode {
    bench::main::<XskRs>()
}

struct XskRs {
    tx: TxQueue,
    rx: RxQueue,
    fill: FillQueue,
    completion: CompQueue,
    _umem: Umem,
    /// The frames for sending, in the order of their addresses.
    all: Vec<FrameDesc>,
    shift: u32,
    free: Vec<FrameDesc>,
    done: Vec<FrameDesc>,
    received: Vec<FrameDesc>,
    bytes: u64,
    calls: u64,
    _program: Option<Program>,
}

impl XskRs {
    fn new(port: &Port) -> io::Result<XskRs> {
        let queue = |slots| QueueSize::new(slots).map_err(io::Error::other);
        // It always has both directions.
        let frames = NonZeroU32::new(2 * port.ring).expect("a ring");
        let config = UmemConfig::builder()
            .frame_size(FrameSize::new(port.frame_size).map_err(io::Error::other)?)
            .fill_queue_size(queue(2 * port.ring)?)
            .comp_queue_size(queue(port.ring)?)
            .build()
            .map_err(io::Error::other)?;
        let (umem, mut all) = Umem::new(config, frames, port.huge).map_err(io::Error::other)?;
        let config = SocketConfig::builder()
            .rx_queue_size(queue(port.ring)?)
            .tx_queue_size(queue(port.ring)?)
            .libxdp_flags(LibxdpFlags::XSK_LIBXDP_FLAGS_INHIBIT_PROG_LOAD)
            .bind_flags(BindFlags::XDP_COPY | BindFlags::XDP_USE_NEED_WAKEUP)
            .build();
        let at: Interface = port.if_name.parse().map_err(io::Error::other)?;
        // SAFETY: the only socket on this memory.
        let made = unsafe { Socket::new(config, &umem, &at, port.queue) };
        let (tx, rx, rings) = made.map_err(|e| {
            // The errno is below the error, or in its text only.
            match format!("{e:?}").contains("code: 16") {
                true => io::Error::from_raw_os_error(libc::EBUSY),
                false => io::Error::other(e),
            }
        })?;
        let (mut fill, completion) = rings.expect("the first socket on this memory");
        let received = all.split_off(port.ring as usize);
        for frame in &mut all {
            // SAFETY: the frame belongs to this memory, and is in no ring.
            unsafe { umem.data_mut(frame).cursor().write_all(&port.packet) }?;
        }
        let mut program = None;
        if port.receives {
            // SAFETY: the frames belong to this memory, and are in no ring.
            unsafe { fill.produce(&received) };
            let p = Program::redirect(port.if_index)?;
            p.enter(port.queue, rx.fd().as_raw_fd())?;
            program = Some(p);
        }
        Ok(XskRs {
            tx,
            rx,
            fill,
            completion,
            _umem: umem,
            free: all.clone(),
            all,
            shift: port.frame_size.trailing_zeros(),
            done: vec![FrameDesc::default(); port.ring as usize],
            received: vec![FrameDesc::default(); port.batch],
            bytes: 0,
            calls: 0,
            _program: program,
        })
    }
}

impl Peer for XskRs {
    fn open(port: &Port) -> io::Result<XskRs> {
        when_free(|| XskRs::new(port))
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        if self.free.len() < batch {
            // SAFETY: the descriptors come from this memory's own ring.
            let n = unsafe { self.completion.consume(&mut self.done) };
            // They come back without their lengths, so take those that have them.
            let whole = self.done[..n]
                .iter()
                .map(|f| self.all[f.addr() >> self.shift]);
            self.free.extend(whole);
        }
        // It queues all that it is given, or nothing.
        let count = batch.min(self.free.len());
        let from = self.free.len() - count;
        let mut n = 0;
        if count > 0 {
            // SAFETY: the frames belong to this memory, and are in no ring.
            n = unsafe { self.tx.produce(&self.free[from..]) };
        }
        self.free.truncate(self.free.len() - n);
        if self.tx.needs_wakeup() {
            self.tx.wakeup().expect("a link that is up");
            self.calls += 1;
        }
        n
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        // SAFETY: the descriptors come from this memory's own ring.
        let n = unsafe { self.rx.consume(&mut self.received[..batch]) };
        if n == 0 {
            return 0;
        }
        let mut bytes = 0;
        for frame in &self.received[..n] {
            bytes += frame.lengths().data() as u64;
        }
        self.bytes += bytes;
        // SAFETY: the frames were received, so they are in no ring.
        unsafe { self.fill.produce(&self.received[..n]) };
        if self.fill.needs_wakeup() {
            self.fill
                .wakeup(self.rx.fd_mut(), 0)
                .expect("a link that is up");
            self.calls += 1;
        }
        n
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}
