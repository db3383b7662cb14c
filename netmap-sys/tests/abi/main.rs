//! Holds the bindings against `data/netmap-abi.json`: what a C compiler printed for `sizeof`,
//! `_Alignof`, `offsetof` and every macro of netmap's headers.

mod constant;
mod layout;
mod request;
mod user;

fn expected() -> serde_json::Value {
    serde_json::from_str(include_str!("../data/netmap-abi.json")).unwrap()
}
