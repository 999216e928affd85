use super::material::{Material, OfRecord};
use crate::cli::{Ended, Exit};
use crate::terminal::{self, safe};
use crate::words::counted;
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;
use text::align::{Alignment, Options, Pair, Relation, Unit, align};
use text::renumber::{self, Numbered};

/// The version of what `text align --json` prints.
const SCHEMA: &str = "rapporteur-text-align/1";
/// How many characters of a paragraph are shown.
const SHOWN: usize = 38;

/// Aligns two drafts that share no identities: which paragraph became which.
///
/// Found by what paragraphs share and by what stands around them, wherever they moved. With each pair a score from 0 to 1,
/// and the renumbering that the pairs imply.
#[derive(Args)]
pub(super) struct Arguments {
    /// The earlier draft: a plain text, Markdown or Word file, or a record.
    a: PathBuf,

    /// The later draft.
    b: PathBuf,

    /// Leaves out pairs with a lower score.
    #[arg(long, value_name = "SCORE", default_value_t = 0.0)]
    least: f64,

    /// Prints pairs of paragraphs and of their items, by their first lines, as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    if !(0.0..=1.0).contains(&arguments.least) {
        return Err(Exit::misuse("a score is a number from 0 to 1"));
    }
    let of = OfRecord::default();
    let (a, b) = (Material::open(&arguments.a, &of)?, Material::open(&arguments.b, &of)?);
    a.warn();
    b.warn();
    let options = Options { least_score: arguments.least, ..Options::default() };
    let found = align(&a.words, &b.words, &options);
    terminal::print(&if arguments.json { as_json(&a, &b, &found) } else { shown(&a, &b, &found) })?;
    Ok(Exit::Good)
}

fn relation(pair: &Pair) -> &'static str {
    match pair.relation {
        Relation::Same => "same",
        Relation::Split => "split",
        Relation::Merged => "merged",
    }
}

fn as_json(a: &Material, b: &Material, found: &Alignment) -> String {
    let (left, right) = (first_lines(&a.words), first_lines(&b.words));
    let pair = |pair: &Pair, a: usize, b: usize| {
        json!({
            "a": a, "b": b,
            // Four digits say all that a score says.
            "score": (pair.score * 1e4).round() / 1e4,
            "relation": relation(pair), "moved": pair.is_moved,
        })
    };
    let pairs: Vec<Value> =
        found.paragraph_pairs.iter().map(|p| pair(p, left[p.a], right[p.b])).collect();
    let items: Vec<Value> = found
        .pairs
        .iter()
        .map(|p| pair(p, found.units_a[p.a].line, found.units_b[p.b].line))
        .collect();
    let only = |lines: &[usize], of: &dyn Fn(&Pair) -> usize| {
        let mut paired = vec![false; lines.len()];
        found.paragraph_pairs.iter().for_each(|p| paired[of(p)] = true);
        let free = lines.iter().zip(paired).filter(|(_, paired)| !paired);
        free.map(|(line, _)| *line).collect::<Vec<_>>()
    };
    let numbered = |n: &Option<Numbered>| {
        n.as_ref().map(|n| json!({ "label": n.label, "path": n.path, "line": n.line }))
    };
    let renumbered: Vec<Value> = renumber::map(found, &a.words, &b.words)
        .iter()
        .map(|r| json!({ "from": numbered(&r.from), "to": numbered(&r.to) }))
        .collect();
    let value = json!({
        "schema": SCHEMA,
        "pairs": pairs,
        "only_a": only(&left, &|p| p.a),
        "only_b": only(&right, &|p| p.b),
        "items": items,
        "renumbering": renumbered,
    });
    format!("{value:#}\n")
}

fn first_lines(words: &str) -> Vec<usize> {
    text::paragraphs::paragraphs(words).iter().map(|p| p.line).collect()
}

fn shown(a: &Material, b: &Material, found: &Alignment) -> String {
    let mut out = format!("{} → {}\n", safe(&a.name), safe(&b.name));
    let _ = writeln!(
        out,
        "{} and {}, {}; {} only in the first, {} only in the second\n",
        counted(found.units_a.len(), "line of text", "lines of text"),
        found.units_b.len(),
        counted(found.pairs.len(), "pair", "pairs"),
        found.only_a.len(),
        found.only_b.len()
    );
    for pair in &found.pairs {
        let (left, right) = (&found.units_a[pair.a], &found.units_b[pair.b]);
        let note = match (pair.relation, pair.is_moved) {
            (Relation::Same, false) => "",
            (Relation::Same, true) => "moved",
            (Relation::Split, _) => "part of a split",
            (Relation::Merged, _) => "merged into",
        };
        let _ = writeln!(
            out,
            "{:>5} → {:<5} {:.2}  {:<SHOWN$}  {:<SHOWN$}  {note}",
            left.line,
            right.line,
            pair.score,
            begin(&a.words, left),
            begin(&b.words, right),
        );
    }
    let changed: Vec<String> = renumber::map(found, &a.words, &b.words)
        .iter()
        .filter_map(|r| {
            let (from, to) = (r.from.as_ref()?, r.to.as_ref()?);
            (from.label != to.label).then(|| format!("  {} → {}\n", named(from), named(to)))
        })
        .collect();
    if !changed.is_empty() {
        let _ = writeln!(out, "\nRenumbered: {}", changed.len());
        out.extend(changed);
    }
    out
}

/// A number with what it stands under.
fn named(numbered: &Numbered) -> String {
    let mut path: Vec<&str> = numbered.path.iter().map(String::as_str).collect();
    path.push(&numbered.label);
    format!("{} (line {})", safe(&path.join(", ")), numbered.line)
}

/// The beginning of a unit.
fn begin(words: &str, unit: &Unit) -> String {
    let line: String = words[unit.range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(SHOWN - 1).collect();
    let dots = if cut.len() < line.len() { "…" } else { "" };
    safe(&format!("{cut}{dots}")).into_owned()
}
