//! Pipes between processes.
//!
//! Processes that name the same directory find each other's pipes there. A pipe `x{1` is a few
//! files: `x{1.mem` holds what the two sides tell each other by, and behind it the region;
//! `x{1.lock` keeps one process at a time busy opening or closing; and `x{1.master` and
//! `x{1.slave` are the doorbells of those who have an end open, which is also how one tells that
//! an end is open. When nobody has an end open any more, the files go. A process that dies
//! leaves a doorbell behind that nobody answers, which the next one takes down.
//!
//! Each end belongs to one process at a time, and a pipe's region to that pipe alone; there are
//! no extra buffers. Whoever may write to the directory is trusted to follow netmap's rules, as
//! any two users of a region are; positions and headers are checked all the same.
#![allow(unsafe_code)] // flock, on a descriptor that is open for the length of the call

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use netmap_sys::nmreq_register;

use super::allocator::{Dir, Mem, MemKind, OwnedRing};
use super::bindings::Selection;
use super::doorbell::{Doorbell, Remote, is_hung};
use super::errno;
use super::layout::{Geometry, Layout};
use super::memories::Memories;
use super::memory::Region;
use super::names::End;
use super::pipe::{Channel, Link, SHARED_LANE};
use super::pipes::Pipe;
use super::registry::{Found, MAX_PIPE_RINGS, PIPES, pipe_geometry};
use super::vale::{DEFAULT_SLOTS, MAX_SLOTS};

/// First word of the file; changes with the layout of what follows.
const MAGIC: u32 = 0x6e6d_7001;
/// Bytes before the lanes: magic and numbers.
const HEADER: usize = 4096;

/// A pipe in files.
#[derive(Debug)]
pub(super) struct SharedPipe {
    dir: PathBuf,
    name: String,
    pub(super) pipe: Pipe,
    /// The doorbells of the ends that this process has open.
    master: Option<Doorbell>,
    slave: Option<Doorbell>,
}

/// The files of a pipe.
struct Files<'a> {
    dir: &'a Path,
    name: &'a str,
}

impl Files<'_> {
    fn path(&self, what: &str) -> PathBuf {
        self.dir.join(format!("{}.{what}", self.name))
    }

    fn doorbell(&self, end: End) -> PathBuf {
        self.path(match end {
            End::Master => "master",
            End::Slave => "slave",
        })
    }

    /// Keeps other processes from opening and closing the pipe.
    fn lock(&self) -> io::Result<Lock> {
        let path = self.path("lock");
        loop {
            let file = options().create(true).truncate(false).open(&path)?;
            // SAFETY: the descriptor is open.
            while unsafe { libc::flock(file.as_raw_fd(), libc::LOCK_EX) } != 0 {
                let e = io::Error::last_os_error();
                if e.kind() != io::ErrorKind::Interrupted {
                    return Err(e);
                }
            }
            // The one who had it before may have removed the file.
            let inode = |m: fs::Metadata| (m.dev(), m.ino());
            let held = file.metadata().map(inode)?;
            if fs::metadata(&path)
                .map(inode)
                .is_ok_and(|there| there == held)
            {
                return Ok(Lock { _file: file, path });
            }
        }
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(0o600);
    options.custom_flags(libc::O_NOFOLLOW | libc::O_CLOEXEC);
    options
}

/// Held while opening and closing; let go by closing the file.
struct Lock {
    _file: File,
    path: PathBuf,
}

impl SharedPipe {
    /// Finds the pipe, or makes it if nobody has an end open.
    pub(super) fn new(
        dir: &Path,
        name: &str,
        end: End,
        reg: &nmreq_register,
        memories: &mut Memories,
    ) -> io::Result<SharedPipe> {
        DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
        let files = Files { dir, name };
        let lock = files.lock()?;
        let made = SharedPipe::make(&files, end, reg, memories);
        if made.is_err() {
            files.remove_unused(lock);
        }
        made
    }

