//! Runs bindgen over netmap's headers.
//!
//! What is checked in was made by the same code (`ci/bindings.sh netmap`).

use std::path::Path;

use bindgen::callbacks::{DeriveTrait, ImplementsTrait, ParseCallbacks};
use bindgen::{Builder, EnumVariation, Formatter, RustEdition, RustTarget};

/// The types of system headers that netmap's structs mention. The crate declares them itself
/// (their layout is the same on every 64-bit system), so that no system header leaks into it.
const SYSTEM_TYPES: &str = "timeval|_*(u_int|u_char|time_t|suseconds_t|int64_t)";

/// Tells bindgen that the types it does not emit can be copied, printed, zeroed and compared.
#[derive(Debug)]
struct PlainTypes;

impl ParseCallbacks for PlainTypes {
    fn blocklisted_type_implements_trait(
        &self,
        _name: &str,
        derive: DeriveTrait,
    ) -> Option<ImplementsTrait> {
        match derive {
            DeriveTrait::Copy
            | DeriveTrait::Debug
            | DeriveTrait::Default
            | DeriveTrait::PartialEqOrPartialOrd => Some(ImplementsTrait::Yes),
            _ => None,
        }
    }
}

fn builder(include: &Path) -> Builder {
    Builder::default()
        .clang_arg("-DNETMAP_WITH_LIBS")
        .clang_arg(format!("-I{}", include.display()))
        .use_core()
        .rust_target(RustTarget::stable(85, 0).unwrap_or_default())
        .rust_edition(RustEdition::Edition2024)
        .formatter(Formatter::Prettyplease)
        .disable_header_comment()
        .generate_comments(false)
        .generate_cstr(true)
        .derive_default(true)
        .explicit_padding(true)
        .wrap_unsafe_ops(true)
        .default_enum_style(EnumVariation::Consts)
        .prepend_enum_name(false)
        .sort_semantically(true)
        .merge_extern_blocks(true)
        .parse_callbacks(Box::new(PlainTypes))
        .blocklist_type(SYSTEM_TYPES)
}

/// Structs and constants of `net/netmap*.h` under `include`.
pub(crate) fn net(include: &Path) -> Builder {
    let mut source = String::from("#include <net/netmap_user.h>\n");
    if include.join("net/netmap_virt.h").is_file() {
        source.push_str("#include <net/netmap_virt.h>\n");
    }
    builder(include)
        .header_contents("netmap_sys_net.h", &source)
        .allowlist_file(r".*/net/netmap[a-z_]*\.h")
        .allowlist_var("IFNAMSIZ")
        .derive_eq(true)
        .raw_line("use super::{timeval, u_char, u_int};")
}

/// Structs, constants and, when `functions`, the functions of `libnetmap.h` under `include`.
pub(crate) fn libnetmap(include: &Path, functions: bool) -> Builder {
    let builder = builder(include)
        .header_contents(
            "netmap_sys_libnetmap.h",
            "#define LIBNETMAP_NOTHREADSAFE\n#include <libnetmap.h>\n",
        )
        .allowlist_file(r".*/libnetmap\.h")
        .blocklist_file(r".*/net/netmap[a-z_]*\.h")
        .raw_line("use super::net::*;");
    if functions {
        builder
    } else {
        builder.ignore_functions()
    }
}

/// The ioctl numbers as the C compiler computes them, each as `netmap_sys_NAME`.
///
/// bindgen emits nothing for a macro that calls another, so each becomes a constant first.
pub(crate) fn ioctls(include: &Path) -> Builder {
    let mut source = String::from("#include <sys/ioctl.h>\n#include <net/netmap_user.h>\n");
    for name in [
        "NIOCCTRL",
        "NIOCTXSYNC",
        "NIOCRXSYNC",
        "NIOCGINFO",
        "NIOCREGIF",
        "NIOCCONFIG",
    ] {
        source.push_str(&format!(
            "static const unsigned long netmap_sys_{name} = {name};\n"
        ));
    }
    builder(include)
        .header_contents("netmap_sys_ioctls.h", &source)
        .allowlist_var("netmap_sys_NIOC.*")
}

/// The text of the bindings, with the type of anonymous C enums spelled out: bindgen numbers an
/// alias for each, and the numbers depend on the system headers.
pub(crate) fn text(bindings: &bindgen::Bindings) -> String {
    const ALIAS: &str = "_bindgen_ty_";
    let mut out = String::new();
    for line in bindings.to_string().lines() {
        if line.starts_with(&format!("pub type {ALIAS}")) {
            continue;
        }
        let constant = line.strip_prefix("pub const ").and_then(|rest| {
            let (name, rest) = rest.split_once(&format!(": {ALIAS}"))?;
            let (_, value) = rest.split_once(" = ")?;
            Some(format!("pub const {name}: u32 = {value}"))
        });
        out.push_str(constant.as_deref().unwrap_or(line));
        out.push('\n');
    }
    out
}
