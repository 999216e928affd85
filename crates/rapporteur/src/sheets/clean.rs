//! The clean text: words without names, remarks and marks of status; or only the words outside brackets.

use super::marked::{shown, trim};
use super::{Head, Words, runs::Part, sheet};
use crate::words::counted;
use render::sheet::{Block, Mark, Run, Sheet};
use text::draft::BlockKind;

/// What stands where words were left out.
const OMITTED: &str = "[…]";

/// What of a draft is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clean {
    /// The words with their brackets; without holders, status, instructions and remarks.
    WithBrackets,
    /// The words outside brackets and options, with `[…]` where others were left out.
    OutsideBrackets,
}

/// The clean text of a draft.
pub(crate) fn clean(words: &Words<'_>, head: &Head, what: Clean) -> Sheet {
    let mut blocks = Vec::new();
    let (mut omitted, mut options) = (0, 0);
    for (index, block) in words.draft.blocks.iter().enumerate() {
        if matches!(
            block.kind,
            BlockKind::FrontMatter
                | BlockKind::LinkDefinition
                | BlockKind::Legend
                | BlockKind::References
                | BlockKind::Attributes
                | BlockKind::Holders
                | BlockKind::Footnote { .. }
        ) {
            continue;
        }
        let is_option = words.draft.labels[block.labels.clone()].iter().any(|l| l.kind.is_choice());
        if what == Clean::OutsideBrackets && (is_option || block.is_no_text) {
            options += 1;
            continue;
        }
        let mut made = shown(words, index, |part, depth| match (what, part) {
            (_, Part::Text | Part::Label) => true,
            (Clean::WithBrackets, Part::Placeholder) => true,
            // Kept until what is inside brackets is taken out as a whole.
            (Clean::OutsideBrackets, _) => depth > 0,
            _ => false,
        });
        if let Block::Paragraph(paragraph) = &mut made {
            tidy(&mut paragraph.runs, what, &mut omitted);
        }
        if let Block::Heading(heading) = &mut made {
            tidy(&mut heading.runs, what, &mut omitted);
        }
        blocks.push(made);
    }
    let mut notes = vec![
        "Notes, legends and front matter of the draft, names of holders, marks of status and remarks of drafters are left out."
            .to_owned(),
    ];
    if what == Clean::OutsideBrackets {
        notes.push(format!(
            "Words outside brackets are not agreed for that reason alone. {} of words in brackets left out, each shown as […]; {} left out.",
            counted(omitted, "passage", "passages"),
            counted(options, "line of an option", "lines of options"),
        ));
    }
    let title = match what {
        Clean::WithBrackets => "Clean text, with brackets",
        Clean::OutsideBrackets => "Clean text, words outside brackets",
    };
    sheet(title, head, notes, blocks)
}

/// Takes out what stands in brackets, and space at both ends.
fn tidy(runs: &mut Vec<Run>, what: Clean, omitted: &mut usize) {
    if what == Clean::OutsideBrackets {
        let mut kept: Vec<Run> = Vec::new();
        for run in runs.drain(..) {
            if run.depth == 0 && run.mark != Mark::Joint {
                kept.push(run);
            } else if kept.last().is_none_or(|last| last.text != OMITTED) {
                *omitted += 1;
                kept.push(Run::plain(OMITTED));
            }
        }
        *runs = kept;
    }
    trim(runs);
}
