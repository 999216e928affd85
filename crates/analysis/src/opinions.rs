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
mod blocs;
mod bridges;
mod bursts;
mod camps;
mod chance;
mod dimensions;
mod distributions;
#[expect(clippy::needless_range_loop, reason = "participants are read from several lists at once")]
mod fit;
mod ground;
#[expect(
    clippy::needless_range_loop,
    clippy::type_complexity,
    reason = "lanes are written side by side, and rows are handed out with their places"
)]
mod half;
mod influence;
mod names;
mod permuted;
mod responses;
mod routing;
mod side;
mod square;
mod survey;
mod tallies;
mod without;

pub use apart::{Apart, Finding, Folds, apart};
pub use blocs::{Bloc, BlocOptions, Judged, blocs, weights as bloc_weights};
pub use bridges::{Bridge, BridgeOptions, Bridges, Evidence, bridges};
pub use bursts::{Burst, BurstLikeness, Moment, bursts};
pub use camps::{
    CAMP_DIMENSIONS_MAX, CampMatch, CampNull, CampPlan, Camps, Retaken, adjusted_rand, co_assigned,
    find_camps, find_camps_near, jaccard_matches, size_interval, survival, wilson,
};
pub use chance::Chance;
pub use dimensions::{Dimensions, Tried, dimensions};
pub use fit::{DIMENSIONS_MAX, Effort, Fit, Redrawn};
pub use ground::{
    CampShare, Chances, CommonGround, Direction, Divisive, Ground, GroundOptions, Hearing,
    common_ground,
};
pub use influence::{COMMON_GROUND_TOP, Influence, Outcome, influence};
pub use names::{Change, Naming, names as camp_names};
pub use permuted::{Permuted, permuted};
pub use responses::{Answer, LEVELS_MAX, Order, Points, Responses, Scale, Table, Unsound};
pub use routing::{Asked, Choice, Reason, RoutingOptions, RoutingState, next as next_statement};
pub use survey::{
    CampSize, Counted, FIRM, Findings, PARTICIPANTS_MIN, Plan, Progress, STABLE, Stability, Stage,
    Survey, Verdict, foretell, survey,
};
pub use tallies::{Divergence, People, Tally};
pub use without::{BLOCS_TRIED, without_blocs};
