//! The chart: bars for the libraries.

use std::fmt::Write;

use crate::table::{Row, Table};

const BAR: f64 = 18.0;
const LABEL: f64 = 200.0;
const PANEL: f64 = 300.0;

/// Title, the value of a row, and decimals.
type Panel = (&'static str, fn(&Row) -> Option<f64>, usize);

/// Panels side by side, a bar per library.
pub fn chart(table: &Table, facts: &str) -> String {
    let panels: [Panel; 4] = [
        (
            "TX rate / raw: more is better",
            |r| r.tx_ratio.map(|s| s.median),
            3,
        ),
        ("user instructions per packet TX", |r| r.tx_instructions, 1),
        ("user instructions per packet RX", |r| r.rx_instructions, 1),
        (
            "RX drain / raw: less is better",
            |r| r.drain_ratio.map(|s| s.median),
            2,
        ),
    ];
    let height = 60.0 + table.rows.len() as f64 * (BAR + 6.0) + 30.0;
    let width = LABEL + panels.len() as f64 * PANEL;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    let top = |i: usize| 50.0 + i as f64 * (BAR + 6.0);
    for (i, row) in table.rows.iter().enumerate() {
        let y = top(i) + BAR - 5.0;
        let _ = writeln!(out, "<text x=\"8\" y=\"{y}\">{}</text>", row.name);
    }
    for (p, (title, value, digits)) in panels.into_iter().enumerate() {
        let x = LABEL + p as f64 * PANEL;
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"30\" font-weight=\"bold\">{title}</text>"
        );
        // Longer bars are cut: the slowest would leave no room for the others to differ.
        let raw = table.rows.first().and_then(value).unwrap_or(1.0);
        let most = table
            .rows
            .iter()
            .filter_map(value)
            .fold(raw, f64::max)
            .min(raw * 8.0);
        for (i, row) in table.rows.iter().enumerate() {
            let Some(v) = value(row) else { continue };
            let long = v.min(most) / most * (PANEL - 80.0);
            let colour = match row.name.as_str() {
                "raw" => "#999",
                name if name.starts_with("xdp-socket 0") => "#7aa6c2",
                name if name.starts_with("xdp-socket") => "#2a7f3f",
                _ => "#7aa6c2",
            };
            let y = top(i);
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{long:.1}\" height=\"{BAR}\" fill=\"{colour}\"/>\
                 <text x=\"{:.1}\" y=\"{}\">{v:.digits$}</text>",
                x + long + 4.0,
                y + BAR - 5.0,
            );
        }
    }
    let _ = writeln!(
        out,
        "<text x=\"8\" y=\"{}\" fill=\"#555\">{facts}</text>\n</svg>",
        height - 10.0
    );
    out
}
