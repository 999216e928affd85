//! Marks of emphasis as Markdown writes them: `*so*` and `**so**`, which may span brackets.
//!
//! Form only: what is not paired within its block stays as words.

use std::ops::Range;
use text::draft::Draft;

/// Emphasis of a draft.
#[derive(Default)]
pub(super) struct Emphasis {
    /// Asterisks that are form, in order.
    marks: Vec<Range<usize>>,
    /// What is emphasised, in order of its beginning, and whether strongly.
    spans: Vec<(Range<usize>, bool)>,
}

/// A stretch of words, without asterisks that are form.
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    pub(super) is_emphasised: bool,
    pub(super) is_strong: bool,
}

impl Emphasis {
    /// Pairs the asterisks of each block.
    pub(super) fn read(source: &str, draft: &Draft) -> Self {
        let mut found = Self::default();
        for block in &draft.blocks {
            found.block(source, block.range.clone());
        }
        found.marks.sort_by_key(|mark| mark.start);
        found.spans.sort_by_key(|(span, _)| span.start);
        found
    }

    fn block(&mut self, source: &str, range: Range<usize>) {
        let bytes = source.as_bytes();
        let mut open: Vec<Range<usize>> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if bytes[at] != b'*' {
                at += 1;
                continue;
            }
            let length = bytes[at..range.end].iter().take_while(|b| **b == b'*').count();
            let mark = at..at + length;
            at += length;
            if length > 2 || (mark.start > 0 && bytes[mark.start - 1] == b'\\') {
                continue;
            }
            let before = source[range.start..mark.start].chars().next_back();
            let after = source[mark.end..range.end].chars().next();
            let closes = before.is_some_and(|c| !c.is_whitespace());
            let opens = after.is_some_and(|c| c.is_alphanumeric() || "[{(\"“'‘".contains(c));
            let twin = open.iter().rposition(|o| o.len() == length).filter(|_| closes);
            if let Some(twin) = twin {
                let first = open[twin].clone();
                open.truncate(twin);
                self.spans.push((first.end..mark.start, length == 2));
                self.marks.extend([first, mark]);
            } else if opens {
                open.push(mark);
            }
        }
    }

    /// The words of a range, part by part.
    pub(super) fn stretches(&self, range: Range<usize>) -> Vec<Stretch> {
        let first = self.marks.partition_point(|mark| mark.end <= range.start);
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let mut at = range.start;
        for mark in self.marks[first..].iter().take_while(|mark| mark.start < range.end) {
            cuts.push(at..mark.start.max(at));
            at = mark.end.min(range.end);
        }
        cuts.push(at..range.end);
        if range.is_empty() {
            cuts = vec![range];
        } else {
            cuts.retain(|cut| !cut.is_empty());
        }
        let within = |cut: &Range<usize>, strong: bool| {
            let before = self.spans.partition_point(|(span, _)| span.start <= cut.start);
            // Spans nest little: the few that begin last before the words are enough.
            self.spans[..before].iter().rev().take(8).any(|(span, is_strong)| {
                *is_strong == strong && span.end >= cut.end && !cut.is_empty()
            })
        };
        cuts.into_iter()
            .map(|cut| Stretch {
                is_emphasised: within(&cut, false),
                is_strong: within(&cut, true),
                range: cut,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Emphasis;
    use text::draft::{Draft, Reader};

    /// Emphasis as `‹i›`, strong as `‹b›`.
    fn check(source: &str, expected: &str) {
        let draft = Draft::read(source, &Reader::default());
        let emphasis = Emphasis::read(source, &draft);
        let shown: String = emphasis
            .stretches(0..source.len())
            .iter()
            .map(|s| match (s.is_emphasised, s.is_strong) {
                (false, false) => source[s.range.clone()].to_owned(),
                (true, false) => format!("‹i {}›", &source[s.range.clone()]),
                (false, true) => format!("‹b {}›", &source[s.range.clone()]),
                (true, true) => format!("‹bi {}›", &source[s.range.clone()]),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn emphasis_spans_brackets() {
        check("*In [aid][support]* of it", "‹i In [aid][support]› of it");
        check("**Option 1:** words", "‹b Option 1:› words");
        check("r*ecalling* it", "r‹i ecalling› it");
    }

    #[test]
    fn asterisks_without_a_twin_are_words() {
        check("[NDC*][INDC] shall", "[NDC*][INDC] shall");
        check("2 * 3 and more", "2 * 3 and more");
        check("a* b\n\n*c", "a* b\n\n*c");
    }
}
