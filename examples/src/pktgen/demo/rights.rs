//! Which rights are missing for the AF_XDP part, found out before anything is made.

/// What it needs, with the numbers of linux/capability.h and what for.
const NEEDED: [(u32, &str, &str); 4] = [
    (21, "CAP_SYS_ADMIN", "a network namespace"),
    (12, "CAP_NET_ADMIN", "a veth pair and an XDP program"),
    (13, "CAP_NET_RAW", "AF_XDP sockets"),
    (39, "CAP_BPF", "loading the XDP program"),
];

/// The missing capabilities, in one line; `None` where there is none. What the kernel forbids for
/// other reasons shows when it is tried.
pub(super) fn missing() -> Option<String> {
    let status = std::fs::read_to_string("/proc/thread-self/status").ok()?;
    missing_from(effective(&status)?)
}

fn effective(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|l| l.strip_prefix("CapEff:"))?;
    u64::from_str_radix(line.trim(), 16).ok()
}

fn missing_from(effective: u64) -> Option<String> {
    let has = |number: u32| effective & (1 << number) != 0;
    let missing: Vec<_> = NEEDED
        .iter()
        // CAP_SYS_ADMIN contains CAP_BPF (capabilities(7)).
        .filter(|(number, _, _)| !(has(*number) || *number == 39 && has(21)))
        .map(|(_, name, purpose)| format!("{name} ({purpose})"))
        .collect();
    (!missing.is_empty()).then(|| format!("missing {}; run as root", missing.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_named() {
        let all: u64 = NEEDED.iter().map(|(number, _, _)| 1 << number).sum();
        assert_eq!(missing_from(all), None);
        let text = missing_from(0).unwrap();
        for (number, name, _) in NEEDED {
            assert!(text.contains(name), "{text}");
            let without = missing_from(all & !(1 << number));
            // CAP_SYS_ADMIN does for CAP_BPF.
            assert_eq!(without.is_none(), number == 39, "{name}");
        }
        assert!(!text.contains('\n'));
    }

    #[test]
    fn the_kernel_is_understood() {
        assert_eq!(
            effective("Name:\tx\nCapEff:\t00000000000000ff\n"),
            Some(0xff)
        );
        assert_eq!(effective("Name:\tx\n"), None);
        assert!(effective(&std::fs::read_to_string("/proc/self/status").unwrap()).is_some());
    }
}
