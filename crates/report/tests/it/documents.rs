//! Whole documents, from a manuscript of every kind of block and from minutes.

use expect_test::expect_file;
use record::event::group::RuleName;
use record::{EntryId, Language, Quote, Record, Words, minutes};
use report::document::{Basis, Block, Document, Line, Section, Span, plain_text};
use report::manuscript::{
    self, Evidence, Heading, Known, Manuscript, Say, Searched, Sentence, Title, Topic, View, Who,
};
use report::{Options, Tongue};
use std::collections::BTreeSet;

/// A record with an entry at each level of disclosure, and one whose body was erased.
const RIVER: &str = r#"minutes/1
group RIVER "Working Group on the Upper River"
officer LUND "Ms. Lund" chair
party ARD "Ardenia" government member, alias "Republic of Ardenia"
party COR "Corvia" government member
party OPL "Open Link" civil-society member
document VIEWS contribution "On notification", by ARD, on 2026-02-01
text DRAFT "Draft recommendations" rolling-text
provision P4 "4" en "The Parties [shall[, where possible,]][should] notify.", in DRAFT
ARD supports P4, words en "We can live with this." {said 2026-03-02T10:05+01:00, source VIEWS "page 2", grade delivered, level public}
COR objects to P4, reason en "no deadline is realistic" {source "a paper of Corvia", grade taken-down, level unattributed}
OPL reserves-position P4 {grade reported, level members}
COR objects to DRAFT {level count-only}
provision P5 "5" en "Corvia reports.", in DRAFT, by COR {level unattributed}
outcome no-agreed-recommendation
"#;

fn record() -> Record {
    let minutes = minutes::parse(RIVER.as_bytes());
    assert!(minutes.diagnostics.is_empty(), "{:?}", minutes.diagnostics);
    let record = Record::replay(minutes);
    assert!(record.refused().is_empty(), "{:?}", record.refused());
    record
}

fn on(say: Say, entries: &[u32]) -> Sentence {
    let evidence = Evidence::all(entries.iter().copied().map(EntryId)).expect("entries");
    Sentence::new(say, evidence)
}

fn quote(words: &str) -> Quote {
    Quote { language: Language::new("en"), text: words.into() }
}

