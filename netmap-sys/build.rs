//! Finds an installed netmap and binds to it, or leaves the checked-in bindings in place.
//!
//! | environment | outcome |
//! |---|---|
//! | `DISABLE_NETMAP_KERNEL` set, and not `0` | checked-in bindings, `KERNEL_DISABLED` is true |
//! | feature `kernel` off, or `DOCS_RS` set | checked-in bindings |
//! | `NETMAP_LOCATION` set | bindings of the headers there; whatever is wrong is an error |
//! | headers under `/usr/local` or `/usr` | bindings of those; whatever is wrong is a warning |
//! | nothing found | checked-in bindings |
//!
//! The files under `build/` do the work: `locate` finds the headers, `generate` runs bindgen,
//! `check` holds the outcome against the checked-in bindings.

#[cfg(feature = "kernel")]
#[path = "build/check.rs"]
mod check;
#[cfg(feature = "kernel")]
#[path = "build/generate.rs"]
mod generate;
#[cfg(feature = "kernel")]
#[path = "build/kernel.rs"]
mod kernel;
#[cfg(feature = "kernel")]
#[path = "build/locate.rs"]
mod locate;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    for cfg in ["kernel_disabled", "headers", "libnetmap_h", "libnetmap"] {
        println!("cargo::rustc-check-cfg=cfg(netmap_{cfg})");
    }
    println!("cargo::rerun-if-env-changed=DISABLE_NETMAP_KERNEL");
    if std::env::var_os("DISABLE_NETMAP_KERNEL").is_some_and(|v| !v.is_empty() && v != "0") {
        println!("cargo::rustc-cfg=netmap_kernel_disabled");
        println!("cargo::metadata=kernel_disabled=1");
    } else {
        #[cfg(feature = "kernel")]
        kernel::main();
    }
}
