//! `chatlet-simulation [--sessions N] [--seed S]`: plays N visits, from seed S on, on all cores. `--tell S` plays one and
//! tells everything that happens.

use chatlet_simulation::{Report, play, tell};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// So many failures of a thread are told; the others are counted.
const TOLD: usize = 20;

fn main() -> ExitCode {
    let (mut sessions, mut seed) = (1_000_u64, 0_u64);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().and_then(|value| value.replace('_', "").parse().ok());
        match (name.as_str(), value) {
            ("--sessions", Some(value)) => sessions = value,
            ("--seed", Some(value)) => seed = value,
            ("--tell", Some(value)) => {
                println!("{:?}", tell(value));
                return ExitCode::SUCCESS;
            }
            _ => {
                eprintln!("usage: chatlet-simulation [--sessions N] [--seed S] [--tell S]");
                return ExitCode::FAILURE;
            }
        }
    }
    let started = Instant::now();
    let next = AtomicU64::new(0);
    // A panic is told with its seed.
    std::panic::set_hook(Box::new(|_| {}));
    let sum = Mutex::new((Report::default(), Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| work(&next, sessions, seed, &sum));
        }
    });
    let (report, failures) = sum.into_inner().unwrap_or_default();
    let seconds = started.elapsed().as_secs();
    println!(
        "{sessions} visits from seed {seed} in {seconds} s: {} livechat sessions, {} messages of visitors, {} of agents, \
         {} livechat requests, {} happenings; {} failed",
        report.sessions,
        report.visitor_messages,
        report.agent_messages,
        report.requests,
        report.happenings,
        failures.len()
    );
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn work(next: &AtomicU64, sessions: u64, seed: u64, sum: &Mutex<(Report, Vec<(u64, String)>)>) {
    let mut report = Report::default();
    let mut failures = Vec::new();
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= sessions {
            break;
        }
        if index > 0 && index.is_multiple_of((sessions / 10).max(1)) {
            eprintln!("{index} of {sessions} visits");
        }
        let seed = seed + index;
        let failure = match std::panic::catch_unwind(|| play(seed)) {
            Ok(Ok(one)) => {
                report = report.with(&one);
                continue;
            }
            Ok(Err(failure)) => failure,
            Err(_) => "panicked".to_owned(),
        };
        if failures.len() < TOLD {
            println!("seed {seed}: {failure}; `cargo xtask simulate --tell --seed {seed}` tells all of it");
        }
        failures.push((seed, failure));
    }
    if let Ok(mut sum) = sum.lock() {
        sum.0 = sum.0.with(&report);
        sum.1.append(&mut failures);
    }
}
