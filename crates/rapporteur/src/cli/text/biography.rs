use super::material::{OfRecord, open_text};
use crate::cli::{Ended, Exit};
use crate::story::{
    Agreeing, Life, Told, label, life, life_of_passage, name, names, paragraph, presence, stood_in,
};
use crate::terminal::{self, safe, wrapped};
use crate::words::counted;
use clap::Args;
use record::{Id, ProvisionId, Record, TextId};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The version of what `text biography --json` prints.
const SCHEMA: &str = "rapporteur-text-biography/1";
/// Columns of a line.
const COLUMNS: usize = 100;
/// Most paragraphs that are listed where a passage stood in several.
const LISTED: usize = 12;

/// Tells the life of a wording: where it came from, what was done to it and by whom.
///
/// Step by step to what became of it. Of a paragraph with all that it comes of and all that comes of it; or of a passage, by its exact words. Where an entry does
/// not say something, that is said; consent is told as it was recorded, or `not recorded`.
#[derive(Args)]
pub(super) struct Arguments {
    /// A record: a file of minutes or a data directory.
    record: PathBuf,

    /// A paragraph, by its identity or its label in the text; or words, which may stand in quotation marks.
    what: String,

    /// The words are sought in the life of this paragraph.
    #[arg(long = "in", value_name = "PROVISION")]
    within: Option<String>,

    #[command(flatten)]
    of: OfRecord,

    /// Prints the steps as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let (record, text) = open_text(&arguments.record, &arguments.of)?;
    let life = find(&record, &text, arguments)?;
    terminal::print(&if arguments.json { as_json(&record, &life) } else { shown(&record, &life) })?;
    Ok(Exit::Good)
}

/// A paragraph where there is one of this name, else a passage.
fn find(record: &Record, text: &TextId, arguments: &Arguments) -> Result<Life, Exit> {
    let (what, is_quoted) = unquoted(&arguments.what);
    if let Some(within) = &arguments.within {
        let (within, _) = unquoted(within);
        let id = named(record, text, within).ok_or_else(|| {
            Exit::misuse(format!("the record holds no paragraph `{}`", safe(within)))
        })?;
        return life_of_passage(record, &id, what).ok_or_else(|| {
            let of = paragraph(record, &id);
            Exit::misuse(format!(
                "“{}” never stood in {}, nor in what it comes of or what comes of it; words are compared letter by letter",
                safe(what),
                safe(&of)
            ))
        });
    }
    let id = if is_quoted { None } else { named(record, text, what) };
    if let Some(life) = id.and_then(|id| life(record, &id)) {
        return Ok(life);
    }
    let of_text = |id: &ProvisionId| {
        let provision = record.group().provisions.get(id);
        arguments.of.text.is_none() || provision.is_some_and(|p| p.tabled.text == *text)
    };
    let found: Vec<ProvisionId> = stood_in(record, what).into_iter().filter(of_text).collect();
    let Some(first) = found.first() else {
        return Err(Exit::misuse(format!(
            "“{}” is no paragraph of {}, and no words that stood in one, letter by letter",
            safe(what),
            safe(&record.group().name_of(&text.0))
        )));
    };
    let life = life_of_passage(record, first, what);
    match life.filter(|life| found.iter().all(|id| life.provisions.contains(id))) {
        Some(life) => Ok(life),
        None => Err(several(record, what, &found)),
    }
}

/// What stands between quotation marks, and whether it did.
fn unquoted(what: &str) -> (&str, bool) {
    let what = what.trim();
    let within = [('"', '"'), ('“', '”')].into_iter().find_map(|(open, close)| {
        what.strip_prefix(open)?.strip_suffix(close).filter(|within| !within.is_empty())
    });
    within.map_or((what, false), |within| (within, true))
}

/// The paragraph of an identity; else the one that bears a label in the text, those still in it first.
fn named(record: &Record, text: &TextId, what: &str) -> Option<ProvisionId> {
    let group = record.group();
    let identity = ProvisionId::new(what).filter(|id| group.provisions.contains_key(id));
    identity.or_else(|| {
        let of_text = &group.texts.get(text)?.provisions;
        let mut labelled: Vec<&ProvisionId> = of_text
            .iter()
            .filter(|id| label(record, id).is_some_and(|label| label == what))
            .collect();
        let left = |id: &ProvisionId| group.provisions.get(id).is_some_and(|p| p.removed.is_some());
        labelled.sort_by_key(|id| left(id));
        labelled.first().map(|id| (*id).clone())
    })
}

fn several(record: &Record, what: &str, found: &[ProvisionId]) -> Exit {
    let names: Vec<String> = found.iter().take(LISTED).map(|id| paragraph(record, id)).collect();
    let more = found.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(", and {more} more") } else { String::new() };
    Exit::misuse(format!(
        "“{}” stood in {}: {}{more}; add `--in {}`, or another of them",
        safe(what),
        counted(found.len(), "paragraph", "paragraphs"),
        safe(&names.join(", ")),
        found[0]
    ))
}

