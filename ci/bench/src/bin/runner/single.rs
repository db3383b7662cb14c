//! What is measured of our library alone: starting and memory.

use std::error::Error;
use std::time::Duration;

use serde_json::{Value, json};

use crate::network::{Network, Place};
use crate::peers::OURS;
use bench::stats::Spread;

/// Times of starting, in milliseconds.
pub struct Start {
    pub spread: Spread,
    pub most: f64,
}

pub struct Single {
    /// From before create_tx_socket until the first packet is out.
    pub tx: Start,
    /// From before create_rx_socket until the first packet is in.
    pub rx: Start,
    /// Bytes of a bidirectional socket, and of these what is neither frames nor rings.
    pub resident: f64,
    pub above: f64,
}

impl Single {
    pub fn lines(&self) -> [String; 3] {
        let start = |text: &str, start: &Start| {
            format!(
                "{text}: {} ms, at most {:.1}",
                start.spread.text(1),
                start.most
            )
        };
        [
            start("first packet out after create_tx_socket", &self.tx),
            start("first packet in after create_rx_socket", &self.rx),
            format!(
                "memory of a bidirectional socket: {:.0} KiB, {:.0} KiB above frames and rings",
                self.resident / 1024.0,
                self.above / 1024.0
            ),
        ]
    }

    pub fn json(&self) -> Value {
        let start = |s: &Start| json!({"ms": s.spread.json(), "most_ms": s.most});
        json!({
            "first_packet_out": start(&self.tx),
            "first_packet_in": start(&self.rx),
            "resident_bytes": self.resident,
            "above_frames_and_rings_bytes": self.above,
        })
    }
}

pub fn measure(network: &Network, rounds: usize) -> Result<Single, Box<dyn Error>> {
    let (flood, pair) = (
        network.flood(Place::First, 64)?,
        network.pair(Place::First, 64)?,
    );
    let start = |what: &str, options: &[String]| -> Result<Start, Box<dyn Error>> {
        let mut times = Vec::new();
        for _ in 0..rounds {
            // The kernel still holds on to the queue of the run before: not what is measured.
            std::thread::sleep(Duration::from_millis(150));
            times.push(OURS.measure(what, options)?.get("ms")?);
        }
        let most = times.iter().copied().fold(0.0, f64::max);
        let spread = Spread::of(times).ok_or("no runs")?;
        Ok(Start { spread, most })
    };
    let memory = OURS.measure("memory", &flood)?;
    Ok(Single {
        tx: start("start-tx", &flood)?,
        rx: start("start-rx", &pair)?,
        resident: memory.get("resident")?,
        above: memory.get("above")?,
    })
}
