//! Integration tests of `text`, in one binary.

mod alignment;
mod invented;
mod known;
mod versions;
