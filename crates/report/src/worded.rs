//! A manuscript in one language: numbers, anchors, full stops, evidence.
//!
//! **Invariant:** nothing is added to what the manuscript says but words; where it is unattributed, no name of a party
//! comes in by the list of evidence.

mod evidence;
mod provision;

use crate::document::{self, Block, Document, Line, Provision, Section, Span, Table, View};
use crate::lexicon::{self, Quantity};
use crate::manuscript::{
    self, Basis, Evidence, Heading, Known, Manuscript, Say, Searched, Sentence, Title,
};
use crate::wording::{self, Notice, Number, Tongue, Wording};
use record::event::group::CharterItem;
use record::{EntryId, Record, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Words a manuscript; the record is the one it was compiled from, and supplies the lines of the evidence.
pub fn word(manuscript: &Manuscript, record: &Record, tongue: Tongue) -> Document {
    let mut writer = Writer::new(manuscript, record, tongue);
    let mut status = vec![writer.notice()];
    status.extend(manuscript.status.iter().map(|sentence| writer.line(sentence)));
    let sections = manuscript.sections.iter().map(|section| writer.section(section, 0)).collect();
    let particulars = writer.particulars();
    Document {
        language: tongue.tag().to_owned(),
        direction: tongue.direction(),
        group: manuscript.group.to_string(),
        title: writer.words.title(manuscript.title, &manuscript.group),
        status,
        particulars,
        sections,
        evidence: writer.evidence(),
        labels: writer.words.labels(),
    }
}

struct Writer<'a> {
    manuscript: &'a Manuscript,
    record: &'a Record,
    words: &'static dyn Wording,
    /// Lines so far.
    lines: u32,
    /// Numbered paragraphs so far.
    paragraphs: u32,
    /// Numbered sections so far, annexes apart.
    sections: usize,
    annexes: usize,
    /// How often an anchor was used.
    anchors: BTreeMap<String, u32>,
    /// Entries named so far.
    cited: BTreeSet<EntryId>,
}

impl<'a> Writer<'a> {
    fn new(manuscript: &'a Manuscript, record: &'a Record, tongue: Tongue) -> Self {
        Self {
            manuscript,
            record,
            words: tongue.words(),
            lines: 0,
            paragraphs: 0,
            sections: 0,
            annexes: 0,
            anchors: BTreeMap::new(),
            cited: BTreeSet::new(),
        }
    }

    fn line(&mut self, sentence: &Sentence) -> Line {
        let mut spans = self.words.sentence(&sentence.say);
        if let Some(known) = &sentence.known {
            let by = known.by.clone().filter(|_| self.manuscript.attributed);
            spans.extend(self.words.known(&Known { grade: known.grade, by, source: known.source }));
        }
        self.finish(sentence.say.kind(), spans, &sentence.basis)
    }

    /// A line from its words: with full stop, anchor and evidence.
    fn finish(&mut self, kind: &'static str, mut spans: Vec<Span>, basis: &Basis) -> Line {
        stop(&mut spans);
        let basis = self.basis(basis);
        self.cited.extend(basis.entries());
        self.cited.extend(spans.iter().filter_map(|span| match span {
            Span::Entry(entry) => Some(*entry),
            _ => None,
        }));
        self.lines += 1;
        Line { anchor: format!("s{}", self.lines), kind, basis, spans }
    }

    fn basis(&self, basis: &Basis) -> document::Basis {
        match basis {
            Basis::Entries(evidence) => document::Basis::Entries(evidence.entries().to_vec()),
            Basis::Absence { searched, defining, through } => document::Basis::Absence {
                searched: self.words.searched(&self.without_names(searched)),
                defining: defining.entries().to_vec(),
                through: *through,
            },
        }
    }

    /// What was searched, told without names of parties where names are not told.
    fn without_names(&self, searched: &Searched) -> Searched {
        match searched {
            Searched::PositionsOf(_) if !self.manuscript.attributed => {
                Searched::PositionsOf(Vec::new())
            }
            Searched::PositionOn(_, topic) if !self.manuscript.attributed => {
                Searched::PositionOn(Text::from(""), topic.clone())
            }
            other => other.clone(),
        }
    }

