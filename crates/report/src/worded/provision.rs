//! The words of a provision with its brackets marked: verbatim, whatever is balanced or not.

use crate::document::Span;
use record::text::{Piece, Reading, read};
use std::ops::Range;

/// The words as spans; put together they are the words.
pub(super) fn spans(words: &str) -> Vec<Span> {
    let mut out = Vec::new();
    write(words, &read(words, &|_| None), 0..words.len(), 0, &mut out);
    out
}

/// Writes a range: what its pieces do not cover are marks of its own bracket.
fn write(words: &str, reading: &Reading, range: Range<usize>, depth: u32, out: &mut Vec<Span>) {
    let mut at = range.start;
    for piece in &reading.pieces {
        match piece {
            Piece::Plain(plain) => {
                push(&words[at..plain.end], depth, out);
                at = plain.end;
            }
            Piece::Bracket(bracket) => {
                push(&words[at..bracket.range.start], depth, out);
                write(words, &bracket.inner, bracket.range.clone(), depth + 1, out);
                at = bracket.range.end;
            }
        }
    }
    push(&words[at..range.end], depth, out);
}

fn push(words: &str, depth: u32, out: &mut Vec<Span>) {
    if words.is_empty() {
        return;
    }
    match out.last_mut() {
        Some(Span::Words(before)) if depth == 0 => before.push_str(words),
        Some(Span::Bracketed { words: before, depth: same })
            if *same == depth && !(before.ends_with(']') && words.starts_with('[')) =>
        {
            before.push_str(words);
        }
        _ if depth == 0 => out.push(Span::Words(words.to_owned())),
        _ => out.push(Span::Bracketed { words: words.to_owned(), depth }),
    }
}

#[cfg(test)]
mod tests {
    use super::spans;
    use crate::document::{Span, plain_text};

    /// Brackets as `depth‹words›`.
    fn check(words: &str, expected: &str) {
        let spans = spans(words);
        assert_eq!(plain_text(&spans), words);
        let shown: String = spans
            .iter()
            .map(|span| match span {
                Span::Bracketed { words, depth } => format!("{depth}‹{words}›"),
                other => plain_text(std::slice::from_ref(other)),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn brackets_are_marked_with_their_depth() {
        check("The Parties [shall][should] notify", "The Parties 1‹[shall]›1‹[should]› notify");
        check("[a [b] c] d", "1‹[a ›2‹[b]›1‹ c]› d");
        check("[shall - ARD / should]", "1‹[shall - ARD / should]›");
        check("[[[x]]]", "1‹[›2‹[›3‹[x]›2‹]›1‹]›");
        check("[]", "1‹[]›");
        check("", "");
    }

    #[test]
    fn what_is_not_balanced_is_kept_as_words() {
        check("a] [b", "a] [b");
        check("[x] y] [z", "1‹[x]› y] [z");
        check("نص [بين قوسين] هنا", "نص 1‹[بين قوسين]› هنا");
    }
}
