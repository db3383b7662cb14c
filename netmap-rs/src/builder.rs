//! Opening a port.

use std::env;
use std::io;

use netmap_sys as sys;

use crate::port::{Backing, Shared};
use crate::region::{Region, RegionId};
use crate::software::SoftPort;
use crate::{Backend, Error, Netmap, PortName, RegFlags, RingConfig, RingMode, request};

/// The environment variable that chooses the backend where the program does not.
const BACKEND: &str = "NETMAP_BACKEND";

/// Settings of a port to be opened.
///
/// ```no_run
/// use netmap_rs::NetmapBuilder;
///
/// # fn main() -> Result<(), netmap_rs::Error> {
/// let port = NetmapBuilder::new("vale0:a")
///     .software()
///     .num_rx_rings(2)
///     .tx_slots(512)
///     .build()?;
/// assert_eq!(port.num_rx_rings(), 2);
/// # Ok(())
/// # }
/// ```
///
/// # Kernel or software
///
/// A port is opened in the kernel, unless [`software`](NetmapBuilder::software) was called or the
/// environment variable `NETMAP_BACKEND` is `software`. [`kernel`](NetmapBuilder::kernel) makes
/// it ignore the variable. One backend never stands in for the other silently:
/// [`Netmap::backend`] tells which it is.
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing before `build`"]
pub struct NetmapBuilder {
    name: Name,
    strict: bool,
    backend: Option<Backend>,
    counts: [Option<usize>; 6],
    mode: Option<RingMode>,
    mem_id: Option<u16>,
    flags: RegFlags,
}

#[derive(Debug, Clone)]
enum Name {
    Text(String),
    Parsed(PortName),
}

/// The names of the counts, as the builder has them.
const COUNTS: [&str; 6] = [
    "num_tx_rings",
    "num_rx_rings",
    "num_host_tx_rings",
    "num_host_rx_rings",
    "tx_slots",
    "rx_slots",
];

impl NetmapBuilder {
    /// A port by its name: `eth0`, `netmap:eth0-1`, `eth0^`, `vale0:a`, `x{1`. See [`PortName`]
    /// for all that a name can say; it is parsed by [`build`](NetmapBuilder::build).
    pub fn new(name: impl Into<String>) -> NetmapBuilder {
        NetmapBuilder::from(Name::Text(name.into()))
    }

    /// A port whose name is parsed already.
    pub fn from_port_name(name: PortName) -> NetmapBuilder {
        NetmapBuilder::from(Name::Parsed(name))
    }

    fn from(name: Name) -> NetmapBuilder {
        NetmapBuilder {
            name,
            strict: false,
            backend: None,
            counts: [None; 6],
            mode: None,
            mem_id: None,
            flags: RegFlags::empty(),
        }
    }

    /// Refuses the names that libnetmap accepts by accident; see [`PortName::parse_strict`].
    pub fn strict(mut self, strict: bool) -> NetmapBuilder {
        self.strict = strict;
        self
    }

    /// Opens the port in the software backend: VALE switches and pipes inside this process. Needs
    /// no rights and no kernel module.
    pub fn software(mut self) -> NetmapBuilder {
        self.backend = Some(Backend::Software);
        self
    }

    /// Opens the port in the kernel, whatever `NETMAP_BACKEND` says.
    pub fn kernel(mut self) -> NetmapBuilder {
        self.backend = Some(Backend::Kernel);
        self
    }

    /// How many transmit rings the port shall have, 1 to 65535. Where the port exists already, or
    /// is a NIC, it has what it has: fewer than this is an error.
    #[doc(alias = "nr_tx_rings")]
    pub fn num_tx_rings(mut self, n: usize) -> NetmapBuilder {
        self.counts[0] = Some(n);
        self
    }

    /// How many receive rings the port shall have; as [`num_tx_rings`](Self::num_tx_rings).
    #[doc(alias = "nr_rx_rings")]
    pub fn num_rx_rings(mut self, n: usize) -> NetmapBuilder {
        self.counts[1] = Some(n);
        self
    }

    /// How many host transmit rings the port shall have; as [`num_tx_rings`](Self::num_tx_rings).
    #[doc(alias = "nr_host_tx_rings")]
    pub fn num_host_tx_rings(mut self, n: usize) -> NetmapBuilder {
        self.counts[2] = Some(n);
        self
    }

    /// How many host receive rings the port shall have; as [`num_tx_rings`](Self::num_tx_rings).
    #[doc(alias = "nr_host_rx_rings")]
    pub fn num_host_rx_rings(mut self, n: usize) -> NetmapBuilder {
        self.counts[3] = Some(n);
        self
    }

    /// How many slots each transmit ring shall have; one of them always stays free. Fewer than
    /// this is an error.
    #[doc(alias = "nr_tx_slots")]
    pub fn tx_slots(mut self, n: usize) -> NetmapBuilder {
        self.counts[4] = Some(n);
        self
    }

