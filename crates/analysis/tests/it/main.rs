//! Tests of the crate as others use it.

mod batches;
mod biography;
mod blocs;
mod collisions;
mod common_ground;
mod headwaters;
mod positions;
