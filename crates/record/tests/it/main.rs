//! Tests of the crate as others use it.

mod agreement;
mod corrections;
mod coverage;
mod documents;
mod group;
mod language;
mod meetings;
mod offers;
mod parties;
mod positions;
mod shown;
mod texts;
