//! Says whether the build asked for no kernel access.

fn main() {
    println!("cargo::rerun-if-env-changed=DISABLE_NETMAP_KERNEL");
    println!("cargo::rustc-check-cfg=cfg(netmap_kernel_disabled)");
    if std::env::var_os("DISABLE_NETMAP_KERNEL").is_some_and(|v| !v.is_empty() && v != "0") {
        println!("cargo::rustc-cfg=netmap_kernel_disabled");
    }
}
