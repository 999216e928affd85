//! The parts of a file, in the order in which they need one another.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::document::{
    Comment, CommentId, Document, Edge, LineNumbers, Margin, Note, Page, Pages, Properties, Restart,
};
use crate::limits::Limits;
use crate::loss::{Effect, Losses};
use crate::package::Package;
use crate::refusal::{Looks, Refusal};
use crate::styles::Styles;
use crate::xml::{Element, Space, Tree, decode, parse};

use super::looks::{self, on};
use super::story::{Shared, Spot, Story, comment, lose};
use super::{Read, lists};

const TYPES: &str = "[Content_Types].xml";
const DOCUMENT_TYPES: &[&str] = &[
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
];

/// A relationship of one part to another.
struct Relation {
    id: String,
    /// The last step of its type: `styles`, `comments`.
    kind: String,
    target: String,
}

struct Opened<'a> {
    package: Package<'a>,
    limits: &'a Limits,
    losses: Losses,
    read: BTreeSet<String>,
}

impl Opened<'_> {
    fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>, Refusal> {
        self.read.insert(part.to_ascii_lowercase());
        self.package.part(part)
    }

    /// The relationships of a part, or of the package where `part` is empty. What leads outside is listed.
    fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let holder =
            format!("{folder}{}_rels/{file}.rels", if folder.is_empty() { "" } else { "/" });
        let Some(bytes) = self.bytes(&holder)? else { return Ok(Vec::new()) };
        let text = decode(&holder, &bytes)?;
        let tree = parse(&holder, &text, self.limits)?;
        let mut relations = Vec::new();
        for e in tree.root().children().filter(|e| e.name() == "Relationship") {
            let get = |name| e.attribute(Space::None, name).unwrap_or_default();
            let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
            if get("TargetMode") == "External" {
                let what = "a target outside the file was not followed";
                self.losses.add(&holder, Some(&kind), None, (Effect::Outside, what));
                continue;
            }
            let target = resolve(folder, get("Target")).ok_or_else(|| Refusal::Target {
                part: holder.clone(),
                target: get("Target")
                    .chars()
                    .take(200)
                    .collect::<String>()
                    .escape_debug()
                    .to_string(),
            })?;
            relations.push(Relation { id: get("Id").to_owned(), kind, target });
        }
        Ok(relations)
    }
}

/// A target inside the package, as the name of a part; `None` where it leads out of it.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    let (start, target) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target),
    };
    if target.contains(['\\', '\0']) || target.contains(':') {
        return None;
    }
    let mut steps: Vec<&str> = start.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// The content type of a part: its own, or that of its ending.
fn content_type(types: Element, part: &str) -> Option<String> {
    let get = |e: Element, name| e.attribute(Space::None, name).unwrap_or_default().to_owned();
    let own = types.children().find(|e| {
        let named = get(*e, "PartName");
        e.name() == "Override" && named.trim_start_matches('/').eq_ignore_ascii_case(part)
    });
    let ending = part.rsplit_once('.').map_or("", |p| p.1);
    let by_ending = || {
        types
            .children()
            .find(|e| e.name() == "Default" && get(*e, "Extension").eq_ignore_ascii_case(ending))
    };
    own.or_else(by_ending).map(|e| get(e, "ContentType"))
}

/// What a zip file is that holds no Word document.
fn kind_of_zip(package: &Package) -> Looks {
    let starts = |folder: &str| package.names().any(|n| n.starts_with(folder));
    if package.has("mimetype") && package.has("content.xml") {
        Looks::OpenDocument
    } else if !package.has(TYPES) {
        Looks::Zip
    } else if starts("xl/") {
        Looks::Workbook
    } else if starts("ppt/") {
        Looks::Presentation
    } else {
        Looks::Zip
    }
}

/// Finds the part that is the document, and checks that the file calls it one.
fn main_part(opened: &mut Opened) -> Result<String, Refusal> {
    let other = kind_of_zip(&opened.package);
    let Some(bytes) = opened.bytes(TYPES)? else { return Err(Refusal::NotWord(other)) };
    let text = decode(TYPES, &bytes)?;
    let types = parse(TYPES, &text, opened.limits)?;
    let relations = opened.relations("")?;
    let main = relations.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
    let Some(main) = main else {
        return Err(match other {
            Looks::Zip => Refusal::Missing { part: "_rels/.rels".to_owned() },
            other => Refusal::NotWord(other),
        });
    };
    let found = content_type(types.root(), &main).unwrap_or_default();
    let Some(kind) = DOCUMENT_TYPES.iter().position(|t| t.eq_ignore_ascii_case(&found)) else {
        return Err(match other {
            Looks::Zip => Refusal::WrongType { part: main, found },
            other => Refusal::NotWord(other),
        });
    };
    if !opened.package.has(&main) {
        return Err(Refusal::Missing { part: main });
    }
    if kind % 2 == 1 {
        let what = (Effect::Structure, "the file is a template; it is read as a document");
        opened.losses.add(&main, None, None, what);
    }
    Ok(main)
}

