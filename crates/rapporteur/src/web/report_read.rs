//! The report as a file, in each format.

use super::answer::{self, Asked};
use super::shelf::Shelf;
use crate::papers::{Format, Order};
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use axum::http::{Response, StatusCode};
use record::event::group::RuleName;
use report::Tongue;
use std::sync::Arc;

pub(super) async fn html(State(shelf): State<Arc<Shelf>>, asked: Asked) -> Response<Body> {
    let mut answer = read(shelf, asked, Format::Html).await;
    // The report stands alone: its style is within it. There is no script in it, and none would run.
    let policy = HeaderValue::from_static(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    if answer.status() == StatusCode::OK {
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer
}

pub(super) async fn markdown(State(shelf): State<Arc<Shelf>>, asked: Asked) -> Response<Body> {
    read(shelf, asked, Format::Md).await
}

pub(super) async fn json(State(shelf): State<Arc<Shelf>>, asked: Asked) -> Response<Body> {
    read(shelf, asked, Format::Json).await
}

pub(super) async fn pdf(State(shelf): State<Arc<Shelf>>, asked: Asked) -> Response<Body> {
    read(shelf, asked, Format::Pdf).await
}

async fn read(shelf: Arc<Shelf>, asked: Asked, format: Format) -> Response<Body> {
    answer::in_background(move || match shelf.paper(format, &order(&asked)) {
        Ok(paper) => {
            answer::answer(StatusCode::OK, format.media_type(), paper.bytes.clone().into())
        }
        Err(why) => {
            let words = format!("The report cannot be made in this format here: {why}\n");
            let media_type = "text/plain; charset=utf-8";
            answer::answer(StatusCode::SERVICE_UNAVAILABLE, media_type, words.into())
        }
    })
    .await
}

/// What is asked for behind the question mark; what is not understood there is left out.
pub(super) fn order(asked: &Asked) -> Order {
    let rule = |field: &str, among: &[RuleName]| {
        let found = asked.field(field).and_then(RuleName::from_word)?;
        among.contains(&found).then_some(found)
    };
    let options = report::Options {
        report_rule: rule("report-rule", report::REPORT_RULES),
        decision_rule: rule("decision-rule", analysis::RULES),
        attributed: asked.field("unattributed").is_none(),
    };
    let tongue = asked.field("language").and_then(Tongue::from_tag).unwrap_or(Tongue::English);
    Order { options, tongue }
}

/// The same, to stand behind the question mark of another address.
pub(super) fn fields(order: &Order) -> String {
    let mut fields = Vec::new();
    if order.tongue != Tongue::English {
        fields.push(format!("language={}", order.tongue.tag()));
    }
    if !order.options.attributed {
        fields.push("unattributed".to_owned());
    }
    fields.extend(order.options.report_rule.map(|r| format!("report-rule={}", r.word())));
    fields.extend(order.options.decision_rule.map(|r| format!("decision-rule={}", r.word())));
    if fields.is_empty() { String::new() } else { format!("?{}", fields.join("&")) }
}
