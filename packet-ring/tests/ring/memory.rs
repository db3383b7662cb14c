//! The in-memory pair.

use packet_ring::testing::{
    Profile, concurrent, conformance, forwarding, forwarding_by_copy, memory_pair,
};

fn profile() -> Profile {
    Profile::new().multi_slot(true)
}

#[test]
fn conforms() {
    let report = conformance(&profile(), || memory_pair(16, 256));
    assert_eq!(report.not_applicable, []);
}

#[test]
fn conforms_at_every_small_capacity() {
    for capacity in 1..=9 {
        conformance(&profile(), || memory_pair(capacity, 128));
    }
}

#[test]
fn conforms_with_frames_no_longer_than_the_shortest_packet() {
    conformance(&profile(), || memory_pair(4, 12));
}

#[test]
fn conforms_as_an_ethernet_link() {
    let profile = Profile::ethernet([2, 0, 0, 0, 0, 2], [2, 0, 0, 0, 0, 1], 0x88b5).max_burst(7);
    conformance(&profile, || memory_pair(32, 2048));
}

#[test]
fn two_threads() {
    concurrent(&profile(), || memory_pair(8, 256), 20_000);
    concurrent(&profile().max_burst(3), || memory_pair(8, 256), 2_000);
}

#[test]
fn forwards_by_exchanging_frames_and_by_copy() {
    forwarding(&profile(), || {
        let ((t1, r1), (t2, r2)) = (memory_pair(8, 256), memory_pair(8, 256));
        (t1, r1, t2, r2)
    });
}

#[test]
fn forwards_between_rings_of_different_sizes() {
    for (first, second) in [(3, 8), (8, 3), (1, 1)] {
        forwarding_by_copy(&profile(), || {
            let ((t1, r1), (t2, r2)) = (memory_pair(first, 256), memory_pair(second, 128));
            (t1, r1, t2, r2)
        });
    }
}

#[test]
fn forwards_with_a_rewritten_template() {
    let profile = Profile::new().template(b"there").return_template(b"back!");
    forwarding(&profile, || {
        let ((t1, r1), (t2, r2)) = (memory_pair(8, 256), memory_pair(8, 256));
        (t1, r1, t2, r2)
    });
}
