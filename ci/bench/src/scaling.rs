//! How far work grows with the threads that do it: each thread alone and all together, in turns,
//! each on a processor of its own.

use std::io;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use crate::measure::{self, Answer};
use crate::stats::Spread;
use crate::{Peer, Port, affinity};

/// How often, and for how long.
#[derive(Clone, Copy)]
pub(crate) struct Turns {
    pub(crate) threads: usize,
    pub(crate) rounds: usize,
    pub(crate) slice: Duration,
}

/// What one thread did in one slice, in units of work per second of the clock and of its
/// processor time.
#[derive(Clone, Copy, Default)]
struct Rate {
    clock: f64,
    processor: f64,
}

/// Slices of a round: each thread alone, and after each of them all together.
fn works(slice: usize, thread: usize, threads: usize) -> bool {
    let at = slice % (2 * threads);
    at % 2 == 1 || at / 2 == thread
}

/// Runs `make`'s work on each of several threads. A step of the work returns how many units it
/// was.
pub(crate) fn run<W, M>(turns: Turns, make: M) -> io::Result<Answer>
where
    W: FnMut() -> usize,
    M: Fn(usize) -> io::Result<W> + Sync,
{
    let Turns {
        threads, rounds, ..
    } = turns;
    let slices = rounds * 2 * threads;
    let together = Barrier::new(threads);
    let processors = affinity::processors();
    let body = |thread: usize| -> io::Result<Vec<Rate>> {
        affinity::pin(thread % processors);
        // A thread that got no work waits with the others all the same.
        let mut work = make(thread);
        let mut rates = Vec::with_capacity(slices);
        for slice in 0..slices {
            together.wait();
            let rate = match &mut work {
                Ok(work) if works(slice, thread, threads) => timed(work, turns.slice),
                _ => Rate::default(),
            };
            rates.push(rate);
            together.wait();
        }
        work.map(|_| rates)
    };
    let all: Vec<io::Result<Vec<Rate>>> = std::thread::scope(|scope| {
        let body = &body;
        let spawned: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || body(thread)))
            .collect();
        let done = spawned.into_iter();
        done.map(|t| t.join().expect("a thread of work")).collect()
    });
    let all: Vec<Vec<Rate>> = all.into_iter().collect::<io::Result<_>>()?;
    Ok(answer(turns, &all))
}

fn timed(work: &mut impl FnMut() -> usize, time: Duration) -> Rate {
    let processor = affinity::processor_time();
    let (start, mut units) = (Instant::now(), 0);
    loop {
        for _ in 0..8 {
            units += work();
        }
        let elapsed = start.elapsed();
        if elapsed >= time {
            let processor = affinity::processor_time() - processor;
            return Rate {
                clock: units as f64 * 1e9 / elapsed.as_nanos() as f64,
                processor: units as f64 * 1e9 / processor.max(1) as f64,
            };
        }
    }
}

fn answer(turns: Turns, all: &[Vec<Rate>]) -> Answer {
    let Turns {
        threads, rounds, ..
    } = turns;
    let round = 2 * threads;
    let mut collected: [Vec<f64>; 5] = Default::default();
    for r in 0..rounds {
        let (mut alone, mut sum) = (Rate::default(), Rate::default());
        for (thread, rates) in all.iter().enumerate() {
            let mine = &rates[r * round..(r + 1) * round];
            alone.clock += mine[2 * thread].clock / threads as f64;
            alone.processor += mine[2 * thread].processor / threads as f64;
            for rate in mine.iter().skip(1).step_by(2) {
                sum.clock += rate.clock / threads as f64;
                sum.processor += rate.processor / threads as f64;
            }
        }
        collected[0].push(sum.clock / alone.clock);
        collected[1].push(sum.processor / alone.processor);
        collected[2].push(alone.clock);
        collected[3].push(sum.clock);
        collected[4].push(sum.processor / threads as f64);
    }
    let [clock, processor, alone, sum, each] = collected.map(|v| Spread::of(v).expect("a round"));
    vec![
        ("speedup", clock.median),
        ("speedup_low", clock.low),
        ("speedup_high", clock.high),
        ("processor_speedup", processor.median),
        ("processor_speedup_low", processor.low),
        ("processor_speedup_high", processor.high),
        ("alone", alone.median),
        ("together", sum.median),
        ("together_per_processor", each.median),
    ]
}

/// Sends on as many sockets as there are threads: on queues of the same interface, or, where
/// there are several ports, on a queue of each.
pub(crate) fn queues<P: Peer>(ports: &[Port], batch: usize, turns: Turns) -> io::Result<Answer> {
    run(turns, |thread| {
        let mut port = ports[thread % ports.len()].clone();
        port.queue = (thread / ports.len()) as u32;
        let mut peer = P::open(&port)?;
        measure::warm_up(&mut peer, batch, port.ring);
        Ok(move || peer.send(batch))
    })
}

/// Arithmetic that touches no memory: what the processors themselves give.
pub(crate) fn arithmetic(turns: Turns) -> io::Result<Answer> {
    run(turns, |thread| {
        let mut x = [thread as u64 | 1, 2, 3, 4];
        Ok(move || {
            for _ in 0..4096 {
                for (i, x) in x.iter_mut().enumerate() {
                    *x = x.wrapping_mul(0x5851_f42d_4c95_7f2d).rotate_left(17) ^ i as u64;
                }
            }
            x = std::hint::black_box(x);
            4096
        })
    })
}

/// The cheapest system call: what entering the kernel gives.
pub(crate) fn calls(turns: Turns) -> io::Result<Answer> {
    run(turns, |_| {
        Ok(|| {
            for _ in 0..1024 {
                affinity::enter_kernel();
            }
            1024
        })
    })
}
