//! The changes in a Word file as amendments and new provisions.

use super::pieces::Paragraph;
use super::sides::{Above, New, Sides};
use super::{Kind, Left, Placed, Taking, passage};
use record::event::texts::{AmendmentProposed, Change};
use record::{Event, Id, ProvisionId};
use render::word;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use text::draft::Draft;
use text::paragraphs::paragraphs;

/// Most bytes of paragraphs that are looked through for passages, all changes together.
const SEARCHED_BYTES_MAX: usize = 64 << 20;

impl Taking<'_> {
    /// Writes the changes of a file, whose text before them stands at `before`.
    pub(super) fn changes(&mut self, file: &word::Text, before: &[Placed]) {
        let reader = self.intake.reader;
        let sides = Sides::new(file, &Draft::read(&file.after, &reader));
        for line in &sides.breaks {
            self.leave(Left {
                line: *line,
                kind: Kind::Breaks,
                words: "in the text with changes".to_owned(),
            });
        }
        let (mut added, mut told) = (BTreeMap::new(), BTreeSet::new());
        let mut searched = 0;
        for change in &file.changes {
            match sides.new.get(&change.line_after) {
                None => self.change(file, &sides, change, before, &mut searched),
                Some(new) if new.is_of_one_hand && !told.insert(change.line_after) => {}
                Some(new) => {
                    let id = self.new_paragraph(new, &sides, change, before, &added);
                    added.extend(id.map(|id| (change.line_after, id)));
                }
            }
        }
        self.notes(file);
        for remark in &file.remarks {
            let words = format!("{}: {}", name(&remark.by), one_line(&remark.words));
            self.leave(Left { line: remark.line, kind: Kind::Remark, words });
        }
    }

    /// The party that a change is of; else it is told.
    fn mover(&mut self, change: &word::Change) -> Option<Id> {
        let words = shown(change);
        let (kind, id) = match &change.by.party {
            None => (Kind::Author, None),
            Some(party) => (Kind::NoParty, self.party(party).filter(begins_a_line)),
        };
        if id.is_none() {
            let line = change.line_before.max(change.line_after);
            self.leave(Left { line, kind, words: format!("{words}, {}", name(&change.by)) });
        }
        id
    }

    fn change(
        &mut self,
        file: &word::Text,
        sides: &Sides,
        change: &word::Change,
        before: &[Placed],
        searched: &mut usize,
    ) {
        let Some(mover) = self.mover(change) else { return };
        let words = format!("{}, {}", shown(change), name(&change.by));
        let line = change.line_before.max(change.line_after);
        if change.is_move {
            self.leave(Left { line, kind: Kind::Moved, words: words.clone() });
        }
        let Some((provision, told)) = self.place(file, sides, change, before, searched) else {
            self.leave(Left { line, kind: Kind::Elsewhere, words });
            return;
        };
        if let Some(id) = self.amendment_on_record(&mover, &provision, &told) {
            self.leave(Left { line, kind: Kind::OnRecord, words: format!("{words}: {id}") });
            return;
        }
        let Some(id) = self.amendment() else { return };
        let event = AmendmentProposed { provision, id, change: told, reason: None };
        if self.write(Some(mover), Event::AmendmentProposed(event)) {
            self.taken.amendments += 1;
        } else {
            self.leave(Left { line, kind: Kind::TooLong, words });
        }
    }

    /// The same change of the same provision by the same voice, where the record has it.
    fn amendment_on_record(&self, by: &Id, provision: &ProvisionId, change: &Change) -> Option<Id> {
        let mut all = self.intake.group?.amendments.iter();
        let same = all.find(|(_, a)| {
            a.voice.id() == by && a.provision == *provision && a.to.is_none() && a.change == *change
        });
        same.map(|(id, _)| id.0.clone())
    }

    /// The same paragraph by the same proposer, where the text on the record has it.
    fn provision_on_record(
        &self,
        paragraph: &Paragraph,
        source: &str,
        by: &[Id],
    ) -> Option<ProvisionId> {
        let group = self.intake.group?;
        let listed = &group.texts.get(&self.intake.text)?.provisions;
        let words = paragraph.text(source);
        let mut listed = listed.iter().filter_map(|id| group.provisions.get(id));
        let same = listed.find(|p| {
            let tabled = &p.tabled;
            *tabled.label == *paragraph.label && *tabled.words.text == *words && tabled.by == by
        });
        same.map(|p| p.id.clone())
    }

    /// Which provision a change is of, and how it is told. None where it is of something else than the words of one.
    fn place(
        &self,
        file: &word::Text,
        sides: &Sides,
        change: &word::Change,
        before: &[Placed],
        searched: &mut usize,
    ) -> Option<(ProvisionId, Change)> {
        let source = &file.before;
        let Range { start, end } = sides.before_at(change.line_before)?;
        let from = start.checked_add(change.at)?.min(end);
        let bytes = from..from.checked_add(change.gone.len())?.min(end);
        if !change.gone.starts_with(source.get(bytes.clone())?) {
            return None;
        }
        let at =
            before.partition_point(|p| p.paragraph.range.start <= bytes.start).checked_sub(1)?;
        let Placed { paragraph, provision: Some(provision) } = before.get(at)? else { return None };
        let words = paragraph.text(source);
        *searched += words.len();
        if *searched > SEARCHED_BYTES_MAX {
            return None;
        }
        let (first, last) = (paragraph.words.first()?.start, paragraph.words.last()?.end);
        // What stands behind the words, on another line or behind other words, is no part of them.
        let behind = source.get(last..bytes.start).unwrap_or_default();
        if behind.contains(['\n', '\r']) || !behind.trim().is_empty() {
            return None;
        }
        let place = |bytes: &Range<usize>| {
            Some(passage::change(&words, paragraph.place(bytes)?, &change.new))
        };
        let told = if bytes.start <= first && bytes.end >= last {
            // All of it; a label that goes and comes with the words is no part of them.
            let head = &source[bytes.start..first];
            let tail = source[last..bytes.end].trim_end();
            let old = words.as_str().into();
            if change.new.is_empty() {
                // Words of something else went with them: no amendment of this provision says that.
                if tail.contains(char::is_alphanumeric) {
                    return None;
                }
                Change::Delete { old }
            } else {
                let new = change.new.strip_prefix(head)?.trim_end().strip_suffix(tail)?;
                Change::Replace { old, new: new.into() }
            }
        } else if bytes.is_empty() && bytes.start > last {
            place(&(last..last))?
        } else {
            place(&bytes)?
        };
        Some((provision.clone(), told))
    }

    /// A paragraph that was not there before, as provisions by who wrote it.
    fn new_paragraph(
        &mut self,
        new: &New,
        sides: &Sides,
        change: &word::Change,
        before: &[Placed],
        added: &BTreeMap<usize, ProvisionId>,
    ) -> Option<ProvisionId> {
        let mover = self.mover(change)?;
        let line = change.line_after;
        let elsewhere =
            |kind| Left { line, kind, words: format!("{}, {}", shown(change), name(&change.by)) };
        let paragraphs = sides.paragraphs.iter().filter(|p| new.range.contains(&p.range.start));
        if !new.is_of_one_hand || paragraphs.clone().next().is_none() {
            self.leave(elsewhere(Kind::Elsewhere));
            return None;
        }
        if change.is_move {
            self.leave(elsewhere(Kind::Moved));
        }
        let mut last = sides.above(line).find_map(|above| match above {
            Above::New(line) => added.get(&line).cloned(),
            Above::Old(end) => {
                let standing = before.iter().rev().filter(|p| p.paragraph.range.start < end);
                standing.into_iter().find_map(|p| p.provision.clone())
            }
        });
        if last.is_none() {
            self.leave(elsewhere(Kind::First));
        }
        for paragraph in paragraphs {
            let by = vec![mover.clone()];
            if let Some(id) = self.provision_on_record(paragraph, sides.after, &by) {
                let words = format!("{}: {}", paragraph.text(sides.after), id.0);
                self.leave(Left { line: paragraph.line, kind: Kind::OnRecord, words });
                last = Some(id);
                continue;
            }
            let id = self.provision(paragraph, sides.after, (by, last.clone(), None));
            last = id.or(last);
        }
        last
    }

    /// Words marked by hand that nothing says are new, gone or a party's; struck ones first.
    pub(super) fn marks(&mut self, file: &word::Text) {
        let is_told = |m: &&word::Marked| matches!(m.meaning, None | Some(word::Meaning::Other(_)));
        let mut marked: Vec<_> = file.marked.iter().filter(is_told).collect();
        marked.sort_by_key(|m| m.mark != word::MarkKind::Strike);
        for word::Marked { line, words, mark, meaning } in marked {
            let said = match meaning {
                Some(word::Meaning::Other(said)) => {
                    format!("; the legend says: {}", one_line(said))
                }
                _ => String::new(),
            };
            let is_silent = *mark == word::MarkKind::Italic && said.is_empty();
            let kind = if is_silent { Kind::Italic } else { Kind::Mark };
            let words = format!("{mark}: “{}”{said}", one_line(words));
            self.leave(Left { line: *line, kind, words });
        }
    }

    /// Cells of tables that were taken in, of the text before the changes.
    pub(super) fn cells(&mut self, file: &word::Text, before: &[Placed]) {
        let cells: BTreeSet<usize> = file.cells.iter().copied().collect();
        let taken = before.iter().filter(|p| p.provision.is_some()).map(|p| &p.paragraph);
        for paragraph in taken.filter(|p| cells.contains(&p.line)) {
            let words = paragraph.text(&file.before);
            self.leave(Left { line: paragraph.line, kind: Kind::Cell, words });
        }
    }

    /// Footnotes whose words are not the same before and after.
    fn notes(&mut self, file: &word::Text) {
        let notes = |source: &str| -> Vec<(usize, String)> {
            let all = paragraphs(source).into_iter().map(|p| (p.line, source[p.range].to_owned()));
            all.filter(|(_, words)| words.starts_with("[^") && words.contains("]:")).collect()
        };
        let before: BTreeSet<String> = notes(&file.before).into_iter().map(|n| n.1).collect();
        for (line, words) in notes(&file.after) {
            if !before.contains(&words) {
                self.leave(Left { line, kind: Kind::NoteChanged, words });
            }
        }
    }
}

/// Who typed, and for whom.
fn name(by: &word::Who) -> String {
    match (&by.party, by.author.as_str()) {
        (Some(party), "") => party.clone(),
        (Some(party), author) => format!("{party} (typed by {author})"),
        (None, "") => "marked by hand; nothing says whose it is".to_owned(),
        (None, author) => format!("typed by {author}"),
    }
}

fn shown(change: &word::Change) -> String {
    let part = |open, words: &str, close| {
        if words.is_empty() { String::new() } else { format!("{open}{}{close}", one_line(words)) }
    };
    format!("{}{}", part("{-", &change.gone, "-}"), part("{+", &change.new, "+}"))
}

fn one_line(words: &str) -> String {
    words.replace(['\n', '\r', '\t'], " ")
}

/// An identity of digits alone would be read as the number of the line.
fn begins_a_line(id: &Id) -> bool {
    !id.as_str().bytes().all(|b| b.is_ascii_digit())
}