fn as_json(record: &Record, life: &Life) -> String {
    let thing =
        |id: &Id| json!({ "id": id.to_string(), "name": record.group().name_of(id).to_string() });
    let things = |ids: &[Id]| ids.iter().map(thing).collect::<Vec<_>>();
    let consent = |consent: &Agreeing| match consent {
        Agreeing::NotRecorded => json!({ "recorded": false }),
        Agreeing::Withheld => json!({ "recorded": true, "names_withheld": true }),
        Agreeing::Recorded { with, without, by } => json!({
            "recorded": true, "with": things(with), "without": things(without), "by": by,
        }),
    };
    let step = |step: &Told| {
        json!({
            "entry": step.entry.0,
            "entries": step.entries.iter().map(|entry| entry.0).collect::<Vec<_>>(),
            "when": step.when,
            "meeting": step.meeting.as_ref().map(thing),
            "provision": step.provision.to_string(),
            "kind": step.kind,
            "who": things(&step.who),
            "who_withheld": step.who_withheld,
            "does": step.does,
            "things": step.things.iter().map(|(what, ids)| json!({ "as": what, "things": things(ids) })).collect::<Vec<_>>(),
            "words": step.words.iter().map(|(what, words)| json!({ "as": what, "words": words })).collect::<Vec<_>>(),
            "consent": step.consent.as_ref().map(consent),
            "notes": step.notes,
            "presence": step.presence.map(|presence| match presence {
                analysis::Presence::Stands => "stands",
                analysis::Presence::InBrackets => "in-brackets",
                analysis::Presence::Absent => "absent",
            }),
        })
    };
    let steps: Vec<Value> = life.steps.iter().map(step).collect();
    let value = json!({
        "schema": SCHEMA,
        "provision": life.provision.to_string(),
        "label": label(record, &life.provision),
        "passage": life.passage,
        "steps": steps,
        "not_disclosed": life.withheld,
        "now": life.now.iter().map(|now| json!({
            "provision": now.provision.to_string(), "is_copy": now.is_copy, "entry": now.entry.0, "words": now.words,
        })).collect::<Vec<_>>(),
        "endings": life.endings.iter().map(|end| json!({
            "provision": end.provision.to_string(), "entry": end.entry.0, "consent": consent(&end.consent),
        })).collect::<Vec<_>>(),
        "outcomes_not_disclosed": life.outcomes_withheld,
    });
    format!("{value:#}\n")
}

fn shown(record: &Record, life: &Life) -> String {
    let of = paragraph(record, &life.provision);
    let title = match &life.passage {
        Some(passage) => format!("“{passage}”, in {of}"),
        None => of,
    };
    let mut out = format!("{}\n", wrapped(&safe(&title), 2, COLUMNS));
    for step in &life.steps {
        let _ = write!(out, "\n{}", told(record, life, step));
    }
    if life.withheld > 0 {
        let count = counted(life.withheld, "step", "steps");
        let _ = writeln!(out, "\n{count} not disclosed.");
    }
    out.push('\n');
    for now in &life.now {
        let copy = if now.is_copy { ", a contact group's copy" } else { "" };
        let of = format!("{}{copy}", paragraph(record, &now.provision));
        let words = wrapped(&safe(&format!("“{}”", now.words)), 4, COLUMNS);
        let _ = writeln!(out, "Now in {}, as of {}:\n    {words}", safe(&of), now.entry);
    }
    for end in &life.endings {
        let of = paragraph(record, &end.provision);
        let consent = end.consent.told(record);
        let line = format!("Ended in {of} by {}. Consent: {consent}.", end.entry);
        let _ = writeln!(out, "{}", wrapped(&safe(&line), 2, COLUMNS));
    }
    if life.outcomes_withheld > 0 {
        let count = counted(life.outcomes_withheld, "paragraph", "paragraphs");
        let _ = writeln!(out, "What became of it in {count} is not disclosed.");
    } else if life.now.is_empty() && life.endings.is_empty() {
        out.push_str("The record does not say what became of it.\n");
    }
    out
}

/// A step: its entry, when and where; who did what; the words; what the record says of consent and what it does not say.
fn told(record: &Record, life: &Life, step: &Told) -> String {
    let when = step.when.clone().unwrap_or_else(|| "the record does not say when".to_owned());
    let meeting = step.meeting.as_ref().map(|id| format!(", {}", name(record, id)));
    let on = (step.provision != life.provision)
        .then(|| format!(" · {}", paragraph(record, &step.provision)));
    let head =
        format!("{}  {when}{}{}", step.entry, meeting.unwrap_or_default(), on.unwrap_or_default());
    let mut out = format!("{}\n", safe(&head));
    let mut line = |indent: usize, words: &str| {
        let _ = writeln!(out, "{:indent$}{}", "", wrapped(&safe(words), indent + 2, COLUMNS));
    };
    line(2, &sentence(record, step));
    for (what, words) in &step.words {
        let what = if what.is_empty() { String::new() } else { format!("{what}: ") };
        line(4, &format!("{what}“{words}”"));
    }
    if let Some(consent) = &step.consent {
        line(4, &format!("Consent: {}", consent.told(record)));
    }
    let also: Vec<String> =
        step.entries.iter().filter(|e| **e != step.entry).map(ToString::to_string).collect();
    let also = (!also.is_empty()).then(|| format!("see {}", also.join(", ")));
    let stands = step.presence.map(|stands| presence(stands).to_owned());
    let notes: Vec<String> = step.notes.iter().cloned().chain(stands).chain(also).collect();
    if !notes.is_empty() {
        line(4, &format!("({})", notes.join("; ")));
    }
    out
}

fn sentence(record: &Record, step: &Told) -> String {
    let who = match (&step.who, step.who_withheld) {
        (_, true) => "A party, not named, ".to_owned(),
        (who, false) if who.is_empty() => String::new(),
        (who, false) => format!("{} ", names(record, who)),
    };
    let mut things = String::new();
    for (what, ids) in &step.things {
        let comma = if what.is_empty() { "" } else { "," };
        let _ = write!(
            things,
            "{comma} {what}{}{}",
            if what.is_empty() { "" } else { " " },
            names(record, ids)
        );
    }
    format!("{who}{}{things}", step.does)
}
