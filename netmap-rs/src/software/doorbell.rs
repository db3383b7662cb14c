//! Waking another process: a datagram socket at a path, and a thread that listens there.

use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use super::notify::Bell;

/// The way to the doorbell of another process, or of another port of this one.
#[derive(Debug)]
pub(super) struct Remote {
    path: PathBuf,
    socket: UnixDatagram,
}

impl Remote {
    pub(super) fn new(path: &Path) -> io::Result<Arc<Remote>> {
        let socket = UnixDatagram::unbound()?;
        socket.set_nonblocking(true)?;
        let path = path.to_owned();
        Ok(Arc::new(Remote { path, socket }))
    }

    /// Wakes whoever listens. With nobody there nobody waits, and a queue that is full has the
    /// listener look later than now anyway.
    pub(super) fn ring(&self) {
        let _ = self.socket.send_to(&[0], &self.path);
    }
}

/// Whether somebody listens at a path.
pub(super) fn is_hung(path: &Path) -> bool {
    UnixDatagram::unbound().is_ok_and(|socket| socket.connect(path).is_ok())
}

/// A socket at a path, which wakes the watchers of some bells whenever it gets a datagram.
/// Dropping it takes the path away.
#[derive(Debug)]
pub(super) struct Doorbell {
    path: PathBuf,
    socket: Arc<UnixDatagram>,
    stop: Arc<AtomicBool>,
    listener: Option<JoinHandle<()>>,
}

impl Doorbell {
    /// Takes the path over from a process that died, if there is something.
    pub(super) fn hang(path: &Path, bells: Vec<Arc<Bell>>) -> io::Result<Doorbell> {
        match std::fs::remove_file(path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        let socket = Arc::new(UnixDatagram::bind(path)?);
        let stop = Arc::new(AtomicBool::new(false));
        let listener = thread::Builder::new()
            .name("netmap-doorbell".to_owned())
            .spawn({
                let (socket, stop) = (Arc::clone(&socket), Arc::clone(&stop));
                move || listen(&socket, &stop, &bells)
            });
        let listener = listener.inspect_err(|_| {
            let _ = std::fs::remove_file(path);
        })?;
        Ok(Doorbell {
            path: path.to_owned(),
            socket,
            stop,
            listener: Some(listener),
        })
    }
}

fn listen(socket: &UnixDatagram, stop: &AtomicBool, bells: &[Arc<Bell>]) {
    let mut byte = [0];
    while socket.recv(&mut byte).is_ok() && !stop.load(Ordering::Acquire) {
        for bell in bells {
            bell.wake();
        }
    }
}

impl Drop for Doorbell {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        // Either of these ends the listener's wait, whatever the system.
        if let Ok(remote) = Remote::new(&self.path) {
            remote.ring();
        }
        let _ = self.socket.shutdown(std::net::Shutdown::Both);
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::super::notify::Watcher;
    use super::*;

    #[test]
    fn a_ring_from_elsewhere_wakes_the_watchers_of_all_bells() {
        let path = std::env::temp_dir().join(format!("doorbell-{}", std::process::id()));
        assert!(!is_hung(&path));
        let bells = [Bell::new(), Bell::new()];
        let watcher = Watcher::new(None);
        bells[1].enlist(&watcher);
        let hung = Doorbell::hang(&path, bells.to_vec()).unwrap();
        assert!(is_hung(&path));
        let remote = Remote::new(&path).unwrap();
        for _ in 0..100 {
            let ticket = watcher.arm(std::iter::once(&*bells[1]));
            remote.ring();
            assert!(watcher.wait(ticket, None));
        }
        drop(hung);
        assert!(!is_hung(&path) && !path.exists());
        remote.ring();
        // What a process left that died is taken over.
        std::fs::write(&path, "").unwrap();
        assert!(!is_hung(&path));
        drop(Doorbell::hang(&path, Vec::new()).unwrap());
        assert!(!path.exists());
    }
}
