//! The result in words, for the terminal.

use super::outcome::{Change, Direction, Hearing, Key, Outcome, Part, Supported};
use crate::terminal::{COLUMNS, safe, table, wrapped};
use crate::words::counted;
use analysis::opinions::{COMMON_GROUND_TOP, Scale};
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
    if let Some(procedure) = &outcome.procedure {
        let _ = writeln!(out, "\nProcedure, apart\n");
        part(&mut out, procedure, statements, nouns);
    }
    out
}

/// What a row, a column and a cell are called, one and many.
#[derive(Clone, Copy, Debug)]
struct Nouns {
    who: (&'static str, &'static str),
    what: (&'static str, &'static str),
    how: (&'static str, &'static str),
}

impl Nouns {
    fn of(scale: Scale) -> Self {
        match scale {
            Scale::Responses => Self {
                who: ("participant", "participants"),
                what: ("statement", "statements"),
                how: ("response", "responses"),
            },
            Scale::Stances => Self {
                who: ("party", "parties"),
                what: ("thing that positions are on", "things that positions are on"),
                how: ("position", "positions"),
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
    let _ = writeln!(out, "Dimensions that predict answers left out: {}", part.dimensions);
    camps(out, part, statements, nouns);
    over_time(out, part);
    ground(out, part, statements);
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
                "votes permuted within each statement show as strong a direction"
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
    for camp in part.camps.iter().filter(|camp| !camp.apart.is_empty()) {
        let _ = writeln!(out, "\nWhat sets camp {} apart", camp.id);
        for apart in camp.apart.iter().take(SHOWN) {
            let verb = verb(apart.direction);
            let line = format!(
                "{:.0} % {verb} ({} answered), {:.0} % of the others ({}): {}",
                apart.share * 100.0,
                apart.n,
                apart.rest * 100.0,
                apart.rest_n,
                said(&apart.statement, statements)
            );
            let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
        }
    }
}

fn ground(out: &mut String, part: &Part, statements: Option<&Statements>) {
    let shown: Vec<_> = part
        .common_ground
        .iter()
        .filter(|g| g.hearing == Hearing::Heard && g.lower_bound > 0.5)
        .take(SHOWN)
        .collect();
    if shown.is_empty() {
        out.push_str("\nCommon ground: no statement is sure to have a majority everywhere.\n");
        return;
    }
    out.push_str("\nCommon ground: the share, at the least, in every camp\n");
    for ground in shown {
        let line = format!(
            "{:.0} % {} ({} answered): {}",
            ground.lower_bound * 100.0,
            verb(ground.direction),
            ground.n,
            said(&ground.statement, statements)
        );
        let _ = writeln!(out, "  {}", wrapped(&line, 4, COLUMNS));
    }
}

fn manipulation(out: &mut String, part: &Part) {
    let told = &part.manipulation;
    if told.blocs.is_empty() && told.bursts.is_empty() {
        return;
    }
    out.push_str("\nBallots that are alike\n");
    for bloc in told.blocs.iter().take(SHOWN) {
        let how = if bloc.counted_once {
            "counted once where told both ways"
        } else {
            "told, not discounted"
        };
        let line = format!(
            "{} with {:.0} % the same answers on {:.0} statements: {}; {how}",
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
            let _ = writeln!(out, "    {}", wrapped(&line, 6, COLUMNS));
        }
    }
    for burst in told.bursts.iter().take(SHOWN) {
        let _ = writeln!(
            out,
            "  {} first answered within {} seconds, where {:.1} were to be expected",
            counted(burst.participants, "participant", "participants"),
            burst.until - burst.from,
            burst.expected
        );
    }
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

fn verb(direction: Direction) -> &'static str {
    match direction {
        Direction::Agree => "agree",
        Direction::Disagree => "disagree",
    }
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
