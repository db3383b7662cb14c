//! The part of the build script behind the feature `kernel`: bindings of an installed netmap.

use std::env;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use crate::locate::{self, Prefix};
use crate::{check, generate};

pub(crate) fn main() {
    for name in [
        "NETMAP_LOCATION",
        "DOCS_RS",
        "LIBCLANG_PATH",
        "BINDGEN_EXTRA_CLANG_ARGS",
        "CC",
        "CFLAGS",
    ] {
        println!("cargo::rerun-if-env-changed={name}");
    }
    if env::var_os("DOCS_RS").is_some() {
        return;
    }
    if let Some(location) = env::var_os("NETMAP_LOCATION") {
        if let Err(e) = locate::from_location(&location).and_then(|prefix| bind(&prefix)) {
            error(&e);
        }
        return;
    }
    // The headers of the machine that compiles say nothing about another target's.
    if env::var_os("HOST") != env::var_os("TARGET") {
        return;
    }
    let Some(prefix) = locate::standard() else {
        return;
    };
    if let Err(e) = prefix.check_api().and_then(|()| bind(&prefix)) {
        println!(
            "cargo::warning=netmap-sys found {} and could not use it, so the checked-in bindings \
             of API {} are built instead: {}",
            prefix.header().display(),
            locate::API,
            e.replace('\n', " ")
        );
    }
}

/// Fails the build with a message that cargo shows as such, one line at a time.
fn error(message: &str) {
    for line in message.lines() {
        println!("cargo::error={line}");
    }
}

/// Generates bindings of the headers, compiles their inline functions, links libnetmap.
///
/// Says nothing to cargo before all of it has succeeded, so that a failure leaves the checked-in
/// bindings usable.
fn bind(prefix: &Prefix) -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let include = prefix.include();
    let library = prefix.libnetmap();
    load_libclang(prefix)?;

    let net = run_bindgen(prefix, generate::net(&include))?;
    write(&out.join("net.rs"), &net)?;
    write(
        &out.join("ioctls.rs"),
        &run_bindgen(prefix, generate::ioctls(&include))?,
    )?;
    let libnetmap_h = prefix.libnetmap_header().is_file();
    if libnetmap_h {
        let builder = generate::libnetmap(&include, library.is_some());
        write(&out.join("libnetmap.rs"), &run_bindgen(prefix, builder)?)?;
    }
    check::same_abi(include_str!("../src/bindings/net.rs"), &net).map_err(|what| {
        format!(
            "the headers in {} are of API {} but not of the revision this crate needs: {what}.\n{}",
            include.display(),
            locate::API,
            prefix.way_out()
        )
    })?;
    compile_helpers(prefix, &out)?;

    println!("cargo::rustc-cfg=netmap_headers");
    println!("cargo::rustc-env=NETMAP_SYS_HEADERS={}", include.display());
    println!("cargo::metadata=include={}", include.display());
    println!("cargo::rustc-link-search=native={}", out.display());
    println!("cargo::rustc-link-lib=static=netmap_sys_helpers");
    if libnetmap_h {
        println!("cargo::rustc-cfg=netmap_libnetmap_h");
    }
    if let (true, Some(library)) = (libnetmap_h, library) {
        println!("cargo::rustc-cfg=netmap_libnetmap");
        println!("cargo::metadata=libnetmap=1");
        if let Some(dir) = library.search {
            println!("cargo::rustc-link-search=native={}", dir.display());
        }
        println!("cargo::rustc-link-lib={}=netmap", library.kind);
        println!("cargo::rerun-if-changed={}", library.file.display());
    }
    for header in prefix.headers() {
        println!("cargo::rerun-if-changed={}", header.display());
    }
    println!("cargo::rerun-if-changed=src/helpers.c");
    Ok(())
}

/// Loads libclang now, to say what to install when there is none: bindgen itself panics.
fn load_libclang(prefix: &Prefix) -> Result<(), String> {
    quietly(|| {
        bindgen::clang_version();
    })
    .map_err(|why| {
        format!(
            "the headers in {} are read with libclang, which could not be loaded.\n\
             Install it (Debian, Ubuntu: libclang-dev; Fedora: clang-devel; Arch: clang; Alpine: \
             clang-dev; FreeBSD: llvm), or set LIBCLANG_PATH to the directory of libclang.so.\n\
             {}\n\
             The loader said: {why}",
            prefix.include().display(),
            prefix.way_out(),
        )
    })
}

fn run_bindgen(prefix: &Prefix, builder: bindgen::Builder) -> Result<String, String> {
    quietly(|| {
        builder
            .generate()
            .map(|b| generate::text(&b))
            .map_err(|e| e.to_string())
    })
    .and_then(|outcome| outcome)
    .map_err(|e| {
        format!(
            "bindgen cannot read the headers in {}: {e}",
            prefix.include().display()
        )
    })
}

/// Turns a panic of bindgen into its message.
fn quietly<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let outcome = panic::catch_unwind(AssertUnwindSafe(f));
    panic::set_hook(hook);
    outcome.map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "bindgen panicked".to_owned())
    })
}

fn compile_helpers(prefix: &Prefix, out: &Path) -> Result<(), String> {
    cc::Build::new()
        .file("src/helpers.c")
        .include(prefix.include())
        .warnings(false)
        .cargo_metadata(false)
        .out_dir(out)
        .try_compile("netmap_sys_helpers")
        .map_err(|e| {
            format!(
                "the inline functions of {} are compiled by a C compiler, which failed.\n\
                 Install one (Debian, Ubuntu: gcc libc6-dev; FreeBSD has it in base) or set CC.\n\
                 {}\n\
                 It said: {e}",
                prefix.header().display(),
                prefix.way_out(),
            )
        })
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}
