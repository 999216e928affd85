//! The legend: each mark that a sheet uses, shown as the format shows it, and what it means.

use super::labels::Meanings;
use super::{Block, Bracket, Cell, Change, LegendLine, Mark, Run, Sheet};
use std::collections::BTreeSet;

/// The marks that a legend explains, in the order of the legend.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Bracket,
    Attribution,
    Holder,
    Joint,
    Inserted,
    Deleted,
    Moved,
    Placeholder,
    Instruction,
    Editorial,
    Status,
    Stray,
}

/// Lines for the marks that the sheet uses, in its language.
pub fn of(sheet: &Sheet) -> Vec<LegendLine> {
    let mut used = BTreeSet::new();
    each_run(sheet, &mut |run| {
        used.extend(sign_of_mark(&run.mark));
        used.extend(sign_of_change(&run.change));
    });
    for block in &sheet.blocks {
        if let Block::Paragraph(paragraph) = block {
            used.extend(sign_of_change(&paragraph.change));
        }
    }
    used.into_iter().map(|sign| line(sign, &sheet.labels.meanings)).collect()
}

fn each_run(sheet: &Sheet, visit: &mut impl FnMut(&Run)) {
    let mut all = |runs: &[Run]| runs.iter().for_each(&mut *visit);
    sheet.notes.iter().for_each(|note| all(note));
    sheet.footnotes.iter().for_each(|note| all(&note.runs));
    for block in &sheet.blocks {
        match block {
            Block::Heading(heading) => all(&heading.runs),
            Block::Paragraph(paragraph) => all(&paragraph.runs),
            Block::Note(runs) => all(runs),
            Block::Table(table) => {
                let cells = table.header.iter().chain(table.rows.iter().flatten());
                cells.for_each(|cell: &Cell| all(&cell.runs));
            }
        }
    }
}

fn sign_of_mark(mark: &Mark) -> Option<Sign> {
    match mark {
        Mark::Open(_) | Mark::Close(_) => Some(Sign::Bracket),
        Mark::Attribution => Some(Sign::Attribution),
        Mark::Holder => Some(Sign::Holder),
        Mark::Joint => Some(Sign::Joint),
        Mark::Placeholder => Some(Sign::Placeholder),
        Mark::Instruction => Some(Sign::Instruction),
        Mark::Editorial => Some(Sign::Editorial),
        Mark::Status => Some(Sign::Status),
        Mark::Stray => Some(Sign::Stray),
        Mark::Plain | Mark::Emphasis | Mark::Strong | Mark::Footnote(_) => None,
    }
}

fn sign_of_change(change: &Change) -> Option<Sign> {
    match change {
        Change::Kept => None,
        Change::Inserted { .. } => Some(Sign::Inserted),
        Change::Deleted { .. } => Some(Sign::Deleted),
        Change::MovedHere { .. } | Change::MovedAway { .. } => Some(Sign::Moved),
    }
}

fn line(sign: Sign, meanings: &Meanings) -> LegendLine {
    let (words, name) = &meanings.sample;
    let bracketed = |text: &str, mark| vec![Run::marked(format!("[{text}]"), mark)];
    let by = Some(name.clone());
    let changed = |change| vec![Run::plain(words.clone()).changed(change)];
    let pair = || {
        let open = Mark::Open(Bracket { number: 1, ..Bracket::default() });
        vec![
            Run::marked("[", open).within(1),
            Run::plain(words.clone()).within(1),
            Run::marked("]", Mark::Close(1)).within(1),
        ]
    };
    let attributed = || {
        let mut runs = pair();
        runs.push(Run::marked(name.clone(), Mark::Attribution));
        runs
    };
    let side_by_side = || {
        let mut runs = pair();
        runs.push(Run::marked("", Mark::Joint));
        runs.extend(pair());
        runs
    };
    let (sample, meaning) = match sign {
        Sign::Bracket => (pair(), &meanings.bracket),
        Sign::Attribution => (attributed(), &meanings.attribution),
        Sign::Holder => (vec![Run::marked(name.clone(), Mark::Holder)], &meanings.holder),
        Sign::Joint => (side_by_side(), &meanings.joint),
        Sign::Inserted => (changed(Change::Inserted { by }), &meanings.inserted),
        Sign::Deleted => (changed(Change::Deleted { by }), &meanings.deleted),
        Sign::Moved => (changed(Change::MovedHere { from: "12".to_owned() }), &meanings.moved),
        Sign::Placeholder => (bracketed(words, Mark::Placeholder), &meanings.placeholder),
        Sign::Instruction => {
            let sample = Run::marked(format!("{{{words}}}"), Mark::Instruction);
            (vec![sample], &meanings.instruction)
        }
        Sign::Editorial => (bracketed(words, Mark::Editorial), &meanings.editorial),
        Sign::Status => (bracketed(words, Mark::Status), &meanings.status),
        Sign::Stray => (vec![Run::marked("]", Mark::Stray)], &meanings.stray),
    };
    LegendLine { sample, meaning: meaning.clone() }
}