/// The text of a part and its tree, held together by the caller.
fn tree<'a>(
    part: &str,
    text: &'a str,
    root: &'static str,
    limits: &Limits,
) -> Result<Tree<'a>, Refusal> {
    let tree = parse(part, text, limits)?;
    match tree.root() {
        e if e.word() == root => Ok(tree),
        e => Err(Refusal::Root {
            part: part.to_owned(),
            found: e.name().chars().take(60).collect(),
            expected: root,
        }),
    }
}

struct Part {
    name: String,
    bytes: Vec<u8>,
}

impl Part {
    fn text(&self) -> Result<Cow<'_, str>, Refusal> {
        decode(&self.name, &self.bytes)
    }
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Read, Refusal> {
    let package = Package::open(bytes, limits)?;
    let mut opened = Opened { package, limits, losses: Losses::default(), read: BTreeSet::new() };
    let main = main_part(&mut opened)?;
    let relations = opened.relations(&main)?;
    let part = |opened: &mut Opened, kind: &str| -> Result<Option<Part>, Refusal> {
        let Some(target) = relations.iter().find(|r| r.kind == kind).map(|r| &r.target) else {
            return Ok(None);
        };
        let bytes = opened.bytes(target)?;
        if bytes.is_none() {
            let what = (Effect::Words, "the part is missing, though the document names it");
            opened.losses.add(target, None, None, what);
        }
        Ok(bytes.map(|bytes| Part { name: target.clone(), bytes }))
    };
    let mut document = Document { properties: properties(&mut opened)?, ..Document::default() };
    if let Some(part) = part(&mut opened, "styles")? {
        let text = part.text()?;
        let tree = tree(&part.name, &text, "styles", limits)?;
        (document.defaults, document.styles) =
            looks::styles(tree.root(), &mut opened.losses, &part.name);
        one_of_each(&mut document, &mut opened.losses, &part.name);
    }
    if let Some(part) = part(&mut opened, "numbering")? {
        let text = part.text()?;
        let tree = tree(&part.name, &text, "numbering", limits)?;
        document.lists = lists::lists(tree.root(), &mut opened.losses, &part.name, limits)?;
    }
    let mut even = false;
    if let Some(part) = part(&mut opened, "settings")? {
        let text = part.text()?;
        let tree = tree(&part.name, &text, "settings", limits)?;
        even = settings(tree.root(), &mut document, &mut opened.losses, &part.name);
    }
    let (styles, lists) = (document.styles.clone(), document.lists.clone());
    let styles = Styles::new(&styles);
    let mut shared = Shared {
        limits,
        styles: &styles,
        default_right_to_left: document.defaults.marks.right_to_left.unwrap_or(false),
        lists: lists.iter().rev().map(|l| (l.id, l)).collect(),
        comments: BTreeMap::new(),
        footnotes: BTreeMap::new(),
        endnotes: BTreeMap::new(),
        losses: std::mem::take(&mut opened.losses),
        paragraphs: 0,
        bytes: 0,
    };
    if let Some(comments) = part(&mut opened, "comments")? {
        let extended = part(&mut opened, "commentsExtended")?;
        document.comments = read_comments(&comments, extended.as_ref(), &mut shared)?;
    }
    if let Some(notes) = part(&mut opened, "footnotes")? {
        document.footnotes = read_notes(&notes, "footnotes", "footnote", &mut shared)?;
    }
    if let Some(notes) = part(&mut opened, "endnotes")? {
        document.endnotes = read_notes(&notes, "endnotes", "endnote", &mut shared)?;
    }
    let bytes = opened.bytes(&main)?.unwrap_or_default();
    let text = decode(&main, &bytes)?;
    let tree = tree(&main, &text, "document", limits)?;
    let Some(body) = tree.root().child("body") else {
        return Err(Refusal::Root { part: main, found: "document".to_owned(), expected: "body" });
    };
    for e in tree.root().children().filter(|e| e.word() != "body") {
        lose(&mut shared.losses, e, &Spot { part: &main, paragraph: None });
    }
    let mut story = Story::new(&mut shared, &main);
    story.blocks(body)?;
    let last = story.section.take();
    document.paragraphs = story.end();
    if let Some(last) = last {
        section(last, &mut document, &mut shared, &main);
        document.margins = read_margins(last, even, &relations, &mut opened, &mut shared)?;
    }
    opened.losses = shared.losses;
    list_unread(&mut opened);
    Ok(Read { document: document.settled(), losses: opened.losses.list() })
}

