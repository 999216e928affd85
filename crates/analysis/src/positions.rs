//! The positions on a record as a table that the engine of [`crate::opinions`] reads: parties by the things that
//! positions are on, with the entry of every cell, and what is not in the table told.
//!
//! A cell holds what counts now (`Group::positions_now`). Substance and procedure are apart: who is for a rule of voting
//! is not thereby for a figure.

use crate::opinions::{Responses, Scale};
use crate::splits::level;
use record::event::documents::DocumentKind;
use record::event::group::IssueKind;
use record::event::parties::Standing;
use record::event::positions::Stance;
use record::group::{Group, Position, Voice};
use record::thing::Thing;
use record::{
    AgreedLanguageId, AmendmentId, CoalitionId, DocumentId, EntryId, Id, PackageId, PartyId,
    ProvisionId, TextId,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a coalition's statement says of its members that took no position of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CoalitionStatements {
    /// Nothing: a coalition's statement creates no position of its members.
    #[default]
    NotCounted,
    /// They are taken to hold it, unless they declined to align with it. An assumption: print it with every result.
    AssumedOfMembers,
}

/// Which positions enter.
pub struct PositionOptions<'a> {
    /// Only things of this kind; `None` for all.
    pub kind: Option<IssueKind>,
    /// Whether coalitions' statements count for members without a position of their own.
    pub coalitions: CoalitionStatements,
    /// Whether an entry may enter: what may not be told must not shape what is shown.
    pub may_count: &'a dyn Fn(EntryId) -> bool,
}

/// A party: a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionRow {
    /// Which.
    pub party: PartyId,
    /// Member or observer; an observer never objects.
    pub standing: Standing,
}

/// A thing that positions are on: a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionColumn {
    /// Which.
    pub on: Id,
    /// What it is.
    pub thing: Thing,
    /// Substance or procedure.
    pub kind: IssueKind,
}

/// What a party holds on a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionCell {
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
    /// Where it stands.
    pub stance: Stance,
    /// The entries that say so.
    pub entries: Vec<EntryId>,
    /// Whether it was taken on words that have changed since, in more than editing.
    pub stale: bool,
    /// The coalition whose statement it is assumed from.
    pub assumed_from: Option<CoalitionId>,
}

/// Why a position is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotInTable {
    /// The paragraph is not in the text any more.
    Removed,
    /// It is on a contact group's copy, which has no status in plenary.
    Copy,
    /// Its entry may not enter.
    Withheld,
    /// Parts of the party, or coalitions of which it is a member, hold different things and the party itself nothing.
    NotOneStance,
    /// It is a coalition's own; of its members it says nothing.
    OfCoalition,
}

/// Positions as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positions {
    /// The cells as the engine reads them: levels objects 0, reserves 1, can accept 2, supports 3.
    pub responses: Responses,
    /// Parties that take part, in the order of the record; silent ones included.
    pub rows: Vec<PositionRow>,
    /// Things with at least one cell, in the order in which they came onto the record.
    pub columns: Vec<PositionColumn>,
    /// The cells, by row and column.
    pub cells: Vec<PositionCell>,
    /// Entries of positions that count now and are not in the table, in order, with the reason.
    pub left_out: BTreeMap<EntryId, NotInTable>,
    /// Whether coalitions' statements were assumed of members.
    pub coalitions: CoalitionStatements,
}

impl Positions {
    /// The cell of a party on a thing, by their indices.
    pub fn cell(&self, row: usize, column: usize) -> Option<&PositionCell> {
        let at = self.cells.binary_search_by_key(&(row, column), |c| (c.row, c.column)).ok()?;
        self.cells.get(at)
    }

    /// How many cells were taken on words that have changed since.
    pub fn stale(&self) -> usize {
        self.cells.iter().filter(|cell| cell.stale).count()
    }
}

/// Whether a thing is one of substance or of procedure, as the record tells it.
///
/// Procedure: an issue of procedure; a paragraph, agreed language or amendment that bears on such issues alone; a text or
/// package of such things alone; a motion, ruling, call, silence procedure, point of order, appeal, agenda item or mandate; a
/// document that reports or transmits. All else is substance. A rule of the charter has no identity: views on it are
/// positions on an issue of procedure.
pub fn kind_of(group: &Group, id: &Id) -> IssueKind {
    let procedure = match group.thing(id) {
        Some(
            Thing::Motion
            | Thing::Ruling
            | Thing::Call
            | Thing::Silence
            | Thing::PointOfOrder
            | Thing::Appeal
            | Thing::AgendaItem
            | Thing::Mandate,
        ) => true,
        Some(Thing::Document) => {
            let paper = group.documents.get(&DocumentId(id.clone()));
            paper.is_some_and(|p| {
                let kind = p.registered.said.kind;
                matches!(kind, DocumentKind::Report | DocumentKind::LetterOfTransmittal)
            })
        }
        Some(Thing::Package) => {
            let package = group.packages.get(&PackageId(id.clone()));
            package.is_some_and(|(_, p)| all(&p.said.included, |id| is_procedure(group, id)))
        }
        _ => is_procedure(group, id),
    };
    if procedure { IssueKind::Procedure } else { IssueKind::Substance }
}

