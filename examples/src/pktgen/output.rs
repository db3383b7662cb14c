//! What is printed: lines for people, or JSON for machines, and a progress line on a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::exit::Failure;

/// Standard output.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
    silent: bool,
}

impl Output {
    /// Prints JSON objects, or lines for people.
    pub fn new(json: bool) -> Output {
        Output {
            json,
            silent: false,
        }
    }

    /// Prints nothing: standard output is taken.
    pub fn silent(self) -> Output {
        Output {
            silent: true,
            ..self
        }
    }

    /// Prints one thing, in the form asked for.
    ///
    /// # Errors
    ///
    /// Those of writing, such as a reader that has gone.
    pub fn say(
        &self,
        line: impl FnOnce() -> String,
        json: impl FnOnce() -> Value,
    ) -> Result<(), Failure> {
        if self.silent {
            return Ok(());
        }
        let text = if self.json {
            json().to_string()
        } else {
            line()
        };
        self.write(&text)
    }

    /// Prints a line for people only.
    ///
    /// # Errors
    ///
    /// As [`say`](Output::say).
    pub fn tell(&self, line: impl FnOnce() -> String) -> Result<(), Failure> {
        if self.json {
            Ok(())
        } else {
            self.write(&line())
        }
    }

    fn write(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        writeln!(out, "{text}")
            .and_then(|()| out.flush())
            .map_err(|e| Failure::new(format!("standard output: {e}")))
    }
}

/// One line on standard error that is written over and over, on a terminal only.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    enabled: bool,
    next: Instant,
}

/// Between two showings.
const PERIOD: Duration = Duration::from_millis(100);

impl Progress {
    /// Shows something only if standard error is a terminal.
    pub fn on_terminal() -> Progress {
        Progress {
            shown: false,
            enabled: io::stderr().is_terminal(),
            next: Instant::now(),
        }
    }

    /// Shows what `text` says, unless something was shown a moment ago.
    #[inline]
    pub fn show(&mut self, text: impl FnOnce() -> String) {
        if self.enabled && Instant::now() >= self.next {
            self.next = Instant::now() + PERIOD;
            self.shown = true;
            // To the line's start, and delete what was there.
            let _ = write!(io::stderr(), "\r\x1b[K{}", text());
        }
    }

    /// Takes it away, so that the next line begins on a clean one.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
