//! The chart: how the rates of the software backend grow with packet size and ports.

use std::fmt::Write;

use serde_json::Value;

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 50.0;
const TOP: f64 = 40.0;
const COLOURS: [&str; 9] = [
    "#d4572a", "#1f77b4", "#3a91c9", "#66aadb", "#9cc9ec", "#2c7d3f", "#4d9e5d", "#7dbd88",
    "#b0dab5",
];

/// A line: its name, its colour, and its points.
struct Line {
    name: String,
    colour: &'static str,
    points: Vec<(f64, f64)>,
}

/// Two panels side by side.
pub fn chart(part: &Value) -> String {
    let rows = part["rows"].as_array().map_or(&[][..], Vec::as_slice);
    let by_size: Vec<Line> = rows
        .iter()
        .zip(COLOURS)
        .map(|(row, colour)| {
            let rates = row["million_packets_per_second"].as_object();
            let mut points: Vec<(f64, f64)> = rates
                .into_iter()
                .flatten()
                .filter_map(|(len, rate)| Some((len.parse().ok()?, rate["median"].as_f64()?)))
                .collect();
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            Line {
                name: row["name"].as_str().unwrap_or("?").into(),
                colour,
                points,
            }
        })
        .collect();
    let by_ports: Vec<Line> = [("unicast", COLOURS[1]), ("broadcast", COLOURS[5])]
        .into_iter()
        .map(|(kind, colour)| Line {
            name: format!("VALE, {kind}"),
            colour,
            points: rows
                .iter()
                .filter(|row| row["kind"] == kind)
                .filter_map(|row| {
                    let rate = &row["million_packets_per_second"]["60"]["median"];
                    Some((row["ports"].as_f64()?, rate.as_f64()?))
                })
                .collect(),
        })
        .collect();
    let width = 2.0 * (LEFT + WIDTH) + 180.0;
    let height = TOP + HEIGHT + 50.0;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    let title = "software backend, million packets/s by packet size, bytes";
    panel(&mut out, 0.0, title, &by_size);
    let title = "VALE, 60 bytes, million packets/s by ports";
    panel(&mut out, LEFT + WIDTH + 170.0, title, &by_ports);
    for (i, line) in by_size.iter().enumerate() {
        let (x, y) = (LEFT + WIDTH + 12.0, TOP + 12.0 + i as f64 * 15.0);
        legend(&mut out, x, y, line);
    }
    for (i, line) in by_ports.iter().enumerate() {
        let (x, y) = (
            2.0 * LEFT + WIDTH + 190.0,
            TOP + HEIGHT - 40.0 + i as f64 * 15.0,
        );
        legend(&mut out, x, y, line);
    }
    out + "</svg>\n"
}

fn legend(out: &mut String, x: f64, y: f64, line: &Line) {
    let _ = writeln!(
        out,
        "<rect x=\"{x}\" y=\"{}\" width=\"10\" height=\"3\" fill=\"{}\"/>\
         <text x=\"{}\" y=\"{y}\">{}</text>",
        y - 5.0,
        line.colour,
        x + 14.0,
        line.name,
    );
}

/// Axes from 0, a mark at each point's x, and the lines.
fn panel(out: &mut String, x: f64, title: &str, lines: &[Line]) {
    let all = || lines.iter().flat_map(|line| &line.points);
    let most = all().fold((1.0, 1.0), |m: (f64, f64), p| (m.0.max(p.0), m.1.max(p.1)));
    let most = (most.0, (most.1 / 20.0).ceil() * 20.0);
    let (left, bottom) = (x + LEFT, TOP + HEIGHT);
    let at = |p: &(f64, f64)| (left + p.0 / most.0 * WIDTH, bottom - p.1 / most.1 * HEIGHT);
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"20\" font-weight=\"bold\">{title}</text>\n\
         <path d=\"M{left} {TOP}V{bottom}H{}\" fill=\"none\" stroke=\"#333\"/>",
        left + WIDTH
    );
    for part in 0..=4 {
        let value = most.1 * f64::from(part) / 4.0;
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{value:.0}</text>",
            left - 6.0,
            at(&(0.0, value)).1 + 4.0
        );
    }
    let mut labelled = left;
    for point in lines.first().map_or(&[][..], |line| &line.points) {
        if at(point).0 - labelled < 24.0 && labelled > left {
            continue;
        }
        labelled = at(point).0;
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            at(point).0,
            bottom + 16.0,
            point.0
        );
    }
    for line in lines {
        let path: String = line
            .points
            .iter()
            .map(|point| {
                let (x, y) = at(point);
                format!("{x:.1},{y:.1} ")
            })
            .collect();
        let _ = writeln!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>",
            path.trim_end(),
            line.colour
        );
    }
}
