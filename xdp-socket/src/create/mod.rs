//! Opening sockets.

mod memory;
mod rings;

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use xdp_sys::{sockaddr_xdp, xdp_mmap_offsets, xdp_options};

use self::rings::KERNEL_TX_BUDGET;
use crate::config::{CopyMode, XdpConfig};
use crate::error::Capability;
use crate::mmap::PageSize;
use crate::program::{Attached, Program, Registration};
use crate::socket::{Obtained, Socket};
use crate::sys::xsk;
use crate::umem::Umem;
use crate::zero_copy::{self, Choice};
use crate::{Error, Interface, RxSocket, TxSocket};

/// Opens a socket that sends on one queue of an interface. `config` of `None` means the defaults.
///
/// # Errors
///
/// Those of [`create_bi_socket`].
pub fn create_tx_socket(
    if_index: u32,
    queue: u32,
    config: Option<XdpConfig>,
) -> Result<TxSocket, Error> {
    let config = config.unwrap_or_default();
    let mut opening = Opening::begin(if_index, queue, &config)?;
    opening.check_queue(true, false)?;
    let umem = opening.register_umem(config.tx_frames)?;
    // The kernel wants both rings of a UMEM to exist, used or not.
    opening.size_rings(1, config.completion_ring)?;
    opening.size_tx()?;
    let tx = opening.tx_queue(&umem, 0, config.tx_frames)?;
    let entrance = opening.attach_to_send()?;
    let socket = opening.finish(umem, &entrance)?;
    Ok(TxSocket::new(tx, socket))
}

/// Opens a socket that receives from one queue of an interface, and attaches the built-in program
/// unless the configuration says otherwise. `config` of `None` means the defaults.
///
/// # Errors
///
/// Those of [`create_bi_socket`].
pub fn create_rx_socket(
    if_index: u32,
    queue: u32,
    config: Option<XdpConfig>,
) -> Result<RxSocket, Error> {
    let config = config.unwrap_or_default();
    let mut opening = Opening::begin(if_index, queue, &config)?;
    opening.check_queue(false, true)?;
    opening.check_mtu()?;
    let umem = opening.register_umem(config.rx_frames)?;
    opening.size_rings(config.fill_ring, 1)?;
    opening.size_rx()?;
    let rx = opening.rx_queue(&umem, 0, config.rx_frames)?;
    let entrance = opening.attach()?;
    let socket = opening.finish(umem, &entrance)?;
    let registration = entrance.register(queue, socket.fd())?;
    Ok(RxSocket::new(registration, rx, socket))
}

/// Opens a socket that sends and receives on one queue of an interface. The halves share one
/// UMEM, so that packets are forwarded from one to the other without being copied, and may live
/// on two threads. The queue is free again when both are dropped.
///
/// # Errors
///
/// [`Error::UnknownInterface`], [`Error::QueueOutOfRange`], [`Error::QueueHasNoTx`],
/// [`Error::QueueHasNoRx`], [`Error::QueueBusy`], [`Error::MtuTooLarge`],
/// [`Error::ZeroCopyUnavailable`], [`Error::MemlockLimit`], [`Error::Permission`], those of the
/// program ([`Error::ForeignProgram`], [`Error::SteeringConflict`], [`Error::Attach`],
/// [`Error::ProgramRejected`], [`Error::XskMapTooSmall`]), and [`Error::Syscall`] for the rest.
pub fn create_bi_socket(
    if_index: u32,
    queue: u32,
    config: Option<XdpConfig>,
) -> Result<(TxSocket, RxSocket), Error> {
    let config = config.unwrap_or_default();
    let mut opening = Opening::begin(if_index, queue, &config)?;
    opening.check_queue(true, true)?;
    opening.check_mtu()?;
    let frames = config.tx_frames + config.rx_frames;
    let umem = opening.register_umem(frames)?;
    opening.size_rings(config.fill_ring, config.completion_ring)?;
    opening.size_tx()?;
    opening.size_rx()?;
    let tx = opening.tx_queue(&umem, 0, config.tx_frames)?;
    let rx = opening.rx_queue(&umem, config.tx_frames, frames)?;
    let entrance = opening.attach()?;
    let socket = opening.finish(umem, &entrance)?;
    let registration = entrance.register(queue, socket.fd())?;
    Ok((
        TxSocket::new(tx, socket.clone()),
        RxSocket::new(registration, rx, socket),
    ))
}

/// What brings packets to a socket.
enum Entrance {
    Builtin(Arc<Attached>),
    Map(crate::program::XskMap),
    Nothing,
}

impl Entrance {
    fn builtin(&self) -> Option<&Arc<Attached>> {
        match self {
            Entrance::Builtin(attached) => Some(attached),
            Entrance::Map(_) | Entrance::Nothing => None,
        }
    }

    fn register(self, queue: u32, fd: BorrowedFd<'_>) -> Result<Option<Registration>, Error> {
        match self {
            Entrance::Builtin(attached) => attached.register(queue, fd).map(Some),
            Entrance::Map(map) => map.register(queue, fd).map(Some),
            Entrance::Nothing => Ok(None),
        }
    }
}

