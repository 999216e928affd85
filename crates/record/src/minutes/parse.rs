//! Reading minutes: never fails; what is not understood is reported with its place and kept.

use super::codes::{
    MARK_TWICE, NEWER_VERSION, NO_VERSION, NOT_UTF8, TOO_LARGE, UNKNOWN_KIND, UNREADABLE,
    WRONG_NUMBER,
};
use super::field::{Cursor, Field, Problem};
use super::lex::{Token, TokenKind, lex};
use super::{DIAGNOSTICS_MAX, ENTRIES_MAX, FILE_BYTES_MAX, LINE_BYTES_MAX, SPEAKERS_MAX, VERSION};
use crate::EntryId;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::entry::{Body, Capacity, Disclosure, Entry, Envelope, Grade, Source, Speaker};
use crate::event::Event;
use crate::id::{CoalitionId, Id};
use crate::moment::Moment;
use crate::words::Hash;
use std::collections::BTreeMap;

/// A file of minutes, as far as it was understood.
#[derive(Clone, Debug, Default)]
pub struct Minutes {
    /// The entries, in order; numbers rise, and those of lines that were not understood are missing.
    pub entries: Vec<Entry>,
    /// The line of the file on which each entry stands, beside `entries`.
    pub lines: Vec<usize>,
    /// What was not understood, kept as it came.
    pub unread: Vec<Unread>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A line that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The number that the line takes.
    pub number: EntryId,
    /// Line of the file, from 1.
    pub line: usize,
    /// The line; bytes that are no text are replaced by U+FFFD.
    pub text: String,
}

/// Reads a file of minutes.
pub fn parse(bytes: &[u8]) -> Minutes {
    let mut reader = Reader::default();
    if bytes.len() > FILE_BYTES_MAX {
        reader.report(
            Diagnostic::error(TOO_LARGE, format!("the file is larger than {FILE_BYTES_MAX} bytes"))
                .because("nothing of it was read"),
        );
        return reader.minutes;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut seen_version = false;
    for (index, raw) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = index + 1;
        let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
        let Some(text) = reader.text_of(raw, line) else { continue };
        let content = text.trim_matches([' ', '\t']);
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if !seen_version {
            seen_version = true;
            if reader.version(content, line) {
                continue;
            }
        }
        if reader.next > ENTRIES_MAX {
            reader.report(
                Diagnostic::error(
                    TOO_LARGE,
                    format!("the record has more than {ENTRIES_MAX} entries"),
                )
                .at(Place { line, column: 1, length: 1 }, "reading stops here"),
            );
            break;
        }
        reader.line(text, line);
    }
    if !seen_version {
        reader.report(
            Diagnostic::error(NO_VERSION, "the file holds no line that can be read")
                .help(format!("begin it with the line `{VERSION}`")),
        );
    }
    reader.finish()
}

/// Reads one canonical line, as a store keeps it; `Err` says what is wrong.
pub fn parse_line(line: &str) -> Result<Entry, Box<Diagnostic>> {
    let mut reader = Reader::default();
    let stated = line.split(' ').next().and_then(|n| n.parse().ok());
    reader.next = stated.filter(|n| (1..=ENTRIES_MAX).contains(n)).unwrap_or(1);
    reader.line(line, 1);
    let Minutes { mut entries, mut diagnostics, .. } = reader.minutes;
    match (entries.pop(), diagnostics.pop()) {
        (_, Some(diagnostic)) => Err(Box::new(diagnostic)),
        (Some(entry), None) if entries.is_empty() => Ok(entry),
        (last, None) => {
            let held = if last.is_some() { "several entries" } else { "no entry" };
            Err(Box::new(Diagnostic::error(UNREADABLE, format!("the line holds {held}"))))
        }
    }
}

/// A declaration whose indented lines take something from it.
#[derive(Clone, Debug)]
struct Heading {
    indent: usize,
    kind: HeadingKind,
    id: Id,
    on: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeadingKind {
    Meeting,
    Document,
    Text,
}

struct Reader {
    minutes: Minutes,
    next: u32,
    defaults: Envelope,
    /// The headings that the line stands under, from the outermost.
    headings: Vec<Heading>,
    marks: BTreeMap<String, EntryId>,
    suppressed: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            minutes: Minutes::default(),
            next: 1,
            defaults: Envelope::default(),
            headings: Vec::new(),
            marks: BTreeMap::new(),
            suppressed: 0,
        }
    }
}

