//! The macros and inline functions, over a region laid out as the kernel lays it out.

use core::ffi::c_void;
use core::mem::{offset_of, size_of};
use core::ptr;

use netmap_sys::*;

/// What a port has, and what of it the file descriptor bound.
#[derive(Clone, Copy)]
struct Port {
    nic_tx: u32,
    host_tx: u32,
    nic_rx: u32,
    host_rx: u32,
    slots: u32,
    bound: fn(entry: u32) -> bool,
}

/// Many of everything, all bound, and a number of slots that is no power of two.
const ALL: Port = Port {
    nic_tx: 3,
    host_tx: 2,
    nic_rx: 2,
    host_rx: 2,
    slots: 100,
    bound: |_| true,
};

const BUF_SIZE: u32 = 2048;
const BUFFERS: u32 = 64;
/// The `netmap_if` of a second descriptor of a port.
const NIFP: usize = 1024;
const FIRST_RING: usize = 4096;
const RING_SIZE: usize = 4096;

#[repr(C, align(4096))]
#[derive(Clone, Copy)]
struct Page([u8; 4096]);

/// A region: the `netmap_if`, a page for each ring, the buffers.
struct Region {
    memory: Vec<Page>,
}

impl Region {
    fn new(port: Port) -> Self {
        let rings = port.nic_tx + port.host_tx + port.nic_rx + port.host_rx;
        let first_buffer = FIRST_RING + rings as usize * RING_SIZE;
        let size = first_buffer + (BUFFERS * BUF_SIZE) as usize;
        let mut region = Self {
            memory: vec![Page([0; 4096]); size.div_ceil(4096)],
        };
        let u32_at = |memory: &mut Self, at: usize, value: u32| {
            memory.bytes()[at..at + 4].copy_from_slice(&value.to_ne_bytes());
        };
        let u64_at = |memory: &mut Self, at: usize, value: u64| {
            memory.bytes()[at..at + 8].copy_from_slice(&value.to_ne_bytes());
        };
        let counts = [
            (offset_of!(netmap_if, ni_tx_rings), port.nic_tx),
            (offset_of!(netmap_if, ni_rx_rings), port.nic_rx),
            (offset_of!(netmap_if, ni_host_tx_rings), port.host_tx),
            (offset_of!(netmap_if, ni_host_rx_rings), port.host_rx),
        ];
        for (at, count) in counts {
            u32_at(&mut region, NIFP + at, count);
        }
        for entry in (0..rings).filter(|entry| (port.bound)(*entry)) {
            let ring = FIRST_RING + entry as usize * RING_SIZE;
            let offset = NIFP + offset_of!(netmap_if, ring_ofs) + entry as usize * 8;
            u64_at(&mut region, offset, (ring - NIFP) as u64);
            u64_at(
                &mut region,
                ring + offset_of!(netmap_ring, buf_ofs),
                (first_buffer - ring) as u64,
            );
            u32_at(
                &mut region,
                ring + offset_of!(netmap_ring, num_slots),
                port.slots,
            );
            u32_at(
                &mut region,
                ring + offset_of!(netmap_ring, nr_buf_size),
                BUF_SIZE,
            );
        }
        region
    }

    fn bytes(&mut self) -> &mut [u8] {
        let bytes = self.memory.len() * size_of::<Page>();
        // SAFETY: the pages are one allocation of plain bytes, borrowed exclusively.
        unsafe { core::slice::from_raw_parts_mut(self.memory.as_mut_ptr().cast(), bytes) }
    }

    fn base(&mut self) -> *mut u8 {
        self.memory.as_mut_ptr().cast()
    }

    fn nifp(&mut self) -> *mut netmap_if {
        NETMAP_IF(self.base().cast::<c_void>(), NIFP)
    }

    fn tx(&mut self, index: u32) -> *mut netmap_ring {
        // SAFETY: the region is laid out by `new` and alive.
        unsafe { NETMAP_TXRING(self.nifp(), index) }
    }

