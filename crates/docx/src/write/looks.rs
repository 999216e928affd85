//! Properties of runs, styles and lists.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Run;
use crate::loss::Effect;
use crate::marks::{Colour, Complex, Layer, Marks, Underline, Vertical};
use crate::numbering::{Level, List, NumberFormat, Suffix};
use crate::read::STEP;
use crate::styles::{Style, StyleKind, built_in};

use super::Writer;

const NO_FORMAT: (Effect, &str) =
    (Effect::Structure, "a number format that Word does not know is written as digits");

impl Writer<'_> {
    pub(super) fn run_properties(&mut self, run: &Run) -> String {
        let mut xml = String::new();
        if let Some(style) = &run.style {
            xml.push_str(&format!("<w:rStyle w:val=\"{}\"/>", self.safe("w:rStyle", style)));
        }
        let rtl = run.format.right_to_left;
        xml.push_str(&self.layer(&by_hand(&run.direct, rtl)));
        if let Some(change) = &run.change {
            let signature = self.signature(&change.author, change.date.as_deref());
            let before = self.layer(&by_hand(&change.before, rtl));
            xml.push_str(&format!("<w:rPrChange{signature}><w:rPr>{before}</w:rPr></w:rPrChange>"));
        }
        if xml.is_empty() { xml } else { format!("<w:rPr>{xml}</w:rPr>") }
    }

    /// The properties that a layer says, in the order of the schema.
    fn layer(&mut self, layer: &Layer) -> String {
        let (marks, complex) = (&layer.marks, &layer.complex);
        let mut xml = String::new();
        let mut switch = |name: &str, said: Option<bool>| match said {
            Some(true) => xml.push_str(&format!("<w:{name}/>")),
            Some(false) => xml.push_str(&format!("<w:{name} w:val=\"0\"/>")),
            None => {}
        };
        switch("b", marks.bold);
        switch("bCs", complex.bold);
        switch("i", marks.italic);
        switch("iCs", complex.italic);
        switch("caps", marks.all_caps);
        switch("smallCaps", marks.small_caps);
        switch("strike", marks.strike);
        switch("dstrike", marks.double_strike);
        switch("vanish", marks.hidden);
        let hex = |colour: Colour| match colour {
            Colour::Automatic => "auto".to_owned(),
            Colour::Rgb(rgb) => rgb.hex(),
        };
        if let Some(colour) = marks.colour {
            xml.push_str(&format!("<w:color w:val=\"{}\"/>", hex(colour)));
        }
        if let Some(highlight) = marks.highlight {
            xml.push_str(&format!("<w:highlight w:val=\"{}\"/>", highlight.word()));
        }
        if let Some(underline) = marks.underline {
            let word = match underline {
                Underline::None => "none",
                Underline::Single => "single",
                Underline::Double => "double",
            };
            xml.push_str(&format!("<w:u w:val=\"{word}\"/>"));
        }
        if let Some(colour) = marks.shading {
            let fill = hex(colour);
            xml.push_str(&format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{fill}\"/>"));
        }
        if let Some(vertical) = marks.vertical {
            let word = match vertical {
                Vertical::Baseline => "baseline",
                Vertical::Superscript => "superscript",
                Vertical::Subscript => "subscript",
            };
            xml.push_str(&format!("<w:vertAlign w:val=\"{word}\"/>"));
        }
        match marks.right_to_left {
            Some(true) => xml.push_str("<w:rtl/>"),
            Some(false) => xml.push_str("<w:rtl w:val=\"0\"/>"),
            None => {}
        }
        xml + &self.language(marks.language.as_deref(), complex.language.as_deref())
    }

    fn language(&mut self, plain: Option<&str>, complex: Option<&str>) -> String {
        let mut attributes = String::new();
        for (name, tag) in [("val", plain), ("eastAsia", plain.filter(|t| is_east_asian(t))), ("bidi", complex)] {
            if let Some(tag) = tag.filter(|t| !t.is_empty()) {
                attributes.push_str(&format!(" w:{name}=\"{}\"", self.safe("w:lang", tag)));
            }
        }
        if attributes.is_empty() { attributes } else { format!("<w:lang{attributes}/>") }
    }

    /// `word/styles.xml`: the styles of the document, and those that every file of ours has.
    pub(super) fn styles(&mut self) -> String {
        let own = &self.document.styles;
        let default = own.iter().find(|s| s.default).map_or("Normal", |s| s.id.as_str());
        let known: BTreeSet<&str> = own.iter().map(|s| s.id.as_str()).collect();
        let missing: Vec<Style> = built_in()
            .into_iter()
            .filter(|s| !known.contains(s.id.as_str()) && s.id != "Normal")
            .map(|s| Style { based_on: s.based_on.map(|_| default.to_owned()), ..s })
            .collect();
        let said = self.layer(&self.document.defaults.clone());
        let (before, after) = split_before_colour(&said);
        let mut xml = format!(
            "<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}{before}<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>{after}</w:rPr>\
             </w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        );
        let mut all: Vec<&Style> = own.iter().chain(&missing).collect();
        all.sort_by_key(|s| !s.default);
        for style in all {
            xml.push_str(&self.style(style));
        }
        xml
    }

    fn style(&mut self, style: &Style) -> String {
        let kind = match style.kind {
            StyleKind::Paragraph => "paragraph",
            StyleKind::Character => "character",
        };
        let default = if style.default { " w:default=\"1\"" } else { "" };
        let (id, name) = (self.safe("w:styleId", &style.id), self.safe("w:name", &style.name));
        let mut xml = format!("<w:style w:type=\"{kind}\"{default} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>");
        if let Some(based) = &style.based_on {
            xml.push_str(&format!("<w:basedOn w:val=\"{}\"/>", self.safe("w:basedOn", based)));
        }
        xml.push_str("<w:qFormat/>");
        let (first, spacing) = appearance(&style.id);
        let mut paragraph = first.to_owned();
        if let Some((list, level)) = style.numbering {
            let level = level.map(|l| format!("<w:ilvl w:val=\"{l}\"/>")).unwrap_or_default();
            paragraph.push_str(&format!("<w:numPr>{level}<w:numId w:val=\"{list}\"/></w:numPr>"));
        }
        match style.right_to_left {
            Some(true) => paragraph.push_str("<w:bidi/>"),
            Some(false) => paragraph.push_str("<w:bidi w:val=\"0\"/>"),
            None => {}
        }
        paragraph.push_str(spacing);
        if let Some(level) = style.level.filter(|l| (1..=10).contains(l)) {
            paragraph.push_str(&format!("<w:outlineLvl w:val=\"{}\"/>", level - 1));
        }
        if !paragraph.is_empty() && style.kind == StyleKind::Paragraph {
            xml.push_str(&format!("<w:pPr>{paragraph}</w:pPr>"));
        }
        let run = self.layer(&style.layer);
        if !run.is_empty() {
            xml.push_str(&format!("<w:rPr>{run}</w:rPr>"));
        }
        xml + "</w:style>"
    }

    /// `word/numbering.xml`: families first, then the lists that use them.
    pub(super) fn lists(&mut self) -> String {
        let mut families: BTreeMap<u32, &List> = BTreeMap::new();
        for list in &self.document.lists {
            families.entry(list.family).or_insert(list);
        }
        let mut xml = String::new();
        for (family, list) in &families {
            xml.push_str(&format!(
                "<w:abstractNum w:abstractNumId=\"{family}\"><w:multiLevelType w:val=\"multilevel\"/>"
            ));
            for (at, level) in list.levels.iter().enumerate() {
                xml.push_str(&self.level(at, level));
            }
            xml.push_str("</w:abstractNum>");
        }
        for list in &self.document.lists {
            let (id, family) = (list.id, list.family);
            xml.push_str(&format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{family}\"/>"));
            let first = families.get(&family).map(|l| &l.levels);
            for (at, level) in list.levels.iter().enumerate() {
                let start = list.starts.iter().find(|(l, _)| usize::from(*l) == at);
                let other = first.and_then(|levels| levels.get(at)) != Some(level);
                if start.is_none() && !other {
                    continue;
                }
                xml.push_str(&format!("<w:lvlOverride w:ilvl=\"{at}\">"));
                if let Some((_, start)) = start {
                    xml.push_str(&format!("<w:startOverride w:val=\"{start}\"/>"));
                }
                if other {
                    xml.push_str(&self.level(at, level));
                }
                xml.push_str("</w:lvlOverride>");
            }
            xml.push_str("</w:num>");
        }
        xml
    }

    fn level(&mut self, at: usize, level: &Level) -> String {
        let word = match &level.format {
            NumberFormat::Other(word) if !FORMATS.contains(&word.as_str()) => {
                self.losses.add(&self.part, Some("w:numFmt"), None, NO_FORMAT);
                "decimal"
            }
            format => format.word(),
        };
        let mut xml = format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{}\"/><w:numFmt w:val=\"{word}\"/>",
            level.start
        );
        if let Some(restart) = level.restart {
            xml.push_str(&format!("<w:lvlRestart w:val=\"{restart}\"/>"));
        }
        if let Some(style) = &level.style {
            xml.push_str(&format!("<w:pStyle w:val=\"{}\"/>", self.safe("w:pStyle", style)));
        }
        if level.legal {
            xml.push_str("<w:isLgl/>");
        }
        xml.push_str(match level.suffix {
            Suffix::Tab => "",
            Suffix::Space => "<w:suff w:val=\"space\"/>",
            Suffix::Nothing => "<w:suff w:val=\"nothing\"/>",
        });
        let text = self.safe("w:lvlText", &level.text);
        let left = STEP * i32::try_from(at + 1).unwrap_or(1);
        // The bullets of old fonts are numbers in the font, not letters.
        let font = match level.text.chars().next() {
            Some('\u{f0b7}') => Some("Symbol"),
            Some('\u{f000}'..='\u{f0ff}') => Some("Wingdings"),
            _ => None,
        };
        let font = font.map(|f| {
            format!("<w:rPr><w:rFonts w:ascii=\"{f}\" w:hAnsi=\"{f}\" w:hint=\"default\"/></w:rPr>")
        });
        xml.push_str(&format!(
            "<w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" \
             w:hanging=\"{STEP}\"/></w:pPr>{}</w:lvl>",
            font.unwrap_or_default()
        ));
        xml
    }
}

