//! One part as a tree, and text made safe for XML.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use crate::limits::Limits;
use crate::refusal::Refusal;

/// The namespaces that are told apart. Transitional and strict names count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    None,
    Word,
    Word14,
    Word15,
    Compatibility,
    Relations,
    Math,
    Core,
    Xml,
    Other,
}

fn space(uri: &str) -> Space {
    match uri {
        "" => Space::None,
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.microsoft.com/office/word/2010/wordml" => Space::Word14,
        "http://schemas.microsoft.com/office/word/2012/wordml" => Space::Word15,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Space::Relations,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        "http://purl.org/dc/elements/1.1/" => Space::Core,
        "http://www.w3.org/XML/1998/namespace" => Space::Xml,
        _ => Space::Other,
    }
}

struct Attribute<'a> {
    space: Space,
    name: &'a str,
    value: Cow<'a, str>,
}

/// An element, or a piece of text where `name` is empty.
struct Node<'a> {
    space: Space,
    name: &'a str,
    text: Cow<'a, str>,
    attributes: (u32, u32),
    first: u32,
    next: u32,
}

/// No node.
const NOWHERE: u32 = u32::MAX;

/// A part, parsed. Node 0 is the outermost element.
pub(crate) struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    attributes: Vec<Attribute<'a>>,
}

/// The characters that XML 1.0 can hold (XML 1.0, production 2).
pub(crate) fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The text of a part: UTF-8, or UTF-16 where a byte order mark says so.
pub(crate) fn decode<'a>(part: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Refusal> {
    let wrong = |at, what| Refusal::Encoding { part: part.to_owned(), at, what };
    let wide = |pair: fn([u8; 2]) -> u16| -> Result<Cow<'a, str>, Refusal> {
        if bytes.len() % 2 != 0 {
            return Err(wrong(bytes.len(), "UTF-16 with an odd number of bytes"));
        }
        let units = bytes[2..].chunks_exact(2).map(|b| pair([b[0], b[1]]));
        let mut text = String::with_capacity(bytes.len() / 2);
        let mut at = 2;
        for c in char::decode_utf16(units) {
            let c = c.map_err(|_| wrong(at, "UTF-16 with half a character"))?;
            at += 2 * c.len_utf16();
            text.push(c);
        }
        Ok(Cow::Owned(text))
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes)?,
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes)?,
        _ => {
            let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            let text = std::str::from_utf8(plain);
            Cow::Borrowed(text.map_err(|e| wrong(e.valid_up_to(), "neither UTF-8 nor UTF-16"))?)
        }
    };
    match declared(&text) {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") && matches!(text, Cow::Borrowed(_)) => {
            Err(wrong(0, "it is declared in another encoding than UTF-8"))
        }
        _ => Ok(text),
    }
}

/// The encoding that the XML declaration names.
fn declared(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split("encoding").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    value[1..].split(quote).next().filter(|_| matches!(quote, '"' | '\''))
}

struct Parser<'a, 'l> {
    part: &'l str,
    source: &'a str,
    limits: &'l Limits,
    tree: Tree<'a>,
    /// Open elements: their node, and their last child so far.
    open: Vec<(u32, u32)>,
    /// Prefixes with the depth at which they were declared.
    prefixes: Vec<(&'a str, Space, usize)>,
}

impl<'a> Parser<'a, '_> {
    fn xml(&self, at: usize, what: impl Into<String>) -> Refusal {
        Refusal::Xml { part: self.part.to_owned(), at, what: what.into() }
    }

    fn too_many(&self, what: &'static str, limit: usize) -> Refusal {
        Refusal::TooMany { part: self.part.to_owned(), what, limit }
    }

