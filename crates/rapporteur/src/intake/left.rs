//! What of a draft is not taken in, or not in the way that it stands there.

/// Something of a draft that no entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Left {
    /// Line of the draft, from 1; of a Word file, of its text; 0 where it has none.
    pub(crate) line: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// Its words, or what is said of it.
    pub(crate) words: String,
}

/// What is not taken in. In the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A heading.
    Heading,
    /// A label over other labels.
    BareLabel,
    /// A footnote.
    Footnote,
    /// A footnote that holds a reservation.
    Reservation,
    /// A line of holders that names somebody who is no identity.
    NoHolder,
    /// The head of a proposal: `MOD 3`.
    Proposal,
    /// A speech.
    Turn,
    /// A legend.
    Legend,
    /// A list of references.
    References,
    /// What is written for programs: front matter, attributes, destinations of links.
    ForPrograms,
    /// A line of a table in Markdown.
    Table,
    /// A fenced block of code.
    Code,
    /// A line of marks.
    NoWords,
    /// A mark of status, which stays in the words.
    Status,
    /// A paragraph in a cell of a table in Word.
    Cell,
    /// Words in italics, whose meaning nothing says.
    Italic,
    /// An option.
    Option,
    /// Words marked by hand otherwise, in a way that nothing says is new or gone or somebody's.
    Mark,
    /// A paragraph labelled alt, whose base is not certain.
    Alt,
    /// A paragraph too long for a line of minutes.
    TooLong,
    /// A paragraph that the text on the record does not hold with these words.
    NotInText,
    /// A change that the record has already.
    OnRecord,
    /// A change by somebody whose party is not known.
    Author,
    /// A change for a party that is no identity.
    NoParty,
    /// A change of what is no paragraph's words.
    Elsewhere,
    /// A footnote that was changed.
    NoteChanged,
    /// Paragraphs that were parted or joined.
    Breaks,
    /// A new paragraph without one that it follows.
    First,
    /// Words that were moved.
    Moved,
    /// A remark.
    Remark,
}

impl Kind {
    /// What several of it are called, and what to do about it.
    pub(crate) fn heading(self) -> (&'static str, &'static str) {
        match self {
            Kind::Heading => ("headings", ""),
            Kind::BareLabel => ("labels that stand over other labels", ""),
            Kind::Footnote => ("footnotes", ""),
            Kind::Reservation => (
                "footnotes that hold a reservation",
                "take each down as the holder's position; the body does not show it",
            ),
            Kind::NoHolder => (
                "lines of holders that name somebody who is no identity",
                "nobody is named as proposer for them; add `by` by hand",
            ),
            Kind::Proposal => (
                "heads of proposals",
                "the paragraph behind each is taken in as words; what is to be done with it is not",
            ),
            Kind::Turn => ("speeches", "take each down as its speaker's"),
            Kind::Legend => ("sentences of legends", ""),
            Kind::References => ("lists of references", ""),
            Kind::ForPrograms => ("lines for programs", ""),
            Kind::Table => ("lines of tables", "take them in by hand, if they are negotiated"),
            Kind::Code => ("fenced blocks", ""),
            Kind::NoWords => ("lines of marks without words", "look whether a bracket is lost"),
            Kind::Status => (
                "marks of status, which stay in the words",
                "a mark is no call: what was agreed is recorded as calls",
            ),
            Kind::Cell => (
                "cells of tables taken in as paragraphs",
                "look which are text that is negotiated, and leave the others out",
            ),
            Kind::Italic => ("passages in italics by hand, which stand as other words", ""),
            Kind::Mark => (
                "words marked by hand, which stand as other words, struck ones too",
                "say with --legend what the marks mean, as in `strike = gone`",
            ),
            Kind::Option => (
                "options, each a provision of its own",
                "which of them compete, and what belongs to each, is not written; add `alternative-to` by hand",
            ),
            Kind::Alt => (
                "paragraphs labelled alt that are not written as alternatives",
                "no one paragraph above has their label without alt; add `alternative-to` by hand",
            ),
            Kind::TooLong => {
                ("paragraphs longer than a line of minutes", "part them, and take them in by hand")
            }
            Kind::NotInText => (
                "paragraphs that the text on the record does not hold with these words",
                "changes in them are not written; compare the file with `rapporteur text compare`",
            ),
            Kind::OnRecord => (
                "changes that are on the record already",
                "they are not written again; if one is proposed anew, write it by hand",
            ),
            Kind::Author => (
                "changes by people whose party is not said",
                "who typed is not who proposed: say it with --people",
            ),
            Kind::NoParty => ("changes for a party that is no identity", "correct --people"),
            Kind::Elsewhere => (
                "changes of what is no paragraph's words",
                "take them down by hand, if they matter",
            ),
            Kind::NoteChanged => ("footnotes that were changed", "take them down by hand"),
            Kind::Breaks => (
                "places where paragraphs were parted or joined",
                "see `splits` and `merges` in the reference of minutes",
            ),
            Kind::First => (
                "new paragraphs that stand before all others",
                "they are written at the end; `places` puts them elsewhere",
            ),
            Kind::Moved => (
                "passages that were moved",
                "each is written as what went at one place and what came at another",
            ),
            Kind::Remark => ("remarks", "a remark is no act, and nobody's position"),
        }
    }

    /// Whether its words are kept as a comment of the minutes.
    pub(crate) fn is_comment(self) -> bool {
        self < Kind::Status
    }

    /// Whether each is told with its words, and not by its line alone.
    pub(crate) fn is_told_in_full(self) -> bool {
        self == Kind::Reservation || self == Kind::NoHolder || self > Kind::Option
    }
}
