//! Runs bindgen over netmap's headers.
//!
//! The build script and `ci/bindings.sh` share this file, so that what a user generates from an
//! installed netmap and what is checked in come out of the same options.

use std::path::Path;

use bindgen::callbacks::{DeriveTrait, ImplementsTrait, ParseCallbacks};

/// The types of system headers that netmap's structs mention. The crate declares them itself
/// (their layout is the same on every 64-bit system), so that no system header leaks into it.
const SYSTEM_TYPES: &str = "timeval|_*(u_int|u_char|time_t|suseconds_t|int64_t)";

/// Tells bindgen that the types it does not emit can be copied, printed and zeroed.
#[derive(Debug)]
struct PlainTypes;

impl ParseCallbacks for PlainTypes {
    fn blocklisted_type_implements_trait(
        &self,
        _name: &str,
        derive: DeriveTrait,
    ) -> Option<ImplementsTrait> {
        match derive {
            DeriveTrait::Copy | DeriveTrait::Debug | DeriveTrait::Default => {
                Some(ImplementsTrait::Yes)
            }
            _ => None,
        }
    }
}

fn builder(include: &Path, clang_args: &[String]) -> bindgen::Builder {
    bindgen::Builder::default()
        .clang_arg("-DNETMAP_WITH_LIBS")
        .clang_arg(format!("-I{}", include.display()))
        .clang_args(clang_args)
        .use_core()
        .rust_target(bindgen::RustTarget::stable(85, 0).unwrap_or_default())
        .rust_edition(bindgen::RustEdition::Edition2024)
        .generate_comments(false)
        .derive_default(true)
        .default_enum_style(bindgen::EnumVariation::Consts)
        .prepend_enum_name(false)
        .sort_semantically(true)
        .merge_extern_blocks(true)
        .parse_callbacks(Box::new(PlainTypes))
        .blocklist_type(SYSTEM_TYPES)
}

/// Structs and constants of `net/netmap*.h` under `include`.
pub fn net(include: &Path, clang_args: &[String]) -> bindgen::Builder {
    let mut source = String::from("#include <net/netmap_user.h>\n");
    if include.join("net/netmap_virt.h").is_file() {
        source.push_str("#include <net/netmap_virt.h>\n");
    }
    builder(include, clang_args)
        .header_contents("netmap_sys_net.h", &source)
        .allowlist_file(r".*/net/netmap[a-z_]*\.h")
        .allowlist_var("IFNAMSIZ")
        .raw_line("use super::{timeval, u_char, u_int};")
}

/// Structs, constants and, when `functions`, the functions of `libnetmap.h` under `include`.
pub fn libnetmap(include: &Path, clang_args: &[String], functions: bool) -> bindgen::Builder {
    let builder = builder(include, clang_args)
        .header_contents(
            "netmap_sys_libnetmap.h",
            "#define LIBNETMAP_NOTHREADSAFE\n#include <libnetmap.h>\n",
        )
        .allowlist_file(r".*/libnetmap\.h")
        .blocklist_file(r".*/net/netmap[a-z_]*\.h")
        .raw_line("use super::net::*;");
    if functions { builder } else { builder.ignore_functions() }
}
