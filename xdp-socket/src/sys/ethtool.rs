//! `ioctl(SIOCETHTOOL)`: what the driver says of itself. See netdevice(7) and linux/ethtool.h.
//!
//! Invariants that the unsafe blocks rely on:
//!
//! * **fd**: descriptors are owned or borrowed, hence open for the length of the call.
//! * **command**: the structure handed to the kernel is the one that its command names, lives on
//!   our stack for the length of the call, and is plain integers.
#![allow(unsafe_code)]

use std::ffi::c_char;
use std::io;
use std::os::fd::{AsFd, AsRawFd};

use xdp_sys::{ETHTOOL_GCHANNELS, ETHTOOL_GDRVINFO, ethtool_channels, ethtool_drvinfo};

use crate::netlink::string;
use crate::sys::netlink::Socket;

/// The driver's name.
pub(crate) fn driver(socket: &Socket, interface: &str) -> io::Result<String> {
    let mut info = ethtool_drvinfo {
        cmd: ETHTOOL_GDRVINFO,
        ..Default::default()
    };
    // SAFETY: command: GDRVINFO takes an ethtool_drvinfo.
    unsafe { call(socket, interface, &mut info) }?;
    Ok(string(&info.driver.map(|c| c as u8)))
}

/// Channels (sets of queues) in use and at most. Needs a driver that knows of them.
pub(crate) fn channels(socket: &Socket, interface: &str) -> io::Result<ethtool_channels> {
    let mut channels = ethtool_channels {
        cmd: ETHTOOL_GCHANNELS,
        ..Default::default()
    };
    // SAFETY: command: GCHANNELS takes an ethtool_channels.
    unsafe { call(socket, interface, &mut channels) }?;
    Ok(channels)
}

/// # Safety
///
/// `data` must begin with a command, and be the structure that this command takes.
unsafe fn call<T>(socket: &Socket, interface: &str, data: &mut T) -> io::Result<()> {
    let mut name = [0 as c_char; libc::IFNAMSIZ];
    if interface.len() >= name.len() {
        return Err(io::Error::from_raw_os_error(libc::ENODEV));
    }
    for (to, from) in name.iter_mut().zip(interface.bytes()) {
        *to = from as c_char;
    }
    let request = libc::ifreq {
        ifr_name: name,
        ifr_ifru: libc::__c_anonymous_ifr_ifru {
            ifru_data: (&raw mut *data).cast(),
        },
    };
    // SAFETY: fd; command: the caller vouches for `data`.
    let rc = unsafe {
        libc::ioctl(
            socket.as_fd().as_raw_fd(),
            libc::SIOCETHTOOL as _,
            &raw const request,
        )
    };
    if rc < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}