    fn section(&mut self, section: &manuscript::Section, depth: usize) -> Section {
        let (number, anchor) = self.place(&section.heading, depth);
        let blocks = section.blocks.iter().map(|block| self.block(block)).collect();
        let mut parts = 0;
        let mut sections = Vec::new();
        for part in &section.sections {
            let mut worded = self.section(part, depth + 1);
            if depth == 0 && !is_own_name(&part.heading) {
                parts += 1;
                worded.number = self.words.number(Number::Part(parts));
            }
            sections.push(worded);
        }
        let heading = self.words.heading(&section.heading);
        Section { anchor, number, heading, blocks, sections }
    }

    /// Printed number and anchor of a section; parts get their letters from the section that holds them.
    fn place(&mut self, heading: &Heading, depth: usize) -> (String, String) {
        if depth == 0 && is_annex(heading) {
            self.annexes += 1;
            return (
                self.words.number(Number::Annex(self.annexes)),
                format!("annex-{}", self.annexes),
            );
        }
        let number = if depth == 0 && !matches!(heading, Heading::Brief) {
            self.sections += 1;
            self.words.number(Number::Section(self.sections))
        } else {
            String::new()
        };
        let anchor = anchor(heading);
        let used = self.anchors.entry(anchor.clone()).or_default();
        *used += 1;
        let always = matches!(heading, Heading::Issue(_) | Heading::Meeting(_));
        let anchor = if *used > 1 || always { format!("{anchor}-{used}") } else { anchor };
        (number, anchor)
    }

    fn block(&mut self, block: &manuscript::Block) -> Block {
        match block {
            manuscript::Block::Paragraph(sentences) => {
                self.paragraphs += 1;
                let number = self.paragraphs;
                Block::Paragraph { number, lines: self.all(sentences) }
            }
            manuscript::Block::List(sentences) => Block::List(self.all(sentences)),
            manuscript::Block::Provision { label, status, words, notes } => {
                Block::Provision(Provision {
                    label: label.to_string(),
                    status: self.line(status),
                    words: provision::spans(&words.text),
                    language: words.language.as_str().to_owned(),
                    notes: self.all(notes),
                })
            }
            manuscript::Block::Views { on, views } => self.views(on, views),
            manuscript::Block::Lexicon => Block::Table(self.lexicon()),
            manuscript::Block::NotVerified(words) => {
                Block::NotVerified(vec![Span::Name(words.to_string())])
            }
        }
    }

    fn all(&mut self, sentences: &[Sentence]) -> Vec<Line> {
        sentences.iter().map(|sentence| self.line(sentence)).collect()
    }

    fn views(&mut self, on: &Text, views: &[manuscript::View]) -> Block {
        let topic = views.iter().find_map(|view| match &view.holders.say {
            Say::Held { on, .. } => Some(self.words.views(on)),
            _ => None,
        });
        let heading = topic.unwrap_or_else(|| vec![Span::Name(on.to_string())]);
        let views = views
            .iter()
            .map(|view| View { holders: self.line(&view.holders), lines: self.all(&view.lines) })
            .collect();
        Block::Views { heading, views }
    }

    /// The lexicon as printed. Its cells rest on the lexicon and on no entry, so they name none.
    fn lexicon(&mut self) -> Table {
        let frame = self.words.frame();
        let used = lexicon::USED.iter().filter(|(quantity, _)| *quantity != Quantity::None).map(
            |(quantity, condition)| {
                let word = Span::Plain(self.words.quantity(*quantity).to_owned());
                [word, plain(self.words.condition(*condition)), plain(frame.lexicon_used)]
            },
        );
        let accepted = lexicon::ACCEPTED.iter().map(|(words, condition)| {
            let word = Span::Name(words.join(", "));
            [word, plain(self.words.condition(*condition)), plain(frame.lexicon_accepted)]
        });
        let number = [
            plain(frame.lexicon_number),
            plain(frame.lexicon_number_condition),
            plain(frame.lexicon_accepted),
        ];
        let rows: Vec<[Span; 3]> = used.chain(accepted).chain([number]).collect();
        let rows = rows.into_iter().map(|row| row.map(|span| self.cell(span)).to_vec()).collect();
        Table {
            caption: format!("{} ({})", frame.lexicon, lexicon::VERSION),
            head: frame.lexicon_head.map(str::to_owned).to_vec(),
            rows,
        }
    }

