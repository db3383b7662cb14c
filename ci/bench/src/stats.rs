//! Medians and quartiles.

use serde_json::{Value, json};

/// Median and quartiles of a number of slices.
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    pub low: f64,
    pub median: f64,
    pub high: f64,
}

impl Spread {
    /// Of at least one value.
    pub fn of(mut values: Vec<f64>) -> Option<Spread> {
        values.sort_by(f64::total_cmp);
        let last = values.len().checked_sub(1)? as f64;
        let at = |part: f64| {
            let place = last * part;
            let (below, above) = (
                values[place.floor() as usize],
                values[place.ceil() as usize],
            );
            below + (above - below) * place.fract()
        };
        Some(Spread {
            low: at(0.25),
            median: at(0.5),
            high: at(0.75),
        })
    }

    pub fn json(self) -> Value {
        json!({"lower_quartile": self.low, "median": self.median, "upper_quartile": self.high})
    }

    /// As `median (low to high)`.
    pub fn text(self, digits: usize) -> String {
        let Spread { low, median, high } = self;
        format!("{median:.digits$} ({low:.digits$} to {high:.digits$})")
    }
}
