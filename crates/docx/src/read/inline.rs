//! What stands inside a paragraph.

use crate::document::{Field, FormatChange, NoteRef, Run};
use crate::loss::Effect;
use crate::refusal::Refusal;
use crate::styles::StyleKind;
use crate::xml::{Element, Space};

use super::looks::{direct, layer};
use super::story::{Computed, Story, heft, signed, weight, words};

const CODE_TEXT: (Effect, &str) = (
    Effect::Structure,
    "words inside the code of a field are kept, though Word does not show them",
);
const NO_NOTE: (Effect, &str) = (Effect::Structure, "the call of a note that is not there");
const OWN_MARK: (Effect, &str) =
    (Effect::Structure, "a note with a mark of its own: the mark is text after the call");

impl<'t> Story<'_, '_, 't> {
    pub(super) fn inlines(&mut self, container: Element<'t>) -> Result<(), Refusal> {
        container.children().try_for_each(|e| self.inline(e))
    }

    pub(super) fn inline(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        match e.word() {
            "r" => self.run(e),
            "ins" | "del" | "moveFrom" | "moveTo" => self.revised(e, Self::inlines),
            "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" => {
                self.lose(e);
                self.inlines(e)
            }
            "sdt" => {
                self.lose(e);
                e.child("sdtContent").map_or(Ok(()), |content| self.inlines(content))
            }
            "fldSimple" => self.simple_field(e),
            "p" | "tbl" => {
                self.unknown(e);
                self.hang(e, false)
            }
            "pPr" | "proofErr" | "customXmlPr" | "smartTagPr" | "sdtPr" | "sdtEndPr" => Ok(()),
            _ if self.marker(e)? => Ok(()),
            _ if e.space() == Space::Math => {
                self.lose(e);
                self.say(&words(e), &Run::default())
            }
            _ if is_alternative(e) => {
                self.alternative(e).map_or(Ok(()), |branch| self.inlines(branch))
            }
            _ => {
                self.unknown(e);
                self.inlines(e)
            }
        }
    }

    fn simple_field(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        let code = e.get("instr").unwrap_or_default().chars().take(40).collect();
        self.fields.push(Computed { code, shows: true, ..Computed::default() });
        self.inlines(e)?;
        self.end_field(e)
    }

    fn end_field(&mut self, e: Element) -> Result<(), Refusal> {
        let Some(ended) = self.fields.pop() else { return Ok(()) };
        match ended.field() {
            Some(field) if !ended.shown => self.push(Run { field: Some(field), ..ended.look }),
            Some(_) => Ok(()),
            None => {
                self.lose(e);
                Ok(())
            }
        }
    }

    fn run(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        let properties = e.child("rPr");
        let style = properties.and_then(|p| p.child("rStyle")).and_then(Element::val);
        let mut run = Run { style: style.map(str::to_owned), ..Run::default() };
        if let Some(properties) = properties {
            let spot = self.spot();
            let own = layer(properties, &mut self.shared.losses, &spot);
            let styled = || {
                let layers = self.shared.styles.layers(style?, StyleKind::Character);
                layers.iter().find_map(|l| l.marks.right_to_left)
            };
            let rtl = own.marks.right_to_left.or_else(styled).unwrap_or(self.style_right_to_left);
            run.direct = direct(own, rtl);
            if let Some(change) = properties.child("rPrChange") {
                let (author, date) = signed(change);
                let old = change.child("rPr");
                let before = old.map(|o| layer(o, &mut self.shared.losses, &spot));
                let before = direct(before.unwrap_or_default(), rtl);
                run.change = Some(FormatChange { author, date, before });
            }
        }
        e.children().try_for_each(|piece| self.piece(piece, &run))
    }

