//! The rings of a socket against a model, over the fake kernel: any order of operations, any start
//! of the 32-bit indices, any order of completions, and a kernel that tells nonsense.
//!
//! What is held against the model: every frame is in exactly one place; no frame is handed out
//! twice; what was written is what the kernel sees, and what it delivered is what is read; counts
//! are exact; errors change nothing.

mod honest;
mod hostile;
mod steps;
mod world;
