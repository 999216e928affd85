//! How characters look: what is said by hand or by a style, and what comes of it.

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads six hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(text, 16).ok()?.to_be_bytes();
        Some(Self(red, green, blue))
    }

    /// Six hexadecimal digits, as Word writes them.
    pub(crate) fn hex(self) -> String {
        format!("{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

/// Colour of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// As the page needs it; ends a colour that a style sets.
    Automatic,
    /// A given colour.
    Rgb(Rgb),
}

/// A line below the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Underline {
    /// No line; ends one that a style sets.
    #[default]
    None,
    /// One line.
    Single,
    /// Two lines.
    Double,
}

/// Where the letters stand on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Vertical {
    /// On it.
    #[default]
    Baseline,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
}

macro_rules! highlights {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// The marker pens of Word (`ST_HighlightColor`).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Highlight { $($(#[$doc])* $name,)* }

        impl Highlight {
            /// Every pen, in the order of the schema.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word of the schema.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

highlights! {
    /// Black.
    Black = "black",
    /// Blue.
    Blue = "blue",
    /// Cyan.
    Cyan = "cyan",
    /// Green.
    Green = "green",
    /// Magenta.
    Magenta = "magenta",
    /// Red.
    Red = "red",
    /// Yellow.
    Yellow = "yellow",
    /// White.
    White = "white",
    /// Dark blue.
    DarkBlue = "darkBlue",
    /// Dark cyan.
    DarkCyan = "darkCyan",
    /// Dark green.
    DarkGreen = "darkGreen",
    /// Dark magenta.
    DarkMagenta = "darkMagenta",
    /// Dark red.
    DarkRed = "darkRed",
    /// Dark yellow.
    DarkYellow = "darkYellow",
    /// Dark grey.
    DarkGrey = "darkGray",
    /// Light grey.
    LightGrey = "lightGray",
    /// No pen; ends one that a style sets.
    None = "none",
}

/// What is said of characters in one place: by hand, by a style, or by the defaults of the document. `None` says nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Marks {
    /// Bold. For a run from right to left this is the bold of its script (`w:bCs`).
    pub bold: Option<bool>,
    /// Italic. For a run from right to left this is the italic of its script (`w:iCs`).
    pub italic: Option<bool>,
    /// Struck through.
    pub strike: Option<bool>,
    /// Struck through twice.
    pub double_strike: Option<bool>,
    /// Small capitals.
    pub small_caps: Option<bool>,
    /// Shown in capitals; the text keeps its letters.
    pub all_caps: Option<bool>,
    /// Hidden: in the file, but not on the page.
    pub hidden: Option<bool>,
    /// A line below.
    pub underline: Option<Underline>,
    /// Raised or lowered.
    pub vertical: Option<Vertical>,
    /// The marker pen.
    pub highlight: Option<Highlight>,
    /// Colour of the letters.
    pub colour: Option<Colour>,
    /// Colour behind the letters.
    pub shading: Option<Colour>,
    /// From right to left.
    pub right_to_left: Option<bool>,
    /// Language tag, as written.
    pub language: Option<String>,
}

/// What a style says of scripts such as Arabic and Hebrew, beside what it says of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Complex {
    /// `w:bCs`.
    pub bold: Option<bool>,
    /// `w:iCs`.
    pub italic: Option<bool>,
    /// `w:lang/@w:bidi`.
    pub language: Option<String>,
}

/// What a style, or the defaults of a document, say of characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Layer {
    /// Of all scripts, or of those that `complex` does not cover.
    pub marks: Marks,
    /// Of scripts that run from right to left.
    pub complex: Complex,
}

/// How characters look in the end: defaults, styles and marks by hand together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Format {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Struck through.
    pub strike: bool,
    /// Struck through twice.
    pub double_strike: bool,
    /// Small capitals.
    pub small_caps: bool,
    /// Shown in capitals.
    pub all_caps: bool,
    /// Hidden.
    pub hidden: bool,
    /// A line below.
    pub underline: Underline,
    /// Raised or lowered.
    pub vertical: Vertical,
    /// The marker pen, if any.
    pub highlight: Option<Highlight>,
    /// Colour of the letters; `None` is automatic.
    pub colour: Option<Rgb>,
    /// Colour behind the letters.
    pub shading: Option<Rgb>,
    /// From right to left.
    pub right_to_left: bool,
    /// Language tag.
    pub language: Option<String>,
}

