//! What is wrong with a port name, and where.

use std::fmt;

/// A port name that was refused, or a doubtful spot in one that was accepted.
///
/// It points at the first character that makes no sense:
///
/// ```
/// use netmap_rs::PortName;
///
/// let e = "netmap:eth0-x".parse::<PortName>().unwrap_err();
/// assert_eq!(e.position(), 12);
/// assert_eq!(
///     e.to_string(),
///     "port name `netmap:eth0-x`, character 13 (`x`): a ring number from 0 to 4094 was expected"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortNameError {
    input: String,
    at: usize,
    kind: PortNameErrorKind,
}

/// The kinds of [`PortNameError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PortNameErrorKind {
    /// Something before a colon that is neither `netmap` nor `vale...`.
    #[error("unknown prefix; names start with `netmap:`, `valeX:`, or are a bare interface name")]
    UnknownPrefix,
    /// `netmap` or `valeX` without the colon and the port behind it.
    #[error("a `:` and the name of a port were expected")]
    MissingColon,
    /// A character that a switch name can't have: letters, digits and `_` only.
    #[error("a VALE switch name has letters, digits and `_` only")]
    BadSwitchName,
    /// No name at all.
    #[error("the name of an interface or port was expected")]
    EmptyName,
    /// A character that no name can have: NUL, and white space in a bare interface name.
    #[error("this character can't be part of a port name")]
    BadCharacter,
    /// The name is too long for a request (63 bytes).
    #[error("the name is longer than {max} bytes")]
    NameTooLong {
        /// The longest name, in bytes.
        max: usize,
    },
    /// A pipe with nothing behind its `{` or `}`.
    #[error("the identifier of a pipe was expected, such as `{{1` or `}}abc`")]
    EmptyPipeId,
    /// A character that a pipe identifier can't have: letters, digits and `_` only.
    #[error("a pipe identifier has letters, digits and `_` only, and no closing brace")]
    BadPipeId,
    /// `-` or `^` without a ring number in range.
    #[error("a ring number from 0 to 4094 was expected")]
    BadRingNumber,
    /// Something behind the ring selection that starts neither flags nor options.
    #[error("`/` or `@` or the end was expected")]
    UnexpectedCharacter,
    /// A letter that is no flag.
    #[error("unknown flag; there are x, z, t, r, R and T")]
    UnknownFlag,
    /// `/` with no flag behind it.
    #[error("at least one flag (x, z, t, r, R, T) was expected")]
    MissingFlag,
    /// `@` with nothing behind it, or a memory id of 0.
    #[error("a memory id from 1 to 65535, or an option, was expected")]
    BadMemId,
    /// A second memory id, different from the first.
    #[error("the memory id is already {first}")]
    ConflictingMemId {
        /// The id given first.
        first: u16,
    },
    /// An option that does not exist.
    #[error("unknown option; there are conf, extmem and share")]
    UnknownOption,
    /// An option that exists but is not available in port names (`offset`).
    #[error("this option is not available in a port name")]
    DisabledOption,
    /// An option that needs `=value` or `:key=value`.
    #[error("the option needs a value: `=value` or `:key=value,...`")]
    MissingOptionValue,
    /// `=` behind an option that has keys only.
    #[error("this option takes `:key=value,...`, not `=value`")]
    NoDefaultKey,
    /// A key that the option does not have.
    #[error("the option has no such key")]
    UnknownKey,
    /// The same key twice in one option.
    #[error("the key is given twice")]
    DuplicateKey,
    /// The same option twice, where only one makes sense.
    #[error("the option is given twice")]
    DuplicateOption,
    /// A key that the option can't do without.
    #[error("the option needs the key `{key}`")]
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// A value that is no number in range.
    #[error("a number from {min} to {max} was expected")]
    BadNumber {
        /// Smallest value allowed.
        min: u64,
        /// Largest value allowed.
        max: u64,
    },
    /// Quirk: `R` and `T` together, which binds no ring at all.
    #[error("R (receive only) and T (transmit only) together leave no ring")]
    NoRingsLeft,
    /// Quirk: `^` or `*` on a VALE port or a pipe: the kernel refuses it.
    #[error("VALE ports and pipes have no host rings")]
    NoHostRings,
    /// Quirk: a second colon becomes a part of the port's name.
    #[error("a second `:` would become a part of the port's name")]
    SecondColon,
    /// Quirk: a value that is empty and therefore ignored.
    #[error("the value is empty and would be ignored")]
    EmptyValue,
}

impl PortNameError {
    pub(super) fn new(input: &str, at: usize, kind: PortNameErrorKind) -> PortNameError {
        PortNameError {
            input: input.to_owned(),
            at,
            kind,
        }
    }

    /// The name as it was given.
    pub fn input(&self) -> &str {
        &self.input
    }

    /// Where the trouble is: an offset into [`input`](PortNameError::input) in bytes, on a
    /// character boundary, at most its length.
    pub fn position(&self) -> usize {
        self.at
    }

    /// What is wrong there.
    pub fn kind(&self) -> &PortNameErrorKind {
        &self.kind
    }

    /// The error number with which libnetmap refuses such a name: EOPNOTSUPP for an option that
    /// is switched off, EINVAL for everything else.
    pub fn errno(&self) -> i32 {
        match self.kind {
            PortNameErrorKind::DisabledOption => libc::EOPNOTSUPP,
            _ => libc::EINVAL,
        }
    }
}

impl fmt::Display for PortNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.input.split_at(self.at);
        let column = before.chars().count() + 1;
        let shown = self.input.escape_debug();
        match after.chars().next() {
            Some(c) => {
                let c = c.escape_debug();
                write!(f, "port name `{shown}`, character {column} (`{c}`): ")?;
            }
            None => write!(f, "port name `{shown}`, at its end: ")?,
        }
        self.kind.fmt(f)
    }
}

impl std::error::Error for PortNameError {}
