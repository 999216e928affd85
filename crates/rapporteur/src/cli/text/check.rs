use super::material::{Material, OfRecord, Reading};
use crate::cli::{Ended, Exit};
use crate::terminal::{self, safe};
use crate::words::counted;
use clap::Args;
use serde_json::json;
use std::fmt::Write as _;
use std::path::PathBuf;
use text::check::Check;
use text::draft::{Draft, FindingKind, Reader};
use text::rulings::At;

/// The version of what `text check --json` prints.
const SCHEMA: &str = "rapporteur-text-check/1";
/// How many characters before and behind a place are shown.
const AROUND: usize = 32;

/// Counts brackets and options, and says what is not balanced or not known.
///
/// A paragraph ends at a blank line. Footnote marks and links are not brackets. Exits with 0 however the text is written.
#[derive(Args)]
pub(super) struct Arguments {
    /// A plain text, Markdown or Word file, or a record.
    file: PathBuf,

    #[command(flatten)]
    of: OfRecord,

    #[command(flatten)]
    reading: Reading,

    /// Prints the counts and places as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let material = Material::open(&arguments.file, &arguments.of)?;
    let (parties, rulings) =
        (material.parties(&arguments.reading)?, material.rulings(&arguments.reading)?);
    material.warn();
    let draft = Draft::read(
        &material.words,
        &Reader { parties: parties.as_ref(), rulings: Some(&rulings) },
    );
    let check = text::check::check(&draft, &material.words);
    for finding in &draft.findings {
        if let FindingKind::RulingWithoutPlace(number) = finding.kind
            && let Some(ruling) = rulings.all.get(number)
        {
            let about = match &ruling.at {
                At::Place(place) => format!("{}:{}", place.line, place.column),
                At::Words(words) => format!("\"{words}\""),
            };
            let (message, hint) = finding.kind.message();
            terminal::complain(&format!("{}: {message}: {}; {hint}", material.name, safe(&about)));
        }
    }
    terminal::print(&if arguments.json { as_json(&check) } else { shown(&material, &check) })?;
    Ok(Exit::Good)
}

fn as_json(check: &Check) -> String {
    let value = json!({
        "schema": SCHEMA,
        "paragraphs": check.paragraphs,
        "opening": check.opening,
        "closing": check.closing,
        "adjacencies": check.adjacencies,
        "undecided_runs": check.undecided_runs,
        "spaced_adjacencies": check.spaced_adjacencies,
        "options": check.options,
        "option_labels": check.option_labels,
        "no_text": check.no_text,
        "unbalanced": check.unbalanced,
        "stray": check.stray.iter().map(|s| json!({
            "line": s.line, "column": s.column, "mark": s.mark.to_string(),
        })).collect::<Vec<_>>(),
        "unknown_holders": check.unknown_holders.iter().map(|u| json!({
            "line": u.line, "column": u.column, "name": u.name,
        })).collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}

fn shown(material: &Material, check: &Check) -> String {
    let mut out = format!("{}\n", safe(&material.name));
    let mut row = |name: &str, words: String| {
        let _ = writeln!(out, "  {name:<14}{words}");
    };
    row("Paragraphs", check.paragraphs.to_string());
    row("Brackets", format!("{} opening, {} closing", check.opening, check.closing));
    row(
        "Undecided",
        format!(
            "{} of brackets that touch (`][`, {} times): alternatives or additions, nobody has said",
            counted(check.undecided_runs, "run", "runs"),
            check.adjacencies
        ),
    );
    row(
        "",
        format!(
            "{} with only space between (`] [`)",
            counted(check.spaced_adjacencies, "pair", "pairs")
        ),
    );
    row(
        "Options",
        format!(
            "{} named, {} of them labels; `No text` {} times",
            check.options, check.option_labels, check.no_text
        ),
    );
    let lines: Vec<&str> = material.words.split('\n').collect();
    places(&mut out, "Marks without counterpart in the file", &lines, &check.stray, |s| {
        (s.line, s.column, s.mark.to_string())
    });
    let first = |line: &usize| (*line, 1, String::new());
    places(
        &mut out,
        "Paragraphs that are not balanced on their own",
        &lines,
        &check.unbalanced,
        first,
    );
    places(&mut out, "Names that stand for nobody known", &lines, &check.unknown_holders, |u| {
        (u.line, u.column, u.name.clone())
    });
    out
}

/// A list of places with what stands around them.
fn places<T>(
    out: &mut String,
    title: &str,
    lines: &[&str],
    items: &[T],
    place: impl Fn(&T) -> (usize, usize, String),
) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title}: {}", items.len());
    for item in items {
        let (line, column, what) = place(item);
        let words = lines.get(line - 1).map_or(String::new(), |words| around(words, column, &what));
        let at = format!("{line}:{column}");
        let _ = writeln!(out, "  {at:<10} {}", safe(&words));
    }
}

/// What stands around a column, which is shown in `›…‹` where it is more than a beginning.
fn around(line: &str, column: usize, what: &str) -> String {
    let characters: Vec<char> = line.trim_end().chars().collect();
    let at = (column - 1).min(characters.len());
    let end = (at + what.chars().count()).min(characters.len());
    let (from, to) = (at.saturating_sub(AROUND), (end + AROUND).min(characters.len()));
    let part = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    let (before, after) = (part(from..at), part(end..to));
    let marked = if what.is_empty() { String::new() } else { format!("›{}‹", part(at..end)) };
    let dots = |is_cut| if is_cut { "…" } else { "" };
    format!("{}{before}{marked}{after}{}", dots(from > 0), dots(to < characters.len()))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_place_is_shown_with_what_stands_around_it() {
        assert_eq!(around("a] b", 2, "]"), "a›]‹ b");
        assert_eq!(around(&"x".repeat(100), 50, "x").chars().count(), 2 * 32 + 3 + 2);
        assert_eq!(around("", 1, ""), "");
    }
}
