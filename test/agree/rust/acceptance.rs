//! Accepts the calculators of many folders in one process. `-` and folders: what each says is written to `said.txt` beside it.
//! The number of bugs and folders: for each bug of the runtime the first calculator is printed that does not agree with it, or `-`.
#![allow(dead_code)]

use std::sync::atomic::{AtomicUsize, Ordering};

mod calculators;
mod tenor_runtime;

static SEEDED: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Whether the runtime has this bug now.
pub fn seeded(bug: usize) -> bool {
    SEEDED.load(Ordering::Relaxed) == bug
}

fn said(at: usize, folder: &str) -> String {
    let vectors = std::fs::read_to_string(format!("{folder}/vectors.json")).expect("vectors");
    let run = || tenor_runtime::accepted(calculators::ALL[at], &vectors);
    std::panic::catch_unwind(run).unwrap_or_else(|_| "it failed".to_string())
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folders = &arguments[1..];
    if arguments[0] == "-" {
        for (at, folder) in folders.iter().enumerate() {
            std::fs::write(format!("{folder}/said.txt"), said(at, folder)).expect("a folder to write to");
        }
        return;
    }
    for bug in 0..arguments[0].parse().expect("a number of bugs") {
        SEEDED.store(bug, Ordering::Relaxed);
        let found = (0..folders.len()).find(|at| !said(*at, &folders[*at]).contains(" vectors agree"));
        println!("{}", found.map_or("-", |at| &folders[at]));
    }
}
