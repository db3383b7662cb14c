//! Workers, one thread per ring, and the rates printed while they work.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use core_affinity::CoreId;
use serde_json::{Value, json};

use super::cli::Limits;
use super::counters::{Counters, Counts, Meter};
use super::exit::Failure;
use super::output::Output;
use super::stop::Stop;

/// One worker: a loop over one ring. It returns what is to be reported of its ring at the end.
pub struct Job<'a> {
    /// Name, as `xdp:eth0@0 tx`.
    pub name: String,
    /// The loop.
    #[allow(clippy::type_complexity)]
    pub run: Box<dyn FnOnce(&Counters, &Over<'_>) -> Result<Facts, Failure> + Send + 'a>,
}

/// What a worker reports at its end.
#[derive(Debug, Default)]
pub struct Facts {
    /// Lines for people.
    pub lines: Vec<String>,
    /// The same for machines: an object.
    pub json: serde_json::Map<String, Value>,
}

/// Says when it is over.
#[derive(Debug)]
pub struct Over<'a> {
    stop: &'a Stop,
    ended: &'a AtomicBool,
    all: &'a [Counters],
    count: Option<u64>,
}

impl Over<'_> {
    /// Whether it is.
    #[inline]
    pub fn now(&self) -> bool {
        self.stop.requested()
            || self.ended.load(Ordering::Relaxed)
            || self.count.is_some_and(|count| {
                self.all.iter().map(|c| c.read().packets).sum::<u64>() >= count
            })
    }
}

/// How often rates are printed.
const INTERVAL: Duration = Duration::from_secs(1);

/// Runs `jobs` until each has ended, a limit is reached, or a signal came, each on the next of
/// `cpus`. Prints a line of rates each second, and the totals at the end.
///
/// # Errors
///
/// The first failure of a job; the others are ended then.
pub fn run(
    jobs: Vec<Job<'_>>,
    limits: Limits,
    cpus: &[usize],
    stop: &Stop,
    output: Output,
) -> Result<(), Failure> {
    let names: Vec<String> = jobs.iter().map(|job| job.name.clone()).collect();
    let counters: Vec<Counters> = jobs.iter().map(|_| Counters::default()).collect();
    let ended = AtomicBool::new(false);
    let over = Over {
        stop,
        ended: &ended,
        all: &counters,
        count: limits.count,
    };
    let read = || counters.iter().map(Counters::read).collect::<Vec<_>>();
    let start = Instant::now();
    let mut report = Report::new(&names, start, output);

    let (results, end) = thread::scope(|scope| {
        let printer = thread::current();
        let workers: Vec<_> = jobs
            .into_iter()
            .zip(&counters)
            .enumerate()
            .map(|(i, (job, counters))| {
                let cpu = cpus.get(i % cpus.len().max(1)).copied();
                let (over, printer) = (&over, printer.clone());
                scope.spawn(move || {
                    // Ends the others, and wakes the printer, whatever becomes of this one.
                    let _end = OnDrop(|| {
                        if thread::panicking() {
                            over.ended.store(true, Ordering::Relaxed);
                        }
                        printer.unpark();
                    });
                    let pinned = match cpu {
                        Some(id) if !core_affinity::set_for_current(CoreId { id }) => {
                            Err(Failure::new(format!("CPU {id} is not to be had")))
                        }
                        _ => Ok(()),
                    };
                    let result = pinned.and_then(|()| (job.run)(counters, over));
                    result.map_err(|e| {
                        over.ended.store(true, Ordering::Relaxed);
                        e.at(&job.name)
                    })
                })
            })
            .collect();
        let deadline = limits.duration.map(|duration| start + duration);
        let mut tick = start + INTERVAL;
        let mut printed = Ok(());
        while workers.iter().any(|worker| !worker.is_finished()) {
            let now = Instant::now();
            if deadline.is_some_and(|deadline| now >= deadline) || printed.is_err() {
                ended.store(true, Ordering::Relaxed);
            }
            if now >= tick && !over.now() {
                tick += INTERVAL;
                printed = report.interval(now, &read());
            }
            let mut until = tick;
            if let Some(deadline) = deadline.filter(|deadline| *deadline > now) {
                until = until.min(deadline);
            }
            // Signals set a flag and wake nobody, so no sleep is long.
            let pause = until.saturating_duration_since(now);
            thread::park_timeout(pause.clamp(Duration::from_millis(1), super::engine::SLICE));
        }
        let end = Instant::now();
        let results: Vec<_> = workers.into_iter().map(|worker| worker.join()).collect();
        (printed.map(|()| results), end)
    });
    let mut facts = Vec::new();
    for result in results? {
        facts.push(result.unwrap_or_else(|_| Err(Failure::new("a worker panicked")))?);
    }
    report.total(end, &read(), facts)
}

struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Prints.
struct Report<'a> {
    names: &'a [String],
    meters: Vec<Meter>,
    sum: Meter,
    output: Output,
}

impl<'a> Report<'a> {
    fn new(names: &'a [String], start: Instant, output: Output) -> Report<'a> {
        Report {
            names,
            meters: names.iter().map(|_| Meter::start(start)).collect(),
            sum: Meter::start(start),
            output,
        }
    }

    fn interval(&mut self, now: Instant, counts: &[Counts]) -> Result<(), Failure> {
        for ((name, meter), counts) in self.names.iter().zip(&mut self.meters).zip(counts) {
            let rate = meter.interval(now, *counts);
            self.output.say(
                || format!("{name}  {}", rate.line()),
                || json!({ "port": name, "interval": rate.json() }),
            )?;
        }
        let sum = Counts::sum(counts.iter().copied());
        let rate = self.sum.interval(now, sum);
        if self.names.len() > 1 {
            self.output.tell(|| format!("together  {}", rate.line()))?;
        }
        Ok(())
    }

    fn total(&self, now: Instant, counts: &[Counts], facts: Vec<Facts>) -> Result<(), Failure> {
        for (((name, meter), counts), facts) in
            self.names.iter().zip(&self.meters).zip(counts).zip(facts)
        {
            let rate = meter.total(now, *counts);
            self.output.say(
                || {
                    let mut text = format!("{name}  total  {}", rate.line());
                    for line in facts.lines {
                        text += &format!("\n{name}  {line}");
                    }
                    text
                },
                || {
                    let mut total = json!({ "port": name, "total": rate.json() });
                    for (key, value) in facts.json {
                        total[key] = value;
                    }
                    total
                },
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits(count: Option<u64>, duration: Option<Duration>) -> Limits {
        Limits { count, duration }
    }

    fn job<'a>(
        run: impl FnOnce(&Counters, &Over<'_>) -> Result<Facts, Failure> + Send + 'a,
    ) -> Job<'a> {
        Job {
            name: "test".into(),
            run: Box::new(run),
        }
    }

    fn endless(counters: &Counters, over: &Over<'_>) -> Result<Facts, Failure> {
        while !over.now() {
            counters.batch(1, 60);
            thread::yield_now();
        }
        Ok(Facts::default())
    }

    #[test]
    fn limits_end_all_workers() {
        let output = Output::new(true).silent();
        let stop = Stop::default();
        let jobs = vec![job(endless), job(endless)];
        run(jobs, limits(Some(100), None), &[], &stop, output).unwrap();
        let jobs = vec![job(endless), job(endless)];
        let duration = Duration::from_millis(20);
        run(jobs, limits(None, Some(duration)), &[], &stop, output).unwrap();
    }

    #[test]
    fn a_panic_ends_the_others_too() {
        let error = run(
            vec![job(endless), job(|_, _| panic!("as the test wants"))],
            limits(None, None),
            &[],
            &Stop::default(),
            Output::new(true).silent(),
        )
        .unwrap_err();
        assert_eq!(error.message, "a worker panicked");
    }

    #[test]
    fn a_failure_ends_the_others_and_is_reported() {
        let failing = job(|_, _| Err(Failure::no_rights("no")));
        let error = run(
            vec![job(endless), failing],
            limits(None, None),
            &[],
            &Stop::default(),
            Output::new(true).silent(),
        )
        .unwrap_err();
        assert_eq!(error, Failure::no_rights("test: no"));
    }
}