/// Whether an issue is one of procedure, or a paragraph, amendment, text or agreed language bears on such issues alone.
fn is_procedure(group: &Group, id: &Id) -> bool {
    let issues = |on: &[record::IssueId]| all(on, |issue| is_issue_of_procedure(group, &issue.0));
    let provision = |id: &ProvisionId| {
        group.provisions.get(id).is_some_and(|provision| issues(&provision.tabled.on))
    };
    match group.thing(id) {
        Some(Thing::Issue) => is_issue_of_procedure(group, id),
        Some(Thing::Provision) => provision(&ProvisionId(id.clone())),
        Some(Thing::Amendment) => group
            .amendments
            .get(&AmendmentId(id.clone()))
            .is_some_and(|amendment| provision(&amendment.provision)),
        Some(Thing::Text) => group
            .texts
            .get(&TextId(id.clone()))
            .is_some_and(|text| all(&text.provisions, provision)),
        Some(Thing::AgreedLanguage) => {
            let id = AgreedLanguageId(id.clone());
            let found = group.agreed_language.iter().find(|a| a.said.id == id);
            found.is_some_and(|a| all(&a.said.on, |on| is_issue_of_procedure(group, on)))
        }
        _ => false,
    }
}

fn is_issue_of_procedure(group: &Group, id: &Id) -> bool {
    let issue = group.issues.iter().find(|issue| issue.said.id.0 == *id);
    issue.is_some_and(|issue| issue.said.kind == IssueKind::Procedure)
}

/// Whether there is something, and all of it is so.
fn all<T>(list: &[T], is: impl Fn(&T) -> bool) -> bool {
    !list.is_empty() && list.iter().all(is)
}

/// Things that a position stands on now, in the order in which they came onto the record.
pub fn things_held(group: &Group) -> Vec<Id> {
    let mut things: Vec<(EntryId, &Id)> = group
        .positions_on
        .keys()
        .filter(|id| !group.positions_now(id).is_empty())
        .map(|id| (group.names.get(id).map_or(EntryId(0), |n| n.entry), id))
        .collect();
    things.sort_unstable();
    things.into_iter().map(|(_, id)| id.clone()).collect()
}

/// The positions that count now, as a table.
pub fn positions(group: &Group, options: &PositionOptions<'_>) -> Positions {
    let rows = rows(group);
    let row_of: BTreeMap<&PartyId, usize> =
        rows.iter().enumerate().map(|(at, row)| (&row.party, at)).collect();
    let mut table = Filling { columns: Vec::new(), cells: Vec::new(), left_out: BTreeMap::new() };
    for on in things_held(group) {
        let kind = kind_of(group, &on);
        if options.kind.is_some_and(|wanted| wanted != kind) {
            continue;
        }
        let held = group.positions_now(&on);
        match gone(group, &on) {
            Some(why) => table.left_out.extend(held.iter().map(|p| (p.entry, why))),
            None => table.fill(group, options, &row_of, (on, kind), &held),
        }
    }
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    let cells: Vec<(usize, usize, usize)> =
        table.cells.iter().map(|c| (c.row, c.column, level(c.stance))).collect();
    let responses = Responses::from_cells(Scale::Stances, rows.len(), table.columns.len(), &cells)
        .expect(
            "each party has one stance on a thing, and rows and columns are counted from the lists",
        );
    Positions {
        responses,
        rows,
        columns: table.columns,
        cells: table.cells,
        left_out: table.left_out,
        coalitions: options.coalitions,
    }
}

fn rows(group: &Group) -> Vec<PositionRow> {
    let mut parties: Vec<_> = group
        .parties
        .values()
        .filter(|party| party.standing != Standing::Left)
        .map(|party| (party.admitted.entry, party))
        .collect();
    parties.sort_by_key(|(entry, _)| *entry);
    let row = |(_, party): (EntryId, &record::group::PartyRecord)| PositionRow {
        party: party.admitted.said.id.clone(),
        standing: party.standing,
    };
    parties.into_iter().map(row).collect()
}

