//! The record of a working group: what was said and done, the rules it was done under, and the group it leaves behind.
//!
//! **Invariant:** pure. No I/O, clock, randomness, async, hash order or serialisation framework; same entries, same group.
//!
//! The walk: a line of [`minutes`] is parsed into an entry; `decide` says whether the rules of procedure admit it;
//! `apply` folds it into a group and cannot fail; everything else is computed from the group by other crates.
#![warn(missing_docs)]

mod id;
pub use id::EntryId;
