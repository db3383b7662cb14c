//! Integration tests. Those that open a port run on the backend that `NETMAP_BACKEND` names:
//! `software` (the default here) or `kernel`.

mod port_names;