    /// How many slots each receive ring shall have; as [`tx_slots`](Self::tx_slots).
    #[doc(alias = "nr_rx_slots")]
    pub fn rx_slots(mut self, n: usize) -> NetmapBuilder {
        self.counts[5] = Some(n);
        self
    }

    /// Which rings to bind, instead of what the name says.
    #[doc(alias = "nr_mode")]
    pub fn mode(mut self, mode: RingMode) -> NetmapBuilder {
        self.mode = Some(mode);
        self
    }

    /// The memory to use: that of every other port with this id. 0 leaves the choice to the port.
    #[doc(alias = "nr_mem_id")]
    pub fn mem_id(mut self, id: u16) -> NetmapBuilder {
        self.mem_id = Some(id);
        self
    }

    /// Flags, besides those of the name.
    #[doc(alias = "nr_flags")]
    pub fn flags(mut self, flags: RegFlags) -> NetmapBuilder {
        self.flags |= flags;
        self
    }

    /// Lets nobody else bind the same rings.
    #[doc(alias = "NR_EXCLUSIVE")]
    pub fn exclusive(self) -> NetmapBuilder {
        self.flags(RegFlags::EXCLUSIVE)
    }

    /// Binds the receive rings only.
    #[doc(alias = "NR_RX_RINGS_ONLY")]
    pub fn rx_only(self) -> NetmapBuilder {
        self.flags(RegFlags::RX_RINGS_ONLY)
    }

    /// Binds the transmit rings only.
    #[doc(alias = "NR_TX_RINGS_ONLY")]
    pub fn tx_only(self) -> NetmapBuilder {
        self.flags(RegFlags::TX_RINGS_ONLY)
    }

    /// Opens the port.
    ///
    /// # Errors
    ///
    /// [`Error::PortName`] and [`Error::Config`] for what can't be; [`Error::NoKernelModule`],
    /// [`Error::PermissionDenied`], [`Error::KernelDisabled`] and [`Error::ApiMismatch`] where
    /// there is no kernel to talk to; [`Error::Register`] with the errno and what it means where
    /// the port is refused; [`Error::Granted`] where it has less than was asked for;
    /// [`Error::Unsupported`], [`Error::Layout`] and [`Error::Os`].
    #[doc(alias = "NIOCCTRL")]
    #[doc(alias = "NETMAP_REQ_REGISTER")]
    pub fn build(self) -> Result<Netmap, Error> {
        let backend = self.backend()?;
        let mut port = self.port_name()?;
        if port.extmem.is_some() {
            return Err(Error::Unsupported {
                what: "external memory (@extmem)",
            });
        }
        if let Some(other) = port.share.take() {
            let other: PortName = other.parse()?;
            port.mem_id = agreed_mem_id(port.mem_id, shared_mem_id(backend, &other)?)?;
        }
        port.flags |= RegFlags::NO_TX_POLL;
        match backend {
            Backend::Kernel => open_kernel(port),
            Backend::Software => open_software(port),
        }
    }

    fn backend(&self) -> Result<Backend, Error> {
        if let Some(backend) = self.backend {
            return Ok(backend);
        }
        let Some(value) = env::var_os(BACKEND) else {
            return Ok(Backend::Kernel);
        };
        match value.to_str() {
            Some("" | "kernel") => Ok(Backend::Kernel),
            Some("software") => Ok(Backend::Software),
            _ => Err(Error::Config {
                field: BACKEND,
                value: value.to_string_lossy().into_owned(),
                allowed: "only kernel and software are".to_owned(),
            }),
        }
    }

    /// The name with all settings in it.
    fn port_name(&self) -> Result<PortName, Error> {
        let mut port = match &self.name {
            Name::Text(text) if self.strict => PortName::parse_strict(text)?,
            Name::Text(text) => text.parse()?,
            Name::Parsed(port) => match port.quirks.first() {
                Some(quirk) if self.strict => return Err(quirk.clone().into()),
                _ => port.clone(),
            },
        };
        if let Some(mode) = self.mode {
            port.mode = mode;
        }
        port.flags |= self.flags;
        if port.flags.leaves_no_ring() && (self.strict || !self.flags.is_empty()) {
            return Err(Error::Config {
                field: "rx_only and tx_only",
                value: "both".to_owned(),
                allowed: "one of them at most, or no ring is left".to_owned(),
            });
        }
        if let Some(id) = self.mem_id {
            port.mem_id = agreed_mem_id(port.mem_id, id)?;
        }
        for (i, count) in self.counts.iter().enumerate() {
            if let Some(count) = *count {
                set_count(&mut port.rings, i, count)?;
            }
        }
        Ok(port)
    }
}

fn set_count(rings: &mut RingConfig, i: usize, count: usize) -> Result<(), Error> {
    let (least, most) = if i < 4 { (1, 65535) } else { (2, u32::MAX) };
    let Some(n) = u32::try_from(count)
        .ok()
        .filter(|n| (least..=most).contains(n))
    else {
        return Err(Error::Config {
            field: COUNTS[i],
            value: count.to_string(),
            allowed: format!("{least} to {most} are"),
        });
    };
    match i {
        0 => rings.tx_rings = n as u16,
        1 => rings.rx_rings = n as u16,
        2 => rings.host_tx_rings = n as u16,
        3 => rings.host_rx_rings = n as u16,
        4 => rings.tx_slots = n,
        _ => rings.rx_slots = n,
    }
    Ok(())
}

