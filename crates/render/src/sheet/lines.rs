//! Where lines end: at a stated measure, so that line 214 is the same in every format that is handed round.
//!
//! A line holds at most [`MEASURE`] columns, less the indentation of its paragraph: a grapheme cluster is as wide as
//! `unicode-width` says, so that a Chinese character takes two. Lines end after white space; after a hyphen, dash or
//! slash between letters; between two brackets that touch; and beside wide characters, but not before closing or after
//! opening punctuation. A word longer than a line is broken between clusters. White space at the end of a line does not
//! count, and belongs to that line: the lines of a paragraph, one after the other, are its text. The label of a paragraph
//! counts on its first line, and the name of whose change it is after the words; other names of marks do not.
//!
//! What is deliberately absent: hyphenation, and the full Unicode line breaking algorithm, whose tables change between
//! versions and would move line numbers with them.

use super::{Block, Change, Mark, Paragraph, Run, Sheet, ends_change};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Columns of a line that is not indented.
pub const MEASURE: usize = 80;

/// Columns of one step of indentation.
pub const STEP: usize = 4;

/// Steps beyond which nothing is indented further.
pub const DEEPEST: u32 = 8;

/// A line of a paragraph: pieces of its runs.
pub type Line<'a> = Vec<Piece<'a>>;

/// The part of a run that stands on one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Which run, counted from 0.
    pub run: usize,
    /// Its text on this line, with the white space or line feed that ends it.
    pub text: &'a str,
    /// Whether the run begins here.
    pub is_first: bool,
    /// Whether the run ends here.
    pub is_last: bool,
}

/// The lines of a paragraph; at least one, so that an empty paragraph can be cited too.
pub fn of_paragraph(paragraph: &Paragraph) -> Vec<Line<'_>> {
    let indent = STEP * steps(paragraph);
    let label = paragraph.label.as_ref().map_or(0, |label| label.width() + 1);
    broken(&paragraph.runs, MEASURE - indent, label)
}

/// The whole text as one piece of each run: for a paragraph whose lines are left to the format.
pub fn unbroken(runs: &[Run]) -> Vec<Line<'_>> {
    broken(runs, usize::MAX, 0)
}

/// Steps by which a paragraph is indented.
pub fn steps(paragraph: &Paragraph) -> usize {
    paragraph.level.min(DEEPEST) as usize
}

/// Anchor, first and last line number of each paragraph that has an anchor, in order.
pub fn numbers(sheet: &Sheet) -> Vec<(&str, u32, u32)> {
    let mut next = 1;
    let mut found = Vec::new();
    for block in &sheet.blocks {
        let Block::Paragraph(paragraph) = block else { continue };
        let count = u32::try_from(of_paragraph(paragraph).len()).unwrap_or(u32::MAX);
        if !paragraph.anchor.is_empty() {
            found.push((paragraph.anchor.as_str(), next, next + count - 1));
        }
        next += count;
    }
    found
}

/// Breaks runs into lines of a measure, the first shortened by what stands before it.
pub fn broken(runs: &[Run], measure: usize, before: usize) -> Vec<Line<'_>> {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    pieces(runs, &ends(&text, &aside(runs), measure, before))
}

/// What is not words: where it ends in the text, and what it means for lines.
struct Aside {
    end: usize,
    /// Bytes before the end that hold names of holders: a line ends among them only after a comma.
    names: usize,
    /// Columns for what is shown there besides the text: whose a change is.
    columns: usize,
}

fn aside(runs: &[Run]) -> Vec<Aside> {
    let mut end = 0;
    let mut found = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        end += run.text.len();
        let names = if run.mark == Mark::Attribution { run.text.len() } else { 0 };
        let columns = match &run.change {
            _ if !ends_change(runs, index) => 0,
            Change::Inserted { by: Some(name) } | Change::Deleted { by: Some(name) } => {
                name.width()
            }
            Change::MovedHere { from: name } | Change::MovedAway { to: name } => name.width(),
            Change::Kept | Change::Inserted { by: None } | Change::Deleted { by: None } => 0,
        };
        if names > 0 || columns > 0 {
            found.push(Aside { end, names, columns });
        }
    }
    found
}

/// Where each line ends, in bytes of the text; the last is the length of the text.
fn ends(text: &str, asides: &[Aside], measure: usize, before: usize) -> Vec<usize> {
    let mut asides = asides.iter().peekable();
    let mut ends = Vec::new();
    // Columns taken on this line, the last place where it may end, and the columns taken up to there.
    let (mut taken, mut may_end, mut taken_there) = (before.min(measure / 2), 0, 0);
    let mut start = 0;
    let mut clusters = text.grapheme_indices(true).peekable();
    let mut previous = "";
    while let Some((at, cluster)) = clusters.next() {
        if is_line_feed(cluster) {
            ends.push(at + cluster.len());
            (start, taken, previous) = (at + cluster.len(), 0, "");
            continue;
        }
        let mut width = if is_space(cluster) { cluster.width().max(1) } else { cluster.width() };
        let end = at + cluster.len();
        let among_names =
            asides.peek().is_some_and(|aside| at >= aside.end - aside.names && end < aside.end);
        while let Some(aside) = asides.next_if(|aside| aside.end <= end) {
            width += aside.columns;
        }
        if taken + width > measure && !is_space(cluster) && at > start {
            let stop = if may_end > start { may_end } else { at };
            taken -= if may_end > start { taken_there } else { taken };
            ends.push(stop);
            start = stop;
        }
        taken += width;
        let stays = among_names && !matches!(previous, "," | "،" | ";" | "；" | "、");
        if !stays && clusters.peek().is_some_and(|(_, next)| may_part(previous, cluster, next)) {
            (may_end, taken_there) = (end, taken);
        }
        previous = cluster;
    }
    if ends.last() != Some(&text.len()) || text.is_empty() || text.ends_with('\n') {
        ends.push(text.len());
    }
    ends
}

