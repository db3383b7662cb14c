//! What a socket is to be like.

use std::time::Duration;

use crate::Error;
use crate::mmap::PageSize;
use crate::program::Program;
use crate::umem::PACKET_HEADROOM;

/// Whether the device reads and writes the frames itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CopyMode {
    /// Zero-copy where the driver does it, else copying. Which it became is in
    /// [`Obtained::zero_copy`](crate::Obtained::zero_copy).
    #[default]
    Auto,
    /// The kernel copies packets between frames and its own buffers. Works with every driver.
    #[doc(alias = "XDP_COPY")]
    Copy,
    /// The device accesses the frames itself, or opening fails with
    /// [`Error::ZeroCopyUnavailable`].
    #[doc(alias = "XDP_ZEROCOPY")]
    ZeroCopy,
}

/// What pages the frames are to lie on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Pages {
    /// The machine's ordinary pages.
    #[default]
    Normal,
    /// Huge pages of this size, or ordinary ones where not enough are free; the reason is in
    /// [`Obtained::fallbacks`](crate::Obtained::fallbacks).
    Prefer(PageSize),
    /// Huge pages of this size, or opening fails.
    Require(PageSize),
}

/// How a socket is opened: rings, frames, mode, program.
///
/// ```
/// use xdp_socket::{CopyMode, XdpConfig};
///
/// let config = XdpConfig::builder()
///     .copy_mode(CopyMode::Copy)
///     .rx_ring(4096)
///     .frame_size(4096)
///     .build()?;
/// # let _ = config;
/// # Ok::<(), xdp_socket::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct XdpConfig {
    pub(crate) copy_mode: CopyMode,
    pub(crate) need_wakeup: bool,
    pub(crate) tx_ring: u32,
    pub(crate) rx_ring: u32,
    pub(crate) fill_ring: u32,
    pub(crate) completion_ring: u32,
    pub(crate) tx_frames: u32,
    pub(crate) rx_frames: u32,
    pub(crate) frame_size: u32,
    pub(crate) headroom: u32,
    pub(crate) pages: Pages,
    pub(crate) program: Program,
    pub(crate) bind_timeout: Duration,
    pub(crate) check_mtu: bool,
    pub(crate) promiscuous: bool,
    pub(crate) tx_budget: Option<u32>,
    pub(crate) send_buffer: Option<u32>,
}

impl XdpConfig {
    /// A builder with the defaults.
    pub fn builder() -> XdpConfigBuilder {
        XdpConfigBuilder::default()
    }
}

impl Default for XdpConfig {
    fn default() -> Self {
        XdpConfigBuilder::default().finish()
    }
}

/// Builds an [`XdpConfig`].
#[derive(Debug, Clone)]
#[must_use]
pub struct XdpConfigBuilder {
    copy_mode: CopyMode,
    need_wakeup: bool,
    tx_ring: u32,
    rx_ring: u32,
    fill_ring: Option<u32>,
    completion_ring: Option<u32>,
    tx_frames: Option<u32>,
    rx_frames: Option<u32>,
    frame_size: u32,
    headroom: u32,
    pages: Pages,
    program: Program,
    bind_timeout: Duration,
    check_mtu: bool,
    promiscuous: bool,
    tx_budget: Option<u32>,
    send_buffer: Option<u32>,
}

impl Default for XdpConfigBuilder {
    fn default() -> Self {
        XdpConfigBuilder {
            copy_mode: CopyMode::Auto,
            need_wakeup: true,
            tx_ring: 2048,
            rx_ring: 2048,
            fill_ring: None,
            completion_ring: None,
            tx_frames: None,
            rx_frames: None,
            frame_size: 2048,
            headroom: 0,
            pages: Pages::Normal,
            program: Program::default(),
            bind_timeout: Duration::from_secs(1),
            check_mtu: true,
            promiscuous: false,
            tx_budget: None,
            send_buffer: None,
        }
    }
}

const MAX_RING: u32 = 1 << 22;
const MAX_FRAMES: u32 = 1 << 22;

impl XdpConfigBuilder {
    /// Zero-copy, copying, or whichever can be had (the default).
    pub fn copy_mode(mut self, mode: CopyMode) -> Self {
        self.copy_mode = mode;
        self
    }

    /// Whether the kernel may ask to be woken up, so that no system call is made while it is
    /// awake. Default true. Available since Linux 5.4; without it, every kick is a system call.
    #[doc(alias = "XDP_USE_NEED_WAKEUP")]
    pub fn need_wakeup(mut self, on: bool) -> Self {
        self.need_wakeup = on;
        self
    }

    /// Slots of the TX ring, a power of two. Default 2048.
    #[doc(alias = "XDP_TX_RING")]
    pub fn tx_ring(mut self, slots: u32) -> Self {
        self.tx_ring = slots;
        self
    }

