//! The suite notices each broken promise, and each of its checks notices one.

use std::collections::BTreeSet;
use std::panic::catch_unwind;
use std::time::Duration;

use packet_ring::testing::{Profile, concurrent, forwarding, run};

use crate::broken::{Bug, SLOW, pair};

/// Each broken promise with a check that has to notice it.
const NOTICED: &[(Bug, &str)] = &[
    (Bug::ReadyBeyondCapacity, "tx_window_and_seek"),
    (Bug::ReadyTakesASlotAway, "tx_window_and_seek"),
    (Bug::SeekSaysYes, "tx_window_and_seek"),
    (Bug::SeekMiscounts, "tx_window_and_seek"),
    (Bug::PeekBeyondTheWindow, "tx_peek_bounds"),
    (Bug::PeekTooLongIsCut, "tx_peek_bounds"),
    (Bug::PeekOfNothing, "tx_peek_bounds"),
    (Bug::PeekRefusesTheLongest, "tx_peek_bounds"),
    (Bug::PeekGivesTheWholeFrame, "tx_peek_bounds"),
    (
        Bug::PeekKeepsTheFirstLength,
        "tx_peek_again_changes_the_length",
    ),
    (Bug::PeekClearsTheFrame, "tx_peek_again_changes_the_length"),
    (Bug::PeekIgnoresTheIndex, "tx_peek_in_any_order"),
    (Bug::PeekKeepsContinued, "packets_of_several_slots"),
    (Bug::RefusedPeekForgets, "tx_errors_change_nothing"),
    (Bug::RefusedPeekCuts, "tx_errors_change_nothing"),
    (Bug::CommitBeyondIsCut, "tx_commit_bounds"),
    (Bug::CommitNamesTheWrongWindow, "tx_commit_bounds"),
    (Bug::CommitOfUnpeeked, "tx_commit_needs_a_peek"),
    (Bug::CommitOfUnpeekedOnceUsed, "tx_commit_needs_a_peek"),
    (Bug::CommitForgetsLaterPeeks, "tx_sparse_peeks_are_kept"),
    (Bug::CommitOfNothingFails, "tx_commit_bounds"),
    (Bug::CommitCutsPackets, "packets_of_several_slots"),
    (
        Bug::RefusedCommitCommitsTheFirst,
        "tx_sparse_peeks_are_kept",
    ),
    (Bug::ContinuedIsLost, "packets_of_several_slots"),
    (Bug::KickSendsUncommitted, "tx_uncommitted_is_not_sent"),
    (Bug::KickRepeatsTheLast, "a_kick_for_nothing_does_nothing"),
    (Bug::KickSaysPending, "a_kick_for_nothing_does_nothing"),
    (Bug::SendOfNothingIsFine, "tx_send_refuses_and_keeps"),
    (Bug::RefusedSendTakesASlot, "tx_send_refuses_and_keeps"),
    (
        Bug::BatchCommitsTheGoodOnes,
        "tx_send_batch_is_all_or_nothing",
    ),
    (Bug::BatchStopsShort, "send_batch_takes_what_fits"),
    (Bug::BatchTooLargeIsRefused, "send_batch_takes_what_fits"),
    (Bug::TxWaitWithRoomSaysNone, "tx_wait_with_room_returns_it"),
    (Bug::TxWaitReturnsEarly, "tx_stays_full_until_received"),
    (Bug::NeverFull, "tx_full"),
    (Bug::SendBatchInsistsWhenFull, "tx_full"),
    (
        Bug::NothingHoldsTheSenderBack,
        "tx_stays_full_until_received",
    ),
    (Bug::LosesOne, "order_and_content"),
    (Bug::LosesOne, "concurrent"),
    (Bug::LosesAtTheWrap, "wraps_around"),
    (Bug::SendsOneTwice, "order_and_content"),
    (Bug::SwapsNeighbours, "order_and_content"),
    (Bug::SwapsNeighbours, "concurrent"),
    (Bug::ByteOff, "order_and_content"),
    (Bug::ByteOff, "concurrent"),
    (Bug::LengthOff, "order_and_content"),
    (Bug::KeepsTheLastBack, "one_at_a_time"),
    (Bug::LeaksAFrame, "frames_come_home"),
    (Bug::InventsAFrame, "frames_come_home"),
    (Bug::RxSeekSaysYes, "rx_empty"),
    (Bug::RxReadyTakesASlotAway, "rx_window_and_seek"),
    (Bug::RxPeekBeyondTheWindow, "rx_bounds"),
    (Bug::RxPeekIgnoresTheIndex, "rx_peek_in_any_order"),
    (Bug::RxPeekHidesEdits, "rx_edits_stay_in_place"),
    (Bug::RxCommitBeyondIsCut, "rx_bounds"),
    (Bug::RxCommitTakesTheLast, "rx_commit_moves_the_window"),
    (
        Bug::RxCommitNeedsAPeek,
        "rx_unpeeked_slots_may_be_committed",
    ),
    (Bug::RxCommitOfNothingFails, "rx_empty"),
    (Bug::RxRefusedCommitCommits, "rx_errors_change_nothing"),
    (Bug::RxContinuedBeyondTheWindow, "rx_bounds"),
    (Bug::RecvIntoCuts, "rx_recv_into"),
    (Bug::RecvIntoLosesOnError, "rx_recv_into"),
    (Bug::RecvIntoKeeps, "rx_recv_into"),
    (Bug::RecvEachIgnoresMax, "rx_recv_each"),
    (Bug::RecvEachKeeps, "rx_recv_each"),
    (Bug::RecvEachBackwards, "batch_equals_one_at_a_time"),
    (Bug::RecvEachCallsForNothing, "rx_empty"),
    (Bug::RxWaitReturnsEarly, "rx_wait_times_out"),
    (Bug::RxWaitRoundsDown, "rx_wait_times_out"),
    (Bug::RxWaitMissesArrivals, "rx_wait_returns_what_arrives"),
    (Bug::RxWaitMissesTheWindow, "rx_window_and_seek"),
    (Bug::ForwardsBackwards, "forward_order_and_content"),
    (Bug::ForwardsUnedited, "forward_order_and_content"),
    (Bug::ForwardsMoreThanAskedFor, "forward_bounds"),
    (
        Bug::ForwardsWhatIsToBeDropped,
        "forward_drops_what_it_is_told_to",
    ),
    (Bug::ForwardMiscounts, "forward_drops_what_it_is_told_to"),
    (
        Bug::ForwardDropsWithoutRoom,
        "forward_beyond_the_room_loses_nothing",
    ),
    (Bug::ForwardLeaks, "forward_frames_come_home"),
];

