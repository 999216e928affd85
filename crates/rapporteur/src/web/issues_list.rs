//! Issues, and where positions on each stand.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::shelf::Shelf;
use super::standings::{Matter, matters};
use analysis::play;
use maud::{Markup, html};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Issues {
    issues: Vec<Matter>,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let play = play(shelf.group());
    Ok(Box::new(Issues { issues: play.issues.iter().map(|i| Matter::of(shelf, i)).collect() }))
}

impl Page for Issues {
    fn title(&self) -> String {
        "Issues and positions".to_owned()
    }

    fn json(&self) -> Value {
        json_of("issues", self)
    }

    fn body(&self, _shelf: &Shelf) -> Markup {
        let of = |kind: &str| self.issues.iter().filter(|i| i.kind == kind).collect::<Vec<_>>();
        let (substance, procedure) = (of("substance"), of("procedure"));
        html! {
            @if self.issues.is_empty() { p.lead { "No issue is on the record." } }
            @if !substance.is_empty() { (matters("Issues of substance", &substance)) }
            @if !procedure.is_empty() { (matters("Issues of procedure", &procedure)) }
            p.remark { "Counted are positions on the issue itself. Those on paragraphs stand with the paragraphs. What one party says that others hold is ascribed, and is nobody's position." }
        }
    }
}
