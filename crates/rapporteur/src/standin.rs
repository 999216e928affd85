//! Stands in for the wording until it is there.

use record::Record;
use report::document::*;
use report::manuscript::Manuscript;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Tongue {
    #[default]
    English,
    Arabic,
}

impl Tongue {
    pub(crate) const ALL: &'static [Tongue] = &[Tongue::English, Tongue::Arabic];
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::Arabic => "ar",
        }
    }
    pub(crate) fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.tag() == tag)
    }
}

pub(crate) fn word(manuscript: &Manuscript, record: &Record, tongue: Tongue) -> Document {
    let s = str::to_owned;
    let mut lines = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (index, sentence) in manuscript.sentences().into_iter().enumerate() {
        let basis = match &sentence.basis {
            report::manuscript::Basis::Entries(e) => Basis::Entries(e.entries().to_vec()),
            report::manuscript::Basis::Absence { defining, through, .. } => Basis::Absence {
                searched: s("the record"),
                defining: defining.entries().to_vec(),
                through: *through,
            },
        };
        seen.extend(basis.entries());
        let said = format!("{:?}", sentence.say);
        let said = said.split([' ', '(', '{']).next().unwrap_or("").to_owned();
        lines.push(Line {
            anchor: format!("s{}", index + 1),
            kind: "said",
            basis,
            spans: vec![Span::Plain(said + ".")],
        });
    }
    let evidence = record
        .entries()
        .iter()
        .filter(|e| seen.contains(&e.number))
        .map(|e| EvidenceEntry {
            number: e.number,
            when: e.envelope.when().map(|m| m.to_string()).unwrap_or_default(),
            line: record::minutes::print_entry(e),
            source: String::new(),
            grade: String::new(),
        })
        .collect();
    let status = lines.first().cloned().into_iter().collect();
    Document {
        language: s(tongue.tag()),
        direction: Direction::LeftToRight,
        group: manuscript.group.to_string(),
        title: s("Factual note"),
        status,
        particulars: Vec::new(),
        sections: vec![Section {
            anchor: s("all"),
            number: s("I"),
            heading: s("All"),
            blocks: lines
                .into_iter()
                .zip(1..)
                .map(|(line, number)| Block::Paragraph { number, lines: vec![line] })
                .collect(),
            sections: Vec::new(),
        }],
        evidence,
        labels: Labels {
            contents: s("Contents"),
            evidence: s("Evidence"),
            evidence_of: s("Evidence: "),
            number: s("no."),
            searched: s("searched"),
            through: s("through"),
            source: s("Source"),
            grade: s("Grade"),
            page: (s("Page"), s("of")),
            skip: s("Skip to the text"),
            not_verified: s("Not verified"),
        },
    }
}

pub(crate) const VERSION: &str = "wording/1";
pub(crate) const LEXICON: &str = "lexicon/1";
