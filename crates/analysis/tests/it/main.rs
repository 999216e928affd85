//! Tests of the crate as others use it.

mod batches;
mod biography;
mod blocs;
mod camps;
mod clouds;
mod collisions;
mod common_ground;
mod headwaters;
mod positions;
mod surveys;