/// What stands before the event: number, mark, speakers.
#[derive(Default)]
struct Front {
    number: Option<EntryId>,
    mark: Option<String>,
    speakers: Vec<Speaker>,
}

/// A line as read.
struct Read {
    front: Front,
    envelope: Envelope,
    /// `None` for `defaults`: the envelope is what lines below share.
    body: Option<Body>,
}

impl Reader {
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.minutes.diagnostics.len() < DIAGNOSTICS_MAX {
            self.minutes.diagnostics.push(diagnostic);
        } else {
            self.suppressed += 1;
        }
    }

    fn finish(mut self) -> Minutes {
        if self.suppressed > 0 {
            let more = self.suppressed;
            self.minutes.diagnostics.push(Diagnostic::error(
                TOO_LARGE,
                format!("{more} more diagnostics are not shown"),
            ));
        }
        self.minutes
    }

    /// The line as text. One that is none ends the headings beside it, as any other line does.
    fn text_of<'b>(&mut self, raw: &'b [u8], line: usize) -> Option<&'b str> {
        let text = std::str::from_utf8(raw);
        if text.is_ok() && raw.len() <= LINE_BYTES_MAX {
            return text.ok();
        }
        self.close_headings(raw.iter().take_while(|b| matches!(b, b' ' | b'\t')).count());
        let place = Place { line, column: 1, length: 1 };
        if raw.len() > LINE_BYTES_MAX {
            let diagnostic = Diagnostic::error(
                TOO_LARGE,
                format!("the line is longer than {LINE_BYTES_MAX} bytes"),
            );
            self.report(diagnostic.at(place, "not read"));
            self.keep_unread(String::from_utf8_lossy(&raw[..1024]).into_owned(), line);
        } else if let Err(error) = text {
            let column = String::from_utf8_lossy(&raw[..error.valid_up_to()]).chars().count() + 1;
            let diagnostic = Diagnostic::error(NOT_UTF8, "the line is not UTF-8 text");
            self.report(
                diagnostic
                    .at(Place { line, column, length: 1 }, "not text")
                    .help("save the file as UTF-8"),
            );
            self.keep_unread(String::from_utf8_lossy(raw).into_owned(), line);
        }
        None
    }

    /// Headings that do not stand further left than the line are over.
    fn close_headings(&mut self, indent: usize) {
        while self.headings.last().is_some_and(|h| h.indent >= indent) {
            self.headings.pop();
        }
    }

    fn keep_unread(&mut self, text: String, line: usize) {
        self.minutes.unread.push(Unread { number: EntryId(self.next), line, text });
        self.next += 1;
    }

    /// Whether the line is the version line.
    fn version(&mut self, content: &str, line: usize) -> bool {
        let place = Place { line, column: 1, length: content.chars().count().max(1) };
        if content == VERSION {
            return true;
        }
        if content.starts_with("minutes/") {
            self.report(
                Diagnostic::error(NEWER_VERSION, format!("the file is written in `{content}`"))
                    .at(place, format!("this program reads `{VERSION}`"))
                    .help("use a program of that version"),
            );
            return true;
        }
        self.report(
            Diagnostic::error(
                NO_VERSION,
                "the file does not begin with the version of the language",
            )
            .at(place, "the first line")
            .help(format!("write `{VERSION}` alone on the first line")),
        );
        false
    }

    fn line(&mut self, text: &str, line: usize) {
        let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
        self.close_headings(indent);
        let mut tokens = Vec::with_capacity(24);
        let read = lex(text, &mut tokens).and_then(|()| self.entry(text, tokens, indent, line));
        if let Err(problem) = read {
            self.problem(&problem, text, line);
        }
    }

    fn problem(&mut self, problem: &Problem, text: &str, line: usize) {
        let column = text.get(..problem.start).map_or(1, |before| before.chars().count() + 1);
        let length = text
            .get(problem.start..problem.end.min(text.len()))
            .map_or(1, |part| part.chars().count().max(1));
        let unknown = problem.message.starts_with("no kind of entry");
        let mut diagnostic = Diagnostic::error(
            if unknown { UNKNOWN_KIND } else { UNREADABLE },
            problem.message.clone(),
        )
        .at(Place { line, column, length }, "here");
        diagnostic.help = problem.help.clone();
        self.report(diagnostic.citing([EntryId(self.next)]));
        self.keep_unread(text.trim_matches([' ', '\t']).to_owned(), line);
    }

    fn entry(
        &mut self,
        text: &str,
        tokens: Vec<Token<'_>>,
        indent: usize,
        line: usize,
    ) -> Result<(), Problem> {
        let Read { front, envelope, body } = self.read(tokens, text.len())?;
        let Some(body) = body else {
            self.defaults = envelope;
            return Ok(());
        };
        self.check_number(front.number, line);
        self.open_heading(indent, &body);
        self.set_mark(front.mark, line);
        self.push(front.speakers, envelope, body, line);
        Ok(())
    }

    /// Reads a line without changing anything, so that a line that fails halfway leaves nothing behind.
    fn read<'a>(&'a self, tokens: Vec<Token<'a>>, end: usize) -> Result<Read, Problem> {
        let mut tokens = tokens;
        let find = |name: &str| self.marks.get(name).copied();
        if tokens.first().is_some_and(|t| t.kind == TokenKind::Word("defaults")) {
            let mut cursor = Cursor::new(&tokens, end, &find);
            cursor.step();
            let place = cursor.peek().map_or(0..end, |t| t.start..end);
            let defaults = fields(&mut cursor)?;
            super::finish(None, &cursor, &[])?;
            if defaults.salt.is_some() {
                return Err(Problem::new(place.start, place.end, "a salt is of one entry")
                    .help("leave `salt` out of the defaults"));
            }
            return Ok(Read { front: Front::default(), envelope: defaults, body: None });
        }
        let text = self.headings.iter().rev().find(|h| h.kind == HeadingKind::Text);
        supply_text(&mut tokens, text, end);
        let (body, mut envelope) = split_braces(&tokens, end, &find)?;
        let mut cursor = Cursor::new(body, tokens.get(body.len()).map_or(end, |t| t.start), &find);
        let front = front(&mut cursor)?;
        let head =
            cursor.peek_word().ok_or_else(|| cursor.expected("the word that begins an entry"))?;
        let body = if head == "erased" {
            cursor.step();
            let hash = Hash::read(&mut cursor)?;
            super::finish(None, &cursor, &[])?;
            Body::Erased(hash)
        } else {
            Body::Event(event(head, &mut cursor)?)
        };
        self.supply(&mut envelope);
        Ok(Read { front, envelope, body: Some(body) })
    }

    /// One entry for each speaker, or one without.
    fn push(&mut self, mut speakers: Vec<Speaker>, envelope: Envelope, body: Body, line: usize) {
        let last = speakers.pop();
        for speaker in speakers {
            let envelope = Envelope { speaker: Some(speaker), ..envelope.clone() };
            self.push_one(envelope, body.clone(), line);
        }
        self.push_one(Envelope { speaker: last, ..envelope }, body, line);
    }

    fn push_one(&mut self, envelope: Envelope, body: Body, line: usize) {
        let number = EntryId(self.next);
        self.next += 1;
        self.minutes.entries.push(Entry { number, envelope, body });
        self.minutes.lines.push(line);
    }

    /// A number that does not fit is reported. One that is ahead is taken all the same: lines above are missing, and what
    /// refers to entries by their numbers stays right.
    fn check_number(&mut self, stated: Option<EntryId>, line: usize) {
        let own = EntryId(self.next);
        if let Some(ahead) = stated.filter(|s| *s > own && s.0 <= ENTRIES_MAX) {
            self.next = ahead.0;
        }
        if let Some(stated) = stated.filter(|s| *s != own) {
            self.report(
                Diagnostic::error(
                    WRONG_NUMBER,
                    format!("the entry is numbered {}, and the next number is {}", stated.0, own.0),
                )
                .at(Place { line, column: 1, length: 1 }, "this number")
                .help("leave the number out, or restore the lines that stood above")
                .citing([own]),
            );
        }
    }

    fn set_mark(&mut self, mark: Option<String>, line: usize) {
        let Some(mark) = mark else { return };
        if self.marks.contains_key(&mark) {
            self.report(
                Diagnostic::error(
                    MARK_TWICE,
                    format!("the mark `@{mark}` stands before two entries"),
                )
                .at(Place { line, column: 1, length: mark.chars().count() + 1 }, "the second")
                .help("choose another word; the first stays in force"),
            );
        } else {
            self.marks.insert(mark, EntryId(self.next));
        }
    }

    /// A declaration opens a heading for the indented lines below it.
    fn open_heading(&mut self, indent: usize, body: &Body) {
        let Body::Event(event) = body else { return };
        let (kind, id, on) = match event {
            Event::MeetingConvened(m) => {
                (HeadingKind::Meeting, m.id.0.clone(), m.on.filter(|_| m.to.is_none()))
            }
            Event::DocumentRegistered(d) => (HeadingKind::Document, d.id.0.clone(), d.on),
            Event::TextTabled(t) => (HeadingKind::Text, t.id.0.clone(), None),
            _ => return,
        };
        self.headings.push(Heading { indent, kind, id, on });
    }

    /// What the line does not state, from the heading above it, then from `defaults`.
    fn supply(&self, envelope: &mut Envelope) {
        if let Some(heading) = self.headings.iter().rev().find(|h| h.kind != HeadingKind::Text) {
            envelope.source.get_or_insert_with(|| Source::Listed(heading.id.clone(), None));
            envelope.said = envelope.said.or(heading.on);
        }
        let defaults = &self.defaults;
        envelope.received = envelope.received.or(defaults.received);
        envelope.said = envelope.said.or(defaults.said);
        envelope.effect = envelope.effect.or(defaults.effect);
        envelope.recorder = envelope.recorder.take().or_else(|| defaults.recorder.clone());
        envelope.source = envelope.source.take().or_else(|| defaults.source.clone());
        envelope.grade = envelope.grade.or(defaults.grade);
        envelope.level = envelope.level.or(defaults.level);
    }
}

