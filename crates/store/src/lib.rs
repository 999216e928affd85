//! Keeps the canonical lines of a record, and their Merkle tree.
//!
//! **Invariant:** entries are only ever added, under the next number and in one transaction with the head; an erased body
//! leaves its hash, so that no head and no proof ever changes.
//!
//! Deliberately absent: rules of procedure, the language of minutes, clocks and randomness. A [`StoredLine`] arrives
//! ready, salt and all. The [`bundle`] is what leaves the house: one file that is the same bytes for the same content.
#![warn(missing_docs)]

pub mod bundle;
mod fault;
mod line;
mod log;
pub mod merkle;
mod sqlite;
mod writer;

pub use fault::{Attempt, Cause, Damage, Fault};
pub use line::{BodyState, LINE_BYTES_MAX, LineFault, StoredLine};
pub use log::{ATTEMPTS_MAX, DATABASE_NAME, Store, TransactFault};
pub use merkle::{Hash, Head};
pub use writer::{BATCH_MAX, Pending, Writer};