/// A manuscript with a block of every kind.
fn manuscript(attributed: bool) -> Manuscript {
    let ardenia = if attributed {
        Who::named("Ardenia".into())
    } else {
        Who { unnamed: 1, of: 3, ..Who::default() }
    };
    let corvia = Who { unnamed: 1, of: 3, ..Who::default() };
    let four = || Topic::Paragraph("4".into());
    let silent = Sentence {
        say: Say::NoPositions { on: Topic::Paragraph("5".into()) },
        basis: manuscript::Basis::Absence {
            searched: Searched::PositionOn("Open Link".into(), Topic::Paragraph("5".into())),
            defining: Evidence::of(EntryId(13)),
            through: EntryId(14),
        },
        known: None,
    };
    let supports = on(
        Say::Held {
            who: ardenia.clone(),
            stance: record::event::positions::Stance::Supports,
            on: four(),
        },
        &[9],
    );
    let mut objects = on(
        Say::Held {
            who: corvia.clone(),
            stance: record::event::positions::Stance::Objects,
            on: four(),
        },
        &[10],
    );
    objects.known = Some(Known {
        grade: record::entry::Grade::Reported,
        by: Some("Account of Corvia".into()),
        source: true,
    });
    let views = vec![
        View {
            holders: supports,
            lines: vec![on(
                Say::InWords {
                    who: ardenia,
                    words: quote("We can live with this."),
                    summary: false,
                },
                &[9],
            )],
        },
        View {
            holders: objects,
            lines: vec![on(
                Say::Reason {
                    who: corvia,
                    words: quote("no deadline is realistic"),
                    summary: false,
                },
                &[10],
            )],
        },
    ];
    let words = Words {
        language: Language::new("en").expect("a tag"),
        text: "The Parties [shall[, where possible,]][should] notify.".into(),
    };
    let paragraph = section(
        Heading::Paragraph("4".into()),
        vec![
            manuscript::Block::Provision {
                label: "4".into(),
                status: on(
                    Say::ParagraphContested {
                        label: "4".into(),
                        objections: 1,
                        reserved: 1,
                        bracketed: true,
                    },
                    &[10, 11],
                ),
                words,
                notes: vec![silent],
            },
            manuscript::Block::Views { on: "4".into(), views },
        ],
        vec![],
    );
    let issue = section(
        Heading::Issue("Notification".into()),
        vec![manuscript::Block::NotVerified("A free remark.".into())],
        vec![],
    );
    let differing = section(Heading::Differing, vec![], vec![paragraph, issue]);
    let agreed = section(
        Heading::Agreed,
        vec![manuscript::Block::List(vec![on(Say::ParagraphRemoved { label: "5".into() }, &[13])])],
        vec![],
    );
    let ends = on(Say::Ends { entry: EntryId(14), when: None }, &[14]);
    let counted = on(Say::PositionsCounted { positions: 4, told: 2 }, &[9, 10, 11, 12]);
    Manuscript {
        group: "Working Group on the Upper River".into(),
        title: Title::Note,
        study: false,
        attributed,
        status: vec![on(
            Say::Concluded { outcome: record::event::group::OutcomeKind::NoAgreedRecommendation },
            &[14],
        )],
        report_rule: RuleName::DifferingViews,
        decision_rule: RuleName::UnConsensus,
        report_rule_adopted: true,
        decision_rule_adopted: true,
        through: EntryId(14),
        sections: vec![
            section(
                Heading::Brief,
                vec![manuscript::Block::Paragraph(vec![counted.clone()])],
                vec![],
            ),
            section(
                Heading::Mandate,
                vec![manuscript::Block::Paragraph(vec![
                    on(Say::GroupNamed { group: "Working Group on the Upper River".into() }, &[1]),
                    ends,
                ])],
                vec![],
            ),
            section(Heading::Outcome, vec![], vec![agreed, differing]),
            section(
                Heading::AnnexDocuments,
                vec![manuscript::Block::List(vec![on(
                    Say::DocumentsCounted { documents: 1 },
                    &[6],
                )])],
                vec![],
            ),
            section(Heading::AnnexLexicon, vec![manuscript::Block::Lexicon], vec![]),
        ],
    }
}

fn section(
    heading: Heading,
    blocks: Vec<manuscript::Block>,
    sections: Vec<manuscript::Section>,
) -> manuscript::Section {
    manuscript::Section { heading, blocks, sections }
}

fn compiled(file: &str, attributed: bool, tongue: Tongue) -> Document {
    let path = format!("{}/../../minutes/{file}", env!("CARGO_MANIFEST_DIR"));
    let record =
        Record::replay(minutes::parse(&std::fs::read(path).expect("the minutes are there")));
    let manuscript = report::compile(&record, &Options { attributed, ..Options::default() });
    report::word(&manuscript.expect("a record of a group"), &record, tongue)
}

fn write_lines(lines: &[Line], out: &mut String) {
    for line in lines {
        let basis = match &line.basis {
            Basis::Entries(entries) => {
                format!("{:?}", entries.iter().map(|e| e.0).collect::<Vec<_>>())
            }
            Basis::Absence { searched, defining, through } => {
                format!(
                    "(searched: {searched}; {:?}; through {})",
                    defining.iter().map(|e| e.0).collect::<Vec<_>>(),
                    through.0
                )
            }
        };
        out.push_str(&format!(
            "  {} [{}] {} {basis}\n",
            line.anchor,
            line.kind,
            plain_text(&line.spans)
        ));
    }
}

