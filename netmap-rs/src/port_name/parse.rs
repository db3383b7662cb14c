//! The parser: prefix, name, ring selection, flags, memory id. Options are in their own file.

use super::error::PortNameErrorKind as Kind;
use super::{MAX_NAME, PortKind, PortName, PortNameError, options};
use crate::request::{RegFlags, RingMode};

/// Ring numbers are below this (`NETMAP_RING_MASK`).
const RING_LIMIT: u64 = 4095;

/// The input and how far it has been read. All offsets are on character boundaries, since the
/// parser only ever steps over ASCII characters or whole runs.
pub(super) struct Cursor<'a> {
    pub(super) input: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.input[self.at..]
    }

    pub(super) fn next(&self) -> Option<u8> {
        self.input.as_bytes().get(self.at).copied()
    }

    pub(super) fn err<T>(&self, kind: Kind) -> Result<T, PortNameError> {
        self.err_at(self.at, kind)
    }

    pub(super) fn err_at<T>(&self, at: usize, kind: Kind) -> Result<T, PortNameError> {
        Err(PortNameError::new(self.input, at, kind))
    }

    /// A run of decimal digits; too large a number saturates.
    fn digits(&mut self) -> Option<u64> {
        let digits = leading_digits(self.rest());
        if digits.is_empty() {
            return None;
        }
        self.at += digits.len();
        Some(digits.parse().unwrap_or(u64::MAX))
    }
}

pub(super) fn leading_digits(s: &str) -> &str {
    &s[..s.bytes().take_while(u8::is_ascii_digit).count()]
}

