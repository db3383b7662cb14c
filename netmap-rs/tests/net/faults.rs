//! Bad input, and things that go wrong.

use std::process::Command;

use netmap_rs::{Error, Netmap, NetmapBuilder, PortName};

use crate::common::{backend, builder, open, switch};

#[test]
fn a_ring_number_out_of_range() {
    let port = open(&format!("{}a", switch()));
    for index in [1, 7, usize::MAX] {
        let e = port.tx_ring(index).expect_err("there is one");
        assert!(matches!(e, Error::NoSuchRing { available: 1, .. }), "{e}");
        let text = e.to_string();
        assert_eq!(text, format!("no transmit ring {index}: 1 are bound"));
        port.rx_ring(index).expect_err("there is one");
        port.host_rx_ring(index).expect_err("not bound");
    }
    let e = builder(&format!("{}a-5", switch()))
        .build()
        .expect_err("one ring");
    assert_eq!(e.errno(), Some(libc::EINVAL), "{e}");
}

#[test]
fn a_ring_claimed_twice() {
    let port = open(&format!("{}a", switch()));
    let ring = port.rx_ring(0).expect("free");
    let e = port.rx_ring(0).expect_err("claimed");
    assert_eq!(
        e.to_string(),
        "receive ring 0 has a handle already; drop that first"
    );
    drop(ring);
    port.rx_ring(0).expect("free again");
}

#[test]
fn names_that_exist_nowhere() {
    let e = builder("netmap:no_such_nic")
        .build()
        .expect_err("no such interface");
    assert_eq!(e.errno(), Some(libc::ENXIO), "{e}");
    assert!(e.to_string().contains("no_such_nic"), "{e}");
    let e = builder("eth0^x").build().expect_err("bad name");
    assert!(matches!(e, Error::PortName(_)), "{e}");
    let e = builder("eth0@65536")
        .strict(true)
        .build()
        .expect_err("a quirk");
    assert!(matches!(e, Error::PortName(_)), "{e}");
}

#[test]
fn settings_that_contradict_each_other() {
    let name = format!("{}a", switch());
    let e = builder(&name)
        .rx_only()
        .tx_only()
        .build()
        .expect_err("none left");
    assert!(matches!(e, Error::Config { .. }), "{e}");
    let e = builder(&format!("{name}@5"))
        .mem_id(6)
        .build()
        .expect_err("two ids");
    assert!(
        matches!(
            e,
            Error::Config {
                field: "mem_id",
                ..
            }
        ),
        "{e}"
    );
    let e = builder(&name)
        .mem_id(60_000)
        .build()
        .expect_err("no such memory");
    assert_eq!(e.errno(), Some(libc::EINVAL), "{e}");
    let e = builder(&format!("{name}@extmem=/dev/null"))
        .build()
        .expect_err("not yet");
    assert!(matches!(e, Error::Unsupported { .. }), "{e}");
    let quirky: PortName = format!("{name}/RT").parse().expect("libnetmap takes it");
    let e = NetmapBuilder::from_port_name(quirky)
        .strict(true)
        .software()
        .build();
    e.expect_err("no ring left");
}

/// Runs this test binary again with other environment variables.
fn child(test: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().expect("this binary"));
    command.args(["--exact", test, "--nocapture", "--include-ignored"]);
    command.env_remove("NETMAP_BACKEND");
    let out = command
        .envs(variables.iter().copied())
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        out.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&out.stderr)
    );
    text
}

/// Not a test of its own: prints what opening a port brings under the environment of
/// `no_kernel_is_a_clear_error`.
#[test]
#[ignore = "run by no_kernel_is_a_clear_error"]
fn open_a_port_and_print() {
    match Netmap::open("vale0:a") {
        Ok(port) => println!("opened on {}", port.backend()),
        Err(e) => println!("failed: {e}"),
    }
}

#[test]
fn no_kernel_is_a_clear_error() {
    const OPEN: &str = "faults::open_a_port_and_print";
    let text = child(OPEN, &[("NETMAP_BACKEND", "software")]);
    assert!(text.contains("opened on software"), "{text}");
    let text = child(OPEN, &[("NETMAP_BACKEND", "hardware")]);
    assert!(
        text.contains("NETMAP_BACKEND: hardware is not possible"),
        "{text}"
    );
    let text = child(OPEN, &[]);
    if std::path::Path::new("/dev/netmap").exists() && cfg!(feature = "sys") {
        assert!(text.contains("opened on kernel"), "{text}");
        return;
    }
    assert!(text.contains("set NETMAP_BACKEND=software"), "{text}");
    assert!(text.contains("failed: "), "never silently software: {text}");
    let e = NetmapBuilder::new("vale0:a")
        .kernel()
        .build()
        .expect_err("no kernel");
    if cfg!(feature = "sys") {
        assert!(
            matches!(e, Error::NoKernelModule | Error::KernelDisabled { .. }),
            "{e}"
        );
    } else {
        assert!(matches!(e, Error::KernelDisabled { .. }), "{e}");
    }
}

#[test]
fn the_backend_is_what_was_asked_for() {
    let port = open(&format!("{}a", switch()));
    assert_eq!(port.backend(), backend());
    assert_eq!(
        port.software_statistics().is_some(),
        backend() == netmap_rs::Backend::Software
    );
}
