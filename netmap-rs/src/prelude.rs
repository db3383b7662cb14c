//! What most programs need: `use netmap_rs::prelude::*;`.

pub use crate::{
    Backend, Error, Frame, Netmap, NetmapBuilder, PortName, RegFlags, RingError, RingMode, RxRing,
    TxRing,
};
