//! The small crate that depends on netmap-sys, and the cargo that builds it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::skip;

/// The dependent crate. Its features say what of netmap-sys it expects to be there.
const MANIFEST: &str = r#"
[package]
name = "probe"
version = "0.0.0"
edition = "2024"

[features]
kernel = ["netmap-sys/kernel"]
c = []
libnetmap = []

[dependencies.netmap-sys]
path = '{netmap-sys}'

[profile.dev]
debug = false
incremental = false

[workspace]
"#;

/// Hands what netmap-sys tells the build scripts of its dependents on to the program.
const BUILD_SCRIPT: &str = r#"
fn main() {
    for key in ["INCLUDE", "LIBNETMAP", "KERNEL_DISABLED"] {
        let value = std::env::var(format!("DEP_NETMAP_{key}")).unwrap_or_default();
        println!("cargo::rustc-env=PROBE_{key}={value}");
    }
}
"#;

const PROGRAM: &str = r#"
use netmap_sys::*;

fn main() {
    println!("headers={}", HEADERS.unwrap_or("checked in"));
    println!("libnetmap={LIBNETMAP}");
    println!("kernel disabled={KERNEL_DISABLED}");
    println!("include={}", env!("PROBE_INCLUDE"));
    println!("metadata={}/{}", env!("PROBE_LIBNETMAP"), env!("PROBE_KERNEL_DISABLED"));
    println!("api={NETMAP_API} ring={}", size_of::<netmap_ring>());

    let mut ring = netmap_ring { num_slots: 100, head: 90, tail: 5, ..Default::default() };
    println!("space={}", unsafe { nm_ring_space(&raw mut ring) });
    #[cfg(feature = "c")]
    println!("space by c={}", unsafe { c::nm_ring_space(&raw mut ring) });
    #[cfg(feature = "libnetmap")]
    println!("context={}", !unsafe { nmctx_get() }.is_null());
    let _ = &mut ring;
}
"#;

/// One run of `cargo run` on the probe.
pub(crate) struct Probe {
    features: Vec<&'static str>,
    environment: Vec<(&'static str, OsString)>,
    mounted: Option<PathBuf>,
}

/// What came of it; nothing, where it could not run, which has been said then.
pub(crate) struct Outcome(Option<Run>);

struct Run {
    success: bool,
    stdout: String,
    stderr: String,
}

impl Probe {
    /// With the feature `kernel` and a clean environment.
    pub(crate) fn new() -> Self {
        Self {
            features: vec!["kernel"],
            environment: Vec::new(),
            mounted: None,
        }
    }

    pub(crate) fn without_kernel(mut self) -> Self {
        self.features.retain(|feature| *feature != "kernel");
        self
    }

