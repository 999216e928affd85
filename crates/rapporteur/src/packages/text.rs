//! The answer on the terminal.

use super::outcome::{Changed, Changes, Fair, Lifted, Many, OneTold, Open, Outcome, Share, Step};
use super::sentences::Line;
use super::work::Of;
use crate::terminal::{COLUMNS, safe, table, wrapped};
use crate::words::counted;
use std::fmt::Write as _;

/// Units, steps and reasons that the terminal shows; JSON and page have them all.
const SHOWN: usize = 40;
/// Packages that are told in full.
const PACKAGES: usize = 10;

/// The whole answer.
pub(crate) fn text(outcome: &Outcome) -> String {
    let mut out = String::new();
    let what = if outcome.is_record { "through no." } else { "at" };
    let _ = writeln!(out, "{}, {what} {}", safe(&outcome.title), outcome.at);
    line(&mut out, 0, outcome.hypothesis);
    out.push('\n');
    line(&mut out, 0, &result(outcome));
    if let Some(changed) = &outcome.changed {
        line(&mut out, 0, &difference(outcome, changed));
    }
    units(&mut out, outcome);
    section(&mut out, "How it can come about", &outcome.moves, steps);
    section(&mut out, "What stays open", &outcome.open, open);
    if !outcome.is_whole() {
        let new: Vec<&Lifted> = changes_of(&outcome.lifts);
        section(&mut out, "What lifting opens", &new, |out, lifts| lifted(out, lifts));
    }
    fair(&mut out, outcome);
    changes(&mut out, outcome);
    many(&mut out, outcome);
    section(&mut out, "Objections that stand against what is in", &outcome.objections, bullet);
    section(&mut out, "Reservations on what is in", &outcome.reservations, bullet);
    section(&mut out, "Stale", &outcome.stale, bullet);
    shares(&mut out, outcome);
    section(&mut out, "On these assumptions", &outcome.assumptions, |out, words| {
        line(out, 2, words);
    });
    section(&mut out, "Not entered", &outcome.omitted, bullet);
    out
}

/// What was found, in a sentence or two.
pub(crate) fn result(outcome: &Outcome) -> String {
    let noun = if outcome.is_record { ("paragraph", "paragraphs") } else { ("unit", "units") };
    let agreed = outcome.units.iter().filter(|unit| unit.agreed.is_some()).count();
    if outcome.units.is_empty() {
        return format!("There is no {} to agree.", noun.0);
    }
    let already = match outcome.units.iter().filter(|unit| unit.already.is_some()).count() {
        0 => String::new(),
        of => format!(", {of} of them agreed already"),
    };
    let all = counted(outcome.units.len(), noun.0, noun.1);
    let even = outcome.units.iter().all(|unit| unit.weight == 1);
    let weight = if even {
        String::new()
    } else {
        format!(", with weight {} of {}", outcome.weight, outcome.total)
    };
    let together = match agreed {
        0 => format!("None of {all} can be agreed"),
        1 => format!("One of {all} can be agreed{already}{weight}"),
        _ => format!("{agreed} of {all} can be agreed together{already}{weight}"),
    };
    let sure = match (outcome.proven, outcome.stopped) {
        (true, _) if agreed == outcome.units.len() => String::new(),
        (true, _) => "; that no package agrees more is shown".to_owned(),
        (false, _) => {
            format!("; the search was stopped, and no package weighs more than {}", outcome.bound)
        }
    };
    format!("{together}{sure}.")
}

/// What it changes that statements are taken differently, in a sentence.
pub(crate) fn difference(outcome: &Outcome, changed: &Changed) -> String {
    let weight = match changed.gain {
        0 => format!("the weight stays {}", changed.weight_before),
        gain => format!("the weight was {}, and changes by {gain:+}", changed.weight_before),
    };
    let part = |of: &[String], what: &str| match of.is_empty() {
        true => String::new(),
        false => format!("; {what}: {}", short(&outcome.named(of))),
    };
    format!(
        "With statements taken differently as asked, {weight}{}{}.",
        part(&changed.now_in, "now in"),
        part(&changed.now_out, "now out")
    )
}

fn section<T>(out: &mut String, title: &str, of: &[T], mut tell: impl FnMut(&mut String, &T)) {
    if of.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}");
    of.iter().take(SHOWN).for_each(|one| tell(out, one));
    more(out, of.len());
}

fn more(out: &mut String, of: usize) {
    if of > SHOWN {
        let _ = writeln!(out, "  and {} more; --json and -o have them all", of - SHOWN);
    }
}

fn line(out: &mut String, indent: usize, words: &str) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push_str(&wrapped(&safe(words), indent, COLUMNS));
    out.push('\n');
}

fn told(of: &Line) -> String {
    format!("{}{}", of.words, of.cites())
}

fn bullet(out: &mut String, of: &Line) {
    line(out, 2, &told(of));
}

