//! Pages for the frames.

use std::fs;
use std::time::Duration;

use xdp_socket::{PageSize, Pages, XdpConfigBuilder, create_bi_socket, create_tx_socket};

use crate::namespace_or_skip;
use crate::support::{exchange, line, rings, skip, veth};

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
}

/// One test, because the pages belong to the whole machine.
#[test]
fn s15_huge_pages_preferred_and_required() {
    let _namespace = namespace_or_skip!();
    let veth = veth();
    let prefer = rings(64).pages(Pages::Prefer(PageSize::Huge2M));

    // 64 frames of 2 KiB take one page; 1024 fill one to the last byte
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
    for config in [
        prefer.clone(),
        require.clone().frame_size(4096),
        require.clone().tx_frames(1024).rx_frames(1024),
        prefer.clone(),
    ] {
        let (mut tx, mut rx) = line(&veth, config.build().unwrap());
        for obtained in [tx.obtained(), rx.obtained()] {
            assert_eq!(obtained.pages, PageSize::Huge2M);
            assert!(!obtained.fallbacks.iter().any(|f| f.contains("pages")));
        }
        exchange(&mut tx, &mut rx, 0..200, 64);
    }
    // there are some, but not enough
    let index = veth.left().index();
    let pages = pool("nr_hugepages").unwrap();
    let frames = u32::try_from(pages * 1024 + 1).unwrap();
    let config = prefer.tx_frames(frames).build().unwrap();
    let tx = create_tx_socket(index, 0, Some(config)).unwrap();
    assert_eq!(tx.obtained().pages, PageSize::Normal);
    drop(tx);
    let hasty = require.bind_timeout(Duration::ZERO);
    let config = hasty.tx_frames(frames).build().unwrap();
    let e = create_tx_socket(index, 0, Some(config)).unwrap_err();
    assert_eq!(e.raw_os_error(), Some(libc::ENOMEM));
}
