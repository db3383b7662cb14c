//! Random operations against simple models.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Op {
    /// Write so many slots; those whose bit is set go on in the next.
    Put(u8, u16),
    TxSync,
    /// Take so many packets.
    Take(u8),
    RxSync,
    /// Exchange the buffers of two slots that are the receiver's.
    Swap(u8, u8),
    /// Close and reopen the sender, or the receiver.
    Reopen(bool),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (0u8..20, any::<u16>()).prop_map(|(n, m)| Op::Put(n, m & m >> 3)),
        3 => Just(Op::TxSync),
        4 => (0u8..20).prop_map(Op::Take),
        3 => Just(Op::RxSync),
        1 => (0u8..20, 0u8..20).prop_map(|(a, b)| Op::Swap(a, b)),
        1 => any::<bool>().prop_map(Op::Reopen),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A pipe is two queues: what is synced and complete can be received, in order, and what was
    /// given back and synced can be filled again. No buffer is lost or doubled.
    #[test]
    fn a_pipe_conserves_packets_and_buffers(
        slots in 2u32..40,
        ops in prop::collection::vec(op(), 1..120),
    ) {
        let _alone = alone();
        let reg = nmreq_register { nr_tx_slots: slots, nr_rx_slots: slots, ..all_nic() };
        let mut m = Raw::with("modelx{1", reg);
        let mut s = Raw::with("modelx}1", reg);
        let mem = m.port.mem();
        let used = mem.in_use();
        // Slots written and not synced; handed over but not complete; to be seen by the receiver.
        let (mut written, mut taken, mut ready) = (VecDeque::new(), VecDeque::new(), VecDeque::new());
        let (mut visible, mut released, mut given, mut room) = (0usize, 0usize, 0usize, slots as usize - 1);
        let mut tag = 0u32;
        for op in ops {
            match op {
                Op::Put(n, more) => {
                    for i in 0..n {
                        prop_assert_eq!(m.tx().space() as usize, room);
                        if room == 0 { break }
                        let flags = if more >> (i % 16) & 1 == 1 { 0x20 } else { 0 };
                        m.tx().put(&tag.to_le_bytes(), flags);
                        written.push_back((tag, flags));
                        tag += 1;
                        room -= 1;
                    }
                }
                Op::TxSync => {
                    m.txsync();
                    room += given;
                    given = 0;
                    taken.extend(written.drain(..));
                    if let Some(last) = taken.iter().rposition(|(_, flags)| *flags == 0) {
                        ready.extend(taken.drain(..=last));
                    }
                }
                Op::RxSync => {
                    s.rxsync();
                    visible = ready.len();
                    given += released;
                    released = 0;
                }
                Op::Take(n) => {
                    prop_assert_eq!(s.rx().space() as usize, visible);
                    for _ in 0..n {
                        if visible == 0 { break }
                        let (tag, flags) = ready.pop_front().unwrap();
                        prop_assert_eq!(s.rx().take(), (u32::to_le_bytes(tag).to_vec(), flags));
                        visible -= 1;
                        released += 1;
                    }
                }
                Op::Swap(a, b) => {
                    if visible > 0 {
                        let at = |i: u8| (s.rx().head() + u32::from(i) % visible as u32) % slots;
                        let (i, j) = (at(a), at(b));
                        let (mut x, mut y) = (s.rx().slot(i), s.rx().slot(j));
                        if i != j {
                            // Packets and all, so that the order can still be told.
                            let (p, q) = (s.rx().read(x), s.rx().read(y));
                            std::mem::swap(&mut x.buf_idx, &mut y.buf_idx);
                            s.rx().set_slot(i, x);
                            s.rx().set_slot(j, y);
                            for (slot, bytes) in [(x, p), (y, q)] {
                                let to = s.rx().buffer(slot.buf_idx);
                                // SAFETY: four bytes of a buffer.
                                unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), to, 4) };
                            }
                        }
                    }
                }
                Op::Reopen(true) => {
                    drop(m);
                    m = Raw::open("modelx{1");
                }
                Op::Reopen(false) => {
                    drop(s);
                    s = Raw::open("modelx}1");
                }
            }
            prop_assert_eq!(mem.in_use(), used);
        }
        drop(m);
        drop(s);
        prop_assert_eq!(mem.in_use(), (0, 0, 2));
    }

    /// A switch against a list of what each port knows.
    #[test]
    fn a_switch_forwards_as_its_table_says(
        packets in prop::collection::vec((0usize..4, 0u8..8, 0u8..8), 1..400),
        batch in 1usize..300,
    ) {
        use crate::software::table::{ENTRIES, hash};
        let _alone = alone();
        let ports: Vec<_> = (0..4).map(|i| Raw::open(&format!("valemodel:{i}"))).collect();
        // Addresses 0 to 5 are unicast, 6 is multicast, 7 broadcast.
        let address = |n: u8| match n { 7 => [255; 6], 6 => [1, 0, 94, 0, 0, 1], n => [2, 0, 0, 0, 9, n] };
        let word = |a: [u8; 6]| a.iter().rev().fold(0u64, |w, b| w << 8 | u64::from(*b));
        let mut table = vec![(0u64, 0usize); ENTRIES];
        let mut last = [u64::MAX; 4];
        let mut expected: [Vec<u32>; 4] = Default::default();
        for (tag, (from, to, source)) in packets.iter().enumerate() {
            // A batch is of one sender.
            let (dst, src) = (address(*to), address(*source));
            let bytes = [&dst[..], &src[..], &[8, 0], &(tag as u32).to_le_bytes()].concat();
            ports[*from].tx().put(&bytes, 0);
            let next = packets.get(tag + 1).map(|p| p.0);
            if next != Some(*from) || (tag + 1) % batch == 0 {
                ports[*from].txsync();
            }
            if src[0] & 1 == 0 && last[*from] != word(src) {
                last[*from] = word(src);
                table[hash(word(src))] = (word(src), *from);
            }
            let (known, port) = table[hash(word(dst))];
            let unicast = dst[0] & 1 == 0 && known == word(dst);
            for (i, got) in expected.iter_mut().enumerate() {
                if i != *from && (!unicast || i == port) {
                    got.push(tag as u32);
                }
            }
        }
        for (port, expected) in ports.iter().zip(expected) {
            let got: Vec<_> = port.receive().iter()
                .map(|p| u32::from_le_bytes([p[14], p[15], p[16], p[17]]))
                .collect();
            prop_assert_eq!(got, expected);
        }
    }
}
