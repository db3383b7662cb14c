//! Does nothing, unless the feature `bindgen` asks for bindings made from the kernel headers that
//! are installed.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "bindgen")]
    generate::run();
}

#[cfg(feature = "bindgen")]
mod generate {
    use std::{
        env, fs,
        panic::{self, AssertUnwindSafe},
        path::PathBuf,
    };

    use bindgen::{Builder, EnumVariation, Formatter, RustEdition, RustTarget};

    /// Structures and unions, with all that they are made of.
    const TYPES: &[&str] = &[
        // linux/if_xdp.h
        "sockaddr_xdp",
        "xdp_(desc|mmap_offsets|options|ring_offset|statistics|umem_reg)",
        "xsk_tx_metadata",
        // linux/bpf.h
        "bpf_(attr|insn|link_info|map_info|prog_info)",
        "bpf_(attach_type|cmd|func_id|link_type|map_type|prog_type)",
        "xdp_(action|md)",
        // linux/btf.h
        "btf_(enum|header|member|param|type)",
        // linux/netlink.h, linux/rtnetlink.h, linux/if_link.h
        "nl(attr|msgerr|msgerr_attrs|msghdr)",
        "sockaddr_nl",
        "(ifinfo|nd|rt)msg",
        "rt(attr|attr_type_t|_class_t|netlink_groups)",
        // linux/genetlink.h
        "genlmsghdr",
        // linux/netdev.h
        "netdev_.*",
        // linux/ethtool.h
        "ethtool_(channels|drvinfo|flags|ringparam|rx_flow_spec|rxfh_indir|rxnfc|value)",
    ];

    /// Macros, and the constants of enumerations without a name.
    const CONSTANTS: &[&str] = &[
        "LINUX_VERSION_CODE",
        // linux/if_xdp.h
        "XDP_(SHARED_UMEM|COPY|ZEROCOPY|USE_.*|UMEM_.*|RING_.*|MMAP_OFFSETS|[RT]X_RING)",
        "XDP_(STATISTICS|OPTIONS.*|MAX_TX_SKB_BUDGET|PGOFF_.*|TXMD_.*|PKT_CONTD|TX_METADATA)",
        "XSK_.*",
        // linux/bpf.h, linux/bpf_common.h: instructions
        "BPF_(LD|LDX|ST|STX|ALU|ALU64|JMP|JMP32)",
        "BPF_(W|H|B|DW|IMM|MEM|MEMSX|ATOMIC|XADD|K|X)",
        "BPF_(ADD|SUB|MUL|DIV|OR|AND|LSH|RSH|NEG|MOD|XOR|MOV|ARSH|END)",
        "BPF_(TO_LE|TO_BE|FROM_LE|FROM_BE|FETCH|XCHG|CMPXCHG|LOAD_ACQ|STORE_REL)",
        "BPF_(JA|JEQ|JGT|JGE|JSET|JNE|JLT|JLE|JSGT|JSGE|JSLT|JSLE|JCOND|CALL|EXIT)",
        "BPF_REG_.*",
        "BPF_PSEUDO_.*",
        // linux/bpf.h: flags and limits
        "BPF_(ANY|NOEXIST|EXIST)",
        "BPF_F_(NO_PREALLOC|REPLACE|LINK|XDP_HAS_FRAGS|XDP_DEV_BOUND_ONLY)",
        "BPF_F_TEST_XDP_LIVE_FRAMES",
        "BPF_F_(BROADCAST|EXCLUDE_INGRESS)",
        "BPF_(OBJ_NAME_LEN|TAG_SIZE)",
        "XDP_PACKET_HEADROOM",
        // linux/btf.h
        "BTF_(MAGIC|VERSION|KIND_.*)",
        // linux/netlink.h
        "NETLINK_(ROUTE|GENERIC|ADD_MEMBERSHIP|EXT_ACK|CAP_ACK|GET_STRICT_CHK)",
        "NLM_F_.*",
        "NLMSG_(NOOP|ERROR|DONE|OVERRUN|ALIGNTO|MIN_TYPE)",
        "NLA_(F_.*|ALIGNTO|TYPE_MASK)",
        // linux/rtnetlink.h, linux/neighbour.h, linux/if_addr.h
        "RTM_(NEW|DEL|GET)(LINK|ADDR|ROUTE|NEIGH)",
        "RTMGRP_(LINK|NEIGH)",
        "RTEXT_FILTER_.*",
        "RTN_(UNICAST|LOCAL)",
        "NDA_.*",
        "NUD_.*",
        // linux/if_link.h, linux/veth.h
        "IFLA_(UNSPEC|INFO_KIND|XDP_FD)",
        "XDP_(FLAGS|ATTACHED)_.*",
        "VETH_INFO_.*",
        // linux/genetlink.h
        "GENL_(ID_CTRL|NAMSIZ)",
        "CTRL_(CMD|ATTR)_.*",
        // linux/netdev.h
        "NETDEV_.*",
        // linux/ethtool.h, linux/sockios.h
        "SIOCETHTOOL",
        "ETHTOOL_[GS](CHANNELS|DRVINFO|RINGPARAM|FLAGS|LINK|GRO|RXRINGS)",
        "ETHTOOL_[GS]RX(CLS.*|FHINDIR)",
        "ETHTOOL_GRXRINGS",
        "ETHTOOL_(RX_FLOW_SPEC|BUSINFO_LEN|FWVERS_LEN|EROMVERS_LEN).*",
        "(TCP|UDP|SCTP|AH_ESP|AH|ESP)_V[46]_FLOW",
        "IP_USER_FLOW|IPV4_FLOW|IPV6_USER_FLOW|IPV6_FLOW|ETHER_FLOW|FLOW_(EXT|MAC_EXT|RSS)",
        "ETH_RX_NFC_IP4",
        "RX_CLS_.*",
        // asm/socket.h
        "SOL_SOCKET",
        "SO_(BUSY_POLL|PREFER_BUSY_POLL|BUSY_POLL_BUDGET|INCOMING_NAPI_ID|NETNS_COOKIE)",
    ];