    fn resolve(&self, name: &'a str, default: bool) -> (Space, &'a str) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if prefix == "xml" {
            return (Space::Xml, local);
        }
        if prefix.is_empty() && !default {
            return (Space::None, local);
        }
        let declared = self.prefixes.iter().rev().find(|p| p.0 == prefix).map(|p| p.1);
        (declared.unwrap_or(if prefix.is_empty() { Space::None } else { Space::Other }), local)
    }

    fn push(&mut self, node: Node<'a>) -> Result<u32, Refusal> {
        if self.tree.nodes.len() >= self.limits.nodes.min(NOWHERE as usize) {
            return Err(self.too_many("elements", self.limits.nodes));
        }
        let at = u32::try_from(self.tree.nodes.len()).unwrap_or(NOWHERE);
        if let Some((parent, last)) = self.open.last_mut() {
            let before = *last;
            *last = at;
            if before == NOWHERE {
                self.tree.nodes[*parent as usize].first = at;
            } else {
                self.tree.nodes[before as usize].next = at;
            }
        }
        self.tree.nodes.push(node);
        Ok(at)
    }

    fn text(&mut self, at: usize, text: Cow<'a, str>) -> Result<(), Refusal> {
        if let Some(c) = text.chars().find(|c| !allowed(*c)) {
            return Err(self.xml(at, format!("the character U+{:04X} is not allowed", c as u32)));
        }
        if self.open.is_empty() {
            return match text.trim().is_empty() {
                true => Ok(()),
                false => Err(self.xml(at, "text outside the outermost element")),
            };
        }
        let node =
            Node { space: Space::None, name: "", text, attributes: (0, 0), first: NOWHERE, next: NOWHERE };
        self.push(node).map(|_| ())
    }

    fn reference(&self, at: usize, name: &str) -> Result<Cow<'a, str>, Refusal> {
        let plain = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            _ => {
                let number = match name.strip_prefix('#') {
                    Some(hex) if hex.starts_with('x') => u32::from_str_radix(&hex[1..], 16).ok(),
                    Some(decimal) => decimal.parse().ok(),
                    None => None,
                };
                return match number.and_then(char::from_u32).filter(|c| allowed(*c)) {
                    Some(c) => Ok(Cow::Owned(c.to_string())),
                    None => {
                        let name = name.chars().take(60).collect();
                        Err(Refusal::Entity { part: self.part.to_owned(), at, name })
                    }
                };
            }
        };
        Ok(Cow::Borrowed(plain))
    }

    fn value(&self, at: usize, raw: &'a str) -> Result<Cow<'a, str>, Refusal> {
        if raw.contains('<') {
            return Err(self.xml(at, "`<` in an attribute"));
        }
        if let Some(c) = raw.chars().find(|c| !allowed(*c)) {
            return Err(self.xml(at, format!("the character U+{:04X} is not allowed", c as u32)));
        }
        if !raw.contains(['&', '\t', '\n', '\r']) {
            return Ok(Cow::Borrowed(raw));
        }
        let mut value = String::with_capacity(raw.len());
        let plain = |text: &str| text.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            value.push_str(&plain(before));
            let (name, after) =
                after.split_once(';').ok_or_else(|| self.xml(at, "`&` without `;`"))?;
            value.push_str(&self.reference(at, name)?);
            rest = after;
        }
        value.push_str(&plain(rest));
        Ok(Cow::Owned(value))
    }

    fn start(&mut self, at: usize, content: &'a str, name: &'a str) -> Result<u32, Refusal> {
        let depth = self.open.len();
        if depth >= self.limits.depth {
            return Err(self.too_many("elements inside one another", self.limits.depth));
        }
        if depth == 0 && !self.tree.nodes.is_empty() {
            return Err(self.xml(at, "a second outermost element"));
        }
        let mut found = Vec::new();
        let mut attributes = Attributes::new(content, name.len());
        // Twice the same name is seen below, over a bounded number of them.
        for attribute in attributes.with_checks(false) {
            let attribute = attribute.map_err(|e| self.xml(at, e.to_string()))?;
            if found.len() == self.limits.attributes {
                return Err(self.too_many("attributes of one element", self.limits.attributes));
            }
            let key = attribute.key.0;
            if found.iter().any(|(other, _)| *other == key) {
                return Err(self.xml(at, "an attribute given twice"));
            }
            let raw = match attribute.value {
                Cow::Borrowed(raw) => raw,
                Cow::Owned(_) => return Err(self.xml(at, "an attribute that cannot be read")),
            };
            found.push((key, self.value(at, raw)?));
        }
        for (key, value) in &found {
            let prefix = match *key {
                "xmlns" => "",
                key => match key.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            if self.prefixes.len() == self.limits.prefixes {
                return Err(self.too_many("namespace prefixes", self.limits.prefixes));
            }
            self.prefixes.push((prefix, space(value), depth));
        }
        let first = u32::try_from(self.tree.attributes.len()).unwrap_or(NOWHERE);
        for (key, value) in found {
            if key != "xmlns" && !key.starts_with("xmlns:") {
                let (space, name) = self.resolve(key, false);
                self.tree.attributes.push(Attribute { space, name, value });
            }
        }
        let last = u32::try_from(self.tree.attributes.len()).unwrap_or(NOWHERE);
        let (space, name) = self.resolve(name, true);
        if name.is_empty() {
            return Err(self.xml(at, "an element without a name"));
        }
        self.push(Node {
            space,
            name,
            text: Cow::Borrowed(""),
            attributes: (first, last),
            first: NOWHERE,
            next: NOWHERE,
        })
    }

    fn leave(&mut self) {
        let depth = self.open.len();
        while self.prefixes.last().is_some_and(|p| p.2 >= depth) {
            self.prefixes.pop();
        }
    }

    fn run(mut self) -> Result<Tree<'a>, Refusal> {
        let mut reader = Reader::from_str(self.source);
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event().map_err(|e| self.xml(at, e.to_string()))?;
            match event {
                Event::Start(ref e) | Event::Empty(ref e) => {
                    let content = self.source.get(at + 1..at + 1 + e.len()).unwrap_or_default();
                    let name = content.get(..e.name().0.len()).unwrap_or_default();
                    let node = self.start(at, content, name)?;
                    if matches!(event, Event::Start(_)) {
                        self.open.push((node, NOWHERE));
                    } else {
                        self.leave();
                    }
                }
                Event::End(_) => {
                    self.open.pop();
                    self.leave();
                }
                Event::Text(text) => self.text(at, text.into_inner())?,
                Event::CData(text) => self.text(at, text.into_inner())?,
                Event::GeneralRef(name) => {
                    let text = self.reference(at, &name)?;
                    if self.open.is_empty() {
                        return Err(self.xml(at, "text outside the outermost element"));
                    }
                    self.text(at, text)?;
                }
                Event::DocType(_) => return Err(Refusal::Doctype { part: self.part.to_owned(), at }),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        if !self.open.is_empty() {
            return Err(self.xml(self.source.len(), "the part ends inside an element"));
        }
        if self.tree.nodes.is_empty() {
            return Err(self.xml(0, "there is no element"));
        }
        Ok(self.tree)
    }
}