/// A socket that is being opened. The steps come in the order in which the kernel wants them.
struct Opening<'a> {
    interface: Interface,
    queue: u32,
    config: &'a XdpConfig,
    fd: OwnedFd,
    copy_mode: CopyMode,
    receives: bool,
    pages: PageSize,
    tx_budget: u32,
    fallbacks: Vec<String>,
    offsets: Option<xdp_mmap_offsets>,
}

impl<'a> Opening<'a> {
    fn begin(if_index: u32, queue: u32, config: &'a XdpConfig) -> Result<Self, Error> {
        let interface = Interface::from_index(if_index)?;
        let fd = xsk::socket().map_err(|e| match e.raw_os_error() {
            Some(libc::EAFNOSUPPORT) => Error::KernelTooOld {
                what: "AF_XDP (CONFIG_XDP_SOCKETS)",
                since: "4.18",
                source: e,
            },
            _ => Error::syscall("socket(AF_XDP)", e, &[Capability::NetRaw]),
        })?;
        Ok(Opening {
            interface,
            queue,
            config,
            fd,
            copy_mode: config.copy_mode,
            receives: true,
            pages: PageSize::Normal,
            tx_budget: KERNEL_TX_BUDGET,
            fallbacks: Vec::new(),
            offsets: None,
        })
    }

    /// The kernel binds a queue that exists in one direction only, and then nothing moves in the
    /// other.
    fn check_queue(&self, tx: bool, rx: bool) -> Result<(), Error> {
        let interface = || self.interface.name().to_string();
        let queue = self.queue;
        let rx_queues = self.interface.rx_queues();
        let tx_queues = self.interface.tx_queues();
        if queue >= rx_queues && queue >= tx_queues {
            return Err(Error::QueueOutOfRange {
                interface: interface(),
                queue,
                rx_queues,
                tx_queues,
            });
        }
        if tx && queue >= tx_queues {
            return Err(Error::QueueHasNoTx {
                interface: interface(),
                queue,
                rx_queues,
                tx_queues,
            });
        }
        if rx && queue >= rx_queues {
            return Err(Error::QueueHasNoRx {
                interface: interface(),
                queue,
                rx_queues,
                tx_queues,
            });
        }
        Ok(())
    }

    fn check_mtu(&self) -> Result<(), Error> {
        let room = self.config.frame_size - crate::umem::PACKET_HEADROOM - self.config.headroom;
        let max = room.saturating_sub(ETHERNET_HEADER);
        let mtu = self.interface.mtu();
        if self.config.check_mtu && mtu > max {
            return Err(Error::MtuTooLarge {
                interface: self.interface.name().to_string(),
                mtu,
                max,
            });
        }
        Ok(())
    }

    fn attach(&self) -> Result<Entrance, Error> {
        match &self.config.program {
            Program::Builtin(program) => {
                crate::program::acquire(&self.interface, program).map(Entrance::Builtin)
            }
            Program::Map(map) => Ok(Entrance::Map(map.clone())),
            Program::None => Ok(Entrance::Nothing),
        }
    }

    /// The program of a socket that only sends: none, unless zero-copy needs one.
    fn attach_to_send(&mut self) -> Result<Entrance, Error> {
        self.receives = false;
        let Program::Builtin(program) = &self.config.program else {
            return Ok(Entrance::Nothing);
        };
        match zero_copy::to_send(&self.interface, self.copy_mode) {
            Choice::Yes => {}
            Choice::No => return Ok(Entrance::Nothing),
            Choice::Copy(reason) => {
                self.copy_because(&reason)?;
                return Ok(Entrance::Nothing);
            }
        }
        match crate::program::acquire(&self.interface, program) {
            Ok(attached) => Ok(Entrance::Builtin(attached)),
            // Somebody else's program serves as well.
            Err(Error::ForeignProgram { .. } | Error::SteeringConflict { .. }) => {
                Ok(Entrance::Nothing)
            }
            Err(e) if self.copy_mode == CopyMode::ZeroCopy => Err(e),
            Err(e) => {
                self.copy_because(&e.to_string())?;
                Ok(Entrance::Nothing)
            }
        }
    }

    /// Gives zero-copy up for a reason that the kernel does not look for.
    ///
    /// # Errors
    ///
    /// [`Error::ZeroCopyUnavailable`] where it was demanded.
    fn copy_because(&mut self, reason: &str) -> Result<(), Error> {
        if self.copy_mode == CopyMode::ZeroCopy {
            return Err(Error::ZeroCopyUnavailable {
                interface: self.interface.name().to_string(),
                queue: self.queue,
                reason: reason.to_string(),
                source: io::Error::from_raw_os_error(libc::EOPNOTSUPP),
            });
        }
        self.fallbacks.push(format!("copying: {reason}"));
        self.copy_mode = CopyMode::Copy;
        Ok(())
    }

