//! The conformance suite: what every ring has to do, as tests that any backend can call.
//!
//! [`conformance`] takes a [`Profile`] of the backend and a way to make a connected pair of rings,
//! and runs every check on a fresh pair; [`forwarding`] does the same for
//! [`Forward`](crate::Forward), over two pairs in a row, and [`concurrent`] runs the two sides of a
//! pair on two threads. They panic with the names of the checks that failed, so that a test needs
//! to do no more than call them:
//!
//! ```
//! use packet_ring::testing::{Profile, conformance, memory_pair};
//!
//! let profile = Profile::new().multi_slot(true);
//! conformance(&profile, || memory_pair(16, 2048));
//! ```
//!
//! [`memory_pair`] is the simplest backend there is, for tests of code that is written against the
//! traits.

mod concurrent;
mod flow;
mod forwarding;
mod harness;
mod memory;
mod profile;
mod receive;
mod transmit;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{Receive, Transmit};
use harness::{ForeignAmid, Harness};

pub use concurrent::concurrent;
pub use forwarding::{forwarding, forwarding_by_copy};
pub use memory::{MemoryRx, MemoryTx, memory_pair};
pub use profile::Profile;

/// What came of a run of the suite.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// Checks that hold.
    pub passed: Vec<&'static str>,
    /// Checks that do not hold, each with the first thing that was found wrong.
    pub failed: Vec<(&'static str, String)>,
    /// Checks that the profile rules out, each with what rules it out.
    pub not_applicable: Vec<(&'static str, &'static str)>,
}

impl Report {
    #[track_caller]
    fn expect_passed(self) -> Report {
        assert!(
            self.failed.is_empty(),
            "{} of {} checks failed:\n{}",
            self.failed.len(),
            self.failed.len() + self.passed.len(),
            self.failed
                .iter()
                .map(|(name, why)| format!("  {name}: {why}\n"))
                .collect::<String>()
        );
        self
    }

    fn check<F: FnMut()>(&mut self, profile: &Profile, name: &'static str, mut check: F) {
        if profile
            .only
            .as_ref()
            .is_some_and(|part| !name.contains(&part[..]))
        {
            self.not_applicable.push((name, "not asked for"));
            return;
        }
        // A ring that panicked is dropped with its pair, and never looked at again.
        let mut outcome = catch_unwind(AssertUnwindSafe(&mut check));
        for _ in 0..RETRIES {
            match &outcome {
                Err(panic) if panic.is::<ForeignAmid>() => {
                    outcome = catch_unwind(AssertUnwindSafe(&mut check));
                }
                _ => break,
            }
        }
        match outcome {
            Ok(()) => self.passed.push(name),
            Err(panic) => self.failed.push((name, why(&*panic))),
        }
    }
}

/// How often a check is run again because packets of others came in its way.
const RETRIES: usize = 5;

fn why(panic: &(dyn Any + Send)) -> String {
    if panic.is::<ForeignAmid>() {
        return "foreign packets come amid the suite's; keep the link quiet".to_owned();
    }
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "it panicked".to_owned())
}

/// A check, and what of the profile it needs.
struct Check<T, R> {
    name: &'static str,
    run: fn(&mut Harness<'_, T, R>),
    needs: fn(&Profile) -> Result<(), &'static str>,
}

fn always(_: &Profile) -> Result<(), &'static str> {
    Ok(())
}

/// Runs every check on a fresh pair from `pair` and reports, without a panic of its own (each
/// failed check's panic is caught, and printed by the panic hook).
///
/// `pair` returns two rings of which the second receives what the first sends. One pair is dropped
/// before the next is made.
pub fn run<T, R, P>(profile: &Profile, mut pair: P) -> Report
where
    T: Transmit,
    R: Receive,
    P: FnMut() -> (T, R),
{
    let mut report = Report::default();
    for check in transmit::checks()
        .into_iter()
        .chain(receive::checks())
        .chain(flow::checks())
    {
        match (check.needs)(profile) {
            Err(why) => report.not_applicable.push((check.name, why)),
            Ok(()) => report.check(profile, check.name, || {
                (check.run)(&mut Harness::new(pair(), profile));
            }),
        }
    }
    report
}

/// Runs every check on a fresh pair from `pair`, as [`run`] does, and panics if one fails.
///
/// # Panics
///
/// With the name of each check that failed and the first thing it found wrong.
#[track_caller]
pub fn conformance<T, R, P>(profile: &Profile, pair: P) -> Report
where
    T: Transmit,
    R: Receive,
    P: FnMut() -> (T, R),
{
    run(profile, pair).expect_passed()
}
