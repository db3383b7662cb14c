//! Port names: what they mean, and how they are parsed.

mod error;
mod options;
mod parse;

use std::fmt;
use std::str::FromStr;

pub use error::{PortNameError, PortNameErrorKind};
pub use options::{Extmem, RingConfig};

use crate::request::{RegFlags, RingMode};

/// Longest name of a port in a request, in bytes.
pub(crate) const MAX_NAME: usize = 63;

/// Which kind of port a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PortKind {
    /// A network interface: `netmap:eth0` or just `eth0`.
    Interface,
    /// A port of a VALE switch: `vale0:a`.
    Vale,
    /// One end of a pipe: `netmap:x{1` (master) or `netmap:x}1` (slave), also of a VALE port
    /// (`vale0:a{1`).
    Pipe,
}

/// A port name, taken apart.
///
/// The grammar is that of libnetmap, and every name it accepts means here what it means there:
///
/// ```text
/// netmap:NAME  or  valeSWITCH:NAME     NAME may end in a pipe: {ID (master) or }ID (slave)
///   -N    ring pair N only             ^   host rings only          ^N   host ring pair N only
///   *     NIC rings and host rings     nothing: all NIC rings
///   /x    exclusive                    /R  receive rings only       /T   transmit rings only
///   /t /r monitor transmit, receive    /z  zero-copy monitor
///   @N    memory id                    @conf:rings=N,tx-slots=N,...
///   @extmem=FILE                       @share=PORT
/// ```
///
/// Besides, a bare `eth0` stands for `netmap:eth0`, with the same suffixes: `eth0^` is the host
/// rings of `eth0`.
///
/// libnetmap also accepts some names that can't be meant, such as `eth0@65536` for memory id 0.
/// [`parse`](str::parse) takes them too and lists them as [`quirks`](PortName::quirks);
/// [`parse_strict`](PortName::parse_strict) refuses them.
///
/// ```
/// use netmap_rs::{PortKind, PortName, RegFlags, RingMode};
///
/// let port: PortName = "eth0-2/x@conf:slots=512".parse()?;
/// assert_eq!(port.name(), "eth0");
/// assert_eq!(port.kind(), PortKind::Interface);
/// assert_eq!(port.mode(), RingMode::OneNic(2));
/// assert_eq!(port.flags(), RegFlags::EXCLUSIVE);
/// assert_eq!(port.rings().tx_slots, 512);
/// # Ok::<(), netmap_rs::PortNameError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortName {
    pub(crate) name: String,
    pub(crate) kind: PortKind,
    pub(crate) mode: RingMode,
    pub(crate) flags: RegFlags,
    pub(crate) mem_id: u16,
    pub(crate) rings: RingConfig,
    pub(crate) extmem: Option<Extmem>,
    pub(crate) share: Option<String>,
    pub(crate) quirks: Vec<PortNameError>,
}

impl PortName {
    /// All NIC rings of the interface called `name`, whatever characters that has: the way to open
    /// `br-lan`, whose `-` would start a ring number in a port name.
    ///
    /// # Errors
    ///
    /// A name that is empty, longer than 63 bytes, or has a NUL in it.
    ///
    /// ```
    /// # use netmap_rs::PortName;
    /// assert!("br-lan".parse::<PortName>().is_err());
    /// assert_eq!(PortName::interface("br-lan")?.name(), "br-lan");
    /// # Ok::<(), netmap_rs::PortNameError>(())
    /// ```
    pub fn interface(name: &str) -> Result<PortName, PortNameError> {
        parse::check_name(name, 0, name)?;
        Ok(PortName::new(name.to_owned(), PortKind::Interface))
    }

    /// As [`parse`](str::parse), but refuses the names that libnetmap accepts by accident.
    ///
    /// # Errors
    ///
    /// The first of the [`quirks`](PortName::quirks), besides the errors of parsing.
    ///
    /// ```
    /// # use netmap_rs::PortName;
    /// assert_eq!("eth0@65536".parse::<PortName>()?.mem_id(), 0);
    /// assert!(PortName::parse_strict("eth0@65536").is_err());
    /// # Ok::<(), netmap_rs::PortNameError>(())
    /// ```
    pub fn parse_strict(input: &str) -> Result<PortName, PortNameError> {
        let port = parse::parse(input)?;
        match port.quirks.into_iter().next() {
            None => Ok(PortName {
                quirks: Vec::new(),
                ..port
            }),
            Some(quirk) => Err(quirk),
        }
    }

    fn new(name: String, kind: PortKind) -> PortName {
        PortName {
            name,
            kind,
            mode: RingMode::AllNic,
            flags: RegFlags::empty(),
            mem_id: 0,
            rings: RingConfig::default(),
            extmem: None,
            share: None,
            quirks: Vec::new(),
        }
    }

    /// The name that goes into the request: `eth0`, `vale0:a`, `x{1`.
    #[doc(alias = "nr_name")]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of port this is.
    pub fn kind(&self) -> PortKind {
        self.kind
    }

    /// Which of its rings are meant.
    #[doc(alias = "nr_mode")]
    pub fn mode(&self) -> RingMode {
        self.mode
    }

    /// The flags given behind `/`.
    #[doc(alias = "nr_flags")]
    pub fn flags(&self) -> RegFlags {
        self.flags
    }

    /// The memory id given behind `@`; 0 where there is none.
    #[doc(alias = "nr_mem_id")]
    pub fn mem_id(&self) -> u16 {
        self.mem_id
    }

    /// The ring and slot counts of `@conf`.
    pub fn rings(&self) -> RingConfig {
        self.rings
    }

    /// The external memory of `@extmem`.
    pub fn extmem(&self) -> Option<&Extmem> {
        self.extmem.as_ref()
    }

    /// The port of `@share`, whose memory is to be used.
    pub fn share(&self) -> Option<&str> {
        self.share.as_deref()
    }

    /// The spots that libnetmap accepts although they can't be meant.
    pub fn quirks(&self) -> &[PortNameError] {
        &self.quirks
    }
}

impl FromStr for PortName {
    type Err = PortNameError;

    fn from_str(input: &str) -> Result<PortName, PortNameError> {
        parse::parse(input)
    }
}

/// The name of the port, without ring selection, flags and options.
impl fmt::Display for PortName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
