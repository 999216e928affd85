//! The records that ship: they compile whole, and their drafts are sound.

use record::diagnostic::Severity;
use record::minutes::parse;
use record::{EntryId, Record};
use report::{Options, compile, narrative};

pub(crate) const SHIPPED: &[(&str, &str)] = &[
    ("wgec", include_str!("../../../../minutes/wgec.minutes")),
    ("headwaters", include_str!("../../../../minutes/headwaters.minutes")),
    ("last-hours", include_str!("../../../../minutes/last-hours.minutes")),
];

fn record(name: &str, text: &str) -> Record {
    let minutes = parse(text.as_bytes());
    assert_eq!(minutes.diagnostics, vec![], "{name} must be read without a diagnostic");
    let record = Record::replay(minutes);
    assert_eq!(record.refused(), &[], "{name} must be admitted whole");
    record
}

#[test]
fn a_draft_is_sound() {
    for (name, text) in SHIPPED {
        let record = record(name, text);
        let draft = narrative::draft(&record);
        let wrong: Vec<_> = narrative::check(&record, &draft)
            .into_iter()
            .filter(|d| d.severity >= Severity::Warning)
            .collect();
        let lines: Vec<&str> = draft.lines().collect();
        for diagnostic in wrong.iter().take(12) {
            let line = diagnostic.place.map_or("", |p| lines[p.line - 1]);
            println!(
                "{name}: {} {} [{}] {:?}\n    {line}",
                diagnostic.code.0, diagnostic.message, diagnostic.label, diagnostic.notes
            );
        }
        assert_eq!(wrong.len(), 0, "the draft of {name} must be sound");
    }
}

#[test]
fn every_position_is_told_or_listed() {
    for (name, text) in SHIPPED {
        let record = record(name, text);
        let manuscript = compile(&record, &Options::default()).expect("a record with entries");
        let cited: std::collections::BTreeSet<EntryId> = manuscript
            .sentences()
            .iter()
            .flat_map(|s| match &s.basis {
                report::manuscript::Basis::Entries(evidence) => evidence.entries().to_vec(),
                report::manuscript::Basis::Absence { defining, through, .. } => {
                    defining.entries().iter().copied().chain([*through]).collect()
                }
            })
            .collect();
        let left_out: Vec<EntryId> = record
            .group()
            .positions
            .iter()
            .map(|p| p.entry)
            .filter(|e| !cited.contains(e))
            .collect();
        assert_eq!(left_out, vec![], "{name}");
    }
}
