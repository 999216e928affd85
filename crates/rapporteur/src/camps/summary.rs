//! The result in words, for the terminal.

use super::outcome::{Camp, Change, Common, Direction, Key, Outcome, Part, Share, Supported};
use super::page::written;
use crate::terminal::{COLUMNS, safe, table, wrapped};
use crate::words::counted;
use analysis::opinions::{COMMON_GROUND_TOP, GroundOptions, Scale};
use ballots::{Name, Statements};
use std::fmt::Write as _;

/// How many statements of a list are shown; the JSON has all.
const SHOWN: usize = 10;

/// What was found, in words.
pub(crate) fn text(outcome: &Outcome, statements: Option<&Statements>, scale: Scale) -> String {
    let nouns = Nouns::of(scale);
    let mut out = String::new();
    splits(&mut out, outcome, statements);
    part(&mut out, &outcome.substance, statements, nouns);
    if !outcome.left_out.is_empty() {
        let _ = writeln!(
            out,
            "\nLeft out, as moderation rejected them: {}.",
            counted(outcome.left_out.len(), "statement", "statements")
        );
    }
    if let Some(rows) =
        outcome.constituencies.as_ref().filter(|_| outcome.substance.camps.len() > 1)
    {
        constituencies(&mut out, &outcome.substance, rows);
    }
    if let Some(association) = outcome.association {
        let _ = writeln!(
            out,
            "How far camps follow constituencies, from 0, not at all, to 1, wholly: {association:.2}"
        );
    }
    if scale == Scale::Stances {
        not_entered(&mut out, outcome);
    }
    if let Some(procedure) = &outcome.procedure {
        let _ = writeln!(out, "\nProcedure, apart\n");
        part(&mut out, procedure, statements, nouns);
    }
    out
}

/// Positions of a record that did not enter, with the reasons.
fn not_entered(out: &mut String, outcome: &Outcome) {
    let mut reasons = outcome.files.iter().flat_map(|file| &file.told).peekable();
    if reasons.peek().is_some() {
        out.push_str("\nPositions on the record that do not enter\n");
    }
    for told in reasons {
        let _ = writeln!(out, "  {}", wrapped(&told.words(), 4, COLUMNS));
    }
}

/// What a row, a column and a cell are called, one and many.
#[derive(Clone, Copy, Debug)]
struct Nouns {
    who: (&'static str, &'static str),
    what: (&'static str, &'static str),
    how: (&'static str, &'static str),
    /// What a row does that is on a side, and on none: agree, disagree, pass.
    verbs: [&'static str; 3],
}

impl Nouns {
    fn verb(self, direction: Direction) -> &'static str {
        match direction {
            Direction::Agree => self.verbs[0],
            Direction::Disagree => self.verbs[1],
        }
    }

    fn of(scale: Scale) -> Self {
        match scale {
            Scale::Responses => Self {
                who: ("participant", "participants"),
                what: ("statement", "statements"),
                how: ("response", "responses"),
                verbs: ["agree", "disagree", "pass"],
            },
            Scale::Stances => Self {
                who: ("party", "parties"),
                what: ("matter", "matters"),
                how: ("position", "positions"),
                verbs: ["support or can accept", "object", "reserve"],
            },
        }
    }
}

fn part(out: &mut String, part: &Part, statements: Option<&Statements>, nouns: Nouns) {
    let _ = writeln!(
        out,
        "{}, {}, {}",
        counted(part.participants, nouns.who.0, nouns.who.1),
        counted(part.statements, nouns.what.0, nouns.what.1),
        counted(part.responses, nouns.how.0, nouns.how.1)
    );
    let _ = writeln!(out, "Dimensions that foretell answers held out: {}", part.dimensions);
    camps(out, part, statements, nouns);
    over_time(out, part);
    ground(out, part, statements, nouns);
    manipulation(out, part);
}

/// What became of the camps of an earlier result.
fn over_time(out: &mut String, part: &Part) {
    let Some(naming) = &part.names else { return };
    out.push_str("\nSince the earlier result\n");
    let all = |camps: &[String]| camps.iter().map(|c| safe(c)).collect::<Vec<_>>().join(" and ");
    for change in &naming.changes {
        let line = match change {
            Change::Kept { camp, alike } => {
                format!(
                    "camp {} is the same camp: {:.0} % of those in either are in both",
                    safe(camp),
                    alike * 100.0
                )
            }
            Change::New { camp } => format!("camp {} is new", safe(camp)),
            Change::Gone { camp } => format!("no camp is camp {} any more", safe(camp)),
            Change::Split { from, into } => {
                format!("those of camp {} are now in camps {}", safe(from), all(into))
            }
            Change::Merged { from, into } => {
                format!("those of camps {} are now in camp {}", all(from), safe(into))
            }
        };
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
    }
    let _ = writeln!(out, "  In a camp both times: {}", naming.shared);
}