    /// Slots of the RX ring, a power of two. Default 2048.
    #[doc(alias = "XDP_RX_RING")]
    pub fn rx_ring(mut self, slots: u32) -> Self {
        self.rx_ring = slots;
        self
    }

    /// Slots of the fill ring, a power of two. Default: twice the receive frames, because the
    /// kernel publishes a packet before the fill ring entry that it used up. In a smaller one,
    /// frames wait until it has room.
    #[doc(alias = "XDP_UMEM_FILL_RING")]
    pub fn fill_ring(mut self, slots: u32) -> Self {
        self.fill_ring = Some(slots);
        self
    }

    /// Slots of the completion ring, a power of two. Default: as many as there are transmit
    /// frames. The kernel sends no more packets at a time than fit into it.
    #[doc(alias = "XDP_UMEM_COMPLETION_RING")]
    pub fn completion_ring(mut self, slots: u32) -> Self {
        self.completion_ring = Some(slots);
        self
    }

    /// Frames for sending. Default: as many as the TX ring has slots.
    pub fn tx_frames(mut self, frames: u32) -> Self {
        self.tx_frames = Some(frames);
        self
    }

    /// Frames for receiving. Default: as many as the RX ring has slots.
    pub fn rx_frames(mut self, frames: u32) -> Self {
        self.rx_frames = Some(frames);
        self
    }

    /// Bytes of a frame: a power of two from 2048 to the machine's ordinary page size, on huge
    /// pages too. Default 2048. A packet to be sent may fill it; a received one has 256 bytes and
    /// the headroom less.
    #[doc(alias = "chunk_size")]
    pub fn frame_size(mut self, bytes: u32) -> Self {
        self.frame_size = bytes;
        self
    }

    /// Bytes kept free before each received packet, beside the kernel's 256. Default 0.
    pub fn headroom(mut self, bytes: u32) -> Self {
        self.headroom = bytes;
        self
    }

    /// Ordinary or huge pages for the frames. Default ordinary.
    pub fn pages(mut self, pages: Pages) -> Self {
        self.pages = pages;
        self
    }

    /// What brings packets to the socket: the built-in program (the default), one's own XSKMAP,
    /// or nothing.
    pub fn program(mut self, program: Program) -> Self {
        self.program = program;
        self
    }

    /// How long opening waits for a queue that another socket holds, or for huge pages that are
    /// in use. Default one second: the kernel releases those of a closed socket some 30 ms late.
    pub fn bind_timeout(mut self, timeout: Duration) -> Self {
        self.bind_timeout = timeout;
        self
    }

    /// Whether opening fails where packets of the interface's MTU would not fit a frame (they
    /// would be dropped). Default true.
    pub fn check_mtu(mut self, on: bool) -> Self {
        self.check_mtu = on;
        self
    }

    /// Whether the interface receives packets for other MAC addresses too, while the socket is
    /// open. Default false: AF_XDP itself leaves that as it is.
    #[doc(alias = "PACKET_MR_PROMISC")]
    pub fn promiscuous(mut self, on: bool) -> Self {
        self.promiscuous = on;
        self
    }

    /// Packets that one kick sends in copy mode, from 32 to the slots of the TX ring. Default:
    /// the whole ring. Available since Linux 6.17; 32 before.
    #[doc(alias = "XDP_MAX_TX_SKB_BUDGET")]
    pub fn tx_budget(mut self, packets: u32) -> Self {
        self.tx_budget = Some(packets);
        self
    }

    /// Bytes of kernel buffers that unsent packets may take in copy mode (`SO_SNDBUF`). Default:
    /// enough for all transmit frames.
    #[doc(alias = "SO_SNDBUF")]
    pub fn send_buffer(mut self, bytes: u32) -> Self {
        self.send_buffer = Some(bytes);
        self
    }

