//! Edits of a text on the record: paragraphs split, merged and placed; passages attributed, alternatives resolved, runs
//! decided.
//!
//! A passage is quoted as it stands, and stands in the paragraph exactly once. What an alternative or a run is, `text::read`
//! says; what became of it, these entries say, and nothing is concluded from what they leave out.

use super::meetings::Target;
use crate::id::{Id, ProvisionId, TextId};
use crate::minutes::{Cursor, Field, Name, Problem, choice, kinds, write_string};
use crate::thing::Thing;
use crate::words::{Quote, Text, Words};

/// A part of a paragraph that was split: a paragraph of its own from here on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// Its identity.
    pub id: ProvisionId,
    /// Its label.
    pub label: Text,
    /// Its words, verbatim.
    pub words: Words,
}

impl Field for Part {
    const SHAPE: &'static str = "PROVISION \"TEXT\" LANGUAGE \"WORDS\"";
    fn write(&self, out: &mut String) {
        self.id.write(out);
        out.push(' ');
        self.label.write(out);
        out.push(' ');
        self.words.write(out);
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let id = ProvisionId::read(cursor)?;
        Ok(Self { id, label: cursor.string()?, words: Words::read(cursor)? })
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        self.id.names(found);
    }
}

/// Where a paragraph is placed: its order in the text, which is not its label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Right behind another.
    After(ProvisionId),
    /// Right before another.
    Before(ProvisionId),
    /// At the start of its text.
    Start,
    /// At the end of its text.
    End,
}

impl Place {
    /// The paragraph that it is placed beside.
    pub fn anchor(&self) -> Option<&ProvisionId> {
        match self {
            Place::After(id) | Place::Before(id) => Some(id),
            Place::Start | Place::End => None,
        }
    }
}

impl Field for Place {
    const SHAPE: &'static str = "after PROVISION | before PROVISION | at-start | at-end";
    fn write(&self, out: &mut String) {
        let (word, id) = match self {
            Place::After(id) => ("after ", Some(id)),
            Place::Before(id) => ("before ", Some(id)),
            Place::Start => ("at-start", None),
            Place::End => ("at-end", None),
        };
        out.push_str(word);
        if let Some(id) = id {
            id.write(out);
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        if cursor.take_word("after") {
            ProvisionId::read(cursor).map(Place::After)
        } else if cursor.take_word("before") {
            ProvisionId::read(cursor).map(Place::Before)
        } else if cursor.take_word("at-start") {
            Ok(Place::Start)
        } else if cursor.take_word("at-end") {
            Ok(Place::End)
        } else {
            Err(cursor.expected("a place: `after`, `before`, `at-start` or `at-end`"))
        }
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        if let Some(id) = self.anchor() {
            id.names(found);
        }
    }
}

choice! {
    /// What a holder does with a passage, as drafts write it behind a bracket. Not a position, which is taken by its holder.
    HolderStance "stance on a passage" {
        /// Proposed the words.
        Proposes = "proposes",
        /// Would add them.
        Adds = "adds",
        /// Would keep them.
        Retains = "retains",
        /// Would take them out.
        Deletes = "deletes",
        /// Supports them.
        Supports = "supports",
        /// Opposes them.
        Opposes = "opposes",
        /// Reserves on them.
        Reserves = "reserves",
        /// No longer asks for them.
        Withdraws = "withdraws",
    }
}

choice! {
    /// What an undecided run of brackets, `][`, is.
    RunKind "reading of a run" {
        /// One of them is to be chosen.
        Alternatives = "alternatives",
        /// Each stands or falls by itself.
        Additions = "additions",
    }
}

/// What is to be chosen from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alternatives {
    /// A bracket, or a run of brackets, of a paragraph.
    Passage {
        /// As it stands, brackets and all.
        passage: Text,
        /// Which paragraph.
        provision: ProvisionId,
    },
    /// A paragraph and those that are alternatives to it.
    OptionsOf(ProvisionId),
}

impl Alternatives {
    /// The paragraph: that of the passage, or the one to which the others are alternatives.
    pub fn provision(&self) -> &ProvisionId {
        match self {
            Alternatives::Passage { provision, .. } => provision,
            Alternatives::OptionsOf(id) => id,
        }
    }
}

