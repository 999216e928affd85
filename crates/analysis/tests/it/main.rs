//! Tests of the crate as others use it.

mod biography;
mod camps;
mod clouds;
mod collisions;
mod headwaters;
