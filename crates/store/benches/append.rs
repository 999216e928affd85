//! Appends a second beside a loop of SHA-256, so that numbers from different machines can be compared.
//!
//! `cargo bench -p store`

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a program that measures and prints")]

use std::time::Instant;

use sha2::{Digest as _, Sha256};
use store::{BodyState, Store, StoredLine, Writer, bundle};

fn lines(from: u32, count: u32) -> Vec<StoredLine> {
    (from..from + count).map(line).collect()
}

fn line(number: u32) -> StoredLine {
    let envelope = format!("no. {number} 2026-03-02T10:05+01:00 taken down by SEC");
    let text = format!("BOR prefers \"shall\" in {number} {}", "and gives its reasons ".repeat(8));
    StoredLine {
        number,
        line: format!("{envelope}: {text}"),
        envelope,
        body: BodyState::Present { text, salt: Some([7; 32]) },
    }
}

fn measure<T>(what: &str, count: u32, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let answer = run();
    let seconds = start.elapsed().as_secs_f64();
    println!("{what:48} {:>12.0} a second ({seconds:.3} s)", f64::from(count) / seconds);
    answer
}

fn main() {
    measure("SHA-256 of 256 bytes", 1_000_000, || {
        (0..1_000_000_u32).fold([0; 32], |hash, _| Sha256::digest([hash; 8].concat()).into())
    });
    let directory = tempfile::tempdir_in(".").unwrap();
    let mut store = Store::create(directory.path()).unwrap();
    measure("append, one entry a commit", 500, || {
        (0..500).for_each(|n| assert!(store.append(n, &lines(n + 1, 1)).is_ok()));
    });
    measure("append, 256 entries a commit", 25_600, || {
        (0..100)
            .for_each(|n| assert!(store.append(500 + n * 256, &lines(501 + n * 256, 256)).is_ok()));
    });
    let all = lines(26_101, 23_900);
    let writer = Writer::start(store);
    let mut store = measure("writer, one entry a request, 256 waiting", 23_900, || {
        let pending: Vec<_> =
            all.into_iter().map(|line| writer.queue(line.number - 1, vec![line])).collect();
        pending.into_iter().for_each(|pending| assert!(pending.wait().is_ok()));
        writer.finish()
    });
    store.append(50_000, &lines(50_001, 50_000)).unwrap();
    drop(store);
    let mut store =
        measure("open and check, entries", 100_000, || Store::open(directory.path()).unwrap());
    measure("read, entries", 100_000, || store.read(1).unwrap().len());
    measure("inclusion proofs", 100_000, || {
        (1..=100_000).for_each(|number| drop(store.prove_inclusion(number, 100_000).unwrap()));
    });
    let files: Vec<_> = (0..64).map(|n| (format!("file-{n:02}"), vec![n; 1 << 20])).collect();
    let bytes = measure("bundle packed, MiB", 64, || bundle::pack(&files).unwrap());
    measure("bundle unpacked, MiB", 64, || bundle::unpack(&bytes).unwrap());
}
