//! The bindings against other sources of the same facts: the C library's declarations, the sizes
//! that the kernel accepts, and the kernel that runs.

mod kernel;
mod layout;
mod libc_agrees;
