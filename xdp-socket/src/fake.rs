//! A fake kernel: the far side of the rings, in plain memory.
//!
//! [`FakeKernel`] takes what the rings' owner commits and gives it back as the kernel would, or as
//! it should not: tests drive it, benchmarks measure the rings with it, and no test over it needs
//! rights or a device. Unstable, for tests only.
//!
//! Invariants: those of `ring.rs`, from the other side; the frames' bytes are only touched between
//! a descriptor's arrival here and its departure.
#![allow(unsafe_code)]

use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use xdp_sys::{XDP_RING_NEED_WAKEUP, xdp_desc, xdp_ring_offset};

use crate::mmap::{Mmap, PageSize};
use crate::ring::{ConsumerRing, Entry, ProducerRing, RingMemory};
pub use crate::rx_queue::RxQueue;
pub use crate::tx_queue::TxQueue;
use crate::umem::{PACKET_HEADROOM, Umem};

/// Shape of the rings and frames.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Slots of TX, RX, fill and completion ring: powers of two.
    pub rings: [u32; 4],
    /// Frames for sending and for receiving.
    pub frames: [u32; 2],
    /// Bytes of a frame, a power of two.
    pub frame_size: u32,
    /// Where all indices start.
    pub start: u32,
}

impl Shape {
    /// `slots` everywhere, and a fill ring of twice that; frames of 2048 bytes.
    pub fn square(slots: u32) -> Shape {
        Shape {
            rings: [slots, slots, 2 * slots, slots],
            frames: [slots, slots],
            frame_size: 2048,
            start: 0,
        }
    }
}

/// One ring, seen from the kernel's side.
#[derive(Debug)]
struct FarRing<T> {
    memory: Arc<Mmap>,
    slots: u32,
    _entries: std::marker::PhantomData<T>,
}

const OFFSETS: xdp_ring_offset = xdp_ring_offset {
    producer: 0,
    consumer: 64,
    flags: 128,
    desc: 192,
};

impl<T: Entry> FarRing<T> {
    fn new(slots: u32, start: u32) -> FarRing<T> {
        let bytes = RingMemory::<T>::bytes(&OFFSETS, slots).expect("a small ring");
        let memory = Mmap::anonymous(bytes, 0, PageSize::Normal).expect("memory");
        let ring = FarRing {
            memory: Arc::new(memory),
            slots,
            _entries: std::marker::PhantomData,
        };
        ring.producer().store(start, Ordering::Relaxed);
        ring.consumer().store(start, Ordering::Relaxed);
        ring
    }

    fn near(&self) -> RingMemory<T> {
        RingMemory::new(self.memory.clone(), &OFFSETS, self.slots).expect("a ring that fits")
    }

    fn at(&self, offset: u64) -> NonNull<u8> {
        debug_assert!((offset as usize) < self.memory.len());
        // SAFETY: the offsets are inside the mapping, whose size `new` computed from them.
        unsafe { self.memory.base().add(offset as usize) }
    }

    fn word(&self, offset: u64) -> &AtomicU32 {
        // SAFETY: aligned, inside the mapping, and accessed as an atomic by both sides.
        unsafe { self.at(offset).cast::<AtomicU32>().as_ref() }
    }

    fn producer(&self) -> &AtomicU32 {
        self.word(OFFSETS.producer)
    }

    fn consumer(&self) -> &AtomicU32 {
        self.word(OFFSETS.consumer)
    }

    fn flags(&self) -> &AtomicU32 {
        self.word(OFFSETS.flags)
    }

    fn entry(&self, index: u32) -> NonNull<T> {
        let i = u64::from(index & (self.slots - 1));
        self.at(OFFSETS.desc + i * size_of::<T>() as u64).cast()
    }

    /// Takes one entry out of a ring that we consume.
    fn take(&self) -> Option<T> {
        let tail = self.consumer().load(Ordering::Relaxed);
        if self.producer().load(Ordering::Acquire) == tail {
            return None;
        }
        // SAFETY: inside the entries; published, so ours until we release it.
        let value = unsafe { self.entry(tail).read() };
        self.consumer()
            .store(tail.wrapping_add(1), Ordering::Release);
        Some(value)
    }

    /// Puts one entry into a ring that we produce; false where it is full.
    fn put(&self, value: T) -> bool {
        let head = self.producer().load(Ordering::Relaxed);
        if head.wrapping_sub(self.consumer().load(Ordering::Acquire)) >= self.slots {
            return false;
        }
        // SAFETY: inside the entries; free, so ours until we publish it.
        unsafe { self.entry(head).write(value) };
        self.producer()
            .store(head.wrapping_add(1), Ordering::Release);
        true
    }

