//! xdp-sys.
