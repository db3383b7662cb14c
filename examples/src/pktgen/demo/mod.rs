//! `pktgen demo`

mod af_xdp;
mod measure;
mod report;
mod rights;
mod software;

use serde_json::{Map, Value, json};

use self::measure::Measure;
use self::report::Path;
use super::cli::{Demo, Part};
use super::exit::{self, Failure};
use super::output::{Output, Progress};
use super::stop::Stop;

/// Runs the demo, and returns the exit code.
///
/// # Errors
///
/// What kept it from being run to the end, other than missing rights.
pub fn run(args: &Demo, stop: &Stop, output: Output) -> Result<u8, Failure> {
    let mut demo = Running {
        args,
        stop,
        output,
        progress: Progress::on_terminal(),
        code: exit::DONE,
        json: Map::new(),
    };
    if args.only != Some(Part::Netmap) {
        demo.af_xdp()?;
    }
    if args.only != Some(Part::AfXdp) {
        demo.netmap()?;
    }
    demo.finish()
}

struct Running<'a> {
    args: &'a Demo,
    stop: &'a Stop,
    output: Output,
    progress: Progress,
    code: u8,
    json: Map<String, Value>,
}

impl<'a> Running<'a> {
    fn measure(&self, name: &'a str, window: usize, lossless: bool) -> Measure<'a> {
        Measure {
            name,
            macs: [[2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]],
            frames: self.args.frames,
            window,
            lossless,
            seconds: self.args.seconds,
            round_trips: self.args.round_trips,
            stop: self.stop,
        }
    }

    fn af_xdp(&mut self) -> Result<(), Failure> {
        let measure = self.measure("AF_XDP", af_xdp::WINDOW, false);
        let result = match rights::missing() {
            Some(missing) => Err(Failure::no_rights(missing)),
            None => af_xdp::run(measure, &mut self.progress),
        };
        match result {
            Ok(path) => self.add(&path),
            Err(e) if e.code == exit::NO_RIGHTS => {
                self.progress.clear();
                eprintln!("pktgen: AF_XDP not run: {e}");
                self.code = exit::NO_RIGHTS;
                self.json
                    .insert("af_xdp".into(), json!({ "not_run": e.message }));
                Ok(())
            }
            Err(e) => Err(e.at("AF_XDP")),
        }
    }

    fn netmap(&mut self) -> Result<(), Failure> {
        for (name, pair) in [
            ("VALE switch", software::VALE),
            ("netmap pipe", software::PIPE),
        ] {
            let measure = self.measure(name, software::WINDOW, pair.lossless);
            let path = software::run(pair, measure, &mut self.progress).map_err(|e| e.at(name))?;
            self.add(&path)?;
        }
        Ok(())
    }

    fn add(&mut self, path: &Path) -> Result<(), Failure> {
        if !path.intact() {
            self.code = exit::FAILED;
        }
        self.output.tell(|| path.text() + "\n")?;
        self.json.insert(path.key.into(), path.json());
        Ok(())
    }

    fn finish(mut self) -> Result<u8, Failure> {
        let verdict = match self.code {
            exit::DONE => "Every frame arrived intact.",
            exit::NO_RIGHTS => "AF_XDP was not run; all else arrived intact.",
            _ => "FAILED: frames were lost or damaged.",
        };
        self.json.insert("exit_code".into(), self.code.into());
        let json = Value::Object(std::mem::take(&mut self.json));
        self.output.say(|| verdict.into(), || json)?;
        Ok(self.code)
    }
}