    fn cell(&mut self, span: Span) -> Line {
        self.lines += 1;
        let basis = document::Basis::Entries(Vec::new());
        Line { anchor: format!("s{}", self.lines), kind: "lexicon", basis, spans: vec![span] }
    }

    /// What the document is and is not, under its title.
    fn notice(&mut self) -> Line {
        let notice = match self.manuscript.title {
            _ if self.manuscript.study => Notice::Study,
            Title::Report | Title::ReportInPart | Title::ReportWithReservations => Notice::Adopted,
            Title::ChairsSummary => Notice::Chairs,
            Title::Note => Notice::Note,
        };
        let basis = self.notice_basis(notice);
        let spans = vec![Span::Plain(self.words.notice(notice).to_owned())];
        self.finish("status_notice", spans, &basis)
    }

    /// An adopted report rests on the outcome, a study on the rules it departs from; the others on an absence.
    fn notice_basis(&self, notice: Notice) -> Basis {
        let group = self.record.group();
        let rule = |item| group.charter.get(&item).and_then(|set| set.last()).map(|set| set.entry);
        let outcome = group.outcomes.last().map(|outcome| outcome.entry);
        let (entries, searched): (Vec<EntryId>, _) = match notice {
            Notice::Study => (
                [CharterItem::DecisionRule, CharterItem::ReportRule]
                    .into_iter()
                    .filter_map(rule)
                    .collect(),
                Searched::Rule(CharterItem::ReportRule),
            ),
            Notice::Adopted => (outcome.into_iter().collect(), Searched::Outcome),
            Notice::Chairs | Notice::Note => (Vec::new(), Searched::Outcome),
        };
        if let Some(evidence) = Evidence::all(entries) {
            return Basis::Entries(evidence);
        }
        let through = self.manuscript.through;
        let first = self.record.entries().first().map_or(through, |entry| entry.number);
        let defining = Evidence::of(outcome.unwrap_or(first));
        Basis::Absence { searched, defining, through }
    }

    fn particulars(&mut self) -> Vec<(String, Vec<Span>)> {
        let (manuscript, frame) = (self.manuscript, self.words.frame());
        let through = manuscript.through;
        self.cited.insert(through);
        let names = if manuscript.attributed { frame.attributed } else { frame.unattributed };
        let when = self.record.entry(through).and_then(|entry| entry.envelope.when());
        let mut last = vec![Span::Entry(through)];
        if let Some(when) = when {
            last.push(plain(format!("{}{}", frame.comma, self.words.moment(when))));
        }
        let rule = |name, adopted: bool| {
            let assumed = if adopted { "" } else { frame.assumed };
            vec![plain(format!("{}{assumed}", self.words.rule(name)))]
        };
        let code = |words: &str| vec![Span::Name(words.to_owned())];
        [
            (frame.decision_rule, rule(manuscript.decision_rule, manuscript.decision_rule_adopted)),
            (frame.report_rule, rule(manuscript.report_rule, manuscript.report_rule_adopted)),
            (frame.names, vec![plain(names)]),
            (frame.last_entry, last),
            (frame.wording, code(&format!("{}, {}", wording::VERSION, lexicon::VERSION))),
            (frame.compiler, code(concat!("report ", env!("CARGO_PKG_VERSION")))),
        ]
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .collect()
    }
}

fn plain(words: impl Into<String>) -> Span {
    Span::Plain(words.into())
}