    fn make(
        files: &Files<'_>,
        end: End,
        reg: &nmreq_register,
        memories: &mut Memories,
    ) -> io::Result<SharedPipe> {
        if is_hung(&files.doorbell(end)) {
            return Err(errno(libc::EBUSY));
        }
        let pipe = match is_hung(&files.doorbell(end.other())) {
            true => attach(files, memories)?,
            false => create(files, reg, memories)?,
        };
        let mut shared = SharedPipe {
            dir: files.dir.to_owned(),
            name: files.name.to_owned(),
            pipe,
            master: None,
            slave: None,
        };
        shared.hang(end)?;
        Ok(shared)
    }

    pub(super) fn is(&self, dir: &Path, name: &str) -> bool {
        self.dir == dir && self.name == name
    }

    fn files(&self) -> Files<'_> {
        Files {
            dir: &self.dir,
            name: &self.name,
        }
    }

    fn doorbell(&mut self, end: End) -> &mut Option<Doorbell> {
        match end {
            End::Master => &mut self.master,
            End::Slave => &mut self.slave,
        }
    }

    /// Takes an end for this process.
    fn hang(&mut self, end: End) -> io::Result<()> {
        let path = self.files().doorbell(end);
        let bells = self.pipe.channels().flat_map(|c| [&c.tx_bell, &c.rx_bell]);
        let doorbell = Doorbell::hang(&path, bells.cloned().collect())?;
        *self.doorbell(end) = Some(doorbell);
        Ok(())
    }

    /// Takes an end for this process, unless it has it already.
    pub(super) fn find(&mut self, end: End) -> io::Result<Found> {
        if self.doorbell(end).is_none() {
            let _lock = self.files().lock()?;
            if is_hung(&self.files().doorbell(end)) {
                return Err(errno(libc::EBUSY));
            }
            self.hang(end)?;
        }
        let mem = &self.pipe.mem;
        let half = mem.layout.ifs.count as u32 / 2;
        Ok(Found {
            mem: Arc::clone(mem),
            geometry: self.pipe.geometry(end),
            places: match end {
                End::Master => 0..half,
                End::Slave => half..2 * half,
            },
        })
    }

    /// Gives up the ends that nobody in this process has open. False if none is left.
    pub(super) fn sweep(&mut self) -> bool {
        let closed = [End::Master, End::Slave].map(|end| {
            let open = self.pipe.is_open(end);
            self.doorbell(end).is_some() && !open
        });
        if closed != [false, false] {
            // Without the lock, too: what is left of an end must go in any case.
            let lock = self.files().lock();
            for (end, closed) in [End::Master, End::Slave].into_iter().zip(closed) {
                if closed {
                    *self.doorbell(end) = None;
                }
            }
            if let Ok(lock) = lock {
                self.files().remove_unused(lock);
            }
        }
        self.master.is_some() || self.slave.is_some()
    }
}

impl Files<'_> {
    fn remove(&self) {
        for what in ["mem", "master", "slave"] {
            let _ = fs::remove_file(self.path(what));
        }
    }

    /// Removes everything, unless some process has an end open.
    fn remove_unused(&self, lock: Lock) {
        if [End::Master, End::Slave].map(|end| is_hung(&self.doorbell(end))) == [false, false] {
            self.remove();
            // Last, and while it is held.
            let _ = fs::remove_file(&lock.path);
        }
    }

    /// What the two sides of the channel behind this ring of the master tell each other by.
    fn link(
        &self,
        control: &Arc<Region>,
        geometry: Geometry,
    ) -> io::Result<impl Fn(Dir, usize) -> Link + use<>> {
        let master = Remote::new(&self.doorbell(End::Master))?;
        let slave = Remote::new(&self.doorbell(End::Slave))?;
        let control = Arc::clone(control);
        Ok(move |dir, i| {
            let (i, tx, rx) = match dir {
                Dir::Tx => (i, &master, &slave),
                Dir::Rx => (geometry.tx_rings as usize + i, &slave, &master),
            };
            Link::shared(&control, HEADER + i * SHARED_LANE, tx, rx)
        })
    }
}

/// All rings of the master.
fn all(geometry: Geometry) -> Selection {
    Selection {
        tx: 0..geometry.tx_rings as usize,
        rx: 0..geometry.rx_rings as usize,
        exclusive: false,
    }
}

