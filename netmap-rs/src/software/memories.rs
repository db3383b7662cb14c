//! The regions of the process, by their ids.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, Weak};

use super::allocator::{Mem, MemKind};
use super::errno;
use super::layout::Layout;

/// The region that ports share.
const GLOBAL: u16 = 1;

/// Regions by their id.
#[derive(Debug)]
pub(super) struct Memories {
    by_id: BTreeMap<u16, Weak<Mem>>,
    /// The id given last.
    last: u16,
}

impl Memories {
    pub(super) const fn new() -> Memories {
        Memories {
            by_id: BTreeMap::new(),
            last: GLOBAL,
        }
    }

    /// The region with this id. The global one is always there.
    pub(super) fn find(&mut self, id: u16) -> io::Result<Arc<Mem>> {
        if let Some(mem) = self.by_id.get(&id).and_then(Weak::upgrade) {
            return match mem.kind {
                MemKind::Shared => Err(errno(libc::EINVAL)),
                _ => Ok(mem),
            };
        }
        if id != GLOBAL {
            return Err(errno(libc::EINVAL));
        }
        let mem = Mem::new(GLOBAL, MemKind::Global, Layout::global())?;
        self.by_id.insert(GLOBAL, Arc::downgrade(&mem));
        Ok(mem)
    }

    /// A new private region.
    pub(super) fn create(&mut self, layout: Layout) -> io::Result<Arc<Mem>> {
        self.add(|id| Mem::new(id, MemKind::Private, layout))
    }

    /// A region that is made, or found, by `make`, under the first free id after the one given
    /// last.
    pub(super) fn add(
        &mut self,
        make: impl FnOnce(u16) -> io::Result<Arc<Mem>>,
    ) -> io::Result<Arc<Mem>> {
        self.by_id.retain(|_, mem| mem.strong_count() > 0);
        let live = |id: &u16| *id == GLOBAL || self.by_id.contains_key(id);
        let last = (GLOBAL..=self.last).rev().find(live).unwrap_or(GLOBAL);
        let id = (last..=u16::MAX)
            .chain(GLOBAL..last)
            .find(|id| !live(id))
            .ok_or_else(|| errno(libc::ENOMEM))?;
        let mem = make(id)?;
        self.by_id.insert(id, Arc::downgrade(&mem));
        self.last = id;
        Ok(mem)
    }
}
