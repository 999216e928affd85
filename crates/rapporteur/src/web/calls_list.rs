//! Calls and silence procedures, and what qualifies agreement.

use super::acts::{Act, acts, show_all};
use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, Manner, Quoted, cite, facts, links, quoted, when};
use super::shelf::Shelf;
use crate::words::{self, counted};
use maud::{Markup, html};
use record::group::{Call, SilenceProcedure};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Calls {
    calls: Vec<CallLine>,
    silences: Vec<SilenceLine>,
    /// Reservations, explanations and dissociations.
    qualifications: Vec<Act>,
    not_disclosed: usize,
}

#[derive(Debug, Serialize)]
struct CallLine {
    id: String,
    on: Vec<Link>,
    level: &'static str,
    opened_in: u32,
    when: Option<String>,
    meeting: Option<Link>,
    as_orally_revised: bool,
    result: Option<&'static str>,
    gavelled_in: Option<u32>,
    words: Option<Quoted>,
    /// How many were in the room, where attendance was taken.
    present: Option<usize>,
    attendance_in: Option<u32>,
    objections: Vec<u32>,
    awaiting: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct SilenceLine {
    id: String,
    on: Vec<Link>,
    level: &'static str,
    opened_in: u32,
    from: String,
    until: String,
    notices: usize,
    result: Option<&'static str>,
    ended_in: Option<u32>,
    broken: Vec<Act>,
    not_disclosed: usize,
}

pub(super) fn view(shelf: &Shelf, _asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let mut calls: Vec<CallLine> = group.calls.values().map(|c| call(shelf, c)).collect();
    calls.sort_by_key(|c| c.opened_in);
    let mut silences: Vec<SilenceLine> =
        group.silences.values().map(|s| silence(shelf, s)).collect();
    silences.sort_by_key(|s| s.opened_in);
    let (qualifications, not_disclosed) = acts(shelf, group.qualifications.iter().map(|q| q.entry));
    Ok(Box::new(Calls { calls, silences, qualifications, not_disclosed }))
}

fn call(shelf: &Shelf, call: &Call) -> CallLine {
    let group = shelf.group();
    let opened = &call.opened;
    let gavel = call.gavelled.as_ref();
    let attendance = call
        .meeting
        .as_ref()
        .and_then(|m| group.meetings.get(m))
        .and_then(|m| m.attendance.iter().find(|taken| Some(taken.entry) == call.attendance));
    CallLine {
        id: opened.said.id.to_string(),
        on: Link::all(shelf, &opened.said.on),
        level: words::level(opened.said.level),
        opened_in: opened.entry.0,
        when: when(shelf, opened.entry),
        meeting: call.meeting.as_ref().map(|m| Link::to(shelf, &m.0)),
        as_orally_revised: opened.said.orally,
        result: gavel.map(|g| words::call_result(g.said.result)),
        gavelled_in: gavel.map(|g| g.entry.0),
        words: gavel
            .and_then(|g| g.said.words.as_ref())
            .map(|q| Quoted::of("", q, Manner::Verbatim)),
        present: attendance.map(|a| a.said.present.len()),
        attendance_in: call.attendance.map(|e| e.0),
        objections: group.objections_since(call).iter().map(|e| e.0).collect(),
        awaiting: gavel
            .map(|g| Link::all(shelf, g.said.pending.iter().map(|p| &p.0)))
            .unwrap_or_default(),
    }
}

fn silence(shelf: &Shelf, silence: &SilenceProcedure) -> SilenceLine {
    let opened = &silence.opened;
    let (broken, not_disclosed) = acts(shelf, silence.broken.iter().map(|(_, b)| b.entry));
    SilenceLine {
        id: opened.said.id.to_string(),
        on: Link::all(shelf, &opened.said.on),
        level: words::level(opened.said.level),
        opened_in: opened.entry.0,
        from: words::moment(opened.said.from),
        until: words::moment(opened.said.until),
        notices: silence.notices.iter().map(|n| n.said.to.len()).sum(),
        result: silence.ended.as_ref().map(|e| words::silence_result(e.said.result)),
        ended_in: silence.ended.as_ref().map(|e| e.entry.0),
        broken,
        not_disclosed,
    }
}

impl Page for Calls {
    fn title(&self) -> String {
        "Calls".to_owned()
    }

    fn json(&self) -> Value {
        json_of("calls", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            p.remark { "The Chair asks whether something can be agreed, hears whether there is an objection, and gavels. Silence procedures are the written form." }
            @if self.calls.is_empty() && self.silences.is_empty() { p.lead { "No call and no silence procedure is on the record." } }
            @for call in &self.calls { (call.show(shelf)) }
            @for silence in &self.silences { (silence.show(shelf)) }
            @if !self.qualifications.is_empty() || self.not_disclosed > 0 {
                section {
                    h2 { "Reservations, explanations and dissociations" }
                    (show_all(shelf, &self.qualifications, self.not_disclosed))
                }
            }
        }
    }
}

impl CallLine {
    fn show(&self, shelf: &Shelf) -> Markup {
        let mut rows = vec![
            ("On", links(&self.on)),
            (
                "Asked",
                html! {
                    (self.level) @if self.as_orally_revised { ", as orally revised" } " " (cite(shelf, &[self.opened_in]))
                    @if let Some(when) = &self.when { " " span.when { (when) } }
                },
            ),
        ];
        rows.push(("Result", html! {
            @match self.result { Some(result) => { strong { (result) } } None => { "not gavelled" } }
            " " (cite(shelf, &self.gavelled_in.into_iter().collect::<Vec<_>>()))
            @if let Some(words) = &self.words { br; (quoted(words)) }
        }));
        if !self.objections.is_empty() {
            let told = counted(self.objections.len(), "objection", "objections");
            rows.push((
                "Made after the call",
                html! { (told) " " (cite(shelf, &self.objections)) },
            ));
        }
        if let (Some(present), Some(entry)) = (self.present, self.attendance_in) {
            rows.push((
                "In the room",
                html! { (counted(present, "party", "parties")) " " (cite(shelf, &[entry])) },
            ));
        }
        if !self.awaiting.is_empty() {
            rows.push(("Confirmation awaited", links(&self.awaiting)));
        }
        if let Some(meeting) = &self.meeting {
            rows.push(("Meeting", super::parts::link(meeting)));
        }
        html! { section id=(self.id) { h2 { "Call " (self.id) } (facts(&rows)) } }
    }
}

impl SilenceLine {
    fn show(&self, shelf: &Shelf) -> Markup {
        let rows = [
            ("On", links(&self.on)),
            ("Asked", html! { (self.level) " " (cite(shelf, &[self.opened_in])) }),
            ("From", html! { (self.from) " until " (self.until) }),
            ("Notice", html! { "to " (counted(self.notices, "party", "parties")) }),
            (
                "Result",
                html! {
                    @match self.result { Some(result) => { strong { (result) } } None => { "not ended" } }
                    " " (cite(shelf, &self.ended_in.into_iter().collect::<Vec<_>>()))
                },
            ),
        ];
        html! { section id=(self.id) {
            h2 { "Silence procedure " (self.id) }
            (facts(&rows))
            @if !self.broken.is_empty() || self.not_disclosed > 0 { (show_all(shelf, &self.broken, self.not_disclosed)) }
        } }
    }
}