fn is_line_feed(cluster: &str) -> bool {
    matches!(cluster, "\n" | "\r\n" | "\r" | "\u{2028}" | "\u{2029}")
}

/// White space at which a line may end; a space that does not break is none.
fn is_space(cluster: &str) -> bool {
    cluster.chars().next().is_some_and(|c| {
        c == '\u{200b}' || c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
    })
}

/// Whether a line may end after `cluster`.
fn may_part(previous: &str, cluster: &str, next: &str) -> bool {
    if is_space(cluster) || is_space(next) {
        return is_space(cluster) && !is_space(next);
    }
    let letter = |cluster: &str| cluster.chars().next().is_some_and(char::is_alphanumeric);
    match cluster {
        "-" | "–" | "—" | "/" => letter(previous) && letter(next),
        "]" if next == "[" => true,
        _ => (is_wide(cluster) || is_wide(next)) && !closes(next) && !opens(cluster),
    }
}

/// True of the characters of East Asian writing, which are written without spaces.
fn is_wide(cluster: &str) -> bool {
    cluster.chars().next().is_some_and(|c| {
        matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}')
    })
}

fn closes(cluster: &str) -> bool {
    cluster.starts_with([
        '、', '。', '，', '．', '：', '；', '？', '！', '）', '」', '』', '】', '〉', '》', '〕',
        '］', ']', ')', ',', '.', ';', ':', '”', '’', '»', '・', 'ー',
    ])
}

fn opens(cluster: &str) -> bool {
    cluster.starts_with(['（', '「', '『', '【', '〈', '《', '〔', '［', '[', '(', '“', '‘', '«'])
}

/// Cuts the runs where the lines end. A run without text stands on the line where it would begin.
fn pieces<'a>(runs: &'a [Run], ends: &[usize]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = vec![Vec::new(); ends.len()];
    let (mut line, mut at) = (0, 0);
    for (index, run) in runs.iter().enumerate() {
        let end_of_run = at + run.text.len();
        let mut is_first = true;
        loop {
            // The last line takes whatever is left.
            while line + 1 < ends.len() && at >= ends[line] {
                line += 1;
            }
            let end = if line + 1 < ends.len() { ends[line].min(end_of_run) } else { end_of_run };
            let start_in_run = at - (end_of_run - run.text.len());
            let text = &run.text[start_in_run..start_in_run + (end - at)];
            let is_last = end == end_of_run;
            lines[line].push(Piece { run: index, text, is_first, is_last });
            (at, is_first) = (end, false);
            if is_last {
                break;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of runs at a measure, each run's piece after a bar.
    fn check(texts: &[&str], measure: usize, expected: &[&str]) {
        let runs: Vec<Run> = texts.iter().copied().map(Run::plain).collect();
        let lines: Vec<String> = broken(&runs, measure, 0)
            .iter()
            .map(|line| line.iter().map(|piece| piece.text).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_end_after_spaces_and_give_the_words_back() {
        check(&["one two three"], 8, &["one two ", "three"]);
        check(&["one ", "two", " three"], 7, &["one |two| ", "three"]);
        check(&["one two"], 80, &["one two"]);
        check(&[""], 80, &[""]);
        check(&[], 80, &[""]);
    }

    #[test]
    fn a_bracket_stays_with_its_words() {
        check(&["a [", "shall", "]", "[", "should", "] b"], 10, &["a [|shall|]", "[|should|] b"]);
        check(&["well-being and/or 2.5-3"], 6, &["well-", "being ", "and/or ", "2.5-3"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_between_clusters() {
        check(&["abcdefgh"], 3, &["abc", "def", "gh"]);
        check(&["e\u{301}e\u{301}e\u{301}"], 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn wide_characters_take_two_columns_and_punctuation_does_not_begin_a_line() {
        check(&["我们支持这一段，但对"], 8, &["我们支持", "这一段，", "但对"]);
        check(&["我们支持，但"], 8, &["我们支", "持，但"]);
    }

    #[test]
    fn a_line_feed_ends_a_line() {
        check(&["a\nb", "\r\nc"], 80, &["a\n", "b|\r\n", "c"]);
        check(&["a\n"], 80, &["a\n", ""]);
    }

    #[test]
    fn names_of_holders_stay_together_but_for_commas() {
        let holders = Run::marked("New Norland, Estova", Mark::Attribution);
        let runs = [Run::plain("[ab cd]"), holders, Run::plain(" ef")];
        let lines = broken(&runs, 20, 0);
        let words = |line: &Line<'_>| line.iter().map(|piece| piece.text).collect::<String>();
        assert_eq!(
            lines.iter().map(words).collect::<Vec<_>>(),
            ["[ab cd]New Norland, ", "Estova ef"]
        );
        let lines = broken(&runs, 15, 0);
        assert_eq!(
            lines.iter().map(words).collect::<Vec<_>>(),
            ["[ab ", "cd]New Norland, ", "Estova ef"]
        );
    }

    #[test]
    fn spaces_that_do_not_break_do_not() {
        check(&["no.\u{a0}7 is"], 4, &["no.\u{a0}", "7 is"]);
        check(&["see no.\u{a0}7"], 6, &["see ", "no.\u{a0}7"]);
    }
}
