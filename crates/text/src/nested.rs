//! The words of one provision as nested pieces, for those who show or count them.
//!
//! A view of the full reading with holders of the caller's own kind. It nests, and so its depth is limited; the draft
//! itself has no such limit.

use crate::brackets::Joint;
use crate::draft::{AttributionPlace, Draft, Node, NodeId, NodeKind, StanceWord};
use std::cell::RefCell;
use std::ops::Range;

/// Deepest nesting that is shown; the marks of deeper brackets are words, and told as stray.
pub const NESTING_MAX: usize = 64;

/// Words as read: pieces in order, and marks that have no counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<H> {
    /// The pieces; together they cover every byte of the words, in order.
    pub pieces: Vec<Piece<H>>,
    /// Marks without counterpart; of the whole words, none in inner readings.
    pub stray: Vec<Mark>,
}

/// A piece of words; ranges are bytes of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<H> {
    /// Words outside brackets, or a stray mark.
    Plain(Range<usize>),
    /// A bracket.
    Bracket(Bracket<H>),
}

/// A bracket with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket<H> {
    /// Both marks included; without the holders behind it.
    pub range: Range<usize>,
    /// What stands between the marks, without holders.
    pub inner: Reading<H>,
    /// Slash alternatives, where there are at least two.
    pub alternatives: Vec<Alternative<H>>,
    /// Those named as holding it, before or behind; only names that `who` knows.
    pub holders: Vec<H>,
    /// Whether the next bracket follows at once: `][`, undecided whether alternatives or additions.
    pub runs_on: bool,
}

/// One of several alternatives in a bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative<H> {
    /// The words.
    pub range: Range<usize>,
    /// Those named as holding it.
    pub holders: Vec<H>,
}

/// A mark without counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Byte of the words.
    pub at: usize,
    /// Whether it opens.
    pub opens: bool,
}

/// Reads words; `who` resolves a name, alias or code to a holder. Never fails; linear in the words.
pub fn read<H: Clone + PartialEq>(words: &str, who: &dyn Fn(&str) -> Option<H>) -> Reading<H> {
    let holders: RefCell<Vec<H>> = RefCell::new(Vec::new());
    let find = |name: &str| {
        let holder = who(name)?;
        let mut known = holders.borrow_mut();
        known.push(holder);
        Some(known.len() - 1)
    };
    let draft = Draft::read_by(words, &find);
    let holders = holders.into_inner();
    let mut said: Vec<(NodeId, usize)> = Vec::new();
    for (index, attribution) in draft.attributions.iter().enumerate() {
        said.extend(attribution.about.map(|about| (about, index)));
    }
    said.sort_unstable();
    let mut view = View { words, draft: &draft, holders: &holders, said, stray: Vec::new() };
    let pieces = view.pieces(None, 0..words.len(), 0);
    let mut stray = view.stray;
    stray.sort_unstable_by_key(|mark| mark.at);
    Reading { pieces, stray }
}

struct View<'d, H> {
    words: &'d str,
    draft: &'d Draft,
    holders: &'d [H],
    /// Attributions by what they are about.
    said: Vec<(NodeId, usize)>,
    stray: Vec<Mark>,
}

