//! The Chair's desk: what could be agreed together, as the record stands or stood.

use super::answer::{Asked, Missing};
use super::page::{Page, SCHEMA};
use super::shelf::Shelf;
use crate::packages::{self, Case, Outcome, Question};
use analysis::packages::{By, Options, Stop};
use maud::{Markup, html};
use record::{At, EntryId, Record};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::time::Duration;

/// The address.
pub(super) const PATH: &str = "/packages";

/// How long a page may be looked for; the command has all the time that it is given.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many lifts are looked for at most.
const LIFTS: u32 = 3;

struct Desk {
    outcome: Outcome,
    at: Option<EntryId>,
    lifts: u32,
    silent: bool,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    if !shelf.chair {
        return Err(Missing {
            words: "The Chair's desk is not served here; `serve --chair` serves it.".to_owned(),
            listed: ("/", "the state of play"),
        });
    }
    let (at, record) = moment(shelf, asked)?;
    let case = Case::of_record(&record);
    let lifts = asked.field("lifts").and_then(|of| of.parse().ok()).unwrap_or(0).min(LIFTS);
    let silent = asked.field("coalitions") == Some("silent");
    let (rule, from) = case.rule;
    let question = Question {
        options: Options { rule, groups_silent: silent, ..Options::default() },
        rule: Some(from),
        lifts: (lifts, By::Statement),
        fair: true,
        changes: true,
        all: 4,
        limit: Some(PATIENCE),
        before: None,
    };
    let work = |stop: &Stop| packages::work(&case, &question, stop);
    let worked = packages::within(question.limit, &Stop::default(), work);
    let outcome = Outcome::of(&case, &question, &worked);
    Ok(Box::new(Desk { outcome, at, lifts, silent }))
}

/// The record at the entry asked for; the whole where none is.
fn moment<'a>(
    shelf: &'a Shelf,
    asked: &Asked,
) -> Result<(Option<EntryId>, Cow<'a, Record>), Missing> {
    let Some(word) = asked.field("at").filter(|word| !word.is_empty()) else {
        return Ok((None, Cow::Borrowed(shelf.record())));
    };
    let number = word.parse().ok().map(EntryId).filter(|at| shelf.record().entry(*at).is_some());
    match number {
        Some(at) => Ok((Some(at), Cow::Owned(shelf.record().at(At::Entry(at))))),
        None => Err(Missing::thing("entry", word, "/log", "the log")),
    }
}

impl Page for Desk {
    fn title(&self) -> String {
        "What could be agreed together".to_owned()
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            p.remark { "The Chair's desk: this page counts offers and positions that only members may know. It is no part of the report." }
            form.desk method="get" action=(shelf.href(PATH)) {
                label { "Through no. " input type="number" name="at" min="1" max=(shelf.last()) value=[self.at.map(|at| at.0)] placeholder=(shelf.last()); }
                label { "Lifts "
                    select name="lifts" { @for number in 0..=LIFTS {
                        option value=(number) selected[number == self.lifts] { (if number == 0 { "none".to_owned() } else { format!("up to {number}") }) }
                    } }
                }
                label { input type="checkbox" name="coalitions" value="silent" checked[self.silent]; " leave out what coalitions say" }
                button type="submit" { "Look" }
            }
            (packages::body(&self.outcome, &|entry| Some(shelf.entry(EntryId(entry)))))
        }
    }

    fn json(&self) -> Value {
        let mut value = serde_json::to_value(&self.outcome)
            .expect("BUG: strings, numbers and lists of them always serialise");
        if let Value::Object(fields) = &mut value {
            fields.insert("schema".to_owned(), json!(SCHEMA));
            fields.insert("page".to_owned(), json!("packages"));
        }
        value
    }
}
