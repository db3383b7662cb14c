//! xdpilone.

use std::io;
use std::num::NonZeroU32;
use std::process::ExitCode;
use std::ptr::NonNull;

use bench::redirect::Program;
use bench::{Peer, Port, when_free};
use xdpilone::xdp::XdpDesc;
use xdpilone::{
    DeviceQueue, Errno, IfInfo, RingRx, RingTx, Socket, SocketConfig, Umem, UmemConfig,
};

fn main() -> ExitCode {
    bench::main::<Xdpilone>()
}

struct Xdpilone {
    tx: Option<RingTx>,
    rx: Option<RingRx>,
    device: DeviceQueue,
    free: Vec<u64>,
    len: u32,
    frame_mask: u64,
    bytes: u64,
    calls: u64,
    _program: Option<Program>,
}

fn error(e: Errno) -> io::Error {
    io::Error::from_raw_os_error(e.get_raw())
}

impl Xdpilone {
    fn new(port: &Port) -> io::Result<Xdpilone> {
        let frames = u64::from(port.ring);
        let tx_frames = if port.sends { frames } else { 0 };
        let rx_frames = if port.receives { frames } else { 0 };
        let size = u64::from(port.frame_size);
        let bytes = (tx_frames + rx_frames) * size;
        // Never given back: the process ends after its measurement.
        let words: &'static mut [u64] = Box::leak(vec![0; bytes as usize / 8 + 512].into());
        let start = words.as_mut_ptr().cast::<u8>();
        let start = start.wrapping_add(start.align_offset(4096));
        for i in 0..tx_frames {
            let frame = start.wrapping_add((i * size) as usize);
            // SAFETY: the frame is within the memory, and the packet fits it.
            unsafe {
                std::ptr::copy_nonoverlapping(port.packet.as_ptr(), frame, port.packet.len());
            }
        }
        let area = NonNull::new(std::ptr::slice_from_raw_parts_mut(start, bytes as usize)).unwrap();
        let config = UmemConfig {
            fill_size: 2 * port.ring,
            complete_size: port.ring,
            frame_size: port.frame_size,
            headroom: 0,
            flags: 0,
        };
        // SAFETY: aligned to pages, and alive to the end.
        let umem = unsafe { Umem::new(config, area) }.map_err(error)?;
        let mut info = IfInfo::invalid();
        let name = std::ffi::CString::new(port.if_name.as_str())?;
        info.from_name(&name).map_err(error)?;
        info.set_queue(port.queue);
        let socket = Socket::with_shared(&info, &umem).map_err(error)?;
        let mut device = umem.fq_cq(&socket).map_err(error)?;
        let config = SocketConfig {
            rx_size: NonZeroU32::new(port.ring).filter(|_| port.receives),
            tx_size: NonZeroU32::new(port.ring).filter(|_| port.sends),
            bind_flags: SocketConfig::XDP_BIND_COPY | SocketConfig::XDP_BIND_NEED_WAKEUP,
        };
        let user = umem.rx_tx(&socket, &config).map_err(error)?;
        let tx = port
            .sends
            .then(|| user.map_tx())
            .transpose()
            .map_err(error)?;
        let rx = port
            .receives
            .then(|| user.map_rx())
            .transpose()
            .map_err(error)?;
        umem.bind(&user).map_err(error)?;
        let mut program = None;
        if port.receives {
            let mut fill = device.fill(rx_frames as u32);
            fill.insert((0..rx_frames).map(|i| (tx_frames + i) * size));
            fill.commit();
            drop(fill);
            let p = Program::redirect(port.if_index)?;
            p.enter(port.queue, device.as_raw_fd())?;
            program = Some(p);
        }
        Ok(Xdpilone {
            tx,
            rx,
            device,
            free: (0..tx_frames).map(|i| i * size).collect(),
            len: port.packet.len() as u32,
            frame_mask: !(size - 1),
            bytes: 0,
            calls: 0,
            _program: program,
        })
    }
}

impl Peer for Xdpilone {
    fn open(port: &Port) -> io::Result<Xdpilone> {
        when_free(|| Xdpilone::new(port))
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        let Some(tx) = &mut self.tx else { return 0 };
        if self.free.len() < batch {
            let mut completed = self.device.complete(u32::MAX);
            self.free.extend(&mut completed);
            completed.release();
        }
        let count = batch.min(self.free.len());
        let mut n = 0;
        if count > 0 {
            let mut writer = tx.transmit(count as u32);
            let addresses = self.free[self.free.len() - count..].iter().rev();
            n = writer.insert(addresses.map(|&addr| XdpDesc {
                addr,
                len: self.len,
                options: 0,
            })) as usize;
            writer.commit();
        }
        self.free.truncate(self.free.len() - n);
        if tx.needs_wakeup() {
            tx.wake();
            self.calls += 1;
        }
        n
    }

    #[inline]
    fn receive(&mut self, batch: usize) -> usize {
        let Some(rx) = &mut self.rx else { return 0 };
        let mut reader = rx.receive(batch as u32);
        let n = reader.capacity();
        if n == 0 {
            return 0;
        }
        let mut fill = self.device.fill(n);
        let (mut bytes, mask) = (0, self.frame_mask);
        fill.insert((&mut reader).map(|d| {
            bytes += u64::from(d.len);
            d.addr & mask
        }));
        self.bytes += bytes;
        fill.commit();
        drop(fill);
        reader.release();
        drop(reader);
        if self.device.needs_wakeup() {
            self.device.wake();
            self.calls += 1;
        }
        n as usize
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}
