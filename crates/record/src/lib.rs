//! The record of a working group: what was said and done, the rules it was done under, and the group it leaves behind.
//!
//! **Invariant:** pure. No I/O, clock, randomness, async, hash order or serialisation framework; same entries, same group.
//!
//! The walk: a line of [`minutes`] is parsed into an [`Entry`]; `decide` says whether the rules of procedure admit it;
//! `apply` folds it into a group and cannot fail; everything else is computed from the group by other crates.
#![warn(missing_docs)]

mod decide;
pub mod diagnostic;
pub mod entry;
pub mod event;
pub mod group;
mod id;
pub mod minutes;
mod moment;
mod record;
mod refusal;
pub mod text;
pub mod thing;
mod words;

pub use decide::{Command, Entries, decide};
pub use diagnostic::Diagnostic;
pub use entry::{Body, Entry, Envelope};
pub use event::Event;
pub use group::Group;
pub use id::*;
pub use moment::Moment;
pub use record::{At, Record, Refused, extends};
pub use refusal::Refusal;
pub use words::{Hash, Language, Quote, Text, Words};
