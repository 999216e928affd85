//! Text under negotiation: provisions, readings, amendments, revisions, brackets.

use crate::id::{AmendmentId, DocumentId, Id, IssueId, ProvisionId, TextId};
use crate::minutes::{Cursor, Field, Problem, choice, kinds, write_string};
use crate::words::{Quote, Text, Words};
use std::sync::Arc;

choice! {
    /// What kind of draft a text is.
    TextKind "kind of text" {
        /// On the Chair's responsibility; no party's position.
        ChairsText = "chairs-text",
        /// All proposals, attributed, not merged.
        Compilation = "compilation",
        /// Edited in session.
        RollingText = "rolling-text",
        /// Proposals merged.
        ConsolidatedText = "consolidated-text",
        /// A first draft.
        ZeroDraft = "zero-draft",
        /// Without status.
        NonPaper = "non-paper",
        /// A party's proposal.
        Proposal = "proposal",
        /// A draft report.
        DraftReport = "draft-report",
    }
}

choice! {
    /// How a paragraph came to its new words.
    RevisionKind "way of revision" {
        /// Read out in the room.
        Orally = "orally",
        /// By an amendment.
        ByAmendment = "by-amendment",
        /// Paragraphs were merged.
        ByMerging = "by-merging",
        /// A contact group reported the words.
        ByReport = "by-report",
        /// By whoever holds the pen.
        InWriting = "in-writing",
        /// Editorial: spelling, numbering, language concordance. Does not reopen and makes no position stale.
        Editorially = "editorially",
    }
}

choice! {
    /// How a paragraph leaves the text.
    Removal "way of removal" {
        /// Deleted by decision.
        Deleted = "deletes",
        /// Withdrawn by its proposer; another may take it up.
        Withdrawn = "withdraws-provision",
    }
}

choice! {
    /// What becomes of an amendment.
    AmendmentAnswer "answer to an amendment" {
        /// Accepted by those whose text it amends.
        Accepted = "accepted",
        /// Not accepted.
        Declined = "declined",
        /// Withdrawn by its mover.
        Withdrawn = "withdrawn",
        /// Incorporated in another.
        Incorporated = "incorporated",
    }
}

/// A change to words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// These words by those.
    Replace {
        /// What stands.
        old: Arc<str>,
        /// What is to stand.
        new: Arc<str>,
    },
    /// Words added after others (at the beginning where `after` is empty).
    Insert {
        /// What is added.
        new: Arc<str>,
        /// After what.
        after: Arc<str>,
    },
    /// Words taken out.
    Delete {
        /// What stands.
        old: Arc<str>,
    },
    /// The whole anew.
    Whole(Words),
}

/// Why a change cannot be made on the words as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The passage does not occur.
    NotFound,
    /// The passage occurs more than once.
    Ambiguous,
}

impl Change {
    /// The words after the change; the passage must occur exactly once.
    pub fn apply(&self, words: &str) -> Result<String, Misfit> {
        let splice = |old: &str, new: &str| {
            let at = only_occurrence(words, old)?;
            Ok(format!("{}{new}{}", &words[..at], &words[at + old.len()..]))
        };
        match self {
            Change::Replace { old, new } => splice(old, new),
            Change::Insert { new, after } if after.is_empty() => Ok(format!("{new}{words}")),
            Change::Insert { new, after } => splice(after, &format!("{after}{new}")),
            Change::Delete { old } => splice(old, ""),
            Change::Whole(words) => Ok(words.text.to_string()),
        }
    }
}

/// Where a passage occurs, if exactly once.
pub fn only_occurrence(words: &str, passage: &str) -> Result<usize, Misfit> {
    if passage.is_empty() {
        return Err(Misfit::NotFound);
    }
    let first = words.find(passage).ok_or(Misfit::NotFound)?;
    if words.rfind(passage) == Some(first) { Ok(first) } else { Err(Misfit::Ambiguous) }
}

