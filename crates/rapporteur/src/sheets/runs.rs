//! A draft's words as runs: each leaf with the mark that it has, cut to what is asked for.

use super::emphasis::Emphasis;
use render::sheet::{Bracket, Change, Mark, Run};
use std::ops::Range;
use text::draft::{Class, Draft, NodeKind, RunReading};
use text::parties::Parties;

/// What a leaf is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words of the text.
    Text,
    /// Names and what they say.
    Said,
    /// A mark of status.
    Status,
    /// An instruction.
    Instruction,
    /// Words to come.
    Placeholder,
    /// A remark of the drafters.
    Editorial,
    /// White space, indentation, attributes.
    Form,
    /// The label of a paragraph.
    Label,
}

/// A leaf with what it is.
#[derive(Clone, Debug)]
struct Leaf {
    range: Range<usize>,
    mark: Mark,
    /// Negotiating brackets and placeholders around it.
    depth: u32,
    part: Part,
}

/// A draft's words, ready to be shown piece by piece.
pub(crate) struct Words<'d> {
    pub(crate) source: &'d str,
    pub(crate) draft: &'d Draft,
    leaves: Vec<Leaf>,
    emphasis: Emphasis,
}

impl<'d> Words<'d> {
    /// Looks through a draft once.
    pub(crate) fn new(source: &'d str, draft: &'d Draft, parties: Option<&Parties>) -> Self {
        let holders = holders(draft, parties);
        let mut leaves: Vec<Leaf> = Vec::with_capacity(draft.nodes.len());
        // What is open: index behind it, and what stands in it.
        let mut open: Vec<(usize, u32, Option<Part>)> = Vec::new();
        for (index, node) in draft.nodes.iter().enumerate() {
            while open.last().is_some_and(|(end, ..)| *end <= index) {
                open.pop();
            }
            let (depth, part) = open.last().map_or((0, None), |(_, depth, part)| (*depth, *part));
            if node.kind.is_inner() {
                open.push(match node.kind {
                    NodeKind::Bracket(number) => {
                        let of = part.or(match draft.brackets[number.at()].class {
                            Class::Negotiating => None,
                            Class::Placeholder => Some(Part::Placeholder),
                            Class::Status(_) => Some(Part::Status),
                            Class::Editorial => Some(Part::Editorial),
                        });
                        (node.end(), depth + 1, of)
                    }
                    NodeKind::Attribution(_) | NodeKind::Conditional(_) => {
                        (node.end(), depth, part.or(Some(Part::Said)))
                    }
                    NodeKind::Instruction { is_placeholder: true } => {
                        (node.end(), depth, part.or(Some(Part::Placeholder)))
                    }
                    NodeKind::Instruction { is_placeholder: false } => {
                        (node.end(), depth, part.or(Some(Part::Instruction)))
                    }
                    _ => (node.end(), depth, part),
                });
                continue;
            }
            let (mark, part) = leaf(draft, source, index, part, &holders);
            leaves.push(Leaf { range: node.range.clone(), mark, depth, part });
        }
        Self { source, draft, leaves, emphasis: Emphasis::read(source, draft) }
    }

    /// The words of a range as runs; `keep` says which parts are among them.
    pub(crate) fn runs(
        &self,
        range: Range<usize>,
        change: &Change,
        keep: impl Fn(Part, u32) -> bool,
    ) -> Vec<Run> {
        let first = self.leaves.partition_point(|leaf| leaf.range.end <= range.start);
        let mut runs: Vec<Run> = Vec::new();
        // Whether something was left out since the last words: then the space on one of its sides goes with it.
        let mut left_out = false;
        for leaf in &self.leaves[first..] {
            if leaf.range.start >= range.end {
                // An empty joint at the very end belongs to what follows.
                break;
            }
            if !keep(leaf.part, leaf.depth) {
                left_out |= leaf.part != Part::Form && leaf.part != Part::Label;
                continue;
            }
            let mut part = leaf.range.start.max(range.start)..leaf.range.end.min(range.end);
            let is_part = part.len() < leaf.range.len();
            if std::mem::take(&mut left_out) {
                let spaces = close_gap(&mut runs, &self.source[part.clone()], leaf.depth);
                part.start += spaces;
                if spaces > 0 && part.is_empty() {
                    // Nothing but space: what was left out is still the last that was seen.
                    left_out = true;
                    continue;
                }
            }
            // The place between two brackets that touch has no words that could come or go.
            if part.is_empty() && *change != Change::Kept {
                continue;
            }
            for stretch in self.emphasis.stretches(part) {
                let mark = match &leaf.mark {
                    Mark::Footnote(_) if is_part => Mark::Plain,
                    Mark::Plain if stretch.is_strong => Mark::Strong,
                    Mark::Plain if stretch.is_emphasised => Mark::Emphasis,
                    mark => mark.clone(),
                };
                let run = Run {
                    text: self.source[stretch.range].to_owned(),
                    mark,
                    depth: leaf.depth,
                    change: change.clone(),
                    language: None,
                };
                push(&mut runs, run);
            }
        }
        runs
    }

