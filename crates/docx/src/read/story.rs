//! One text of a file: its body, a note, a comment, a header. Paragraph by paragraph.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    Comment, CommentId, Field, FormatChange, Paragraph, ParagraphChange, Place, Revision,
    RevisionKind, Run,
};
use crate::limits::Limits;
use crate::loss::{Effect, LOOKS, Losses, meaning};
use crate::marks::Marks;
use crate::numbering::{List, Numbering};
use crate::refusal::Refusal;
use crate::settle::{alike, stands};
use crate::styles::{LABEL, StyleKind, Styles};
use crate::xml::{Element, Space};

use super::looks::{listed, on};

/// Where something stands that is not kept.
pub(super) struct Spot<'a> {
    pub(super) part: &'a str,
    pub(super) paragraph: Option<usize>,
}

/// Lists a property that is not kept: only looks, unless its line in the table says otherwise.
pub(super) fn lose(losses: &mut Losses, e: Element, spot: &Spot) {
    let name = listed(e);
    losses.add(spot.part, Some(&name), spot.paragraph, meaning(&name).unwrap_or(LOOKS));
}

const UNKNOWN: (Effect, &str) =
    (Effect::Structure, "an element that is not known; the words in it are kept");
const OTHER_BRANCH: (Effect, &str) = (
    Effect::Words,
    "a second version of the same content, for other programs, says something else",
);
const NO_LEVEL: (Effect, &str) = (
    Effect::Structure,
    "a number in a list or level that is not there; the paragraph is not numbered",
);
const NO_HEADING: (Effect, &str) =
    (Effect::Structure, "a level of headings that is not known, or that ends the one of its style");
const OLD_LOOKS: (Effect, &str) =
    (Effect::History, "of how a paragraph looked before a change only the style is kept");
const NO_END: (Effect, &str) =
    (Effect::Structure, "the range of a comment does not end; it covers its first paragraph");
const NO_COMMENT: (Effect, &str) = (Effect::Structure, "a mark of a comment that is not there");

/// What all texts of one file share.
pub(super) struct Shared<'r> {
    pub(super) limits: &'r Limits,
    pub(super) styles: &'r Styles<'r>,
    pub(super) default_right_to_left: bool,
    pub(super) lists: BTreeMap<u32, &'r List>,
    pub(super) comments: BTreeMap<String, CommentId>,
    pub(super) footnotes: BTreeMap<String, usize>,
    pub(super) endnotes: BTreeMap<String, usize>,
    pub(super) losses: Losses,
    pub(super) paragraphs: usize,
    pub(super) bytes: usize,
}

/// A comment whose range is open.
struct Open {
    id: CommentId,
    covered: bool,
    paragraph: usize,
}

/// A field between its begin and its end.
#[derive(Default)]
pub(super) struct Computed {
    pub(super) code: String,
    pub(super) shows: bool,
    pub(super) shown: bool,
    /// How it looks where it begins, without text.
    pub(super) look: Run,
}

impl Computed {
    pub(super) fn field(&self) -> Option<Field> {
        match self.code.split_whitespace().next()?.to_ascii_uppercase().as_str() {
            "PAGE" => Some(Field::Page),
            "NUMPAGES" => Some(Field::PageCount),
            _ => None,
        }
    }
}

pub(super) struct Story<'s, 'r, 't> {
    pub(super) shared: &'s mut Shared<'r>,
    pub(super) part: &'s str,
    pub(super) paragraphs: Vec<Paragraph>,
    /// The paragraph that is being read, without its place in `paragraphs`.
    pub(super) runs: Vec<Run>,
    pub(super) style_right_to_left: bool,
    pub(super) place: Place,
    pub(super) tables: usize,
    pub(super) revisions: Vec<Revision>,
    pub(super) fields: Vec<Computed>,
    /// What is told after the paragraph that it hangs on; whether it is a text box.
    pub(super) hanging: Vec<(Element<'t>, bool, Vec<Revision>)>,
    /// The mark of a note was just read: one space after it belongs to it.
    pub(super) after_mark: bool,
    pub(super) section: Option<Element<'t>>,
    open: Vec<Open>,
    opened: BTreeSet<CommentId>,
    /// Open ranges of moves: whether away from here, id, name.
    moves: Vec<(bool, &'t str, Option<&'t str>)>,
}

