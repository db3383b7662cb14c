//! A peer's program that stays, and measures a slice whenever it is asked to.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::peers::{Answer, Peer};

pub struct Session {
    name: &'static str,
    child: Child,
    ask: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Session {
    /// Starts a peer's program; returns when its socket is open and warm.
    pub fn start(peer: &Peer, what: &str, options: &[String]) -> Result<Session, String> {
        let mut child = Command::new(peer.path())
            .args(peer.arguments(what, options))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|e| format!("{}: {e}", peer.name))?;
        let (ask, answers) = (child.stdin.take(), child.stdout.take());
        let answers = BufReader::new(answers.ok_or("no pipe")?);
        let mut session = Session {
            name: peer.name,
            child,
            ask,
            answers,
        };
        session.read()?;
        Ok(session)
    }

    /// Measures one slice.
    pub fn slice(&mut self) -> Result<Answer, String> {
        // A program that has gone says why when its answer is read.
        let _ = self.ask.as_mut().map(|pipe| pipe.write_all(b"\n"));
        self.read()
    }

    fn read(&mut self) -> Result<Answer, String> {
        let mut text = String::new();
        loop {
            let before = text.len();
            match self.answers.read_line(&mut text) {
                Ok(0) | Err(_) => {
                    let mut errors = String::new();
                    if let Some(pipe) = &mut self.child.stderr {
                        let _ = pipe.read_to_string(&mut errors);
                    }
                    return Err(format!("{}: {}", self.name, errors.trim()));
                }
                Ok(_) if &text[before..] == "\n" => return Ok(Answer::of(&text)),
                Ok(_) => {}
            }
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The end of its input ends the program.
        self.ask = None;
        let _ = self.child.wait();
    }
}
