//! The lists of `word/numbering.xml`.

use std::collections::BTreeMap;

use crate::limits::Limits;
use crate::loss::{Effect, Losses};
use crate::numbering::{Level, List, NumberFormat, Suffix};
use crate::refusal::Refusal;
use crate::xml::Element;

use super::looks::{LONGEST_ID, on};
use super::story::{Spot, lose};

const NO_NUMBER: (Effect, &str) =
    (Effect::Structure, "a list with a number that is none; its paragraphs are not numbered");
const NO_LIST: (Effect, &str) =
    (Effect::Structure, "a list that names no levels that are there; its labels are not shown");
const IN_DIGITS: (Effect, &str) =
    (Effect::Structure, "labels in this number format are shown in digits");
const LONG_LABEL: (Effect, &str) =
    (Effect::Structure, "the text of a label is cut after 64 characters");

/// The lists, each with its levels as its overrides leave them.
pub(super) fn lists(
    root: Element,
    losses: &mut Losses,
    part: &str,
    limits: &Limits,
) -> Result<Vec<List>, Refusal> {
    let place = Spot { part, paragraph: None };
    let number = |e: Element, name| e.get(name).and_then(|v| v.parse::<u32>().ok());
    let mut families: BTreeMap<u32, Vec<Option<Level>>> = BTreeMap::new();
    let mut lists = Vec::new();
    for e in root.children() {
        match e.word() {
            "abstractNum" => match number(e, "abstractNumId") {
                Some(id) => {
                    families.insert(id, family(e, losses, &place));
                }
                None => losses.add(part, Some("w:abstractNum"), None, NO_NUMBER),
            },
            "num" => {
                let family =
                    e.child("abstractNumId").and_then(Element::val).and_then(|v| v.parse().ok());
                let (Some(id @ 1..), Some(family)) = (number(e, "numId"), family) else {
                    losses.add(part, Some("w:num"), None, NO_NUMBER);
                    continue;
                };
                let mut levels = families.get(&family).cloned().unwrap_or_default();
                if levels.is_empty() {
                    losses.add(part, Some("w:num"), None, NO_LIST);
                }
                if lists.len() == limits.lists {
                    let (part, what, limit) = (part.to_owned(), "lists", limits.lists);
                    return Err(Refusal::TooMany { part, what, limit });
                }
                let starts = overrides(e, &mut levels, losses, &place);
                let levels = filled(levels);
                lists.push(List { id, family, levels, starts });
            }
            _ => lose(losses, e, &place),
        }
    }
    Ok(lists)
}

/// Levels in order; one that is left out below another shows nothing.
fn filled(levels: Vec<Option<Level>>) -> Vec<Level> {
    let empty = || Level { suffix: Suffix::Nothing, ..Level::new(NumberFormat::None, "") };
    levels.into_iter().map(|l| l.unwrap_or_else(empty)).collect()
}

fn set(levels: &mut Vec<Option<Level>>, at: usize, level: Level) {
    if levels.len() <= at {
        levels.resize(at + 1, None);
    }
    levels[at] = Some(level);
}

fn place_of(e: Element) -> Option<usize> {
    e.get("ilvl").and_then(|v| v.parse().ok()).filter(|l| *l <= 8)
}

fn family(e: Element, losses: &mut Losses, place: &Spot) -> Vec<Option<Level>> {
    let mut levels = Vec::new();
    for child in e.children() {
        match (child.word(), place_of(child)) {
            ("lvl", Some(at)) => set(&mut levels, at, level(child, losses, place)),
            // How Word shows a list in its menus.
            ("nsid" | "multiLevelType" | "tmpl" | "name", _) => {}
            _ => lose(losses, child, place),
        }
    }
    levels
}

fn overrides(
    e: Element,
    levels: &mut Vec<Option<Level>>,
    losses: &mut Losses,
    place: &Spot,
) -> Vec<(u8, i32)> {
    let mut starts = BTreeMap::new();
    for child in e.children().filter(|c| c.word() == "lvlOverride") {
        let Some(at) = place_of(child) else {
            lose(losses, child, place);
            continue;
        };
        if let Some(own) = child.child("lvl") {
            set(levels, at, level(own, losses, place));
        }
        let start = child.child("startOverride").and_then(Element::val);
        if let (Some(start), Ok(at)) = (start.and_then(|v| v.parse().ok()), u8::try_from(at)) {
            starts.insert(at, start);
        }
    }
    starts.into_iter().collect()
}

fn level(e: Element, losses: &mut Losses, place: &Spot) -> Level {
    let mut level = Level { start: 0, ..Level::new(NumberFormat::Decimal, "") };
    for child in e.children() {
        let val = child.val();
        match child.word() {
            "start" => level.start = val.and_then(|v| v.parse().ok()).unwrap_or(0),
            "numFmt" => {
                let word = val.unwrap_or("decimal").chars().take(60).collect::<String>();
                level.format = NumberFormat::from_word(&word);
                if let NumberFormat::Other(word) = &level.format {
                    let name = format!("w:numFmt {word}");
                    losses.add(place.part, Some(&name), None, IN_DIGITS);
                }
            }
            "lvlText" => {
                let text = val.unwrap_or_default();
                level.text = text.chars().take(64).collect();
                if level.text.len() < text.len() {
                    losses.add(place.part, Some("w:lvlText"), None, LONG_LABEL);
                }
            }
            "suff" => {
                level.suffix = match val {
                    Some("space") => Suffix::Space,
                    Some("nothing") => Suffix::Nothing,
                    _ => Suffix::Tab,
                }
            }
            "lvlRestart" => level.restart = val.and_then(|v| v.parse().ok()).map(|r: u8| r.min(9)),
            "isLgl" => level.legal = on(child),
            "pStyle" => level.style = val.filter(|id| id.len() <= LONGEST_ID).map(str::to_owned),
            _ => lose(losses, child, place),
        }
    }
    level
}
