use super::{Ended, Exit};
use crate::papers::{self, Format, Order};
use crate::print::Fonts;
use crate::source::Source;
use crate::study::{Outcome, outcomes};
use crate::web::page;
use crate::{files, terminal, words};
use clap::Args;
use std::path::{Path, PathBuf};

/// Shows what each report rule and decision rule makes of the record, side by side.
///
/// A study, without status: the rule that the group adopted is not changed by it. With -o, writes a page with the results
/// side by side, and the report under each pair of rules in a folder of its own.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,

    /// Directory to write the page and the reports into.
    #[arg(short, value_name = "DIR")]
    out: Option<PathBuf>,
}

const STUDY: &str =
    "Study, no status: the same record compiled under rules that the group may not have adopted.";

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    let outcomes = outcomes(&source.record);
    let first = outcomes.first().ok_or_else(|| {
        Exit::misuse(format!("{} holds no entry that can be read", source.name()))
    })?;
    let before = words::counted(first.paragraphs, "paragraph", "paragraphs");
    let head = [
        "report rule",
        "decision rule",
        "agreed",
        "need a ruling",
        "views told",
        "positions left out",
    ];
    let rows: Vec<Vec<String>> = outcomes.iter().map(row).collect();
    terminal::print(&format!(
        "{STUDY}\n{before} before the group.\n\n{}",
        terminal::table(&head, &rows)
    ))?;
    if let Some(directory) = &arguments.out {
        write(&source, &outcomes, directory)?;
        terminal::print(&format!("\n{}\n", directory.join("comparison.html").display()))?;
    }
    Ok(Exit::Good)
}

fn row(outcome: &Outcome) -> Vec<String> {
    let numbers = [outcome.agreed, outcome.need_ruling, outcome.views, outcome.left_out];
    let rules = [outcome.report_rule.word(), outcome.decision_rule.word()];
    rules.map(str::to_owned).into_iter().chain(numbers.map(|n| n.to_string())).collect()
}

fn write(source: &Source, outcomes: &[Outcome], directory: &Path) -> Result<(), Exit> {
    for outcome in outcomes {
        let order = Order { options: outcome.options, ..Order::default() };
        let Some(document) = papers::document(&source.record, &order) else { continue };
        let paper =
            papers::render(&document, Format::Html, &Fonts::embedded()).map_err(Exit::fault)?;
        files::write(&directory.join(place(outcome)), &paper.bytes)?;
    }
    let name =
        source.record.group().founded.as_ref().map(|f| source.record.group().name_of(&f.said.id.0));
    let html = page::comparison(name.as_deref().unwrap_or("The group"), STUDY, outcomes, &place);
    files::write(&directory.join("comparison.html"), html.into_string().as_bytes())
}

/// Where the report under a pair of rules stands, from the page.
fn place(outcome: &Outcome) -> String {
    format!("{}/{}/report.html", outcome.report_rule.word(), outcome.decision_rule.word())
}
