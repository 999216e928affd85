//! Tests of the crate from outside, in one binary.

mod alignment;
mod data;
mod drafts;
mod invented;
mod known;
mod versions;
mod hostile;
mod notation;
mod properties;
mod specimens;