/// Ends a sentence with a full stop, unless its last words bring their own.
fn stop(spans: &mut Vec<Span>) {
    let text = spans.last().map(|last| document::plain_text(std::slice::from_ref(last)));
    let text = text.unwrap_or_default();
    let last = match spans.last() {
        Some(Span::Quote { words, .. }) => words.as_str(),
        _ => text.as_str(),
    };
    if last.ends_with(['.', '!', '?', '…', '؟', '。']) {
        return;
    }
    match spans.last_mut() {
        Some(Span::Plain(words)) => words.push('.'),
        _ => spans.push(plain(".")),
    }
}

fn is_annex(heading: &Heading) -> bool {
    matches!(
        heading,
        Heading::AnnexText
            | Heading::AnnexProposals
            | Heading::AnnexStatements
            | Heading::AnnexParticipants
            | Heading::AnnexDocuments
            | Heading::AnnexComputed
            | Heading::AnnexLexicon
    )
}

/// Whether a heading names a thing of the group's and so bears no letter.
fn is_own_name(heading: &Heading) -> bool {
    matches!(heading, Heading::Paragraph(_) | Heading::Issue(_) | Heading::Meeting(_))
}

/// The anchor of a section: the same in every language.
fn anchor(heading: &Heading) -> String {
    let word = match heading {
        Heading::Brief => "brief",
        Heading::Mandate => "mandate",
        Heading::Organization => "organization",
        Heading::Officers => "officers",
        Heading::Composition => "composition",
        Heading::Agenda => "agenda",
        Heading::Methods => "methods",
        Heading::Documentation => "documentation",
        Heading::Proceedings => "proceedings",
        Heading::Texts => "texts",
        Heading::Calls => "calls",
        Heading::Procedure => "procedure",
        Heading::Facts => "facts",
        Heading::Consultations => "consultations",
        Heading::Statements => "statements",
        Heading::EarlierLanguage => "earlier-language",
        Heading::Outcome => "outcome",
        Heading::Agreed => "agreed",
        Heading::Differing => "differing",
        Heading::Offers => "offers",
        Heading::NotDiscussed => "not-discussed",
        Heading::Adoption => "adoption",
        Heading::Conclusion => "conclusion",
        Heading::Coverage => "coverage",
        Heading::Limits => "limits",
        Heading::Narrative => "narrative",
        Heading::AnnexText => "annex-text",
        Heading::AnnexProposals => "annex-proposals",
        Heading::AnnexStatements => "annex-statements",
        Heading::AnnexParticipants => "annex-participants",
        Heading::AnnexDocuments => "annex-documents",
        Heading::AnnexComputed => "annex-computed",
        Heading::AnnexLexicon => "annex-lexicon",
        Heading::Issue(_) => "issue",
        Heading::Meeting(_) => "meeting",
        Heading::Paragraph(label) => return format!("paragraph-{}", slug(label)),
    };
    word.to_owned()
}

/// A label as part of an anchor: letters and digits of ASCII in lower case, anything else as `-`.
fn slug(label: &str) -> String {
    let mut out = String::new();
    for letter in label.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { "unnamed".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{slug, stop};
    use crate::document::{Span, plain_text};

    #[test]
    fn a_sentence_ends_with_one_full_stop() {
        let plain = |words: &str| Span::Plain(words.to_owned());
        let quote = |words: &str| Span::Quote { language: None, words: words.to_owned() };
        let cases = [
            (vec![plain("It ended")], "It ended."),
            (vec![plain("It read: "), quote("no deadline")], "It read: “no deadline”."),
            (vec![plain("It read: "), quote("No deadline.")], "It read: “No deadline.”"),
            (
                vec![plain("It read: "), quote("Why?"), plain(" (as reported)")],
                "It read: “Why?” (as reported).",
            ),
            (
                vec![plain("It was told by "), Span::Name("Acme Inc.".to_owned())],
                "It was told by Acme Inc.",
            ),
        ];
        for (mut spans, expected) in cases {
            stop(&mut spans);
            assert_eq!(plain_text(&spans), expected);
        }
    }

    #[test]
    fn labels_become_anchors() {
        assert_eq!(["3 bis", "4(b)", "PP1", "رابعا"].map(slug), ["3-bis", "4-b", "pp1", "unnamed"]);
    }
}
