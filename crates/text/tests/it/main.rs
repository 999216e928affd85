//! Tests of the crate from outside, in one binary.

mod alignment;
mod data;
mod drafts;
mod hostile;
mod invented;
mod known;
mod notation;
mod properties;
mod specimens;
mod versions;
