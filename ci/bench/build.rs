//! Compiles the C peer where it is wanted, for its program alone.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "libxdp")]
    libxdp();
}

#[cfg(feature = "libxdp")]
fn libxdp() {
    println!("cargo::rerun-if-changed=src/libxdp.c");
    let object = cc::Build::new()
        .file("src/libxdp.c")
        .opt_level(2)
        .std("gnu11")
        .force_frame_pointer(false)
        .warnings_into_errors(true)
        .cargo_metadata(false)
        .compile_intermediates();
    // Not for the whole package, and by the name of the installed library's file: xsk-rs has a
    // libxdp.a of its own, for a program of its own.
    for file in object {
        let file = file.display();
        println!("cargo::rustc-link-arg-bin=peer-libxdp={file}");
    }
    println!("cargo::rustc-link-arg-bin=peer-libxdp=-l:libxdp.so");
}