    pub(super) fn run() {
        println!("cargo::rerun-if-changed=wrapper.h");
        for name in [
            "XDP_SYS_INCLUDE",
            "BINDGEN_EXTRA_CLANG_ARGS",
            "LIBCLANG_PATH",
        ] {
            println!("cargo::rerun-if-env-changed={name}");
        }
        if let Err(why) = try_run() {
            for line in why.lines().filter(|line| !line.trim().is_empty()) {
                println!("cargo::error={line}");
            }
        }
    }

    fn try_run() -> Result<(), String> {
        let mut builder = Builder::default()
            .header("wrapper.h")
            .rust_target(RustTarget::stable(85, 0).map_err(|e| e.to_string())?)
            .rust_edition(RustEdition::Edition2024)
            .use_core()
            .formatter(Formatter::Prettyplease)
            .disable_header_comment()
            .generate_comments(false)
            .generate_cstr(true)
            .ignore_functions()
            .sort_semantically(true)
            .default_enum_style(EnumVariation::Consts)
            .prepend_enum_name(false)
            .derive_default(true)
            .derive_eq(true)
            .explicit_padding(true)
            .wrap_unsafe_ops(true)
            .layout_tests(true);
        for pattern in TYPES {
            builder = builder.allowlist_type(pattern);
        }
        for pattern in CONSTANTS {
            builder = builder.allowlist_var(pattern);
        }
        // Freestanding: of the C library's headers nothing is needed, so none may interfere.
        builder = builder.clang_args(["-ffreestanding", "-std=gnu11"]);
        for folder in include_folders()? {
            builder = builder.clang_arg(format!("-isystem{}", folder.display()));
        }

        // libclang is loaded on the first use, and bindgen panics when it is not there.
        let generated =
            panic::catch_unwind(AssertUnwindSafe(|| builder.generate())).map_err(|_| {
                "the feature `bindgen` needs libclang: install it (Debian: libclang-dev) or set \
             LIBCLANG_PATH to its folder; without the feature the checked-in bindings are used"
                    .to_owned()
            })?;
        let generated = generated.map_err(|e| {
            format!(
                "no bindings from the kernel headers: {e}\n\
                 those of Linux 6.17 or later are needed: install them (Debian: linux-libc-dev), \
                 set XDP_SYS_INCLUDE to a folder that has them, or do without the feature `bindgen`"
            )
        })?;

        let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
        let out = out.join("bindings.rs");
        fs::write(&out, name_enumerations(&generated.to_string()))
            .map_err(|e| format!("cannot write {}: {e}", out.display()))
    }

    /// `XDP_SYS_INCLUDE`: absolute folders as in `PATH`, searched before those of the system.
    fn include_folders() -> Result<Vec<PathBuf>, String> {
        let Some(list) = env::var_os("XDP_SYS_INCLUDE") else {
            return Ok(Vec::new());
        };
        let arch = env::var("CARGO_CFG_TARGET_ARCH").expect("cargo sets the target");
        let mut folders = Vec::new();
        for folder in env::split_paths(&list) {
            println!("cargo::rerun-if-changed={}", folder.display());
            if !folder.is_absolute() || !folder.is_dir() {
                return Err(format!(
                    "XDP_SYS_INCLUDE: {} is no absolute path of a folder",
                    folder.display()
                ));
            }
            // Debian keeps asm/ in a folder for each architecture.
            let multiarch = folder.join(format!("{arch}-linux-gnu"));
            folders.push(folder);
            if multiarch.is_dir() {
                folders.push(multiarch);
            }
        }
        if !folders
            .iter()
            .any(|folder| folder.join("linux/if_xdp.h").is_file())
        {
            return Err(format!(
                "XDP_SYS_INCLUDE={}: no linux/if_xdp.h in it",
                list.to_string_lossy()
            ));
        }
        Ok(folders)
    }

    /// Enumerations without a name are numbered by bindgen, in an order that any header may
    /// change: their constants get the plain integer type instead.
    fn name_enumerations(text: &str) -> String {
        const NUMBERED: &str = "_bindgen_ty_";
        let alias = format!("pub type {NUMBERED}");
        let types: Vec<(String, String)> = text
            .lines()
            .filter_map(|line| {
                line.strip_prefix(&alias)?
                    .strip_suffix(';')?
                    .split_once(" = ")
            })
            .map(|(number, ty)| (format!(": {NUMBERED}{number} ="), format!(": {ty} =")))
            .collect();
        let mut named = String::with_capacity(text.len());
        for line in text.lines().filter(|line| !line.starts_with(&alias)) {
            match types
                .iter()
                .find(|(number, _)| line.contains(number.as_str()))
            {
                Some((number, ty)) => named.push_str(&line.replacen(number.as_str(), ty, 1)),
                None => named.push_str(line),
            }
            named.push('\n');
        }
        named
    }
}
