//! Threads and processors.
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

/// How many processors the process may use.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, |n| n.get())
}

/// Enters the kernel, and does nothing there.
pub(crate) fn enter_kernel() {
    // SAFETY: no arguments; not by libc, which might remember the answer.
    unsafe { libc::syscall(libc::SYS_getppid) };
}

/// Processor time that the calling thread has taken, its system calls included, in nanoseconds.
pub fn processor_time() -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` is valid to be written.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// Processor time of all children that have been waited for, in seconds.
pub fn children_time() -> f64 {
    // SAFETY: plain data.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: `usage` is valid to be written.
    unsafe { libc::getrusage(libc::RUSAGE_CHILDREN, &mut usage) };
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 * 1e-6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
