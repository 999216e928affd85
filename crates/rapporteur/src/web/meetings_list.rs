//! Meetings by session.

use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, cite, link};
use super::shelf::Shelf;
use crate::words;
use maud::{Markup, html};
use record::group::Meeting;
use record::{Moment, SessionId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Meetings {
    sessions: Vec<Session>,
    /// Meetings of no session.
    others: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Session {
    title: String,
    from: Option<String>,
    to: Option<String>,
    place: Option<String>,
    entry: u32,
    meetings: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    meeting: Link,
    on: Option<String>,
    level: &'static str,
    record: &'static str,
    sitting: &'static str,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let sessions = shelf.group().sessions.iter().map(|s| Session {
        title: shelf.group().name_of(&s.said.id.0).to_string(),
        from: s.said.from.map(words::moment),
        to: s.said.to.map(words::moment),
        place: s.said.place.as_ref().map(ToString::to_string),
        entry: s.entry.0,
        meetings: of_session(shelf, Some(&s.said.id)),
    });
    Ok(Box::new(Meetings { sessions: sessions.collect(), others: of_session(shelf, None) }))
}

/// Meetings of a session in the order of their dates; of the record where undated.
fn of_session(shelf: &Shelf, session: Option<&SessionId>) -> Vec<Line> {
    let meetings = shelf.group().meetings.values();
    let mut meetings: Vec<&Meeting> =
        meetings.filter(|m| m.convened.said.session.as_ref() == session).collect();
    meetings.sort_by_key(|m| (m.convened.said.on.and_then(Moment::range), m.convened.entry));
    let line = |m: &&Meeting| Line {
        meeting: Link::to(shelf, &m.convened.said.id.0),
        on: m.convened.said.on.map(words::moment),
        level: words::meeting_level(m.convened.said.level),
        record: words::record_status(m.record),
        sitting: words::sitting(m.sitting),
    };
    meetings.iter().map(line).collect()
}

impl Page for Meetings {
    fn title(&self) -> String {
        "Meetings".to_owned()
    }

    fn json(&self) -> Value {
        json_of("meetings", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            @if self.sessions.is_empty() && self.others.is_empty() { p.lead { "No meeting is on the record." } }
            @for session in &self.sessions {
                section {
                    h2 { bdi dir="auto" { (session.title) } }
                    p.remark {
                        @if let Some(from) = &session.from { (from) }
                        @if let Some(to) = &session.to { " to " (to) }
                        @if let Some(place) = &session.place { ", " bdi dir="auto" { (place) } }
                        " " (cite(shelf, &[session.entry]))
                    }
                    (lines(&session.meetings))
                }
            }
            @if !self.others.is_empty() {
                section { @if !self.sessions.is_empty() { h2 { "Other meetings" } } (lines(&self.others)) }
            }
        }
    }
}

fn lines(meetings: &[Line]) -> Markup {
    html! {
        @if meetings.is_empty() { p.none { "No meeting of it is recorded." } }
        ul { @for one in meetings { li {
            (link(&one.meeting))
            @if let Some(on) = &one.on { ", " (on) }
            span.remark { " " (one.level) ", " (one.record) ", " (one.sitting) }
        } } }
    }
}