    /// Binds, and finds out what became of it.
    fn finish(mut self, umem: Arc<Umem>, entrance: &Entrance) -> Result<Arc<Socket>, Error> {
        let program = entrance.builtin();
        let attached = program.map(|program| program.mode());
        if let Some(reason) = program.and_then(|program| program.fallback_reason()) {
            self.fallbacks.push(reason.to_string());
        }
        if self.copy_mode != CopyMode::Copy {
            let obstacle =
                zero_copy::obstacle(&self.interface, self.config, self.receives, attached);
            if let Some(reason) = obstacle {
                self.copy_because(&reason)?;
            }
        }
        let promiscuous = match self.config.promiscuous {
            true => Some(self.promiscuous()?),
            false => None,
        };
        let need_wakeup = self.bind()?;
        let options =
            xsk::get_option::<xdp_options>(self.fd.as_fd(), libc::SOL_XDP, xdp_sys::XDP_OPTIONS);
        let zero_copy = match options {
            Ok((options, _)) => options.flags & xdp_sys::XDP_OPTIONS_ZEROCOPY != 0,
            Err(e) => return Err(Error::syscall("getsockopt(XDP_OPTIONS)", e, &[])),
        };
        if !zero_copy && self.copy_mode == CopyMode::Auto {
            self.fallbacks.push(format!(
                "copying: the driver of {} does no zero-copy in its present state",
                self.interface.name()
            ));
        }
        let obtained = Obtained {
            interface: self.interface.name().to_string(),
            if_index: self.interface.index(),
            queue: self.queue,
            zero_copy,
            attached: attached.filter(|_| zero_copy || self.receives),
            need_wakeup,
            pages: self.pages,
            tx_budget: self.tx_budget,
            fallbacks: self.fallbacks,
        };
        // Without a program, many drivers refuse to send zero-copy. A half that receives may be
        // dropped, and its program with it.
        let program = program.filter(|_| zero_copy).cloned();
        let socket = Socket::new(self.fd, promiscuous, umem, program, obtained);
        Ok(Arc::new(socket))
    }

    fn promiscuous(&self) -> Result<OwnedFd, Error> {
        let call = "setsockopt(PACKET_ADD_MEMBERSHIP)";
        let fail = |e| Error::syscall(call, e, &[Capability::NetRaw]);
        let fd = xsk::packet_socket().map_err(fail)?;
        xsk::join_promiscuous(fd.as_fd(), self.interface.index()).map_err(fail)?;
        Ok(fd)
    }

    /// Binds to the queue; returns whether the kernel says when it needs a wake-up.
    fn bind(&self) -> Result<bool, Error> {
        let mode = match self.copy_mode {
            CopyMode::Auto => 0,
            CopyMode::Copy => xdp_sys::XDP_COPY,
            CopyMode::ZeroCopy => xdp_sys::XDP_ZEROCOPY,
        };
        let wakeup = match self.config.need_wakeup {
            true => xdp_sys::XDP_USE_NEED_WAKEUP,
            false => 0,
        };
        let address = sockaddr_xdp {
            sxdp_family: libc::AF_XDP as u16,
            sxdp_flags: (mode | wakeup) as u16,
            sxdp_ifindex: self.interface.index(),
            sxdp_queue_id: self.queue,
            ..sockaddr_xdp::default()
        };
        let start = Instant::now();
        loop {
            let Err(source) = xsk::bind(self.fd.as_fd(), &address) else {
                return Ok(self.config.need_wakeup);
            };
            // The kernel gives up a closed socket's queue from a work queue, a little late.
            if source.raw_os_error() == Some(libc::EBUSY)
                && start.elapsed() < self.config.bind_timeout
            {
                std::thread::sleep(BIND_PAUSE);
                continue;
            }
            return Err(self.bind_error(source, start.elapsed()));
        }
    }

    fn bind_error(&self, source: io::Error, waited: Duration) -> Error {
        let interface = self.interface.name().to_string();
        let queue = self.queue;
        let zero_copy = self.copy_mode == CopyMode::ZeroCopy;
        match source.raw_os_error() {
            Some(libc::EBUSY) => Error::QueueBusy {
                interface,
                queue,
                waited,
                source,
            },
            Some(libc::ENODEV) => Error::UnknownInterface { interface },
            Some(libc::EOPNOTSUPP | libc::EINVAL) if zero_copy => Error::ZeroCopyUnavailable {
                interface,
                queue,
                reason: format!(
                    "the driver {} has no zero-copy, or not with its present queues, MTU or \
                     program; use CopyMode::Auto or CopyMode::Copy",
                    self.interface.driver().unwrap_or("of this interface")
                ),
                source,
            },
            Some(libc::ENETDOWN) => Error::syscall("bind(AF_XDP)", source, &[])
                .with_hint(format!("interface {interface} is down; set it up first")),
            _ => Error::syscall("bind(AF_XDP)", source, &[Capability::NetRaw])
                .with_hint(format!("interface {interface}, queue {queue}")),
        }
    }
}

/// Bytes before the payload that the MTU counts.
const ETHERNET_HEADER: u32 = 14;

/// Between two attempts to bind a busy queue.
const BIND_PAUSE: Duration = Duration::from_millis(5);
