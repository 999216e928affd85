//! Camps computed from a record's positions, for the annex and for claims: the same for both.

use analysis::{
    CampsOfPositions, CoalitionStatements, PositionOptions, camps_of_positions, plan_of_positions,
};
use record::entry::Disclosure;
use record::event::group::IssueKind;
use record::{EntryId, Record};
use std::cell::OnceCell;

/// Camps by the positions on matters of a kind. Only positions enter whose holders may be named: who is in which camp
/// tells of what they hold.
pub(crate) fn camps(record: &Record, kind: IssueKind) -> CampsOfPositions {
    let may_count = |entry: EntryId| {
        let erased = record.group().fate_of(entry).is_some_and(|fate| fate.erased.is_some());
        let level = record.entry(entry).and_then(|e| e.envelope.level);
        !erased && level.unwrap_or(Disclosure::Public) == Disclosure::Public
    };
    let options = PositionOptions {
        kind: Some(kind),
        coalitions: CoalitionStatements::NotCounted,
        may_count: &may_count,
    };
    camps_of_positions(record.group(), &options, &plan_of_positions())
}

/// A share in hundredths, downwards: a bound is never told as more than it is.
pub(crate) fn hundredths_down(share: f64) -> usize {
    (share.clamp(0.0, 1.0) * 100.0) as usize
}

/// Camps of a record, computed when they are first asked for.
#[derive(Default)]
pub(crate) struct Computed {
    substance: OnceCell<CampsOfPositions>,
    procedure: OnceCell<CampsOfPositions>,
}

impl Computed {
    /// Camps by the positions on matters of a kind.
    pub(crate) fn on(&self, record: &Record, kind: IssueKind) -> &CampsOfPositions {
        let cell = match kind {
            IssueKind::Substance => &self.substance,
            IssueKind::Procedure => &self.procedure,
        };
        cell.get_or_init(|| camps(record, kind))
    }
}
