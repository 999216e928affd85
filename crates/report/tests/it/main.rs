//! Tests of the crate as others use it.
mod honesty;
mod shipped;
mod simulated;
mod snapshot;
