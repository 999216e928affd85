//! Properties of runs, and the styles that hold them.

use crate::loss::{Effect, Losses};
use crate::marks::{Colour, Complex, Highlight, Layer, Marks, Rgb, Underline, Vertical};
use crate::styles::{Style, StyleKind};
use crate::xml::{Element, Space};

use super::story::{Spot, lose};

/// Ids of styles have no more bytes than this.
pub(super) const LONGEST_ID: usize = 255;

/// Whether an on-off property is on (`ST_OnOff`): present without a value is on.
pub(super) fn on(e: Element) -> bool {
    !matches!(e.val(), Some("0" | "false" | "off"))
}

const UNKNOWN: (Effect, &str) =
    (Effect::Looks, "a value that is not known; the property is not kept");

/// What a `w:rPr` says: by hand, by a style, or by the defaults. What is not kept goes to the losses.
pub(super) fn layer(properties: Element, losses: &mut Losses, place: &Spot) -> Layer {
    let (mut marks, mut complex) = (Marks::default(), Complex::default());
    for e in properties.children() {
        let mut known = true;
        match e.word() {
            "b" => marks.bold = Some(on(e)),
            "bCs" => complex.bold = Some(on(e)),
            "i" => marks.italic = Some(on(e)),
            "iCs" => complex.italic = Some(on(e)),
            "strike" => marks.strike = Some(on(e)),
            "dstrike" => marks.double_strike = Some(on(e)),
            "smallCaps" => marks.small_caps = Some(on(e)),
            "caps" => marks.all_caps = Some(on(e)),
            "vanish" => marks.hidden = Some(on(e)),
            "rtl" => marks.right_to_left = Some(on(e)),
            "u" => {
                let underline = underline(e.val());
                known = matches!(e.val(), Some("none" | "single" | "double"));
                marks.underline = underline;
            }
            "vertAlign" => {
                marks.vertical = match e.val() {
                    Some("superscript") => Some(Vertical::Superscript),
                    Some("subscript") => Some(Vertical::Subscript),
                    Some("baseline") => Some(Vertical::Baseline),
                    _ => None,
                };
                known = marks.vertical.is_some();
            }
            "highlight" => {
                marks.highlight =
                    Highlight::ALL.iter().copied().find(|h| e.val() == Some(h.word()));
                known = marks.highlight.is_some();
            }
            "color" => {
                marks.colour = colour(e.val());
                known = marks.colour.is_some();
            }
            "shd" => {
                marks.shading = colour(e.get("fill"));
                known = marks.shading.is_some();
            }
            "lang" => {
                let said = |name| e.get(name).filter(|l: &&str| !l.is_empty()).map(str::to_owned);
                marks.language = said("val").or_else(|| said("eastAsia"));
                complex.language = said("bidi");
            }
            // Read where they matter: the style of the run, tracked changes.
            "rStyle" | "rPrChange" | "ins" | "del" | "moveFrom" | "moveTo" => {}
            _ => {
                lose(losses, e, place);
                continue;
            }
        }
        if !known {
            losses.add(place.part, Some(&format!("w:{}", e.name())), place.paragraph, UNKNOWN);
        }
    }
    Layer { marks, complex }
}

/// What is said by hand of a run whose direction is known: for one from right to left, what is said of its script.
pub(super) fn direct(layer: Layer, right_to_left: bool) -> Marks {
    if !right_to_left {
        return layer.marks;
    }
    let Complex { bold, italic, language } = layer.complex;
    Marks { bold, italic, language, ..layer.marks }
}

fn underline(word: Option<&str>) -> Option<Underline> {
    match word {
        Some("none") => Some(Underline::None),
        Some("double" | "wavyDouble") => Some(Underline::Double),
        _ => Some(Underline::Single),
    }
}

fn colour(value: Option<&str>) -> Option<Colour> {
    match value? {
        "auto" => Some(Colour::Automatic),
        hex => Rgb::parse(hex).map(Colour::Rgb),
    }
}

/// The defaults and the styles of `word/styles.xml`.
pub(super) fn styles(root: Element, losses: &mut Losses, part: &str) -> (Layer, Vec<Style>) {
    let place = Spot { part, paragraph: None };
    let (mut defaults, mut styles) = (Layer::default(), Vec::new());
    for e in root.children() {
        match e.word() {
            "docDefaults" => {
                let run = e.child("rPrDefault").and_then(|d| d.child("rPr"));
                if let Some(properties) = run {
                    defaults = layer(properties, losses, &place);
                }
                for p in e.child("pPrDefault").into_iter().flat_map(Element::children) {
                    p.children().for_each(|e| lose(losses, e, &place));
                }
            }
            "style" => styles.extend(style(e, losses, &place)),
            "latentStyles" => {}
            _ => lose(losses, e, &place),
        }
    }
    (defaults, styles)
}

fn style(e: Element, losses: &mut Losses, place: &Spot) -> Option<Style> {
    let kind = match e.get("type") {
        None | Some("paragraph") => StyleKind::Paragraph,
        Some("character") => StyleKind::Character,
        _ => {
            let meaning = (Effect::Looks, "what a style of tables or lists says is not applied");
            losses.add(place.part, Some("w:style"), None, meaning);
            return None;
        }
    };
    let id = e.get("styleId").unwrap_or_default();
    if id.is_empty() || id.len() > LONGEST_ID {
        let meaning = (Effect::Looks, "a style without an id, or with too long a one, is not kept");
        losses.add(place.part, Some("w:style"), None, meaning);
        return None;
    }
    let name = e.child("name").and_then(Element::val).unwrap_or(id);
    let mut style = Style::plain(kind, id, name);
    style.default =
        kind == StyleKind::Paragraph && matches!(e.get("default"), Some("1" | "true" | "on"));
    for property in e.children() {
        match property.word() {
            "basedOn" => style.based_on = property.val().map(str::to_owned),
            "rPr" => style.layer = layer(property, losses, place),
            "pPr" => paragraph(property, &mut style, losses, place),
            "tblPr" | "trPr" | "tcPr" | "tblStylePr" => lose(losses, property, place),
            // How Word lists a style in its menus.
            _ => {}
        }
    }
    Some(style)
}

fn paragraph(properties: Element, style: &mut Style, losses: &mut Losses, place: &Spot) {
    for e in properties.children() {
        match e.word() {
            "outlineLvl" => {
                style.level =
                    e.val().and_then(|v| v.parse::<u8>().ok()).filter(|l| *l <= 9).map(|l| l + 1);
            }
            "numPr" => {
                let value = |name| e.child(name).and_then(Element::val);
                let list = value("numId").and_then(|v| v.parse().ok());
                let level = value("ilvl").and_then(|v| v.parse().ok()).filter(|l| *l <= 8);
                style.numbering = list.map(|list| (list, level));
            }
            "bidi" => style.right_to_left = Some(on(e)),
            _ => lose(losses, e, place),
        }
    }
}

/// The name of an element as it is listed.
pub(super) fn listed(e: Element) -> String {
    let prefix = match e.space() {
        Space::Word => "w:",
        Space::Word14 => "w14:",
        Space::Word15 => "w15:",
        Space::Compatibility => "mc:",
        Space::Math => "m:",
        Space::Relations => "r:",
        Space::Core => "dc:",
        Space::None | Space::Xml | Space::Other => "",
    };
    format!("{prefix}{}", e.name().chars().take(60).collect::<String>())
}
