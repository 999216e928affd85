//! Reading a narrative: passages of words and claims, with their places in the file.

use super::NARRATIVE_BYTES_MAX;
use super::claim::Claim;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use record::diagnostic::Place;
use std::ops::Range;

/// A narrative as read.
#[derive(Clone, Debug, Default)]
pub struct Narrative {
    /// Passages: paragraphs, headings, list items, cells.
    pub passages: Vec<Passage>,
    /// Links that claim something, in order.
    pub claims: Vec<Result<Claim, String>>,
    /// Where each claim's link stands.
    pub places: Vec<Place>,
    /// The words of each claim's link.
    pub links: Vec<String>,
    /// Whether the text was longer than is read.
    pub cut: bool,
}

/// A passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// Whether it is a heading.
    pub heading: bool,
    /// Its pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A run of words, within a claim or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub place: Place,
    /// The claim of which they are the words.
    pub claim: Option<usize>,
}

/// A sentence of a passage.
#[derive(Clone, Debug, Default)]
pub struct SentenceOf<'a> {
    /// Its words.
    pub text: String,
    /// Its claims.
    pub claims: Vec<usize>,
    /// Words outside claims, with where their piece begins and how many characters of it stand before them.
    pub free: Vec<(String, Place, usize)>,
    first: Option<Place>,
    last: Option<Place>,
    _of: std::marker::PhantomData<&'a ()>,
}

impl SentenceOf<'_> {
    /// Whether a place lies within the sentence.
    pub fn covers(&self, place: Place) -> bool {
        let (Some(first), Some(last)) = (self.first, self.last) else { return false };
        (place.line, place.column) >= (first.line, first.column)
            && (place.line, place.column) <= (last.line, last.column + last.length)
    }
}

impl Passage {
    /// Its sentences: ended by a full stop, question or exclamation mark before a space or the end, outside claims.
    pub fn sentences(&self) -> Vec<SentenceOf<'_>> {
        let mut sentences = vec![SentenceOf::default()];
        for piece in &self.pieces {
            match piece.claim {
                Some(claim) => {
                    let sentence = last(&mut sentences);
                    sentence.text.push_str(&piece.text);
                    if sentence.claims.last() != Some(&claim) {
                        sentence.claims.push(claim);
                    }
                    sentence.touch(piece.place);
                }
                None => split_piece(piece, &mut sentences),
            }
        }
        sentences.retain(|s| !s.text.trim().is_empty());
        sentences
    }
}

fn last<'s, 'a>(sentences: &'s mut [SentenceOf<'a>]) -> &'s mut SentenceOf<'a> {
    sentences.last_mut().expect("BUG: there is always a sentence under way")
}

impl SentenceOf<'_> {
    fn touch(&mut self, place: Place) {
        self.first.get_or_insert(place);
        self.last = Some(place);
    }
}

fn split_piece(piece: &Piece, sentences: &mut Vec<SentenceOf<'_>>) {
    let text = &piece.text;
    let (mut start, mut before) = (0, 0);
    let mut chars = text.char_indices().peekable();
    let mut column = 0;
    while let Some((at, c)) = chars.next() {
        column += 1;
        let ends = matches!(c, '.' | '?' | '!' | '؟')
            && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends && !is_abbreviation(&text[start..at]) {
            push_free(piece, &text[start..at + c.len_utf8()], before, sentences);
            sentences.push(SentenceOf::default());
            start = at + c.len_utf8();
            before = column;
        }
    }
    if start < text.len() {
        push_free(piece, &text[start..], before, sentences);
    }
}

fn push_free(piece: &Piece, words: &str, before: usize, sentences: &mut [SentenceOf<'_>]) {
    let sentence = last(sentences);
    sentence.text.push_str(words);
    sentence.free.push((words.to_owned(), piece.place, before));
    let place = Place {
        column: piece.place.column + before,
        length: words.chars().count().max(1),
        ..piece.place
    };
    sentence.touch(place);
}

/// Whether the words before a full stop end in an abbreviation: one letter, or `no`, `para`, `paras`, `vs`.
fn is_abbreviation(words: &str) -> bool {
    let last = words.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let one_letter = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
    one_letter
        || matches!(
            last.to_lowercase().as_str(),
            "no" | "nos" | "para" | "paras" | "vs" | "art" | "mr" | "ms" | "dr" | "amb"
        )
}

/// Reads a narrative. Never fails; a text longer than the limit is read up to it.
pub fn read(text: &str) -> Narrative {
    let cut = text.len() > NARRATIVE_BYTES_MAX;
    let text = if cut { &text[..floor_char_boundary(text, NARRATIVE_BYTES_MAX)] } else { text };
    let lines = Lines::of(text);
    let mut narrative = Narrative { cut, ..Narrative::default() };
    let mut passage = Passage::default();
    let mut claim = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                flush(&mut narrative, &mut passage);
                passage.heading = true;
            }
            Event::Start(
                Tag::Paragraph
                | Tag::Item
                | Tag::TableCell
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_),
            ) => {
                flush(&mut narrative, &mut passage);
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock,
            ) => flush(&mut narrative, &mut passage),
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(address) = dest_url.strip_prefix("claim:") {
                    claim = Some(narrative.claims.len());
                    narrative.claims.push(Claim::parse(address));
                    narrative.places.push(lines.place(text, &range));
                    narrative.links.push(String::new());
                }
            }
            Event::End(TagEnd::Link) => claim = None,
            // A comment is not part of what is told.
            Event::Html(words) | Event::InlineHtml(words) if is_comment(&words) => {}
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineHtml(words)
            | Event::Html(words) => {
                if let Some(index) = claim {
                    narrative.links[index].push_str(&words);
                }
                add(&mut passage, &words, lines.place(text, &range), claim);
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some(index) = claim {
                    narrative.links[index].push(' ');
                }
                add(&mut passage, " ", lines.place(text, &range), claim);
            }
            _ => {}
        }
    }
    flush(&mut narrative, &mut passage);
    narrative
}

/// Whether a run of HTML is a comment that ends where it began.
fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->") == Some(html.len() - 3)
}

fn floor_char_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Words that follow on the same line, escapes between them, are one piece.
fn add(passage: &mut Passage, words: &str, place: Place, claim: Option<usize>) {
    match passage.pieces.last_mut() {
        Some(piece) if piece.claim == claim && piece.place.line == place.line => {
            piece.text.push_str(words);
            piece.place.length =
                (place.column + place.length).saturating_sub(piece.place.column).max(1);
        }
        _ => passage.pieces.push(Piece { text: words.to_owned(), place, claim }),
    }
}

fn flush(narrative: &mut Narrative, passage: &mut Passage) {
    let passage = std::mem::take(passage);
    if !passage.pieces.is_empty() {
        narrative.passages.push(passage);
    }
}

/// Where lines begin, so that a place is found without walking the text.
struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str) -> Self {
        let starts =
            [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts }
    }

    fn place(&self, text: &str, range: &Range<usize>) -> Place {
        let line = self.starts.partition_point(|start| *start <= range.start);
        let start = self.starts[line - 1];
        let column = text[start..range.start].chars().count() + 1;
        let length =
            text[range.clone()].lines().next().map_or(1, |first| first.chars().count().max(1));
        Place { line, column, length }
    }
}
