//! Tests of the crate as others use it.

mod batches;
mod biography;
mod collisions;
mod headwaters;
mod positions;
