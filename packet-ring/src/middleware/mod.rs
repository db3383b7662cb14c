//! Rings that wrap rings.
