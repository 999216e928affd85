//! The codes of the minutes' diagnostics, with their long texts.

use crate::diagnostic::Code;

/// A diagnostic's manual page.
#[derive(Clone, Copy, Debug)]
pub struct CodeText {
    /// The code.
    pub code: Code,
    /// One line.
    pub title: &'static str,
    /// What it means, with a wrong and a right example.
    pub text: &'static str,
}

pub(super) const NO_VERSION: Code = Code("M0001");
pub(super) const NEWER_VERSION: Code = Code("M0002");
pub(super) const NOT_UTF8: Code = Code("M0003");
pub(super) const TOO_LARGE: Code = Code("M0004");
pub(super) const UNREADABLE: Code = Code("M0101");
pub(super) const UNKNOWN_KIND: Code = Code("M0102");
pub(super) const WRONG_NUMBER: Code = Code("M0103");
pub(super) const MARK_TWICE: Code = Code("M0104");
/// An entry that the rules of procedure do not admit.
pub const REFUSED: Code = Code("M0201");
/// A file that does not only add to an older one.
pub const NOT_AN_EXTENSION: Code = Code("M0301");

/// Every code of the minutes.
pub const CODES: &[CodeText] = &[
    CodeText {
        code: NO_VERSION,
        title: "the first line does not name the version",
        text: "A file of minutes begins with the version of the language, alone on its line:\n\n    minutes/1\n\nWithout it the file is read as `minutes/1`, and this error is reported.",
    },
    CodeText {
        code: NEWER_VERSION,
        title: "the file is of a newer version of the language",
        text: "This program reads `minutes/1`. A file that names another version is read as far as it can be, and what is not understood is reported and kept. Use a program of that version.",
    },
    CodeText {
        code: NOT_UTF8,
        title: "a line is not UTF-8 text",
        text: "Minutes are UTF-8. The line is kept out of the record and reported; save the file as UTF-8.",
    },
    CodeText {
        code: TOO_LARGE,
        title: "a limit of the language is exceeded",
        text: "Lines, speakers, entries and files have limits, so that no file can exhaust the machine: see the table of limits in the reference of the minutes. What lies beyond is not read, and this is reported.",
    },
    CodeText {
        code: UNREADABLE,
        title: "a line cannot be read",
        text: "The place shows where the line stops making sense, and the help what could stand there.\n\nWrong:\n\n    BOR objects P4\n\nRight:\n\n    BOR objects to P4\n\nThe line takes its number, so that those after it keep theirs, and the report lists it among the limits of the record.",
    },
    CodeText {
        code: UNKNOWN_KIND,
        title: "a line begins with a word that no kind of entry has",
        text: "Either the word is misspelt, or the file was written by a newer program that knows more kinds. The line is not read; it takes its number, and the report lists it among the limits of the record. The reference of the minutes lists every kind.",
    },
    CodeText {
        code: WRONG_NUMBER,
        title: "an entry bears a number that is not its own",
        text: "Entries are numbered from 1 without gaps, in the order in which they stand. A number may be left out. A number that is ahead is kept, so that references to entries stay right; one that is behind is replaced by the next. A number that does not fit means that lines were moved, left out or inserted: the record is only added to, so correct it with a later entry (`corrects`, `strikes`).",
    },
    CodeText {
        code: MARK_TWICE,
        title: "a mark stands before two entries",
        text: "A mark such as `@stand:` names the entry behind it for lines below, and can name only one. Choose another word for the second.",
    },
    CodeText {
        code: REFUSED,
        title: "the rules of procedure do not admit the entry",
        text: "The line can be read, but the group as the lines above leave it does not admit it: it names a thing that is not on the record, an identity that is taken, an act that its speaker may not do, or words that do not stand in the text. The message says which. The entry takes its number and has no effect; the report lists it among the limits of the record.",
    },
    CodeText {
        code: NOT_AN_EXTENSION,
        title: "the file does not only add to the older one",
        text: "`check --extends OLD` compares entry by entry: every entry of the old file must stand in the new one, with the same number and the same canonical line; an erased body may stand for the body that it was. The first entry that differs is shown. Correct an entry by adding one (`corrects`, `strikes`), not by changing it.",
    },
];
