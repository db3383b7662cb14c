//! The options of a port name: `@name=value` or `@name:key=value,key=value`.

use super::error::PortNameErrorKind as Kind;
use super::parse::{Cursor, leading_digits};
use super::{PortName, PortNameError};

/// How many rings and slots are asked for; 0 leaves the choice to the port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct RingConfig {
    /// Transmit rings.
    pub tx_rings: u16,
    /// Receive rings.
    pub rx_rings: u16,
    /// Host transmit rings.
    pub host_tx_rings: u16,
    /// Host receive rings.
    pub host_rx_rings: u16,
    /// Slots of each transmit ring.
    pub tx_slots: u32,
    /// Slots of each receive ring.
    pub rx_slots: u32,
}

/// External memory, as named by `@extmem`. Sizes are in bytes; 0 leaves the choice to the kernel.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Extmem {
    /// The file to be mapped.
    pub file: String,
    /// Number of interface descriptors.
    pub if_num: u32,
    /// Bytes of an interface descriptor.
    pub if_size: u32,
    /// Number of rings.
    pub ring_num: u32,
    /// Bytes of a ring.
    pub ring_size: u32,
    /// Number of buffers.
    pub buf_num: u32,
    /// Bytes of a buffer.
    pub buf_size: u32,
}

/// A key and its value, both with where they start.
struct Pair<'a> {
    key: String,
    key_at: usize,
    value: &'a str,
    at: usize,
}

pub(super) fn parse(cursor: &mut Cursor<'_>, port: &mut PortName) -> Result<(), PortNameError> {
    while cursor.next() == Some(b'@') {
        cursor.at += 1;
        let rest = cursor.rest();
        let option = &rest[..rest.find('@').unwrap_or(rest.len())];
        one(cursor, option, port)?;
        cursor.at += option.len();
    }
    Ok(())
}

/// One option; the cursor is at its name.
fn one(cursor: &Cursor<'_>, option: &str, port: &mut PortName) -> Result<(), PortNameError> {
    let name = &option[..option.find([':', '=']).unwrap_or(option.len())];
    let body = &option[name.len()..];
    let body_at = cursor.at + name.len();
    let default_key = match name {
        "conf" => None,
        "extmem" => Some("file"),
        "share" => Some("port"),
        "offset" => return cursor.err(Kind::DisabledOption),
        _ => return cursor.err(Kind::UnknownOption),
    };
    let mut pairs = Vec::new();
    if let Some(value) = body.strip_prefix('=') {
        let Some(key) = default_key else {
            return cursor.err_at(body_at, Kind::NoDefaultKey);
        };
        if value.is_empty() {
            return cursor.err_at(body_at + 1, Kind::MissingOptionValue);
        }
        pairs.push(Pair {
            key: key.to_owned(),
            key_at: cursor.at,
            value,
            at: body_at + 1,
        });
    } else if let Some(list) = body.strip_prefix(':') {
        if list.is_empty() {
            let quirk = PortNameError::new(cursor.input, body_at + 1, Kind::EmptyValue);
            port.quirks.push(quirk);
        } else {
            pairs = key_values(cursor, body_at + 1, list)?;
        }
    } else {
        return cursor.err_at(body_at, Kind::MissingOptionValue);
    }
    match name {
        "conf" => conf(cursor, &pairs, port),
        "extmem" => extmem(cursor, &pairs, port),
        _ => share(cursor, &pairs, port),
    }
}

/// Splits `key=value,key=value`. `-` in a key means `_`.
fn key_values<'a>(
    cursor: &Cursor<'_>,
    mut at: usize,
    list: &'a str,
) -> Result<Vec<Pair<'a>>, PortNameError> {
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    for item in list.split(',') {
        let Some((key, value)) = item.split_once('=') else {
            let kind = if item.is_empty() {
                Kind::UnknownKey
            } else {
                Kind::MissingOptionValue
            };
            return cursor.err_at(at + item.len(), kind);
        };
        let pair = Pair {
            key: key.replace('-', "_"),
            key_at: at,
            value,
            at: at + key.len() + 1,
        };
        // An empty value counts as not given.
        if pairs
            .iter()
            .any(|p| p.key == pair.key && !p.value.is_empty())
        {
            return cursor.err_at(at, Kind::DuplicateKey);
        }
        at += item.len() + 1;
        pairs.push(pair);
    }
    Ok(pairs)
}