    fn len(&self) -> u32 {
        let head = self.producer().load(Ordering::Acquire);
        head.wrapping_sub(self.consumer().load(Ordering::Acquire))
    }
}

/// A packet that the fake kernel holds: address and length as they stood in the descriptor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Held {
    /// Address in the UMEM.
    pub address: u64,
    /// Bytes.
    pub len: u32,
    /// The descriptor's options.
    pub options: u32,
}

/// The far side of one socket's rings.
#[derive(Debug)]
pub struct FakeKernel {
    tx: FarRing<xdp_desc>,
    rx: FarRing<xdp_desc>,
    fill: FarRing<u64>,
    completion: FarRing<u64>,
    umem: Arc<Umem>,
}

impl FakeKernel {
    /// A bidirectional socket without a device.
    ///
    /// # Panics
    ///
    /// Where the shape is impossible.
    pub fn socket(shape: Shape) -> (FakeKernel, TxQueue, RxQueue) {
        let [tx, rx, fill, completion] = shape.rings;
        let [tx_frames, rx_frames] = shape.frames;
        let frames = tx_frames + rx_frames;
        let umem = Umem::new(frames, shape.frame_size, 0, &[PageSize::Normal]).expect("memory");
        let kernel = FakeKernel {
            tx: FarRing::new(tx, shape.start),
            rx: FarRing::new(rx, shape.start),
            fill: FarRing::new(fill, shape.start),
            completion: FarRing::new(completion, shape.start),
            umem: Arc::new(umem),
        };
        let tx = TxQueue::new(
            ProducerRing::new(kernel.tx.near()),
            ConsumerRing::new(kernel.completion.near()),
            kernel.umem.clone(),
            kernel.umem.addresses(0, tx_frames),
        );
        let rx = RxQueue::new(
            ConsumerRing::new(kernel.rx.near()),
            ProducerRing::new(kernel.fill.near()),
            kernel.umem.clone(),
            kernel.umem.addresses(tx_frames, frames),
        );
        (kernel, tx, rx)
    }

    /// Takes the next packet off the TX ring.
    pub fn take_tx(&self) -> Option<Held> {
        self.tx.take().map(|d| Held {
            address: d.addr,
            len: d.len,
            options: d.options,
        })
    }

    /// Puts an address into the completion ring; false where that is full.
    pub fn complete(&self, address: u64) -> bool {
        self.completion.put(address)
    }

    /// Takes a frame off the fill ring.
    pub fn take_fill(&self) -> Option<u64> {
        self.fill.take()
    }

    /// Puts a descriptor into the RX ring, whatever it says; false where that is full.
    pub fn put_rx(&self, address: u64, len: u32) -> bool {
        self.rx.put(xdp_desc {
            addr: address,
            len,
            options: 0,
        })
    }

    /// Receives a packet as the kernel does: takes a frame off the fill ring, copies the bytes in
    /// behind the headroom, and publishes the descriptor. False, and nothing taken, where there is
    /// no frame or no room.
    pub fn deliver(&self, packet: &[u8]) -> bool {
        if self.fill.len() == 0 || self.rx.len() >= self.rx.slots {
            return false;
        }
        let Some(frame) = self.fill.take() else {
            return false;
        };
        let address = (frame & self.mask()) + u64::from(PACKET_HEADROOM);
        self.bytes(address, packet.len() as u32)
            .copy_from_slice(packet);
        self.put_rx(address, packet.len() as u32)
    }

    /// The bytes of a packet that is held.
    ///
    /// # Panics
    ///
    /// Where it does not lie in the UMEM.
    pub fn packet(&self, held: Held) -> Vec<u8> {
        self.bytes(held.address, held.len).to_vec()
    }

    /// Sets or clears the flags that ask for a wake-up.
    pub fn ask_for_wakeup(&self, tx: bool, rx: bool) {
        let value = |on: bool| if on { XDP_RING_NEED_WAKEUP } else { 0 };
        self.tx.flags().store(value(tx), Ordering::Relaxed);
        self.fill.flags().store(value(rx), Ordering::Relaxed);
    }

