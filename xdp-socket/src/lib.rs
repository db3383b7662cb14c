//! xdp-socket.
