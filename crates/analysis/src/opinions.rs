//! Opinions: who answers alike, in a group of forty or a consultation of a million.
//!
//! One way through the rooms: [`Responses`] (who answered what) are put in an order of their own, so that the order of a
//! file changes nothing; a model places participants and statements from the answered cells alone; what is left out of
//! the fit decides how many dimensions there are, none included; camps are looked for among the places, with their
//! uncertainty; what sets them apart and what they share is told from answers that did not form them.
//!
//! **Invariant:** a result depends on the responses and the stated seed, never on the order of rows or columns, the
//! number of threads, a clock or a locale. Only `+ - * / sqrt` and what is built on them decide: every machine rounds
//! these alike.

mod arithmetic;
mod camps;
mod chance;
mod responses;

pub use camps::{
    CAMP_DIMENSIONS_MAX, CampMatch, CampNull, CampPlan, Camps, adjusted_rand, co_assigned,
    find_camps, find_camps_near, jaccard_matches, size_interval, survival, wilson,
};
pub use chance::Chance;
pub use responses::{Answer, LEVELS_MAX, Order, Points, Responses, Scale, Table, Unsound};
