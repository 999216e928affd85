//! The sections of a report, in the order of `docs/reference/report.md`: one subject a file.

mod annexes;
mod computed;
mod consultations;
mod coverage;
mod edits;
mod mandate;
mod organization;
mod outcome;
mod paragraphs;
mod proceedings;
mod splits;
mod views;

use crate::compile::{Compiler, list, section};
use crate::manuscript::*;
use record::event::group::{CharterItem, OutcomeKind};

pub(crate) use annexes::annexes;
pub(crate) use coverage::{coverage, limits};

/// What stands under the title: the outcome, what is agreed, and which rules were in force.
pub(crate) fn status(c: &Compiler<'_>) -> Vec<Sentence> {
    let mut lines = outcome::concluded(c);
    lines.extend(outcome::tally(c));
    lines.extend(proceedings::of_the_record(c));
    lines.push(organization::rule(c, CharterItem::DecisionRule));
    lines.push(organization::rule(c, CharterItem::ReportRule));
    lines
}

/// Sections I to V.
pub(crate) fn body(c: &Compiler<'_>) -> Vec<Section> {
    let adopted = matches!(
        c.group.outcomes.last().map(|o| o.said.outcome),
        Some(
            OutcomeKind::ReportAdopted
                | OutcomeKind::ReportAdoptedInPart
                | OutcomeKind::ReportAdoptedWithReservations
        )
    );
    let end = if adopted { Heading::Adoption } else { Heading::Conclusion };
    [
        mandate::mandate(c),
        organization::organization(c),
        proceedings::proceedings(c),
        outcome::outcome(c),
        section(end, list(outcome::conclusion(c)).into_iter().collect(), vec![]),
    ]
    .into_iter()
    .flatten()
    .collect()
}