/// What the chain of one style comes to: nearest first wins, except that nothing said leaves it open.
pub(crate) type Chain<'a> = Vec<&'a Layer>;

fn first<T: Clone>(layers: &[&Layer], pick: impl Fn(&Layer) -> Option<T>) -> Option<T> {
    layers.iter().find_map(|layer| pick(layer))
}

/// Defaults, chain of the paragraph's style, chain of the run's style, marks by hand: what comes of them.
///
/// Bold, italic, capitals, strike and hidden are toggles: a style of characters turns round what the style of the
/// paragraph says, and what the defaults turn on stays on (ISO/IEC 29500-1, 17.7.3). Everything else is said last by the
/// nearest.
pub(crate) fn resolve(defaults: &Layer, paragraph: &Chain, run: &Chain, direct: &Marks) -> Format {
    let last = |pick: &dyn Fn(&Layer) -> Option<bool>| {
        first(run, pick).or_else(|| first(paragraph, pick)).or_else(|| pick(defaults))
    };
    let rtl = direct.right_to_left.or_else(|| last(&|l| l.marks.right_to_left)).unwrap_or(false);
    let toggle = |by_hand: Option<bool>, pick: &dyn Fn(&Layer) -> Option<bool>| {
        let turned =
            first(paragraph, pick).unwrap_or(false) != first(run, pick).unwrap_or(false);
        by_hand.unwrap_or(turned || pick(defaults).unwrap_or(false))
    };
    let nearest = Nearest { defaults, paragraph, run };
    let colour = |colour: Option<Colour>| match colour {
        Some(Colour::Rgb(rgb)) => Some(rgb),
        Some(Colour::Automatic) | None => None,
    };
    Format {
        bold: toggle(direct.bold, &|l| if rtl { l.complex.bold } else { l.marks.bold }),
        italic: toggle(direct.italic, &|l| if rtl { l.complex.italic } else { l.marks.italic }),
        strike: toggle(direct.strike, &|l| l.marks.strike),
        double_strike: direct
            .double_strike
            .or_else(|| last(&|l| l.marks.double_strike))
            .unwrap_or(false),
        small_caps: toggle(direct.small_caps, &|l| l.marks.small_caps),
        all_caps: toggle(direct.all_caps, &|l| l.marks.all_caps),
        hidden: toggle(direct.hidden, &|l| l.marks.hidden),
        underline: nearest.of(direct, |m| m.underline).unwrap_or_default(),
        vertical: nearest.of(direct, |m| m.vertical).unwrap_or_default(),
        highlight: nearest.of(direct, |m| m.highlight).filter(|h| *h != Highlight::None),
        colour: colour(nearest.of(direct, |m| m.colour)),
        shading: colour(nearest.of(direct, |m| m.shading)),
        right_to_left: rtl,
        language: match rtl {
            true => direct.language.clone().or_else(|| nearest.layer(|l| l.complex.language.clone())),
            false => nearest.of(direct, |m| m.language.clone()),
        },
    }
}

struct Nearest<'a> {
    defaults: &'a Layer,
    paragraph: &'a [&'a Layer],
    run: &'a [&'a Layer],
}

impl Nearest<'_> {
    fn layer<T: Clone>(&self, pick: impl Fn(&Layer) -> Option<T> + Copy) -> Option<T> {
        first(self.run, pick).or_else(|| first(self.paragraph, pick)).or_else(|| pick(self.defaults))
    }

    fn of<T: Clone>(&self, direct: &Marks, pick: impl Fn(&Marks) -> Option<T> + Copy) -> Option<T> {
        pick(direct).or_else(|| self.layer(|l| pick(&l.marks)))
    }
}
