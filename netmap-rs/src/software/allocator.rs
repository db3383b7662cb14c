//! The allocator of a region: which objects of its pools are in use.

use std::io;
use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::errno;
use super::layout::{Layout, Pool};
use super::memory::{Buffers, Region, RingInit, RingMem, Slot};

/// Locks, whatever became of the last holder: every critical section leaves its data usable.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The free objects of a pool; the lowest free index is given first.
#[derive(Debug)]
struct Bitmap {
    words: Vec<u64>,
    count: usize,
    free: usize,
    /// No word before this one has a free bit.
    hint: usize,
}

impl Bitmap {
    /// All of `count` objects free but the first `reserved`.
    fn new(count: usize, reserved: usize) -> Bitmap {
        let mut words = vec![u64::MAX; count.div_ceil(64)];
        if count % 64 != 0 {
            if let Some(last) = words.last_mut() {
                *last = (1 << (count % 64)) - 1;
            }
        }
        let mut map = Bitmap {
            words,
            count,
            free: count,
            hint: 0,
        };
        for _ in 0..reserved {
            map.take();
        }
        map
    }

    fn take(&mut self) -> Option<u32> {
        let tail = self.words.get(self.hint..)?;
        let Some(found) = tail.iter().position(|w| *w != 0) else {
            self.hint = self.words.len();
            return None;
        };
        self.hint += found;
        let word = &mut self.words[self.hint];
        let bit = word.trailing_zeros();
        *word &= *word - 1;
        self.free -= 1;
        Some(self.hint as u32 * 64 + bit)
    }

    /// The lowest free one of a few.
    fn take_from(&mut self, range: Range<u32>) -> Option<u32> {
        let free = |i: &u32| {
            let word = self.words.get(*i as usize / 64);
            word.is_some_and(|w| w >> (i % 64) & 1 == 1)
        };
        let index = range.into_iter().find(free)?;
        self.words[index as usize / 64] &= !(1 << (index % 64));
        self.free -= 1;
        Some(index)
    }

    /// False where the object is free already, or none of this pool's.
    fn give(&mut self, index: u32) -> bool {
        let (at, bit) = (index as usize / 64, 1 << (index % 64));
        match self.words.get_mut(at) {
            Some(word) if *word & bit == 0 && (index as usize) < self.count => {
                *word |= bit;
                self.free += 1;
                self.hint = self.hint.min(at);
                true
            }
            _ => false,
        }
    }
}

#[derive(Debug)]
struct Pools {
    ifs: Bitmap,
    rings: Bitmap,
    bufs: Bitmap,
}

/// Whose a region is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemKind {
    /// Of all that ask for it.
    Global,
    /// Of one port and its pipes (`NI_PRIV_MEM`), and of those that ask for it.
    Private,
    /// Of one pipe, maybe in two processes; each has an allocator of its own, and all that
    /// either gives out is what was settled when the region was made.
    Shared,
}

/// A region with its allocator.
#[derive(Debug)]
pub(super) struct Mem {
    pub(super) id: u16,
    pub(super) kind: MemKind,
    pub(super) layout: Layout,
    pub(super) region: Arc<Region>,
    pub(super) buffers: Buffers,
    pools: Mutex<Pools>,
}

impl Mem {
    /// A new region.
    pub(super) fn new(id: u16, kind: MemKind, layout: Layout) -> io::Result<Arc<Mem>> {
        let region = Region::new(layout.total()).map_err(|_| errno(libc::ENOMEM))?;
        Ok(Mem::of(id, kind, layout, region))
    }

    /// An allocator for a region.
    pub(super) fn of(id: u16, kind: MemKind, layout: Layout, region: Arc<Region>) -> Arc<Mem> {
        let Layout { ifs, rings, bufs } = layout;
        let buffers = Buffers::new(&region, bufs.offset, bufs.size as u32, bufs.count as u32);
        Arc::new(Mem {
            id,
            kind,
            layout,
            region,
            buffers,
            pools: Mutex::new(Pools {
                ifs: Bitmap::new(ifs.count, 0),
                rings: Bitmap::new(rings.count, 0),
                // Buffers 0 and 1 are where a slot that has none points to.
                bufs: Bitmap::new(bufs.count, 2),
            }),
        })
    }

