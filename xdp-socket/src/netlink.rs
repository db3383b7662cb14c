//! Netlink messages: built, sent, acknowledged and read, all without unsafe code.
//!
//! The format is that of netlink(7): native endianness, everything aligned to four bytes. Reading
//! never trusts a length.

use std::fmt;
use std::io;

use crate::sys::netlink::Socket;

const HEADER: usize = 16; // struct nlmsghdr
const GENERIC_HEADER: usize = 4; // struct genlmsghdr
const ATTRIBUTE_HEADER: usize = 4; // struct nlattr
const TYPE_MASK: u16 = !((libc::NLA_F_NESTED | libc::NLA_F_NET_BYTEORDER) as u16);

// linux/netlink.h; not in libc
const NLMSGERR_ATTR_MSG: u16 = 1;

fn align(len: usize) -> usize {
    (len + 3) & !3
}

/// A message being built.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    bytes: Vec<u8>,
}

impl Message {
    /// A message of `kind` (`RTM_GETLINK`, or a generic family's number) with `flags` beside
    /// `NLM_F_REQUEST`, and the `body` that precedes its attributes.
    pub(crate) fn new(kind: u16, flags: libc::c_int, body: &[u8]) -> Message {
        let flags = (libc::NLM_F_REQUEST | flags) as u16;
        let mut bytes = Vec::with_capacity(256);
        bytes.extend_from_slice(&[0; 4]); // length, see `finish`
        bytes.extend_from_slice(&kind.to_ne_bytes());
        bytes.extend_from_slice(&flags.to_ne_bytes());
        bytes.extend_from_slice(&[0; 8]); // sequence, see `finish`; port: the kernel fills it in
        let mut message = Message { bytes };
        message.append(body);
        message
    }

    fn append(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.bytes.resize(align(self.bytes.len()), 0);
    }

    /// Adds an attribute.
    pub(crate) fn attr(mut self, kind: u16, value: &[u8]) -> Message {
        let len = (ATTRIBUTE_HEADER + value.len()) as u16;
        self.bytes.extend_from_slice(&len.to_ne_bytes());
        self.bytes.extend_from_slice(&kind.to_ne_bytes());
        self.append(value);
        self
    }

    pub(crate) fn attr_u32(self, kind: u16, value: u32) -> Message {
        self.attr(kind, &value.to_ne_bytes())
    }

    pub(crate) fn attr_str(self, kind: u16, value: &str) -> Message {
        let mut bytes = value.as_bytes().to_vec();
        bytes.push(0);
        self.attr(kind, &bytes)
    }

    /// Adds an attribute that contains `body` and then the attributes that `fill` adds.
    pub(crate) fn nest(
        mut self,
        kind: u16,
        body: &[u8],
        fill: impl FnOnce(Message) -> Message,
    ) -> Message {
        let start = self.bytes.len();
        self = self.attr(kind | libc::NLA_F_NESTED as u16, body);
        self = fill(self);
        let len = (self.bytes.len() - start) as u16;
        self.bytes[start..start + 2].copy_from_slice(&len.to_ne_bytes());
        self
    }

    fn finish(mut self, sequence: u32) -> Vec<u8> {
        let len = self.bytes.len() as u32;
        self.bytes[0..4].copy_from_slice(&len.to_ne_bytes());
        self.bytes[8..12].copy_from_slice(&sequence.to_ne_bytes());
        self.bytes
    }

    fn flags(&self) -> libc::c_int {
        libc::c_int::from(u16_at(&self.bytes, 6).unwrap_or(0))
    }
}

/// A refusal, with the kernel's own words where it had some.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) source: io::Error,
    pub(crate) message: Option<String>,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.message {
            Some(message) => write!(f, "{} ({message})", self.source),
            None => write!(f, "{}", self.source),
        }
    }
}

impl From<io::Error> for Refused {
    fn from(source: io::Error) -> Refused {
        Refused {
            source,
            message: None,
        }
    }
}

fn malformed() -> Refused {
    io::Error::new(io::ErrorKind::InvalidData, "malformed netlink answer").into()
}

/// A netlink socket that pairs requests with answers.
#[derive(Debug)]
pub(crate) struct Connection {
    socket: Socket,
    sequence: u32,
}

impl Connection {
    /// For links, addresses, routes: rtnetlink(7).
    pub(crate) fn route() -> io::Result<Connection> {
        Ok(Connection {
            socket: Socket::open(libc::NETLINK_ROUTE)?,
            sequence: 0,
        })
    }

    fn generic() -> io::Result<Connection> {
        Ok(Connection {
            socket: Socket::open(libc::NETLINK_GENERIC)?,
            sequence: 0,
        })
    }