impl<H: Clone + PartialEq> View<'_, H> {
    /// The pieces of what stands in a node, within a range.
    fn pieces(&mut self, of: Option<NodeId>, range: Range<usize>, depth: usize) -> Vec<Piece<H>> {
        let mut pieces = Vec::new();
        let mut plain = range.start;
        self.collect(of, &range, depth, &mut plain, &mut pieces);
        if plain < range.end {
            pieces.push(Piece::Plain(plain..range.end));
        }
        pieces
    }

    /// Goes through what is no bracket, and puts down brackets. Runs, instructions and alternatives nest in one another
    /// only through brackets but for a few levels, so that the depth of brackets bounds the stack.
    fn collect(
        &mut self,
        of: Option<NodeId>,
        range: &Range<usize>,
        depth: usize,
        plain: &mut usize,
        pieces: &mut Vec<Piece<H>>,
    ) {
        let (mut next, end) =
            of.map_or((0, self.draft.nodes.len()), |id| (id.0 + 1, self.draft.nodes[id.0].end()));
        while next < end {
            let node = &self.draft.nodes[next];
            match node.kind {
                NodeKind::Bracket(index) if depth < NESTING_MAX => {
                    if *plain < node.range.start {
                        pieces.push(Piece::Plain(*plain..node.range.start));
                    }
                    *plain = node.range.end;
                    let bracket = self.bracket(NodeId(next), node, index.at(), depth + 1);
                    pieces.push(Piece::Bracket(bracket));
                    next = node.end();
                }
                NodeKind::Bracket(index) => {
                    let bracket = &self.draft.brackets[index.at()];
                    self.stray.push(Mark { at: bracket.open, opens: true });
                    self.stray.push(Mark { at: bracket.close, opens: false });
                    next += 1;
                }
                NodeKind::Stray { opens } => {
                    self.stray.push(Mark { at: node.range.start, opens });
                    next += 1;
                }
                // What else stands in others is gone through as it comes.
                _ => next += 1,
            }
        }
        debug_assert!(*plain >= range.start, "BUG: pieces go backwards");
    }

    fn bracket(&mut self, id: NodeId, node: &Node, index: usize, depth: usize) -> Bracket<H> {
        let bracket = &self.draft.brackets[index];
        let mut inner = bracket.open + 1..bracket.close;
        let mut holders = self.said(id, AttributionPlace::Before);
        let mut alternatives = Vec::new();
        for (child, part) in self.draft.children(Some(id)) {
            match part.kind {
                NodeKind::Attribution(said) => match self.draft.attributions[said.at()].place {
                    AttributionPlace::Before => inner.start = part.range.end,
                    _ => inner.end = inner.start.max(part.range.start),
                },
                NodeKind::Alternative => alternatives.push(self.alternative(child, part)),
                _ => {}
            }
        }
        holders.extend(self.said(id, AttributionPlace::After));
        holders.extend(self.said(id, AttributionPlace::Behind));
        holders.dedup();
        let pieces = self.pieces(Some(id), inner, depth);
        Bracket {
            range: node.range.clone(),
            inner: Reading { pieces, stray: Vec::new() },
            alternatives,
            holders,
            runs_on: self.runs_on(node),
        }
    }

    fn alternative(&self, id: NodeId, node: &Node) -> Alternative<H> {
        let mut range = node.range.clone();
        for (_, part) in self.draft.children(Some(id)) {
            if matches!(part.kind, NodeKind::Attribution(_)) && part.range.end == node.range.end {
                range.end = part.range.start;
            }
        }
        let words = &self.words.as_bytes()[range.clone()];
        let start = range.start + (words.len() - words.trim_ascii_start().len());
        let range = start..start.max(range.end - (words.len() - words.trim_ascii_end().len()));
        Alternative { range, holders: self.said(id, AttributionPlace::After) }
    }

    /// Who holds a bracket or alternative by what is said at one place of it. Who wants it deleted does not hold it, and who
    /// answers a proposal speaks of that.
    fn said(&self, about: NodeId, place: AttributionPlace) -> Vec<H> {
        let from = self.said.partition_point(|(node, _)| *node < about);
        let all = self.said[from..].iter().take_while(|(node, _)| *node == about);
        let attributions = all.map(|(_, index)| &self.draft.attributions[*index]);
        let there = attributions.filter(|a| a.place == place && a.answers.is_none());
        let stances = there.flat_map(|a| &self.draft.stances[a.stances.clone()]);
        let held = stances.filter(|stance| match stance.word {
            None => true,
            Some(word) => matches!(
                word,
                StanceWord::Propose | StanceWord::Add | StanceWord::Support | StanceWord::Retain
            ),
        });
        held.map(|stance| self.holders[stance.party].clone()).collect()
    }

    /// Whether another bracket of the same run follows, and no slash between.
    fn runs_on(&self, node: &Node) -> bool {
        let Some(parent) = node.parent() else { return false };
        let parent = &self.draft.nodes[parent.0];
        if !matches!(parent.kind, NodeKind::Run(_)) {
            return false;
        }
        let behind = &self.draft.nodes[node.end()..parent.end()];
        let joint = behind.iter().find(|n| matches!(n.kind, NodeKind::Joint(_)));
        joint.is_some_and(|n| n.kind != NodeKind::Joint(Joint::Slash))
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Reading, read};

    fn who(name: &str) -> Option<String> {
        ["ARD", "COR", "DEL"].contains(&name).then(|| name.to_owned())
    }

    fn show(words: &str, reading: &Reading<String>) -> String {
        let piece = |piece: &Piece<String>| match piece {
            Piece::Plain(range) => words[range.clone()].to_owned(),
            Piece::Bracket(b) => {
                let inner = if b.alternatives.is_empty() {
                    show(words, &b.inner)
                } else {
                    let parts = b.alternatives.iter().map(|a| {
                        let holders = a.holders.join(",");
                        let equals = if holders.is_empty() { "" } else { "=" };
                        format!("{}{equals}{holders}", &words[a.range.clone()])
                    });
                    parts.collect::<Vec<_>>().join("‖")
                };
                let on = if b.runs_on { "~" } else { "" };
                format!("<{}|{inner}>{on}", b.holders.join(","))
            }
        };
        reading.pieces.iter().map(piece).collect()
    }

    /// The reading as text: brackets as `<holders|words>`, alternatives parted by `‖`, stray marks behind.
    fn check(words: &str, expected: &str) {
        let reading = read(words, &who);
        let stray = reading.stray.iter().map(|m| {
            let mark = if m.opens { '[' } else { ']' };
            format!(" !{mark}{}", m.at)
        });
        let stray: String = stray.collect();
        assert_eq!(format!("{}{stray}", show(words, &reading)), expected);
    }

    #[test]
    fn brackets_nest() {
        check("[a [b] c] d", "<|a <|b> c> d");
    }

    #[test]
    fn a_run_stays_undecided() {
        check("The Parties [shall][should] notify", "The Parties <|shall>~<|should> notify");
        check("[a][^1] [b]/[c]", "<|a>~[^1] <|b>/<|c>");
    }

    #[test]
    fn holders_stand_before_and_behind() {
        check("[COR: as appropriate]", "<COR|as appropriate>");
        check("[by 2030 - ARD, DEL.]", "<ARD,DEL|by 2030>");
        check("[x](DEL) y", "<DEL|x>(DEL) y");
        check("[x - ARD; COR delete](DEL)(ARD: retain)", "<ARD,DEL|x>(DEL)(ARD: retain)");
    }

    #[test]
    fn parentheses_with_an_unknown_name_are_text() {
        check("[x](see above)", "<|x>(see above)");
        check("[Note: see above]", "<|Note: see above>");
    }

    #[test]
    fn slash_alternatives_have_holders_of_their_own() {
        check("[shall - ARD / should - COR]", "<|shall=ARD‖should=COR>");
        check("[and/or]", "<|and/or>");
    }

    #[test]
    fn what_is_not_balanced_is_reported_and_kept() {
        check("a] [b", "a] [b !]1 ![3");
    }

    #[test]
    fn deep_nesting_is_shown_to_its_limit_and_the_rest_kept() {
        let words = format!("{}x{}", "[".repeat(100_000), "]".repeat(100_000));
        let reading = read(&words, &who);
        assert_eq!(reading.stray.len(), 2 * (100_000 - super::NESTING_MAX));
    }
}
