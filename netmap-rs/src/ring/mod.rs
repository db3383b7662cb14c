//! Transmit and receive rings.

mod arm;
mod batch;
mod buffers;
#[cfg(test)]
pub(crate) mod fake;
mod forward;
mod frame;
mod raw;
mod rx;
mod slot;
#[cfg(test)]
mod tests;
mod trait_impls;
mod tx;
mod wait;

pub use batch::{RxBatch, RxBatchIter, TxBatch};
pub use frame::{Frame, Packet, Slots};
pub(crate) use raw::RawRing;
pub use rx::RxRing;
pub use tx::TxRing;

use packet_ring::RingError;

use raw::Resync;
use slot::{Fault, Refused};

/// What a ring has counted since its handle was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RingStats {
    /// Slots handed over: sent, or given back after they were read.
    pub slots: u64,
    /// System calls (or calls of the software backend) made to sync or to wait.
    pub syncs: u64,
    /// Slots that referred to a buffer outside of the memory; nothing of them was read.
    pub bad_index: u64,
    /// Slots longer than their buffer; they were cut to its size.
    pub bad_length: u64,
    /// Slots of packets that filled a whole receive ring without an end; they were dropped.
    pub truncated: u64,
    /// Re-initialisations of the ring by the other side.
    pub reinits: u64,
}

impl RingStats {
    #[inline]
    fn fault(&mut self, fault: Option<Fault>) {
        match fault {
            None => {}
            Some(Fault::Index) => self.bad_index += 1,
            Some(Fault::Length) => self.bad_length += 1,
        }
    }

    /// Counts and names why slot `index` can't be written.
    #[cold]
    #[inline(never)]
    fn refuse(&mut self, refused: Refused, index: usize) -> RingError {
        match refused {
            Refused::Window { ready } => RingError::OutOfWindow { index, ready },
            Refused::Index => {
                self.bad_index += 1;
                CORRUPT
            }
            Refused::Length { len: 0, .. } => RingError::ZeroLength,
            Refused::Length { len, max } => RingError::TooLong { len, max },
        }
    }

    /// Counts and names what a sync found.
    fn resync(&mut self, resync: Resync, unsynced: u32) -> Result<(), RingError> {
        let lost = match resync {
            Resync::Kept | Resync::Forwarded(_) => return Ok(()),
            Resync::Reset { lost } => lost,
            Resync::Broken => unsynced,
        };
        self.reinits += 1;
        Err(RingError::Reinitialised {
            lost: lost as usize,
        })
    }
}

/// The indices and slots of the other side make no sense.
const CORRUPT: RingError = RingError::Reinitialised { lost: 0 };