fn write_section(section: &Section, out: &mut String) {
    out.push_str(&format!("\n## {} {} {{#{}}}\n", section.number, section.heading, section.anchor));
    for block in &section.blocks {
        match block {
            Block::Paragraph { number, lines } => {
                out.push_str(&format!("{number}.\n"));
                write_lines(lines, out);
            }
            Block::List(lines) => write_lines(lines, out),
            Block::Provision(provision) => {
                out.push_str(&format!("{}: {}\n", provision.label, plain_text(&provision.words)));
                write_lines(std::slice::from_ref(&provision.status), out);
                write_lines(&provision.notes, out);
            }
            Block::Views { heading, views } => {
                out.push_str(&format!("{}\n", plain_text(heading)));
                for view in views {
                    write_lines(std::slice::from_ref(&view.holders), out);
                    write_lines(&view.lines, out);
                }
            }
            Block::Table(table) => {
                out.push_str(&format!("{}\n{:?}\n", table.caption, table.head));
                for row in &table.rows {
                    let cells: Vec<String> = row.iter().map(Line::text).collect();
                    out.push_str(&format!("  {}\n", cells.join(" | ")));
                }
            }
            Block::NotVerified(spans) => out.push_str(&format!("{}\n", plain_text(spans))),
        }
    }
    for part in &section.sections {
        write_section(part, out);
    }
}

/// The document as text, for review.
fn shown(document: &Document) -> String {
    let mut out = format!("{}\n# {}\n", document.group, document.title);
    write_lines(&document.status, &mut out);
    for (label, value) in &document.particulars {
        out.push_str(&format!("{label}: {}\n", plain_text(value)));
    }
    for section in &document.sections {
        write_section(section, &mut out);
    }
    out.push_str(&format!("\n## {}\n", document.labels.evidence));
    for e in &document.evidence {
        out.push_str(&format!(
            "{} | {} | {} | {} | {}\n",
            e.number, e.when, e.grade, e.source, e.line
        ));
    }
    out
}

#[test]
fn a_document_is_numbered_worded_and_evidenced() {
    for (attributed, form) in [(true, "attributed"), (false, "unattributed")] {
        for tongue in Tongue::ALL {
            let document = report::word(&manuscript(attributed), &record(), *tongue);
            let path =
                format!("{}/tests/golden/{form}.{}.txt", env!("CARGO_MANIFEST_DIR"), tongue.tag());
            expect_file![path].assert_eq(&shown(&document));
        }
    }
}

#[test]
fn an_unattributed_document_names_no_party_of_its_own() {
    for tongue in Tongue::ALL {
        let text = shown(&report::word(&manuscript(false), &record(), *tongue));
        for name in ["ARD", "Ardenia", "COR", "Corvia", "OPL", "Open Link"] {
            assert!(!text.contains(name), "{name}: {text}");
        }
    }
}

#[test]
fn evidence_of_an_unattributed_document_names_no_party() {
    let document = compiled("headwaters.minutes", false, Tongue::English);
    let names = [
        "ARD",
        "BOR",
        "COR",
        "DEL",
        "Ardenia",
        "Boreland",
        "Corvia",
        "Delmar",
        "Open Link",
        "Headwater Partners",
    ];
    for entry in &document.evidence {
        for name in names {
            assert!(!entry.line.contains(name) && !entry.source.contains(name), "{entry:?}");
        }
    }
}

fn all_lines(sections: &[Section], lines: &mut Vec<Line>, words: &mut Vec<Vec<Span>>) {
    for section in sections {
        for block in &section.blocks {
            match block {
                Block::Paragraph { lines: all, .. } | Block::List(all) => {
                    lines.extend(all.iter().cloned());
                }
                Block::Provision(provision) => {
                    lines.push(provision.status.clone());
                    lines.extend(provision.notes.iter().cloned());
                    words.push(provision.words.clone());
                }
                Block::Views { views, .. } => {
                    for view in views {
                        lines.push(view.holders.clone());
                        lines.extend(view.lines.iter().cloned());
                    }
                }
                Block::Table(table) => lines.extend(table.rows.iter().flatten().cloned()),
                Block::NotVerified(_) => {}
            }
        }
        all_lines(&section.sections, lines, words);
    }
}

