//! An assembler for the few BPF instructions that the built-in program needs.
//!
//! The instruction set is that of the kernel's Documentation/bpf/standardization; nothing newer
//! than what Linux 4.18 runs is used.

use std::collections::HashMap;

/// One instruction, as the kernel reads it.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instruction {
    code: u8,
    registers: u8,
    offset: i16,
    immediate: i32,
}

const _: () = assert!(size_of::<Instruction>() == 8);

/// A register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reg {
    R0,
    R1,
    R2,
    R3,
    R4,
    R5,
    R6,
    R7,
    R8,
    R9,
    /// The frame pointer, read-only.
    R10,
}

/// Bytes of a load or store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Byte = 0x10,
    Half = 0x08,
    Word = 0x00,
}

/// A condition under which to jump; all comparisons are unsigned and of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum If {
    Equal = 0x10,
    Above = 0x20,
    NotEqual = 0x50,
    Below = 0xa0,
}

/// A place in the program, to be jumped to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Label(usize);

const LOAD_IMMEDIATE_64: u8 = 0x18;
const LOAD: u8 = 0x61; // BPF_LDX | BPF_MEM
const STORE: u8 = 0x63; // BPF_STX | BPF_MEM
const STORE_IMMEDIATE: u8 = 0x62; // BPF_ST | BPF_MEM
const ALU64: u8 = 0x07;
const ALU32: u8 = 0x04;
const JUMP: u8 = 0x05;
const FROM_REGISTER: u8 = 0x08; // BPF_X
const ADD: u8 = 0x00;
const AND: u8 = 0x50;
const LEFT: u8 = 0x60;
const RIGHT: u8 = 0x70;
const MOVE: u8 = 0xb0;
const TO_BIG_ENDIAN: u8 = 0xdc; // BPF_ALU | BPF_END | BPF_TO_BE
const CALL: u8 = 0x85;
const EXIT: u8 = 0x95;

/// A program being written.
#[derive(Debug, Default)]
pub(crate) struct Assembler {
    instructions: Vec<Instruction>,
    labels: usize,
    places: HashMap<Label, usize>,
    jumps: Vec<(usize, Label)>,
}

impl Assembler {
    fn push(&mut self, code: u8, to: Reg, from: Reg, offset: i16, immediate: i32) {
        let (to, from) = (to as u8, from as u8);
        let registers = if cfg!(target_endian = "little") {
            from << 4 | to
        } else {
            to << 4 | from
        };
        self.instructions.push(Instruction {
            code,
            registers,
            offset,
            immediate,
        });
    }

    /// `to = *(size *)(from + offset)`, zero-extended.
    pub(crate) fn load(&mut self, size: Size, to: Reg, from: Reg, offset: i16) {
        self.push(LOAD | size as u8, to, from, offset, 0);
    }

    /// `*(size *)(to + offset) = from`.
    pub(crate) fn store(&mut self, size: Size, to: Reg, offset: i16, from: Reg) {
        self.push(STORE | size as u8, to, from, offset, 0);
    }

    /// `*(size *)(to + offset) = value`.
    pub(crate) fn store_value(&mut self, size: Size, to: Reg, offset: i16, value: i32) {
        self.push(STORE_IMMEDIATE | size as u8, to, Reg::R0, offset, value);
    }

    /// `to = from`.
    pub(crate) fn copy(&mut self, to: Reg, from: Reg) {
        self.push(ALU64 | FROM_REGISTER | MOVE, to, from, 0, 0);
    }

    /// `to = value`, sign-extended to 64 bits.
    pub(crate) fn set(&mut self, to: Reg, value: i32) {
        self.push(ALU64 | MOVE, to, Reg::R0, 0, value);
    }

    /// `to = value`, zero-extended to 64 bits.
    pub(crate) fn set_u32(&mut self, to: Reg, value: u32) {
        self.push(ALU32 | MOVE, to, Reg::R0, 0, value as i32);
    }