    fn rx(&mut self, index: u32) -> *mut netmap_ring {
        // SAFETY: as above.
        unsafe { NETMAP_RXRING(self.nifp(), index) }
    }

    fn ring(&mut self, entry: usize) -> *mut netmap_ring {
        self.base()
            .wrapping_add(FIRST_RING + entry * RING_SIZE)
            .cast()
    }

    /// Sets the mask of the first transmit ring.
    fn set_offset_mask(&mut self, mask: u64) {
        // SAFETY: the ring is in the live region, and nobody else uses it.
        unsafe { (*self.tx(0)).offset_mask = mask };
    }

    /// The first transmit ring with `head` and `tail` as given.
    fn window(&mut self, head: u32, tail: u32) -> *mut netmap_ring {
        let ring = self.tx(0);
        // SAFETY: the ring is in the live region, and nobody else uses it.
        let ring_mut = unsafe { &mut *ring };
        ring_mut.head = head;
        ring_mut.cur = head;
        ring_mut.tail = tail;
        ring
    }
}

/// What the functions of the crate say of a ring.
mod rust {
    use super::*;

    // Of every call here: the tests pass rings and slots of a `Region` that is alive and that they
    // use alone.

    pub(super) fn buf(ring: *mut netmap_ring, index: u32) -> *mut u8 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_BUF(ring, index) }
    }

    pub(super) fn buf_idx(ring: *mut netmap_ring, buffer: *const u8) -> u32 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_BUF_IDX(ring, buffer) }
    }

    pub(super) fn buf_offset(ring: *mut netmap_ring, slot: *mut netmap_slot) -> *mut u8 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_BUF_OFFSET(ring, slot) }
    }

    pub(super) fn roffset(ring: *mut netmap_ring, slot: *mut netmap_slot) -> u64 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_ROFFSET(ring, slot) }
    }

    pub(super) fn woffset(ring: *mut netmap_ring, slot: *mut netmap_slot, offset: u64) {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_WOFFSET(ring, slot, offset) }
    }

    pub(super) fn next(ring: *mut netmap_ring, i: u32) -> u32 {
        // SAFETY: see the head of the module.
        unsafe { nm_ring_next(ring, i) }
    }

    pub(super) fn space(ring: *mut netmap_ring) -> u32 {
        // SAFETY: see the head of the module.
        unsafe { nm_ring_space(ring) }
    }

    pub(super) fn empty(ring: *mut netmap_ring) -> bool {
        // SAFETY: see the head of the module.
        unsafe { nm_ring_empty(ring) }
    }

    pub(super) fn pending(ring: *mut netmap_ring) -> bool {
        // SAFETY: see the head of the module.
        unsafe { nm_tx_pending(ring) }
    }
}

/// What the C compiler's functions say of a ring.
#[cfg(netmap_headers)]
mod by_c {
    use netmap_sys::c::*;

    use super::{netmap_if, netmap_ring, netmap_slot};

    // Of every call here: the tests pass rings and slots of a `Region` that is alive and that they
    // use alone.

    pub(super) fn tx(nifp: *mut netmap_if, index: u32) -> *mut netmap_ring {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_TXRING(nifp, index) }
    }

    pub(super) fn rx(nifp: *mut netmap_if, index: u32) -> *mut netmap_ring {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_RXRING(nifp, index) }
    }

    pub(super) fn buf(ring: *mut netmap_ring, index: u32) -> *mut u8 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_BUF(ring, index) }.cast()
    }

    pub(super) fn buf_idx(ring: *mut netmap_ring, buffer: *const u8) -> u32 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_BUF_IDX(ring, buffer.cast()) }
    }

    pub(super) fn buf_offset(ring: *mut netmap_ring, slot: *mut netmap_slot) -> *mut u8 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_BUF_OFFSET(ring, slot) }.cast()
    }

    pub(super) fn roffset(ring: *mut netmap_ring, slot: *mut netmap_slot) -> u64 {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_ROFFSET(ring, slot) }
    }

    pub(super) fn woffset(ring: *mut netmap_ring, slot: *mut netmap_slot, offset: u64) {
        // SAFETY: see the head of the module.
        unsafe { NETMAP_WOFFSET(ring, slot, offset) }
    }

    pub(super) fn next(ring: *mut netmap_ring, i: u32) -> u32 {
        // SAFETY: see the head of the module.
        unsafe { nm_ring_next(ring, i) }
    }

    pub(super) fn space(ring: *mut netmap_ring) -> u32 {
        // SAFETY: see the head of the module.
        unsafe { nm_ring_space(ring) }
    }

    pub(super) fn empty(ring: *mut netmap_ring) -> bool {
        // SAFETY: see the head of the module.
        unsafe { nm_ring_empty(ring) != 0 }
    }

    pub(super) fn pending(ring: *mut netmap_ring) -> bool {
        // SAFETY: see the head of the module.
        unsafe { nm_tx_pending(ring) != 0 }
    }
}

