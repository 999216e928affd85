//! What of a file did not come along, and what that means for a reader.

use std::collections::BTreeMap;

/// What a loss means for a reader of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Words or pictures are not in the document.
    Words,
    /// Words are there, but what ties them together, or where they stand, is not.
    Structure,
    /// Part of the history of changes is not there.
    History,
    /// It leads outside the file or would run; it was not followed.
    Outside,
    /// Only how it looks.
    Looks,
}

/// Something that was not understood or could not be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The part of the package.
    pub part: String,
    /// The element, as `w:name`; `None` where the whole part was not read.
    pub element: Option<String>,
    /// How often.
    pub count: usize,
    /// The paragraph of that part in which it first stood, from 1; `None` outside paragraphs.
    pub first: Option<usize>,
    /// What it does to the reader.
    pub effect: Effect,
    /// The same in words.
    pub meaning: &'static str,
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.part)?;
        if let Some(element) = &self.element {
            write!(f, ", `{element}`")?;
        }
        write!(f, ", {} times", self.count)?;
        if let Some(first) = self.first {
            write!(f, ", first in paragraph {first}")?;
        }
        write!(f, ": {}", self.meaning)
    }
}

/// How many kinds of loss are told apart in one file; the rest is counted together.
const KINDS: usize = 500;

/// The losses of one file, counted by part and element.
#[derive(Default)]
pub(crate) struct Losses {
    found: BTreeMap<(String, Option<String>, &'static str), Loss>,
}

impl Losses {
    pub(crate) fn add(
        &mut self,
        part: &str,
        element: Option<&str>,
        first: Option<usize>,
        (effect, meaning): (Effect, &'static str),
    ) {
        let mut key = (part.to_owned(), element.map(str::to_owned), meaning);
        let mut loss = (effect, meaning);
        if self.found.len() >= KINDS && !self.found.contains_key(&key) {
            loss = (Effect::Words, "too many kinds to list; these are counted together");
            key = ("further".to_owned(), None, loss.1);
        }
        let first = first.filter(|_| key.0 != "further");
        self.found.entry(key).and_modify(|l| l.count += 1).or_insert_with_key(|key| Loss {
            part: key.0.clone(),
            element: key.1.clone(),
            count: 1,
            first,
            effect: loss.0,
            meaning: loss.1,
        });
    }

    /// In order of part and element.
    pub(crate) fn list(self) -> Vec<Loss> {
        self.found.into_values().collect()
    }
}

/// Only looks.
pub(crate) const LOOKS: (Effect, &str) = (Effect::Looks, "how it looks is not kept; no words are lost");

/// What the loss of an element means. Elements without a line of their own are `None`.
pub(crate) fn meaning(element: &str) -> Option<(Effect, &'static str)> {
    use Effect::{History, Looks, Outside, Structure, Words};
    Some(match element {
        "w:drawing" | "w:pict" => {
            (Words, "a picture or shape is not kept; the text of text boxes in it is")
        }
        "w:object" => (Words, "an embedded object is not kept; the text of text boxes in it is"),
        "w:txbxContent" => {
            (Structure, "the text of a text box stands after the paragraph that it hangs on")
        }
        "w:altChunk" | "w:subDoc" => (Words, "a document within the document is not read"),
        "w:sdt" => (Structure, "a content control: its text is kept, the control is not"),
        "w:hyperlink" => (Structure, "the words of a link are kept, its target is not"),
        "w:smartTag" | "w:customXml" => (Structure, "the words are kept, the tag around them is not"),
        "w:dir" | "w:bdo" => (Structure, "the words are kept, the change of direction is not"),
        "w:fldSimple" | "w:fldChar" => (Structure, "the shown result of a field is kept, its code is not"),
        "w:instrText" | "w:delInstrText" => (Structure, "the code of a field is not kept; its shown result is"),
        "m:oMath" | "m:oMathPara" => {
            (Structure, "an equation is kept as the letters in it, without its layout")
        }
        "w:ruby" => (Structure, "the reading beside a word is kept as text after it"),
        "w:sym" => (Structure, "a character of a symbol font is kept by its number and may look different"),
        "w:ptab" => (Structure, "a tab to a given place is kept as a tab"),
        "w:pgNum" | "w:dayShort" | "w:dayLong" | "w:monthShort" | "w:monthLong" | "w:yearShort"
        | "w:yearLong" => (Words, "a computed number or date is not kept"),
        "w:bookmarkStart" | "w:bookmarkEnd" => (Structure, "a bookmark is not kept; no words are lost"),
        "w:permStart" | "w:permEnd" => (Structure, "a permission to edit is not kept; no words are lost"),
        "w:sectPr" => (Structure, "a section break is not kept; the page is that of the last section"),
        "w:tblPr" | "w:tblGrid" | "w:tblPrEx" | "w:trPr" | "w:tcPr" => {
            (Looks, "how a table looks is not kept; no words are lost")
        }
        "w:vMerge" | "w:hMerge" => (Structure, "cells joined downwards are told as single cells"),
        "w:gridBefore" | "w:gridAfter" => (Structure, "columns left out at the edge of a row are not kept"),
        "w:tblHeader" => (Structure, "that a row is the head of its table is not kept"),
        "w:cellIns" | "w:cellDel" | "w:cellMerge" => (History, "a tracked change of a cell is not kept"),
        "w:tblPrChange" | "w:trPrChange" | "w:tcPrChange" | "w:tblGridChange"
        | "w:tblPrExChange" => (History, "a tracked change of how a table looks is not kept"),
        "w:sectPrChange" | "w:numberingChange" => {
            (History, "a tracked change of pages or numbers is not kept")
        }
        "w:customXmlInsRangeStart" | "w:customXmlDelRangeStart" | "w:customXmlMoveFromRangeStart"
        | "w:customXmlMoveToRangeStart" => (History, "a tracked change of a tag is not kept"),
        "w:framePr" => (Structure, "a paragraph in a frame is told in its place in the text"),
        "w:documentProtection" | "w:writeProtection" => {
            (Structure, "the file asks to be protected; that is not kept")
        }
        "w:specVanish" => (Structure, "a paragraph that runs into the next is told apart from it"),
        "w:attachedTemplate" => (Outside, "a template outside the file is not read"),
        _ => return None,
    })
}
