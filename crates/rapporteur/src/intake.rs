//! How a draft enters the record: its paragraphs as provisions, the changes in a Word file as amendments.
//!
//! **Invariant:** nothing of a draft is dropped in silence. What is no entry is a [`Left`], and its words are kept as a
//! comment of the minutes or told. Nobody is named as holder, speaker or proposer by guess: a line of holders names who
//! proposes, and a person says whose a name in Word is.

mod changes;
mod left;
mod passage;
mod pieces;
mod sides;

pub(crate) use left::{Kind, Left};

use pieces::{Paragraph, Piece};
use record::entry::Speaker;
use record::event::texts::{ProvisionTabled, TextKind, TextTabled};
use record::minutes::{LINE_BYTES_MAX, canonical_line};
use record::{
    AmendmentId, Body, Entry, EntryId, Envelope, Event, Group, Id, Language, ProvisionId, TextId,
    Words,
};
use render::word;
use std::collections::BTreeSet;
use std::sync::Arc;
use text::draft::{Draft, Reader};
use text::parties::Parties;

/// Longest piece of a comment, in bytes.
const COMMENT_BYTES_MAX: usize = 64 * 1024;

/// What is said of a draft beside its words.
#[derive(Clone, Debug)]
pub(crate) struct Intake<'i> {
    /// The text's identity.
    pub(crate) text: TextId,
    /// Its title.
    pub(crate) title: Arc<str>,
    /// What kind of draft it is.
    pub(crate) kind: TextKind,
    /// The language of its words.
    pub(crate) language: Language,
    /// What the identities of paragraphs begin with.
    pub(crate) prefix: String,
    /// Who proposes the paragraphs beside which nobody is named.
    pub(crate) by: Vec<Id>,
    /// How to read it.
    pub(crate) reader: Reader<'i>,
    /// The group as the record has it, where there is a record.
    pub(crate) group: Option<&'i Group>,
}

/// A draft as lines of minutes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// The lines, each without a line break: entries without numbers, and comments.
    pub(crate) lines: Vec<String>,
    /// What is not taken in, in order.
    pub(crate) left: Vec<Left>,
    /// Provisions written.
    pub(crate) provisions: usize,
    /// Amendments written.
    pub(crate) amendments: usize,
    /// Parties named.
    pub(crate) parties: BTreeSet<Id>,
}

/// A draft without changes.
pub(crate) fn of_draft(source: &str, intake: &Intake<'_>) -> Taken {
    let mut taking = Taking::new(intake);
    taking.draft(source);
    taking.taken
}

/// A Word file: the text before its changes, then the changes.
pub(crate) fn of_word(file: &word::Text, intake: &Intake<'_>) -> Taken {
    let mut taking = Taking::new(intake);
    let before = taking.draft(&file.before);
    taking.changes(file, &before);
    taking.marks(file);
    taking.cells(file, &before);
    taking.taken
}

/// A paragraph of a draft, and the provision that it is.
#[derive(Clone, Debug)]
struct Placed {
    paragraph: Paragraph,
    /// None where it could not be taken in.
    provision: Option<ProvisionId>,
}

struct Taking<'i> {
    intake: &'i Intake<'i>,
    /// Identities given here.
    given: BTreeSet<Id>,
    next_provision: u32,
    next_amendment: u32,
    taken: Taken,
}

impl<'i> Taking<'i> {
    fn new(intake: &'i Intake<'i>) -> Self {
        let given = BTreeSet::from([intake.text.0.clone()]);
        Self { intake, given, next_provision: 1, next_amendment: 1, taken: Taken::default() }
    }