impl<'s, 'r, 't> Story<'s, 'r, 't> {
    pub(super) fn new(shared: &'s mut Shared<'r>, part: &'s str) -> Self {
        Self {
            shared,
            part,
            paragraphs: Vec::new(),
            runs: Vec::new(),
            style_right_to_left: false,
            place: Place::Body,
            tables: 0,
            revisions: Vec::new(),
            fields: Vec::new(),
            hanging: Vec::new(),
            after_mark: false,
            section: None,
            open: Vec::new(),
            opened: BTreeSet::new(),
            moves: Vec::new(),
        }
    }

    pub(super) fn spot(&self) -> Spot<'s> {
        Spot { part: self.part, paragraph: Some(self.paragraphs.len() + 1) }
    }

    pub(super) fn lose(&mut self, e: Element) {
        let spot = self.spot();
        lose(&mut self.shared.losses, e, &spot);
    }

    pub(super) fn note(&mut self, e: Element, what: (Effect, &'static str)) {
        let paragraph = self.spot().paragraph;
        self.shared.losses.add(self.part, Some(&listed(e)), paragraph, what);
    }

    pub(super) fn unknown(&mut self, e: Element) {
        self.note(e, meaning(&listed(e)).unwrap_or(UNKNOWN));
    }

    pub(super) fn charge(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.shared.bytes = self.shared.bytes.saturating_add(bytes);
        let limit = self.shared.limits.model_bytes;
        if self.shared.bytes > limit {
            let what = "bytes of text, authors and labels";
            return Err(Refusal::TooMany { part: self.part.to_owned(), what, limit });
        }
        Ok(())
    }

    /// Reads the blocks of a body, cell, note or text box.
    pub(super) fn blocks(&mut self, container: Element<'t>) -> Result<(), Refusal> {
        container.children().try_for_each(|e| self.block(e))
    }

    pub(super) fn block(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        match e.word() {
            "p" => self.paragraph(e),
            "tbl" => self.table(e),
            "sdt" => {
                self.lose(e);
                e.child("sdtContent").map_or(Ok(()), |content| self.blocks(content))
            }
            "customXml" | "smartTag" => {
                self.lose(e);
                self.blocks(e)
            }
            "ins" | "del" | "moveFrom" | "moveTo" => self.revised(e, Self::blocks),
            "sectPr" => {
                self.section = Some(e);
                Ok(())
            }
            "altChunk" | "subDoc" => {
                self.lose(e);
                Ok(())
            }
            // Properties are read by what holds them.
            "customXmlPr" | "smartTagPr" | "tcPr" | "sdtPr" | "sdtEndPr" | "proofErr" => Ok(()),
            "r" | "hyperlink" | "fldSimple" | "dir" | "bdo" => self.stray(e),
            _ if matches!(e.name(), "oMath" | "oMathPara") && e.space() == Space::Math => {
                self.stray(e)
            }
            _ if self.marker(e)? => Ok(()),
            _ if e.space() == Space::Compatibility && e.name() == "AlternateContent" => {
                self.alternative(e).map_or(Ok(()), |branch| self.blocks(branch))
            }
            _ => {
                self.unknown(e);
                self.blocks(e)
            }
        }
    }

    /// Text that stands where only paragraphs should: it becomes one.
    fn stray(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        self.count()?;
        self.note(e, (Effect::Structure, "words outside a paragraph are told as one"));
        self.inline(e)?;
        self.finish(Paragraph::default(), None)
    }

    /// The end of a section within the text; what of it differs from the last one is not kept.
    fn break_section(&mut self, e: Element) {
        self.lose(e);
        e.children().filter(|c| c.name().ends_with("Change")).for_each(|c| self.lose(c));
    }

    fn count(&mut self) -> Result<(), Refusal> {
        self.shared.paragraphs += 1;
        let limit = self.shared.limits.paragraphs;
        if self.shared.paragraphs > limit {
            return Err(Refusal::TooMany { part: self.part.to_owned(), what: "paragraphs", limit });
        }
        self.charge(size_of::<Paragraph>())
    }

    fn paragraph(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        self.count()?;
        let (mut paragraph, mut indent) = (Paragraph::default(), None);
        let properties = e.child("pPr");
        let style = properties.and_then(|p| p.child("pStyle")).and_then(Element::val);
        paragraph.style = style.unwrap_or_default().to_owned();
        let styles = self.shared.styles;
        let inherited = styles.paragraph(&paragraph.style);
        paragraph.level = inherited.level;
        paragraph.right_to_left = inherited.right_to_left;
        let layers = styles.layers(&paragraph.style, StyleKind::Paragraph);
        let said = layers.iter().find_map(|l| l.marks.right_to_left);
        self.style_right_to_left = said.unwrap_or(self.shared.default_right_to_left);
        for property in properties.into_iter().flat_map(Element::children) {
            match property.word() {
                "pStyle" | "numPr" => {}
                "sectPr" => self.break_section(property),
                "ind" => indent = Some(property),
                "bidi" => paragraph.right_to_left = on(property),
                "outlineLvl" => match property.val().and_then(|v| v.parse::<u8>().ok()) {
                    Some(level @ 0..=8) => paragraph.level = Some(level + 1),
                    Some(9) if inherited.level.is_none() => {}
                    _ => self.note(property, NO_HEADING),
                },
                "rPr" => paragraph.mark = self.mark(property)?,
                "pPrChange" => paragraph.change = Some(self.paragraph_change(property)?),
                _ => self.lose(property),
            }
        }
        paragraph.numbering = self.numbering(properties, &paragraph.style);
        e.children().filter(|c| c.word() != "pPr").try_for_each(|c| self.inline(c))?;
        self.finish(paragraph, indent)
    }

    /// Ends a paragraph, and tells what hangs on it.
    fn finish(&mut self, mut paragraph: Paragraph, indent: Option<Element>) -> Result<(), Refusal> {
        paragraph.runs = std::mem::take(&mut self.runs);
        paragraph.place = self.place.clone();
        if let Place::Table(cell) = &self.place {
            self.charge(cell.revisions.iter().map(weight).sum())?;
        }
        if let Some(label) = self.literal(&mut paragraph) {
            let left =
                indent.and_then(|i| i.get("start").or(i.get("left"))).and_then(|v| v.parse().ok());
            let level =
                u8::try_from((left.unwrap_or(0) / STEP - 1).clamp(0, 8)).unwrap_or_default();
            paragraph.numbering = Some(Numbering::Literal { label, level });
        } else if let Some(indent) = indent {
            self.lose(indent);
        }
        self.after_mark = false;
        self.paragraphs.push(paragraph);
        for (e, boxed, revisions) in std::mem::take(&mut self.hanging) {
            let revisions = std::mem::replace(&mut self.revisions, revisions);
            if boxed {
                self.lose(e);
                let place = std::mem::replace(&mut self.place, Place::TextBox);
                self.blocks(e)?;
                self.place = place;
            } else {
                self.block(e)?;
            }
            self.revisions = revisions;
        }
        Ok(())
    }

    /// Takes a label that stays as written from the front of a paragraph: our own style, and a tab. A comment on the
    /// label alone keeps it as text.
    fn literal(&mut self, paragraph: &mut Paragraph) -> Option<String> {
        let (first, rest) =
            paragraph.runs.split_first().filter(|_| paragraph.numbering.is_none())?;
        let label = first.text.strip_suffix('\t')?.to_owned();
        let (text, comments) = (first.text.clone(), first.comments.clone());
        let plain = Run { text, comments, style: Some(LABEL.to_owned()), ..Run::default() };
        let at = self.paragraphs.len();
        let beyond = |id: &CommentId| {
            self.open.iter().any(|o| o.id == *id) || rest.iter().any(|r| r.comments.contains(id))
        };
        if *first != plain
            || label.is_empty()
            || label.contains(BREAKS)
            || !first.comments.iter().all(beyond)
        {
            return None;
        }
        for open in self.open.iter_mut().filter(|o| o.paragraph == at) {
            open.covered = rest.iter().any(|r| r.comments.contains(&open.id));
        }
        paragraph.runs.remove(0);
        Some(label)
    }

    /// Tracked changes of a paragraph mark; how the mark itself looks shows in the label alone.
    fn mark(&mut self, properties: Element<'t>) -> Result<Vec<Revision>, Refusal> {
        let mut revisions = Vec::new();
        for e in properties.children() {
            match self.revision(e) {
                Some(revision) => {
                    self.charge(weight(&revision))?;
                    revisions.push(revision);
                }
                None => self.note(properties, LOOKS),
            }
        }
        revisions.truncate(self.shared.limits.layers);
        Ok(revisions)
    }

    fn paragraph_change(&mut self, e: Element) -> Result<ParagraphChange, Refusal> {
        let old = e.child("pPr");
        if old.is_some_and(|old| old.children().any(|c| c.word() != "pStyle")) {
            self.note(e, OLD_LOOKS);
        }
        let style = old.and_then(|o| o.child("pStyle")).and_then(Element::val).unwrap_or_default();
        let (author, date) = signed(e);
        self.charge(author.len() + style.len())?;
        Ok(ParagraphChange { author, date, style: style.to_owned() })
    }

    fn numbering(&mut self, properties: Option<Element>, style: &str) -> Option<Numbering> {
        let direct = properties.and_then(|p| p.child("numPr"));
        let value = |name| direct.and_then(|n| n.child(name)).and_then(Element::val);
        let inherited = self.shared.styles.paragraph(style).numbering;
        let (id, level) = (value("numId"), value("ilvl"));
        let list = match (id, &inherited) {
            (Some(id), _) => id.parse::<u32>().ok(),
            (None, Some(((list, _), _))) => Some(*list),
            (None, None) => return None,
        };
        let tied = |list: &List| {
            let named = inherited.as_ref().filter(|_| id.is_none())?;
            let own = list.levels.iter().position(|l| l.style.as_ref() == Some(&named.1));
            own.and_then(|l| u8::try_from(l).ok()).or(named.0.1)
        };
        if list == Some(0) {
            return None;
        }
        let known = list.and_then(|list| self.shared.lists.get(&list).copied());
        let level = match (level, known) {
            (Some(level), _) => level.parse().ok().filter(|l| *l <= 8),
            (None, Some(list)) => Some(tied(list).unwrap_or(0)),
            (None, None) => None,
        };
        match (known, level) {
            (Some(list), Some(level)) => {
                Some(Numbering::Automatic { list: list.id, level, label: String::new() })
            }
            _ => {
                let paragraph = self.spot().paragraph;
                self.shared.losses.add(self.part, Some("w:numPr"), paragraph, NO_LEVEL);
                None
            }
        }
    }

    /// Reads what stands inside a tracked change.
    pub(super) fn revised(
        &mut self,
        e: Element<'t>,
        content: fn(&mut Self, Element<'t>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let limit = self.shared.limits.layers;
        if self.revisions.len() >= limit {
            let what = "tracked changes inside one another";
            return Err(Refusal::TooMany { part: self.part.to_owned(), what, limit });
        }
        let Some(revision) = self.revision(e) else { return content(self, e) };
        self.revisions.push(revision);
        content(self, e)?;
        self.revisions.pop();
        Ok(())
    }

    /// A tracked change, if the element is one.
    pub(super) fn revision(&self, e: Element) -> Option<Revision> {
        let named = |away| {
            let range = self.moves.iter().rev().find(|m| m.0 == away);
            range.and_then(|m| m.2).map(str::to_owned)
        };
        let kind = match e.word() {
            "ins" => RevisionKind::Inserted,
            "del" => RevisionKind::Deleted,
            "moveFrom" => RevisionKind::MovedFrom { name: named(true) },
            "moveTo" => RevisionKind::MovedTo { name: named(false) },
            _ => return None,
        };
        let (author, date) = signed(e);
        Some(Revision { kind, author, date })
    }

    /// Marks of ranges: comments, moves, bookmarks, permissions. Says whether the element was one.
    pub(super) fn marker(&mut self, e: Element<'t>) -> Result<bool, Refusal> {
        let id = e.get("id").unwrap_or_default();
        match e.word() {
            "commentRangeStart" => self.open_comment(e, id)?,
            "commentRangeEnd" => self.close_comment(e, id)?,
            "moveFromRangeStart" | "moveToRangeStart" => {
                let limit = self.shared.limits.layers;
                if self.moves.len() >= limit {
                    let what = "moves inside one another";
                    return Err(Refusal::TooMany { part: self.part.to_owned(), what, limit });
                }
                self.moves.push((e.name() == "moveFromRangeStart", id, e.get("name")));
            }
            "moveFromRangeEnd" | "moveToRangeEnd" => {
                let away = e.name() == "moveFromRangeEnd";
                self.moves.retain(|m| (m.0, m.1) != (away, id));
            }
            "bookmarkStart" | "permStart" => self.lose(e),
            "bookmarkEnd" | "permEnd" => {}
            name if name.starts_with("customXml") && name.contains("Range") => self.lose(e),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn open_comment(&mut self, e: Element, id: &str) -> Result<(), Refusal> {
        let limit = self.shared.limits.layers;
        let Some(id) = self.shared.comments.get(id).copied() else {
            self.note(e, NO_COMMENT);
            return Ok(());
        };
        if self.open.len() >= limit {
            let what = "comments over one place";
            return Err(Refusal::TooMany { part: self.part.to_owned(), what, limit });
        }
        if self.opened.insert(id) {
            self.open.push(Open { id, covered: false, paragraph: self.paragraphs.len() });
        }
        Ok(())
    }

    fn close_comment(&mut self, e: Element, id: &str) -> Result<(), Refusal> {
        let id = self.shared.comments.get(id);
        let Some(at) = self.open.iter().position(|o| Some(&o.id) == id) else {
            self.note(e, NO_COMMENT);
            return Ok(());
        };
        let open = self.open.remove(at);
        if open.covered { Ok(()) } else { self.anchor(open.id) }
    }

    /// A comment that covers no text: it hangs on an empty run.
    fn anchor(&mut self, id: CommentId) -> Result<(), Refusal> {
        self.charge(size_of::<Run>())?;
        let run = Run { comments: vec![id], ..Run::default() };
        self.runs.push(run);
        Ok(())
    }

    /// Where a comment is called: its place, if it has no range.
    pub(super) fn called(&mut self, e: Element, id: &str) -> Result<(), Refusal> {
        match self.shared.comments.get(id).copied() {
            Some(id) if self.opened.insert(id) => self.anchor(id),
            Some(_) => Ok(()),
            None => {
                self.note(e, NO_COMMENT);
                Ok(())
            }
        }
    }

    /// Adds a run to the paragraph, or its text to the run before where they are alike.
    pub(super) fn push(&mut self, mut run: Run) -> Result<(), Refusal> {
        run.comments = self.open.iter().map(|o| o.id).collect();
        run.comments.sort_unstable();
        run.revisions.clone_from(&self.revisions);
        if stands(&run) {
            self.open.iter_mut().for_each(|o| o.covered = true);
        }
        match self.runs.last_mut().filter(|last| alike(last, &run)) {
            Some(last) => {
                last.text.push_str(&run.text);
                self.charge(run.text.len())
            }
            None => {
                let revisions: usize = run.revisions.iter().map(weight).sum();
                let comments = size_of::<CommentId>() * run.comments.len();
                let weight = size_of::<Run>() + run.text.len() + revisions + comments + heft(&run);
                self.charge(weight)?;
                self.runs.push(run);
                Ok(())
            }
        }
    }

    /// The branch of alternative content that is read: the first with words in it, else the first.
    pub(super) fn alternative(&mut self, e: Element<'t>) -> Option<Element<'t>> {
        let branches = || e.children().filter(|c| matches!(c.name(), "Choice" | "Fallback"));
        let chosen = branches().find(|b| !words(*b).is_empty()).or_else(|| branches().next())?;
        let said = words(chosen);
        if branches().map(words).any(|other| !other.is_empty() && other != said) {
            self.note(e, OTHER_BRANCH);
        }
        Some(chosen)
    }

    /// The paragraphs, once the text has ended.
    pub(super) fn end(mut self) -> Vec<Paragraph> {
        for open in std::mem::take(&mut self.open) {
            let first = Some(open.paragraph + 1);
            self.shared.losses.add(self.part, Some("w:commentRangeStart"), first, NO_END);
            for run in self.paragraphs.iter_mut().skip(open.paragraph + 1).flat_map(|p| &mut p.runs)
            {
                run.comments.retain(|id| *id != open.id);
            }
        }
        if !self.fields.is_empty() {
            let what = (Effect::Structure, "a field does not end; its text is kept");
            self.shared.losses.add(self.part, Some("w:fldChar"), None, what);
        }
        self.paragraphs
    }
}

/// How far one level of literal labels stands in, in twentieths of a point.
pub(crate) const STEP: i32 = 720;

/// What ends a label, or cannot stand in one.
const BREAKS: [char; 4] = ['\t', '\n', '\u{b}', '\u{c}'];

/// Who made a change, and when, as written.
pub(super) fn signed(e: Element) -> (String, Option<String>) {
    (e.get("author").unwrap_or_default().to_owned(), e.get("date").map(str::to_owned))
}

/// What a tracked change weighs in memory.
pub(super) fn weight(revision: &Revision) -> usize {
    let name = match &revision.kind {
        RevisionKind::MovedFrom { name } | RevisionKind::MovedTo { name } => {
            name.as_ref().map_or(0, String::len)
        }
        RevisionKind::Inserted | RevisionKind::Deleted => 0,
    };
    let date = revision.date.as_ref().map_or(0, String::len);
    size_of::<Revision>() + revision.author.len() + date + name
}

/// What the names on a run weigh in memory: a run may be told in many pieces, each with its own.
pub(super) fn heft(run: &Run) -> usize {
    let marks = |m: &Marks| m.language.as_ref().map_or(0, String::len);
    let change = |c: &FormatChange| {
        c.author.len() + c.date.as_ref().map_or(0, String::len) + marks(&c.before)
    };
    let style = run.style.as_ref().map_or(0, String::len);
    style + marks(&run.direct) + run.change.as_ref().map_or(0, change)
}

/// The words below an element.
pub(super) fn words(e: Element) -> String {
    let mut text = String::new();
    gather(e, &mut text);
    text
}

fn gather(e: Element, text: &mut String) {
    if matches!(e.name(), "t" | "delText") && matches!(e.space(), Space::Word | Space::Math) {
        text.push_str(&e.text());
    }
    e.children().for_each(|child| gather(child, text));
}

/// A comment without its text.
pub(super) fn comment(e: Element) -> Comment {
    let (author, date) = signed(e);
    Comment { author, date, initials: e.get("initials").map(str::to_owned), ..Comment::default() }
}