    /// Objects in use: interfaces, rings, buffers (with the two reserved ones).
    #[cfg(test)]
    pub(super) fn in_use(&self) -> (usize, usize, usize) {
        let pools = lock(&self.pools);
        let used = |pool: Pool, map: &Bitmap| pool.count - map.free;
        (
            used(self.layout.ifs, &pools.ifs),
            used(self.layout.rings, &pools.rings),
            used(self.layout.bufs, &pools.bufs),
        )
    }

    fn take(pool: Pool, map: &mut Bitmap, size: usize) -> io::Result<u32> {
        if size > pool.size {
            return Err(errno(libc::ENOMEM));
        }
        map.take().ok_or_else(|| errno(libc::ENOMEM))
    }

    fn free_buffers(&self, indices: impl Iterator<Item = u32>) {
        let mut pools = lock(&self.pools);
        for index in indices {
            if self.buffers.is_valid(index) {
                pools.bufs.give(index);
            }
        }
    }
}

/// The direction of a ring, as `ring->dir` has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dir {
    Rx = 0,
    Tx = 1,
}

/// A ring in its region. Dropping it frees the ring and the buffers in its slots.
#[derive(Debug)]
pub(super) struct OwnedRing {
    pub(super) mem: Arc<Mem>,
    pub(super) ring: RingMem,
    object: u32,
    frees_buffers: bool,
}

impl OwnedRing {
    /// A ring whose slots have no buffers.
    pub(super) fn blank(mem: &Arc<Mem>, id: u32, dir: Dir, slots: u32) -> io::Result<OwnedRing> {
        use super::memory::{RING_HEADER, SLOT_SIZE};
        let size = RING_HEADER + SLOT_SIZE * slots as usize;
        let object = Mem::take(mem.layout.rings, &mut lock(&mem.pools).rings, size)?;
        let offset = mem.layout.rings.object(object);
        let init = RingInit {
            slots,
            buf_ofs: mem.layout.bufs.offset as i64 - offset as i64,
            buf_size: mem.buffers.size(),
            ringid: id as u16,
            dir: dir as u16,
            tail: match dir {
                Dir::Tx => slots.saturating_sub(1),
                Dir::Rx => 0,
            },
        };
        let ring = RingMem::new(&mem.region, offset, init);
        let len = mem.buffers.size().min(u32::from(u16::MAX)) as u16;
        for i in 0..slots {
            ring.set_slot(
                i,
                Slot {
                    buf_idx: 0,
                    len,
                    flags: 0,
                },
            );
            ring.set_slot_ptr(i, 0);
        }
        Ok(OwnedRing {
            mem: Arc::clone(mem),
            ring,
            object,
            frees_buffers: true,
        })
    }

    /// The ring that another allocator has put into this place.
    pub(super) fn existing(mem: &Arc<Mem>, object: u32, slots: u32) -> OwnedRing {
        let offset = mem.layout.rings.object(object);
        OwnedRing {
            mem: Arc::clone(mem),
            ring: RingMem::at(&mem.region, offset, slots),
            object,
            frees_buffers: false,
        }
    }

    /// A ring with a buffer of its own in each slot, in ascending order.
    pub(super) fn filled(mem: &Arc<Mem>, id: u32, dir: Dir, slots: u32) -> io::Result<OwnedRing> {
        let owned = OwnedRing::blank(mem, id, dir, slots)?;
        let mut pools = lock(&mem.pools);
        for i in 0..slots {
            let Some(buf_idx) = pools.bufs.take() else {
                drop(pools);
                return Err(errno(libc::ENOMEM));
            };
            let slot = owned.ring.slot(i);
            owned.ring.set_slot(i, Slot { buf_idx, ..slot });
        }
        drop(pools);
        Ok(owned)
    }

    /// Leaves it to the owner to free the buffers.
    pub(super) fn keep_buffers(&mut self) {
        self.frees_buffers = false;
    }

    /// Gives the buffers in these slots back. A slot that names none, or one that is free
    /// already, is passed over.
    pub(super) fn free_buffers(&self, slots: impl Iterator<Item = u32>) {
        self.mem
            .free_buffers(slots.map(|i| self.ring.slot(i).buf_idx));
    }
}

