//! Writing a record: one canonical line an entry.

use super::field::Field as _;
use super::{VERSION, write_string};
use crate::entry::{Body, Capacity, Entry, Envelope, Speaker};
use crate::words::Hash;

/// A canonical line in its parts, as the Merkle leaf takes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalLine {
    /// The whole line, without a line break.
    pub line: String,
    /// Number, speaker and the fields in braces, without the salt.
    pub envelope: String,
    /// The body as written, or the hash that is left of it.
    pub body: Result<String, Hash>,
    /// The salt.
    pub salt: Option<Hash>,
}

/// A whole record: the version, then a line an entry, each ended by a line feed.
pub fn print<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let mut out = String::from(VERSION);
    out.push('\n');
    for entry in entries {
        write_entry(entry, &mut out);
        out.push('\n');
    }
    out
}

/// One entry's canonical line.
pub fn print_entry(entry: &Entry) -> String {
    let mut out = String::new();
    write_entry(entry, &mut out);
    out
}

/// One entry's canonical line, with its parts.
pub fn canonical_line(entry: &Entry) -> CanonicalLine {
    let mut envelope = entry.number.0.to_string();
    if let Some(speaker) = &entry.envelope.speaker {
        write_speaker(speaker, &mut envelope);
    }
    write_fields(&entry.envelope, false, &mut envelope);
    let body = match &entry.body {
        Body::Event(event) => {
            let mut body = String::new();
            event.write(&mut body);
            Ok(body)
        }
        Body::Erased(hash) => Err(*hash),
    };
    CanonicalLine { line: print_entry(entry), envelope, body, salt: entry.envelope.salt }
}

fn write_entry(entry: &Entry, out: &mut String) {
    out.push_str(&entry.number.0.to_string());
    if let Some(speaker) = &entry.envelope.speaker {
        write_speaker(speaker, out);
    }
    out.push(' ');
    match &entry.body {
        Body::Event(event) => event.write(out),
        Body::Erased(hash) => {
            out.push_str("erased ");
            hash.write(out);
        }
    }
    write_fields(&entry.envelope, true, out);
}

fn write_speaker(speaker: &Speaker, out: &mut String) {
    out.push(' ');
    speaker.who.write(out);
    match &speaker.capacity {
        None => {}
        Some(Capacity::Personal) => out.push_str(" as personal"),
        Some(Capacity::Representing(whom)) => {
            out.push_str(" as representing ");
            write_string(whom, out);
        }
    }
    if let Some(coalition) = &speaker.behalf {
        out.push_str(" for ");
        coalition.write(out);
    }
}

/// The fields in braces; nothing at all where none is stated.
fn write_fields(envelope: &Envelope, with_salt: bool, out: &mut String) {
    let mut first = true;
    let mut lead = |word: &str, out: &mut String| {
        out.push_str(if first { " {" } else { ", " });
        first = false;
        out.push_str(word);
        out.push(' ');
    };
    for (word, moment) in
        [("received", envelope.received), ("said", envelope.said), ("effect", envelope.effect)]
    {
        if let Some(moment) = moment {
            lead(word, out);
            moment.write(out);
        }
    }
    if let Some(recorder) = &envelope.recorder {
        lead("recorder", out);
        recorder.write(out);
    }
    if let Some(source) = &envelope.source {
        lead("source", out);
        source.write(out);
    }
    if let Some(grade) = envelope.grade {
        lead("grade", out);
        grade.write(out);
    }
    if let Some(level) = envelope.level {
        lead("level", out);
        level.write(out);
    }
    if let (Some(salt), true) = (envelope.salt, with_salt) {
        lead("salt", out);
        salt.write(out);
    }
    if !first {
        out.push('}');
    }
}
