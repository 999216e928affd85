//! The parts of a file, their types and how they refer to one another.

use crate::document::{Comment, Edge, Note, Pages, Restart};

use super::Writer;
use super::text::Frame;

/// The margin of a page on each side, in twentieths of a point.
pub(super) const MARGIN: u32 = 1440;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// A part beside the document: its name below `word/`, the last step of its relationship, its content type.
struct Beside {
    name: String,
    kind: &'static str,
    text: String,
}

impl Writer<'_> {
    /// Every part with its name, in the order in which it is packed.
    pub(super) fn parts(&mut self) -> Vec<(String, String)> {
        let mut beside = Vec::new();
        self.beside(&mut beside, "styles", "styles", Self::styles);
        self.beside(&mut beside, "settings", "settings", Self::settings);
        if !self.document.lists.is_empty() {
            self.beside(&mut beside, "numbering", "numbering", Self::lists);
        }
        if !self.document.footnotes.is_empty() {
            self.beside(&mut beside, "footnotes", "footnotes", |w| {
                w.notes("footnote", &w.document.footnotes.clone())
            });
        }
        if !self.document.endnotes.is_empty() {
            self.beside(&mut beside, "endnotes", "endnotes", |w| {
                w.notes("endnote", &w.document.endnotes.clone())
            });
        }
        if !self.document.comments.is_empty() {
            self.beside(&mut beside, "comments", "comments", Self::comments);
            self.beside(&mut beside, "commentsExtended", "commentsExtended", Self::threads);
        }
        let mut references = String::new();
        for (index, margin) in self.document.margins.iter().enumerate() {
            let (kind, pages) = match (margin.edge, margin.pages) {
                (Edge::Header, pages) => ("header", pages),
                (Edge::Footer, pages) => ("footer", pages),
            };
            let pages = match pages {
                Pages::All => "default",
                Pages::First => "first",
                Pages::Even => "even",
            };
            let name = format!("{kind}{}", index + 1);
            self.beside(&mut beside, &name, kind, |w| w.text(&margin.paragraphs, Frame::default()));
            references.push_str(&format!(
                "<w:{kind}Reference w:type=\"{pages}\" r:id=\"rId{}\"/>",
                beside.len()
            ));
        }
        "word/document.xml".clone_into(&mut self.part);
        let text = self.text(&self.document.paragraphs, Frame::default());
        let section = self.section(&references);
        let document = format!("{HEAD}<w:document {SPACES}><w:body>{text}{section}</w:body></w:document>");
        let core = self.core();
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), types(&beside)),
            ("_rels/.rels".to_owned(), package_relations()),
            ("docProps/core.xml".to_owned(), core),
            ("word/document.xml".to_owned(), document),
            ("word/_rels/document.xml.rels".to_owned(), relations(&beside)),
        ];
        parts.extend(beside.into_iter().map(|p| (format!("word/{}.xml", p.name), p.text)));
        parts
    }

    fn beside(
        &mut self,
        parts: &mut Vec<Beside>,
        name: &str,
        kind: &'static str,
        content: impl FnOnce(&mut Self) -> String,
    ) {
        self.part = format!("word/{name}.xml");
        let root = match kind {
            "header" => "w:hdr",
            "footer" => "w:ftr",
            "commentsExtended" => "w15:commentsEx",
            kind => &format!("w:{kind}"),
        };
        let text = format!("{HEAD}<{root} {SPACES}>{}</{root}>", content(self));
        parts.push(Beside { name: name.to_owned(), kind, text });
    }

    fn settings(&mut self) -> String {
        let mut xml = String::new();
        if self.document.track_changes {
            xml.push_str("<w:trackRevisions/>");
        }
        xml.push_str("<w:defaultTabStop w:val=\"720\"/>");
        if self.document.margins.iter().any(|m| m.pages == Pages::Even) {
            xml.push_str("<w:evenAndOddHeaders/>");
        }
        for (kind, notes) in
            [("footnote", &self.document.footnotes), ("endnote", &self.document.endnotes)]
        {
            if !notes.is_empty() {
                xml.push_str(&format!(
                    "<w:{kind}Pr><w:{kind} w:id=\"-1\"/><w:{kind} w:id=\"0\"/></w:{kind}Pr>"
                ));
            }
        }
        xml.push_str(
            "<w:compat><w:compatSetting w:name=\"compatibilityMode\" \
             w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
        );
        xml
    }

    fn notes(&mut self, kind: &str, notes: &[Note]) -> String {
        let line = |id: i32, of: &str| {
            format!(
                "<w:{kind} w:type=\"{of}\" w:id=\"{id}\"><w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr>\
                 <w:r><w:{of}/></w:r></w:p></w:{kind}>"
            )
        };
        let mut xml = line(-1, "separator") + &line(0, "continuationSeparator");
        let style = if kind == "footnote" { "FootnoteReference" } else { "EndnoteReference" };
        let opening = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:{kind}Ref/></w:r>\
             <w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
        );
        for (index, note) in notes.iter().enumerate() {
            let text = self.text(&note.paragraphs, Frame { opening: &opening, last_id: None });
            xml.push_str(&format!("<w:{kind} w:id=\"{}\">{text}</w:{kind}>", index + 1));
        }
        xml
    }

    fn comments(&mut self) -> String {
        let opening =
            "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>";
        let mut xml = String::new();
        for (index, comment) in self.document.comments.iter().enumerate() {
            let Comment { author, initials, date, paragraphs, .. } = comment;
            let author = self.safe("w:author", author);
            let date = self.date(date.as_deref());
            let initials = initials.as_ref().map(|i| format!(" w:initials=\"{}\"", self.safe("w:initials", i)));
            let id = paragraph_id(index);
            let text = self.text(paragraphs, Frame { opening, last_id: Some(&id) });
            xml.push_str(&format!(
                "<w:comment w:id=\"{index}\" w:author=\"{author}\"{date}{}>{text}</w:comment>",
                initials.unwrap_or_default()
            ));
        }
        xml
    }

    fn threads(&mut self) -> String {
        let mut xml = String::new();
        for (index, comment) in self.document.comments.iter().enumerate() {
            let parent = comment.reply_to.map(|id| format!(" w15:paraIdParent=\"{}\"", paragraph_id(id.0)));
            xml.push_str(&format!(
                "<w15:commentEx w15:paraId=\"{}\"{} w15:done=\"{}\"/>",
                paragraph_id(index),
                parent.unwrap_or_default(),
                u8::from(comment.done)
            ));
        }
        xml
    }

    /// The properties of the one section, in the order of the schema.
    fn section(&self, references: &str) -> String {
        let page = self.document.page;
        let orientation = if page.width > page.height { " w:orient=\"landscape\"" } else { "" };
        let mut xml = format!(
            "<w:sectPr>{references}<w:pgSz w:w=\"{}\" w:h=\"{}\"{orientation}/><w:pgMar w:top=\"{MARGIN}\" \
             w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"720\" w:footer=\"720\" \
             w:gutter=\"0\"/>",
            page.width, page.height
        );
        if let Some(lines) = self.document.line_numbers {
            let restart = match lines.restart {
                Restart::Page => "newPage",
                Restart::Section => "newSection",
                Restart::Never => "continuous",
            };
            xml.push_str(&format!(
                "<w:lnNumType w:countBy=\"{}\" w:restart=\"{restart}\"/>",
                lines.every.max(1)
            ));
        }
        if self.document.margins.iter().any(|m| m.pages == Pages::First) {
            xml.push_str("<w:titlePg/>");
        }
        if page.right_to_left {
            xml.push_str("<w:bidi/>");
        }
        xml + "</w:sectPr>"
    }

    fn core(&mut self) -> String {
        "docProps/core.xml".clone_into(&mut self.part);
        let properties = self.document.properties.clone();
        let mut xml = format!(
            "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        );
        let said = [
            ("dc:title", properties.title),
            ("dc:creator", properties.creator),
            ("dc:language", properties.language),
        ];
        for (name, value) in said {
            if let Some(value) = value.filter(|v| !v.is_empty()) {
                xml.push_str(&format!("<{name}>{}</{name}>", self.safe(name, &value)));
            }
        }
        xml + "</cp:coreProperties>"
    }
}

/// The id by which answers find the comment that they answer: below 0x80000000, as Word asks.
fn paragraph_id(comment: usize) -> String {
    format!("{:08X}", 0x1000_0000 + (comment % 0x6000_0000))
}

fn types(beside: &[Beside]) -> String {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}.document.main+xml\"/>"
    );
    for part in beside {
        xml.push_str(&format!(
            "<Override PartName=\"/word/{}.xml\" ContentType=\"{TYPE}.{}+xml\"/>",
            part.name, part.kind
        ));
    }
    xml + "</Types>"
}

fn package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn relations(beside: &[Beside]) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (index, part) in beside.iter().enumerate() {
        let base = match part.kind {
            "commentsExtended" => "http://schemas.microsoft.com/office/2011/relationships",
            _ => OFFICE,
        };
        xml.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{base}/{}\" Target=\"{}.xml\"/>",
            index + 1,
            part.kind,
            part.name
        ));
    }
    xml + "</Relationships>"
}