#[test]
fn anchors_run_in_order_and_every_entry_named_is_listed() {
    for file in ["headwaters.minutes", "last-hours.minutes", "wgec.minutes"] {
        for attributed in [true, false] {
            for tongue in Tongue::ALL {
                let document = compiled(file, attributed, *tongue);
                let (mut lines, mut words) = (document.status.clone(), Vec::new());
                all_lines(&document.sections, &mut lines, &mut words);
                for (index, line) in lines.iter().enumerate() {
                    assert_eq!(line.anchor, format!("s{}", index + 1));
                }
                let listed: BTreeSet<EntryId> =
                    document.evidence.iter().map(|e| e.number).collect();
                let mut named = lines.iter().flat_map(|line| line.basis.entries());
                assert!(named.all(|entry| listed.contains(&entry)), "{file}");
                let mut anchors = BTreeSet::new();
                assert!(
                    section_anchors(&document.sections).into_iter().all(|a| anchors.insert(a)),
                    "{file}"
                );
                assert!(document.sections.iter().all(|section| !section.heading.is_empty()));
            }
        }
    }
}

fn section_anchors(sections: &[Section]) -> Vec<String> {
    sections
        .iter()
        .flat_map(|section| {
            let mut all = section_anchors(&section.sections);
            all.push(section.anchor.clone());
            all
        })
        .collect()
}

#[test]
fn words_of_a_provision_are_verbatim() {
    let path = format!("{}/../../minutes/headwaters.minutes", env!("CARGO_MANIFEST_DIR"));
    let record =
        Record::replay(minutes::parse(&std::fs::read(path).expect("the minutes are there")));
    let recorded: BTreeSet<String> = record
        .group()
        .provisions
        .values()
        .flat_map(|provision| &provision.versions)
        .map(|version| version.words.text.to_string())
        .collect();
    let document = compiled("headwaters.minutes", true, Tongue::Arabic);
    let (mut lines, mut words) = (Vec::new(), Vec::new());
    all_lines(&document.sections, &mut lines, &mut words);
    assert!(words.len() > 20);
    for spans in words {
        assert!(spans.iter().all(|span| matches!(span, Span::Words(_) | Span::Bracketed { .. })));
        assert!(recorded.contains(&plain_text(&spans)), "{}", plain_text(&spans));
    }
}

#[test]
fn an_offer_that_was_not_released_is_in_no_line_of_the_document() {
    let minutes = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nissue I1 \"Notice\" substance\n\
        ARD offers OF1, accepts I1, words \"the secret terms\"\nARD offers OF2, accepts I1, words \"the open terms\"\n\
        ARD releases-offer OF2 content\n";
    let record = Record::replay(record::minutes::parse(minutes.as_bytes()));
    assert_eq!(record.refused(), &[]);
    let manuscript =
        report::compile(&record, &report::Options::default()).expect("a record with entries");
    let document = format!("{:?}", report::word(&manuscript, &record, Tongue::English));
    assert!(!document.contains("the secret terms"));
    assert!(document.contains("the open terms") && !document.contains("ARD offers OF2"));
}

#[test]
fn a_record_of_which_no_line_was_understood_has_its_note() {
    let minutes = record::minutes::parse(b"minutes/1\nsomebody said something\n\xff\xfe\n");
    let record = Record::replay(minutes);
    let manuscript =
        report::compile(&record, &report::Options::default()).expect("lines are there");
    let document = report::word(&manuscript, &record, Tongue::English);
    let text = format!("{document:?}");
    assert!(text.contains("was not understood"), "{text}");
}
