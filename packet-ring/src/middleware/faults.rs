//! Which faults are to happen, and how often they did.

/// Which faults a [`FaultInjector`](super::FaultInjector) makes, and how often.
///
/// The random numbers depend on the seed and on how many packets came before, and on nothing else:
/// the same packets are dropped, copied and corrupted whatever the sizes of the batches are.
///
/// ```
/// use packet_ring::middleware::Faults;
///
/// let faults = Faults::seeded(42).drop(0.01).reorder(0.001).build()?;
/// # let _ = faults;
/// let refused = Faults::seeded(42).drop(1.5).build().unwrap_err();
/// assert_eq!(refused.to_string(), "drop is a probability from 0 to 1, and was given as 1.5");
/// # Ok::<(), packet_ring::middleware::InvalidFaults>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Faults {
    pub(super) seed: u64,
    pub(super) drop: f64,
    pub(super) duplicate: f64,
    pub(super) reorder: f64,
    pub(super) corrupt: f64,
    pub(super) max_distance: usize,
}

impl Faults {
    /// No faults yet; the builder adds them.
    pub fn seeded(seed: u64) -> FaultsBuilder {
        FaultsBuilder {
            faults: Faults {
                seed,
                drop: 0.0,
                duplicate: 0.0,
                reorder: 0.0,
                corrupt: 0.0,
                max_distance: 4,
            },
        }
    }
}

/// Made by [`Faults::seeded`]. Each probability is one from 0 to 1, and 0 by default.
#[derive(Debug, Clone)]
#[must_use]
pub struct FaultsBuilder {
    faults: Faults,
}

impl FaultsBuilder {
    /// The probability that a packet is dropped. Nothing else happens to it then.
    pub fn drop(mut self, probability: f64) -> FaultsBuilder {
        self.faults.drop = probability;
        self
    }

    /// The probability that a packet comes twice, in a row. There is no copy where the ring inside
    /// is so full that no frame is left for one.
    pub fn duplicate(mut self, probability: f64) -> FaultsBuilder {
        self.faults.duplicate = probability;
        self
    }

    /// The probability that a packet is held back and let go after later ones. One is held at a
    /// time. It also goes when the traffic ends: on a kick with nothing new since the last, and in
    /// a wait in which nothing else comes within 10 milliseconds.
    pub fn reorder(mut self, probability: f64) -> FaultsBuilder {
        self.faults.reorder = probability;
        self
    }

    /// After how many later packets, at most, one that is held back goes; 4 by default, at least 1.
    pub fn max_distance(mut self, packets: usize) -> FaultsBuilder {
        self.faults.max_distance = packets;
        self
    }

    /// The probability that one bit of a packet, anywhere in it, is flipped.
    pub fn corrupt(mut self, probability: f64) -> FaultsBuilder {
        self.faults.corrupt = probability;
        self
    }

    /// Checks what was asked for.
    ///
    /// # Errors
    ///
    /// The first field that is out of its range.
    pub fn build(self) -> Result<Faults, InvalidFaults> {
        let f = &self.faults;
        for (field, value) in [
            ("drop", f.drop),
            ("duplicate", f.duplicate),
            ("reorder", f.reorder),
            ("corrupt", f.corrupt),
        ] {
            if !(0.0..=1.0).contains(&value) {
                return Err(InvalidFaults::Probability { field, value });
            }
        }
        if f.max_distance == 0 {
            return Err(InvalidFaults::Distance);
        }
        Ok(self.faults)
    }
}

/// Faults that can't be made.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidFaults {
    /// A probability out of its range.
    #[error("{field} is a probability from 0 to 1, and was given as {value}")]
    Probability {
        /// Which one.
        field: &'static str,
        /// Its value.
        value: f64,
    },
    /// A distance of no packets.
    #[error("max_distance is a number of packets from 1 on, and was given as 0")]
    Distance,
}

/// How many packets met which fault.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FaultStats {
    /// Packets that came in.
    pub packets: u64,
    /// Those that were dropped.
    pub dropped: u64,
    /// Those that came twice.
    pub duplicated: u64,
    /// Those that were held back.
    pub reordered: u64,
    /// Those with a bit flipped.
    pub corrupted: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_its_range() {
        type Set = fn(FaultsBuilder, f64) -> FaultsBuilder;
        let fields: [(&str, Set); 4] = [
            ("drop", FaultsBuilder::drop),
            ("duplicate", FaultsBuilder::duplicate),
            ("reorder", FaultsBuilder::reorder),
            ("corrupt", FaultsBuilder::corrupt),
        ];
        for (name, set) in fields {
            for good in [0.0, 0.5, 1.0] {
                assert!(set(Faults::seeded(0), good).build().is_ok());
            }
            for bad in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
                match set(Faults::seeded(0), bad).build() {
                    Err(InvalidFaults::Probability { field, .. }) => assert_eq!(field, name),
                    other => panic!("{name}({bad}) gives {other:?}"),
                }
            }
        }
        let none = Faults::seeded(0).max_distance(0).build();
        assert_eq!(none, Err(InvalidFaults::Distance));
    }
}