impl Field for Alternatives {
    const SHAPE: &'static str = "\"TEXT\" in PROVISION | options-of PROVISION";
    fn write(&self, out: &mut String) {
        match self {
            Alternatives::Passage { passage, provision } => {
                write_string(passage, out);
                out.push_str(" in ");
                provision.write(out);
            }
            Alternatives::OptionsOf(id) => {
                out.push_str("options-of ");
                id.write(out);
            }
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        if cursor.take_word("options-of") {
            return ProvisionId::read(cursor).map(Alternatives::OptionsOf);
        }
        if !cursor.is_string() {
            return Err(cursor.expected("a passage in quotation marks, or `options-of`"));
        }
        let passage = cursor.string()?;
        if !cursor.take_word("in") {
            return Err(cursor.expected("`in`"));
        }
        Ok(Alternatives::Passage { passage, provision: ProvisionId::read(cursor)? })
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        self.provision().names(found);
    }
}

/// An alternative: words of a passage, or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alternative {
    /// Words, without their brackets.
    Words(Text),
    /// A paragraph.
    Paragraph(ProvisionId),
}

impl Field for Alternative {
    const SHAPE: &'static str = "\"TEXT\" | PROVISION";
    fn write(&self, out: &mut String) {
        match self {
            Alternative::Words(words) => write_string(words, out),
            Alternative::Paragraph(id) => id.write(out),
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        if cursor.is_string() {
            cursor.string().map(Alternative::Words)
        } else {
            ProvisionId::read(cursor).map(Alternative::Paragraph)
        }
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        match self {
            Alternative::Words(_) => {}
            Alternative::Paragraph(id) => id.names(found),
        }
    }
}

kinds! {
    /// A paragraph becomes several.
    ProvisionSplit ["splits"] Anyone {
        /// Which.
        provision: ProvisionId = "",
        /// What it becomes, in order: identity, label and words of each.
        parts: Vec<Part> = "into",
        /// Why.
        reason: Option<Quote> = "reason",
    }

    /// Several paragraphs become one: a new one, or one of them.
    ProvisionsMerged ["merges"] Anyone {
        /// The merged paragraph: a new identity, or one of `from`.
        id: ProvisionId = "into",
        /// Its label from here on.
        label: Text = "",
        /// Its words, verbatim.
        words: Words = "",
        /// The text that it enters; absent: the text in which all of them stand.
        text: Option<TextId> = "in",
        /// What is merged.
        from: Vec<ProvisionId> = "from",
        /// Why.
        reason: Option<Quote> = "reason",
    }

    /// A paragraph is placed elsewhere in its text.
    ProvisionPlaced ["places"] Anyone {
        /// Which.
        provision: ProvisionId = "",
        /// Where.
        place: Place = "",
    }

    /// Who holds a passage, where the words do not say, or say otherwise.
    PassageAttributed ["attributes"] Anyone {
        /// What they do with it.
        stance: HolderStance = "",
        /// The passage, as it stands, once.
        passage: Text = "",
        /// Which paragraph.
        provision: ProvisionId = "in",
        /// To whom.
        to: Vec<Id> = "to",
        /// In the words of who says so.
        words: Option<Quote> = "words",
    }

    /// Of alternatives, some are kept and some dropped.
    AlternativeResolved ["resolves"] Anyone {
        /// What is chosen from.
        on: Alternatives = "",
        /// What is kept.
        kept: Vec<Alternative> = "keeps",
        /// What is dropped; absent: of a passage, every alternative that is not kept.
        dropped: Vec<Alternative> = "drops",
        /// The words that take the place of the passage; absent: the one alternative kept, or none.
        result: Option<Text> = "as",
        /// With whose consent.
        with: Vec<Id> = "with-consent-of",
        /// Without whose consent.
        without: Vec<Id> = "without-consent-of",
        /// The call, silence procedure, motion or entry by which it was decided.
        by: Option<Target> = "by",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// What an undecided run of brackets is; the words stay as they are.
    RunDecided ["decides-run"] Anyone {
        /// The run, as it stands, once.
        passage: Text = "",
        /// Which paragraph.
        provision: ProvisionId = "in",
        /// Whether they are alternatives or additions.
        reading: RunKind = "",
    }
}

impl ProvisionsMerged {
    /// Whether the merged paragraph is one of those merged, and not a new one.
    pub fn is_one_of_them(&self) -> bool {
        self.from.contains(&self.id)
    }
}

impl ProvisionSplit {
    pub(crate) fn declares(&self) -> impl Iterator<Item = (&Id, Thing)> {
        self.parts.iter().map(|part| (&part.id.0, Thing::Provision))
    }
}
