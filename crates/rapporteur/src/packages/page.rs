//! The answer as a page: by itself, or on the Chair's desk.

use super::outcome::{Fair, Lifted, Open, Outcome, Reason, Share, Step, UnitTold};
use super::sentences::Line;
use super::text::{
    changes_of, difference, fairer, is_camp, one_change, opens, percent, result, tried, what,
};
use super::work::Of;
use crate::web::page::STYLE;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;

/// Packages that stand side by side.
const COLUMNS: usize = 6;
/// Rows of a list that stand open; the others are one click away.
const ROWS: usize = 200;

/// Where an entry is to be read, if anywhere.
pub(crate) type Href<'a> = &'a dyn Fn(u32) -> Option<String>;

/// A page that stands alone.
pub(crate) fn page(outcome: &Outcome) -> String {
    let title = format!("Packages · {}", outcome.title);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the page" }
                header.masthead { p.group { bdi dir="auto" { (outcome.title) } } }
                main id="main" tabindex="-1" {
                    h1 { "What could be agreed together" }
                    (body(outcome, &|_| None))
                }
            }
        }
    }
    .into_string()
}

/// What stands below the heading.
pub(crate) fn body(outcome: &Outcome, href: Href<'_>) -> Markup {
    html! {
        p.notice { (outcome.hypothesis) }
        p.lead { (result(outcome)) }
        @if let Some(changed) = &outcome.changed { p { (difference(outcome, changed)) } }
        p.remark { "Looked at " @if outcome.is_record { "through no. " } @else { "at " } (outcome.at) ". " (weights(outcome)) }
        (matrix(outcome))
        @if !outcome.moves.is_empty() { section aria-labelledby="how" {
            h2 id="how" { "How it can come about" }
            p.remark { "Each step in its order. What waits for each other goes in at once: whoever moves first alone would give without getting." }
            ol.packages-steps { @for step in outcome.moves.iter().take(ROWS) { (step_told(step, href)) } }
            (more(outcome.moves.len()))
        } }
        @if !outcome.open.is_empty() { section aria-labelledby="open" {
            h2 id="open" { "What stays open" }
            @for open in outcome.open.iter().take(ROWS) { (open_told(open, href)) }
            (more(outcome.open.len()))
        } }
        @if !outcome.lifts.is_empty() && !outcome.is_whole() { section aria-labelledby="lifts" {
            h2 id="lifts" { "What lifting opens" }
            p.remark { "Objections and reservations are their holders' own to lift; nobody is asked to by this list." }
            @for lifts in changes_of(&outcome.lifts) { (lifts_told(lifts, href)) }
        } }
        @if let Some(fair) = &outcome.fair { section aria-labelledby="fair" {
            h2 id="fair" { "The fairest package that agrees as much" }
            p { (fairer(outcome, fair)) }
            (fair_to(fair))
        } }
        @if let Some(changes) = &outcome.changes { section aria-labelledby="changes" {
            h2 id="changes" { "What one changed statement would do" }
            ul { @for one in changes.told.iter().take(ROWS) { li { (told(&one.line, href)) ": " (one_change(outcome, one)) } } }
            (more(changes.told.len()))
            @let tried = tried(changes);
            @if !tried.is_empty() { p.remark { (tried) } }
        } }
        @if !outcome.objections.is_empty() { section aria-labelledby="objections" {
            h2 id="objections" { "Objections that stand against what is in" }
            p.remark { "The rule that was asked for tolerates them; they stand all the same." }
            (lines(&outcome.objections, href))
        } }
        @if !outcome.reservations.is_empty() { section aria-labelledby="reservations" {
            h2 id="reservations" { "Reservations on what is in" }
            (lines(&outcome.reservations, href))
        } }
        (shares(outcome))
        section aria-labelledby="assumptions" {
            h2 id="assumptions" { "On these assumptions" }
            ul { @for words in &outcome.assumptions { li { (words) } } }
            @if !outcome.stale.is_empty() {
                h3 { "Stale" }
                p.remark { "These count here, and were taken on words that have changed since." }
                (lines(&outcome.stale, href))
            }
            @if !outcome.omitted.is_empty() { h3 { "Not entered" } (lines(&outcome.omitted, href)) }
        }
    }
}

