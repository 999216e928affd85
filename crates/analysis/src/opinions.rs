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

mod apart;
mod arithmetic;
mod bridges;
mod chance;
mod distributions;
mod ground;
mod responses;
mod tallies;

pub use apart::{Apart, Finding, Folds, apart};
pub use bridges::{Bridge, BridgeOptions, Bridges, Evidence, bridges};
pub use chance::Chance;
pub use ground::{
    CampShare, Chances, CommonGround, Direction, Divisive, Ground, GroundOptions, Hearing,
    common_ground,
};
pub use responses::{Answer, LEVELS_MAX, Order, Points, Responses, Scale, Table, Unsound};
pub use tallies::{Divergence, People, Tally};