    /// All the words of a range.
    pub(crate) fn all(&self, range: Range<usize>, change: &Change) -> Vec<Run> {
        self.runs(range, change, |_, _| true)
    }
}

/// Where something was left out before words: one space stays of those on both sides, none before a stop, and a slash, which
/// parts alternatives only with space on both sides, gets back what went. How many bytes of the words go.
fn close_gap(runs: &mut Vec<Run>, words: &str, depth: u32) -> usize {
    if words == "/" && !ends_with_space(runs) {
        push(runs, Run { depth, ..Run::plain(" ") });
    }
    if !ends_with_space(runs) {
        return 0;
    }
    if words.starts_with([',', '.', ';'])
        && let Some(last) = runs.last_mut()
    {
        last.text.truncate(last.text.trim_end_matches(' ').len());
    }
    words.len() - words.trim_start_matches(' ').len()
}

fn ends_with_space(runs: &[Run]) -> bool {
    runs.last().is_some_and(|run| run.text.ends_with(' '))
}

/// Runs that differ in nothing are one.
fn push(runs: &mut Vec<Run>, run: Run) {
    let joins = |last: &Run| {
        last.mark == run.mark
            && last.depth == run.depth
            && last.change == run.change
            && !matches!(run.mark, Mark::Open(_) | Mark::Close(_) | Mark::Joint | Mark::Footnote(_))
    };
    match runs.last_mut() {
        Some(last) if joins(last) => last.text.push_str(&run.text),
        _ => runs.push(run),
    }
}

fn leaf(
    draft: &Draft,
    source: &str,
    index: usize,
    part: Option<Part>,
    holders: &[Vec<String>],
) -> (Mark, Part) {
    let node = &draft.nodes[index];
    let of_part = match part {
        Some(Part::Said) => Some((Mark::Holder, Part::Said)),
        Some(Part::Status) => Some((Mark::Status, Part::Status)),
        Some(Part::Instruction) => Some((Mark::Instruction, Part::Instruction)),
        Some(Part::Placeholder) => Some((Mark::Placeholder, Part::Placeholder)),
        Some(Part::Editorial) => Some((Mark::Editorial, Part::Editorial)),
        _ => None,
    };
    let plain = || of_part.clone().unwrap_or((Mark::Plain, Part::Text));
    match node.kind {
        NodeKind::Blank | NodeKind::Markup => (Mark::Plain, Part::Form),
        NodeKind::Label(_) => (Mark::Strong, Part::Label),
        NodeKind::FootnoteRef => {
            let words = &source[node.range.clone()];
            let label = words.trim_start_matches("[^").trim_end_matches(']');
            (Mark::Footnote(label.to_owned()), Part::Text)
        }
        NodeKind::Stray { .. } => (Mark::Stray, Part::Text),
        NodeKind::Status(_) => (Mark::Status, Part::Status),
        NodeKind::Hole => (Mark::Placeholder, Part::Placeholder),
        NodeKind::Holder(_) | NodeKind::Stance(_) => (Mark::Holder, Part::Said),
        NodeKind::Joint(_) if is_undecided(draft, node.parent()) => (Mark::Joint, Part::Text),
        NodeKind::Mark { opens } if of_part.is_none() => {
            let number = node.parent().and_then(|id| match draft.nodes[id.0].kind {
                NodeKind::Bracket(number) => Some(number.at()),
                _ => None,
            });
            let Some(number) = number else { return plain() };
            let shown = u32::try_from(number + 1).unwrap_or(u32::MAX);
            if !opens {
                return (Mark::Close(shown), Part::Text);
            }
            let run = draft.nodes[draft.brackets[number].node.0].parent();
            let undecided = is_undecided(draft, run);
            let holders = holders.get(number).cloned().unwrap_or_default();
            (Mark::Open(Bracket { number: shown, holders, undecided }), Part::Text)
        }
        _ => plain(),
    }
}

fn is_undecided(draft: &Draft, parent: Option<text::draft::NodeId>) -> bool {
    parent.is_some_and(|id| match draft.nodes[id.0].kind {
        NodeKind::Run(number) => draft.runs[number.at()].reading == RunReading::Undecided,
        _ => false,
    })
}

/// Who holds each bracket, by name, in the order in which they are named.
fn holders(draft: &Draft, parties: Option<&Parties>) -> Vec<Vec<String>> {
    let mut holders: Vec<Vec<String>> = vec![Vec::new(); draft.brackets.len()];
    for attribution in &draft.attributions {
        let Some(about) = attribution.about else { continue };
        let NodeKind::Bracket(number) = draft.nodes[about.0].kind else { continue };
        let number = number.at();
        for stance in &draft.stances[attribution.stances.clone()] {
            let name = parties.and_then(|p| p.code(stance.party)).map(str::to_owned);
            if let Some(name) = name.filter(|name| !holders[number].contains(name)) {
                holders[number].push(name);
            }
        }
    }
    holders
}