    /// Checks the values.
    ///
    /// # Errors
    ///
    /// [`Error::Config`], which names the field, its value and what is allowed.
    pub fn build(self) -> Result<XdpConfig, Error> {
        let ring = |field, slots: u32| {
            if slots.is_power_of_two() && slots <= MAX_RING {
                return Ok(());
            }
            let allowed = format!("a power of two from 1 to {MAX_RING}");
            Err(wrong(field, slots, allowed))
        };
        let frames = |field, n: Option<u32>| match n {
            Some(n) if n == 0 || n > MAX_FRAMES => {
                Err(wrong(field, n, format!("from 1 to {MAX_FRAMES}")))
            }
            _ => Ok(()),
        };
        ring("tx_ring", self.tx_ring)?;
        ring("rx_ring", self.rx_ring)?;
        ring("fill_ring", self.fill_ring.unwrap_or(1))?;
        ring("completion_ring", self.completion_ring.unwrap_or(1))?;
        frames("tx_frames", self.tx_frames)?;
        frames("rx_frames", self.rx_frames)?;
        // The kernel refuses others (xdp_umem_reg in net/xdp/xdp_umem.c), up to 6.18 at least.
        let largest = u32::try_from(PageSize::Normal.bytes()).unwrap_or(u32::MAX);
        if !(self.frame_size.is_power_of_two() && (2048..=largest).contains(&self.frame_size)) {
            let allowed = format!("a power of two from 2048 to the page size, {largest}");
            return Err(wrong("frame_size", self.frame_size, allowed));
        }
        let room = self.frame_size - PACKET_HEADROOM;
        if self.headroom >= room {
            let allowed = format!("below frame_size less 256, {room}");
            return Err(wrong("headroom", self.headroom, allowed));
        }
        if let Some(budget) = self.tx_budget {
            if !(32..=self.tx_ring.max(32)).contains(&budget) {
                let allowed = format!("from 32 to tx_ring, {}", self.tx_ring);
                return Err(wrong("tx_budget", budget, allowed));
            }
        }
        Ok(self.finish())
    }

    fn finish(self) -> XdpConfig {
        let tx_frames = self.tx_frames.unwrap_or(self.tx_ring);
        let rx_frames = self.rx_frames.unwrap_or(self.rx_ring);
        XdpConfig {
            copy_mode: self.copy_mode,
            need_wakeup: self.need_wakeup,
            tx_ring: self.tx_ring,
            rx_ring: self.rx_ring,
            fill_ring: self
                .fill_ring
                .unwrap_or_else(|| (2 * rx_frames).next_power_of_two()),
            completion_ring: self
                .completion_ring
                .unwrap_or_else(|| tx_frames.next_power_of_two()),
            tx_frames,
            rx_frames,
            frame_size: self.frame_size,
            headroom: self.headroom,
            pages: self.pages,
            program: self.program,
            bind_timeout: self.bind_timeout,
            check_mtu: self.check_mtu,
            promiscuous: self.promiscuous,
            tx_budget: self.tx_budget,
            send_buffer: self.send_buffer,
        }
    }
}

fn wrong(field: &'static str, value: u32, allowed: String) -> Error {
    Error::Config {
        field,
        value: value.to_string(),
        allowed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(builder: XdpConfigBuilder) -> String {
        builder.build().unwrap_err().to_string()
    }

    #[test]
    fn defaults_are_allowed() {
        let c = XdpConfig::builder().build().unwrap();
        assert_eq!((c.tx_frames, c.rx_frames), (2048, 2048));
        assert_eq!((c.fill_ring, c.completion_ring), (4096, 2048));
    }

    #[test]
    fn ring_sizes_are_powers_of_two() {
        for slots in [0, 3, 1000, u32::MAX] {
            for (field, builder) in [
                ("tx_ring", XdpConfig::builder().tx_ring(slots)),
                ("rx_ring", XdpConfig::builder().rx_ring(slots)),
                ("fill_ring", XdpConfig::builder().fill_ring(slots)),
                (
                    "completion_ring",
                    XdpConfig::builder().completion_ring(slots),
                ),
            ] {
                let text = refused(builder);
                assert!(text.contains(&format!("{field} = {slots} ")), "{text}");
                assert!(text.contains("a power of two from 1 to"), "{text}");
            }
        }
    }

    #[test]
    fn frame_sizes_stay_within_a_page() {
        for bytes in [0, 1024, 2047, 3000, 1 << 20] {
            let text = refused(XdpConfig::builder().frame_size(bytes));
            assert!(text.contains(&format!("frame_size = {bytes} ")), "{text}");
        }
        let page = u32::try_from(PageSize::Normal.bytes()).unwrap();
        let huge = XdpConfig::builder().pages(Pages::Require(PageSize::Huge2M));
        assert!(huge.clone().frame_size(page).build().is_ok());
        assert!(refused(huge.frame_size(2 * page)).contains(&format!("the page size, {page}")));
    }

    #[test]
    fn headroom_leaves_room() {
        assert!(XdpConfig::builder().headroom(1791).build().is_ok());
        let text = refused(XdpConfig::builder().headroom(1792));
        assert!(text.contains("headroom = 1792 "), "{text}");
    }

    #[test]
    fn p31_budget_below_32_is_refused_before_the_kernel_does() {
        assert!(XdpConfig::builder().tx_budget(32).build().is_ok());
        assert!(refused(XdpConfig::builder().tx_budget(31)).contains("from 32"));
        assert!(refused(XdpConfig::builder().tx_budget(4096)).contains("2048"));
    }

    #[test]
    fn p30_fill_ring_has_room_for_twice_the_frames() {
        let c = XdpConfig::builder().rx_frames(3000).build().unwrap();
        assert_eq!(c.fill_ring, 8192);
    }
}