    pub(crate) fn feature(mut self, feature: &'static str) -> Self {
        self.features.push(feature);
        self
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    pub(crate) fn location(self, prefix: &Path) -> Self {
        self.env("NETMAP_LOCATION", prefix)
    }

    /// Takes libclang and the C compiler away.
    pub(crate) fn without_toolchain(self) -> Self {
        self.without_libclang().env("CC", "/nonexistent/cc")
    }

    /// Takes libclang away.
    pub(crate) fn without_libclang(self) -> Self {
        self.env("LIBCLANG_PATH", empty_directory())
    }

    /// Runs with `directory` in the place of `/usr/local/include`, in a mount namespace.
    pub(crate) fn in_place_of_usr_local_include(mut self, directory: PathBuf) -> Self {
        self.mounted = Some(directory);
        self
    }

    /// Builds and runs.
    pub(crate) fn run(self) -> Outcome {
        let workspace = match Workspace::get() {
            Ok(workspace) => workspace,
            Err(why) => {
                let test = std::thread::current();
                skip(test.name().unwrap_or("a test"), &why);
                return Outcome(None);
            }
        };
        let mut cargo = match &self.mounted {
            Some(directory) => in_mount_namespace(directory),
            None => Command::new(cargo()),
        };
        clean(&mut cargo);
        cargo
            .args(["run", "--offline", "--features"])
            .arg(self.features.join(","))
            .arg("--target-dir")
            .arg(target_directory(&self.environment))
            .current_dir(&workspace.directory)
            .envs(self.environment);
        let output = cargo.output().expect("cargo runs");
        Outcome(Some(Run {
            success: output.status.success(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }))
    }
}

impl Outcome {
    /// The program ran and printed each of these lines.
    #[track_caller]
    pub(crate) fn printed(self, lines: &[&str]) -> Self {
        let Some(Run {
            success,
            stdout,
            stderr,
        }) = &self.0
        else {
            return self;
        };
        assert!(success, "the probe does not build:\n{stderr}");
        for line in lines {
            let found = stdout.lines().any(|printed| printed == *line);
            assert!(found, "no line {line:?} in:\n{stdout}");
        }
        self
    }

    /// The build failed with an error of this crate that says each of these things.
    #[track_caller]
    pub(crate) fn failed(self, said: &[&str]) -> Self {
        let Some(Run {
            success,
            stdout,
            stderr,
        }) = &self.0
        else {
            return self;
        };
        assert!(!success, "the probe builds:\n{stdout}");
        let errors = stderr
            .lines()
            .filter(|line| line.starts_with("error: netmap-sys@"));
        let errors = errors.collect::<Vec<_>>().join("\n");
        for words in said {
            assert!(
                errors.contains(words),
                "no {words:?} in the error:\n{stderr}"
            );
        }
        self
    }

    /// cargo showed a warning of this crate that says each of these things.
    #[track_caller]
    pub(crate) fn warned(self, said: &[&str]) -> Self {
        let Some(Run { stderr, .. }) = &self.0 else {
            return self;
        };
        let mut warnings = stderr
            .lines()
            .filter(|line| line.starts_with("warning: netmap-sys@"));
        assert!(
            warnings.any(|warning| said.iter().all(|words| warning.contains(words))),
            "no warning with {said:?}:\n{stderr}"
        );
        self
    }
}

/// The directory of the probe, used by one test at a time.
struct Workspace {
    directory: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

impl Workspace {
    fn get() -> Result<Self, String> {
        static ALONE: Mutex<()> = Mutex::new(());
        static READY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let directory = READY.get_or_init(prepare).clone()?;
        Ok(Self {
            directory,
            _alone: alone,
        })
    }
}

/// Writes the probe and has cargo download what it needs, with the versions of this workspace.
fn prepare() -> Result<PathBuf, String> {
    let directory = temporary("probe");
    let crate_directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(directory.join("src")).unwrap();
    let manifest = MANIFEST.replace("{netmap-sys}", crate_directory.to_str().unwrap());
    fs::write(directory.join("Cargo.toml"), manifest).unwrap();
    fs::write(directory.join("build.rs"), BUILD_SCRIPT).unwrap();
    fs::write(directory.join("src/main.rs"), PROGRAM).unwrap();
    let lock = crate_directory
        .ancestors()
        .map(|a| a.join("Cargo.lock"))
        .find(|l| l.is_file());
    if let Some(lock) = lock {
        fs::copy(lock, directory.join("Cargo.lock")).unwrap();
    }
    let fetch = |offline: &[&str]| {
        let mut cargo = Command::new(cargo());
        clean(&mut cargo);
        cargo
            .arg("fetch")
            .args(offline)
            .current_dir(&directory)
            .output()
            .expect("cargo runs")
    };
    if !fetch(&["--offline"]).status.success() {
        let online = fetch(&[]);
        if !online.status.success() {
            let said = String::from_utf8_lossy(&online.stderr);
            return Err(format!(
                "bindgen and cc cannot be downloaded: {}",
                said.trim()
            ));
        }
    }
    Ok(directory)
}

/// cargo behind a mount of `directory` on `/usr/local/include` that it alone sees.
fn in_mount_namespace(directory: &Path) -> Command {
    let mut command = unshare();
    command
        .args([
            "sh",
            "-c",
            r#"mount --bind "$0" /usr/local/include && exec "$@""#,
        ])
        .arg(directory)
        .arg(cargo());
    command
}

/// Whether [`Probe::in_place_of_usr_local_include`] works here, or why not.
pub(crate) fn mount_namespaces() -> Result<(), String> {
    let directory = empty_directory();
    let mut command = unshare();
    command
        .args(["sh", "-c", r#"mount --bind "$0" /usr/local/include"#])
        .arg(directory);
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
        Err(e) => Err(format!("unshare: {e}")),
    }
}

fn unshare() -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user"]);
    command
}

/// The environment of a user who has set nothing.
fn clean(command: &mut Command) {
    for name in [
        "NETMAP_LOCATION",
        "DISABLE_NETMAP_KERNEL",
        "DOCS_RS",
        "CARGO_TARGET_DIR",
        "CARGO_BUILD_TARGET",
        "CARGO_BUILD_TARGET_DIR",
    ] {
        command.env_remove(name);
    }
}

fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Kept from run to run, so that bindgen is compiled once; with `LIBCLANG_PATH` in a place of its
/// own, because bindgen is compiled again whenever that changes.
fn target_directory(environment: &[(&str, OsString)]) -> PathBuf {
    let libclang = environment.iter().any(|(name, _)| *name == "LIBCLANG_PATH");
    let name = if libclang {
        "probe-target-without-libclang"
    } else {
        "probe-target"
    };
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

pub(crate) fn empty_directory() -> PathBuf {
    temporary("empty")
}

/// A directory of its own for each test process and name.
pub(crate) fn temporary(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("build-{name}"));
    fs::create_dir_all(&directory).unwrap();
    directory
}
