//! Tests of the crate from outside.

mod data;
mod drafts;
//! Integration tests of `text`, in one binary.

mod versions;
