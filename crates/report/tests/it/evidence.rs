//! Evidence is not decoration: without an entry that a sentence cites, the sentence is another or is gone.

use crate::shipped::SHIPPED;
use crate::snapshot;
use record::minutes::{Minutes, parse};
use record::{EntryId, Record};
use report::manuscript::{Basis, Manuscript, Sentence};
use report::{Options, compile};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use testkit::simulate::Simulation;

const SEEDS: u64 = 24;
const ACTS: usize = 60;

/// By basis (absence or not) and kind.
type Rows = BTreeMap<(bool, &'static str), Row>;

/// What removals did to the sentences of a kind.
#[derive(Default)]
struct Row {
    trials: usize,
    changed: usize,
    vanished: usize,
    another: usize,
    unchanged: Vec<String>,
}

/// The entries on which a sentence rests; for an absence, those that define what was searched.
fn cited(sentence: &Sentence) -> &[EntryId] {
    match &sentence.basis {
        Basis::Entries(evidence) => evidence.entries(),
        Basis::Absence { defining, .. } => defining.entries(),
    }
}

fn without(record: &Record, number: EntryId) -> Record {
    let entries = record.entries().iter().filter(|e| e.number != number).cloned().collect();
    Record::replay(Minutes { entries, ..Minutes::default() })
}

/// The evidence of each sentence as it stands, and how many sentences there are of each kind.
struct Census<'m> {
    same: BTreeMap<String, Vec<&'m [EntryId]>>,
    kinds: BTreeMap<&'static str, usize>,
}

fn key(sentence: &Sentence) -> String {
    format!("{:?} {:?}", sentence.say, sentence.known)
}

fn census(manuscript: Option<&Manuscript>) -> Census<'_> {
    let mut census = Census { same: BTreeMap::new(), kinds: BTreeMap::new() };
    for sentence in manuscript.into_iter().flat_map(Manuscript::sentences) {
        census.same.entry(key(sentence)).or_default().push(cited(sentence));
        *census.kinds.entry(sentence.say.kind()).or_default() += 1;
    }
    census
}

/// Whether a sentence stands as it stood, on no entry but those that it cited.
fn stands(sentence: &Sentence, after: &Census<'_>) -> bool {
    let same = after.same.get(&key(sentence));
    same.is_some_and(|all| all.iter().any(|now| now.iter().all(|e| cited(sentence).contains(e))))
}

fn tried(name: &str, record: &Record, rows: &mut Rows) {
    let Some(whole) = compile(record, &Options::default()) else { return };
    let before = census(Some(&whole));
    let mut citing: BTreeMap<EntryId, Vec<&Sentence>> = BTreeMap::new();
    for sentence in whole.sentences() {
        for entry in cited(sentence) {
            citing.entry(*entry).or_default().push(sentence);
        }
    }
    for (entry, sentences) in citing {
        let less = compile(&without(record, entry), &Options::default());
        let after = census(less.as_ref());
        for sentence in sentences {
            let kind = sentence.say.kind();
            let row = rows.entry((is_absence(sentence), kind)).or_default();
            row.trials += 1;
            if stands(sentence, &after) {
                row.unchanged.push(format!(
                    "{name}, {entry} of {:?}: {}",
                    cited(sentence),
                    key(sentence)
                ));
            } else if after.same.contains_key(&key(sentence)) {
                row.another += 1;
            } else if after.kinds.get(kind) < before.kinds.get(kind) {
                row.vanished += 1;
            } else {
                row.changed += 1;
            }
        }
    }
}

fn is_absence(sentence: &Sentence) -> bool {
    matches!(sentence.basis, Basis::Absence { .. })
}

fn rows() -> Rows {
    let shipped =
        SHIPPED.iter().map(|(n, text)| ((*n).to_owned(), Record::replay(parse(text.as_bytes()))));
    let simulated = (0..SEEDS).map(|s| (format!("seed {s}"), Simulation::run(s, ACTS).record));
    let records: Vec<(String, Record)> = shipped.chain(simulated).collect();
    let run = |half: usize| {
        let mut rows = Rows::new();
        for (name, record) in records.iter().skip(half).step_by(2) {
            tried(name, record, &mut rows);
        }
        rows
    };
    let (mut all, rest) = std::thread::scope(|scope| {
        let first = scope.spawn(|| run(0));
        let rest = run(1);
        (first.join().expect("compiling never panics"), rest)
    });
    for (kind, row) in rest {
        let into: &mut Row = all.entry(kind).or_default();
        into.trials += row.trials;
        into.changed += row.changed;
        into.vanished += row.vanished;
        into.another += row.another;
        into.unchanged.extend(row.unchanged);
    }
    all
}

