//! Who has which rings of a port open.

use std::io;
use std::ops::Range;
use std::sync::Arc;

use super::errno;
use super::kring::{RxKring, TxKring};
use super::layout::Geometry;

/// One ring of a port.
#[derive(Debug)]
pub(super) struct Binding<K> {
    /// How many have it open.
    users: u32,
    exclusive: bool,
    pub(super) ring: Option<Arc<K>>,
}

fn unbound<K>(count: u32) -> Vec<Binding<K>> {
    let none = |_| Binding {
        users: 0,
        exclusive: false,
        ring: None,
    };
    (0..count).map(none).collect()
}

/// The rings of a port, and how often it is open.
#[derive(Debug)]
pub(super) struct Rings {
    pub(super) opens: u32,
    pub(super) tx: Vec<Binding<TxKring>>,
    pub(super) rx: Vec<Binding<RxKring>>,
}

/// The rings that one opening of a port binds.
#[derive(Debug, Clone, Default)]
pub(super) struct Selection {
    pub(super) tx: Range<usize>,
    pub(super) rx: Range<usize>,
    pub(super) exclusive: bool,
}

impl Rings {
    pub(super) fn new(geometry: Geometry) -> Rings {
        Rings {
            opens: 0,
            tx: unbound(geometry.tx_rings),
            rx: unbound(geometry.rx_rings),
        }
    }

    /// Whether the rings may be opened: none is another's alone, nor in use where it is wanted
    /// for one alone.
    pub(super) fn check(&self, wanted: &Selection) -> io::Result<()> {
        fn busy<K>(bindings: &[Binding<K>], exclusive: bool) -> bool {
            bindings
                .iter()
                .any(|b| b.exclusive || (b.users > 0 && exclusive))
        }
        let (tx, rx) = (&self.tx[wanted.tx.clone()], &self.rx[wanted.rx.clone()]);
        if busy(tx, wanted.exclusive) || busy(rx, wanted.exclusive) {
            return Err(errno(libc::EBUSY));
        }
        Ok(())
    }

    pub(super) fn bind(&mut self, wanted: &Selection) -> Bound {
        fn take<K>(bindings: &mut [Binding<K>], exclusive: bool) -> Vec<Arc<K>> {
            let one = |b: &mut Binding<K>| {
                b.users += 1;
                b.exclusive |= exclusive;
                b.ring.clone()
            };
            bindings.iter_mut().filter_map(one).collect()
        }
        self.opens += 1;
        Bound {
            tx: take(&mut self.tx[wanted.tx.clone()], wanted.exclusive),
            rx: take(&mut self.rx[wanted.rx.clone()], wanted.exclusive),
        }
    }

    /// Undoes [`bind`](Rings::bind). Rings that nobody has open any more go.
    pub(super) fn release(&mut self, held: &Selection) {
        fn give<K>(bindings: &mut [Binding<K>], exclusive: bool) {
            for b in bindings {
                b.users = b.users.saturating_sub(1);
                b.exclusive &= !exclusive;
                if b.users == 0 {
                    b.ring = None;
                }
            }
        }
        self.opens = self.opens.saturating_sub(1);
        give(&mut self.tx[held.tx.clone()], held.exclusive);
        give(&mut self.rx[held.rx.clone()], held.exclusive);
    }
}

/// The rings that an opening has bound, in order.
#[derive(Debug, Default)]
pub(super) struct Bound {
    pub(super) tx: Vec<Arc<TxKring>>,
    pub(super) rx: Vec<Arc<RxKring>>,
}

/// The wanted rings that do not exist yet.
pub(super) fn missing<K>(
    bindings: &[Binding<K>],
    wanted: &Range<usize>,
) -> impl Iterator<Item = usize> {
    let none = |i: &usize| bindings[*i].ring.is_none();
    wanted.clone().filter(none).collect::<Vec<_>>().into_iter()
}