/// Where two styles or lists have one id, the first is kept.
fn one_of_each(document: &mut Document, losses: &mut Losses, part: &str) {
    let mut seen = BTreeSet::new();
    let before = document.styles.len();
    document.styles.retain(|s| seen.insert(s.id.clone()));
    for _ in document.styles.len()..before {
        let what = (Effect::Looks, "a second style of the same id is not kept");
        losses.add(part, Some("w:style"), None, what);
    }
}

fn properties(opened: &mut Opened) -> Result<Properties, Refusal> {
    let mut properties = Properties::default();
    let relations = opened.relations("")?;
    let Some(target) = relations.iter().find(|r| r.kind == "core-properties").map(|r| &r.target)
    else {
        return Ok(properties);
    };
    let Some(bytes) = opened.bytes(target)? else { return Ok(properties) };
    let text = decode(target, &bytes)?;
    let tree = parse(target, &text, opened.limits)?;
    for e in tree.root().children() {
        let said = Some(e.text()).filter(|t| !t.is_empty());
        match (e.space(), e.name()) {
            (Space::Core, "title") => properties.title = said,
            (Space::Core, "creator") => properties.creator = said,
            (Space::Core, "language") => properties.language = said,
            _ => {
                let what = (Effect::Structure, "what else the file says of itself is not kept");
                opened.losses.add(target, Some(e.name()), None, what);
            }
        }
    }
    Ok(properties)
}

/// Reads what is kept of the settings; says whether even pages have headers of their own.
fn settings(root: Element, document: &mut Document, losses: &mut Losses, part: &str) -> bool {
    let mut even = false;
    for e in root.children() {
        match e.word() {
            "trackRevisions" => document.track_changes = on(e),
            "evenAndOddHeaders" => even = on(e),
            "documentProtection" | "writeProtection" | "attachedTemplate" => {
                lose(losses, e, &Spot { part, paragraph: None });
            }
            _ => {
                let what = (Effect::Looks, "other settings of the word processor are not kept");
                losses.add(part, None, None, what);
            }
        }
    }
    even
}

fn read_comments(
    part: &Part,
    extended: Option<&Part>,
    shared: &mut Shared,
) -> Result<Vec<Comment>, Refusal> {
    let text = part.text()?;
    let tree = tree(&part.name, &text, "comments", shared.limits)?;
    let (mut comments, mut by_paragraph) = (Vec::new(), BTreeMap::new());
    for e in tree.root().children() {
        if e.word() != "comment" {
            lose(&mut shared.losses, e, &Spot { part: &part.name, paragraph: None });
            continue;
        }
        let id = CommentId(comments.len());
        let known = e.get("id").unwrap_or_default().to_owned();
        if *shared.comments.entry(known).or_insert(id) != id {
            let what = (Effect::Structure, "a second comment of the same id hangs on no words");
            shared.losses.add(&part.name, Some("w:comment"), None, what);
        }
        if let Some(last) = e.children().filter(|c| c.word() == "p").last()
            && let Some(paragraph) = last.attribute(Space::Word14, "paraId")
        {
            by_paragraph.insert(paragraph.to_ascii_uppercase(), id);
        }
        let mut story = Story::new(shared, &part.name);
        story.blocks(e)?;
        comments.push(Comment { paragraphs: story.end(), ..comment(e) });
    }
    if let Some(extended) = extended {
        let text = extended.text()?;
        let tree = parse(&extended.name, &text, shared.limits)?;
        for e in tree.root().children().filter(|e| e.name() == "commentEx") {
            let find = |name| {
                let paragraph = e.attribute(Space::Word15, name)?;
                by_paragraph.get(&paragraph.to_ascii_uppercase()).copied()
            };
            if let Some(comment) = find("paraId").and_then(|id| comments.get_mut(id.0)) {
                comment.reply_to = find("paraIdParent");
                comment.done = matches!(e.attribute(Space::Word15, "done"), Some("1" | "true"));
            }
        }
    }
    Ok(comments)
}

fn read_notes(
    part: &Part,
    root: &'static str,
    name: &str,
    shared: &mut Shared,
) -> Result<Vec<Note>, Refusal> {
    let text = part.text()?;
    let tree = tree(&part.name, &text, root, shared.limits)?;
    let (mut notes, mut ids) = (Vec::new(), BTreeMap::new());
    for e in tree.root().children() {
        if e.word() != name {
            lose(&mut shared.losses, e, &Spot { part: &part.name, paragraph: None });
            continue;
        }
        // The lines between text and notes.
        if !matches!(e.get("type"), None | Some("normal")) {
            continue;
        }
        ids.entry(e.get("id").unwrap_or_default().to_owned()).or_insert(notes.len());
        let mut story = Story::new(shared, &part.name);
        story.blocks(e)?;
        notes.push(Note { paragraphs: story.end() });
    }
    match name {
        "footnote" => shared.footnotes = ids,
        _ => shared.endnotes = ids,
    }
    Ok(notes)
}

