//! What holds for any material: nothing is lost, nothing panics, one written form, one fold.

use proptest::prelude::*;
use record::event::Event;
use record::minutes::{DIAGNOSTICS_MAX, parse, parse_line, print, print_entry};
use record::text::{NESTING_MAX, Piece, Reading, depth, read};
use record::{At, Body, Command, Entry, EntryId, Envelope, Group, Id, Record, decide};
use std::collections::BTreeSet;

const GOLDEN: &str = include_str!("../golden/1.minutes");
const PRACTICE: &str = include_str!("../../../../minutes/headwaters.minutes");

/// Every line that holds something is an entry, a line of defaults, or kept as unread with a diagnostic.
fn nothing_is_lost(bytes: &[u8]) {
    let minutes = parse(bytes);
    let taken: BTreeSet<usize> = minutes.lines.iter().copied().collect();
    let unread: BTreeSet<usize> = minutes.unread.iter().map(|u| u.line).collect();
    let told: BTreeSet<usize> =
        minutes.diagnostics.iter().filter_map(|d| d.place.map(|p| p.line)).collect();
    let mut first = true;
    for (index, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line));
        let line = line.trim_start_matches(if index == 0 { "\u{feff}" } else { "" });
        let content = line.trim_matches([' ', '\t']);
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let is_version = std::mem::take(&mut first) && content.starts_with("minutes/");
        let is_defaults = content.starts_with("defaults");
        let at = index + 1;
        let all_told = minutes.diagnostics.len() >= DIAGNOSTICS_MAX;
        assert!(
            is_version || taken.contains(&at) || unread.contains(&at) || is_defaults,
            "line {at} is lost: {content:?}"
        );
        assert!(!unread.contains(&at) || told.contains(&at) || all_told, "line {at} is not told");
    }
    let numbers: Vec<EntryId> = minutes.entries.iter().map(|e| e.number).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "numbers rise");
}

/// What is printed is read back, and printed the same.
fn has_one_written_form(entries: &[Entry]) {
    let printed = print(entries);
    let again = parse(printed.as_bytes());
    assert!(again.unread.is_empty(), "{:?}", again.diagnostics);
    assert_eq!(again.entries, entries);
    assert_eq!(print(&again.entries), printed);
    for entry in entries {
        let line = print_entry(entry);
        assert_eq!(parse_line(&line).map_err(|d| d.message), Ok(entry.clone()), "{line}");
    }
}

/// The same group whether folded in one go or entry by entry, and at every entry on the way.
fn folds_to_one_group(entries: &[Entry]) {
    let whole = Record::replay(parse(print(entries).as_bytes()));
    let mut group = Group::default();
    for (index, entry) in entries.iter().enumerate() {
        match decide(&group, &entries[..index], entry) {
            Ok(()) => group.apply(entry),
            Err(_) => group.pass_over(entry.number),
        }
    }
    assert_eq!(whole.group(), &group);
    if let Some(middle) = entries.get(entries.len() / 2) {
        let at = whole.at(At::Entry(middle.number));
        let upto = entries.partition_point(|e| e.number <= middle.number);
        assert_eq!(at, Record::replay(parse(print(&entries[..upto]).as_bytes())));
    }
}

/// What was admitted is taken down anew to the same group.
fn is_taken_down_to_the_same_group(entries: &[Entry]) {
    let mut admitted = Record::default();
    let mut replayed = Group::default();
    for entry in entries {
        let Body::Event(event) = &entry.body else { continue };
        let speakers: Vec<_> = entry.envelope.speaker.clone().into_iter().collect();
        let envelope = Envelope { speaker: None, ..entry.envelope.clone() };
        let before = admitted.clone();
        match admitted.take_down(&Command { envelope, speakers, event: event.clone() }) {
            Ok(taken) => taken
                .iter()
                .filter_map(|number| admitted.entry(*number))
                .for_each(|entry| replayed.apply(entry)),
            Err(_) => assert_eq!(admitted, before, "a refusal writes nothing"),
        }
    }
    assert_eq!(admitted.group(), &replayed);
}

/// Lines of real and golden minutes, some of them damaged, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pool: Vec<&'static str> = PRACTICE.lines().chain(GOLDEN.lines().skip(1)).collect();
    let opening: Vec<&'static str> = PRACTICE.lines().take(90).collect();
    let line = (proptest::sample::select(pool), any::<u32>(), "\\PC{0,3}", 0..9_u8);
    let lines = proptest::collection::vec(line, 0..60);
    (lines, any::<bool>()).prop_map(move |(lines, opens)| {
        let mut text = if opens { opening.join("\n") } else { "minutes/1".to_owned() };
        for (line, at, words, damage) in lines {
            text.push('\n');
            // Numbers of golden lines would not fit here.
            let line = line.trim_start_matches(|c: char| c.is_ascii_digit());
            text.push_str(&if damage == 0 { damaged(line, at, &words) } else { line.to_owned() });
        }
        text
    })
}

/// A line with a part taken out and other words put in.
fn damaged(line: &str, at: u32, words: &str) -> String {
    let chars: Vec<char> = line.chars().collect();
    let from = at as usize % (chars.len() + 1);
    let to = (from + (at >> 16) as usize % 7).min(chars.len());
    chars[..from].iter().copied().chain(words.chars()).chain(chars[to..].iter().copied()).collect()
}

/// A string as somebody may write it: with the least of escapes.
fn written(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\r', "\\r"))
}