fn units(out: &mut String, outcome: &Outcome) {
    let rows: Vec<Vec<String>> = outcome
        .units
        .iter()
        .take(SHOWN)
        .map(|unit| {
            let agreed = unit.alternatives.iter().find(|a| Some(&a.id) == unit.agreed.as_ref());
            let known =
                unit.already.map(|entry| format!(" (agreed, no. {entry})")).unwrap_or_default();
            let words = agreed.and_then(|a| a.text.as_deref()).or(unit.title.as_deref());
            let mut short: String = words.unwrap_or_default().chars().take(60).collect();
            if words.is_some_and(|words| words.chars().count() > 60) {
                short.push('…');
            }
            vec![
                format!("  {}", safe(&unit.name)),
                agreed.map_or_else(|| "open".to_owned(), |a| format!("{}{known}", safe(&a.name))),
                unit.weight.to_string(),
                safe(&short).replace('\n', " "),
            ]
        })
        .collect();
    if !rows.is_empty() {
        out.push('\n');
        let unit = if outcome.is_record { "  Paragraph" } else { "  Unit" };
        out.push_str(&table(&[unit, "In", "Counts", "Words"], &rows));
        more(out, outcome.units.len());
    }
}

/// Conditions that are told of one step.
const CONDITIONS: usize = 8;

fn steps(out: &mut String, step: &Step) {
    for (place, one) in step.told.iter().take(CONDITIONS + 1).enumerate() {
        line(out, if place == 0 { 2 } else { 4 }, &told(one));
    }
    if step.told.len() > CONDITIONS + 1 {
        let _ = writeln!(out, "    and {} more such conditions", step.told.len() - CONDITIONS - 1);
    }
}

fn open(out: &mut String, open: &Open) {
    if let [only] = &open.told[..]
        && only.words.contains(&open.name)
    {
        return bullet(out, only);
    }
    line(out, 2, &open.name);
    open.told.iter().for_each(|one| line(out, 4, &told(one)));
}

/// Of numbers of lifts that open the same, the first and, where it says more of what none opens, the last.
pub(crate) fn changes_of(all: &[Lifted]) -> Vec<&Lifted> {
    let same = |one: &&Lifted, other: &&Lifted| one.lifted == other.lifted;
    let all: Vec<&Lifted> = all.iter().collect();
    all.chunk_by(|one, other| same(one, other)).filter_map(|same| same.last().copied()).collect()
}

/// What a number of lifts opens, in a sentence.
pub(crate) fn opens(lifts: &Lifted) -> String {
    let sure = match lifts.proven {
        true => "no such choice opens more".to_owned(),
        false => format!("no such choice opens more than weight {}", lifts.bound),
    };
    let what = counted(lifts.made, "lift", "lifts");
    match lifts.gain {
        0 => format!(
            "Up to {}: nothing more; {sure}",
            counted(lifts.allowed as usize, "lift", "lifts")
        ),
        gain => {
            let units = match lifts.units {
                1 => "one more".to_owned(),
                units => format!("{units} more"),
            };
            let up_to = if lifts.made < lifts.allowed as usize {
                format!(
                    "Up to {}, and {what} {} enough",
                    counted(lifts.allowed as usize, "lift", "lifts"),
                    if lifts.made == 1 { "is" } else { "are" }
                )
            } else {
                what
            };
            format!("{up_to}: {units} agreed, weight {} (+{gain}); {sure}", lifts.weight)
        }
    }
}

fn lifted(out: &mut String, lifts: &Lifted) {
    line(out, 2, &opens(lifts));
    if lifts.gain > 0 {
        lifts.told.iter().take(SHOWN).for_each(|one| line(out, 4, &told(one)));
    }
}

/// What the fairest package brings, in a sentence.
pub(crate) fn fairer(outcome: &Outcome, fair: &Fair) -> String {
    let same = fair.only_here.is_empty() && fair.only_there.is_empty();
    let what = match same {
        true => "The best package that is told is the fairest that was found".to_owned(),
        false => format!(
            "It has {} instead of {}",
            or_nothing(&outcome.named(&fair.only_here)),
            or_nothing(&outcome.named(&fair.only_there))
        ),
    };
    let sure = match (fair.exact, fair.gap) {
        (true, _) => "that none is fairer is shown".to_owned(),
        (false, gap) => format!(
            "none gives any camp more than {} more without taking from one that gets less",
            millionths(gap)
        ),
    };
    format!("{what}; {sure}.")
}

fn or_nothing(of: &[String]) -> String {
    if of.is_empty() { "nothing".to_owned() } else { short(of) }
}

/// Millionths as per cent, rounded up.
fn millionths(of: u64) -> String {
    format!("{:.2} %", of.div_ceil(100) as f64 / 100.0)
}

