//! Who says what: names before, after and behind words, and conditions.

use super::holders::{Found, Item, LIST_BYTES_MAX, Stands, stance, trimmed};
use super::node::{
    Attribution, AttributionPlace, Class, Conditional, NodeId, NodeKind, Outcome, Slot, Stance,
    StanceWord,
};
use super::reading::{Behind, Reading};
use super::tokens::TokenKind;
use super::{Finding, FindingKind};
use std::ops::Range;

/// How far a colon may stand behind the parenthesis that opens.
const NAMES_BYTES_MAX: usize = 200;
/// Longest condition, in bytes.
const CONDITION_BYTES_MAX: usize = 2000;
/// Most spaces between a bracket and the parentheses that are about it.
const SPACES_MAX: usize = 4;

impl Reading<'_> {
    /// `EU, US: words`, at the beginning of a bracket.
    pub(super) fn prefix(&mut self, node: NodeId, inner: Range<usize>) {
        let next =
            self.tokens.all[self.token..].iter().find(|t| !matches!(t.kind, TokenKind::Paren(_)));
        let limit = [inner.end, self.block_end, inner.start + LIST_BYTES_MAX]
            .into_iter()
            .chain(next.map(|t| t.at))
            .min()
            .unwrap_or(inner.end);
        let Some(names) = self.bytes.get(inner.start..limit) else { return };
        let Some(colon) = memchr::memchr(b':', names).map(|at| inner.start + at) else { return };
        if let Some(items) = self.holders(inner.start..colon, Stands::Before, false) {
            let spaces =
                self.bytes[colon + 1..inner.end].iter().take_while(|b| **b == b' ').count();
            self.attribute(AttributionPlace::Before, Some(node), None, &items, colon + 1 + spaces);
            self.pass(colon + 1);
        }
    }

    /// `words - EU; US delete.`, at the end of a bracket or alternative.
    pub(super) fn suffix(&mut self) {
        let (Some(words), Some(node)) = (self.tree.last_text(), self.tree.innermost()) else {
            return;
        };
        match self.tree.kind(node) {
            NodeKind::Alternative => {}
            NodeKind::Bracket(index) if self.brackets[index.at()].class == Class::Negotiating => {}
            _ => return,
        }
        let from = words.start.max(words.end.saturating_sub(LIST_BYTES_MAX));
        let Some(dash) = self.last_dash(from..words.end) else { return };
        let list = self.bytes[dash.end..words.end].trim_ascii_end();
        let list = list.strip_suffix(b".").unwrap_or(list).len();
        if let Some(items) = self.holders(dash.end..dash.end + list, Stands::After, false) {
            let before = self.bytes[words.start..dash.start].trim_ascii_end().len();
            self.tree.cut(words.start + before);
            self.attribute(AttributionPlace::After, Some(node), None, &items, words.end);
        }
    }

    /// The last dash: a hyphen behind white space, or a longer dash.
    fn last_dash(&self, range: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.bytes;
        let mut end = range.end;
        while let Some(at) = memchr::memrchr2(b'-', 0xE2, &bytes[range.start..end]) {
            let at = range.start + at;
            if bytes[at] == b'-' {
                if at == range.start || bytes[at - 1].is_ascii_whitespace() {
                    return Some(at..at + 1);
                }
            } else if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x93 | 0x94])) {
                return Some(at..at + 3);
            }
            end = at;
        }
        None
    }

    /// Parentheses that hold stances or a condition; whether they do.
    pub(super) fn held(&mut self, at: usize, inner: Range<usize>) -> bool {
        let behind = self.behind.filter(|b| {
            at >= b.end
                && at - b.end <= SPACES_MAX
                && self.bytes[b.end..at].iter().all(|b| matches!(b, b' ' | b'\t'))
        });
        let is_touching = behind.is_some_and(|b| b.is_bracket && b.end == at);
        let stands = if is_touching { Stands::Touching } else { Stands::Loose };
        let seen = inner.end.min(inner.start + NAMES_BYTES_MAX);
        let colon = memchr::memchr(b':', &self.bytes[inner.start..seen]).map(|n| inner.start + n);
        let Some(colon) = colon else {
            let Some(behind) = behind else { return false };
            let Some(items) = self.holders(inner.clone(), stands, false) else { return false };
            self.say(at, inner.end + 1, behind, &items);
            return true;
        };
        let nothing = Behind { about: None, end: at, proposal: None, is_bracket: false };
        let about = behind.unwrap_or(nothing);
        let said = trimmed(self.source, colon + 1..inner.end);
        if inner.len() <= CONDITION_BYTES_MAX && self.source[said.clone()].starts_with("would ") {
            return self.condition(at, inner.start..colon, said, about);
        }
        let word = stance(&self.source[said.clone()]);
        if word == StanceWord::Other && behind.is_none() {
            return false;
        }
        let is_said = word != StanceWord::Other;
        let Some(mut items) = self.holders(inner.start..colon, stands, is_said) else {
            return false;
        };
        items.iter_mut().for_each(|item| item.word = Some(word));
        if let Some(last) = items.last_mut().filter(|_| !said.is_empty()) {
            last.said = Some(said);
        }
        self.say(at, inner.end + 1, about, &items);
        true
    }

    /// Takes parentheses as stances about what stands before them.
    fn say(&mut self, at: usize, end: usize, behind: Behind, items: &[Item]) {
        self.tree.text(at);
        let is_proposal = items.iter().all(|item| item.word.is_none());
        let answers = if is_proposal { None } else { behind.proposal };
        let index = self.attributions.len();
        self.attribute(AttributionPlace::Behind, behind.about, answers, items, end);
        let proposal = behind.proposal.or(is_proposal.then_some(index));
        self.behind = Some(Behind { end, proposal, is_bracket: false, ..behind });
    }

    /// Holders of a list; unknown names are told.
    fn holders(&mut self, range: Range<usize>, at: Stands, is_said: bool) -> Option<Vec<Item>> {
        match self.names.read(self.source, range, at, is_said) {
            Found::Holders(items) => Some(items),
            Found::Unknown(names) => {
                let kind = FindingKind::UnknownHolder;
                self.findings.extend(names.into_iter().map(|range| Finding { kind, range }));
                None
            }
            Found::Words => None,
        }
    }

    /// Puts down names and stance words up to a byte.
    fn attribute(
        &mut self,
        place: AttributionPlace,
        about: Option<NodeId>,
        answers: Option<usize>,
        items: &[Item],
        end: usize,
    ) {
        let node = self.tree.enter(NodeKind::Attribution(Slot::new(self.attributions.len())));
        let first = self.stances.len();
        self.items(items);
        self.tree.text(end);
        self.tree.leave();
        let stances = first..self.stances.len();
        self.attributions.push(Attribution { node, place, about, answers, stances });
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            let Some(party) = item.party else { continue };
            self.tree.text(item.name.start);
            self.tree.leaf(NodeKind::Holder(Slot::new(party)), item.name.end);
            if let (Some(said), Some(word)) = (&item.said, item.word) {
                self.tree.text(said.start);
                self.tree.leaf(NodeKind::Stance(word), said.end);
            }
            let (name, in_support) = (item.name.clone(), item.in_support);
            self.stances.push(Stance { name, party, word: item.word, in_support });
        }
    }

    /// Names of a line that says who speaks or holds.
    pub(super) fn names_of_line(&mut self, range: Range<usize>, is_turn: bool) {
        let items = self.names.in_line(self.source, range.clone());
        if items.is_empty() {
            return;
        }
        let place = if is_turn { AttributionPlace::Turn } else { AttributionPlace::Line };
        self.attribute(place, None, None, &items, range.end);
        self.pass(range.end);
    }

    /// `X: would act if 3 is accommodated, in which case Y …`.
    fn condition(
        &mut self,
        at: usize,
        names: Range<usize>,
        said: Range<usize>,
        behind: Behind,
    ) -> bool {
        let Some(found) = condition(self.source, &said) else { return false };
        let Some(items) = self.holders(names, Stands::Loose, true) else { return false };
        self.tree.text(at);
        let node = self.tree.enter(NodeKind::Conditional(Slot::new(self.conditionals.len())));
        let first = self.stances.len();
        self.items(&items);
        let of = found.consequence.clone().and_then(|range| self.first_name(range));
        if let Some((name, party)) = &of {
            self.tree.text(name.start);
            self.tree.leaf(NodeKind::Holder(Slot::new(*party)), name.end);
        }
        let end = self.bytes[said.end..]
            .iter()
            .position(|b| *b == b')')
            .map_or(said.end, |n| said.end + n + 1);
        self.tree.text(end);
        self.tree.leave();
        self.conditionals.push(Conditional {
            node,
            stances: first..self.stances.len(),
            act: found.act,
            on: found.on,
            outcome: found.outcome,
            consequence: found.consequence,
            consequence_of: of.map(|(_, party)| party),
        });
        self.behind = Some(Behind { end, is_bracket: false, ..behind });
        true
    }

    /// The known name that words begin with, the longest of up to five words.
    fn first_name(&self, range: Range<usize>) -> Option<(Range<usize>, usize)> {
        const WORDS_MAX: usize = 5;
        let words = &self.source[range.clone()];
        let ends = words.match_indices([' ', ',']).map(|(at, _)| at).chain([words.len()]);
        let ends: Vec<usize> = ends.filter(|end| *end > 0).take(WORDS_MAX).collect();
        ends.into_iter().rev().find_map(|end| {
            let name = range.start..range.start + end;
            self.names.find(&self.source[name.clone()]).map(|party| (name, party))
        })
    }
}

