//! What camps are looked for in, where the material is a record: the positions that count now, party by party.
//!
//! Only positions whose holders may be named enter: who is in which camp would tell the others.

use super::input::Material;
use super::outcome::{FileTold, Place, Told};
use super::splits::splits;
use crate::cli::Exit;
use crate::disclosure::{may_name, may_quote, names_somebody};
use crate::source::Source;
use crate::words;
use analysis::opinions::Scale;
use analysis::{CoalitionStatements, NotInTable, PositionOptions, Positions, positions};
use ballots::{Ballots, Name, Names, Participants, Statement, Statements};
use record::event::group::IssueKind;
use record::{Id, ProvisionId, Record};
use std::collections::{BTreeMap, BTreeSet};

/// How many entries of a reason are named.
const NAMED: usize = 10;

/// The positions of a record: substance, and procedure apart.
pub(crate) fn gather(source: &Source) -> Result<Material, Exit> {
    let record = &source.record;
    let may_count = |entry| may_name(record, entry);
    let table = |kind| {
        positions(
            record.group(),
            &PositionOptions {
                kind: Some(kind),
                coalitions: CoalitionStatements::NotCounted,
                may_count: &may_count,
            },
        )
    };
    let (substance, procedure) = (table(IssueKind::Substance), table(IssueKind::Procedure));
    if substance.cells.is_empty() && procedure.cells.is_empty() {
        return Err(Exit::misuse(format!(
            "{} holds no position of a party that may be told with its name",
            source.name()
        )));
    }
    let told = vec![told(source, &substance, &procedure)];
    let statements = statements(record, [&substance, &procedure]);
    let people = people(record, &substance);
    let mut splits = splits(record, &substance, &procedure);
    if substance.cells.is_empty() {
        splits.substance = std::mem::take(&mut splits.procedure);
    }
    let (substance, procedure) = if substance.cells.is_empty() {
        (ballots(&procedure), None)
    } else {
        let apart = (!procedure.cells.is_empty()).then(|| ballots(&procedure));
        (ballots(&substance), apart)
    };
    Ok(Material {
        substance,
        procedure,
        statements: Some(statements),
        people: Some(people),
        previous: None,
        left_out: Vec::new(),
        reasons: BTreeMap::new(),
        splits,
        told,
        timed: false,
        scale: Scale::Stances,
    })
}

/// The table as responses: parties that took a position and things, by their identities, in the order of these.
fn ballots(table: &Positions) -> Ballots {
    let spoke: BTreeSet<usize> = table.cells.iter().map(|cell| cell.row).collect();
    let participants: Names =
        spoke.iter().map(|&row| Name::of(table.rows[row].party.0.as_str())).collect();
    let statements: Names =
        table.columns.iter().map(|column| Name::of(column.on.as_str())).collect();
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); participants.len()];
    for cell in &table.cells {
        let party = participants.find(Name::of(table.rows[cell.row].party.0.as_str()));
        let thing = statements.find(Name::of(table.columns[cell.column].on.as_str()));
        if let (Some(party), Some(thing)) = (party, thing) {
            rows[party].push((thing as u32) << 2 | analysis::level(cell.stance) as u32);
        }
    }
    let mut made = Ballots { participants, statements, starts: vec![0], ..Ballots::default() };
    for mut row in rows {
        row.sort_unstable();
        made.cells.extend(row);
        made.starts.push(made.cells.len());
    }
    made
}

fn statements(record: &Record, tables: [&Positions; 2]) -> Statements {
    let mut named: BTreeMap<Name<'_>, Statement> = BTreeMap::new();
    for column in tables.iter().flat_map(|table| &table.columns) {
        let text = words_of(record, &column.on);
        let meta = column.kind == IssueKind::Procedure;
        named
            .insert(Name::of(column.on.as_str()), Statement { text, meta, ..Statement::default() });
    }
    let names = named.keys().copied().collect();
    Statements { names, statements: named.into_values().collect(), ..Statements::default() }
}

/// What positions are on, in words: of a paragraph its label and its words, where these may be told.
fn words_of(record: &Record, on: &Id) -> String {
    let group = record.group();
    let name = group.name_of(on);
    let provision = ProvisionId::new(on.as_str()).and_then(|id| group.provisions.get(&id));
    match provision.map(record::group::Provision::version) {
        // Brackets may name who holds them.
        Some(version)
            if may_name(record, version.entry)
                || (may_quote(record, version.entry)
                    && !names_somebody(record, &version.words.text)) =>
        {
            format!("Paragraph {name}: {}", version.words.text)
        }
        Some(_) => format!("Paragraph {name}"),
        None => name.to_string(),
    }
}

fn people(record: &Record, table: &Positions) -> Participants {
    let group = record.group();
    let mut named: BTreeMap<Name<'_>, (Option<String>, Option<String>)> = BTreeMap::new();
    for row in &table.rows {
        let constituency = group
            .parties
            .get(&row.party)
            .map(|party| words::constituency(group, &party.admitted.said.constituency));
        let label = Some(group.name_of(&row.party.0).to_string());
        named.insert(Name::of(row.party.0.as_str()), (label, constituency));
    }
    let names = named.keys().copied().collect();
    let (labels, groups) = named.into_values().unzip();
    Participants { names, labels, groups, ..Participants::default() }
}

/// Which positions did not enter, and why.
fn told(source: &Source, substance: &Positions, procedure: &Positions) -> FileTold {
    let mut reasons: BTreeMap<NotInTable, Vec<u64>> = BTreeMap::new();
    for (entry, why) in substance.left_out.iter().chain(&procedure.left_out) {
        reasons.entry(*why).or_default().push(u64::from(entry.0));
    }
    let passed_over: usize = reasons.values().map(Vec::len).sum();
    let entered = substance.cells.len() + procedure.cells.len();
    FileTold {
        file: source.name(),
        rows: (entered + passed_over) as u64,
        passed_over: passed_over as u64,
        told: reasons
            .into_iter()
            .map(|(why, entries)| {
                let (kind, meaning) = reason(why);
                // What may not be told is counted alone.
                let named = if why == NotInTable::Withheld { 0 } else { NAMED };
                Told {
                    kind,
                    count: entries.len() as u64,
                    meaning,
                    passed_over: true,
                    first: entries
                        .iter()
                        .take(named)
                        .map(|entry| Place { line: None, row: None, what: format!("no. {entry}") })
                        .collect(),
                }
            })
            .collect(),
    }
}

fn reason(why: NotInTable) -> (&'static str, &'static str) {
    match why {
        NotInTable::Removed => {
            ("removed", "positions are on paragraphs that are not in the text any more")
        }
        NotInTable::Copy => ("copy", "positions are on a contact group's copy"),
        NotInTable::Withheld => {
            ("withheld", "positions may not be told with the names of their holders")
        }
        NotInTable::NotOneStance => (
            "not-one-stance",
            "positions of parts of a party, or of coalitions, are not one stance of the party",
        ),
        NotInTable::OfCoalition => {
            ("of-coalition", "positions are a coalition's own, which say nothing of each member")
        }
    }
}