fn event(head: &str, cursor: &mut Cursor<'_>) -> Result<Event, Problem> {
    if let Some(event) = Event::read(head, cursor) {
        return event;
    }
    let mut problem = cursor.expected("a kind of entry");
    problem.message = format!("no kind of entry begins with `{head}`");
    let kinds = Event::kinds();
    let near = kinds
        .iter()
        .flat_map(|k| k.heads.iter())
        .map(|known| (distance(head, known), *known))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    Err(match near {
        Some((_, known)) => problem.help(format!("perhaps `{known}`")),
        None => problem.help(format!(
            "this program knows {} kinds of `{VERSION}`; a newer one may know more",
            kinds.len()
        )),
    })
}

/// Levenshtein distance of two short words, for "perhaps `…`".
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().collect());
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn front(cursor: &mut Cursor<'_>) -> Result<Front, Problem> {
    let mut front = Front::default();
    if let Some(number) = cursor.peek_word().filter(|w| w.bytes().all(|b| b.is_ascii_digit())) {
        let number = number.parse().map_err(|_| cursor.expected("the number of an entry"))?;
        front.number = Some(EntryId(number));
        cursor.step();
    }
    if let Some(mark) = cursor.peek_word().and_then(|w| w.strip_prefix('@')?.strip_suffix(':')) {
        front.mark = Some(mark.to_owned());
        cursor.step();
    }
    if cursor.peek_word().is_some_and(Id::is_identity) {
        front.speakers = speakers(cursor)?;
    }
    Ok(front)
}