    /// Sends a message and waits until the kernel has done, or refused, what it says. Returns the
    /// payloads of the answers, if it has any.
    pub(crate) fn request(&mut self, message: Message) -> Result<Vec<Vec<u8>>, Refused> {
        // A dump that changes under the reader says so; it seldom takes a second attempt.
        for _ in 0..8 {
            if let Some(answers) = self.request_once(message.clone())? {
                return Ok(answers);
            }
        }
        Err(io::Error::from_raw_os_error(libc::EINTR).into())
    }

    fn request_once(&mut self, mut message: Message) -> Result<Option<Vec<Vec<u8>>>, Refused> {
        let dump = message.flags() & libc::NLM_F_DUMP == libc::NLM_F_DUMP;
        if !dump {
            let flags = (message.flags() | libc::NLM_F_ACK) as u16;
            message.bytes[6..8].copy_from_slice(&flags.to_ne_bytes());
        }
        self.sequence = self.sequence.wrapping_add(1);
        self.socket.send(&message.finish(self.sequence))?;

        let mut answers = Vec::new();
        let mut consistent = true;
        let mut buffer = Vec::new();
        loop {
            self.socket.receive(&mut buffer)?;
            for answer in messages(&buffer) {
                if answer.sequence != self.sequence {
                    continue;
                }
                consistent &= answer.flags & libc::NLM_F_DUMP_INTR == 0;
                match libc::c_int::from(answer.kind) {
                    libc::NLMSG_NOOP => {}
                    libc::NLMSG_ERROR => {
                        verdict(&answer)?;
                        return Ok(consistent.then_some(answers));
                    }
                    libc::NLMSG_DONE => {
                        let code = i32_at(answer.payload, 0).unwrap_or(0);
                        if code < 0 {
                            return Err(io::Error::from_raw_os_error(-code).into());
                        }
                        return Ok(consistent.then_some(answers));
                    }
                    _ => answers.push(answer.payload.to_vec()),
                }
            }
        }
    }
}

/// A generic netlink family (linux/genetlink.h).
#[derive(Debug)]
pub(crate) struct Family {
    connection: Connection,
    id: u16,
}

impl Family {
    /// Finds the family; ENOENT where the kernel has none of that name.
    pub(crate) fn open(name: &str) -> Result<Family, Refused> {
        let mut connection = Connection::generic()?;
        let body = [libc::CTRL_CMD_GETFAMILY as u8, 1, 0, 0];
        let message = Message::new(libc::GENL_ID_CTRL as u16, 0, &body)
            .attr_str(libc::CTRL_ATTR_FAMILY_NAME as u16, name);
        let answers = connection.request(message)?;
        let id = answers
            .first()
            .and_then(|a| a.get(GENERIC_HEADER..))
            .and_then(|a| find(a, libc::CTRL_ATTR_FAMILY_ID as u16))
            .and_then(|v| u16_at(v, 0))
            .ok_or_else(malformed)?;
        Ok(Family { connection, id })
    }

    /// Sends a command with the attributes that `fill` adds, and returns the attributes of the
    /// answers.
    pub(crate) fn command(
        &mut self,
        command: u8,
        flags: libc::c_int,
        fill: impl FnOnce(Message) -> Message,
    ) -> Result<Vec<Vec<u8>>, Refused> {
        let message = fill(Message::new(self.id, flags, &[command, 1, 0, 0]));
        let mut answers = self.connection.request(message)?;
        for answer in &mut answers {
            answer.drain(..GENERIC_HEADER.min(answer.len()));
        }
        Ok(answers)
    }
}

struct Answer<'a> {
    kind: u16,
    flags: libc::c_int,
    sequence: u32,
    payload: &'a [u8],
}

/// The messages of one datagram. Stops at the first that does not fit.
fn messages(mut rest: &[u8]) -> impl Iterator<Item = Answer<'_>> {
    std::iter::from_fn(move || {
        let len = u32_at(rest, 0)? as usize;
        let answer = Answer {
            kind: u16_at(rest, 4)?,
            flags: libc::c_int::from(u16_at(rest, 6)?),
            sequence: u32_at(rest, 8)?,
            payload: rest.get(HEADER..len)?,
        };
        rest = rest.get(align(len)..).unwrap_or(&[]);
        Some(answer)
    })
}

