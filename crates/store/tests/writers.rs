//! Several writers: threads, processes, and one writer for many.

use std::thread;

use store::{Fault, Store, Writer};

use crate::world::{child, child_directory, closed_record, entries, entry, new_store};

const ROUNDS: u32 = 40;

/// Takes down `ROUNDS` entries, one at a time, as one of several writers.
fn take_down(mut store: Store) -> u32 {
    let mut after = 0;
    let mut decided = 0;
    for _ in 0..ROUNDS {
        let ((), head) = store
            .transact::<_, Fault>(after, |news, head| {
                decided += 1;
                after += news.len() as u32;
                assert_eq!(after, head.count);
                Ok(((), vec![entry(head.count + 1)]))
            })
            .unwrap();
        assert!(head.count > after);
    }
    decided
}

#[test]
#[ignore = "a child process of the test below"]
fn child_takes_down() {
    take_down(Store::open(&child_directory()).unwrap());
}

#[test]
fn two_processes_and_two_threads_take_turns_without_gaps() {
    let (directory, store) = new_store();
    let children: Vec<_> =
        (0..2).map(|_| child("writers::child_takes_down", directory.path(), "")).collect();
    let other = Store::open(directory.path()).unwrap();
    let threads = [thread::spawn(|| take_down(store)), thread::spawn(|| take_down(other))];
    let decided: u32 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert!(decided >= 2 * ROUNDS);
    let mut store = Store::open(directory.path()).unwrap();
    assert_eq!(store.read(1).unwrap(), entries(1, 4 * ROUNDS));
    assert_eq!(store.verify().unwrap().count, 4 * ROUNDS);
}

#[test]
fn queued_lines_are_committed_together_and_acknowledged_each() {
    let (_directory, store) = new_store();
    let writer = Writer::start(store);
    let pending: Vec<_> =
        (0..600).map(|count| writer.queue(count, vec![entry(count + 1)])).collect();
    for (count, pending) in (1..).zip(pending) {
        assert!(pending.wait().unwrap().count >= count);
    }
    let mut store = writer.finish();
    assert_eq!(store.read(1).unwrap(), entries(1, 600));
    assert_eq!(store.verify().unwrap().count, 600);
}

#[test]
fn a_queued_request_that_does_not_follow_is_a_conflict_and_the_others_are_recorded() {
    let directory = closed_record(3);
    let writer = Writer::start(Store::open(directory.path()).unwrap());
    let first = writer.queue(3, entries(4, 5));
    let stale = writer.queue(3, entries(4, 4));
    let bad = writer.queue(5, entries(7, 7));
    let next = writer.queue(5, entries(6, 6));
    first.wait().unwrap();
    assert!(matches!(stale.wait(), Err(Fault::Conflict { expected: 3, .. })));
    assert!(matches!(bad.wait(), Err(Fault::NotALine { number: 7, .. })));
    assert_eq!(next.wait().unwrap().count, 6);
    assert!(matches!(writer.append(9, entries(10, 10)), Err(Fault::Conflict { found: 6, .. })));
    drop(writer);
    assert_eq!(Store::open(directory.path()).unwrap().read(1).unwrap(), entries(1, 6));
}