    /// One piece of a run.
    fn piece(&mut self, e: Element<'t>, run: &Run) -> Result<(), Refusal> {
        match e.word() {
            "rPr" | "lastRenderedPageBreak" | "annotationRef" | "separator" => Ok(()),
            "continuationSeparator" => Ok(()),
            "footnoteRef" | "endnoteRef" => {
                self.after_mark = true;
                Ok(())
            }
            "t" | "delText" => self.say(&shown(e), run),
            "tab" => self.say("\t", run),
            "cr" => self.say("\n", run),
            "br" => self.say(
                match e.get("type") {
                    Some("page") => "\u{c}",
                    Some("column") => "\u{b}",
                    _ => "\n",
                },
                run,
            ),
            "noBreakHyphen" => self.say("\u{2011}", run),
            "softHyphen" => self.say("\u{ad}", run),
            "ptab" => {
                self.lose(e);
                self.say("\t", run)
            }
            "sym" => {
                self.lose(e);
                let code = e.get("char").and_then(|c| u32::from_str_radix(c, 16).ok());
                let c = code.and_then(char::from_u32).filter(|c| crate::xml::allowed(*c));
                self.say(c.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut [0; 4]), run)
            }
            "footnoteReference" | "endnoteReference" => self.call(e, run),
            "commentReference" => self.called(e, e.get("id").unwrap_or_default()),
            "fldChar" => self.field_mark(e, run),
            "instrText" | "delInstrText" => {
                if let Some(field) = self.fields.last_mut().filter(|f| !f.shows) {
                    let room = 40usize.saturating_sub(field.code.len());
                    field.code.extend(e.text().chars().take(room));
                    Ok(())
                } else {
                    self.lose(e);
                    Ok(())
                }
            }
            "drawing" | "pict" | "object" => {
                self.lose(e);
                self.embedded(e)
            }
            "ruby" => {
                self.lose(e);
                for part in ["rubyBase", "rt"] {
                    e.child(part).map_or(Ok(()), |part| self.inlines(part))?;
                }
                Ok(())
            }
            "r" => self.run(e),
            _ if is_alternative(e) => match self.alternative(e) {
                Some(branch) => branch.children().try_for_each(|piece| self.piece(piece, run)),
                None => Ok(()),
            },
            _ => {
                self.unknown(e);
                if e.space() == Space::Word {
                    e.children().try_for_each(|piece| self.piece(piece, run))
                } else {
                    self.embedded(e)
                }
            }
        }
    }

    /// Says text with the look of a run. The result of a field that is known stays one run.
    pub(super) fn say(&mut self, text: &str, run: &Run) -> Result<(), Refusal> {
        let text = match std::mem::take(&mut self.after_mark) {
            true => text.strip_prefix(' ').unwrap_or(text),
            false => text,
        };
        if text.is_empty() {
            return Ok(());
        }
        let mut run = Run { text: text.to_owned(), ..run.clone() };
        if let Some(field) = self.fields.last_mut() {
            let known: Option<Field> = field.field().filter(|_| field.shows);
            let again = std::mem::replace(&mut field.shown, known.is_some());
            if !field.shows {
                let paragraph = self.spot().paragraph;
                self.shared.losses.add(self.part, Some("w:t"), paragraph, CODE_TEXT);
            }
            if again && let Some(last) = self.runs.last_mut().filter(|r| r.field.is_some()) {
                last.text.push_str(text);
                return self.charge(text.len());
            }
            run.field = known.filter(|_| !again);
        }
        self.push(run)
    }

    fn call(&mut self, e: Element, run: &Run) -> Result<(), Refusal> {
        let id = e.get("id").unwrap_or_default();
        let note = match e.name() {
            "footnoteReference" => self.shared.footnotes.get(id).copied().map(NoteRef::Footnote),
            _ => self.shared.endnotes.get(id).copied().map(NoteRef::Endnote),
        };
        if e.get("customMarkFollows").is_some() {
            self.note(e, OWN_MARK);
        }
        match note {
            Some(note) => self.push(Run { note: Some(note), ..run.clone() }),
            None => {
                self.note(e, NO_NOTE);
                Ok(())
            }
        }
    }

    fn field_mark(&mut self, e: Element, run: &Run) -> Result<(), Refusal> {
        match e.get("fldCharType") {
            Some("begin") => {
                self.charge(size_of::<Computed>() + heft(run))?;
                self.fields.push(Computed { look: run.clone(), ..Computed::default() });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                }
            }
            _ => return self.end_field(e),
        }
        Ok(())
    }

    /// Looks for text boxes in a drawing; they are told after the paragraph.
    fn embedded(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        if is_alternative(e) {
            self.alternative(e).map_or(Ok(()), |branch| self.embedded(branch))
        } else if e.word() == "txbxContent" {
            self.hang(e, true)
        } else {
            e.children().try_for_each(|child| self.embedded(child))
        }
    }

    fn hang(&mut self, e: Element<'t>, boxed: bool) -> Result<(), Refusal> {
        self.charge(self.revisions.iter().map(weight).sum())?;
        self.hanging.push((e, boxed, self.revisions.clone()));
        Ok(())
    }
}

fn is_alternative(e: Element) -> bool {
    e.space() == Space::Compatibility && e.name() == "AlternateContent"
}

/// The text of a `w:t` as Word shows it: without space around it unless it asks, and in one line.
fn shown(e: Element) -> String {
    let text = e.text();
    let text = match e.attribute(Space::Xml, "space") {
        Some("preserve") => text.as_str(),
        _ => text.trim_matches([' ', '\t', '\n', '\r']),
    };
    match text.contains(['\t', '\n', '\r']) {
        true => text.replace("\r\n", " ").replace(['\t', '\n', '\r'], " "),
        false => text.to_owned(),
    }
}
