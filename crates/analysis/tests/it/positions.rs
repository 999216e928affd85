//! Positions as a table, and splits inside constituencies and coalitions.

use analysis::{
    CoalitionStatements, Disagreement, NotInTable, PositionOptions, Positions,
    coalitions_of_one_mind, constituencies_of_one_mind, positions, split, split_coalitions,
    things_held,
};
use record::event::group::IssueKind;
use record::minutes::parse;
use record::{EntryId, Id, Record};

const BASE: &str = r#"minutes/1
group RIVER "Working Group on the River"
issue I1 "Notification" substance
issue I2 "The report" procedure
party ARD "Ardenia" government member
party BOR "Boreland" government member
party OPL "Open Link" civil-society member
party FRV "Free Rivers" civil-society member
party OLD "Old Mill" civil-society member
coalition UP "Upper", members ARD, BOR
coalition ALL "All", members BOR, OPL
officer LUND "Ms. Lund" chair
text T "Draft" chairs-text
  provision P1 "1" en "The Parties shall notify.", on I1
  provision P2 "2" en "Views are recorded.", on I2
  provision P3 "3" en "To be deleted."
standing OLD left
"#;

fn record(minutes: &str) -> Record {
    let record = Record::replay(parse(format!("{BASE}{minutes}").as_bytes()));
    assert_eq!(record.refused(), &[]);
    record
}

fn table(record: &Record, kind: Option<IssueKind>, coalitions: CoalitionStatements) -> Positions {
    let may_count = |_: EntryId| true;
    positions(record.group(), &PositionOptions { kind, coalitions, may_count: &may_count })
}

/// A line a cell: the party, the thing, the level, from whom assumed, and whether stale.
fn cells(table: &Positions) -> Vec<String> {
    let told = |cell: &analysis::PositionCell| {
        let answers = table.responses.by_participant().row(cell.row);
        let answer = answers.iter().find(|a| a.about() == cell.column).expect("an answer");
        let assumed = cell
            .assumed_from
            .as_ref()
            .map_or(String::new(), |coalition| format!(" by {coalition}"));
        format!(
            "{} {} {}{assumed}{}",
            table.rows[cell.row].party,
            table.columns[cell.column].on,
            answer.level(),
            if cell.stale { " stale" } else { "" }
        )
    };
    table.cells.iter().map(told).collect()
}

fn id(word: &str) -> Id {
    Id::new(word).expect("an identity")
}

#[test]
fn a_party_has_one_row_and_its_last_position_on_each_thing_one_cell() {
    let record = record("ARD supports P1\nARD objects to P1\nBOR can-accept P1\nOPL supports I1\n");
    let table = table(&record, None, CoalitionStatements::NotCounted);
    assert_eq!(cells(&table), ["ARD P1 0", "BOR P1 2", "OPL I1 3"]);
    let rows: Vec<&str> = table.rows.iter().map(|row| row.party.as_str()).collect();
    assert_eq!(rows, ["ARD", "BOR", "OPL", "FRV"], "those that left have no row");
    assert_eq!(table.responses.participants(), 4);
    assert_eq!(table.cell(0, 1).map(|c| c.entries.clone()), Some(vec![EntryId(18)]));
    assert_eq!(table.cell(3, 0), None);
}

