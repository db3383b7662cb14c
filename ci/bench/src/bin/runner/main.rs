//! Measures AF_XDP libraries beside each other, each in turns with a bare loop.

#![forbid(unsafe_code)]

mod network;
mod peers;
mod short;

use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("ci/bench: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|w| w == word);
    if has("--short") {
        return short::run(has("--write-baseline"));
    }
    let n = network::Network::new(2)?;
    for peer in std::iter::once(&peers::RAW).chain(peers::PEERS) {
        if !peer.is_there() {
            println!("{} not there", peer.name);
            continue;
        }
        let t = peer
            .measure("tx", &n.flood(64)?)
            .and_then(|a| Ok((a.get("pps")?, a.get("calls_per_packet")?)));
        println!("{} tx {t:?}", peer.name);
        if peer.drains {
            let t = peer
                .measure("rx", &n.pair(64)?)
                .and_then(|a| Ok((a.get("ns_per_packet")?, a.get("rounds")?, a.get("lost")?)));
            println!("{} rx {t:?}", peer.name);
        }
        if peer.pings {
            let t = peer.measure("ping", &n.pair(64)?).and_then(|a| {
                Ok((
                    a.get("p50_ns")?,
                    a.get("p99_ns")?,
                    a.get("round_trips")?,
                    a.get("lost")?,
                ))
            });
            println!("{} ping {t:?}", peer.name);
        }
        println!(
            "{} ins tx {:?}",
            peer.name,
            peer.instructions("tx-count", &n.flood(64)?)
        );
        if peer.drains {
            println!(
                "{} ins rx {:?}",
                peer.name,
                peer.instructions("rx-count", &n.pair(64)?)
            );
        }
    }
    Ok(())
}
