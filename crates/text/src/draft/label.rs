//! Labels at the head of a paragraph: numbers with bis and alt, PP and OP, options, articles.
//!
//! A number is a label, not a position: `3bis` stands behind `3`, and `3bis alt` competes with `3bis`.

mod reader;

pub(super) use reader::{Where, read};

use std::ops::Range;

/// A label; ranges are bytes of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The label with the dot, colon or parenthesis that ends it.
    pub range: Range<usize>,
    /// What it labels.
    pub kind: LabelKind,
    /// The number, letter or Roman number without Latin ending: `3.3` of `3.3bis Alt`. Empty where it has none.
    pub number: Range<usize>,
    /// `bis` and its like.
    pub latin: Option<Latin>,
    /// Whether it competes with what has the same number.
    pub alt: Option<Alt>,
    /// Whether `[New]` stands before it.
    pub is_new: bool,
    /// `(purpose)` behind the number of an article, with its parentheses.
    pub title: Option<Range<usize>>,
}

/// What a label labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// A number, letter or Roman number: `3.3bis`, `(a)`, `IV.`.
    Number,
    /// A preambular paragraph: `PP2bis`.
    Preambular,
    /// An operative paragraph: `OP14`.
    Operative,
    /// `Article 3bis`.
    Article,
    /// `Chapter`, `Section`, `Part` or `Annex` with a number.
    Division,
    /// `Option 1`.
    Option,
    /// `Alternative 1`, `Alt. A`.
    Alternative,
    /// `Facilitators' Option`.
    FacilitatorsOption,
    /// `Optional Additions`.
    OptionalAdditions,
    /// `Chapeau`: opening words that govern the sub-items.
    Chapeau,
}

impl LabelKind {
    /// Whether it labels one of several alternatives.
    pub fn is_choice(self) -> bool {
        matches!(self, LabelKind::Option | LabelKind::Alternative | LabelKind::FacilitatorsOption)
    }
}

/// Latin endings of numbers, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Latin {
    /// Second.
    Bis,
    /// Third.
    Ter,
    /// Fourth, also `quat`.
    Quater,
    /// Fifth.
    Quinquies,
    /// Sixth.
    Sexies,
    /// Seventh.
    Septies,
    /// Eighth.
    Octies,
    /// Ninth.
    Novies,
    /// Tenth.
    Decies,
}

/// `alt`, with the number behind it where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alt(pub Option<u32>);
