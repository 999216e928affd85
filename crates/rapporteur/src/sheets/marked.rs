//! The marked-up text: everything that the draft holds, each piece shown as what it is.

use super::{Head, Words, runs::Part, sheet};
use crate::words::counted;
use render::sheet::{Block, Change, Footnote, Heading, Mark, Paragraph, Remark, Run, Sheet};
use text::draft::{BlockKind, Draft};

/// The draft with every mark shown as what it is.
pub(crate) fn marked(words: &Words<'_>, head: &Head) -> Sheet {
    let draft = words.draft;
    let mut footnotes = Vec::new();
    let mut blocks = Vec::new();
    let mut left_out = 0;
    for (index, block) in draft.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Footnote { .. } => footnotes.push(footnote(words, index, footnotes.len())),
            // For programs: no words of the text.
            BlockKind::Attributes | BlockKind::FrontMatter | BlockKind::LinkDefinition => {
                left_out += 1;
            }
            _ => blocks.push(shown(words, index, |_, _| true)),
        }
    }
    let mut notes = notes(words);
    if left_out > 0 {
        let count = counted(left_out, "line or block", "lines or blocks");
        notes.push(format!(
            "{count} for programs, such as front matter and targets of links, left out."
        ));
    }
    call(&mut blocks, &footnotes);
    let mut made = sheet("Marked-up text", head, notes, blocks);
    made.footnotes = footnotes;
    made
}

/// References to footnotes that are there are shown as the mark of the footnote.
fn call(blocks: &mut [Block], footnotes: &[Footnote]) {
    for block in blocks {
        let runs = match block {
            Block::Paragraph(paragraph) => &mut paragraph.runs,
            Block::Heading(heading) => &mut heading.runs,
            _ => continue,
        };
        for run in runs {
            if let Mark::Footnote(id) = &run.mark
                && let Some(note) = footnotes.iter().find(|note| note.id == *id)
            {
                run.text.clone_from(&note.mark);
            }
        }
    }
}

/// What stands without counterpart, said before the text.
fn notes(words: &Words<'_>) -> Vec<String> {
    let check = text::check::check(words.draft, words.source);
    let mut notes = Vec::new();
    if !check.stray.is_empty() {
        let places: Vec<String> =
            check.stray.iter().map(|s| format!("`{}` on line {}", s.mark, s.line)).collect();
        notes
            .push(format!("Marks without counterpart, kept as they stand: {}.", places.join(", ")));
    }
    if check.undecided_runs > 0 {
        notes.push(format!(
            "Brackets that follow one another without words between, and of which nobody has said whether they are alternatives or additions: {}.",
            check.undecided_runs
        ));
    }
    notes
}

/// A block of the draft as a block of the sheet.
pub(super) fn shown(words: &Words<'_>, index: usize, keep: impl Fn(Part, u32) -> bool) -> Block {
    let block = &words.draft.blocks[index];
    let end = words.source[block.range.clone()].trim_end().len() + block.range.start;
    // A bracket that opens before the label keeps the label among the words.
    let is_led = is_led_by_label(words, index);
    let body = |keep: &dyn Fn(Part, u32) -> bool| {
        let mut runs = words.runs(block.range.start..end, &Change::Kept, |part, depth| {
            part != Part::Form && !(part == Part::Label && is_led) && keep(part, depth)
        });
        trim(&mut runs);
        runs
    };
    let anchor = format!("l{}", block.line);
    match block.kind {
        BlockKind::Heading(level) => {
            let mut runs = words.runs(block.range.start..end, &Change::Kept, |part, depth| {
                part != Part::Form && keep(part, depth)
            });
            trim(&mut runs);
            Block::Heading(Heading { level: u32::from(level), anchor, runs })
        }
        BlockKind::FrontMatter
        | BlockKind::LinkDefinition
        | BlockKind::Legend
        | BlockKind::References => Block::Note(body(&|_, _| true)),
        _ => {
            let mut label = label(words.draft, words.source, index).filter(|_| is_led);
            let mut runs = body(&keep);
            // `**Option 2**: words`: the colon belongs to the label.
            if let (Some(label), Some(first)) = (&mut label, runs.first_mut())
                && let Some(rest) = first.text.strip_prefix(':')
            {
                label.push(':');
                first.text = rest.trim_start().to_owned();
            }
            Block::Paragraph(Paragraph {
                anchor,
                label,
                language: script_of(&words.source[block.range.clone()]),
                level: u32::try_from(block.indent / 4).unwrap_or(0),
                runs,
                margin: reservation(block.kind),
                ..Paragraph::default()
            })
        }
    }
}

/// Whether nothing but form stands before the first label of a block.
fn is_led_by_label(words: &Words<'_>, index: usize) -> bool {
    let block = &words.draft.blocks[index];
    let first = words.draft.labels.get(block.labels.start).filter(|_| !block.labels.is_empty());
    first.is_none_or(|label| {
        let before = &words.source[block.range.start..label.range.start.max(block.range.start)];
        before.chars().all(|c| c.is_whitespace() || "#*_-•".contains(c))
    })
}

/// A tag for words that run from right to left, told by their first letter: the script, since the language is not known.
fn script_of(words: &str) -> Option<String> {
    let first = words.chars().find(|c| c.is_alphabetic())?;
    match first {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Some("und-Hebr".to_owned()),
        '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => {
            Some("und-Arab".to_owned())
        }
        _ => None,
    }
}

fn reservation(kind: BlockKind) -> Vec<Remark> {
    match kind {
        BlockKind::Footnote { is_reservation: true } => {
            vec![Remark { by: None, text: "This note holds a reservation.".to_owned() }]
        }
        _ => Vec::new(),
    }
}

/// The labels of a block as they are written, without marks of bold type.
pub(super) fn label(draft: &Draft, source: &str, index: usize) -> Option<String> {
    let labels = &draft.labels[draft.blocks[index].labels.clone()];
    let words: Vec<&str> = labels
        .iter()
        .map(|label| source[label.range.clone()].trim_matches(['*', '_', ' ']))
        .filter(|words| !words.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn footnote(words: &Words<'_>, index: usize, count: usize) -> Footnote {
    let block = &words.draft.blocks[index];
    let source = &words.source[block.range.clone()];
    let id = source.trim_start().strip_prefix("[^").and_then(|rest| rest.split(']').next());
    let id = id.map_or_else(|| format!("note{count}"), str::to_owned);
    let body = source.find("]:").map_or(block.range.start, |at| block.range.start + at + 2);
    let mut runs = words.all(body..block.range.end, &Change::Kept);
    trim(&mut runs);
    Footnote { mark: id.clone(), id, runs }
}

/// White space at both ends is form.
pub(super) fn trim(runs: &mut Vec<Run>) {
    while let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        runs.remove(0);
    }
    while let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
        if !last.text.is_empty() {
            break;
        }
        runs.pop();
    }
}