#[test]
fn substance_and_procedure_are_apart() {
    let record = record(
        "ARD moves MO1 other, words \"to vote\"\nARD supports P1\nARD supports P2\nBOR supports I2\nOPL supports MO1\nARD supports T\n",
    );
    let of = |kind| {
        let table = table(&record, Some(kind), CoalitionStatements::NotCounted);
        table.columns.iter().map(|c| c.on.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of(IssueKind::Substance), ["T", "P1"]);
    assert_eq!(of(IssueKind::Procedure), ["I2", "P2", "MO1"]);
}

#[test]
fn what_a_coalition_says_counts_for_its_members_only_where_that_is_asked_for() {
    let record = record(
        "@up: BOR for UP objects to P1\nARD supports P1\nFRV supports P1\nOPL for ALL supports P1\n",
    );
    let plain = table(&record, None, CoalitionStatements::NotCounted);
    assert_eq!(cells(&plain), ["ARD P1 3", "FRV P1 3"]);
    let why: Vec<NotInTable> = plain.left_out.values().copied().collect();
    assert_eq!(why, [NotInTable::OfCoalition; 2]);
    // Boreland is in two coalitions that differ: nothing is assumed of it.
    let assumed = table(&record, None, CoalitionStatements::AssumedOfMembers);
    assert_eq!(cells(&assumed), ["ARD P1 3", "OPL P1 3 by ALL", "FRV P1 3"]);
}

#[test]
fn nothing_is_assumed_of_a_member_that_declined() {
    let record = record("@up: BOR for UP objects to P1\nARD declines-to-align with @up\n");
    let assumed = table(&record, None, CoalitionStatements::AssumedOfMembers);
    assert_eq!(cells(&assumed), ["BOR P1 0 by UP"]);
}

#[test]
fn what_is_not_in_the_table_is_told_with_the_reason() {
    let record = record(
        r#"ARD supports P1, part "Water"
ARD objects to P1, part "Power"
BOR supports P3
deletes P3, words "agreed"
OPL supports P2
"#,
    );
    let may_count = |entry: EntryId| entry != EntryId(21);
    let options = PositionOptions {
        kind: None,
        coalitions: CoalitionStatements::NotCounted,
        may_count: &may_count,
    };
    let table = positions(record.group(), &options);
    assert_eq!(cells(&table), Vec::<String>::new());
    assert_eq!(table.columns, vec![]);
    let told: Vec<(u32, NotInTable)> = table.left_out.iter().map(|(e, why)| (e.0, *why)).collect();
    assert_eq!(
        told,
        [
            (17, NotInTable::NotOneStance),
            (18, NotInTable::NotOneStance),
            (19, NotInTable::Removed),
            (21, NotInTable::Withheld),
        ]
    );
}

#[test]
fn a_position_on_words_that_changed_is_marked() {
    let record = record(
        "ARD supports P1\nLUND revises P1 orally en \"The Parties should notify.\"\nBOR supports P1\n",
    );
    let table = table(&record, None, CoalitionStatements::NotCounted);
    assert_eq!(cells(&table), ["ARD P1 3 stale", "BOR P1 3"]);
    assert_eq!(table.stale(), 1);
}

#[test]
fn a_constituency_that_is_not_of_one_mind_is_told_with_how_far() {
    let record = record(
        "OPL supports P1\nFRV objects to P1\nARD supports P1\nBOR supports P1\nOPL supports P2\nFRV can-accept P2\nBOR objects to P2\n",
    );
    let group = record.group();
    let shown: Vec<(String, bool, Option<usize>)> = split(group, &id("P1"))
        .iter()
        .map(|s| {
            (s.of.word().to_owned(), s.is_split(), s.disagreement().map(Disagreement::hundredths))
        })
        .collect();
    let expected = [("government", false, Some(0)), ("civil-society", true, Some(100))];
    assert_eq!(shown, expected.map(|(name, split, index)| (name.to_owned(), split, index)));
    let things = things_held(group);
    let minds: Vec<(String, usize, usize, f64)> = constituencies_of_one_mind(group, &things)
        .iter()
        .map(|m| (m.of.word().to_owned(), m.things, m.divided.len(), (m.mean * 1e6).round()))
        .collect();
    let civil = ("civil-society".to_owned(), 2, 1, 666_667.0);
    assert_eq!(minds, [("government".to_owned(), 1, 0, 0.0), civil]);
}

#[test]
fn members_of_a_coalition_are_told_by_their_own_positions() {
    let record = record("UP supports P1\nARD objects to P1\nBOR can-accept P1\n");
    let splits = split_coalitions(record.group(), &id("P1"));
    let shown: Vec<(&str, usize, usize, Option<usize>)> = splits
        .iter()
        .map(|s| {
            let index = s.disagreement().map(Disagreement::hundredths);
            (s.of.as_str(), s.positions(), s.silent.len(), index)
        })
        .collect();
    assert_eq!(shown, [("ALL", 1, 1, None), ("UP", 2, 0, Some(67))]);
    let minds = coalitions_of_one_mind(record.group(), &[id("P1")]);
    assert_eq!(minds.iter().map(|m| m.of.as_str()).collect::<Vec<_>>(), ["UP"]);
}

#[test]
fn the_practice_record_gives_a_table_of_both_kinds() {
    let record =
        Record::replay(parse(include_bytes!("../../../../minutes/headwaters.minutes").as_slice()));
    let of = |kind| table(&record, Some(kind), CoalitionStatements::NotCounted);
    let (substance, procedure) = (of(IssueKind::Substance), of(IssueKind::Procedure));
    let whole = table(&record, None, CoalitionStatements::NotCounted);
    assert_eq!(whole.cells.len(), substance.cells.len() + procedure.cells.len());
    assert!(substance.cells.len() > 20, "{}", substance.cells.len());
    let on: Vec<String> = procedure.columns.iter().map(|c| c.on.to_string()).collect();
    assert_eq!(on, ["I-REPORT", "P27"]);
    for cell in &whole.cells {
        assert!(cell.entries.iter().all(|e| record.group().stands(*e)));
    }
}