fn fair(out: &mut String, outcome: &Outcome) {
    let Some(fair) = &outcome.fair else { return };
    out.push_str("\nThe fairest package that agrees as much\n");
    line(out, 2, &fairer(outcome, fair));
    let share = |of: Option<u64>| of.map_or_else(String::new, percent);
    let rows: Vec<Vec<String>> = fair
        .to
        .iter()
        .map(|to| {
            let name = format!("  {} {}", what(to.of), safe(&to.name));
            vec![name, share(to.best_per_mille), share(to.fair_per_mille)]
        })
        .collect();
    if !rows.is_empty() {
        out.push_str(&table(&["  Who", "In the best", "In the fairest"], &rows));
    }
}

/// What one change would do, in a sentence.
pub(crate) fn one_change(outcome: &Outcome, one: &OneTold) -> String {
    let part = |of: &[String], what: &str| match of.is_empty() {
        true => String::new(),
        false => format!("; {what}: {}", short(&outcome.named(of))),
    };
    let sure = if one.weight == one.bound { "" } else { ", as far as was looked" };
    format!(
        "weight {} ({:+}){sure}{}{}",
        one.weight,
        one.gain,
        part(&one.come, "in"),
        part(&one.go, "out")
    )
}

/// How many changes were tried, where that must be said.
pub(crate) fn tried(changes: &Changes) -> String {
    match (changes.told.is_empty(), changes.tried == changes.of) {
        (true, true) if changes.of == 0 => {
            "No statement ended, and no offer bears the package.".to_owned()
        }
        (true, true) => "None would change how much can be agreed.".to_owned(),
        (false, true) => String::new(),
        (_, false) => format!("Tried were {} of {}.", changes.tried, changes.of),
    }
}

fn changes(out: &mut String, outcome: &Outcome) {
    let Some(changes) = &outcome.changes else { return };
    out.push_str("\nWhat one changed statement would do\n");
    for one in changes.told.iter().take(SHOWN) {
        line(out, 2, &format!("{}: {}", told(&one.line), one_change(outcome, one)));
    }
    more(out, changes.told.len());
    let tried = tried(changes);
    if !tried.is_empty() {
        line(out, 2, &tried);
    }
}

fn many(out: &mut String, outcome: &Outcome) {
    let named = |of: &[String]| short(&outcome.named(of));
    let several = |out: &mut String, title: &str, many: &Many| {
        let _ = writeln!(out, "\n{title}");
        for other in many.packages.iter().take(PACKAGES) {
            let difference = match (other.only_here.is_empty(), other.only_there.is_empty()) {
                (true, true) => "the best package".to_owned(),
                (false, true) => format!("with {}", named(&other.only_here)),
                (true, false) => format!("without {}", named(&other.only_there)),
                (false, false) => format!(
                    "with {}, without {}",
                    named(&other.only_here),
                    named(&other.only_there)
                ),
            };
            line(out, 2, &format!("weight {}: {difference}", other.weight));
        }
        if many.packages.len() > PACKAGES {
            let _ = writeln!(
                out,
                "  and {} more; --json and -o have them all",
                many.packages.len() - PACKAGES
            );
        }
    };
    if let Some(maximal) = &outcome.maximal {
        let title = match maximal.complete {
            true => "Sets that nothing can be added to, a package for each: all there are",
            false => "Sets that nothing can be added to, a package for each: not all there are",
        };
        several(out, title, maximal);
    }
    if let Some(diverse) = outcome.diverse.as_ref().filter(|d| !d.packages.is_empty()) {
        several(out, "Others that weigh as much, as different as was found", diverse);
    }
}

/// The first few names, and how many more.
fn short(of: &[String]) -> String {
    const FEW: usize = 8;
    match of.len() {
        0..=FEW => of.join(", "),
        many => format!("{} and {} more", of[..FEW].join(", "), many - FEW),
    }
}

fn shares(out: &mut String, outcome: &Outcome) {
    let rows: Vec<Vec<String>> = outcome
        .shares
        .iter()
        .filter(|share| share.of != Of::Party && share.asked > 0 && !is_camp(outcome, share))
        .take(SHOWN)
        .map(|share| {
            vec![
                format!("  {} {}", what(share.of), safe(&share.name)),
                share.parties.to_string(),
                share.per_mille.map_or_else(String::new, percent),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let _ = writeln!(out, "\nWhat each gets of what it asks for; a description, not a vote");
        out.push_str(&table(&["  Who", "Parties", "Gets"], &rows));
    }
}

/// Whether a coalition is told as a camp already.
pub(crate) fn is_camp(outcome: &Outcome, share: &Share) -> bool {
    let same =
        |camp: &Share| camp.of == Of::Camp && camp.id == share.id && camp.parties == share.parties;
    share.of == Of::Group && outcome.shares.iter().any(same)
}

pub(crate) fn what(of: Of) -> &'static str {
    match of {
        Of::Constituency => "constituency",
        Of::Camp => "camp",
        Of::Group => "coalition",
        Of::Party => "party",
    }
}

/// Thousandths as per cent.
pub(crate) fn percent(per_mille: u64) -> String {
    format!("{}.{} %", per_mille / 10, per_mille % 10)
}