#[test]
fn rings_come_in_the_order_nic_tx_host_tx_nic_rx_host_rx() {
    let mut region = Region::new(ALL);
    for index in 0..5 {
        assert_eq!(region.tx(index), region.ring(index as usize), "tx {index}");
    }
    // As many host rings as the netmap_if says come before: not always one.
    for index in 0..4 {
        assert_eq!(
            region.rx(index),
            region.ring(5 + index as usize),
            "rx {index}"
        );
    }
}

#[test]
fn d2_host_rings_follow_the_nic_rings() {
    // As after registering `eth0^`: of 3 + 1 and 3 + 1 rings only the host's are bound.
    let mut region = Region::new(Port {
        nic_tx: 3,
        host_tx: 1,
        nic_rx: 3,
        host_rx: 1,
        bound: |entry| entry == 3 || entry == 7,
        ..ALL
    });
    assert_eq!(region.tx(3), region.ring(3));
    assert_eq!(region.rx(3), region.ring(7));
    for unbound in 0..3 {
        assert_eq!(
            region.tx(unbound),
            ptr::null_mut(),
            "an alias of the netmap_if"
        );
        assert_eq!(
            region.rx(unbound),
            ptr::null_mut(),
            "an alias of the netmap_if"
        );
    }
}

#[test]
fn a_ring_that_the_port_does_not_have_is_null() {
    let mut region = Region::new(ALL);
    for index in [5, 6, u32::MAX] {
        assert_eq!(region.tx(index), ptr::null_mut());
    }
    for index in [4, 5, u32::MAX] {
        assert_eq!(region.rx(index), ptr::null_mut());
    }
}

#[test]
fn slots_follow_the_ring_at_256_bytes_and_16_apart() {
    let mut region = Region::new(ALL);
    let ring = region.rx(1);
    for index in [0, 1, 99] {
        let slot = netmap_ring_slot(ring, index);
        assert_eq!(slot.addr() - ring.addr(), 256 + 16 * index as usize);
        // SAFETY: a slot of a ring in the live region.
        unsafe { (*slot).buf_idx = index };
    }
    let at = ring.addr() - region.base().addr() + 256 + 16 * 99;
    assert_eq!(region.bytes()[at..at + 4], 99u32.to_ne_bytes());
}

#[test]
fn buffers_are_found_from_every_ring_and_back() {
    let mut region = Region::new(ALL);
    let first = region.base().wrapping_add(FIRST_RING + 9 * RING_SIZE);
    for ring in [region.tx(0), region.tx(4), region.rx(0), region.rx(3)] {
        for index in 0..BUFFERS {
            let buffer = rust::buf(ring, index);
            assert_eq!(buffer, first.wrapping_add((index * BUF_SIZE) as usize));
            for inside in [0, 1, BUF_SIZE as usize - 1] {
                assert_eq!(rust::buf_idx(ring, buffer.wrapping_add(inside)), index);
            }
        }
    }
}