fn speakers(cursor: &mut Cursor<'_>) -> Result<Vec<Speaker>, Problem> {
    let mut names = vec![Id::read(cursor)?];
    while cursor.take_comma() {
        names.push(Id::read(cursor)?);
        if names.len() > SPEAKERS_MAX {
            return Err(cursor.expected(&format!("no more than {SPEAKERS_MAX} speakers on a line")));
        }
    }
    let mut capacity = None;
    if cursor.take_word("as") {
        capacity = Some(if cursor.take_word("personal") {
            Capacity::Personal
        } else if cursor.take_word("representing") {
            Capacity::Representing(cursor.string()?)
        } else {
            return Err(cursor.expected("`personal` or `representing \"…\"`"));
        });
    }
    let behalf = if cursor.take_word("for") { Some(CoalitionId::read(cursor)?) } else { None };
    Ok(names
        .into_iter()
        .map(|who| Speaker { who, capacity: capacity.clone(), behalf: behalf.clone() })
        .collect())
}

/// The tokens before the braces, and the fields within them.
fn split_braces<'t, 'a>(
    tokens: &'t [Token<'a>],
    end: usize,
    marks: &dyn Fn(&str) -> Option<EntryId>,
) -> Result<(&'t [Token<'a>], Envelope), Problem> {
    let Some(open) = tokens.iter().position(|t| t.kind == TokenKind::Open) else {
        return Ok((tokens, Envelope::default()));
    };
    let (body, rest) = tokens.split_at(open);
    let mut cursor = Cursor::new(rest, end, marks);
    let envelope = fields(&mut cursor)?;
    if cursor.is_at_end() {
        Ok((body, envelope))
    } else {
        Err(cursor.expected("nothing more behind the closing brace"))
    }
}

