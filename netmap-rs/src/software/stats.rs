//! What the software backend counts, since nothing is to be lost silently.

/// Counters of one transmit ring.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct TxCounters {
    pub(super) syncs: u64,
    pub(super) slots: u64,
    pub(super) refused: u64,
    pub(super) bad_slots: u64,
    pub(super) too_short: u64,
    pub(super) unroutable: u64,
}

/// Counters of one receive ring.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct RxCounters {
    pub(super) syncs: u64,
    pub(super) slots: u64,
    pub(super) refused: u64,
}

/// What became of the packets of a software port, over all its bound rings and since the first
/// of those was opened. The kernel's netmap keeps no such numbers.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SoftStatistics {
    /// Syncs of transmit rings, those of a poll included.
    pub tx_syncs: u64,
    /// Slots taken from transmit rings.
    pub tx_slots: u64,
    /// Syncs of receive rings, those of a poll included.
    pub rx_syncs: u64,
    /// Slots shown on receive rings.
    pub rx_slots: u64,
    /// Syncs that found head or cur outside the window.
    pub refused: u64,
    /// Slots dropped because their buffer does not exist or is shorter than their length, and
    /// slots that were sent from a user's address (`NS_INDIRECT`), which software ports do not
    /// read.
    pub bad_slots: u64,
    /// Packets that a VALE port sent and that were shorter than an Ethernet header.
    pub tx_too_short: u64,
    /// Packets that a VALE port sent to an address that was learned on the same port, or on one
    /// that has gone.
    pub tx_unroutable: u64,
    /// Packets to a VALE port that found its receive ring full.
    pub rx_overflow: u64,
}

impl SoftStatistics {
    pub(super) fn add_tx(&mut self, c: TxCounters) {
        self.tx_syncs += c.syncs;
        self.tx_slots += c.slots;
        self.refused += c.refused;
        self.bad_slots += c.bad_slots;
        self.tx_too_short += c.too_short;
        self.tx_unroutable += c.unroutable;
    }

    pub(super) fn add_rx(&mut self, c: RxCounters) {
        self.rx_syncs += c.syncs;
        self.rx_slots += c.slots;
        self.refused += c.refused;
    }
}
