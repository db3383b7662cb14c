//! Where netmap is installed, and whether it is the netmap this crate binds.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The version of netmap's API that this crate binds.
pub(crate) const API: u32 = 14;

/// Where to look when nothing is said.
const STANDARD: [&str; 2] = ["/usr/local", "/usr"];

/// A directory that holds `include/net/netmap_user.h`.
pub(crate) struct Prefix {
    root: PathBuf,
    /// Named in `NETMAP_LOCATION`, so that nothing else will do.
    named: bool,
}

/// The library `libnetmap` of a prefix.
pub(crate) struct Library {
    pub(crate) file: PathBuf,
    /// `static` or `dylib`.
    pub(crate) kind: &'static str,
    /// The directory to name to the linker, unless it looks there by itself.
    pub(crate) search: Option<PathBuf>,
}

/// The prefix that `NETMAP_LOCATION` names.
pub(crate) fn from_location(location: &OsStr) -> Result<Prefix, String> {
    const WANTED: &str = "it must name the directory that netmap was installed to, which holds \
                          include/net/netmap_user.h";
    if location.is_empty() {
        return Err(format!("NETMAP_LOCATION is empty: {WANTED}, or be unset"));
    }
    // cargo and libclang take paths as UTF-8 only.
    let Some(shown) = location.to_str() else {
        return Err(format!(
            "NETMAP_LOCATION={} is not UTF-8",
            location.to_string_lossy()
        ));
    };
    let root = PathBuf::from(location);
    if root.is_relative() {
        return Err(format!(
            "NETMAP_LOCATION={shown} is a relative path: {WANTED}, in full"
        ));
    }
    // Whatever the outcome, a repaired prefix must be looked at again.
    println!("cargo::rerun-if-changed={shown}/include/net/netmap_user.h");
    let metadata =
        fs::metadata(&root).map_err(|e| format!("NETMAP_LOCATION={shown}: {e}; {WANTED}"))?;
    if !metadata.is_dir() {
        return Err(format!(
            "NETMAP_LOCATION={shown} is not a directory: {WANTED}"
        ));
    }
    let prefix = Prefix { root, named: true };
    for header in [prefix.header(), prefix.api_header()] {
        if let Err(e) = fs::File::open(&header) {
            let mut message = format!("NETMAP_LOCATION: cannot open {}: {e}", header.display());
            if let Some(hint) = prefix.hint() {
                message.push('\n');
                message.push_str(&hint);
            }
            return Err(message);
        }
    }
    prefix.check_api()?;
    Ok(prefix)
}

/// The first standard prefix that has the headers.
///
/// cargo is told to look again when headers are added or removed: of `include/net`, or of
/// `include` while that has no `net`. Both are small, unlike `/usr/include`.
pub(crate) fn standard() -> Option<Prefix> {
    for root in STANDARD {
        let include = Path::new(root).join("include");
        if let Some(watched) = [include.join("net"), include]
            .iter()
            .find(|dir| dir.is_dir())
        {
            println!("cargo::rerun-if-changed={}", watched.display());
        }
    }
    STANDARD
        .iter()
        .map(|root| Prefix {
            root: PathBuf::from(root),
            named: false,
        })
        .find(|prefix| prefix.header().is_file())
}

impl Prefix {
    pub(crate) fn include(&self) -> PathBuf {
        self.root.join("include")
    }

    /// The header that makes a directory a netmap prefix.
    pub(crate) fn header(&self) -> PathBuf {
        self.include().join("net/netmap_user.h")
    }

    pub(crate) fn libnetmap_header(&self) -> PathBuf {
        self.include().join("libnetmap.h")
    }

    fn api_header(&self) -> PathBuf {
        self.include().join("net/netmap.h")
    }

    /// Every header that is there and that the bindings depend on.
    pub(crate) fn headers(&self) -> impl Iterator<Item = PathBuf> {
        let net = self.include().join("net");
        [
            "netmap.h",
            "netmap_legacy.h",
            "netmap_user.h",
            "netmap_virt.h",
        ]
        .into_iter()
        .map(move |name| net.join(name))
        .chain([self.libnetmap_header()])
        .filter(|path| path.is_file())
    }

    /// The library, if the prefix has it: the archive where there is one, because it needs no
    /// path at run time, but for `/usr`, where the linker finds the shared one like any other.
    pub(crate) fn libnetmap(&self) -> Option<Library> {
        let system = self.root == Path::new("/usr");
        let kinds = if system {
            [("libnetmap.so", "dylib"), ("libnetmap.a", "static")]
        } else {
            [("libnetmap.a", "static"), ("libnetmap.so", "dylib")]
        };
        for dir in ["lib", "lib64"].map(|dir| self.root.join(dir)) {
            for (name, kind) in kinds {
                let file = dir.join(name);
                if file.is_file() {
                    let search = (!system || kind == "static").then_some(dir);
                    return Some(Library { file, kind, search });
                }
            }
        }
        None
    }

    /// Whether the headers are of the API this crate binds. Needs no libclang.
    pub(crate) fn check_api(&self) -> Result<(), String> {
        let header = self.api_header();
        let text =
            fs::read(&header).map_err(|e| format!("cannot read {}: {e}", header.display()))?;
        let text = String::from_utf8_lossy(&text);
        match api_of(&text) {
            Some(API) => Ok(()),
            Some(found) => Err(format!(
                "{} is of netmap's API {found}, and this crate binds API {API}. {}",
                header.display(),
                self.way_out()
            )),
            None => Err(format!(
                "{} does not define NETMAP_API, so it is not netmap's; API {API} is wanted. {}",
                header.display(),
                self.way_out()
            )),
        }
    }

    /// What to do when the headers cannot be used.
    pub(crate) fn way_out(&self) -> &'static str {
        if self.named {
            "Or unset NETMAP_LOCATION: the checked-in bindings need nothing installed."
        } else {
            "To make this an error, set NETMAP_LOCATION to the prefix; to have no kernel access, \
             set DISABLE_NETMAP_KERNEL=1."
        }
    }

    /// A better value for `NETMAP_LOCATION`, for the usual slips.
    fn hint(&self) -> Option<String> {
        let root = self.root.display();
        if self.root.join("sys/net/netmap_user.h").is_file() {
            return Some(format!(
                "{root} is netmap's source tree: install it with `make install` (or `make \
                 install-headers`) and name that prefix"
            ));
        }
        if self.root.join("net/netmap_user.h").is_file() {
            let parent = self.root.parent()?.display();
            return Some(format!(
                "{root} is an include directory: did you mean {parent}?"
            ));
        }
        None
    }
}

/// The value of the `NETMAP_API` that a `netmap.h` defines.
fn api_of(header: &str) -> Option<u32> {
    header.lines().find_map(|line| {
        let mut words = line.trim_start().strip_prefix('#')?.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("define"), Some("NETMAP_API"), Some(value)) => value.parse().ok(),
            _ => None,
        }
    })
}