/// The parts of a condition; ranges are bytes of the source.
struct Condition {
    act: Range<usize>,
    on: Range<usize>,
    outcome: Outcome,
    consequence: Option<Range<usize>>,
}

fn condition(source: &str, said: &Range<usize>) -> Option<Condition> {
    const WOULD: usize = "would ".len();
    const CASE: &str = "in which case ";
    let words = &source[said.clone()];
    let of =
        |range: Range<usize>| trimmed(source, said.start + range.start..said.start + range.end);
    let if_at = words.find(" if ")?;
    let (case, end) =
        words.find(CASE).map_or((None, words.len()), |at| (Some(at + CASE.len()), at));
    let on = if_at + " if ".len();
    if if_at < WOULD || end < on {
        return None;
    }
    let (is_at, width) = [" is ", " are "]
        .iter()
        .filter_map(|verb| words[on..end].find(verb).map(|at| (on + at, verb.len())))
        .min()?;
    let outcome = words[is_at + width..end].trim_end_matches([' ', ',', ';', '.']);
    let outcome = match outcome {
        "accommodated" => Outcome::Accommodated,
        "agreed" | "accepted" | "adopted" => Outcome::Agreed,
        "deleted" | "removed" => Outcome::Deleted,
        "retained" | "kept" => Outcome::Retained,
        _ => Outcome::Other,
    };
    Some(Condition {
        act: of(WOULD..if_at),
        on: of(on..is_at),
        outcome,
        consequence: case.map(|at| of(at..words.len())),
    })
}