    /// Sends everything committed round to the receiving side, as far as that has frames, and
    /// completes it. Returns the number of packets.
    pub fn loop_back(&self) -> usize {
        let mut n = 0;
        while self.fill.len() > 0 && self.rx.len() < self.rx.slots {
            let Some(held) = self.take_tx() else { break };
            let packet = self.packet(held);
            assert!(self.deliver(&packet));
            assert!(self.complete(held.address), "room for every frame");
            n += 1;
        }
        n
    }

    /// Takes all that is on the TX ring and completes it at once, without a look at the bytes: the
    /// least work that a benchmark's far side can do. Returns the number of packets.
    #[inline]
    pub fn complete_all(&self) -> u32 {
        let (head, tail) = (
            self.tx.producer().load(Ordering::Acquire),
            self.tx.consumer().load(Ordering::Relaxed),
        );
        let n = head.wrapping_sub(tail);
        let to = self.completion.producer().load(Ordering::Relaxed);
        for i in 0..n {
            // SAFETY: a published entry, ours.
            let desc = unsafe { self.tx.entry(tail.wrapping_add(i)).read() };
            // SAFETY: there is room for a completion of every frame.
            unsafe { self.completion.entry(to.wrapping_add(i)).write(desc.addr) };
        }
        self.tx.consumer().store(head, Ordering::Release);
        self.completion
            .producer()
            .store(to.wrapping_add(n), Ordering::Release);
        n
    }

    /// Receives `n` packets of `len` bytes, whatever bytes are there: as
    /// [`complete_all`](Self::complete_all). Returns how many there were frames for.
    #[inline]
    pub fn deliver_all(&self, n: u32, len: u32) -> u32 {
        let tail = self.fill.consumer().load(Ordering::Relaxed);
        let frames = self.fill.len();
        let n = n.min(frames).min(self.rx.slots - self.rx.len());
        let to = self.rx.producer().load(Ordering::Relaxed);
        for i in 0..n {
            // SAFETY: a published entry, ours.
            let frame = unsafe { self.fill.entry(tail.wrapping_add(i)).read() };
            let desc = xdp_desc {
                addr: frame + u64::from(PACKET_HEADROOM),
                len,
                options: 0,
            };
            // SAFETY: there is room, as just counted.
            unsafe { self.rx.entry(to.wrapping_add(i)).write(desc) };
        }
        self.fill
            .consumer()
            .store(tail.wrapping_add(n), Ordering::Release);
        self.rx
            .producer()
            .store(to.wrapping_add(n), Ordering::Release);
        n
    }

    /// Stores a producer or consumer index as no kernel would. `which` counts through RX producer,
    /// TX consumer, fill consumer, completion producer.
    pub fn spoil_index(&self, which: usize, value: u32) {
        self.index(which).store(value, Ordering::Release);
    }

    fn index(&self, which: usize) -> &AtomicU32 {
        match which % 4 {
            0 => self.rx.producer(),
            1 => self.tx.consumer(),
            2 => self.fill.consumer(),
            _ => self.completion.producer(),
        }
    }

    /// As [`spoil_index`](Self::spoil_index), by `step` from where it is.
    pub fn move_index(&self, which: usize, step: i32) {
        let word = self.index(which);
        word.store(
            word.load(Ordering::Relaxed).wrapping_add_signed(step),
            Ordering::Release,
        );
    }

    /// The shared consumer index of the RX ring.
    pub fn rx_consumer(&self) -> u32 {
        self.rx.consumer().load(Ordering::Acquire)
    }

    /// The shared producer index of the TX ring.
    pub fn tx_producer(&self) -> u32 {
        self.tx.producer().load(Ordering::Acquire)
    }

    /// The shared producer index of the fill ring.
    pub fn fill_producer(&self) -> u32 {
        self.fill.producer().load(Ordering::Acquire)
    }

    /// Bytes of the UMEM.
    pub fn umem_len(&self) -> u64 {
        self.umem.len()
    }

    fn mask(&self) -> u64 {
        !(u64::from(self.umem.chunk_size()) - 1)
    }

    #[allow(clippy::mut_from_ref)]
    fn bytes(&self, address: u64, len: u32) -> &mut [u8] {
        assert!(
            address
                .checked_add(u64::from(len))
                .is_some_and(|end| end <= self.umem.len())
        );
        // SAFETY: inside the mapping, as just checked.
        let at = unsafe { self.umem.base().add(address as usize) };
        // SAFETY: inside the mapping, which `self` keeps; the frame is the kernel's side's now.
        unsafe { std::slice::from_raw_parts_mut(at.as_ptr(), len as usize) }
    }
}
