use super::{Ended, Exit};
use crate::disclosure;
use crate::source::Source;
use crate::terminal::{self, COLUMNS, safe, wrapped};
use crate::words::{self, counted};
use analysis::{Play, ProvisionState, Status, play, warnings};
use clap::Args;
use record::event::group::CharterItem;
use record::group::{OfferState, Position};
use record::{EntryId, Group, Record};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Shows the state of play.
///
/// Outcome and rules, every provision with the objections that stand, issues, offers counted, early warnings explained. Names
/// and words that are not disclosed are counted and not shown.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    if source.record.last().is_none() {
        return Err(Exit::misuse(format!(
            "{} holds no entry to show; `rapporteur check` says why",
            source.name()
        )));
    }
    let mut out = heading(&source);
    let (record, group) = (&source.record, source.record.group());
    out.push_str(&charter(group));
    let play = play(group);
    out.push_str(&provisions(record, &play));
    out.push_str(&issues(group, &play));
    out.push_str(&offers(group));
    out.push_str(&early_warnings(group));
    terminal::print(&out)?;
    Ok(Exit::Good)
}

fn heading(source: &Source) -> String {
    let (record, group) = (&source.record, source.record.group());
    let name = group.founded.as_ref().map_or_else(
        || "A group that the record does not name".into(),
        |f| group.name_of(&f.said.id.0),
    );
    let mut out = format!("{}\n", safe(&name));
    let entries = counted(record.entries().len(), "entry", "entries");
    let _ = match source.head() {
        Some(head) => writeln!(out, "{entries}, root {}", head.root),
        None => writeln!(
            out,
            "{entries}, and {} that could not be read; so there is no root for the whole",
            counted(record.unread().len(), "line", "lines")
        ),
    };
    if !record.refused().is_empty() {
        let _ = writeln!(
            out,
            "{} not admitted by the rules of procedure; `rapporteur check` says why",
            counted(record.refused().len(), "entry", "entries")
        );
    }
    out
}

fn charter(group: &Group) -> String {
    let mut out = String::from("\nOutcome and rules\n");
    let mut row = |label: &str, words: &str, entry: Option<EntryId>| {
        let place = entry.map(|e| format!(" ({e})")).unwrap_or_default();
        let _ = writeln!(out, "  {label:<16}{}", wrapped(&format!("{words}{place}"), 18, COLUMNS));
    };
    match group.outcomes.last() {
        Some(outcome) => row("Outcome", words::outcome(outcome.said.outcome), Some(outcome.entry)),
        None => row("Outcome", "none is recorded", None),
    }
    for item in CharterItem::ALL {
        let Some(set) = group.charter.get(item).and_then(|sets| sets.last()) else {
            if matches!(item, CharterItem::DecisionRule | CharterItem::ReportRule) {
                row(words::charter_item(*item), "nothing is recorded", None);
            }
            continue;
        };
        row(words::charter_item(*item), &words::rule_as_set(&set.said), Some(set.entry));
    }
    out
}

fn provisions(record: &Record, play: &Play<'_>) -> String {
    if play.provisions.is_empty() {
        return "\nText\n  The record holds no paragraph of a text.\n".to_owned();
    }
    let mut out = String::from("\nText\n");
    let mut text = None;
    for state in &play.provisions {
        let of = &state.provision.tabled.text;
        if text != Some(of) {
            text = Some(of);
            let states: Vec<&ProvisionState<'_>> =
                play.provisions.iter().filter(|s| s.provision.tabled.text == *of).collect();
            let _ = writeln!(out, "  {}: {}", safe(&record.group().name_of(&of.0)), tally(&states));
        }
        provision(record, state, &mut out);
    }
    out
}

/// How many paragraphs stand where.
pub(super) fn tally(states: &[&ProvisionState<'_>]) -> String {
    let count = |status| states.iter().filter(|s| s.status == status).count();
    let parts: Vec<String> = words::STATUSES
        .into_iter()
        .map(|status| (count(status), words::status(status)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    format!("{}: {}", counted(states.len(), "paragraph", "paragraphs"), parts.join("; "))
}

fn provision(record: &Record, state: &ProvisionState<'_>, out: &mut String) {
    let agreed = state.agreement.map(|a| format!(" ({})", a.entry)).unwrap_or_default();
    let brackets =
        if state.bracketed && state.status == Status::Contested { ", brackets stand" } else { "" };
    let label = record.group().name_of(&state.provision.id.0);
    let label = safe(&label).into_owned();
    let _ = writeln!(out, "    {label:<9} {}{agreed}{brackets}", words::status(state.status));
    for position in state.objections.iter().chain(&state.reserved) {
        let _ = writeln!(out, "{:14}{}", "", wrapped(&held(record, position), 16, COLUMNS));
    }
}

/// Who holds a position, and why, as far as it is disclosed.
fn held(record: &Record, position: &Position) -> String {
    let who = disclosure::name(record, position.voice.id(), position.entry)
        .map_or_else(|| "not named:".to_owned(), |name| safe(&name).into_owned());
    let mut words = format!("{who} {} ({})", words::stance(position.stance), position.entry);
    if !disclosure::may_quote(record, position.entry) {
        return words;
    }
    let reason = position.objection.as_ref().and_then(|o| o.reason.as_ref());
    if let Some(quote) = reason.or(position.words.as_ref()) {
        let _ = write!(words, ": “{}”", safe(&quote.text));
    }
    if record.group().is_stale(position) {
        words.push_str("; on words that have changed since");
    }
    words
}

fn issues(group: &Group, play: &Play<'_>) -> String {
    if play.issues.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nIssues\n");
    for issue in &play.issues {
        let found = if issue.is_not_discussed() {
            "not discussed".to_owned()
        } else {
            format!(
                "{}, {}, spoken of in {}",
                counted(issue.positions.len(), "position", "positions"),
                counted(issue.provisions.len(), "paragraph", "paragraphs"),
                counted(issue.spoken_of.len(), "entry", "entries")
            )
        };
        let line = format!("{} ({}): {found}", safe(&group.name_of(&issue.issue.0)), issue.issue);
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
    }
    out
}

/// Offers are counted, not told: only their makers release them.
fn offers(group: &Group) -> String {
    let made: Vec<_> = group.offers.values().filter(|o| o.ascribed.is_none()).collect();
    let reported = group.offers.len() - made.len();
    if group.offers.is_empty() {
        return String::new();
    }
    let withdrawn = made.iter().filter(|o| matches!(o.state(), OfferState::Withdrawn(_))).count();
    let lapsed = made.iter().filter(|o| matches!(o.state(), OfferState::Lapsed(_))).count();
    let released = made.iter().filter(|o| o.released.is_some()).count();
    format!(
        "\nOffers\n  {} made without prejudice: {withdrawn} withdrawn, {lapsed} lapsed, {released} released by their makers; {reported} known by report\n",
        made.len()
    )
}

fn early_warnings(group: &Group) -> String {
    let found = warnings(group);
    if found.is_empty() {
        return String::new();
    }
    let mut out = String::from("\nEarly warnings\n");
    for warning in &found {
        let (said, facts) = words::warning(warning);
        let facts: Vec<String> = facts.iter().map(ToString::to_string).collect();
        let line = format!("{said} ({})", facts.join(", "));
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
    }
    out
}
