//! Packages: what could be agreed together, from positions and conditional offers.
//!
//! One way through the rooms: an [`Instance`] holds the alternatives and every dated statement; at an instant and under a
//! rule it amounts to [`Clauses`], one for each thing that stands in the way of an alternative; what can never be in is
//! eliminated, each with its reason.
//!
//! **Invariant:** the same instance, instant and options give the same answers; an answer is never better than its
//! certificate.

mod all;
mod certificate;
mod changed;
mod clauses;
mod counts;
mod eliminate;
mod encode;
mod explain;
mod fair;
mod find;
mod instance;
mod lifts;
mod moves;
mod of_record;
mod proof;
mod propagate;
mod reduce;
mod rule;
mod search;
mod shares;
mod solver;
mod start;
mod stop;

pub use all::{Maximal, Package, diverse, maximal};
pub use certificate::certificate;
pub use changed::{Change, Changed, Standing};
pub use clauses::{Block, Clause, Clauses, Limit, Options, Way, Why, Worth, clauses};
pub use eliminate::{Eliminated, Elimination, eliminate};
pub use explain::{Reason, Why as WhyOpen, why_open};
pub use fair::{Fair, Floor, Listing, fair};
pub use find::{Answer, find};
pub use instance::{
    Alternative, Dissociation, Group, Instance, Kind, Link, Literal, Party, Policy, Said, Scope,
    Silence, Speaker, Statement, Unit,
};
pub use lifts::{By, Lifts, lifts};
pub use moves::{Move, moves};
pub use of_record::{Omitted, Told, of_record};
pub use proof::{Fact, Name, Operand, Step};
pub use reduce::{Demand, Open, Part, Tolerance, reduce};
pub use rule::Rule;
pub use search::{Found, search};
pub use shares::{Share, camps, share, value};
pub use stop::Stop;
