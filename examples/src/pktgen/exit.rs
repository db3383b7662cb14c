//! How the program ends.

use std::fmt;

use packet_ring::RingError;

/// All was done, and every frame that was to arrive did so intact.
pub const DONE: u8 = 0;
/// Something failed, or packets were lost or damaged.
pub const FAILED: u8 = 1;
/// A right is missing.
pub const NO_RIGHTS: u8 = 2;
/// Wrong arguments; EX_USAGE of sysexits.h, so that scripts can tell it from a missing right.
pub const USAGE: u8 = 64;

/// Why the program can't go on: one line for people, and the exit code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The exit code.
    pub code: u8,
    /// What went wrong, in one line.
    pub message: String,
}

impl Failure {
    /// Something failed.
    pub fn new(message: impl Into<String>) -> Failure {
        Failure {
            code: FAILED,
            message: message.into(),
        }
    }

    /// A right is missing.
    pub fn no_rights(message: impl Into<String>) -> Failure {
        Failure {
            code: NO_RIGHTS,
            message: message.into(),
        }
    }

    /// The arguments don't fit each other or the machine.
    pub fn usage(message: impl Into<String>) -> Failure {
        Failure {
            code: USAGE,
            message: message.into(),
        }
    }

    /// Says where it happened.
    pub fn at(self, place: impl fmt::Display) -> Failure {
        Failure {
            message: format!("{place}: {}", self.message),
            ..self
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<RingError> for Failure {
    fn from(e: RingError) -> Failure {
        Failure::new(e.to_string())
    }
}
