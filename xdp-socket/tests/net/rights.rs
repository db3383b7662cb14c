//! Rights and limits that are missing, in processes that have given them up.

use crate::child::Role;
use crate::namespace_or_skip;
use crate::support::{programs, veth};

const NET_ADMIN: &str = "12";
const NET_RAW: &str = "13";
const IPC_LOCK: &str = "14";
const SYS_ADMIN: &str = "21";
const BPF: &str = "39";

/// What a process says that opens a socket of `kind` without `capabilities`.
fn without(capabilities: &[&str], kind: &str) -> String {
    let (child, said) = Role::start(&format!("without:{}:{kind}", capabilities.join(",")));
    assert!(child.finish().success());
    assert_eq!(programs("left"), []);
    said
}

#[test]
fn the_missing_capability_is_named() {
    let _namespace = namespace_or_skip!();
    veth();
    for kind in ["tx", "rx", "bi"] {
        assert_eq!(without(&[], kind), "opened");

        let said = without(&[NET_RAW], kind);
        assert!(
            said.starts_with("errno Some(1): socket(AF_XDP): "),
            "{said}"
        );
        assert!(said.contains("missing CAP_NET_RAW; "), "{said}");
    }
    for kind in ["rx", "bi"] {
        for (lost, missing) in [
            (&[NET_ADMIN, SYS_ADMIN][..], "missing CAP_NET_ADMIN; "),
            (&[BPF, SYS_ADMIN], "missing CAP_BPF; "),
            (
                &[NET_ADMIN, BPF, SYS_ADMIN],
                "missing CAP_NET_ADMIN and CAP_BPF; ",
            ),
        ] {
            let said = without(lost, kind);
            assert!(said.starts_with("errno Some(1): bpf("), "{said}");
            assert!(said.contains(missing), "{said}");
        }
        // CAP_SYS_ADMIN contains it
        assert_eq!(without(&[BPF], kind), "opened");
    }
}

/// Sending needs the right to open the socket, and no more.
#[test]
fn sending_needs_one_capability() {
    let _namespace = namespace_or_skip!();
    veth();
    let others = [NET_ADMIN, IPC_LOCK, SYS_ADMIN, BPF];
    assert_eq!(without(&others, "tx"), "opened");
}

#[test]
fn users_without_any_right_are_told() {
    let _namespace = namespace_or_skip!();
    veth();
    for kind in ["tx", "rx", "bi"] {
        let (child, said) = Role::start_as_nobody(&format!("without::{kind}"));
        assert!(
            said.contains("missing CAP_NET_RAW; run as root or grant it"),
            "{said}"
        );
        assert!(child.finish().success());
    }
    assert_eq!(programs("left"), []);
}

/// What a process says, whose limits on locked memory are these, and its soft limit thereafter.
/// The frames take 128 KiB, or for both directions 256.
fn memlock(soft: u64, hard: u64, what: &str) -> (String, u64) {
    let (mut child, said) = Role::start(&format!("memlock:{soft}:{hard}:{what}"));
    let after = child.hear().parse().unwrap();
    assert!(child.finish().success());
    assert_eq!(programs("left"), []);
    (said, after)
}

/// One test, because the limit is on all that a user has locked.
#[test]
fn p20_the_limit_on_locked_memory_is_named() {
    const KIB: u64 = 1024;
    let _namespace = namespace_or_skip!();
    veth();
    for (kind, needed) in [("tx", 131_072), ("rx", 131_072), ("bi", 262_144)] {
        let what = format!("unprivileged:{kind}");
        let (said, _) = memlock(64 * KIB, 64 * KIB, &what);
        assert!(said.starts_with("errno Some(105): "), "{said}");
        assert!(
            said.contains(&format!("{needed} bytes of locked memory")),
            "{said}"
        );
        assert!(said.contains("RLIMIT_MEMLOCK is 65536"), "{said}");
        assert!(said.contains("CAP_IPC_LOCK"), "{said}");
    }
    // the soft limit is raised as far as the hard one allows
    let (said, after) = memlock(64 * KIB, 4096 * KIB, "unprivileged:bi");
    assert_eq!((said.as_str(), after), ("opened", 4096 * KIB));
    let (said, after) = memlock(64 * KIB, 128 * KIB, "unprivileged:bi");
    assert!(said.contains("RLIMIT_MEMLOCK is 131072"), "{said}");
    assert_eq!(after, 128 * KIB);
    // with the capability there is no limit
    let (said, _) = memlock(64 * KIB, 64 * KIB, "bi");
    assert_eq!(said, "opened");
}

/// Without the right to raise it as far, the send buffer is as large as may be, and that is said.
#[test]
fn p3_a_send_buffer_that_is_cut_short_is_told() {
    let _namespace = namespace_or_skip!();
    veth();
    // older kernels do not show it in every namespace
    let limit = std::fs::read_to_string("/proc/sys/net/core/wmem_max");
    let limit = limit.unwrap_or_else(|_| "212992".into());
    let limit: u64 = limit.trim().parse().unwrap();
    for (who, told) in [("unprivileged", limit < 4096 * 1536), ("root", false)] {
        let (child, said) = Role::start(&format!("send-buffer:{who}"));
        assert_eq!(said.contains("the send buffer has"), told, "{said}");
        if told {
            assert!(said.contains(&format!("has {} bytes", 2 * limit)), "{said}");
            assert!(said.contains("CAP_NET_ADMIN"), "{said}");
        }
        assert!(child.finish().success());
    }
}