fn is_identifier(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Offset of the first character that `good` refuses.
fn first_bad(s: &str, good: impl Fn(char) -> bool) -> Option<usize> {
    s.char_indices().find(|&(_, c)| !good(c)).map(|(i, _)| i)
}

/// What every name that goes into a request must satisfy. `at` is where it starts in `input`.
pub(super) fn check_name(input: &str, at: usize, name: &str) -> Result<(), PortNameError> {
    let err = |i, kind| Err(PortNameError::new(input, at + i, kind));
    if let Some(i) = name.find('\0') {
        return err(i, Kind::BadCharacter);
    }
    if name.is_empty() {
        return err(0, Kind::EmptyName);
    }
    if name.len() > MAX_NAME {
        let mut i = MAX_NAME;
        while !name.is_char_boundary(i) {
            i -= 1;
        }
        return err(i, Kind::NameTooLong { max: MAX_NAME });
    }
    Ok(())
}

pub(super) fn parse(input: &str) -> Result<PortName, PortNameError> {
    let mut cursor = Cursor { input, at: 0 };
    if let Some(i) = input.find('\0') {
        return cursor.err_at(i, Kind::BadCharacter);
    }
    let mut port = name(&mut cursor)?;
    suffixes(&mut cursor, &mut port)?;
    options::parse(&mut cursor, &mut port)?;
    Ok(port)
}

/// Prefix and name.
fn name(cursor: &mut Cursor<'_>) -> Result<PortName, PortNameError> {
    let input = cursor.input;
    let mut kind = PortKind::Interface;
    // Where the name starts that goes into the request; of a VALE port that includes the switch.
    let mut start = 0;
    let mut bare = false;
    if let Some(rest) = input.strip_prefix("netmap") {
        cursor.at = input.len() - rest.len();
        if !rest.starts_with(':') {
            return cursor.err(Kind::MissingColon);
        }
        cursor.at += 1;
        start = cursor.at;
    } else if let Some(rest) = input.strip_prefix("vale") {
        cursor.at = input.len() - rest.len();
        kind = PortKind::Vale;
        match first_bad(rest, is_identifier) {
            Some(i) if rest[i..].starts_with(':') => cursor.at += i + 1,
            Some(i) => return cursor.err_at(cursor.at + i, Kind::BadSwitchName),
            None => return cursor.err_at(input.len(), Kind::MissingColon),
        }
    } else {
        bare = true;
    }

    // The name ends where a suffix starts.
    let rest = cursor.rest();
    let own = &rest[..rest.find(['-', '*', '^', '/', '@']).unwrap_or(rest.len())];
    if bare {
        if own.contains(':') {
            return cursor.err(Kind::UnknownPrefix);
        }
        if let Some(i) = first_bad(own, |c| !c.is_whitespace() && !c.is_control()) {
            return cursor.err_at(i, Kind::BadCharacter);
        }
    }
    let end = cursor.at + own.len();
    let mut quirks = Vec::new();
    if let Some(brace) = own.find(['{', '}']) {
        kind = PortKind::Pipe;
        let id = cursor.at + brace + 1;
        if id == input.len() {
            return cursor.err_at(id, Kind::EmptyPipeId);
        }
        if let Some(i) = first_bad(&input[id..end], is_identifier) {
            return cursor.err_at(id + i, Kind::BadPipeId);
        }
        if id == end {
            quirks.push(PortNameError::new(input, id, Kind::EmptyPipeId));
        }
    } else if kind == PortKind::Vale {
        if own.is_empty() {
            quirks.push(PortNameError::new(input, end, Kind::EmptyName));
        }
        if let Some(i) = own.find(':') {
            quirks.push(PortNameError::new(input, cursor.at + i, Kind::SecondColon));
        }
    }
    let name = &input[start..end];
    check_name(input, start, name)?;
    cursor.at = end;
    let mut port = PortName::new(name.to_owned(), kind);
    port.quirks = quirks;
    Ok(port)
}

/// Ring selection, flags and memory id. Stops in front of the `@` of the first option.
fn suffixes(cursor: &mut Cursor<'_>, port: &mut PortName) -> Result<(), PortNameError> {
    let at = cursor.at;
    match cursor.next() {
        Some(b'*') => {
            cursor.at += 1;
            port.mode = RingMode::NicAndHost;
        }
        Some(b'^') => {
            cursor.at += 1;
            port.mode = match cursor.next() {
                Some(b'0'..=b'9') => RingMode::OneHost(ring_number(cursor)?),
                _ => RingMode::Host,
            };
        }
        Some(b'-') => {
            cursor.at += 1;
            port.mode = RingMode::OneNic(ring_number(cursor)?);
        }
        _ => {}
    }
    if port.mode.has_host_rings() && port.kind != PortKind::Interface {
        let quirk = PortNameError::new(cursor.input, at, Kind::NoHostRings);
        port.quirks.push(quirk);
    }
    loop {
        match cursor.next() {
            None => return Ok(()),
            Some(b'/') => {
                cursor.at += 1;
                flags(cursor, port)?;
            }
            Some(b'@') => {
                let after = &cursor.rest()[1..];
                if after.is_empty() {
                    return cursor.err_at(cursor.at + 1, Kind::BadMemId);
                }
                if leading_digits(after).is_empty() {
                    return Ok(());
                }
                cursor.at += 1;
                mem_id(cursor, port)?;
            }
            Some(_) => return cursor.err(Kind::UnexpectedCharacter),
        }
    }
}

fn ring_number(cursor: &mut Cursor<'_>) -> Result<u16, PortNameError> {
    let at = cursor.at;
    match cursor.digits() {
        Some(n) if n < RING_LIMIT => Ok(n as u16),
        _ => cursor.err_at(at, Kind::BadRingNumber),
    }
}

/// One or more letters. Behind them only `@` may follow.
fn flags(cursor: &mut Cursor<'_>, port: &mut PortName) -> Result<(), PortNameError> {
    let at = cursor.at;
    loop {
        port.flags |= match cursor.next() {
            Some(b'x') => RegFlags::EXCLUSIVE,
            Some(b'z') => RegFlags::ZCOPY_MON,
            Some(b't') => RegFlags::MONITOR_TX,
            Some(b'r') => RegFlags::MONITOR_RX,
            Some(b'R') => RegFlags::RX_RINGS_ONLY,
            Some(b'T') => RegFlags::TX_RINGS_ONLY,
            None if cursor.at == at => return cursor.err(Kind::MissingFlag),
            None | Some(b'@') => break,
            Some(_) => return cursor.err(Kind::UnknownFlag),
        };
        cursor.at += 1;
    }
    if port.flags.leaves_no_ring() {
        let quirk = PortNameError::new(cursor.input, at, Kind::NoRingsLeft);
        port.quirks.push(quirk);
    }
    Ok(())
}

fn mem_id(cursor: &mut Cursor<'_>, port: &mut PortName) -> Result<(), PortNameError> {
    let at = cursor.at;
    // libnetmap reads it as a long and stores it as 16 bits.
    let id = cursor.digits().unwrap_or(0).min(i64::MAX as u64);
    if id == 0 {
        return cursor.err_at(at, Kind::BadMemId);
    }
    if port.mem_id != 0 && u64::from(port.mem_id) != id {
        let first = port.mem_id;
        return cursor.err_at(at, Kind::ConflictingMemId { first });
    }
    if id > u64::from(u16::MAX) {
        let quirk = PortNameError::new(cursor.input, at, Kind::BadMemId);
        port.quirks.push(quirk);
    }
    port.mem_id = id as u16;
    Ok(())
}