/// Parses a part.
pub(crate) fn parse<'a>(part: &str, source: &'a str, limits: &Limits) -> Result<Tree<'a>, Refusal> {
    let tree = Tree { nodes: Vec::new(), attributes: Vec::new() };
    Parser { part, source, limits, tree, open: Vec::new(), prefixes: Vec::new() }.run()
}

/// An element of a tree.
#[derive(Clone, Copy)]
pub(crate) struct Element<'t> {
    tree: &'t Tree<'t>,
    at: u32,
}

impl<'t> Tree<'t> {
    pub(crate) fn root(&'t self) -> Element<'t> {
        Element { tree: self, at: 0 }
    }
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node<'t> {
        &self.tree.nodes[self.at as usize]
    }

    pub(crate) fn space(self) -> Space {
        self.node().space
    }

    pub(crate) fn name(self) -> &'t str {
        self.node().name
    }

    /// The name of an element of WordprocessingML; empty for any other.
    pub(crate) fn word(self) -> &'t str {
        if self.space() == Space::Word { self.name() } else { "" }
    }

    fn nodes(self) -> impl Iterator<Item = Element<'t>> {
        let step = move |at: u32| (at != NOWHERE).then_some(Element { tree: self.tree, at });
        std::iter::successors(step(self.node().first), move |e| step(e.node().next))
    }

    pub(crate) fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.nodes().filter(|e| !e.name().is_empty())
    }

    /// The first child of that name in WordprocessingML.
    pub(crate) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|e| e.word() == name)
    }

    pub(crate) fn attribute(self, space: Space, name: &str) -> Option<&'t str> {
        let (first, last) = self.node().attributes;
        let attributes = &self.tree.attributes[first as usize..last as usize];
        attributes.iter().find(|a| a.space == space && a.name == name).map(|a| a.value.as_ref())
    }

    /// An attribute of WordprocessingML.
    pub(crate) fn get(self, name: &str) -> Option<&'t str> {
        self.attribute(Space::Word, name)
    }

    /// `w:val`.
    pub(crate) fn val(self) -> Option<&'t str> {
        self.get("val")
    }

    /// The text that stands directly in this element.
    pub(crate) fn text(self) -> String {
        self.nodes().filter(|e| e.name().is_empty()).map(|e| e.node().text.as_ref()).collect()
    }
}

/// Text with the characters of XML escaped; those that XML cannot hold must be gone.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push_str(&format!("&#{};", c as u32)),
            c => escaped.push(c),
        }
    }
    escaped
}
