//! Pins threads to processors.
#![allow(unsafe_code)]

/// Pins the calling thread to one processor; does nothing where that is not allowed.
pub(crate) fn pin(cpu: usize) {
    // SAFETY: cpu_set_t is plain data, for which zero is the empty set.
    let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
    // SAFETY: `set` is valid; CPU_SET checks the number against its size.
    unsafe { libc::CPU_SET(cpu, &mut set) };
    // SAFETY: the size is that of `set`.
    unsafe { libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), &set) };
}