const HEAD: &str = "# Evidence is not decoration

Every sentence of a report names the entries on which it rests. Here each such entry was taken out of the record, one at
a time, the rest replayed and the report compiled anew: the sentence must be another, or gone, or the same on another
entry that says so too. One exception is counted as unchanged: the tally of paragraphs stands where a paragraph was agreed
by two acts at the same level and the first, which is cited for another paragraph, remains. The records are the three that ship, and groups that act at random from a seed.

This page is written by a test (`crates/report/tests/it/evidence.rs`); the same code gives the same figures.
";

const ABSENCE: &str = "
## Sentences about what is not on the record

A sentence about an absence rests on a search: on what defines it, and on the last entry searched. Without the entry that
defines the search (a paragraph, an issue, a request for the floor) it must be another or gone, as above. Where the whole
record was searched, the first entry stands for its beginning, and taking that out leaves the sentence as true as before;
these sentences are tried the other way round: an entry of the kind that was missing makes them go.
";

const COLUMNS: &str = "
| kind of sentence | trials | changed | gone | on another entry | unchanged |
|---|--:|--:|--:|--:|--:|
";

/// A tally may stand: a paragraph agreed by two acts at the same level falls back on the first, cited for another.
const AGREED_TWICE: &str = "paragraphs_counted";

/// Sentences for which the whole record is searched.
const WHOLE: &[&str] =
    &["nothing_agreed", "outcome_not_recorded", "rule_not_recorded", "hand_over_not_recorded"];

fn table(page: &mut String, rows: &Rows, absence: bool) {
    page.push_str(COLUMNS);
    for ((_, kind), row) in rows.iter().filter(|((a, _), _)| *a == absence) {
        let Row { trials, changed, vanished, another, unchanged } = row;
        let _ = writeln!(
            page,
            "| `{kind}` | {trials} | {changed} | {vanished} | {another} | {} |",
            unchanged.len()
        );
        for unchanged in
            unchanged.iter().take(if std::env::var_os("KIND").is_some() { 3 } else { 0 })
        {
            println!("{unchanged}");
        }
    }
}

#[test]
fn without_a_cited_entry_a_sentence_is_another_or_gone() {
    let rows = rows();
    let mut page = String::from(HEAD);
    let trials: usize = rows.values().map(|r| r.trials).sum();
    let _ = write!(page, "\n{} kinds of sentences, {trials} trials.\n", rows.len());
    table(&mut page, &rows, false);
    page.push_str(ABSENCE);
    table(&mut page, &rows, true);
    snapshot::check("docs/benchmarks/evidence.md", &page);
    let decoration = rows.iter().filter(|((_, kind), row)| {
        !row.unchanged.is_empty() && !WHOLE.contains(kind) && *kind != AGREED_TWICE
    });
    let decoration: Vec<&str> = decoration.map(|((_, kind), _)| *kind).collect();
    assert_eq!(decoration, Vec::<&str>::new(), "kinds with evidence whose removal changes nothing");
}

#[test]
fn what_was_missing_makes_a_sentence_on_its_absence_go() {
    let start = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\ntext T \"Text\" chairs-text\nprovision P1 \"1\" en \"Words.\" in T\ncalls C1 adopted, on P1\n";
    let cases = [
        ("nothing_agreed", "gavels C1 no-objection"),
        ("outcome_not_recorded", "outcome no-agreed-recommendation"),
        (
            "rule_not_recorded",
            "rule default-outcome unknown\nrule disclosure-rule unknown\nrule decision-rule unknown\nrule report-rule unknown",
        ),
        (
            "hand_over_not_recorded",
            "outcome no-agreed-recommendation\nhands-over to \"the Assembly\"",
        ),
    ];
    let kinds = |text: String| {
        let record = Record::replay(parse(text.as_bytes()));
        let manuscript = compile(&record, &Options::default()).expect("a record with entries");
        manuscript.sentences().iter().map(|s| s.say.kind()).collect::<Vec<_>>()
    };
    for (kind, added) in cases {
        let with = if kind == "hand_over_not_recorded" {
            "outcome no-agreed-recommendation\n"
        } else {
            ""
        };
        assert!(kinds(format!("{start}{with}")).contains(&kind), "{kind} is said");
        assert!(!kinds(format!("{start}{added}\n")).contains(&kind), "{kind} is no longer said");
    }
}
