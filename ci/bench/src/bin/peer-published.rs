//! xdp-socket 0.1.4 as published. Its receiving half does not work: it sends only.

use std::io;
use std::process::ExitCode;

use bench::{Peer, Port, when_free};
use published::socket::{RingError, TxSocket};
use published::{XdpConfig, create_tx_socket};

fn main() -> ExitCode {
    bench::main::<Published>()
}

struct Published {
    tx: TxSocket,
    len: usize,
    calls: u64,
}

fn error(e: RingError) -> io::Error {
    io::Error::other(format!("{e:?}"))
}

impl Peer for Published {
    fn open(port: &Port) -> io::Result<Published> {
        if port.receives {
            return Err(io::Error::other("can't receive"));
        }
        let config = XdpConfig {
            zero_copy: Some(false),
            huge_page: Some(port.huge),
            need_wakeup: Some(true),
        };
        let mut tx = when_free(|| {
            create_tx_socket(port.if_index, port.queue, Some(config)).map_err(|e| {
                // The errno is in the text only.
                match e.to_string().contains("os error 16") {
                    true => io::Error::from_raw_os_error(libc::EBUSY),
                    false => e,
                }
            })
        })?;
        let all = published::ring::FRAME_COUNT;
        tx.seek_n(all).map_err(error)?;
        for i in 0..all {
            let frame = tx.peek_at(i, port.packet.len()).map_err(error)?;
            frame.copy_from_slice(&port.packet);
        }
        Ok(Published {
            tx,
            len: port.packet.len(),
            calls: 0,
        })
    }

    #[inline]
    fn send(&mut self, batch: usize) -> usize {
        // It says how many slots are ready only where that is at least one more.
        let n = match self.tx.seek_n(batch) {
            Ok(n) => n.min(batch),
            Err(_) => 0,
        };
        for i in 0..n {
            self.tx.peek_at(i, self.len).expect("a slot of the window");
        }
        if n > 0 {
            self.tx.commit_n(n).expect("peeked slots");
        }
        // In copy mode the flag is always set.
        self.tx.kick().expect("a link that is up");
        self.calls += 1;
        n
    }

    fn receive(&mut self, _batch: usize) -> usize {
        0
    }

    fn calls(&self) -> u64 {
        self.calls
    }
}
