//! Integration tests of `text`, in one binary.

mod versions;
