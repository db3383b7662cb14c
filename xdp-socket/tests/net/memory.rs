//! Pages for the frames.

use std::fs;
use std::time::Duration;

use xdp_socket::testing::{VethConfig, VethPair};
use xdp_socket::{
    AttachMode, PageSize, Pages, XdpConfigBuilder, XdpProgram, create_bi_socket, create_rx_socket,
    create_tx_socket,
};

use crate::namespace_or_skip;
use crate::support::{PATIENCE, exchange, line, number, rings, send, skip, steer, veth};

const POOL: &str = "/sys/kernel/mm/hugepages/hugepages-2048kB";

fn pool(file: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("{POOL}/{file}")).ok()?;
    text.trim().parse().ok()
}

/// Huge pages for the length of a test, beside those that the machine has.
struct HugePages {
    before: u64,
}

impl HugePages {
    /// Makes sure that `n` are free. `None` where the machine can't.
    fn free(n: u64) -> Option<HugePages> {
        let before = pool("nr_hugepages")?;
        let free = pool("free_hugepages")?.saturating_sub(pool("resv_hugepages")?);
        let pages = HugePages { before };
        if free < n {
            fs::write(
                format!("{POOL}/nr_hugepages"),
                (before + n - free).to_string(),
            )
            .ok()?;
        }
        let free = pool("free_hugepages")?.saturating_sub(pool("resv_hugepages")?);
        (free >= n).then_some(pages)
    }
}

impl Drop for HugePages {
    fn drop(&mut self) {
        if pool("nr_hugepages") != Some(self.before) {
            let _ = fs::write(format!("{POOL}/nr_hugepages"), self.before.to_string());
        }
    }
}

/// More of the largest pages than a test machine has.
fn too_many(config: XdpConfigBuilder) -> XdpConfigBuilder {
    config
        .pages(Pages::Require(PageSize::Huge1G))
        .tx_frames(4 << 20)
}

#[test]
fn s15_huge_pages_that_are_not_there() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let index = veth.left().index();
    // required: an error that says where to get them
    let config = too_many(rings(64)).build().unwrap();
    let e = create_tx_socket(index, 0, Some(config.clone())).unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::ENOMEM));
    let text = e.to_string();
    assert!(text.starts_with("mmap(UMEM): "), "{text}");
    assert!(text.contains("nr_hugepages"), "{text}");
    // the queue was not touched
    create_bi_socket(index, 0, Some(rings(64).build().unwrap())).unwrap();

    // frames that only huge pages can hold are never put on ordinary ones
    let config = rings(64)
        .tx_frames(4 << 20)
        .frame_size(8192)
        .pages(Pages::Prefer(PageSize::Huge1G));
    let e = create_tx_socket(index, 0, Some(config.build().unwrap())).unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::ENOMEM));
    assert!(e.to_string().contains("nr_hugepages"), "{e}");
}

/// One test, because the pages belong to the whole machine.
#[test]
fn s15_huge_pages_preferred_and_required() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let prefer = rings(64).pages(Pages::Prefer(PageSize::Huge2M));

    // 64 frames of 2 KiB and the spare one take one page; 4096 frames take five
    if pool("free_hugepages") == Some(0) {
        let (mut tx, mut rx) = line(&veth, prefer.clone().build().unwrap());
        for obtained in [tx.obtained(), rx.obtained()] {
            assert_eq!(obtained.pages, PageSize::Normal);
            let reason = obtained.fallbacks.iter().find(|f| f.contains("Huge2M"));
            let reason = reason.expect("a reason");
            assert!(reason.contains("Cannot allocate memory"), "{reason}");
        }
        exchange(&mut tx, &mut rx, 0..200, 64);
    }
    let Some(_pages) = HugePages::free(2) else {
        return skip(
            "s15_huge_pages",
            &"the machine has no two huge pages to spare",
        );
    };
    let require = rings(64).pages(Pages::Require(PageSize::Huge2M));
    // the same two pages again and again, though the kernel gives them back late
    for config in [prefer.clone(), require.clone(), prefer.clone()] {
        let (mut tx, mut rx) = line(&veth, config.build().unwrap());
        for obtained in [tx.obtained(), rx.obtained()] {
            assert_eq!(obtained.pages, PageSize::Huge2M);
            assert!(!obtained.fallbacks.iter().any(|f| f.contains("pages")));
        }
        exchange(&mut tx, &mut rx, 0..200, 64);
    }
    // some are free, but not enough
    let index = veth.left().index();
    let free = pool("free_hugepages").unwrap_or(0);
    let frames = u32::try_from(free * 1024 + 2048).unwrap();
    let prefer = prefer.bind_timeout(Duration::from_millis(20));
    let config = prefer.tx_frames(frames).build().unwrap();
    let tx = create_tx_socket(index, 0, Some(config)).unwrap();
    assert_eq!(tx.obtained().pages, PageSize::Normal);
    drop(tx);
    let hasty = require.clone().bind_timeout(Duration::ZERO);
    let config = hasty.tx_frames(frames).build().unwrap();
    let e = create_tx_socket(index, 0, Some(config)).unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::ENOMEM));

    frames_larger_than_a_page(require);
}

/// Available since Linux 6.4.
fn frames_larger_than_a_page(config: XdpConfigBuilder) {
    let names = VethConfig::new().names("wide", "far").mtu(9000);
    let veth = VethPair::create(&names).unwrap();
    // the driver runs no program on packets of several pages
    let program = XdpProgram::builtin(steer()).mode(AttachMode::Generic);
    let config = config.frame_size(16384).program(program.into());
    let config = || Some(config.clone().build().unwrap());
    let mut rx = match create_rx_socket(veth.right().index(), 0, config()) {
        Ok(rx) => rx,
        Err(e @ xdp_socket::Error::KernelTooOld { .. }) => {
            return skip("frames_larger_than_a_page", &e);
        }
        Err(e) => panic!("{e}"),
    };
    let mut tx = create_tx_socket(veth.left().index(), 0, config()).unwrap();
    assert_eq!((tx.frame_size(), rx.frame_size()), (16384, 16384 - 256));
    for (seq, len) in [(0, 9014), (1, 60), (2, 5000), (3, 9014)] {
        send(&mut tx, seq..seq + 1, len);
        assert!(rx.wait(Some(PATIENCE)).unwrap() > 0);
        let got = rx.peek().unwrap();
        assert_eq!((number(got), got.len()), (seq, len));
        rx.commit().unwrap();
    }
}
