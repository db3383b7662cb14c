//! Which rings have a handle.
//!
//! One list for the whole process, because a port may be opened twice and then has the same rings
//! both times.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::region::RegionId;

/// A ring: its memory, and its offset in there.
pub(crate) type Key = (RegionId, u64);

static CLAIMS: Mutex<BTreeSet<Key>> = Mutex::new(BTreeSet::new());

fn claims() -> MutexGuard<'static, BTreeSet<Key>> {
    // The set is whole after a panic too: insert and remove are its only uses.
    CLAIMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The right to be the only handle of a ring; given up on drop.
#[derive(Debug)]
pub(crate) struct Claim(Key);

impl Claim {
    /// `None` while there is another.
    pub(crate) fn new(region: RegionId, offset: u64) -> Option<Claim> {
        let key = (region, offset);
        let free = claims().insert(key);
        // Made only where it is one: dropping a claim gives it up.
        free.then(|| Claim(key))
    }

    /// Which ring this is.
    pub(crate) fn key(&self) -> Key {
        self.0
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        claims().remove(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_claim_at_a_time() {
        let (a, b) = (RegionId::Software(1), RegionId::Software(2));
        let first = Claim::new(a, 128).expect("free");
        assert!(Claim::new(a, 128).is_none());
        let other_ring = Claim::new(a, 256).expect("another ring");
        let other_memory = Claim::new(b, 128).expect("another memory");
        drop(first);
        let again = Claim::new(a, 128).expect("free again");
        drop((other_ring, other_memory, again));
    }
}