/// Two ids for the same port have to agree; 0 agrees with everything.
fn agreed_mem_id(one: u16, other: u16) -> Result<u16, Error> {
    match (one, other) {
        (0, id) | (id, 0) => Ok(id),
        (one, other) if one == other => Ok(one),
        (one, other) => Err(Error::Config {
            field: "mem_id",
            value: other.to_string(),
            allowed: format!("the port's name already says {one}"),
        }),
    }
}

/// Less than was asked for is an error; more is what `Netmap` tells.
fn check_granted(asked: &RingConfig, reg: &sys::nmreq_register) -> Result<(), Error> {
    let pairs = [
        (asked.tx_rings.into(), reg.nr_tx_rings.into()),
        (asked.rx_rings.into(), reg.nr_rx_rings.into()),
        (asked.host_tx_rings.into(), reg.nr_host_tx_rings.into()),
        (asked.host_rx_rings.into(), reg.nr_host_rx_rings.into()),
        (asked.tx_slots, reg.nr_tx_slots),
        (asked.rx_slots, reg.nr_rx_slots),
    ];
    for (field, (asked, granted)) in COUNTS.into_iter().zip(pairs) {
        if granted < asked {
            return Err(Error::Granted {
                field,
                asked,
                granted,
            });
        }
    }
    Ok(())
}

/// The error of a registration, with what it means.
fn register_error(port: &PortName, source: io::Error) -> Error {
    let interface = port.kind() == crate::PortKind::Interface;
    let hint = match source.raw_os_error() {
        Some(libc::ENXIO) if interface => "; there is no such interface",
        Some(libc::EBUSY) => {
            "; the port is bound exclusively, is attached to a VALE switch, or has rings in use \
             that were to be exclusive"
        }
        Some(libc::EINVAL) if port.mode().has_host_rings() && !interface => {
            "; VALE ports and pipes have no host rings"
        }
        Some(libc::EINVAL) => {
            "; the ring number or the memory id does not exist, or the settings contradict each \
             other"
        }
        Some(libc::ENOMEM) => {
            "; netmap's memory is too small for this port: fewer rings or slots, or larger module \
             parameters ring_num, ring_size, buf_num, if_num"
        }
        Some(libc::EIO) => {
            "; the port uses virtio-net headers, which RegFlags::ACCEPT_VNET_HDR accepts"
        }
        Some(libc::EOPNOTSUPP) => "; this backend can't do that",
        _ => "",
    };
    Error::Register {
        port: port.name().to_owned(),
        source,
        hint,
    }
}

fn open_software(port: PortName) -> Result<Netmap, Error> {
    let mut reg = request::register(&port);
    let soft = SoftPort::register(port.name(), &mut reg).map_err(|e| register_error(&port, e))?;
    check_granted(&port.rings, &reg)?;
    let memory = soft.memory();
    let id = RegionId::Software(memory.base().addr().get());
    let region = Region::new(memory, id);
    let backing = Backing::Software(soft);
    let shared = Shared::new(backing, region, port, reg.nr_offset, reg.nr_mem_id)?;
    Ok(Netmap::new(shared))
}

#[cfg(feature = "sys")]
fn open_kernel(port: PortName) -> Result<Netmap, Error> {
    let device = crate::kernel::Device::open()?;
    let mut reg = request::register(&port);
    if let Err(e) = device.register(port.name(), &mut reg) {
        if e.raw_os_error() == Some(libc::EINVAL) {
            device.check_api()?;
        }
        return Err(register_error(&port, e));
    }
    check_granted(&port.rings, &reg)?;
    let memory = std::sync::Arc::new(device.map(reg.nr_memsize)?);
    let region = Region::new(memory, RegionId::Kernel(reg.nr_mem_id));
    let backing = Backing::Kernel(device);
    let shared = Shared::new(backing, region, port, reg.nr_offset, reg.nr_mem_id)?;
    Ok(Netmap::new(shared))
}

#[cfg(not(feature = "sys"))]
fn open_kernel(_: PortName) -> Result<Netmap, Error> {
    Err(Error::KernelDisabled {
        reason: "it was built without the feature `sys` of netmap-rs",
    })
}

/// The memory id of the port named by `@share`.
fn shared_mem_id(backend: Backend, other: &PortName) -> Result<u16, Error> {
    let info = match backend {
        Backend::Software => SoftPort::port_info(other.name()),
        #[cfg(feature = "sys")]
        Backend::Kernel => crate::kernel::Device::open()?.port_info(other.name()),
        #[cfg(not(feature = "sys"))]
        Backend::Kernel => return open_kernel(other.clone()).map(|_| 0),
    };
    info.map(|info| info.nr_mem_id)
        .map_err(|e| register_error(other, e))
}
