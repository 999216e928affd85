use super::{Ended, Exit};
use crate::bundle::{self, Verdict};
use crate::{files, terminal};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;
use store::{Hash, Head};

/// Checks a bundle offline: recomputes everything in it from its minutes, and compares.
///
/// The first word printed is `verified`, `altered` (then where) or `other-version` (made by another version of the program:
/// then hashes and root are checked, and nothing is compiled again). Only `verified` exits with 0.
#[derive(Args)]
pub(super) struct Arguments {
    /// The bundle.
    bundle: PathBuf,

    /// The record's root, as you have it from elsewhere.
    #[arg(long, value_name = "HEX")]
    root: Option<String>,
}

const NOT_SHOWN: &str = "Not shown: that whoever made this bundle did not make a different record altogether, with a \
different root, and that nothing was left out before it was made. Compare the root with one that you, or somebody \
you trust, had from the group at the time: rapporteur verify BUNDLE --root HEX";

pub(super) fn run(arguments: &Arguments) -> Ended {
    let outside = arguments.root.as_deref().map(read_root).transpose()?;
    let bytes = files::read(&arguments.bundle, store::bundle::BYTES_MAX as u64)?;
    let verdict = bundle::examine(&bytes);
    let (word, told) = match (&verdict, outside) {
        (Verdict::Altered { found }, _) => ("altered", pinned(found, bundle::pinpoint(&bytes))),
        (Verdict::Verified { head, .. } | Verdict::OtherVersion { head, .. }, Some(root)) => {
            against(&verdict, *head, root, bundle::had_root(&bytes, &root))
        }
        (_, None) => (verdict.word(), format!("{}{NOT_SHOWN}\n", what_holds(&verdict))),
    };
    terminal::print(&format!("{word}\n{told}"))?;
    Ok(if word == "verified" { Exit::Good } else { Exit::Found })
}

fn read_root(word: &str) -> Result<Hash, Exit> {
    word.to_ascii_lowercase()
        .parse()
        .map_err(|fault| Exit::misuse(format!("`{}` is not a root: {fault}", terminal::safe(word))))
}

fn pinned(found: &str, place: Option<String>) -> String {
    match place {
        Some(place) => format!("{place}\n{found}\n"),
        None => format!("{found}\n"),
    }
}

/// The verdict where the root is known from elsewhere.
fn against(verdict: &Verdict, head: Head, root: Hash, had: Option<u32>) -> (&'static str, String) {
    let holds = what_holds(verdict);
    match had {
        Some(count) if count == head.count => {
            (verdict.word(), format!("{holds}The root is the one you gave.\n"))
        }
        Some(count) => (
            verdict.word(),
            format!(
                "{holds}The root you gave is that of the first {count} entries; the record has only been added to since.\n"
            ),
        ),
        None => (
            "altered",
            format!(
                "The bundle is sound in itself, but it is not of the record whose root you gave.\nroot given  {root}\nroot found  {}\n",
                head.root
            ),
        ),
    }
}

fn what_holds(verdict: &Verdict) -> String {
    let mut out = String::new();
    match verdict {
        Verdict::Verified { head, compared, not_compared } => {
            let _ = writeln!(out, "{} entries\nroot {}", head.count, head.root);
            let _ = writeln!(
                out,
                "Made again from the minutes, and the same bytes: {}",
                compared.join(", ")
            );
            if let Some(why) = not_compared {
                let _ = writeln!(out, "Not made again, only its hash was checked: {why}");
            }
        }
        Verdict::OtherVersion { head, made_by } => {
            let _ = writeln!(out, "{} entries\nroot {}", head.count, head.root);
            let _ = writeln!(
                out,
                "Made by {}; this is {}. The hashes and the root hold; whether its reports follow from its minutes, only that version can show.",
                terminal::safe(made_by),
                bundle::COMPILER
            );
        }
        Verdict::Altered { .. } => {}
    }
    out
}