/// Why a thing is not before the group as a whole; `None` where it is.
fn gone(group: &Group, on: &Id) -> Option<NotInTable> {
    let provision = group.provisions.get(&ProvisionId(on.clone()))?;
    match (&provision.removed, &provision.copy_of) {
        (Some(_), _) => Some(NotInTable::Removed),
        (None, Some(_)) => Some(NotInTable::Copy),
        (None, None) => None,
    }
}

struct Filling {
    columns: Vec<PositionColumn>,
    cells: Vec<PositionCell>,
    left_out: BTreeMap<EntryId, NotInTable>,
}

impl Filling {
    /// The cells of one thing; no column where there is none.
    fn fill(
        &mut self,
        group: &Group,
        options: &PositionOptions<'_>,
        row_of: &BTreeMap<&PartyId, usize>,
        (on, kind): (Id, IssueKind),
        held: &[&Position],
    ) {
        let mut own: BTreeMap<&PartyId, Vec<&Position>> = BTreeMap::new();
        let mut of_coalitions: Vec<(&CoalitionId, &Position)> = Vec::new();
        for position in held {
            if !(options.may_count)(position.entry) {
                self.left_out.insert(position.entry, NotInTable::Withheld);
                continue;
            }
            match &position.voice {
                Voice::Party(party) => own.entry(party).or_default().push(position),
                Voice::Coalition(coalition) => of_coalitions.push((coalition, position)),
                Voice::Officer(_) => {}
            }
        }
        // Who holds something of its own that may not be counted is not taken to hold what its coalition says.
        let spoke: BTreeSet<&PartyId> = held
            .iter()
            .filter_map(|p| if let Voice::Party(party) = &p.voice { Some(party) } else { None })
            .collect();
        let column = self.columns.len();
        let before = self.cells.len();
        for (party, positions) in &own {
            let Some(row) = row_of.get(party) else { continue };
            self.one(group, (*row, column), &own_word(positions), None);
        }
        match options.coalitions {
            CoalitionStatements::NotCounted => {
                let entries = of_coalitions.iter().map(|(_, p)| p.entry);
                self.left_out.extend(entries.map(|entry| (entry, NotInTable::OfCoalition)));
            }
            CoalitionStatements::AssumedOfMembers => {
                for (party, row) in row_of.iter().filter(|(party, _)| !spoke.contains(*party)) {
                    self.assume(group, (*row, column), party, &of_coalitions);
                }
            }
        }
        if self.cells.len() > before {
            let thing = group.thing(&on).unwrap_or(Thing::Any);
            self.columns.push(PositionColumn { on, thing, kind });
        }
    }

    /// A cell from positions that must be one stance.
    fn one(
        &mut self,
        group: &Group,
        (row, column): (usize, usize),
        positions: &[&Position],
        assumed_from: Option<CoalitionId>,
    ) {
        let Some(first) = positions.first() else { return };
        if positions.iter().any(|p| p.stance != first.stance) {
            // Of coalitions that differ nothing is left out: each statement is its coalition's, and may count for others.
            if assumed_from.is_none() {
                let entries = positions.iter().map(|p| p.entry);
                self.left_out.extend(entries.map(|entry| (entry, NotInTable::NotOneStance)));
            }
            return;
        }
        self.cells.push(PositionCell {
            row,
            column,
            stance: first.stance,
            entries: positions.iter().map(|p| p.entry).collect(),
            stale: positions.iter().any(|p| group.is_stale(p)),
            assumed_from,
        });
    }

    /// What coalitions say, taken for a member that said nothing and did not decline.
    fn assume(
        &mut self,
        group: &Group,
        at: (usize, usize),
        party: &PartyId,
        of_coalitions: &[(&CoalitionId, &Position)],
    ) {
        let voice = Voice::Party(party.clone());
        let declined = |entry: EntryId| {
            group.declined.iter().any(|(who, declined)| {
                *who == voice && declined.said.with == entry && group.stands(declined.entry)
            })
        };
        let spoken: Vec<(&CoalitionId, &Position)> = of_coalitions
            .iter()
            .filter(|(id, position)| {
                let coalition = group.coalitions.get(*id);
                coalition.is_some_and(|c| c.members_at(position.entry).contains(party))
                    && !declined(position.entry)
            })
            .copied()
            .collect();
        let positions: Vec<&Position> = spoken.iter().map(|(_, position)| *position).collect();
        let first = spoken.first().map(|(id, _)| (*id).clone());
        self.one(group, at, &positions, first);
    }
}

/// The party's word as a whole, where it has one; else those of its parts.
fn own_word<'p>(positions: &[&'p Position]) -> Vec<&'p Position> {
    let whole: Vec<&Position> = positions.iter().copied().filter(|p| p.part.is_none()).collect();
    if whole.is_empty() { positions.to_vec() } else { whole }
}