fn weights(outcome: &Outcome) -> String {
    match outcome.proven {
        true => format!(
            "Weight {} of {}; a certificate can be written that shows that none is better.",
            outcome.weight, outcome.total
        ),
        false => format!(
            "Weight {} of {}; none weighs more than {}.",
            outcome.weight, outcome.total, outcome.bound
        ),
    }
}

/// A package of the matrix: its heading, and its alternatives.
struct Column<'a> {
    heading: String,
    package: BTreeSet<&'a str>,
}

/// The best package and others beside it, the same only once.
fn columns(outcome: &Outcome) -> Vec<Column<'_>> {
    fn set(of: &[String]) -> BTreeSet<&str> {
        of.iter().map(String::as_str).collect()
    }
    let mut columns = vec![Column {
        heading: format!("Best ({})", outcome.weight),
        package: set(&outcome.package),
    }];
    for lifts in outcome.lifts.iter().filter(|lifts| lifts.gain > 0) {
        let heading = format!("With {} lifted ({})", lifts.lifted.len(), lifts.weight);
        add_column(&mut columns, heading, set(&lifts.package));
    }
    if let Some(fair) = &outcome.fair {
        add_column(&mut columns, format!("Fairest ({})", outcome.weight), set(&fair.package));
    }
    for many in [&outcome.diverse, &outcome.maximal].into_iter().flatten() {
        for other in &many.packages {
            add_column(&mut columns, format!("Another ({})", other.weight), set(&other.package));
        }
    }
    columns
}

fn add_column<'a>(columns: &mut Vec<Column<'a>>, heading: String, package: BTreeSet<&'a str>) {
    if columns.len() < COLUMNS && columns.iter().all(|column| column.package != package) {
        columns.push(Column { heading, package });
    }
}

fn matrix(outcome: &Outcome) -> Markup {
    let columns = columns(outcome);
    let thing = if outcome.is_record { "Paragraph" } else { "Unit" };
    let words = outcome.units.iter().flat_map(|unit| &unit.alternatives).any(|a| a.text.is_some());
    html! {
        div.scroll tabindex="0" role="region" aria-label="Packages, unit by unit" {
            table.packages-matrix {
                caption { (thing) "s and packages: the alternative that is in, or that it stays open" }
                thead { tr {
                    th scope="col" { (thing) }
                    th.number scope="col" { "Counts" }
                    @for column in &columns { th scope="col" { (column.heading) } }
                    @if words { th scope="col" { "Words of the best package" } }
                } }
                tbody { @for unit in &outcome.units { (row(unit, &columns, words)) } }
            }
        }
    }
}

fn row(unit: &UnitTold, columns: &[Column<'_>], words: bool) -> Markup {
    let in_column = |column: &Column<'_>| {
        unit.alternatives.iter().find(|a| column.package.contains(a.id.as_str()))
    };
    let best = columns.first().and_then(in_column);
    html! { tr {
        th scope="row" { bdi dir="auto" { (unit.name) } @if let Some(entry) = unit.already { br; span.remark { "agreed already, no. " (entry) } } @if let Some(title) = &unit.title { br; span.remark { bdi dir="auto" { (title) } } } }
        td.number { (unit.weight) }
        @for column in columns {
            @match in_column(column) {
                Some(alternative) => { td { bdi dir="auto" { (alternative.name) } } }
                None => { td.remark { "open" } }
            }
        }
        @if words { td { @if let Some(text) = best.and_then(|a| a.text.as_ref()) { bdi dir="auto" { (text) } } } }
    } }
}

fn told(line: &Line, href: Href<'_>) -> Markup {
    html! {
        bdi dir="auto" { (line.words) }
        @if line.entries.is_empty() {
            @if !line.statements.is_empty() { " " span.cite { (line.cites().trim()) } }
        } @else {
            " " span.cite { "("
                @for (place, entry) in line.entries.iter().enumerate() {
                    @if place > 0 { ", " }
                    @match href(*entry) {
                        Some(to) => { a href=(to) { "no. " (entry) } }
                        None => { "no. " (entry) }
                    }
                }
            ")" }
        }
    }
}

