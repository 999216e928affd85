//! The frame of every page.

use crate::study::Outcome;
use crate::words;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The style of every page; a page that stands alone carries it.
pub(crate) const STYLE: &str = include_str!("style.css");

/// The results of every pair of rules, as a page that stands alone.
pub(crate) fn comparison(
    group: &str,
    study: &str,
    outcomes: &[Outcome],
    place: &dyn Fn(&Outcome) -> String,
) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Rules side by side: " (group) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    p.group { bdi dir="auto" { (group) } }
                    h1 { "Rules side by side" }
                    p.notice { (study) }
                    (outcomes_table(outcomes, place))
                }
            }
        }
    }
}

/// The results of every pair of rules.
pub(crate) fn outcomes_table(outcomes: &[Outcome], place: &dyn Fn(&Outcome) -> String) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label="What each pair of rules yields" {
            table {
                caption { "What each report rule yields with each decision rule" }
                thead { tr {
                    th scope="col" { "Report rule" } th scope="col" { "Decision rule" }
                    th.number scope="col" { "Paragraphs agreed" } th.number scope="col" { "Need a ruling" }
                    th.number scope="col" { "Views told" } th.number scope="col" { "Positions left out" }
                    th scope="col" { "Report" }
                } }
                tbody { @for outcome in outcomes { (outcome_row(outcome, &place(outcome))) } }
            }
        }
    }
}

fn outcome_row(outcome: &Outcome, place: &str) -> Markup {
    html! { tr {
        th scope="row" { (words::rule(outcome.report_rule)) }
        td { (words::rule(outcome.decision_rule)) }
        td.number { (outcome.agreed) " of " (outcome.paragraphs) }
        td.number { (outcome.need_ruling) }
        td.number { (outcome.views) }
        td.number { (outcome.left_out) }
        td { a href=(place) { "Read" span.unseen { " the report under " (words::rule(outcome.report_rule)) " and " (words::rule(outcome.decision_rule)) } } }
    } }
}