/// The page of the last section.
fn section(e: Element, document: &mut Document, shared: &mut Shared, part: &str) {
    let number = |e: Element, name| e.get(name).and_then(|v| v.parse::<u32>().ok());
    for child in e.children() {
        match child.word() {
            "pgSz" => {
                let page = Page::default();
                document.page.width = number(child, "w").unwrap_or(page.width);
                document.page.height = number(child, "h").unwrap_or(page.height);
            }
            "lnNumType" => {
                let restart = match child.get("restart") {
                    Some("continuous") => Restart::Never,
                    Some("newSection") => Restart::Section,
                    _ => Restart::Page,
                };
                let every = number(child, "countBy").filter(|n| *n > 0);
                document.line_numbers = every.map(|every| LineNumbers { every, restart });
            }
            "bidi" => document.page.right_to_left = on(child),
            "headerReference" | "footerReference" | "titlePg" => {}
            _ => lose(&mut shared.losses, child, &Spot { part, paragraph: None }),
        }
    }
}

fn read_margins(
    e: Element,
    even: bool,
    relations: &[Relation],
    opened: &mut Opened,
    shared: &mut Shared,
) -> Result<Vec<Margin>, Refusal> {
    let first = e.child("titlePg").is_some_and(on);
    let mut margins: Vec<Margin> = Vec::new();
    let by_id: BTreeMap<&str, &Relation> =
        relations.iter().rev().map(|r| (r.id.as_str(), r)).collect();
    for child in e.children() {
        let (edge, root) = match child.word() {
            "headerReference" => (Edge::Header, "hdr"),
            "footerReference" => (Edge::Footer, "ftr"),
            _ => continue,
        };
        let pages = match child.get("type") {
            Some("first") => Pages::First,
            Some("even") => Pages::Even,
            _ => Pages::All,
        };
        let shows = match pages {
            Pages::All => true,
            Pages::First => first,
            Pages::Even => even,
        };
        let id = child.attribute(Space::Relations, "id").unwrap_or_default();
        let target = by_id.get(id).map(|r| r.target.clone());
        let again = margins.iter().any(|m| (m.edge, m.pages) == (edge, pages));
        // A part that is left out is listed as unread.
        let Some(name) = target.filter(|_| shows && !again) else { continue };
        let Some(bytes) = opened.bytes(&name)? else { continue };
        let part = Part { name, bytes };
        let text = part.text()?;
        let tree = tree(&part.name, &text, root, shared.limits)?;
        let mut story = Story::new(shared, &part.name);
        story.blocks(tree.root())?;
        margins.push(Margin { edge, pages, paragraphs: story.end() });
    }
    Ok(margins)
}

/// Lists the parts that nobody read.
fn list_unread(opened: &mut Opened) {
    let names: Vec<String> = opened.package.names().map(str::to_owned).collect();
    for name in names.iter().filter(|n| !opened.read.contains(&n.to_ascii_lowercase())) {
        let lower = name.to_ascii_lowercase();
        let file = lower.rsplit('/').next().unwrap_or_default();
        let what = if file.starts_with("vbaproject") || file.starts_with("vbadata") {
            (Effect::Outside, "macros are not read and never run")
        } else if lower.contains("/embeddings/") || lower.contains("/activex/") {
            (Effect::Words, "an embedded object is not read")
        } else if lower.contains("/media/")
            || lower.contains("/charts/")
            || lower.contains("/diagrams/")
        {
            (Effect::Words, "a picture, chart or diagram is not read")
        } else if file.starts_with("header") || file.starts_with("footer") {
            (Effect::Words, "a header or footer that the last section does not show is not read")
        } else if lower.contains("/glossary/") {
            (Effect::Structure, "building blocks of the word processor are not read")
        } else if [
            "theme",
            "font",
            "websettings",
            "thumbnail",
            "app.xml",
            "printersettings",
            "people",
        ]
        .iter()
        .any(|known| lower.contains(known))
            || lower.ends_with(".rels")
            || lower.contains("docprops/")
            || lower.contains("stylewitheffects")
            || lower.contains("styleswitheffects")
            || file.starts_with("comments")
        {
            (Effect::Looks, "a part that holds no words of the document is not read")
        } else {
            (Effect::Words, "a part that is not known is not read")
        };
        opened.losses.add(name, None, None, what);
    }
}
