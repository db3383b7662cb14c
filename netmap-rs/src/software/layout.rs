//! How a region is divided: the arithmetic of netmap's memory pools.
//!
//! A region is three pools behind each other, of `netmap_if` structures, of rings and of buffers.
//! Each pool is made of clusters, a cluster of as many objects as fill whole pages, and numbers
//! are rounded up to whole clusters (`netmap_config_obj_allocator` in the kernel).

use super::memory::{CACHE_LINE, IF_HEADER, RING_HEADER, SLOT_SIZE};

/// The page size of the layout, whatever the machine's own is.
const PAGE: usize = 4096;
const MAX_CLUSTER: usize = 1 << 22;

/// What is wanted of one pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PoolRequest {
    pub(super) size: usize,
    pub(super) count: usize,
}

/// One pool as laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pool {
    /// Where it starts in the region, in bytes.
    pub(super) offset: usize,
    /// Bytes of one object.
    pub(super) size: usize,
    /// Number of objects.
    pub(super) count: usize,
}

impl Pool {
    fn new(
        offset: usize,
        want: PoolRequest,
        sizes: std::ops::RangeInclusive<usize>,
        counts: std::ops::RangeInclusive<usize>,
    ) -> Option<Pool> {
        if want.size >= MAX_CLUSTER {
            return None;
        }
        let size = want.size.next_multiple_of(CACHE_LINE);
        if !sizes.contains(&size) || !counts.contains(&want.count) {
            return None;
        }
        let per_cluster = (1..=MAX_CLUSTER / size).find(|n| n * size % PAGE == 0)?;
        Some(Pool {
            offset,
            size,
            count: want.count.next_multiple_of(per_cluster),
        })
    }

    /// Bytes of all its objects.
    pub(super) fn total(&self) -> usize {
        self.size * self.count
    }

    /// Where object `index` starts in the region.
    pub(super) fn object(&self, index: u32) -> usize {
        self.offset + self.size * index as usize
    }
}

/// The three pools of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) ifs: Pool,
    pub(super) rings: Pool,
    pub(super) bufs: Pool,
}

/// Rings and slots of a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    pub(super) tx_rings: u32,
    pub(super) rx_rings: u32,
    pub(super) tx_slots: u32,
    pub(super) rx_slots: u32,
}

impl Geometry {
    /// The same, seen from the other end of a pipe.
    pub(super) fn swapped(self) -> Geometry {
        Geometry {
            tx_rings: self.rx_rings,
            rx_rings: self.tx_rings,
            tx_slots: self.rx_slots,
            rx_slots: self.tx_slots,
        }
    }
}

impl Layout {
    fn new(private: bool, requests: [PoolRequest; 3]) -> Option<Layout> {
        let ifs = if private { 1..=100 } else { 10..=10_000 };
        let ifs = Pool::new(0, requests[0], IF_HEADER..=4096, ifs)?;
        let rings = RING_HEADER..=32 * PAGE;
        let rings = Pool::new(ifs.total(), requests[1], rings, 2..=1024)?;
        let offset = ifs.total() + rings.total();
        let bufs = Pool::new(offset, requests[2], 64..=65536, 4..=1_000_000)?;
        Some(Layout { ifs, rings, bufs })
    }

    /// The region that ports share which ask for memory 1.
    pub(super) fn global() -> Layout {
        let requests = [(1024, 100), (9 * PAGE, 200), (2048, 163_840)];
        Layout::new(
            false,
            requests.map(|(size, count)| PoolRequest { size, count }),
        )
        .unwrap_or_else(|| unreachable!("the numbers are constant"))
    }

    /// A region just large enough for one VALE port, `pipes` pipes on it and the extra buffers.
    /// `None` where that exceeds the limits of a region.
    pub(super) fn private(port: Geometry, extra_bufs: u32, pipes: usize) -> Option<Layout> {
        let (txr, rxr) = (port.tx_rings as usize + 1, port.rx_rings as usize + 1);
        let (txd, rxd) = (port.tx_slots as usize, port.rx_slots as usize);
        let ifs = PoolRequest {
            size: (IF_HEADER + 8 * (txr + rxr)).max(1024),
            count: 2 + 4 * pipes,
        };
        let rings = PoolRequest {
            size: (RING_HEADER + SLOT_SIZE * txd.max(rxd)).max(5 * PAGE),
            count: (txr + rxr + 8 * pipes).max(4),
        };
        let bufs = (4 * pipes + rxr) * rxd + (4 * pipes + txr) * txd + 2 + extra_bufs as usize;
        let bufs = PoolRequest {
            size: 2048,
            count: bufs.max(4098),
        };
        Layout::new(true, [ifs, rings, bufs])
    }

    /// Bytes of the region, what `nr_memsize` tells.
    pub(super) fn total(&self) -> usize {
        self.bufs.offset + self.bufs.total()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn port(rings: u32, slots: u32) -> Geometry {
        Geometry {
            tx_rings: rings,
            rx_rings: rings,
            tx_slots: slots,
            rx_slots: slots,
        }
    }

    fn numbers(p: Pool) -> (usize, usize) {
        (p.count, p.size)
    }

    #[test]
    fn default_vale_port_as_the_kernel_lays_it_out() {
        let l = Layout::private(port(1, 1024), 0, 2).unwrap();
        assert_eq!(numbers(l.ifs), (12, 1024));
        assert_eq!(numbers(l.rings), (20, 20480));
        assert_eq!(numbers(l.bufs), (20482, 2048));
        assert_eq!(l.total(), 42_369_024);
        assert_eq!(l.rings.offset, 12 * 1024);
        assert_eq!(l.bufs.object(2), 12 * 1024 + 20 * 20480 + 4096);
    }

    #[test]
    fn global_region_as_the_kernel_lays_it_out() {
        let l = Layout::global();
        assert_eq!(numbers(l.ifs), (100, 1024));
        assert_eq!(numbers(l.rings), (200, 36864));
        assert_eq!(numbers(l.bufs), (163_840, 2048));
        assert_eq!(l.total(), 343_019_520);
    }

    #[test]
    fn big_and_odd_ports() {
        let l = Layout::private(port(16, 4096), 0, 2).unwrap();
        // 256 + 16 * 4096 bytes fill whole pages sixteen at a time.
        assert_eq!(numbers(l.rings), (64, 65792));
        assert_eq!(l.rings.total() % PAGE, 0);
        let l = Layout::private(port(1, 100), 7, 2).unwrap();
        assert_eq!(numbers(l.rings), (20, 20480));
        assert_eq!(numbers(l.bufs), (4098, 2048));
        assert_eq!(Layout::private(port(1, 1024), 2_000_000, 2), None);
    }
}