/// Reads an NLMSG_ERROR, which is an acknowledgement when its code is 0.
fn verdict(answer: &Answer<'_>) -> Result<(), Refused> {
    let code = i32_at(answer.payload, 0).ok_or_else(malformed)?;
    if code == 0 {
        return Ok(());
    }
    let message = (answer.flags & libc::NLM_F_ACK_TLVS != 0)
        .then(|| {
            // After the code comes the request's header, and the request itself unless capped.
            let request = u32_at(answer.payload, 4)? as usize;
            let capped = answer.flags & libc::NLM_F_CAPPED != 0;
            let skip = 4 + if capped { HEADER } else { align(request) };
            let text = find(answer.payload.get(skip..)?, NLMSGERR_ATTR_MSG)?;
            Some(string(text))
        })
        .flatten();
    Err(Refused {
        source: io::Error::from_raw_os_error(code.wrapping_neg()),
        message,
    })
}

/// The attributes in `bytes` as (type, value). Stops at the first that does not fit.
pub(crate) fn attributes(mut rest: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let len = usize::from(u16_at(rest, 0)?);
        let kind = u16_at(rest, 2)? & TYPE_MASK;
        let value = rest.get(ATTRIBUTE_HEADER..len)?;
        rest = rest.get(align(len)..).unwrap_or(&[]);
        Some((kind, value))
    })
}

/// The first attribute of type `kind` in `bytes`.
pub(crate) fn find(bytes: &[u8], kind: u16) -> Option<&[u8]> {
    attributes(bytes).find_map(|(k, value)| (k == kind).then_some(value))
}

/// Text up to the first NUL.
pub(crate) fn string(value: &[u8]) -> String {
    let end = value.iter().position(|&b| b == 0).unwrap_or(value.len());
    String::from_utf8_lossy(&value[..end]).into_owned()
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let value = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_ne_bytes(value.try_into().ok()?))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let value = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_ne_bytes(value.try_into().ok()?))
}

pub(crate) fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    u32_at(bytes, at).map(|v| v as i32)
}

/// An unsigned number of 4 or 8 bytes, as attributes of type `uint` come.
pub(crate) fn uint(value: &[u8]) -> Option<u64> {
    match value.len() {
        8 => Some(u64::from_ne_bytes(value.try_into().ok()?)),
        _ => u32_at(value, 0).map(u64::from),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn attributes_are_padded_and_nested() {
        let bytes = Message::new(16, 0, &[9; 3])
            .attr_str(3, "ab")
            .nest(18, &[7; 4], |m| m.attr_u32(1, 0x0102_0304))
            .finish(5);
        assert_eq!(u32_at(&bytes, 0), Some(bytes.len() as u32));
        assert_eq!(u32_at(&bytes, 8), Some(5));
        let all: Vec<_> = attributes(&bytes[HEADER + 4..]).collect();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0], (3, &b"ab\0"[..]));
        assert_eq!(all[1].0, 18);
        assert_eq!(&all[1].1[..4], [7; 4]);
        let inner = find(&all[1].1[4..], 1).unwrap();
        assert_eq!(uint(inner), Some(0x0102_0304));
    }

    #[test]
    fn refusals_carry_the_kernels_words() {
        let mut payload = (-libc::EBUSY).to_ne_bytes().to_vec();
        payload.extend_from_slice(&[0; HEADER]);
        payload.extend_from_slice(&[8, 0, 1, 0, b'n', b'o', b'!', 0]);
        let answer = Answer {
            kind: 2,
            flags: libc::NLM_F_ACK_TLVS | libc::NLM_F_CAPPED,
            sequence: 1,
            payload: &payload,
        };
        let refused = verdict(&answer).unwrap_err();
        assert_eq!(refused.source.raw_os_error(), Some(libc::EBUSY));
        assert_eq!(refused.message.as_deref(), Some("no!"));
    }

    proptest! {
        #[test]
        fn reading_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            for answer in messages(&bytes) {
                let _ = verdict(&answer);
                for (_, value) in attributes(answer.payload) {
                    let _ = (uint(value), string(value));
                }
            }
            let _ = attributes(&bytes).count();
        }
    }

    #[test]
    fn the_kernel_answers() {
        // struct ifinfomsg: index 1 is `lo` in every namespace
        let mut body = [0; 16];
        body[4..8].copy_from_slice(&1_u32.to_ne_bytes());
        let mut connection = Connection::route().unwrap();
        let answers = connection
            .request(Message::new(libc::RTM_GETLINK, 0, &body))
            .unwrap();
        assert_eq!(answers.len(), 1);
        let name = find(&answers[0][16..], libc::IFLA_IFNAME).map(string);
        assert_eq!(name.as_deref(), Some("lo"));

        let refused = Family::open("no such family").unwrap_err();
        assert_eq!(refused.source.raw_os_error(), Some(libc::ENOENT));
    }
}
