//! The same record under every rule, side by side: the dispute over what may be reported, on one screen.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of, outcomes_table};
use super::parts::{Link, cite, link};
use super::shelf::Shelf;
use crate::study::{Outcome, outcomes, parameters};
use crate::words;
use analysis::{assess, play};
use maud::{Markup, html};
use record::event::group::CharterItem;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Rules {
    status: &'static str,
    charter: Vec<Set>,
    outcomes: Vec<Pair>,
    paragraphs: Vec<Paragraph>,
    #[serde(skip)]
    study: Vec<Outcome>,
}

/// What is recorded of a rule, in order; the last is in force.
#[derive(Debug, Serialize)]
struct Set {
    item: &'static str,
    stands: String,
    entry: u32,
}

#[derive(Debug, Serialize)]
struct Pair {
    report_rule: &'static str,
    decision_rule: &'static str,
    agreed: usize,
    need_a_ruling: usize,
    paragraphs: usize,
    views_told: usize,
    positions_left_out: usize,
}

#[derive(Debug, Serialize)]
struct Paragraph {
    provision: Link,
    verdicts: Vec<Judged>,
}

#[derive(Debug, Serialize)]
struct Judged {
    rule: &'static str,
    verdict: String,
    agreed: bool,
    rests_on: Vec<u32>,
}

const STUDY: &str = "study, no status";

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let study = outcomes(shelf.record());
    let sets = CharterItem::ALL.iter().flat_map(|item| {
        let sets = shelf.group().charter.get(item).into_iter().flatten();
        sets.map(|set| Set {
            item: words::charter_item(*item),
            stands: words::rule_as_set(&set.said),
            entry: set.entry.0,
        })
    });
    let pairs = study.iter().map(|o| Pair {
        report_rule: o.report_rule.word(),
        decision_rule: o.decision_rule.word(),
        agreed: o.agreed,
        need_a_ruling: o.need_ruling,
        paragraphs: o.paragraphs,
        views_told: o.views,
        positions_left_out: o.left_out,
    });
    Ok(Box::new(Rules {
        status: STUDY,
        charter: sets.collect(),
        outcomes: pairs.collect(),
        paragraphs: paragraphs(shelf),
        study,
    }))
}

fn paragraphs(shelf: &Shelf) -> Vec<Paragraph> {
    let group = shelf.group();
    let before = play(group).provisions;
    let before = before.iter().map(|s| s.provision).filter(|p| p.is_before_the_group());
    before
        .map(|provision| Paragraph {
            provision: Link::to(shelf, &provision.id.0),
            verdicts: analysis::RULES
                .iter()
                .map(|rule| {
                    let found = assess(group, &parameters(shelf.record(), *rule), provision);
                    Judged {
                        rule: rule.word(),
                        verdict: words::verdict(&found.verdict),
                        agreed: found.verdict.is_agreed(),
                        rests_on: found.rests_on.iter().map(|e| e.0).collect(),
                    }
                })
                .collect(),
        })
        .collect()
}

impl Page for Rules {
    fn title(&self) -> String {
        "Rules side by side".to_owned()
    }

    fn json(&self) -> Value {
        json_of("rules", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        let place = |o: &Outcome| {
            shelf.href(&format!(
                "/report.html?report-rule={}&decision-rule={}",
                o.report_rule.word(),
                o.decision_rule.word()
            ))
        };
        html! {
            p.notice { strong { "Study, no status." } " The same record compiled under rules that the group may not have adopted. It changes nothing that the group decided." }
            section {
                h2 { "What the record holds of the rules" }
                @if self.charter.is_empty() { p.none { "Nothing is recorded." } }
                ul { @for set in &self.charter { li { (set.item) ": " (set.stands) " " (cite(shelf, &[set.entry])) } } }
            }
            section { h2 { "What each pair yields" } (outcomes_table(&self.study, &place)) }
            @if !self.paragraphs.is_empty() { (self.verdicts(shelf)) }
        }
    }
}

impl Rules {
    fn verdicts(&self, shelf: &Shelf) -> Markup {
        html! {
            section {
                h2 { "Paragraph by paragraph" }
                p.remark { "Where a rule needs a judgement of the Chair and none is recorded, the answer is “needs a ruling”. Where nobody voted, a majority is counted from recorded positions; a coalition's statement is then counted for its members that took none." }
                div.scroll tabindex="0" role="region" aria-label="Paragraphs under each decision rule" {
                    table.matrix {
                        caption { "What each decision rule makes of each paragraph" }
                        thead { tr {
                            th scope="col" { "Paragraph" }
                            @for rule in analysis::RULES { th scope="col" { (words::rule(*rule)) } }
                        } }
                        tbody { @for paragraph in &self.paragraphs { tr {
                            th scope="row" { (link(&paragraph.provision)) }
                            @for judged in &paragraph.verdicts {
                                td class=[judged.agreed.then_some("agreed")] { (judged.verdict) @if judged.rests_on.len() <= 3 { " " (cite(shelf, &judged.rests_on)) } }
                            }
                        } } }
                    }
                }
            }
        }
    }
}
