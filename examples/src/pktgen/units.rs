//! Numbers for people.

use std::time::Duration;

/// A rate or count with an SI prefix and four significant digits: `1.204 M`, `57.79 k`, `812.0 `.
pub fn si(value: f64) -> String {
    let (scaled, prefix) = match value.abs() {
        v if v >= 1e9 => (value / 1e9, "G"),
        v if v >= 1e6 => (value / 1e6, "M"),
        v if v >= 1e3 => (value / 1e3, "k"),
        _ => (value, ""),
    };
    let digits = match scaled.abs() {
        v if v >= 100.0 => 1,
        v if v >= 10.0 => 2,
        _ => 3,
    };
    format!("{scaled:.digits$} {prefix}")
}

/// A count with its thousands set apart: `1 000 000`.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// Nanoseconds, in the unit that leaves one to three digits before the point.
pub fn nanos(value: u64) -> String {
    match value {
        0..=999 => format!("{value} ns"),
        1_000..=999_999 => format!("{:.1} us", value as f64 / 1e3),
        1_000_000..=999_999_999 => format!("{:.1} ms", value as f64 / 1e6),
        _ => format!("{:.2} s", value as f64 / 1e9),
    }
}

/// `count` per second of `elapsed`; zero where no time passed.
pub fn per_second(count: u64, elapsed: Duration) -> f64 {
    let seconds = elapsed.as_secs_f64();
    if seconds > 0.0 {
        count as f64 / seconds
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        assert_eq!(si(0.0), "0.000 ");
        assert_eq!(si(812.0), "812.0 ");
        assert_eq!(si(57_794.0), "57.79 k");
        assert_eq!(si(1_204_113.0), "1.204 M");
        assert_eq!(si(14.88e9), "14.88 G");
    }

    #[test]
    fn groups_of_three() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1000), "1 000");
        assert_eq!(grouped(1_234_567), "1 234 567");
    }

    #[test]
    fn times() {
        assert_eq!(nanos(999), "999 ns");
        assert_eq!(nanos(6_540), "6.5 us");
        assert_eq!(nanos(2_000_000_000), "2.00 s");
        assert_eq!(per_second(10, Duration::ZERO), 0.0);
        assert_eq!(per_second(10, Duration::from_millis(500)), 20.0);
    }
}