/// The names of the checks that ran, and of those that failed.
fn checked(bug: Bug, profile: &Profile) -> (BTreeSet<String>, BTreeSet<String>) {
    let report = run(profile, || pair(bug));
    let mut failed: BTreeSet<String> = report.failed.iter().map(|f| f.0.to_owned()).collect();
    let mut ran: BTreeSet<String> = report.passed.iter().map(|&p| p.to_owned()).collect();
    for (name, result) in [
        (
            "forward",
            catch_unwind(|| forwarding(profile, || line(bug))),
        ),
        (
            "concurrent",
            catch_unwind(|| concurrent(profile, || pair(bug), 500)),
        ),
    ] {
        match result {
            Ok(report) => ran.extend(report.passed.iter().map(|&p| p.to_owned())),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().expect("a message");
                let names = text.lines().filter_map(|l| l.trim().split_once(':'));
                let names = names.filter(|(n, _)| n.starts_with(name));
                failed.extend(names.map(|(n, _)| n.to_owned()));
            }
        }
    }
    ran.extend(failed.iter().cloned());
    (ran, failed)
}

fn line(
    bug: Bug,
) -> (
    crate::broken::Tx,
    crate::broken::Rx,
    crate::broken::Tx,
    crate::broken::Rx,
) {
    let ((t1, r1), (t2, r2)) = (pair(bug), pair(bug));
    (t1, r1, t2, r2)
}

fn profile() -> Profile {
    Profile::new()
        .template(b"there")
        .return_template(b"back!")
        .multi_slot(true)
}

#[test]
fn nothing_is_noticed_where_nothing_is_broken() {
    let (_, failed) = checked(Bug::None, &profile());
    assert_eq!(failed, BTreeSet::new());
}

#[test]
fn packets_of_others_are_ignored() {
    let profile = Profile::new().template(b"ours");
    let (_, failed) = checked(Bug::ForeignPacketsCome, &profile);
    assert_eq!(failed, BTreeSet::new());
}

#[test]
fn losses_are_allowed_where_the_profile_has_them() {
    let lossy = profile().lossless_when_full(false).max_burst(SLOW);
    let (_, failed) = checked(Bug::DropsWhereTheReceiverIsSlow, &lossy);
    assert_eq!(failed, BTreeSet::new());
    let strict = profile().timeout(Duration::from_millis(150));
    let (_, failed) = checked(Bug::DropsWhereTheReceiverIsSlow, &strict);
    assert!(failed.contains("tx_full"), "{failed:?}");
}

#[test]
fn each_broken_promise_is_noticed_by_its_check() {
    let mut missed = Vec::new();
    for &(bug, check) in NOTICED {
        let only = profile().only(check).timeout(Duration::from_millis(150));
        let (_, failed) = checked(bug, &only);
        if !failed.contains(check) {
            missed.push((bug, check));
        }
    }
    assert_eq!(missed, []);
}

#[test]
fn each_check_notices_something() {
    let (ran, _) = checked(Bug::None, &profile());
    let able: BTreeSet<String> = NOTICED.iter().map(|n| n.1.to_owned()).collect();
    let idle: Vec<_> = ran.difference(&able).collect();
    assert!(idle.is_empty(), "no broken ring is noticed by {idle:?}");
    let unknown: Vec<_> = able.difference(&ran).collect();
    assert!(unknown.is_empty(), "there is no check {unknown:?}");
}
