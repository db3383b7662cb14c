//! netmap-sys.