    /// `to += value`.
    pub(crate) fn add(&mut self, to: Reg, value: i32) {
        self.push(ALU64 | ADD, to, Reg::R0, 0, value);
    }

    /// `to += from`.
    pub(crate) fn add_register(&mut self, to: Reg, from: Reg) {
        self.push(ALU64 | FROM_REGISTER | ADD, to, from, 0, 0);
    }

    /// `to = (u32)to & mask`.
    pub(crate) fn and_u32(&mut self, to: Reg, mask: u32) {
        self.push(ALU32 | AND, to, Reg::R0, 0, mask as i32);
    }

    /// `to <<= bits`.
    pub(crate) fn shift_left(&mut self, to: Reg, bits: i32) {
        self.push(ALU64 | LEFT, to, Reg::R0, 0, bits);
    }

    /// `to >>= bits`.
    pub(crate) fn shift_right(&mut self, to: Reg, bits: i32) {
        self.push(ALU64 | RIGHT, to, Reg::R0, 0, bits);
    }

    /// Turns the 16 bits in `to` from network byte order into the machine's.
    pub(crate) fn network_to_host_16(&mut self, to: Reg) {
        self.push(TO_BIG_ENDIAN, to, Reg::R0, 0, 16);
    }

    /// `to` = the map that descriptor `fd` refers to.
    pub(crate) fn load_map(&mut self, to: Reg, fd: i32) {
        // BPF_PSEUDO_MAP_FD goes where the source register would be
        self.push(LOAD_IMMEDIATE_64, to, Reg::R1, 0, fd);
        self.push(0, Reg::R0, Reg::R0, 0, 0);
    }

    /// `r0 = function(r1, ..., r5)`; those five are lost.
    pub(crate) fn call(&mut self, function: u32) {
        self.push(CALL, Reg::R0, Reg::R0, 0, function as i32);
    }

    /// Ends the program with the verdict in r0.
    pub(crate) fn exit(&mut self) {
        self.push(EXIT, Reg::R0, Reg::R0, 0, 0);
    }

    /// Makes a label, to be placed once.
    pub(crate) fn label(&mut self) -> Label {
        self.labels += 1;
        Label(self.labels)
    }

    /// Puts `label` before the next instruction.
    pub(crate) fn place(&mut self, label: Label) {
        let before = self.places.insert(label, self.instructions.len());
        debug_assert!(before.is_none(), "a label is in one place");
    }

    /// Goes on at `label`.
    pub(crate) fn jump(&mut self, label: Label) {
        self.jumps.push((self.instructions.len(), label));
        self.push(JUMP, Reg::R0, Reg::R0, 0, 0);
    }

    /// Goes on at `label` if `left` compares so with `value`, which is sign-extended.
    pub(crate) fn jump_if(&mut self, left: Reg, condition: If, value: i32, label: Label) {
        self.jumps.push((self.instructions.len(), label));
        self.push(JUMP | condition as u8, left, Reg::R0, 0, value);
    }

    /// Goes on at `label` if `left` compares so with `right`.
    pub(crate) fn jump_if_register(&mut self, left: Reg, condition: If, right: Reg, label: Label) {
        self.jumps.push((self.instructions.len(), label));
        self.push(JUMP | FROM_REGISTER | condition as u8, left, right, 0, 0);
    }

