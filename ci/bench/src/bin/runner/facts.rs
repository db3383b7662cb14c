//! What machine this is.

use std::process::Command;

use serde_json::{Value, json};

/// Facts of the machine, in the order in which they are shown.
pub fn facts() -> Vec<(&'static str, String)> {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|l| l.starts_with(name));
        let value = line.and_then(|l| l.split_once(':'));
        value.map_or("unknown".into(), |(_, v)| v.trim().to_owned())
    };
    let says = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output();
        let text = output.map(|o| String::from_utf8_lossy(&o.stdout).trim().to_owned());
        text.ok()
            .filter(|t| !t.is_empty())
            .unwrap_or("unknown".into())
    };
    let rustc = says("rustc", &["--version"]);
    let cpus = std::thread::available_parallelism().map_or(0, |n| n.get());
    let load = read("/proc/loadavg");
    let load: Vec<&str> = load.split(' ').take(3).collect();
    vec![
        (
            "kernel",
            format!("Linux {}", read("/proc/sys/kernel/osrelease").trim()),
        ),
        ("processor", field(&read("/proc/cpuinfo"), "model name")),
        ("processors", cpus.to_string()),
        ("load average before", load.join(" ")),
        ("compiler", rustc),
        (
            "installed libxdp",
            says("pkg-config", &["--modversion", "libxdp"]),
        ),
        (
            "free huge pages",
            field(&read("/proc/meminfo"), "HugePages_Free"),
        ),
    ]
}

/// The same for machines.
pub fn json(facts: &[(&'static str, String)]) -> Value {
    facts
        .iter()
        .map(|(k, v)| ((*k).to_owned(), json!(v)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}
