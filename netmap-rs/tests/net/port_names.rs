//! Port names against what libnetmap makes of them.

use netmap_rs::{PortName, RegFlags, RingMode};
use serde_json::Value;

fn vectors() -> Vec<Value> {
    let text = include_str!("../data/netmap-ports.json");
    let all: Value = serde_json::from_str(text).expect("the vectors are JSON");
    all["vectors"].as_array().expect("a list").clone()
}

fn mode_number(mode: RingMode) -> (u64, u64) {
    match mode {
        RingMode::AllNic => (1, 0),
        RingMode::Host => (2, 0),
        RingMode::NicAndHost => (3, 0),
        RingMode::OneNic(n) => (4, n.into()),
        RingMode::Null => (7, 0),
        RingMode::OneHost(n) => (8, n.into()),
        other => panic!("{other:?} comes from no name"),
    }
}

#[test]
fn every_vector_of_libnetmap() {
    let vectors = vectors();
    assert!(vectors.len() > 100, "only {} vectors", vectors.len());
    for v in &vectors {
        let name = v["name"].as_str().expect("a name");
        let parsed = name.parse::<PortName>();
        if v["ok"] == Value::Bool(false) {
            let errno = v["errno"].as_i64().expect("an errno");
            match parsed {
                Err(e) => assert_eq!(i64::from(e.errno()), errno, "{name}: {e}"),
                // ENOENT: the name is right; what it refers to was not there.
                Ok(p) => assert!(
                    errno == 2 && (p.share().is_some() || p.extmem().is_some()),
                    "{name} was accepted: {p:?}"
                ),
            }
            continue;
        }
        let p = parsed.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(p.name(), v["nr_name"], "{name}");
        let (mode, ring) = mode_number(p.mode());
        assert_eq!(v["nr_mode"], mode, "{name}");
        assert_eq!(v["nr_ringid"], ring, "{name}");
        assert_eq!(v["nr_flags"], p.flags().bits(), "{name}");
        assert_eq!(v["nr_mem_id"], p.mem_id(), "{name}");
        let r = p.rings();
        assert_eq!(v["nr_tx_rings"], r.tx_rings, "{name}");
        assert_eq!(v["nr_rx_rings"], r.rx_rings, "{name}");
        assert_eq!(v["nr_host_tx_rings"], r.host_tx_rings, "{name}");
        assert_eq!(v["nr_host_rx_rings"], r.host_rx_rings, "{name}");
        assert_eq!(v["nr_tx_slots"], r.tx_slots, "{name}");
        assert_eq!(v["nr_rx_slots"], r.rx_slots, "{name}");
        let options = v["options"].as_array().expect("a list");
        assert_eq!(options.is_empty(), p.extmem().is_none(), "{name}");
        if let (Some(o), Some(e)) = (options.first(), p.extmem()) {
            assert_eq!(e.file, "$EXTMEM_FILE", "{name}");
            for (key, n) in [
                ("if_num", e.if_num),
                ("if_size", e.if_size),
                ("ring_num", e.ring_num),
                ("ring_size", e.ring_size),
                ("buf_num", e.buf_num),
                ("buf_size", e.buf_size),
            ] {
                assert_eq!(o[key], n, "{name}: {key}");
            }
        }
    }
}

#[test]
fn strict_refuses_exactly_the_quirks() {
    for v in vectors().iter().filter(|v| v["ok"] == Value::Bool(true)) {
        let name = v["name"].as_str().expect("a name");
        let strict = PortName::parse_strict(name);
        let lenient: PortName = name.parse().expect("a good vector");
        // R and T together are a quirk among other flags too.
        let no_rings = RegFlags::RX_RINGS_ONLY | RegFlags::TX_RINGS_ONLY;
        let quirk = v.get("quirk").is_some() || lenient.flags().contains(no_rings);
        assert_eq!(strict.is_err(), quirk, "{name}: {strict:?}");
        assert_eq!(lenient.quirks().is_empty(), !quirk, "{name}");
    }
}

#[test]
fn errors_point_at_the_character() {
    for (name, at) in [
        ("", 0),
        ("netmap:", 7),
        ("netmap0:eth0", 6),
        ("foo:eth0", 0),
        (" eth0", 0),
        ("eth0\0x", 4),
        ("vale0", 5),
        ("vale-1:a", 4),
        ("eth0-", 5),
        ("eth0-x", 5),
        ("eth0-4095", 5),
        ("eth0-2x", 6),
        ("eth0^^", 5),
        ("eth0*0", 5),
        ("eth0/", 5),
        ("eth0/xq", 6),
        ("eth0/x/z", 6),
        ("eth0@", 5),
        ("eth0@0", 5),
        ("eth0@1@2", 7),
        ("eth0@bogus=1", 5),
        ("eth0@conf", 9),
        ("eth0@conf=2", 9),
        ("eth0@conf:bogus=1", 10),
        ("eth0@conf:rings=2,", 18),
        ("eth0@conf:rings=2,rings=3", 18),
        ("eth0@offset=64", 5),
        ("eth0@share=", 11),
        ("netmap:br-lan", 10),
        ("pipe{myipc}", 10),
        ("netmap:foo{", 11),
        ("netmap:foo{ä", 11),
        ("netmap:ä{1-ö", 12),
    ] {
        let e = name.parse::<PortName>().expect_err(name);
        assert_eq!(e.position(), at, "{e}");
        assert_eq!(e.input(), name);
        assert!(name.is_char_boundary(e.position()));
    }
    let long = format!("netmap:{}", "é".repeat(32));
    let e = long.parse::<PortName>().expect_err("64 bytes");
    assert_eq!(e.position(), 7 + 62, "the character that does not fit");
}

#[test]
fn bare_names_are_interfaces() {
    for (bare, full) in [
        ("eth0", "netmap:eth0"),
        ("eth0^", "netmap:eth0^"),
        ("eth0-3/x@5", "netmap:eth0-3/x@5"),
        ("eth0@conf:rings=2", "netmap:eth0@conf:rings=2"),
        ("x{1", "netmap:x{1"),
    ] {
        let bare: PortName = bare.parse().expect(bare);
        assert_eq!(bare, full.parse().expect(full));
    }
}

#[test]
fn d10_pipe_names_of_letters_open_and_closing_braces_are_refused() {
    let p: PortName = "pipe{myipc".parse().expect("letters are fine");
    assert_eq!(p.name(), "pipe{myipc");
    let e = "pipe{myipc}"
        .parse::<PortName>()
        .expect_err("a closing brace");
    assert!(e.to_string().contains("no closing brace"), "{e}");
    let long: PortName = "a_name_of_more_than_15_bytes{1"
        .parse()
        .expect("63 are allowed");
    assert_eq!(long.name(), "a_name_of_more_than_15_bytes{1");
}

proptest::proptest! {
    /// Whatever the input, an error points into it, and what is accepted has a sound name.
    #[test]
    fn any_input(s in "(netmap:|vale[a0]?:?|)[ -~é\0]{0,12}") {
        match s.parse::<PortName>() {
            Ok(p) => {
                assert!(!p.name().is_empty() && p.name().len() <= 63);
                assert!(!p.name().contains('\0'));
            }
            Err(e) => {
                assert!(s.is_char_boundary(e.position()));
                let _ = e.to_string();
            }
        }
    }
}
