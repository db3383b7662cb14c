//! Waking whoever waits on a ring.
//!
//! Each ring has a [`Bell`]. The side that makes something happen rings it after publishing; as
//! long as nobody waits, that is a fence and a load. A [`Watcher`] is one who waits: a blocked
//! thread, or a file descriptor in somebody's event loop.
//!
//! No wake-up is lost, because both sides store first and look second, with a sequentially
//! consistent fence between: whoever waits arms the bell and then looks at the ring, whoever
//! publishes stores the new position and then looks at the bell. At least one sees the other.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Instant;

use super::doorbell::Remote;
use super::memory::Word;

use self::sync::{AtomicBool, Condvar, Mutex, MutexGuard, Ordering, fence};

/// The primitives of this file, which the model checker has its own of.
mod sync {
    #[cfg(loom)]
    pub(super) use loom::sync::{
        Condvar, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering, fence},
    };
    #[cfg(not(loom))]
    pub(super) use std::sync::{
        Condvar, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering, fence},
    };
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

/// Tells the watchers of one ring that it has changed.
#[derive(Debug)]
pub(super) struct Bell {
    armed: Armed,
    watchers: Mutex<Vec<Arc<Watcher>>>,
}

/// That somebody may wait. Cleared by the ring that wakes them.
#[derive(Debug)]
enum Armed {
    Here(AtomicBool),
    /// Those who wait are those of one process, and those who ring may be in another.
    Shared(Word, Arc<Remote>),
}

impl Armed {
    #[inline]
    fn get(&self) -> bool {
        match self {
            Armed::Here(flag) => flag.load(Ordering::Relaxed),
            Armed::Shared(word, _) => word.get().load(Ordering::Relaxed) != 0,
        }
    }

    fn set(&self) {
        // Release: carries the arming of the watcher to the `wake` that clears this.
        match self {
            Armed::Here(flag) => flag.store(true, Ordering::Release),
            Armed::Shared(word, _) => word.get().store(1, Ordering::Release),
        }
    }

    fn take(&self) -> bool {
        // Acquire: whoever's arming is cleared here is seen armed afterwards.
        match self {
            Armed::Here(flag) => flag.swap(false, Ordering::AcqRel),
            Armed::Shared(word, _) => word.get().swap(0, Ordering::AcqRel) != 0,
        }
    }
}

impl Bell {
    fn with(armed: Armed) -> Arc<Bell> {
        Arc::new(Bell {
            armed,
            watchers: Mutex::new(Vec::new()),
        })
    }

    pub(super) fn new() -> Arc<Bell> {
        Bell::with(Armed::Here(AtomicBool::new(false)))
    }

    /// A bell whose watchers are in the process with this doorbell.
    pub(super) fn shared(armed: Word, doorbell: &Arc<Remote>) -> Arc<Bell> {
        Bell::with(Armed::Shared(armed, Arc::clone(doorbell)))
    }

    /// Called after publishing.
    #[inline]
    pub(super) fn ring(&self) {
        // Pairs with the fence in `Watcher::arm`.
        fence(Ordering::SeqCst);
        if self.armed.get() {
            self.call();
        }
    }

    #[cold]
    fn call(&self) {
        if !self.armed.take() {
            return;
        }
        match &self.armed {
            Armed::Here(_) => self.wake(),
            Armed::Shared(_, doorbell) => doorbell.ring(),
        }
    }

    /// Signals the watchers of this process that are armed.
    pub(super) fn wake(&self) {
        for watcher in lock(&self.watchers).iter() {
            if watcher.armed.swap(false, Ordering::AcqRel) {
                watcher.signal();
            }
        }
    }

    pub(super) fn enlist(&self, watcher: &Arc<Watcher>) {
        lock(&self.watchers).push(Arc::clone(watcher));
    }

    pub(super) fn strike(&self, watcher: &Arc<Watcher>) {
        lock(&self.watchers).retain(|w| !Arc::ptr_eq(w, watcher));
    }
}

/// One who waits for any of the bells it is enlisted at.
#[derive(Debug)]
pub(super) struct Watcher {
    armed: AtomicBool,
    /// How many signals there were.
    signals: Mutex<u64>,
    signalled: Condvar,
    /// A byte is written here with each signal.
    fd: Option<UnixStream>,
}

impl Watcher {
    pub(super) fn new(fd: Option<UnixStream>) -> Arc<Watcher> {
        Arc::new(Watcher {
            armed: AtomicBool::new(false),
            signals: Mutex::new(0),
            signalled: Condvar::new(),
            fd,
        })
    }