impl Drop for OwnedRing {
    fn drop(&mut self) {
        if self.frees_buffers {
            self.free_buffers(0..self.ring.num_slots());
        }
        lock(&self.mem.pools).rings.give(self.object);
    }
}

/// The `netmap_if` of one open port.
#[derive(Debug)]
pub(super) struct NetmapIf {
    mem: Arc<Mem>,
    object: u32,
}

/// What a `netmap_if` tells.
pub(super) struct IfInit<'a> {
    pub(super) name: &'a str,
    /// NIC rings of the port: transmit, receive.
    pub(super) rings: (u32, u32),
    /// Offsets in the region of all its rings, transmit then receive, host rings included; 0 for
    /// those that are not bound.
    pub(super) offsets: &'a [usize],
    pub(super) extra_bufs: u32,
    /// The objects to choose from.
    pub(super) places: Range<u32>,
}

/// Offset of `ni_bufs_head` in `struct netmap_if`.
const BUFS_HEAD: usize = 32;

impl NetmapIf {
    /// Lays out a `netmap_if`, and returns with it the number of extra buffers there were.
    pub(super) fn new(mem: &Arc<Mem>, init: &IfInit<'_>) -> io::Result<(NetmapIf, u32)> {
        use super::memory::IF_HEADER;
        let size = IF_HEADER + 8 * init.offsets.len();
        if size > mem.layout.ifs.size {
            return Err(errno(libc::ENOMEM));
        }
        let object = lock(&mem.pools).ifs.take_from(init.places.clone());
        let object = object.ok_or_else(|| errno(libc::ENOMEM))?;
        let nifp = NetmapIf {
            mem: Arc::clone(mem),
            object,
        };
        let base = nifp.offset();
        nifp.bufs_head().store(0, Ordering::Relaxed);
        let mut fixed = [0; IF_HEADER];
        // The name is cut to 15 bytes, so that it ends with a zero.
        let name = init.name.as_bytes();
        let name = &name[..name.len().min(15)];
        fixed[..name.len()].copy_from_slice(name);
        let mut put = |at: usize, value: u32| {
            fixed[at..at + 4].copy_from_slice(&value.to_ne_bytes());
        };
        put(20, u32::from(mem.kind != MemKind::Global)); // NI_PRIV_MEM
        put(24, init.rings.0);
        put(28, init.rings.1);
        put(36, 1); // one host ring in each direction, never bound
        put(40, 1);
        mem.region.write(base, &fixed);
        for (i, offset) in init.offsets.iter().enumerate() {
            let relative = if *offset == 0 {
                0
            } else {
                *offset as i64 - base as i64
            };
            mem.region
                .i64_at(base + IF_HEADER + 8 * i)
                .store(relative, Ordering::Relaxed);
        }
        let got = nifp.take_extra(init.extra_bufs);
        Ok((nifp, got))
    }

    /// Where it is in the region, what `nr_offset` tells.
    pub(super) fn offset(&self) -> usize {
        self.mem.layout.ifs.object(self.object)
    }

    /// Links up to `count` buffers into a list, each one's first word naming the next, and the
    /// last one taken at its head.
    fn take_extra(&self, count: u32) -> u32 {
        let count = match self.mem.kind {
            MemKind::Shared => 0,
            _ => count,
        };
        let mut pools = lock(&self.mem.pools);
        let (mut head, mut got) = (0, 0);
        while got < count {
            let Some(index) = pools.bufs.take() else {
                break;
            };
            if let Some(link) = self.mem.buffers.link(index) {
                link.store(head, Ordering::Relaxed);
            }
            head = index;
            got += 1;
        }
        self.bufs_head().store(head, Ordering::Release);
        got
    }

    fn bufs_head(&self) -> &std::sync::atomic::AtomicU32 {
        self.mem.region.u32_at(self.offset() + BUFS_HEAD)
    }
}

