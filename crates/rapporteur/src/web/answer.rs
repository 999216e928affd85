//! How an address is answered: which record, page or JSON, and the headers that every answer bears.

use super::page::{self, Page};
use super::shelf::Shelf;
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, RawPathParams, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use axum::routing::get;
use std::convert::Infallible;
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// What the address names: an identity or a number.
    pub(super) id: String,
    /// As JSON.
    json: bool,
    /// The path, without `.json`.
    pub(super) path: String,
    query: String,
}

impl Asked {
    /// The value of a field behind the question mark; empty where it has none.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        let fields = self.query.split('&').map(|f| f.split_once('=').unwrap_or((f, "")));
        fields.into_iter().find(|(field, _)| *field == name).map(|(_, value)| value)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        // An address that cannot be decoded names nothing that is here.
        let parameters = RawPathParams::from_request_parts(parts, state).await.ok();
        let id = parameters.iter().flat_map(|p| p.iter()).next().map(|(_, id)| id.to_owned());
        let path = parts.uri.path();
        let json = path.ends_with(".json");
        let stripped = |text: &str| text.strip_suffix(".json").unwrap_or(text).to_owned();
        Ok(Self {
            id: stripped(&id.unwrap_or_default()),
            json,
            path: stripped(path),
            query: parts.uri.query().unwrap_or_default().to_owned(),
        })
    }
}

/// What is not there.
#[derive(Debug)]
pub(super) struct Missing {
    /// In words: "There is no party `XYZ` on the record."
    pub(super) words: String,
    /// Where such things are listed: address and name.
    pub(super) listed: (&'static str, &'static str),
}

impl Missing {
    /// A thing that the record does not hold.
    pub(super) fn thing(what: &str, id: &str, path: &'static str, list: &'static str) -> Self {
        Self { words: format!("The record holds no {what} “{id}”."), listed: (path, list) }
    }
}

/// Makes a screen from the record.
pub(super) type View = fn(&Shelf, &Asked) -> Result<Box<dyn Page>, Missing>;

/// Adds screens to a route table.
pub(super) trait Screens {
    /// A page at an address, and its JSON at the same address with `.json`.
    #[must_use]
    fn screen(self, path: &str, view: View) -> Self;
}

impl Screens for Router<Arc<Shelf>> {
    fn screen(self, path: &str, view: View) -> Self {
        let handler = get(move |State(shelf): State<Arc<Shelf>>, asked: Asked| async move {
            in_background(move || show(&shelf, &asked, view)).await
        });
        match path {
            "/" => self.route("/", handler.clone()).route("/index.json", handler),
            // The identity that ends the address takes the ending with it.
            path if path.ends_with('}') => self.route(path, handler),
            path => self.route(path, handler.clone()).route(&format!("{path}.json"), handler),
        }
    }
}

/// Makes an answer beside the threads that wait for requests; a bug in it answers with a fault and no more.
pub(super) async fn in_background(
    make: impl FnOnce() -> Response<Body> + Send + 'static,
) -> Response<Body> {
    tokio::task::spawn_blocking(make).await.unwrap_or_else(|_| {
        let words = "This page could not be made. The record is as it was.";
        answer(StatusCode::INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", words.into())
    })
}

fn show(shelf: &Shelf, asked: &Asked, view: View) -> Response<Body> {
    match view(shelf, asked) {
        Ok(page) if asked.json => json(StatusCode::OK, &page.json()),
        Ok(page) => html(StatusCode::OK, page::whole(shelf, asked, page.as_ref())),
        Err(missing) => not_there(shelf, asked, &missing),
    }
}

/// A 404 that says what is there instead.
pub(super) fn not_there(shelf: &Shelf, asked: &Asked, missing: &Missing) -> Response<Body> {
    if asked.json {
        let words = serde_json::json!({ "schema": page::SCHEMA, "page": "missing", "missing": missing.words });
        return json(StatusCode::NOT_FOUND, &words);
    }
    html(StatusCode::NOT_FOUND, page::missing(shelf, asked, missing))
}

fn html(status: StatusCode, page: maud::Markup) -> Response<Body> {
    answer(status, "text/html; charset=utf-8", page.into_string().into())
}

fn json(status: StatusCode, value: &serde_json::Value) -> Response<Body> {
    answer(status, "application/json", format!("{value:#}\n").into())
}

/// No script, nothing from elsewhere, not within another page.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// An answer with the headers that every answer bears.
pub(super) fn answer(status: StatusCode, media_type: &'static str, body: Body) -> Response<Body> {
    let mut answer = Response::new(body);
    *answer.status_mut() = status;
    let headers = [
        (CONTENT_TYPE, media_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("referrer-policy"), "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in headers {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}
