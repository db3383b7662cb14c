//! netmap-rs.
