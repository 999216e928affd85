//! What marks by hand mean: by the document's own legend, or by what a person says.

use text::draft::{Draft, LegendMark, Reader};

/// A mark that somebody makes by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Marked with a pen of a colour.
    Highlight(Tint),
    /// Letters of a colour.
    Colour(Tint),
}

/// Colours as people name them; each shade counts as the one it is nearest to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tint {
    /// Red.
    Red,
    /// Orange.
    Orange,
    /// Yellow.
    Yellow,
    /// Green.
    Green,
    /// Turquoise.
    Turquoise,
    /// Blue.
    Blue,
    /// Purple.
    Purple,
    /// Pink.
    Pink,
    /// Brown.
    Brown,
    /// Grey.
    Grey,
    /// Black.
    Black,
    /// White.
    White,
}

impl Tint {
    /// Every colour with its name and a shade of it.
    const ALL: &'static [(Tint, &'static [&'static str], [u8; 3])] = &[
        (Tint::Red, &["red"], [255, 0, 0]),
        (Tint::Red, &["dark red"], [192, 0, 0]),
        (Tint::Red, &["darkred"], [139, 0, 0]),
        (Tint::Orange, &["orange"], [255, 153, 0]),
        (Tint::Orange, &["orange"], [237, 125, 49]),
        (Tint::Yellow, &["yellow"], [255, 255, 0]),
        (Tint::Yellow, &["yellow"], [255, 217, 102]),
        (Tint::Green, &["green"], [0, 176, 80]),
        (Tint::Green, &["green"], [0, 128, 0]),
        (Tint::Green, &["green"], [0, 255, 0]),
        (Tint::Green, &["green"], [112, 173, 71]),
        (Tint::Turquoise, &["turquoise", "cyan", "teal"], [0, 255, 255]),
        (Tint::Turquoise, &["teal"], [0, 128, 128]),
        (Tint::Blue, &["blue"], [0, 0, 255]),
        (Tint::Blue, &["blue"], [0, 112, 192]),
        (Tint::Blue, &["blue"], [68, 114, 196]),
        (Tint::Blue, &["dark blue"], [0, 32, 96]),
        (Tint::Blue, &["light blue"], [0, 176, 240]),
        (Tint::Purple, &["purple", "violet"], [112, 48, 160]),
        (Tint::Purple, &["purple"], [128, 0, 128]),
        (Tint::Pink, &["pink", "magenta"], [255, 0, 255]),
        (Tint::Pink, &["pink"], [255, 153, 204]),
        (Tint::Brown, &["brown"], [153, 102, 51]),
        (Tint::Grey, &["grey", "gray"], [128, 128, 128]),
        (Tint::Grey, &["gray"], [191, 191, 191]),
        (Tint::Black, &["black"], [0, 0, 0]),
        (Tint::White, &["white"], [255, 255, 255]),
    ];

    /// The colour that a shade is nearest to, by the sum of squared differences of red, green and blue.
    pub(super) fn nearest(rgb: [u8; 3]) -> Tint {
        let distance = |of: &[u8; 3]| -> u32 {
            of.iter().zip(rgb).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
        };
        Tint::ALL.iter().min_by_key(|(_, _, of)| distance(of)).map_or(Tint::Black, |t| t.0)
    }

    /// A colour by its name.
    pub fn from_word(word: &str) -> Option<Tint> {
        Tint::ALL.iter().find(|(_, names, _)| names.contains(&word)).map(|t| t.0)
    }

    /// Its name.
    pub fn word(self) -> &'static str {
        Tint::ALL.iter().find(|(tint, ..)| *tint == self).map_or("", |t| t.1[0])
    }
}

impl std::fmt::Display for MarkKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MarkKind::Bold => f.write_str("bold"),
            MarkKind::Italic => f.write_str("italic"),
            MarkKind::Underline => f.write_str("underline"),
            MarkKind::Strike => f.write_str("strike"),
            MarkKind::Highlight(tint) => write!(f, "{} highlight", tint.word()),
            MarkKind::Colour(tint) => write!(f, "{}", tint.word()),
        }
    }
}

/// What a mark means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// The words are new.
    New,
    /// The words are to go.
    Gone,
    /// The words are a party's.
    Of(String),
    /// Something else, in the words of the legend.
    Other(String),
}

/// What marks mean: what a person says first, then what the document says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    rules: Vec<(MarkKind, Meaning)>,
}

/// A line of a file of marks that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendDiagnostic {
    /// Line of the file, from 1.
    pub line: usize,
}

impl std::fmt::Display for LegendDiagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "line {}: not a mark with its meaning; write `bold = new`, `strike = gone`, `red = party EU` or `yellow highlight = other words`",
            self.line
        )
    }
}

