//! Index arithmetic of the single-producer, single-consumer rings, over any storage.
//!
//! Each ring has two free-running 32-bit indices: the producer's counts entries ever put in, the
//! consumer's entries ever taken out. Their difference, modulo 2³², is the number of entries in
//! the ring. A cursor owns one of the two and keeps a private copy of both, so that the shared
//! words, and the cache lines that bounce between the two sides with them, are touched only by
//! `refresh` and `publish`.
//!
//! The other side's index is loaded with Acquire: what it wrote into the entries before it moved
//! the index is seen after. Ours is stored with Release, for the same reason the other way round.
//! One side writes each index, so no read-modify-write is needed.

use std::sync::atomic::Ordering;

/// A 32-bit word shared with the other side of a ring.
pub(crate) trait Word {
    /// Reads it.
    fn load(&self, order: Ordering) -> u32;
    /// Writes it.
    fn store(&self, value: u32, order: Ordering);
}

/// Our end of a ring into which we put entries.
#[derive(Debug)]
pub(crate) struct Producer<W> {
    ours: W,
    theirs: W,
    size: u32,
    /// Our index, ahead of the shared one by what is not published yet.
    head: u32,
    /// The other side's index as last seen, plus `size`: we may advance `head` up to here.
    limit: u32,
}

impl<W: Word> Producer<W> {
    /// A cursor that goes on from wherever the ring stands. `size` is a power of two.
    pub(crate) fn new(ours: W, theirs: W, size: u32) -> Self {
        let head = ours.load(Ordering::Relaxed);
        let mut cursor = Producer {
            ours,
            theirs,
            size,
            head,
            limit: head,
        };
        cursor.refresh();
        cursor
    }

    /// Index of the entry to be written next.
    #[inline]
    pub(crate) fn index(&self) -> u32 {
        self.head
    }

    /// Entries that may be written, as last seen.
    #[inline]
    pub(crate) fn free(&self) -> u32 {
        self.limit.wrapping_sub(self.head)
    }

    /// Entries in the ring that the other side has not taken, as last seen.
    #[inline]
    pub(crate) fn queued(&self) -> u32 {
        self.size - self.free()
    }

    /// Looks at the other side's index; returns [`free`](Self::free).
    ///
    /// A nonsensical index is ignored: one that would make more entries free than the ring has, or
    /// fewer than it had. What was free stays free until it is published.
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        // Acquire: the other side has done with the entries that it gives back.
        let limit = self.theirs.load(Ordering::Acquire).wrapping_add(self.size);
        let free = limit.wrapping_sub(self.head);
        if free <= self.size && free >= self.free() {
            self.limit = limit;
        }
        self.free()
    }

    /// Puts the next `n` entries in and shows them to the other side. `n` never exceeds
    /// [`free`](Self::free): the caller has looked.
    #[inline]
    pub(crate) fn publish(&mut self, n: u32) {
        debug_assert!(n <= self.free());
        self.head = self.head.wrapping_add(n);
        // Release: the entries are written before the index says so.
        self.ours.store(self.head, Ordering::Release);
    }
}

/// Our end of a ring from which we take entries.
#[derive(Debug)]
pub(crate) struct Consumer<W> {
    ours: W,
    theirs: W,
    size: u32,
    /// Our index.
    tail: u32,
    /// The other side's index as last seen.
    limit: u32,
}

impl<W: Word> Consumer<W> {
    /// A cursor that goes on from wherever the ring stands. `size` is a power of two.
    pub(crate) fn new(ours: W, theirs: W, size: u32) -> Self {
        let tail = ours.load(Ordering::Relaxed);
        let mut cursor = Consumer {
            ours,
            theirs,
            size,
            tail,
            limit: tail,
        };
        cursor.refresh();
        cursor
    }

    /// Index of the entry to be read next.
    #[inline]
    pub(crate) fn index(&self) -> u32 {
        self.tail
    }

    /// Entries that may be read, as last seen.
    #[inline]
    pub(crate) fn available(&self) -> u32 {
        self.limit.wrapping_sub(self.tail)
    }

    /// Looks at the other side's index; returns [`available`](Self::available).
    ///
    /// A nonsensical index (one that would make more entries available than the ring has) is
    /// ignored.
    #[inline]
    pub(crate) fn refresh(&mut self) -> u32 {
        // Acquire: what the other side wrote into the new entries is seen after this.
        let limit = self.theirs.load(Ordering::Acquire);
        if limit.wrapping_sub(self.tail) <= self.size {
            self.limit = limit;
        }
        self.available()
    }

    /// Gives the first `n` entries back to the other side. `n` never exceeds
    /// [`available`](Self::available): the caller has looked.
    #[inline]
    pub(crate) fn release(&mut self, n: u32) {
        debug_assert!(n <= self.available());
        self.tail = self.tail.wrapping_add(n);
        // Release: we have read the entries before the other side may overwrite them.
        self.ours.store(self.tail, Ordering::Release);
    }
}