    /// Asks for one signal at the next ring of any of these bells. Look at the rings after this
    /// and before [`wait`](Watcher::wait), which takes what this returns.
    pub(super) fn arm<'a>(&self, bells: impl Iterator<Item = &'a Bell>) -> u64 {
        let ticket = *lock(&self.signals);
        self.armed.store(true, Ordering::Release);
        for bell in bells {
            bell.armed.set();
        }
        // Pairs with the fence in `Bell::ring`.
        fence(Ordering::SeqCst);
        ticket
    }

    fn signal(&self) {
        *lock(&self.signals) += 1;
        self.signalled.notify_all();
        if let Some(mut fd) = self.fd.as_ref() {
            // A full buffer is as readable as can be, and a closed one has no reader left.
            let _ = fd.write(&[1]);
        }
    }

    /// Blocks until there was a signal since `ticket`, or until `deadline`. False if it passed.
    pub(super) fn wait(&self, ticket: u64, deadline: Option<Instant>) -> bool {
        let mut signals = lock(&self.signals);
        while *signals == ticket {
            signals = match deadline {
                None => self
                    .signalled
                    .wait(signals)
                    .unwrap_or_else(|e| e.into_inner()),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return false;
                    }
                    let waited = self.signalled.wait_timeout(signals, left);
                    waited.unwrap_or_else(|e| e.into_inner()).0
                }
            };
        }
        true
    }
}

/// Readiness of one ring as a file descriptor, for one event loop.
///
/// The descriptor becomes readable, and stays so until the next [`arm`](Watch::arm), when
/// something happens on the ring after it was armed: packets on a receive ring, free slots on a
/// transmit ring. Look at the ring between arming and waiting. An edge-triggered event loop gets
/// one edge for each time it was armed.
#[derive(Debug)]
pub(crate) struct Watch {
    bell: Arc<Bell>,
    watcher: Arc<Watcher>,
    fd: UnixStream,
}

impl Watch {
    pub(super) fn new(bell: &Arc<Bell>) -> io::Result<Watch> {
        let (fd, far) = UnixStream::pair()?;
        fd.set_nonblocking(true)?;
        far.set_nonblocking(true)?;
        let watcher = Watcher::new(Some(far));
        bell.enlist(&watcher);
        Ok(Watch {
            bell: Arc::clone(bell),
            watcher,
            fd,
        })
    }

    /// Empties the descriptor and asks for one signal. Look at the ring afterwards.
    pub(crate) fn arm(&self) {
        let mut sink = [0; 64];
        let mut fd = &self.fd;
        while matches!(fd.read(&mut sink), Ok(n) if n > 0) {}
        self.watcher.arm(std::iter::once(&*self.bell));
    }
}

impl AsFd for Watch {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }
}

impl std::os::fd::AsRawFd for Watch {
    fn as_raw_fd(&self) -> std::os::fd::RawFd {
        self.fd.as_raw_fd()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.bell.strike(&self.watcher);
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    use super::*;
    use loom::sync::atomic::AtomicU32;
    use loom::thread;

    /// Blocks until `published` is at least `want`.
    fn await_it(watcher: &Watcher, bells: &[&Bell], published: &AtomicU32, want: u32) {
        loop {
            let ticket = watcher.arm(bells.iter().copied());
            if published.load(Ordering::Acquire) >= want {
                return;
            }
            watcher.wait(ticket, None);
        }
    }

    fn publish(bell: &Bell, published: &AtomicU32) {
        published.fetch_add(1, Ordering::Release);
        bell.ring();
    }

    /// Were a wake-up lost, the waiter would block for ever, which the checker reports.
    #[test]
    fn one_waits_for_two_packets() {
        loom::model(|| {
            let (bell, published) = (Bell::new(), Arc::new(AtomicU32::new(0)));
            let watcher = Watcher::new(None);
            bell.enlist(&watcher);
            let sender = thread::spawn({
                let (bell, published) = (bell.clone(), published.clone());
                move || {
                    publish(&bell, &published);
                    publish(&bell, &published);
                }
            });
            await_it(&watcher, &[&*bell], &published, 2);
            sender.join().unwrap();
        });
    }

    #[test]
    fn two_wait_for_one_packet() {
        loom::model(|| {
            let (bell, published) = (Bell::new(), Arc::new(AtomicU32::new(0)));
            let waiters: Vec<_> = (0..2)
                .map(|_| {
                    let (bell, published) = (bell.clone(), published.clone());
                    let watcher = Watcher::new(None);
                    bell.enlist(&watcher);
                    thread::spawn(move || await_it(&watcher, &[&*bell], &published, 1))
                })
                .collect();
            publish(&bell, &published);
            for w in waiters {
                w.join().unwrap();
            }
        });
    }

    #[test]
    fn one_waits_at_two_bells() {
        loom::model(|| {
            let published = Arc::new(AtomicU32::new(0));
            let bells = [Bell::new(), Bell::new()];
            let watcher = Watcher::new(None);
            let senders: Vec<_> = bells
                .iter()
                .map(|bell| {
                    bell.enlist(&watcher);
                    let (bell, published) = (bell.clone(), published.clone());
                    thread::spawn(move || publish(&bell, &published))
                })
                .collect();
            await_it(&watcher, &[&*bells[0], &*bells[1]], &published, 2);
            for s in senders {
                s.join().unwrap();
            }
        });
    }
}
