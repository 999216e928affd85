//! Setting data in a template by Typst: the one world that both know, and its bounds.

use super::{PATIENCE_SECONDS, Pdf, PdfFault, STACK_BYTES};
use crate::fonts::{self, FontFault, UsedFont};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration as Offset, Smart, Value};
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What every template of ours begins with.
const HOUSE: &str = include_str!("house.typ");

/// A template, with what all of them begin with; parsed once, as it is part of the program.
pub(crate) fn template(name: &str, markup: &str) -> Source {
    let path = VirtualPath::new(name).expect("BUG: a plain file name is a path");
    let id = FileId::new(RootedPath::new(VirtualRoot::Project, path));
    Source::new(id, format!("{HOUSE}{markup}"))
}

/// Sets data in a template.
///
/// Runs in a thread of its own and waits a bounded time; a thread that takes longer ends by itself, its result unread.
pub(crate) fn set(world: Desk) -> Result<Pdf, PdfFault> {
    let (send, receive) = mpsc::channel();
    let set = move || {
        // Nobody may be waiting any more; then the result is of no use.
        send.send(world.set()).ok();
    };
    std::thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK_BYTES)
        .spawn(set)
        .map_err(|_| PdfFault::BrokenOff)?;
    match receive.recv_timeout(Duration::from_secs(PATIENCE_SECONDS)) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err(PdfFault::TooLong),
        Err(RecvTimeoutError::Disconnected) => Err(PdfFault::BrokenOff),
    }
}

/// Every character of some data: those that print will show, the frame's own included.
pub(crate) fn characters(print: &impl Serialize) -> BTreeSet<char> {
    let json =
        serde_json::to_value(print).expect("BUG: strings, numbers and lists always serialise");
    let mut characters = BTreeSet::new();
    collect(&json, &mut characters);
    characters
}

fn collect(value: &serde_json::Value, characters: &mut BTreeSet<char>) {
    match value {
        serde_json::Value::String(text) => characters.extend(text.chars()),
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect(value, characters)),
        serde_json::Value::Object(object) => {
            object.values().for_each(|value| collect(value, characters));
        }
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

/// All that Typst may see: a template, data, and fonts.
pub(crate) struct Desk {
    template: &'static Source,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    identity: String,
}

impl Desk {
    /// The data, which the template reads as `sys.inputs.document`; its identity tells the file from others.
    pub(crate) fn new(
        template: &'static Source,
        print: &impl Serialize,
        fonts: Vec<Font>,
        identity: String,
    ) -> Self {
        let json =
            serde_json::to_vec(print).expect("BUG: strings, numbers and lists always serialise");
        let inputs: Dict =
            [("document".into(), Value::Bytes(Bytes::new(json)))].into_iter().collect();
        let library = Library::builder()
            .with_inputs(inputs)
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build();
        Self {
            template,
            library: LazyHash::new(library),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            identity,
        }
    }

    fn set(&self) -> Result<Pdf, PdfFault> {
        let result = self.lay_out().and_then(|laid_out| self.export(&laid_out));
        // What Typst remembers between documents would otherwise only grow.
        typst::comemo::evict(0);
        result
    }

    fn lay_out(&self) -> Result<PagedDocument, PdfFault> {
        let laid_out =
            typst::compile::<PagedDocument>(self).output.map_err(|faults| self.refused(&faults))?;
        for page in laid_out.pages() {
            check_drawn(&page.frame)?;
        }
        Ok(laid_out)
    }

    fn export(&self, laid_out: &PagedDocument) -> Result<Pdf, PdfFault> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|fault| PdfFault::Typesetting(fault.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(self.identity.clone()),
            creator: Smart::Custom(Some("Rapporteur".to_owned())),
            timestamp: None,
            standards,
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(laid_out, &options).map_err(|faults| self.refused(&faults))?;
        Ok(Pdf { bytes, pages: laid_out.pages().len(), fonts: used(laid_out) })
    }

    /// Typst's messages, each with the line of the template that it is about.
    fn refused(&self, faults: &[SourceDiagnostic]) -> PdfFault {
        let messages: Vec<String> = faults
            .iter()
            .map(|fault| match self.range(fault.span) {
                Some(range) => {
                    let line = self.template.text()[..range.start].lines().count();
                    format!("{} (line {line} of the template)", fault.message)
                }
                None => fault.message.to_string(),
            })
            .collect();
        PdfFault::Typesetting(messages.join("; "))
    }
}

/// The world of one document.
impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Offset>) -> Option<Datetime> {
        None
    }
}

/// The last guard against boxes: a glyph 0 is what a font shows for a character that it lacks.
fn check_drawn(frame: &Frame) -> Result<(), FontFault> {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => check_drawn(&group.frame)?,
            FrameItem::Text(text) if text.glyphs.iter().any(|glyph| glyph.id == 0) => {
                return Err(fonts::not_drawn(&text.text));
            }
            FrameItem::Text(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
    Ok(())
}

/// The fonts that some glyph really came from.
fn used(laid_out: &PagedDocument) -> Vec<UsedFont> {
    let mut faces: Vec<Font> = Vec::new();
    for page in laid_out.pages() {
        collect_faces(&page.frame, &mut faces);
    }
    let used: BTreeSet<UsedFont> = faces.iter().map(fonts::used).collect();
    used.into_iter().collect()
}

fn collect_faces(frame: &Frame, faces: &mut Vec<Font>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_faces(&group.frame, faces),
            FrameItem::Text(text) => {
                let face = text.font.font();
                if !faces.contains(face) {
                    faces.push(face.clone());
                }
            }
            FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}
