//! Private network namespaces and virtual interfaces, **for tests and demos**.
//!
//! Everything is made through netlink, needs no external program, and is gone when the last thread
//! that uses it ends, even by SIGKILL: a namespace that is bound to no file and used by nobody
//! dies with its interfaces, and with the XDP programs on them.
//!
//! Needs CAP_SYS_ADMIN (for the namespace) and CAP_NET_ADMIN (for what is in it).
//!
//! ```no_run
//! use xdp_socket::testing::{Namespace, VethConfig, VethPair};
//!
//! # fn main() -> Result<(), xdp_socket::Error> {
//! let _namespace = Namespace::new()?; // the calling thread is in it until this is dropped
//! let pair = VethPair::create(&VethConfig::new().queues(2))?;
//! let left = xdp_socket::Interface::from_index(pair.left().index())?;
//! assert_eq!(left.rx_queues(), 2);
//! # Ok(())
//! # }
//! ```

mod link;
mod namespace;

pub use link::{Link, VethConfig, VethPair};
pub use namespace::{Namespace, NamespaceHandle};