/// A number as C's atoi reads it; whatever else is in the value is a quirk. Empty values are
/// `None`.
fn number(cursor: &Cursor<'_>, pair: &Pair<'_>, max: u32, port: &mut PortName) -> Option<i64> {
    let quirk = |kind| PortNameError::new(cursor.input, pair.at, kind);
    if pair.value.is_empty() {
        port.quirks.push(quirk(Kind::EmptyValue));
        return None;
    }
    let unsigned = pair.value.trim_start();
    let (negative, unsigned) = match unsigned.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, unsigned.strip_prefix('+').unwrap_or(unsigned)),
    };
    let digits = leading_digits(unsigned);
    let value = match digits.parse::<i64>() {
        Ok(n) => n,
        Err(_) if digits.is_empty() => 0,
        Err(_) => i64::MAX,
    };
    let value = if negative { -value } else { value };
    if digits.len() != pair.value.len() || !(0..=i64::from(max)).contains(&value) {
        let max = u64::from(max);
        port.quirks.push(quirk(Kind::BadNumber { min: 0, max }));
    }
    Some(value)
}

fn conf(cursor: &Cursor<'_>, pairs: &[Pair<'_>], port: &mut PortName) -> Result<(), PortNameError> {
    // A key for one direction outranks the key for both, in whatever order they come.
    for rank in 0..2 {
        for pair in pairs {
            let (general, slots) = match pair.key.as_str() {
                "rings" | "host_rings" => (true, false),
                "slots" => (true, true),
                "tx_slots" | "rx_slots" => (false, true),
                "tx_rings" | "rx_rings" | "host_tx_rings" | "host_rx_rings" => (false, false),
                _ => return cursor.err_at(pair.key_at, Kind::UnknownKey),
            };
            if general != (rank == 0) {
                continue;
            }
            let max = if slots { u32::MAX } else { u32::from(u16::MAX) };
            let Some(n) = number(cursor, pair, max, port) else {
                continue;
            };
            let (n16, n32) = (n as u16, n as u32);
            let r = &mut port.rings;
            match pair.key.as_str() {
                "rings" => (r.tx_rings, r.rx_rings) = (n16, n16),
                "host_rings" => (r.host_tx_rings, r.host_rx_rings) = (n16, n16),
                "slots" => (r.tx_slots, r.rx_slots) = (n32, n32),
                "tx_rings" => r.tx_rings = n16,
                "rx_rings" => r.rx_rings = n16,
                "host_tx_rings" => r.host_tx_rings = n16,
                "host_rx_rings" => r.host_rx_rings = n16,
                "tx_slots" => r.tx_slots = n32,
                _ => r.rx_slots = n32,
            }
        }
    }
    Ok(())
}

fn extmem(
    cursor: &Cursor<'_>,
    pairs: &[Pair<'_>],
    port: &mut PortName,
) -> Result<(), PortNameError> {
    let mut spec = Extmem::default();
    for pair in pairs {
        if pair.key == "file" {
            spec.file = pair.value.to_owned();
            continue;
        }
        if !matches!(
            pair.key.as_str(),
            "if_num" | "if_size" | "ring_num" | "ring_size" | "buf_num" | "buf_size"
        ) {
            return cursor.err_at(pair.key_at, Kind::UnknownKey);
        }
        let Some(n) = number(cursor, pair, u32::MAX, port) else {
            continue;
        };
        let n = n as u32;
        match pair.key.as_str() {
            "if_num" => spec.if_num = n,
            "if_size" => spec.if_size = n,
            "ring_num" => spec.ring_num = n,
            "ring_size" => spec.ring_size = n,
            "buf_num" => spec.buf_num = n,
            _ => spec.buf_size = n,
        }
    }
    if spec.file.is_empty() {
        return cursor.err(Kind::MissingKey { key: "file" });
    }
    if port.extmem.replace(spec).is_some() {
        return cursor.err(Kind::DuplicateOption);
    }
    Ok(())
}

fn share(
    cursor: &Cursor<'_>,
    pairs: &[Pair<'_>],
    port: &mut PortName,
) -> Result<(), PortNameError> {
    for pair in pairs {
        if pair.key != "port" {
            return cursor.err_at(pair.key_at, Kind::UnknownKey);
        }
        port.share = (!pair.value.is_empty()).then(|| pair.value.to_owned());
    }
    if port.share.is_none() {
        return cursor.err(Kind::MissingKey { key: "port" });
    }
    Ok(())
}