/// Reads `{received …, said …, …}`, in any order, each at most once.
fn fields(cursor: &mut Cursor<'_>) -> Result<Envelope, Problem> {
    let mut envelope = Envelope::default();
    if cursor.peek().is_none_or(|t| t.kind != TokenKind::Open) {
        return Err(cursor.expected("an opening brace"));
    }
    cursor.step();
    let mut first = true;
    while cursor.peek().is_none_or(|t| t.kind != TokenKind::Close) {
        if !first && !cursor.take_comma() {
            return Err(cursor.expected("a comma or the closing brace"));
        }
        first = false;
        field(cursor, &mut envelope)?;
    }
    cursor.step();
    Ok(envelope)
}

fn field(cursor: &mut Cursor<'_>, envelope: &mut Envelope) -> Result<(), Problem> {
    const HELP: &str =
        "`received`, `said`, `effect`, `recorder`, `source`, `grade`, `level` or `salt`";
    fn set<T: Field>(slot: &mut Option<T>, cursor: &mut Cursor<'_>) -> Result<(), Problem> {
        if slot.is_some() {
            return Err(cursor.expected("each field at most once"));
        }
        cursor.step();
        *slot = Some(T::read(cursor)?);
        Ok(())
    }
    match cursor.peek_word() {
        Some("received") => set::<Moment>(&mut envelope.received, cursor),
        Some("said") => set(&mut envelope.said, cursor),
        Some("effect") => set(&mut envelope.effect, cursor),
        Some("recorder") => set(&mut envelope.recorder, cursor),
        Some("source") => set(&mut envelope.source, cursor),
        Some("grade") => set::<Grade>(&mut envelope.grade, cursor),
        Some("level") => set::<Disclosure>(&mut envelope.level, cursor),
        Some("salt") => set(&mut envelope.salt, cursor),
        _ => Err(cursor.expected("a field of the envelope").help(format!("one of {HELP}"))),
    }
}

/// Below a `text` heading, a provision need not name its text.
fn supply_text<'a>(tokens: &mut Vec<Token<'a>>, heading: Option<&'a Heading>, end: usize) {
    let Some(heading) = heading.filter(|h| h.kind == HeadingKind::Text) else { return };
    let Some(head) = tokens.iter().position(|t| t.kind == TokenKind::Word("provision")) else {
        return;
    };
    // provision ID "label" LANGUAGE "words" [in TEXT]
    let place = head + 5;
    let comma = usize::from(tokens.get(place).is_some_and(|t| t.kind == TokenKind::Comma));
    let stated = tokens.get(place + comma).is_some_and(|t| t.kind == TokenKind::Word("in"));
    if place > tokens.len() || stated {
        return;
    }
    let at = tokens.get(place).map_or(end, |t| t.start);
    let word = |text: &'a str| Token { kind: TokenKind::Word(text), start: at, end: at };
    tokens.splice(place..place, [word("in"), word(heading.id.as_str())]);
}

impl Minutes {
    /// Whether anything was wrong enough for an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }
}
