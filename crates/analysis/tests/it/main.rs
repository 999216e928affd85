//! Tests of the crate as others use it.

mod biography;
mod blocs;
mod collisions;
mod headwaters;