const FONTS: &str = "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" \
                     w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>";

/// Marks by hand as a layer: of a run from right to left they are those of its script; bold and italic are said of both.
fn by_hand(marks: &Marks, right_to_left: bool) -> Layer {
    let mut marks = marks.clone();
    let language = if right_to_left { marks.language.take() } else { None };
    let complex = Complex { bold: marks.bold, italic: marks.italic, language };
    Layer { marks, complex }
}

/// Where sizes go between properties: before the first that the schema puts after them.
fn split_before_colour(properties: &str) -> (&str, &str) {
    let after = ["<w:highlight", "<w:u ", "<w:shd", "<w:vertAlign", "<w:rtl", "<w:lang"];
    let at = after.iter().filter_map(|name| properties.find(name)).min();
    properties.split_at(at.unwrap_or(properties.len()))
}

fn is_east_asian(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("zh" | "ja" | "ko"))
}

/// How the styles that every file has look: properties before numbering, and those after direction.
fn appearance(id: &str) -> (&'static str, &'static str) {
    match id {
        "Title" => ("<w:keepNext/>", "<w:spacing w:before=\"240\" w:after=\"240\"/><w:jc w:val=\"center\"/>"),
        "Heading1" | "Heading2" | "Heading3" | "Heading4" => {
            ("<w:keepNext/>", "<w:spacing w:before=\"240\" w:after=\"120\"/>")
        }
        "Normal" => ("", "<w:spacing w:after=\"120\"/>"),
        "List" => ("", "<w:spacing w:after=\"60\"/>"),
        _ => ("", ""),
    }
}

/// The number formats of the schema that we do not word ourselves (`ST_NumberFormat`).
const FORMATS: &[&str] = &[
    "ordinal", "cardinalText", "ordinalText", "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo",
    "iroha", "decimalFullWidth", "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand",
    "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth", "irohaFullWidth", "ganada", "chosung",
    "decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle",
    "ideographTraditional", "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting",
    "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting",
    "chineseLegalSimplified", "chineseCountingThousand", "koreanDigital", "koreanCounting", "koreanLegal",
    "koreanDigital2", "vietnameseCounting", "russianLower", "russianUpper", "numberInDash", "hebrew1", "hebrew2",
    "arabicAlpha", "arabicAbjad", "hindiVowels", "hindiConsonants", "hindiNumbers", "hindiCounting", "thaiLetters",
    "thaiNumbers", "thaiCounting", "bahtText", "dollarText",
];