#[cfg(all(test, loom))]
mod loom_tests {
    //! `RUSTFLAGS="--cfg loom" cargo test --release -p xdp-socket --lib loom`
    //!
    //! Both sides' entries are loom cells, so that an access that the indices do not order is
    //! found, whatever the interleaving.

    use super::*;
    use loom::cell::UnsafeCell;
    use loom::sync::Arc;
    use loom::sync::atomic::{AtomicBool, AtomicU32, fence};
    use loom::thread;

    #[derive(Debug, Clone)]
    struct Shared(Arc<AtomicU32>);

    impl Shared {
        fn new(value: u32) -> Shared {
            Shared(Arc::new(AtomicU32::new(value)))
        }
    }

    impl Word for Shared {
        fn load(&self, order: Ordering) -> u32 {
            self.0.load(order)
        }

        fn store(&self, value: u32, order: Ordering) {
            self.0.store(value, order);
        }
    }

    struct Entries(Vec<UnsafeCell<u32>>);

    // SAFETY: loom's cells report any access that is not ordered.
    #[allow(unsafe_code)]
    unsafe impl Sync for Entries {}
    // SAFETY: as above.
    #[allow(unsafe_code)]
    unsafe impl Send for Entries {}

    impl Entries {
        fn new(n: u32) -> Arc<Entries> {
            Arc::new(Entries((0..n).map(UnsafeCell::new).collect()))
        }

        fn write(&self, index: u32, value: u32) {
            self.0[(index as usize) % self.0.len()].with_mut(|p| {
                // SAFETY: as for `Sync`.
                #[allow(unsafe_code)]
                unsafe {
                    *p = value;
                }
            });
        }

        fn read(&self, index: u32) -> u32 {
            self.0[(index as usize) % self.0.len()].with(|p| {
                // SAFETY: as for `Sync`.
                #[allow(unsafe_code)]
                unsafe {
                    *p
                }
            })
        }
    }

    /// Three values through a ring of two entries, over the wrap at 2³²: in order, none lost, and
    /// no entry accessed by both sides at once.
    #[test]
    fn what_is_published_is_seen_in_order() {
        loom::model(|| {
            const SIZE: u32 = 2;
            let start = u32::MAX - 1;
            let (producer, consumer) = (Shared::new(start), Shared::new(start));
            let entries = Entries::new(SIZE);
            let sender = {
                let (producer, consumer) = (producer.clone(), consumer.clone());
                let entries = entries.clone();
                thread::spawn(move || {
                    let mut ring = Producer::new(producer, consumer, SIZE);
                    let mut sent = 0;
                    while sent < 3 {
                        if ring.free() == 0 && ring.refresh() == 0 {
                            thread::yield_now();
                            continue;
                        }
                        entries.write(ring.index(), 100 + sent);
                        ring.publish(1);
                        sent += 1;
                    }
                })
            };
            let mut ring = Consumer::new(consumer, producer, SIZE);
            let mut received = 0;
            while received < 3 {
                if ring.available() == 0 && ring.refresh() == 0 {
                    thread::yield_now();
                    continue;
                }
                assert_eq!(entries.read(ring.index()), 100 + received);
                ring.release(1);
                received += 1;
            }
            sender.join().unwrap();
        });
    }

    /// The wake-up: we publish, fence, and look at the flag; the kernel sets the flag, fences, and
    /// looks at the index before it sleeps. One of the two must see the other.
    #[test]
    fn s18_no_wake_up_is_missed() {
        wake_up(true);
    }

    /// Without our fence both can miss: the model above can fail.
    #[test]
    #[should_panic(expected = "asleep with work to do")]
    fn s18_without_the_fence_one_is() {
        wake_up(false);
    }

    fn wake_up(fenced: bool) {
        loom::model(move || {
            let (producer, consumer) = (Shared::new(0), Shared::new(0));
            let flag = Arc::new(AtomicU32::new(0));
            let asleep = Arc::new(AtomicBool::new(false));
            let kernel = {
                let (producer, flag, asleep) = (producer.clone(), flag.clone(), asleep.clone());
                thread::spawn(move || {
                    flag.store(1, Ordering::Relaxed);
                    fence(Ordering::SeqCst);
                    if producer.load(Ordering::Acquire) == 0 {
                        asleep.store(true, Ordering::Relaxed);
                    }
                })
            };
            let mut ring = Producer::new(producer, consumer, 2);
            ring.publish(1);
            if fenced {
                fence(Ordering::SeqCst);
            }
            let woken = flag.load(Ordering::Relaxed) != 0;
            kernel.join().unwrap();
            assert!(
                woken || !asleep.load(Ordering::Relaxed),
                "asleep with work to do"
            );
        });
    }
}