/// A golden line with other words in all its strings.
fn reworded(line: &str, words: &[String]) -> String {
    let mut out = String::new();
    let mut rest = line;
    let mut next = words.iter().cycle();
    while let Some(open) = rest.find('"') {
        let mut end = open + 1;
        while rest.as_bytes()[end] != b'"' {
            end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
        }
        out.push_str(&rest[..open]);
        out.push_str(&written(next.next().map_or("", String::as_str)));
        rest = &rest[end + 1..];
    }
    out + rest
}

fn who(name: &str) -> Option<Id> {
    ["COR", "EU", "G77"].contains(&name).then(|| Id::new(name)).flatten()
}

/// Pieces follow one another without a gap; gives how many brackets there are.
fn covers(words: &str, reading: &Reading, from: usize) -> (usize, usize) {
    let (mut at, mut brackets) = (from, 0);
    for piece in &reading.pieces {
        match piece {
            Piece::Plain(range) => {
                assert_eq!(range.start, at);
                assert!(words.get(range.clone()).is_some(), "on characters");
                at = range.end;
            }
            Piece::Bracket(bracket) => {
                assert_eq!(bracket.range.start, at);
                at = bracket.range.end;
                assert!(words[bracket.range.clone()].starts_with('['));
                assert!(words[bracket.range.clone()].ends_with(']'));
                let start = first(&bracket.inner).unwrap_or(at);
                let (end, within) = covers(words, &bracket.inner, start);
                assert!(end < at || bracket.inner.pieces.is_empty());
                brackets += 1 + within;
                for alternative in &bracket.alternatives {
                    assert!(words.get(alternative.range.clone()).is_some(), "on characters");
                }
            }
        }
    }
    (at, brackets)
}

fn first(reading: &Reading) -> Option<usize> {
    reading.pieces.first().map(|piece| match piece {
        Piece::Plain(range) => range.start,
        Piece::Bracket(bracket) => bracket.range.start,
    })
}

fn reads_every_byte(words: &str) {
    let reading = read(words, &who);
    let (end, brackets) = covers(words, &reading, 0);
    assert_eq!(end, words.len());
    for mark in &reading.stray {
        assert_eq!(words.as_bytes()[mark.at], if mark.opens { b'[' } else { b']' });
    }
    assert!(reading.stray.windows(2).all(|pair| pair[0].at < pair[1].at));
    // What belongs to a link or to a footnote is no mark.
    let marks = ::text::brackets::read(words).marks;
    assert_eq!(marks.len(), 2 * brackets + reading.stray.len(), "every mark is paired or stray");
    if depth(words) <= NESTING_MAX && reading.stray.is_empty() {
        assert_eq!(marks.iter().filter(|mark| mark.opens).count() * 2, marks.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_line_of_any_bytes_is_lost(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        nothing_is_lost(&bytes);
    }

    #[test]
    fn no_line_of_any_text_is_lost(text in "(minutes/1\n)?([A-Z0-9@\"{},#:. \\\\a-z\u{feff}é\t\r\n]|no\\.|says |defaults |text ){0,120}") {
        nothing_is_lost(text.as_bytes());
        drop(Record::replay(parse(text.as_bytes())));
    }

    #[test]
    fn no_line_of_damaged_minutes_is_lost_and_what_is_read_has_one_written_form(text in soup()) {
        nothing_is_lost(text.as_bytes());
        has_one_written_form(&parse(text.as_bytes()).entries);
    }

    #[test]
    fn any_minutes_fold_to_one_group(text in soup()) {
        let entries = parse(text.as_bytes()).entries;
        folds_to_one_group(&entries);
        is_taken_down_to_the_same_group(&entries);
    }

    #[test]
    fn any_words_stand_in_any_string(words in proptest::collection::vec(any::<String>(), 1..4)) {
        for line in GOLDEN.lines().skip(1) {
            let line = reworded(line, &words);
            let entry = parse_line(&line).unwrap_or_else(|d| panic!("{line}: {d:?}"));
            has_one_written_form(std::slice::from_ref(&entry));
        }
    }

    #[test]
    fn a_string_is_read_back_as_it_was(text in any::<String>()) {
        let entry = parse_line(&format!("1 gap {}", written(&text))).expect("a gap");
        let again = parse_line(&print_entry(&entry)).expect("a gap");
        match again.event() {
            Some(Event::GapNoted(gap)) => prop_assert_eq!(&*gap.words.text, text),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn any_words_are_read_to_the_last_byte(words in any::<String>()) {
        reads_every_byte(&words);
    }

    #[test]
    fn any_brackets_are_read_to_the_last_byte(words in "(\\[|\\]|\\[\\[|COR|EU|: | - | – |/| / |\\(|\\)|, | and |é|shall| ){0,60}") {
        reads_every_byte(&words);
    }
}

#[test]
fn the_practice_records_are_admitted_and_read_without_a_diagnostic() {
    let files = [
        PRACTICE,
        include_str!("../../../../minutes/wgec.minutes"),
        include_str!("../../../../minutes/last-hours.minutes"),
    ];
    for file in files {
        let minutes = parse(file.as_bytes());
        assert_eq!(minutes.diagnostics, vec![]);
        has_one_written_form(&minutes.entries);
        folds_to_one_group(&minutes.entries);
        assert_eq!(Record::replay(minutes).refused(), vec![]);
    }
}

#[test]
fn deep_and_long_brackets_are_read_in_bounded_stack() {
    for words in ["[".repeat(200_000), "]".repeat(200_000), "[a](".repeat(60_000)] {
        reads_every_byte(&words);
    }
}