    /// Takes in a whole draft; a text that is on the record is not tabled again.
    fn draft(&mut self, source: &str) -> Vec<Placed> {
        let intake = self.intake;
        let pieces = pieces::read(&Draft::read(source, &intake.reader), source);
        if intake.group.is_some_and(|group| group.texts.contains_key(&intake.text)) {
            return self.on_record(source, pieces);
        }
        self.write(
            None,
            Event::TextTabled(TextTabled {
                id: intake.text.clone(),
                title: intake.title.clone(),
                kind: intake.kind,
                document: None,
                replaces: None,
                whole: false,
            }),
        );
        let mut placed: Vec<Placed> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Left(left) => self.leave(left),
                Piece::Paragraph(paragraph) => {
                    let base =
                        paragraph.alternative.and_then(|base| placed.get(base)?.provision.clone());
                    // An alternative would move to what it competes with; it stays where it stands.
                    let last = placed.iter().rev().find_map(|p| p.provision.clone());
                    let after = base.is_some().then_some(last).flatten();
                    let by = self.holders(&paragraph);
                    let by = if by.is_empty() { intake.by.clone() } else { by };
                    let provision = self.provision(&paragraph, source, (by, after, base));
                    placed.push(Placed { paragraph, provision });
                }
            }
        }
        placed
    }

    /// Writes a provision and gives its identity.
    fn provision(
        &mut self,
        paragraph: &Paragraph,
        source: &str,
        (by, after, alternative): (Vec<Id>, Option<ProvisionId>, Option<ProvisionId>),
    ) -> Option<ProvisionId> {
        let id = self.identity(true).map(ProvisionId)?;
        let text = paragraph.text(source);
        let event = Event::ProvisionTabled(ProvisionTabled {
            id: id.clone(),
            label: paragraph.label.as_str().into(),
            words: Words { language: self.intake.language.clone(), text: text.as_str().into() },
            text: self.intake.text.clone(),
            by,
            on: Vec::new(),
            after,
            alternative,
            placeholder: paragraph.is_placeholder,
        });
        if !self.write(None, event) {
            self.leave(Left {
                line: paragraph.line,
                kind: Kind::TooLong,
                words: text.chars().take(80).collect(),
            });
            return None;
        }
        self.taken.provisions += 1;
        Some(id)
    }

    /// Which provisions of the text the paragraphs are: those with the same words, by label where several have them.
    fn on_record(&mut self, source: &str, pieces: Vec<Piece>) -> Vec<Placed> {
        let Some(group) = self.intake.group else { return Vec::new() };
        let listed = group.texts.get(&self.intake.text).map_or(&[][..], |text| &text.provisions);
        let listed = listed.iter().filter_map(|id| group.provisions.get(id));
        let listed: Vec<_> = listed.filter(|p| p.is_before_the_group()).collect();
        let mut used = BTreeSet::new();
        let mut placed = Vec::new();
        for piece in pieces {
            let Piece::Paragraph(paragraph) = piece else { continue };
            let words = paragraph.text(source);
            let same = || {
                listed.iter().filter(|p| *p.version().words.text == *words && !used.contains(&p.id))
            };
            let labelled = same().find(|p| p.label.trim_end_matches(['.', ':']) == paragraph.label);
            let found = labelled.or_else(|| same().next().filter(|_| same().count() == 1));
            let provision = found.map(|p| p.id.clone());
            used.extend(provision.clone());
            if provision.is_none() {
                let words =
                    format!("{} {words}", paragraph.label).trim().chars().take(80).collect();
                self.leave(Left { line: paragraph.line, kind: Kind::NotInText, words });
            }
            placed.push(Placed { paragraph, provision });
        }
        placed
    }

    /// Those named in a line of holders; all of them, or nobody.
    fn holders(&mut self, paragraph: &Paragraph) -> Vec<Id> {
        let code =
            |index: &usize| self.intake.reader.parties.and_then(|p| Parties::code(p, *index));
        let codes: Vec<&str> = paragraph.by.iter().filter_map(code).collect();
        let ids: Vec<Id> = codes.iter().filter_map(|code| self.party(code)).collect();
        if ids.len() == paragraph.by.len() {
            return ids;
        }
        let words = codes.join(", ");
        self.leave(Left { line: paragraph.line, kind: Kind::NoHolder, words });
        Vec::new()
    }

    /// The identity of a party or coalition; with a record, one that it knows.
    fn party(&self, code: &str) -> Option<Id> {
        let id = Id::new(code)?;
        let is_known = |group: &Group| {
            group.parties.keys().any(|p| p.0 == id) || group.coalitions.keys().any(|c| c.0 == id)
        };
        self.intake.group.is_none_or(is_known).then_some(id)
    }

    /// The next identity that nothing has: `P1`, or `AM1` for amendments.
    fn identity(&mut self, is_provision: bool) -> Option<Id> {
        loop {
            let (prefix, next) = if is_provision {
                (self.intake.prefix.as_str(), &mut self.next_provision)
            } else {
                ("AM", &mut self.next_amendment)
            };
            let id = Id::new(&format!("{prefix}{next}"))?;
            *next = next.checked_add(1)?;
            let is_taken = self.intake.group.is_some_and(|group| group.names.contains_key(&id));
            if !is_taken && self.given.insert(id.clone()) {
                return Some(id);
            }
        }
    }

    /// Writes an entry as it is appended: the canonical line without its number. False where it is too long for a line.
    fn write(&mut self, speaker: Option<Id>, event: Event) -> bool {
        if let Event::ProvisionTabled(event) = &event {
            self.taken.parties.extend(event.by.iter().cloned());
        }
        self.taken.parties.extend(speaker.clone());
        let speaker = speaker.map(|who| Speaker { who, capacity: None, behalf: None });
        let envelope = Envelope { speaker, ..Envelope::default() };
        let entry = Entry { number: EntryId(1), envelope, body: Body::Event(event) };
        let line = canonical_line(&entry).line;
        let line = line.strip_prefix("1 ").unwrap_or(&line);
        let is_short = line.len() <= LINE_BYTES_MAX;
        if is_short {
            self.taken.lines.push(line.to_owned());
        }
        is_short
    }

    /// Keeps what is not taken in, as a comment where it is one.
    fn leave(&mut self, left: Left) {
        if left.kind.is_comment() {
            let words = left.words.split_whitespace().collect::<Vec<_>>().join(" ");
            let words = crate::terminal::safe(&words).into_owned();
            let mut rest = words.as_str();
            while !rest.is_empty() {
                let (first, behind) = rest.split_at(rest.floor_char_boundary(COMMENT_BYTES_MAX));
                self.taken.lines.push(format!("# {first}"));
                rest = behind;
            }
        }
        self.taken.left.push(left);
    }

    fn amendment(&mut self) -> Option<AmendmentId> {
        self.identity(false).map(AmendmentId)
    }
}
