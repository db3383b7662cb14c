//! The rings of a socket that is being opened: sized, mapped, and what bounds the packets under way.

use std::io;
use std::os::fd::AsFd;
use std::sync::Arc;

use xdp_sys::{xdp_desc, xdp_mmap_offsets, xdp_ring_offset};

use super::Opening;
use crate::Error;
use crate::mmap::Mmap;
use crate::ring::{ConsumerRing, Entry, ProducerRing, RingMemory};
use crate::rx_queue::RxQueue;
use crate::sys::xsk;
use crate::tx_queue::TxQueue;
use crate::umem::Umem;

/// Packets that one call sends in copy mode, unless allowed more (net/xdp/xsk.c).
pub(super) const KERNEL_TX_BUDGET: u32 = 32;

impl Opening<'_> {
    /// Fill and completion ring: the UMEM's.
    pub(super) fn size_rings(&self, fill: u32, completion: u32) -> Result<(), Error> {
        self.size(
            "setsockopt(XDP_UMEM_FILL_RING)",
            xdp_sys::XDP_UMEM_FILL_RING,
            fill,
        )?;
        self.size(
            "setsockopt(XDP_UMEM_COMPLETION_RING)",
            xdp_sys::XDP_UMEM_COMPLETION_RING,
            completion,
        )
    }

    pub(super) fn size_rx(&self) -> Result<(), Error> {
        self.size(
            "setsockopt(XDP_RX_RING)",
            xdp_sys::XDP_RX_RING,
            self.config.rx_ring,
        )
    }

    pub(super) fn size_tx(&mut self) -> Result<(), Error> {
        self.size(
            "setsockopt(XDP_TX_RING)",
            xdp_sys::XDP_TX_RING,
            self.config.tx_ring,
        )?;
        self.raise_tx_budget();
        self.raise_send_buffer();
        Ok(())
    }

    fn size(&self, call: &'static str, option: u32, slots: u32) -> Result<(), Error> {
        xsk::set_option(self.fd.as_fd(), libc::SOL_XDP, option, &slots)
            .map_err(|e| Error::syscall(call, e, &[]).with_hint(format!("{slots} slots")))
    }

    /// In copy mode one call sends 32 packets unless more are allowed.
    fn raise_tx_budget(&mut self) {
        let budget = self.config.tx_budget.unwrap_or(self.config.tx_ring);
        if budget < KERNEL_TX_BUDGET || self.config.tx_ring < KERNEL_TX_BUDGET {
            return;
        }
        let option = xdp_sys::XDP_MAX_TX_SKB_BUDGET;
        match xsk::set_option(self.fd.as_fd(), libc::SOL_XDP, option, &budget) {
            Ok(()) => self.tx_budget = budget,
            Err(e) => self.fallbacks.push(format!(
                "a kick sends {KERNEL_TX_BUDGET} packets in copy mode: XDP_MAX_TX_SKB_BUDGET \
                 needs Linux 6.17 ({e})"
            )),
        }
    }

    /// In copy mode the packets under way count against the socket's send buffer.
    fn raise_send_buffer(&mut self) {
        // What a packet takes beside its bytes, roughly: struct sk_buff and its shared info.
        const OVERHEAD: u32 = 1024;
        let bytes = self.config.send_buffer.unwrap_or_else(|| {
            let each = self.config.frame_size.saturating_add(OVERHEAD);
            self.config.tx_frames.saturating_mul(each)
        });
        // The kernel doubles the value, and keeps it in a signed word.
        let value = i32::try_from(bytes / 2)
            .unwrap_or(i32::MAX / 2)
            .min(i32::MAX / 2);
        let fd = self.fd.as_fd();
        let obtained = || {
            let buffer = xsk::get_option::<i32>(fd, libc::SOL_SOCKET, libc::SO_SNDBUF as u32);
            buffer.map_or(0, |(bytes, _)| bytes / 2)
        };
        if self.config.send_buffer.is_none() && obtained() >= value {
            return;
        }
        let set = |option: i32| xsk::set_option(fd, libc::SOL_SOCKET, option as u32, &value);
        // The one needs CAP_NET_ADMIN, the other cuts the value to the limit without a word.
        let _ = set(libc::SO_SNDBUFFORCE).or_else(|_| set(libc::SO_SNDBUF));
        let obtained = obtained();
        if obtained < value {
            self.fallbacks.push(format!(
                "the send buffer has {} bytes instead of {}, so that a kick may leave packets                  pending: net.core.wmem_max is the limit without CAP_NET_ADMIN",
                2 * i64::from(obtained),
                2 * i64::from(value)
            ));
        }
    }

    fn offsets(&mut self) -> Result<xdp_mmap_offsets, Error> {
        if let Some(offsets) = self.offsets {
            return Ok(offsets);
        }
        let (offsets, len) = xsk::get_option::<xdp_mmap_offsets>(
            self.fd.as_fd(),
            libc::SOL_XDP,
            xdp_sys::XDP_MMAP_OFFSETS,
        )
        .map_err(|e| Error::syscall("getsockopt(XDP_MMAP_OFFSETS)", e, &[]))?;
        if len < size_of::<xdp_mmap_offsets>() {
            return Err(Error::KernelTooOld {
                what: "this library (need-wakeup flags in the rings)",
                since: "5.4",
                source: io::Error::from_raw_os_error(libc::EINVAL),
            });
        }
        self.offsets = Some(offsets);
        Ok(offsets)
    }

    fn map<T: Entry>(
        &self,
        offsets: &xdp_ring_offset,
        slots: u32,
        at: u64,
    ) -> Result<RingMemory<T>, Error> {
        let call = "mmap(AF_XDP ring)";
        let broken = || Error::syscall(call, io::Error::from_raw_os_error(libc::EPROTO), &[]);
        let bytes = RingMemory::<T>::bytes(offsets, slots).ok_or_else(broken)?;
        let map =
            Mmap::shared(self.fd.as_fd(), bytes, at).map_err(|e| Error::syscall(call, e, &[]))?;
        RingMemory::new(Arc::new(map), offsets, slots).ok_or_else(broken)
    }

    pub(super) fn tx_queue(
        &mut self,
        umem: &Arc<Umem>,
        from: u32,
        to: u32,
    ) -> Result<TxQueue, Error> {
        let offsets = self.offsets()?;
        let tx = self.map::<xdp_desc>(
            &offsets.tx,
            self.config.tx_ring,
            u64::from(xdp_sys::XDP_PGOFF_TX_RING),
        )?;
        let completions = self.map::<u64>(
            &offsets.cr,
            self.config.completion_ring,
            xdp_sys::XDP_UMEM_PGOFF_COMPLETION_RING,
        )?;
        Ok(TxQueue::new(
            ProducerRing::new(tx),
            ConsumerRing::new(completions),
            umem.clone(),
            umem.addresses(from, to),
        ))
    }

    /// Fills the fill ring, too: before bind, as some zero-copy drivers want it.
    pub(super) fn rx_queue(
        &mut self,
        umem: &Arc<Umem>,
        from: u32,
        to: u32,
    ) -> Result<RxQueue, Error> {
        let offsets = self.offsets()?;
        let rx = self.map::<xdp_desc>(
            &offsets.rx,
            self.config.rx_ring,
            u64::from(xdp_sys::XDP_PGOFF_RX_RING),
        )?;
        let fill = self.map::<u64>(
            &offsets.fr,
            self.config.fill_ring,
            xdp_sys::XDP_UMEM_PGOFF_FILL_RING,
        )?;
        Ok(RxQueue::new(
            ConsumerRing::new(rx),
            ProducerRing::new(fill),
            umem.clone(),
            umem.addresses(from, to),
        ))
    }
}
