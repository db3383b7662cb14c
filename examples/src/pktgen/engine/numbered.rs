//! The proof that nothing is lost: numbered frames in windows, every byte checked.

use std::time::{Duration, Instant};

use packet_ring::{Receive, RingError, Transmit};
use serde_json::{Value, json};

use super::SLICE;
use crate::pktgen::frame::{Fault, Lengths, Mark, Template};
use crate::pktgen::units;

/// What is to be sent.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Headers of the frames.
    pub template: Template,
    /// Their stream; frames of other streams count as foreign.
    pub stream: u16,
    /// How many.
    pub frames: u64,
    /// How many may be under way at once: no more than the shortest queue between the rings
    /// holds, so that none has to be dropped.
    pub window: usize,
    /// Their lengths, in bytes.
    pub lengths: Lengths,
    /// After this long without a frame, those under way are given up as lost.
    pub patience: Duration,
}

/// What became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbered {
    /// Frames that the transmit ring took.
    pub sent: u64,
    /// Frames that arrived for the first time with every byte as it was sent.
    pub intact: u64,
    /// Bytes of those.
    pub bytes: u64,
    /// Frames that arrived with a wrong length or a wrong byte.
    pub damaged: u64,
    /// Frames that had arrived before.
    pub duplicated: u64,
    /// Intact ones that arrived after a later one.
    pub reordered: u64,
    /// Frames that did not arrive.
    pub lost: u64,
    /// Frames that are not of this run: somebody else's, or of an unknown number.
    pub foreign: u64,
    /// Whether the run ended before all were sent: because it was told to, or because the transmit
    /// ring had no room for longer than the plan's patience.
    pub stopped: bool,
    /// How long it took.
    pub elapsed: Duration,
}

impl Numbered {
    /// Whether each of `frames` frames arrived once, in order and as it was sent.
    pub fn perfect(&self, frames: u64) -> bool {
        self.sent == frames
            && self.intact == frames
            && self.damaged + self.duplicated + self.reordered + self.lost + self.foreign == 0
            && !self.stopped
    }

    /// One line for people.
    pub fn line(&self) -> String {
        let rate = units::si(units::per_second(self.intact, self.elapsed));
        let mut line = format!(
            "{} of {} intact and in order, {} bytes checked, {rate}pps, {:.2} s",
            units::grouped(self.intact - self.reordered),
            units::grouped(self.sent),
            units::grouped(self.bytes),
            self.elapsed.as_secs_f64(),
        );
        for (what, n) in [
            ("lost", self.lost),
            ("damaged", self.damaged),
            ("duplicated", self.duplicated),
            ("reordered", self.reordered),
            ("foreign", self.foreign),
        ] {
            if n > 0 {
                line += &format!(", {} {what}", units::grouped(n));
            }
        }
        if self.stopped {
            line += ", stopped early";
        }
        line
    }

    /// The same for machines.
    pub fn json(&self) -> Value {
        json!({
            "sent": self.sent,
            "intact": self.intact,
            "bytes": self.bytes,
            "damaged": self.damaged,
            "duplicated": self.duplicated,
            "reordered": self.reordered,
            "lost": self.lost,
            "foreign": self.foreign,
            "stopped": self.stopped,
            "seconds": self.elapsed.as_secs_f64(),
        })
    }
}

/// Sends the frames of `plan` window by window, each window only when the one before has arrived,
/// and checks what arrives. `over` sees the state after each window and can end the run.
///
/// # Errors
///
/// Those of the rings.
pub fn numbered<T, R>(
    tx: &mut T,
    rx: &mut R,
    plan: &Plan,
    mut over: impl FnMut(&Numbered) -> bool,
) -> Result<Numbered, RingError>
where
    T: Transmit,
    R: Receive,
{
    let start = Instant::now();
    let mut done = Numbered::default();
    let mut window = Window::default();
    while done.sent < plan.frames {
        if over(&done) {
            done.stopped = true;
            break;
        }
        let wanted = (plan.frames - done.sent).min(plan.window as u64);
        let size = send_window(tx, plan, done.sent, wanted)?;
        window.open(done.sent, size as usize);
        done.sent += size;
        if size < wanted {
            done.stopped = true;
        }
        let mut last = Instant::now();
        while window.missing > 0 {
            let n = rx.recv_each(plan.window, |frame| window.take(plan, frame, &mut done))?;
            if n > 0 {
                rx.kick()?;
                last = Instant::now();
                continue;
            }
            if last.elapsed() >= plan.patience {
                done.lost += window.missing as u64;
                break;
            }
            // What the device did not take at the first kick.
            tx.kick()?;
            rx.wait(Some(SLICE))?;
        }
        done.elapsed = start.elapsed();
        if done.stopped {
            break;
        }
    }
    // Anything that comes now came twice.
    rx.recv_each(plan.window, |frame| window.take(plan, frame, &mut done))?;
    done.elapsed = start.elapsed();
    Ok(done)
}

/// Returns how many frames went out: fewer than `size` only if the ring had no room for too long.
fn send_window<T>(tx: &mut T, plan: &Plan, first: u64, size: u64) -> Result<u64, RingError>
where
    T: Transmit,
{
    let end = first + size;
    let mut next = first;
    let mut last = Instant::now();
    while next < end {
        let n = tx.send_each((end - next) as usize, |frame| {
            let len = plan.lengths.of(next);
            if let Some(frame) = frame.get_mut(..len) {
                plan.template.write(frame, mark(plan, next));
                next += 1;
            }
            len
        })?;
        tx.kick()?;
        if n > 0 {
            last = Instant::now();
        } else if last.elapsed() >= plan.patience {
            break;
        } else {
            tx.wait(Some(SLICE))?;
        }
    }
    Ok(next - first)
}

/// The stamp is a function of the number here, so that nothing in a frame is left to chance.
fn mark(plan: &Plan, number: u64) -> Mark {
    Mark {
        stream: plan.stream,
        number,
        stamp: !number,
    }
}

/// Which frames of a window have arrived.
#[derive(Debug, Default)]
struct Window {
    first: u64,
    arrived: Vec<bool>,
    missing: usize,
    next: u64,
}

impl Window {
    fn open(&mut self, first: u64, size: usize) {
        self.first = first;
        self.next = first;
        self.missing = size;
        self.arrived.clear();
        self.arrived.resize(size, false);
    }

    fn take(&mut self, plan: &Plan, frame: &[u8], done: &mut Numbered) {
        let found = match plan.template.check(frame) {
            Ok(found) => found,
            Err(Fault::Damaged { .. }) => {
                done.damaged += 1;
                return;
            }
            Err(Fault::Foreign) => {
                done.foreign += 1;
                return;
            }
        };
        if found.stream != plan.stream || found.number >= done.sent {
            done.foreign += 1;
            return;
        }
        if found != mark(plan, found.number) || frame.len() != plan.lengths.of(found.number) {
            done.damaged += 1;
            return;
        }
        let arrived = found
            .number
            .checked_sub(self.first)
            .and_then(|i| self.arrived.get_mut(i as usize));
        match arrived {
            Some(arrived) if !*arrived => {
                *arrived = true;
                self.missing -= 1;
                done.intact += 1;
                done.bytes += frame.len() as u64;
                if found.number < self.next {
                    done.reordered += 1;
                } else {
                    self.next = found.number + 1;
                }
            }
            // Of an earlier window and given up as lost, or seen before.
            _ => done.duplicated += 1,
        }
    }
}