/// The matters on which a constituency or coalition is most divided.
fn splits(out: &mut String, outcome: &Outcome, statements: Option<&Statements>) {
    let Some(splits) = &outcome.substance.splits else { return };
    let divided: Vec<_> =
        splits.iter().filter(|thing| thing.groups.iter().any(|group| group.divided)).collect();
    if divided.is_empty() {
        out.push_str("Splits: no constituency or coalition is on different sides of a matter.\n\n");
        return;
    }
    let _ = writeln!(
        out,
        "Splits: {} on which a constituency or coalition is on different sides, the most split first\n(object, reserve, can accept, support; disagreement from 0 to 1)",
        counted(divided.len(), "matter", "matters")
    );
    for thing in divided.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}", wrapped(&said(&thing.statement, statements), 4, COLUMNS));
        for group in thing.groups.iter().filter(|group| group.divided) {
            let _ = writeln!(
                out,
                "    {}: {}, {}, {}, {}; {:.2}",
                safe(&group.name),
                group.objects,
                group.reserves,
                group.can_accept,
                group.supports,
                group.disagreement
            );
        }
    }
    out.push('\n');
}

fn camps(out: &mut String, part: &Part, statements: Option<&Statements>, nouns: Nouns) {
    if part.camps.len() < 2 {
        let why = match part.verdict {
            Supported::TooFew => "fewer than five answered anything",
            Supported::NoDimension => "answers differ by statement and by readiness to agree alone",
            Supported::AsPermuted => {
                "answers shuffled within each statement show as strong a direction"
            }
            Supported::Unstable => {
                "camps were seen, but not again with a twentieth of the responses left out"
            }
            Supported::OnePlace | Supported::Camps => "opinions differ, but gather in one place",
        };
        let _ = writeln!(out, "Camps: the data support none; {why}.");
        return;
    }
    let _ = writeln!(out, "\nCamps: {}", part.camps.len());
    if part.weak {
        out.push_str("They are weak: other statements of the same kind might not show them.\n");
    }
    let rows: Vec<Vec<String>> = part
        .camps
        .iter()
        .map(|camp| {
            vec![
                camp.id.clone(),
                camp.size.to_string(),
                format!("{:.0} to {:.0}", camp.interval[0], camp.interval[1]),
                format!("{:.0} %", camp.survival * 100.0),
            ]
        })
        .collect();
    out.push_str(&table(&["camp", "size", "interval", "found again"], &rows));
    let _ = writeln!(out, "In no camp: {}", counted(part.unclassified, nouns.who.0, nouns.who.1));
    if part.camps.iter().all(|camp| camp.apart.is_empty()) {
        return;
    }
    let how = "What sets camps apart is counted with camps that were formed without the answers counted; so the numbers of members differ a little.";
    let _ = writeln!(out, "\n{}", wrapped(how, 0, COLUMNS));
    for camp in part.camps.iter().filter(|camp| !camp.apart.is_empty()) {
        let _ = writeln!(out, "\nWhat sets camp {} apart", camp.id);
        for apart in camp.apart.iter().take(SHOWN) {
            let line = format!(
                "{}: {} of camp {} {} ({} answered), {} of the others ({})",
                said(&apart.statement, statements),
                percent(apart.share),
                camp.id,
                nouns.verb(apart.direction),
                apart.n,
                percent(apart.rest),
                apart.rest_n
            );
            let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
        }
        more(out, camp.apart.len(), nouns.what);
    }
}

/// That a list goes on.
fn more(out: &mut String, of: usize, noun: (&str, &str)) {
    if of > SHOWN {
        let rest = counted(of - SHOWN, &format!("more {}", noun.0), &format!("more {}", noun.1));
        let _ = writeln!(out, "  and {rest}; the JSON has all");
    }
}

/// Every camp that enters, with those named that do not.
fn every_camp(part: &Part) -> String {
    let small: Vec<String> =
        small(part).map(|(_, camp)| format!("camp {}", safe(&camp.id))).collect();
    if small.is_empty() {
        return "every camp".to_owned();
    }
    format!(
        "every camp with at least {} of the voices (all but {})",
        percent(GroundOptions::default().least_share),
        small.join(" and ")
    )
}

/// Camps that do not enter what is said of every camp, with their places.
fn small(part: &Part) -> impl Iterator<Item = (usize, &Camp)> {
    part.camps.iter().enumerate().filter(|(_, camp)| !camp.enters)
}

