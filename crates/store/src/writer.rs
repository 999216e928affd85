//! One writer for many: whatever is queued is committed at once, and acknowledged once it is permanent.
//!
//! A commit costs a wait for the disk, whether it holds one line or two hundred. So a server decides and queues under one
//! lock, each time with the count that the lines queued before lead to, and waits for the answer outside the lock.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use crate::fault::Fault;
use crate::line::StoredLine;
use crate::log::{Store, check_lines};
use crate::merkle::Head;

/// Most requests in one commit, and most that wait; more wait to be queued.
pub const BATCH_MAX: usize = 256;

/// Owns a [`Store`] on a thread of its own. Dropped, it finishes what is queued.
#[derive(Debug)]
pub struct Writer {
    /// `None` only while being dropped.
    queue: Option<SyncSender<Request>>,
    thread: Option<JoinHandle<Store>>,
}

#[derive(Debug)]
struct Request {
    expected: u32,
    lines: Vec<StoredLine>,
    answer: Sender<Result<Head, Fault>>,
}

/// An acknowledgement to come.
#[derive(Debug)]
pub struct Pending(Receiver<Result<Head, Fault>>);

impl Pending {
    /// Waits until the lines are permanent, or until it is clear that they are not.
    ///
    /// The head is that of the commit, which may hold lines that others queued.
    ///
    /// After any fault, lines queued behind these are not recorded either: they expected these. Read again.
    ///
    /// # Panics
    /// If the writer's thread panicked.
    pub fn wait(self) -> Result<Head, Fault> {
        self.0.recv().expect("BUG: the writer's thread ended without an answer")
    }
}

impl Writer {
    /// Starts the thread that writes.
    ///
    /// # Panics
    /// If the system has no thread to give.
    pub fn start(store: Store) -> Writer {
        let (queue, requests) = sync_channel(BATCH_MAX);
        let thread = thread::spawn(move || write_all(store, &requests));
        Writer { queue: Some(queue), thread: Some(thread) }
    }

    /// Queues `lines` to be added after `expected` entries, counting those queued before; see [`Store::append`].
    ///
    /// # Panics
    /// If the writer's thread panicked.
    pub fn queue(&self, expected: u32, lines: Vec<StoredLine>) -> Pending {
        let (answer, pending) = channel();
        let request = Request { expected, lines, answer };
        let queue =
            self.queue.as_ref().expect("BUG: the queue is there until the writer is dropped");
        queue.send(request).expect("BUG: the writer's thread ended before the writer");
        Pending(pending)
    }

    /// Queues `lines` and waits.
    pub fn append(&self, expected: u32, lines: Vec<StoredLine>) -> Result<Head, Fault> {
        self.queue(expected, lines).wait()
    }

    /// Finishes what is queued and gives the store back.
    ///
    /// # Panics
    /// If the writer's thread panicked.
    pub fn finish(mut self) -> Store {
        drop(self.queue.take());
        let thread =
            self.thread.take().expect("BUG: the thread is there until the writer is dropped");
        thread.join().expect("BUG: the writer's thread panicked")
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        if let Some(thread) = self.thread.take() {
            // A panic there was told to everybody who waited for an answer.
            drop(thread.join());
        }
    }
}

fn write_all(mut store: Store, requests: &Receiver<Request>) -> Store {
    while let Ok(first) = requests.recv() {
        let mut batch = vec![first];
        batch.extend(requests.try_iter().take(BATCH_MAX - 1));
        write_batch(&mut store, batch);
    }
    store
}

/// Commits the requests that follow from the head and from each other, and answers all, the others by a conflict.
fn write_batch(store: &mut Store, batch: Vec<Request>) {
    let start = match store.head() {
        Ok(head) => head.count,
        Err(fault) => {
            return batch
                .into_iter()
                .for_each(|request| answer(request.answer, Err(fault.clone())));
        }
    };
    let mut lines = Vec::new();
    let mut accepted = Vec::new();
    let mut refused = Vec::new();
    for request in batch {
        let next = start + lines.len() as u32;
        match follows(&request, next) {
            Ok(()) => {
                lines.extend(request.lines);
                accepted.push(request.answer);
            }
            Err(fault) => refused.push((request.answer, fault)),
        }
    }
    let head = store.append(start, &lines);
    accepted.into_iter().for_each(|sender| answer(sender, head.clone()));
    refused.into_iter().for_each(|(sender, fault)| answer(sender, Err(fault)));
}

fn follows(request: &Request, next: u32) -> Result<(), Fault> {
    if request.expected != next {
        return Err(Fault::Conflict { expected: request.expected, found: next });
    }
    check_lines(next, &request.lines)
}

/// Answers; whoever asked may have stopped waiting, and that changes nothing.
fn answer(sender: Sender<Result<Head, Fault>>, result: Result<Head, Fault>) {
    drop(sender.send(result));
}
