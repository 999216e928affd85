//! Tests of the crate from outside.

mod data;
mod drafts;
mod hostile;
mod notation;
mod properties;
mod specimens;
