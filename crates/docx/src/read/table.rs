//! Tables: row by row, cell by cell.

use crate::document::{Cell, Paragraph, Place};
use crate::loss::{Effect, meaning};
use crate::refusal::Refusal;
use crate::xml::{Element, Space};

use super::looks::listed;
use super::story::Story;

const NESTED: (Effect, &str) =
    (Effect::Structure, "a table within a table or text box is told as part of it, in order");

impl<'t> Story<'_, '_, 't> {
    pub(super) fn table(&mut self, e: Element<'t>) -> Result<(), Refusal> {
        let mut row = 0;
        if self.place == Place::Body {
            let table = self.tables;
            self.tables += 1;
            self.rows(e, Some(table), &mut row)
        } else {
            self.note(e, NESTED);
            self.rows(e, None, &mut row)
        }
    }

    fn rows(&mut self, e: Element<'t>, table: Option<usize>, row: &mut usize) -> Result<(), Refusal> {
        for child in e.children() {
            match child.word() {
                "tr" => {
                    self.row(child, table, *row)?;
                    *row += 1;
                }
                "tblPr" | "tblGrid" => {
                    self.lose(child);
                    self.looks(child);
                }
                "sdt" => {
                    self.lose(child);
                    child.child("sdtContent").map_or(Ok(()), |c| self.rows(c, table, row))?;
                }
                "customXml" | "ins" | "del" | "moveFrom" | "moveTo" => {
                    self.lose(child);
                    self.rows(child, table, row)?;
                }
                "sdtPr" | "sdtEndPr" | "customXmlPr" => {}
                _ if self.marker(child)? => {}
                _ if child.space() == Space::Compatibility => {
                    if let Some(branch) = self.alternative(child) {
                        self.rows(branch, table, row)?;
                    }
                }
                _ => {
                    self.unknown(child);
                    self.block(child)?;
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, e: Element<'t>, table: Option<usize>, row: usize) -> Result<(), Refusal> {
        let mut revisions = Vec::new();
        for property in e.child("trPr").into_iter().flat_map(Element::children) {
            match self.revision(property) {
                Some(revision) => revisions.push(revision),
                None => self.lose_in("w:trPr", property),
            }
        }
        revisions.truncate(self.shared.limits.layers);
        let cell = table.map(|table| Cell { table, row, column: 0, span: 1, revisions });
        self.cells(e, &cell, &mut 0)
    }

    fn cells(
        &mut self,
        e: Element<'t>,
        first: &Option<Cell>,
        column: &mut usize,
    ) -> Result<(), Refusal> {
        for child in e.children() {
            match child.word() {
                "tc" => {
                    self.cell(child, first.as_ref(), *column)?;
                    *column += 1;
                }
                "trPr" | "sdtPr" | "sdtEndPr" | "customXmlPr" => {}
                "tblPrEx" => self.lose(child),
                "sdt" => {
                    self.lose(child);
                    child.child("sdtContent").map_or(Ok(()), |c| self.cells(c, first, column))?;
                }
                "customXml" | "ins" | "del" | "moveFrom" | "moveTo" => {
                    self.lose(child);
                    self.cells(child, first, column)?;
                }
                _ if self.marker(child)? => {}
                _ if child.space() == Space::Compatibility => {
                    if let Some(branch) = self.alternative(child) {
                        self.cells(branch, first, column)?;
                    }
                }
                _ => {
                    self.unknown(child);
                    self.block(child)?;
                }
            }
        }
        Ok(())
    }

    fn cell(&mut self, e: Element<'t>, first: Option<&Cell>, column: usize) -> Result<(), Refusal> {
        let properties = e.child("tcPr");
        let span = properties.and_then(|p| p.child("gridSpan")).and_then(Element::val);
        let span = span.and_then(|v| v.parse().ok()).unwrap_or(1);
        for property in properties.into_iter().flat_map(Element::children) {
            if !matches!(property.word(), "gridSpan" | "tcW") {
                self.lose_in("w:tcPr", property);
            }
        }
        let Some(first) = first else { return self.blocks(e) };
        let cell = Cell { column, span, ..first.clone() };
        let place = std::mem::replace(&mut self.place, Place::Table(cell));
        let before = self.paragraphs.len();
        self.blocks(e)?;
        if self.paragraphs.len() == before {
            self.paragraphs.push(Paragraph { place: self.place.clone(), ..Paragraph::default() });
            self.charge(size_of::<Paragraph>())?;
        }
        self.place = place;
        Ok(())
    }

    /// Tracked changes of how the table as a whole looks.
    fn looks(&mut self, e: Element) {
        e.children().filter(|c| c.name().ends_with("Change")).for_each(|c| self.lose(c));
    }

    /// Lists a property of a row or cell by its own line, or under that of its holder.
    fn lose_in(&mut self, holder: &str, e: Element) {
        let name = listed(e);
        let (name, what) = match meaning(&name) {
            Some(what) => (name.as_str(), Some(what)),
            None => (holder, meaning(holder)),
        };
        let paragraph = self.spot().paragraph;
        self.shared.losses.add(self.part, Some(name), paragraph, what.unwrap_or(NESTED));
    }
}