/// Two million buffers of 2048 bytes are more than 32 bits can count.
#[test]
fn buffer_addresses_are_computed_in_64_bits() {
    let mut region = Region::new(ALL);
    let ring = region.tx(0);
    let far = rust::buf(ring, 3_000_000);
    assert_eq!(far.addr() - rust::buf(ring, 0).addr(), 3_000_000 * 2048);
    assert_eq!(rust::buf_idx(ring, far), 3_000_000);
}

#[test]
fn next_wraps_by_comparison() {
    let mut region = Region::new(ALL);
    let ring = region.tx(0);
    let next = |i| rust::next(ring, i);
    assert_eq!((next(0), next(98), next(99)), (1, 99, 0));
    // Whatever was there before, the result is a slot of the ring.
    assert_eq!((next(100), next(u32::MAX)), (0, 0));
}

#[test]
fn space_is_the_distance_from_head_to_tail() {
    const SLOTS: u32 = 7;
    let mut region = Region::new(Port {
        slots: SLOTS,
        ..ALL
    });
    for head in 0..SLOTS {
        for ready in 0..SLOTS {
            let ring = region.window(head, (head + ready) % SLOTS);
            assert_eq!(rust::space(ring), ready, "head {head}");
            assert_eq!(rust::empty(ring), ready == 0, "head {head}, {ready} ready");
            assert_eq!(
                rust::pending(ring),
                ready != SLOTS - 1,
                "head {head}, {ready} ready"
            );
        }
    }
}

#[test]
fn no_window_makes_the_arithmetic_overflow() {
    let mut region = Region::new(ALL);
    let edges = [0, 1, 99, 100, 101, 1 << 31, u32::MAX - 1, u32::MAX];
    for head in edges {
        for tail in edges {
            let ring = region.window(head, tail);
            assert_eq!(rust::empty(ring), head == tail);
            if tail >= head {
                assert_eq!(rust::space(ring), tail - head);
            } else {
                // Meaningless where head is no slot, but an answer.
                assert_eq!(rust::space(ring), 100u32.wrapping_sub(head - tail));
            }
            assert_eq!(rust::pending(ring), rust::next(ring, tail) != head);
        }
    }
}

#[test]
fn offsets_live_under_the_mask_of_the_ring() {
    let mut region = Region::new(ALL);
    region.set_offset_mask(0xffff);
    let ring = region.tx(0);
    let mut slot = netmap_slot {
        buf_idx: 7,
        ptr: 0xabcd_0000_1234_5678,
        ..Default::default()
    };
    assert_eq!(rust::roffset(ring, &mut slot), 0x5678);
    rust::woffset(ring, &mut slot, 0x3_0040);
    assert_eq!(slot.ptr, 0xabcd_0000_1234_0040, "bits beyond the mask stay");
    let buffer = rust::buf(ring, 7);
    assert_eq!(
        rust::buf_offset(ring, &mut slot).addr() - buffer.addr(),
        0x40
    );

    // Without the option the mask is 0 and the field is a pointer, not an offset.
    region.set_offset_mask(0);
    let ring = region.tx(0);
    assert_eq!(rust::buf_offset(ring, &mut slot), buffer);
    rust::woffset(ring, &mut slot, 64);
    assert_eq!(slot.ptr, 0xabcd_0000_1234_0040);
}

#[test]
fn csb_entries_carry_the_indices() {
    let mut atok = nm_csb_atok::default();
    // SAFETY: an entry that is alive and used here alone.
    unsafe { nm_sync_kloop_appl_write(&raw mut atok, 12, 7) };
    assert_eq!(
        atok,
        nm_csb_atok {
            cur: 12,
            head: 7,
            ..Default::default()
        }
    );
    let mut ktoa = nm_csb_ktoa {
        hwcur: 3,
        hwtail: 9,
        ..Default::default()
    };
    // SAFETY: as above.
    assert_eq!(unsafe { nm_sync_kloop_appl_read(&raw mut ktoa) }, (9, 3));
}

/// What the C compiler made of the installed headers says the same, wherever C says anything.
#[cfg(netmap_headers)]
mod installed {
    use super::*;

