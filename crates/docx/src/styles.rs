//! Styles by name, what they are based on, and those that every document of ours has.

use std::collections::{BTreeMap, BTreeSet};

use crate::marks::{Chain, Layer, Marks, Underline, Vertical};

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StyleKind {
    /// Whole paragraphs.
    Paragraph,
    /// Runs.
    Character,
}

/// A style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The name that paragraphs and runs use. It may differ between languages of Word; `name` does not.
    pub id: String,
    /// The name as Word keeps it: `Normal`, `heading 1`, `List`.
    pub name: String,
    /// What it is for.
    pub kind: StyleKind,
    /// Id of the style that it adds to.
    pub based_on: Option<String>,
    /// What it says of characters.
    pub layer: Layer,
    /// The heading level that it gives, 1 to 9; 10 is body text, which ends a level that it would inherit.
    pub level: Option<u8>,
    /// The list that it numbers its paragraphs by, and the level; list 0 ends a numbering that it would inherit.
    pub numbering: Option<(u32, Option<u8>)>,
    /// Whether its paragraphs run from right to left.
    pub right_to_left: Option<bool>,
    /// Whether it is the style of paragraphs that name none. One of a document is.
    pub default: bool,
}

impl Style {
    /// A style that says nothing.
    pub fn plain(kind: StyleKind, id: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            kind,
            based_on: None,
            layer: Layer::default(),
            level: None,
            numbering: None,
            right_to_left: None,
            default: false,
        }
    }
}

/// The id of the style of a paragraph that names none.
pub(crate) const NORMAL: &str = "Normal";
/// The style of characters that holds the label of a literal number.
pub(crate) const LABEL: &str = "LiteralLabel";

/// The styles that every file of ours has, in the order in which they are written.
pub(crate) fn built_in() -> Vec<Style> {
    use StyleKind::{Character, Paragraph};
    let normal = Style { default: true, ..Style::plain(Paragraph, NORMAL, "Normal") };
    let mut styles = vec![normal];
    let mut add = |kind, id: &str, name: &str, marks: Marks, level| {
        let mut style = Style::plain(kind, id, name);
        if kind == Paragraph {
            style.based_on = Some(NORMAL.to_owned());
        }
        style.layer.complex.bold = marks.bold;
        style.layer.complex.italic = marks.italic;
        style.layer.marks = marks;
        style.level = level;
        styles.push(style);
    };
    let bold = || Marks { bold: Some(true), ..Marks::default() };
    add(Paragraph, "Title", "Title", bold(), None);
    for level in 1..=4u8 {
        let marks = match level {
            4 => Marks { italic: Some(true), ..bold() },
            _ => bold(),
        };
        add(Paragraph, &format!("Heading{level}"), &format!("heading {level}"), marks, Some(level));
    }
    add(Paragraph, "List", "List", Marks::default(), None);
    add(Paragraph, "Header", "header", Marks::default(), None);
    add(Paragraph, "Footer", "footer", Marks::default(), None);
    add(Paragraph, "FootnoteText", "footnote text", Marks::default(), None);
    add(Paragraph, "EndnoteText", "endnote text", Marks::default(), None);
    add(Paragraph, "CommentText", "annotation text", Marks::default(), None);
    let raised = || Marks { vertical: Some(Vertical::Superscript), ..Marks::default() };
    add(Character, "FootnoteReference", "footnote reference", raised(), None);
    add(Character, "EndnoteReference", "endnote reference", raised(), None);
    add(Character, "CommentReference", "annotation reference", Marks::default(), None);
    let line = Marks { underline: Some(Underline::Single), ..Marks::default() };
    add(Character, "Hyperlink", "Hyperlink", line, None);
    add(Character, LABEL, "Literal Label", Marks::default(), None);
    styles
}

/// The styles of one document, to be asked.
pub(crate) struct Styles<'a> {
    by_id: BTreeMap<&'a str, &'a Style>,
    default: Option<&'a Style>,
}

/// How many styles may be based on one another; Word itself stops earlier.
const LONGEST_CHAIN: usize = 32;

impl<'a> Styles<'a> {
    pub(crate) fn new(styles: &'a [Style]) -> Self {
        Self {
            by_id: styles.iter().map(|s| (s.id.as_str(), s)).collect(),
            default: styles.iter().find(|s| s.default),
        }
    }

    /// The style with that id; the default one for an empty id.
    pub(crate) fn get(&self, id: &str) -> Option<&'a Style> {
        if id.is_empty() { self.default } else { self.by_id.get(id).copied() }
    }

    /// A style and those it is based on, nearest first. A circle ends where it closes; so does a chain of other kinds.
    pub(crate) fn chain(&self, id: &str, kind: StyleKind) -> Vec<&'a Style> {
        let (mut chain, mut seen) = (Vec::new(), BTreeSet::new());
        let mut next = self.get(id);
        while let Some(style) = next.filter(|s| s.kind == kind && seen.insert(s.id.as_str())) {
            chain.push(style);
            if chain.len() == LONGEST_CHAIN {
                break;
            }
            next = style.based_on.as_deref().filter(|id| !id.is_empty()).and_then(|id| self.get(id));
        }
        chain
    }

    /// What a chain says of characters.
    pub(crate) fn layers(&self, id: &str, kind: StyleKind) -> Chain<'a> {
        self.chain(id, kind).into_iter().map(|s| &s.layer).collect()
    }

    /// What the style of a paragraph says of the paragraph itself.
    pub(crate) fn paragraph(&self, id: &str) -> Inherited {
        let chain = self.chain(id, StyleKind::Paragraph);
        let numbering = chain.iter().find_map(|s| s.numbering.map(|n| (n, s.id.clone())));
        Inherited {
            level: chain.iter().find_map(|s| s.level).filter(|l| *l < 10),
            right_to_left: chain.iter().find_map(|s| s.right_to_left).unwrap_or(false),
            numbering: numbering.filter(|((list, _), _)| *list != 0),
        }
    }
}

/// What a paragraph has from its style.
pub(crate) struct Inherited {
    pub(crate) level: Option<u8>,
    pub(crate) right_to_left: bool,
    /// List and level, and the id of the style that names them.
    pub(crate) numbering: Option<((u32, Option<u8>), String)>,
}
