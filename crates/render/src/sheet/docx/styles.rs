//! The styles of a sheet in Word.

use crate::sheet::Mark;
use docx::{Colour, Marks, Rgb, Style, StyleKind, Underline, Vertical};

const SOFT: Colour = Colour::Rgb(Rgb(90, 90, 90));
const GREY: Colour = Colour::Rgb(Rgb(232, 232, 232));
const BRACKET: Colour = Colour::Rgb(Rgb(122, 82, 0));
const WARNING: Colour = Colour::Rgb(Rgb(155, 28, 28));

/// The style of runs of a mark.
pub(super) fn style_of(mark: &Mark) -> Option<&'static str> {
    match mark {
        Mark::Plain | Mark::Joint => None,
        Mark::Emphasis => Some("SheetEmphasis"),
        Mark::Strong => Some("SheetStrong"),
        Mark::Open(_) | Mark::Close(_) => Some("SheetBracket"),
        Mark::Holder => Some("SheetHolder"),
        Mark::Attribution => Some("SheetAddedNames"),
        Mark::Placeholder => Some("SheetPlaceholder"),
        Mark::Instruction => Some("SheetInstruction"),
        Mark::Editorial => Some("SheetEditorial"),
        Mark::Status => Some("SheetStatus"),
        Mark::Footnote(_) => Some("FootnoteReference"),
        Mark::Stray => Some("SheetStray"),
    }
}

/// Every style that a sheet may use, besides those that every Word file of ours has.
pub(super) fn all() -> Vec<Style> {
    let none = Marks::default;
    let bold = || Marks { bold: Some(true), ..Marks::default() };
    let soft = || Marks { colour: Some(SOFT), ..Marks::default() };
    let italic = || Marks { italic: Some(true), ..Marks::default() };
    let raised = |colour| Marks {
        vertical: Some(Vertical::Superscript),
        colour: Some(colour),
        ..Marks::default()
    };
    let runs = [
        ("SheetEmphasis", "Sheet Emphasis", italic()),
        ("SheetStrong", "Sheet Strong", bold()),
        ("SheetBracket", "Sheet Bracket", Marks { colour: Some(BRACKET), ..bold() }),
        ("SheetHolder", "Sheet Holder", soft()),
        ("SheetPlaceholder", "Sheet Placeholder", Marks { shading: Some(GREY), ..none() }),
        ("SheetInstruction", "Sheet Instruction", soft()),
        ("SheetEditorial", "Sheet Editorial", Marks { italic: Some(true), ..soft() }),
        ("SheetStatus", "Sheet Status", bold()),
        (
            "SheetStray",
            "Sheet Stray",
            Marks { colour: Some(WARNING), underline: Some(Underline::Double), ..bold() },
        ),
        ("SheetAddedNames", "Sheet Added Names", raised(SOFT)),
        (
            "SheetAddedNumber",
            "Sheet Added Number",
            Marks { vertical: Some(Vertical::Subscript), ..soft() },
        ),
        ("SheetAddedSign", "Sheet Added Sign", Marks { bold: Some(true), ..raised(WARNING) }),
    ];
    let paragraphs = [
        ("SheetCell", "Sheet Cell", none()),
        ("SheetCellHead", "Sheet Cell Head", bold()),
        ("SheetAddedSubtitle", "Sheet Added Subtitle", none()),
        ("SheetAddedVersion", "Sheet Added Version", soft()),
        ("SheetAddedHead", "Sheet Added Head", bold()),
        ("SheetAddedNote", "Sheet Added Note", soft()),
        ("SheetAddedStanding", "Sheet Added Standing", Marks { small_caps: Some(true), ..soft() }),
        ("SheetAddedCaption", "Sheet Added Caption", bold()),
    ];
    let runs = runs.into_iter().map(|style| (StyleKind::Character, style));
    let paragraphs = paragraphs.into_iter().map(|style| (StyleKind::Paragraph, style));
    runs.chain(paragraphs).map(|(kind, (id, name, marks))| style(kind, id, name, marks)).collect()
}

fn style(kind: StyleKind, id: &str, name: &str, marks: Marks) -> Style {
    let mut style = Style::plain(kind, id, name);
    if kind == StyleKind::Paragraph {
        style.based_on = Some("Normal".to_owned());
    }
    style.layer.complex.bold = marks.bold;
    style.layer.complex.italic = marks.italic;
    style.layer.marks = marks;
    style
}