    #[test]
    fn rings_and_buffers_are_where_the_macros_find_them() {
        let mut region = Region::new(ALL);
        let nifp = region.nifp();
        let mut rings: Vec<_> = (0..5).map(|i| (by_c::tx(nifp, i), region.tx(i))).collect();
        rings.extend((0..4).map(|i| (by_c::rx(nifp, i), region.rx(i))));
        for (by_macro, ring) in rings {
            assert_eq!(by_macro, ring);
            for index in [0, 1, 2, BUFFERS - 1, 3_000_000] {
                let buffer = rust::buf(ring, index);
                assert_eq!(by_c::buf(ring, index), buffer);
                let inside = buffer.wrapping_add(100);
                assert_eq!(by_c::buf_idx(ring, inside), rust::buf_idx(ring, inside));
            }
        }
    }

    #[test]
    fn windows_are_what_the_inline_functions_say() {
        for slots in [2, 7, 100, 1024] {
            let mut region = Region::new(Port { slots, ..ALL });
            for head in (0..slots).step_by(slots as usize / 7 + 1) {
                for tail in 0..slots {
                    let ring = region.window(head, tail);
                    assert_eq!(rust::space(ring), by_c::space(ring));
                    assert_eq!(rust::empty(ring), by_c::empty(ring));
                    assert_eq!(rust::next(ring, tail), by_c::next(ring, tail));
                    assert_eq!(rust::pending(ring), by_c::pending(ring));
                }
            }
        }
    }

    #[test]
    fn offsets_are_what_the_macros_say() {
        for mask in [0, 0xff, 0xffff_ffff, u64::MAX >> 1] {
            let mut region = Region::new(ALL);
            region.set_offset_mask(mask);
            let ring = region.tx(0);
            let mut slot = netmap_slot {
                buf_idx: 3,
                ptr: 0x0123_4567_89ab_cdef,
                ..Default::default()
            };
            let mut other = slot;
            assert_eq!(
                rust::roffset(ring, &mut slot),
                by_c::roffset(ring, &mut other)
            );
            assert_eq!(
                rust::buf_offset(ring, &mut slot),
                by_c::buf_offset(ring, &mut other)
            );
            rust::woffset(ring, &mut slot, 0xfedc);
            by_c::woffset(ring, &mut other, 0xfedc);
            assert_eq!(slot, other);
        }
    }

    #[test]
    fn csb_entries_are_what_the_inline_functions_write() {
        let mut atok = nm_csb_atok::default();
        // SAFETY: an entry that is alive and used here alone.
        unsafe { netmap_sys::c::nm_sync_kloop_appl_write(&raw mut atok, 12, 7) };
        assert_eq!(
            atok,
            nm_csb_atok {
                cur: 12,
                head: 7,
                ..Default::default()
            }
        );
        let mut ktoa = nm_csb_ktoa {
            hwcur: 3,
            hwtail: 9,
            ..Default::default()
        };
        let (hwtail, hwcur) = (&mut 0, &mut 0);
        // SAFETY: as above.
        unsafe { netmap_sys::c::nm_sync_kloop_appl_read(&raw mut ktoa, hwtail, hwcur) };
        assert_eq!((*hwtail, *hwcur), (9, 3));
    }

    /// The legacy library is there; a name without prefix is refused before anything is opened.
    #[test]
    fn nm_open_refuses_a_name_without_prefix() {
        // SAFETY: a string and null pointers, all of which nm_open takes.
        let d = unsafe { netmap_sys::c::nm_open(c"eth0".as_ptr(), ptr::null(), 0, ptr::null()) };
        assert!(d.is_null());
    }

    /// The object of libnetmap that gives the default context a lock is linked.
    #[cfg(netmap_libnetmap)]
    #[test]
    fn libnetmap_is_linked_and_threadsafe() {
        // SAFETY: takes no arguments.
        let context = unsafe { nmctx_get() };
        assert!(!context.is_null());
        // SAFETY: the default context is static, and nothing here changes it.
        assert!(unsafe { (*context).lock }.is_some());
    }
}