fn ground(out: &mut String, part: &Part, statements: Option<&Statements>, nouns: Nouns) {
    let has_camps = part.camps.len() > 1;
    let shared: Vec<&Common> = part.shared().collect();
    if shared.is_empty() {
        let of = if has_camps { format!(" in {}", every_camp(part)) } else { String::new() };
        let line = format!("Common ground: no {} is sure to have a majority{of}.", nouns.what.0);
        let _ = writeln!(out, "\n{}", wrapped(&line, 0, COLUMNS));
        return;
    }
    let among = if has_camps { format!(" in {}", every_camp(part)) } else { String::new() };
    let head = format!(
        "Common ground: of those who take a side at least the share named{among}, estimated for everybody, also those who did not answer; then the answers given"
    );
    let _ = writeln!(out, "\n{}", wrapped(&head, 0, COLUMNS));
    let least = if has_camps { " in every camp" } else { "" };
    let least = if small(part).next().is_some() { " in each of these camps" } else { least };
    for ground in shared.iter().take(SHOWN) {
        let mut line = format!(
            "{}: at least {:.0} % {}{least}; {}",
            said(&ground.statement, statements),
            (ground.lower_bound * 100.0).floor(),
            nouns.verb(ground.direction),
            given(&ground.overall, ground.direction, nouns)
        );
        for (at, camp) in small(part) {
            let Some(share) = ground.by_camp.get(at) else { continue };
            let given = given(share, ground.direction, nouns);
            let _ = write!(line, "; of camp {}, {given}", safe(&camp.id));
        }
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
    }
    more(out, shared.len(), nouns.what);
}

/// "77 of 128 agree, 22 pass".
fn given(share: &Share, direction: Direction, nouns: Nouns) -> String {
    let verb = nouns.verb(direction);
    let mut told = format!("{} of {} {verb}", share.given(direction), share.answered());
    if share.pass > 0 {
        let _ = write!(told, ", {} {}", share.pass, nouns.verbs[2]);
    }
    told
}

/// A share as whole per cent; neither all nor none is said of what is only nearly so.
fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if share > 0.0 && whole < 1.0 {
        "less than 1 %".to_owned()
    } else if share < 1.0 && whole >= 100.0 {
        "more than 99 %".to_owned()
    } else {
        format!("{whole:.0} %")
    }
}

fn manipulation(out: &mut String, part: &Part) {
    let told = &part.manipulation;
    if told.blocs.is_empty() && told.bursts.is_empty() {
        return;
    }
    if !told.blocs.is_empty() {
        out.push_str("\nBallots that are alike\n");
    }
    for bloc in told.blocs.iter().take(SHOWN) {
        let how = if bloc.counted_once {
            "counted as one voice where the result is told both ways"
        } else {
            "each counts in full"
        };
        let line = format!(
            "{} with {:.0} % the same answers on {:.0} statements; {how}: {}",
            counted(bloc.size, "ballot", "ballots"),
            bloc.alike * 100.0,
            bloc.shared,
            bloc.why
        );
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
        if let Some(without) = &bloc.without {
            let mut line = format!(
                "without it: {} of the first {COMMON_GROUND_TOP} statements of common ground change",
                without.changed()
            );
            if part.camps.len() > 1 {
                let moved = counted(without.moved, "other is", "others are");
                let _ = write!(line, ", and {moved} in another camp");
            }
            if without.is_near() {
                line.push_str("; the bounds of these statements lie within 0.01 of each other");
            }
            let _ = writeln!(out, "    {}", wrapped(&line, 6, COLUMNS));
        }
    }
    more(out, told.blocs.len(), ("bloc", "blocs"));
    if !told.bursts.is_empty() {
        out.push_str("\nTimes in which far more than usual answered for the first time\n");
    }
    for burst in told.bursts.iter().take(SHOWN) {
        let line = format!(
            "{} to {}: {}, where {:.1} were to be expected",
            written(burst.from),
            written(burst.until),
            counted(burst.participants, "participant", "participants"),
            burst.expected
        );
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
    }
    more(out, told.bursts.len(), ("time", "times"));
}

fn constituencies(out: &mut String, part: &Part, rows: &[super::outcome::Constituency]) {
    let mut head = vec!["constituency", "participants"];
    head.extend(part.camps.iter().map(|camp| camp.id.as_str()));
    head.push("in no camp");
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            let counts = row.members.by_camp.iter().chain([&row.members.unclassified]);
            let counts = counts.map(ToString::to_string);
            [safe(&row.constituency).into_owned(), row.members.participants.to_string()]
                .into_iter()
                .chain(counts)
                .collect()
        })
        .collect();
    let _ = write!(out, "\nCamps by constituency\n{}", table(&head, &rows));
}

/// A statement by its name and, where it is known, its text.
pub(super) fn said(key: &Key, statements: Option<&Statements>) -> String {
    let (name, shown) = match key {
        Key::Number(number) => (Name::Number(*number), number.to_string()),
        Key::Text(text) => (Name::Text(text), safe(text).into_owned()),
    };
    match statements.and_then(|s| s.get(name)).filter(|s| !s.text.is_empty()) {
        Some(statement) => format!("[{shown}] “{}”", safe(statement.text.trim())),
        None => format!("[{shown}]"),
    }
}