/// Bytes of the words before the region: a whole number of pages on every machine.
const CONTROL: usize = 1 << 20;
const _: () = assert!(HEADER + 2 * MAX_PIPE_RINGS as usize * SHARED_LANE <= CONTROL);

fn create(files: &Files<'_>, reg: &nmreq_register, memories: &mut Memories) -> io::Result<Pipe> {
    files.remove();
    let port = Geometry {
        tx_rings: 1,
        rx_rings: 1,
        tx_slots: DEFAULT_SLOTS,
        rx_slots: DEFAULT_SLOTS,
    };
    let geometry = pipe_geometry(reg, port);
    let layout = Layout::private(geometry, 0, PIPES).ok_or_else(|| errno(libc::EINVAL))?;
    // A file of its own, so that nobody has it mapped or may cut it.
    let file = options().create_new(true).open(files.path("mem"))?;
    file.set_len((CONTROL + layout.total()) as u64)?;
    let control = Region::of_file(&file, 0, CONTROL)?;
    let mem = map(&file, layout, memories)?;
    let mut pipe = Pipe::new(files.name, &mem, geometry);
    pipe.wire(End::Master, &all(geometry), files.link(&control, geometry)?)?;
    let Geometry {
        tx_rings,
        rx_rings,
        tx_slots,
        rx_slots,
    } = geometry;
    let words = [MAGIC, tx_rings, rx_rings, tx_slots, rx_slots];
    for (i, word) in words.into_iter().enumerate() {
        control.u32_at(4 * i).store(word, Ordering::Relaxed);
    }
    Ok(pipe)
}

fn attach(files: &Files<'_>, memories: &mut Memories) -> io::Result<Pipe> {
    let wrong = || io::Error::new(io::ErrorKind::InvalidData, "not the file of a pipe");
    let file = options().open(files.path("mem"))?;
    let len = file.metadata()?.len();
    if len < CONTROL as u64 {
        return Err(wrong());
    }
    let control = Region::of_file(&file, 0, CONTROL)?;
    let word = |i: usize| control.u32_at(4 * i).load(Ordering::Relaxed);
    let [tx, rx, tx_slots, rx_slots] = [1, 2, 3, 4].map(word);
    let rings = |n| (1..=MAX_PIPE_RINGS).contains(&n);
    let slots = |n| (1..=MAX_SLOTS).contains(&n);
    if word(0) != MAGIC || !(rings(tx) && rings(rx) && slots(tx_slots) && slots(rx_slots)) {
        return Err(wrong());
    }
    let geometry = Geometry {
        tx_rings: tx,
        rx_rings: rx,
        tx_slots,
        rx_slots,
    };
    let layout = Layout::private(geometry, 0, PIPES).ok_or_else(wrong)?;
    if len != (CONTROL + layout.total()) as u64 || layout.rings.count < 2 * (tx + rx) as usize {
        return Err(wrong());
    }
    let mem = map(&file, layout, memories)?;
    let link = files.link(&control, geometry)?;
    let mut pipe = Pipe::new(files.name, &mem, geometry);
    // The rings are where `wire` has made them.
    for i in 0..tx {
        let sends = OwnedRing::existing(&mem, rx + i, tx_slots);
        let receives = OwnedRing::existing(&mem, rx + tx + i, tx_slots);
        let link = link(Dir::Tx, i as usize);
        pipe.put(Dir::Tx, i as usize, Channel::join(sends, receives, link));
    }
    for i in 0..rx {
        let receives = OwnedRing::existing(&mem, i, rx_slots);
        let sends = OwnedRing::existing(&mem, rx + 2 * tx + i, rx_slots);
        let link = link(Dir::Rx, i as usize);
        pipe.put(Dir::Rx, i as usize, Channel::join(sends, receives, link));
    }
    Ok(pipe)
}

/// The region in the file, with an allocator for this process.
fn map(file: &File, layout: Layout, memories: &mut Memories) -> io::Result<Arc<Mem>> {
    memories.add(|id| {
        let region = Region::of_file(file, CONTROL, layout.total())?;
        Ok(Mem::of(id, MemKind::Shared, layout, region))
    })
}