impl Drop for NetmapIf {
    fn drop(&mut self) {
        let mut head = self.bufs_head().load(Ordering::Acquire);
        let mut pools = lock(&self.mem.pools);
        // A list that a user made into a circle ends where it meets a buffer already freed.
        while let Some(link) = self.mem.buffers.link(head) {
            let next = link.swap(0, Ordering::Relaxed);
            if !pools.bufs.give(head) {
                break;
            }
            head = next;
        }
        pools.ifs.give(self.object);
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::Geometry;
    use super::*;

    fn mem() -> Arc<Mem> {
        let port = Geometry {
            tx_rings: 1,
            rx_rings: 1,
            tx_slots: 1024,
            rx_slots: 1024,
        };
        Mem::new(2, MemKind::Private, Layout::private(port, 0, 2).unwrap()).unwrap()
    }

    #[test]
    fn bitmap_gives_the_lowest_and_refuses_double_frees() {
        let mut map = Bitmap::new(130, 2);
        assert_eq!((map.take(), map.take()), (Some(2), Some(3)));
        assert!(map.give(2));
        assert!(!map.give(2));
        assert!(!map.give(130));
        assert!(!map.give(u32::MAX));
        assert_eq!(map.take(), Some(2));
        assert_eq!(std::iter::from_fn(|| map.take()).count(), 126);
        assert_eq!((map.free, map.take()), (0, None));
        assert!(map.give(129));
        assert_eq!(map.take(), Some(129));
    }

    #[test]
    fn first_ring_gets_the_first_buffers() {
        let mem = mem();
        let rx = OwnedRing::filled(&mem, 0, Dir::Rx, 1024).unwrap();
        let tx = OwnedRing::filled(&mem, 0, Dir::Tx, 1024).unwrap();
        assert_eq!(rx.ring.offset(), 12 * 1024);
        assert_eq!(tx.ring.offset(), 12 * 1024 + 20480);
        assert_eq!(
            (rx.ring.slot(0).buf_idx, rx.ring.slot(1023).buf_idx),
            (2, 1025)
        );
        assert_eq!(tx.ring.slot(0).buf_idx, 1026);
        assert_eq!((tx.ring.slot(5).len, tx.ring.slot(5).flags), (2048, 0));
        assert_eq!(mem.in_use(), (0, 2, 2050));
        tx.free_buffers(0..1024);
        drop((rx, tx));
        assert_eq!(mem.in_use(), (0, 0, 2));
    }

    #[test]
    fn a_ring_that_does_not_fit_is_no_memory_and_leaves_nothing() {
        let mem = mem();
        let e = OwnedRing::filled(&mem, 0, Dir::Rx, 4096).unwrap_err();
        assert_eq!(e.raw_os_error(), Some(libc::ENOMEM));
        let many: Vec<_> =
            std::iter::from_fn(|| OwnedRing::filled(&mem, 0, Dir::Rx, 1264).ok()).collect();
        assert_eq!(many.len(), 16);
        assert_eq!(mem.in_use(), (0, 16, 2 + 16 * 1264));
    }

    #[test]
    fn extra_buffers_are_a_list_from_the_highest_down() {
        let mem = mem();
        let init = IfInit {
            name: "a_name_of_more_than_15",
            rings: (1, 1),
            offsets: &[0; 4],
            extra_bufs: 8,
            places: 0..1,
        };
        let (nifp, got) = NetmapIf::new(&mem, &init).unwrap();
        assert_eq!((got, nifp.offset()), (8, 0));
        let mut list = vec![nifp.bufs_head().load(Ordering::Relaxed)];
        while let Some(next) = mem.buffers.link(list[list.len() - 1]) {
            list.push(next.load(Ordering::Relaxed));
        }
        assert_eq!(list, [9, 8, 7, 6, 5, 4, 3, 2, 0]);
        assert_eq!(mem.in_use(), (1, 0, 10));
        // A circle, as a careless user may leave it.
        mem.buffers.link(2).unwrap().store(9, Ordering::Relaxed);
        drop(nifp);
        assert_eq!(mem.in_use(), (0, 0, 2));
        let init = IfInit {
            extra_bufs: 30_000,
            places: 0..2,
            ..init
        };
        let (nifp, got) = NetmapIf::new(&mem, &init).unwrap();
        assert_eq!(got, 20480);
        drop(nifp);
        assert_eq!(mem.in_use(), (0, 0, 2));
    }
}