impl Legend {
    /// Reads a file of marks, one a line: `strike = gone`. Empty lines and those that begin with `#` are left out.
    pub fn parse(file: &str) -> (Legend, Vec<LegendDiagnostic>) {
        let (mut legend, mut wrong) = (Legend::default(), Vec::new());
        for (index, line) in file.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let rule = line.split_once('=').and_then(|(mark, meaning)| {
                Some((mark_kind(mark.trim())?, meaning_of(meaning.trim())))
            });
            match rule {
                Some(rule) => legend.rules.push(rule),
                None => wrong.push(LegendDiagnostic { line: index + 1 }),
            }
        }
        (legend, wrong)
    }

    /// Adds what the document itself says of its marks, behind what is there.
    pub(super) fn with_document(mut self, words: &str) -> Legend {
        let draft = Draft::read(words, &Reader::default());
        for entry in &draft.legend {
            let said = &words[entry.range.clone()];
            let lower = said.to_lowercase();
            let kinds = match entry.mark {
                LegendMark::Bold => vec![MarkKind::Bold],
                LegendMark::Italic => vec![MarkKind::Italic],
                LegendMark::Underline => vec![MarkKind::Underline],
                LegendMark::Strike => vec![MarkKind::Strike],
                LegendMark::Colour => tints(&lower)
                    .flat_map(|tint| [MarkKind::Colour(tint), MarkKind::Highlight(tint)])
                    .collect(),
                _ => Vec::new(),
            };
            let meaning = said_meaning(&lower, said);
            self.rules.extend(kinds.into_iter().map(|kind| (kind, meaning.clone())));
        }
        self
    }

    /// What a mark means, if anything says so.
    pub fn meaning(&self, mark: MarkKind) -> Option<&Meaning> {
        self.rules.iter().find(|(kind, _)| *kind == mark).map(|(_, meaning)| meaning)
    }

    /// Every rule, in the order in which they are asked.
    pub fn rules(&self) -> &[(MarkKind, Meaning)] {
        &self.rules
    }
}

fn mark_kind(words: &str) -> Option<MarkKind> {
    let words = words.to_lowercase();
    Some(match words.as_str() {
        "bold" => MarkKind::Bold,
        "italic" | "italics" => MarkKind::Italic,
        "underline" | "underlined" => MarkKind::Underline,
        "strike" | "struck" | "strikethrough" => MarkKind::Strike,
        other => match other.strip_suffix("highlight") {
            Some(tint) => MarkKind::Highlight(Tint::from_word(tint.trim())?),
            None => MarkKind::Colour(Tint::from_word(other)?),
        },
    })
}

fn meaning_of(words: &str) -> Meaning {
    match words {
        "new" => Meaning::New,
        "gone" => Meaning::Gone,
        other => match other.strip_prefix("party ") {
            Some(party) => Meaning::Of(party.trim().to_owned()),
            None => Meaning::Other(other.to_owned()),
        },
    }
}

/// What a sentence of a legend says, where it says it plainly: deletion before novelty, since "text proposed for deletion"
/// is both.
fn said_meaning(lower: &str, said: &str) -> Meaning {
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["delet", "remov", "omi", "taken out"]) {
        Meaning::Gone
    } else if has(&["new ", "added", "addition", "insert", "proposed text", "amendment"]) {
        Meaning::New
    } else {
        Meaning::Other(said.trim().to_owned())
    }
}

fn tints(lower: &str) -> impl Iterator<Item = Tint> {
    let words: Vec<Option<Tint>> =
        lower.split(|c: char| !c.is_alphabetic()).map(Tint::from_word).collect();
    words.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::{Legend, MarkKind, Meaning, Tint};

    #[test]
    fn a_file_of_marks_is_read_line_by_line() {
        let (legend, wrong) = Legend::parse(
            "strike = gone\n# ours\nred = party EU\nfat = new\nyellow highlight = to check",
        );
        assert_eq!(legend.meaning(MarkKind::Strike), Some(&Meaning::Gone));
        assert_eq!(
            legend.meaning(MarkKind::Colour(Tint::Red)),
            Some(&Meaning::Of("EU".to_owned()))
        );
        let checked = legend.meaning(MarkKind::Highlight(Tint::Yellow));
        assert_eq!(checked, Some(&Meaning::Other("to check".to_owned())));
        assert_eq!(wrong.iter().map(|w| w.line).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn what_a_person_says_goes_before_what_the_document_says() {
        let (legend, _) = Legend::parse("bold = party EU");
        let legend = legend.with_document(
            "Legend: bold indicates new text. Strikethrough indicates text to be deleted.",
        );
        assert_eq!(legend.meaning(MarkKind::Bold), Some(&Meaning::Of("EU".to_owned())));
        assert_eq!(legend.meaning(MarkKind::Strike), Some(&Meaning::Gone));
    }

    #[test]
    fn a_shade_counts_as_the_colour_it_is_nearest_to() {
        assert_eq!(Tint::nearest([250, 10, 5]), Tint::Red);
        assert_eq!(Tint::nearest([0, 110, 190]), Tint::Blue);
    }
}