fn lines(of: &[Line], href: Href<'_>) -> Markup {
    html! {
        ul { @for line in of.iter().take(ROWS) { li { (told(line, href)) } } }
        (more(of.len()))
    }
}

fn more(of: usize) -> Markup {
    html! { @if of > ROWS { p.remark { "and " (of - ROWS) " more, which the JSON has" } } }
}

fn step_told(step: &Step, href: Href<'_>) -> Markup {
    html! { li {
        @if let Some((first, rest)) = step.told.split_first() {
            @if step.together { strong { (told(first, href)) } } @else { (told(first, href)) }
            @if !rest.is_empty() { ul { @for line in rest { li { (told(line, href)) } } } }
        }
    } }
}

/// A unit that stays open: how many objections first, whose they are one click away.
fn open_told(open: &Open, href: Href<'_>) -> Markup {
    let statements: BTreeSet<&String> =
        open.told.iter().flat_map(|line| &line.statements).collect();
    if let ([only], true) = (&open.told[..], statements.is_empty()) {
        return html! { p.packages-open { (told(only, href)) } };
    }
    let count = crate::words::counted(statements.len(), "statement", "statements");
    html! {
        details.packages-open {
            summary {
                bdi dir="auto" { (open.name) } ": "
                @match open.why {
                    Reason::Blocked if statements.is_empty() => { "none of its alternatives can be in" }
                    Reason::Blocked => { "none of its alternatives can be in, " (count) }
                    why => { (why.in_words()) @if !statements.is_empty() { ", " (count) } }
                }
            }
            (lines(&open.told, href))
        }
    }
}

fn lifts_told(lifts: &Lifted, href: Href<'_>) -> Markup {
    html! {
        p { (opens(lifts)) }
        @if lifts.gain > 0 { (lines(&lifts.told, href)) }
    }
}

fn fair_to(fair: &Fair) -> Markup {
    let share = |of: Option<u64>| of.map_or_else(String::new, percent);
    html! {
        div.scroll tabindex="0" role="region" aria-label="What each gets in the fairest package" {
            table {
                caption { "What each gets of what it asks for" }
                thead { tr { th scope="col" { "Who" } th.number scope="col" { "In the best" } th.number scope="col" { "In the fairest" } } }
                tbody { @for to in &fair.to { tr {
                    th scope="row" { (what(to.of)) " " bdi dir="auto" { (to.name) } }
                    td.number { (share(to.best_per_mille)) }
                    td.number { (share(to.fair_per_mille)) }
                } } }
            }
        }
    }
}

fn shares(outcome: &Outcome) -> Markup {
    let asked = |of: &[Of]| {
        let of = of.to_vec();
        let shown = move |share: &&Share| {
            of.contains(&share.of) && share.asked > 0 && !is_camp(outcome, share)
        };
        outcome.shares.iter().filter(shown).collect::<Vec<_>>()
    };
    let table = |of: &[&Share], caption: &str| {
        html! {
            div.scroll tabindex="0" role="region" aria-label=(caption) {
                table {
                    caption { (caption) }
                    thead { tr { th scope="col" { "Who" } th.number scope="col" { "Parties" } th.number scope="col" { "Gets of what it asks" } } }
                    tbody { @for share in of { tr {
                        th scope="row" { (what(share.of)) " " bdi dir="auto" { (share.name) } }
                        td.number { (share.parties) }
                        td.number { @if let Some(share) = share.per_mille { (percent(share)) } }
                    } } }
                }
            }
        }
    };
    let groups = asked(&[Of::Constituency, Of::Camp, Of::Group]);
    let parties = asked(&[Of::Party]);
    html! { @if !groups.is_empty() || !parties.is_empty() { section aria-labelledby="shares" {
        h2 id="shares" { "What each gets of what it asks for" }
        p.remark { "What a party supports counts 2, what it can accept 1; of each unit the best for it is what it asks; an objection counts nothing, even where an offer lifts it, and where a rule tolerates objections what is accepted under conditions counts whether they hold or not. Asks are for their holders to say, so this describes, and decides nothing." }
        @if !groups.is_empty() { (table(&groups, "Constituencies, camps and coalitions")) }
        @if !parties.is_empty() { details { summary { "Each party" } (table(&parties, "Parties")) } }
    } } }
}