    /// The program, with jumps resolved; `None` where one is farther than an instruction can say.
    pub(crate) fn finish(mut self) -> Option<Vec<Instruction>> {
        for (at, label) in self.jumps {
            let to = self.places.get(&label).copied()?;
            let distance = to as isize - at as isize - 1;
            self.instructions[at].offset = i16::try_from(distance).ok()?;
        }
        Some(self.instructions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(program: &[Instruction]) -> Vec<[u8; 8]> {
        program
            .iter()
            .map(|i| {
                let [o0, o1] = i.offset.to_le_bytes();
                let [i0, i1, i2, i3] = i.immediate.to_le_bytes();
                [i.code, i.registers, o0, o1, i0, i1, i2, i3]
            })
            .collect()
    }

    // What LLVM's assembler makes of the same instructions for a little-endian machine.
    #[test]
    #[cfg(target_endian = "little")]
    fn encodings() {
        let mut a = Assembler::default();
        a.load(Size::Word, Reg::R2, Reg::R1, 4);
        a.load(Size::Half, Reg::R9, Reg::R2, 12);
        a.load(Size::Byte, Reg::R7, Reg::R4, 9);
        a.store(Size::Word, Reg::R10, -16, Reg::R0);
        a.store_value(Size::Word, Reg::R10, -20, 0);
        a.copy(Reg::R6, Reg::R1);
        a.set(Reg::R7, -1);
        a.set_u32(Reg::R2, 0xc0a8_0001);
        a.add(Reg::R4, 14);
        a.add_register(Reg::R4, Reg::R0);
        a.and_u32(Reg::R0, 15);
        a.shift_left(Reg::R0, 2);
        a.shift_right(Reg::R0, 4);
        a.network_to_host_16(Reg::R9);
        a.load_map(Reg::R1, 5);
        a.call(51);
        a.exit();
        let expected: [[u8; 8]; 18] = [
            [0x61, 0x12, 4, 0, 0, 0, 0, 0],
            [0x69, 0x29, 12, 0, 0, 0, 0, 0],
            [0x71, 0x47, 9, 0, 0, 0, 0, 0],
            [0x63, 0x0a, 0xf0, 0xff, 0, 0, 0, 0],
            [0x62, 0x0a, 0xec, 0xff, 0, 0, 0, 0],
            [0xbf, 0x16, 0, 0, 0, 0, 0, 0],
            [0xb7, 0x07, 0, 0, 0xff, 0xff, 0xff, 0xff],
            [0xb4, 0x02, 0, 0, 0x01, 0x00, 0xa8, 0xc0],
            [0x07, 0x04, 0, 0, 14, 0, 0, 0],
            [0x0f, 0x04, 0, 0, 0, 0, 0, 0],
            [0x54, 0x00, 0, 0, 15, 0, 0, 0],
            [0x67, 0x00, 0, 0, 2, 0, 0, 0],
            [0x77, 0x00, 0, 0, 4, 0, 0, 0],
            [0xdc, 0x09, 0, 0, 16, 0, 0, 0],
            [0x18, 0x11, 0, 0, 5, 0, 0, 0],
            [0; 8],
            [0x85, 0, 0, 0, 51, 0, 0, 0],
            [0x95, 0, 0, 0, 0, 0, 0, 0],
        ];
        assert_eq!(bytes(&a.finish().unwrap()), expected);
    }

    #[test]
    #[cfg(target_endian = "little")]
    fn jumps_count_from_the_next_instruction() {
        let mut a = Assembler::default();
        let (back, forth) = (a.label(), a.label());
        a.place(back);
        a.jump_if(Reg::R7, If::Equal, 17, forth);
        a.jump_if_register(Reg::R5, If::Above, Reg::R3, forth);
        a.jump(back);
        a.place(forth);
        a.exit();
        let expected: [[u8; 8]; 4] = [
            [0x15, 0x07, 2, 0, 17, 0, 0, 0],
            [0x2d, 0x35, 1, 0, 0, 0, 0, 0],
            [0x05, 0, 0xfd, 0xff, 0, 0, 0, 0],
            [0x95, 0, 0, 0, 0, 0, 0, 0],
        ];
        assert_eq!(bytes(&a.finish().unwrap()), expected);
    }

    #[test]
    fn jumps_too_far_are_refused() {
        let mut a = Assembler::default();
        let end = a.label();
        a.jump(end);
        for _ in 0..40_000 {
            a.exit();
        }
        a.place(end);
        assert_eq!(a.finish(), None);
    }
}