impl Field for Change {
    const SHAPE: &'static str = "replace \"OLD\" with \"NEW\" | insert \"NEW\" after \"OLD\" | delete \"OLD\" | whole LANGUAGE \"WORDS\"";
    fn write(&self, out: &mut String) {
        let mut say = |word: &str, text: &str| {
            out.push_str(word);
            write_string(text, out);
        };
        match self {
            Change::Replace { old, new } => {
                say("replace ", old);
                say(" with ", new);
            }
            Change::Insert { new, after } => {
                say("insert ", new);
                say(" after ", after);
            }
            Change::Delete { old } => say("delete ", old),
            Change::Whole(words) => {
                out.push_str("whole ");
                words.write(out);
            }
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let join = |cursor: &mut Cursor<'_>, word: &str| {
            if cursor.take_word(word) {
                cursor.string()
            } else {
                Err(cursor.expected(&format!("`{word}`")))
            }
        };
        if cursor.take_word("replace") {
            Ok(Change::Replace { old: cursor.string()?, new: join(cursor, "with")? })
        } else if cursor.take_word("insert") {
            Ok(Change::Insert { new: cursor.string()?, after: join(cursor, "after")? })
        } else if cursor.take_word("delete") {
            Ok(Change::Delete { old: cursor.string()? })
        } else if cursor.take_word("whole") {
            Words::read(cursor).map(Change::Whole)
        } else {
            Err(cursor.expected("a change: `replace`, `insert`, `delete` or `whole`"))
        }
    }
}

kinds! {
    /// A text is before the group.
    TextTabled ["text"] Anyone {
        /// Its identity.
        id: TextId = "",
        /// Title.
        title: Text = "",
        /// What kind of draft it is.
        kind: TextKind = "",
        /// The document that holds it.
        document: Option<DocumentId> = "document",
        /// The text that it takes the place of.
        replaces: Option<TextId> = "replaces",
        /// Nothing is agreed until everything is agreed.
        whole: bool = "nothing-agreed-until-everything",
    }

    /// A reading of a text begins.
    ReadingBegun ["reading"] Chair {
        /// First, second, …
        number: u32 = "",
        /// Of which text.
        of: TextId = "of",
    }

    /// A paragraph enters a text.
    ProvisionTabled ["provision"] Anyone {
        /// Its identity, apart from its label.
        id: ProvisionId = "",
        /// Label, `3 bis`.
        label: Text = "",
        /// The words, verbatim.
        words: Words = "",
        /// The text.
        text: TextId = "in",
        /// Who proposed it, if it is theirs.
        by: Vec<Id> = "by",
        /// The issues it bears on.
        on: Vec<IssueId> = "on",
        /// The paragraph it follows; absent: at the end.
        after: Option<ProvisionId> = "after",
        /// The paragraph that it is an alternative to.
        alternative: Option<ProvisionId> = "alternative-to",
        /// The subject is to be dealt with; there are no words yet.
        placeholder: bool = "placeholder",
    }

    /// A paragraph bears another label from here on.
    ProvisionRelabelled ["relabels"] Secretariat {
        /// Which.
        provision: ProvisionId = "",
        /// Label from here on.
        label: Text = "as",
    }

    /// A paragraph has new words.
    ProvisionRevised ["revises"] Anyone {
        /// Which.
        provision: ProvisionId = "",
        /// How.
        how: RevisionKind = "",
        /// The new words, verbatim.
        words: Words = "",
        /// The amendment that led to them.
        amendment: Option<AmendmentId> = "amendment",
        /// The paragraphs they were taken from.
        from: Vec<ProvisionId> = "from",
    }

    /// A party asks for brackets round words; neither an objection nor a reservation.
    PassageBracketed ["brackets"] Speaker {
        /// The passage, as it stands, once.
        passage: Text = "",
        /// Which paragraph.
        provision: ProvisionId = "in",
    }

    /// Brackets are lifted: their words stand.
    BracketsLifted ["lifts-brackets"] Anyone {
        /// The words between the brackets.
        passage: Text = "",
        /// Which paragraph.
        provision: ProvisionId = "in",
    }

    /// A paragraph leaves the text.
    ProvisionRemoved ["deletes" "withdraws-provision"] Anyone {
        /// By decision, or by its proposer.
        how: Removal = "",
        /// Which.
        provision: ProvisionId = "",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// An amendment.
    AmendmentProposed ["amends"] Party {
        /// Which paragraph.
        provision: ProvisionId = "",
        /// Its identity.
        id: AmendmentId = "as",
        /// What is to change.
        change: Change = "",
        /// Why.
        reason: Option<Quote> = "reason",
    }

    /// An amendment to an amendment.
    AmendmentSubAmended ["sub-amends"] Party {
        /// Which amendment.
        amendment: AmendmentId = "",
        /// Its identity.
        id: AmendmentId = "as",
        /// What is to change in the amendment's new words.
        change: Change = "",
        /// Why.
        reason: Option<Quote> = "reason",
    }

    /// What becomes of an amendment.
    AmendmentAnswered ["answers-amendment"] Anyone {
        /// Which.
        amendment: AmendmentId = "",
        /// What becomes of it.
        answer: AmendmentAnswer = "",
        /// In words.
        words: Option<Quote> = "words",
    }
}
