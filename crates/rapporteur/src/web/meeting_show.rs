//! A meeting: its turns, who was there, and what was said in it.

use super::acts::{Act, acts, show_all};
use super::answer::{Asked, Missing};
use super::page::{Page, json_of};
use super::parts::{Link, cite, facts, link, links};
use super::shelf::Shelf;
use crate::disclosure;
use crate::words::{self, counted};
use maud::{Markup, html};
use record::entry::Source;
use record::group::Meeting as Sat;
use record::{EntryId, Event, MeetingId};
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Serialize)]
struct Meeting {
    title: String,
    entry: u32,
    on: Option<String>,
    to: Option<String>,
    place: Option<String>,
    level: &'static str,
    record: &'static str,
    sitting: &'static str,
    chair: Option<Link>,
    turns: Vec<Turn>,
    agenda: Vec<Item>,
    attendance: Vec<Attendance>,
    said: Vec<Act>,
    not_disclosed: usize,
}

/// A turn of the meeting, of its record or of its clock.
#[derive(Debug, Serialize)]
struct Turn {
    entry: u32,
    what: String,
    when: Option<String>,
}

#[derive(Debug, Serialize)]
struct Item {
    number: String,
    title: String,
    entry: u32,
}

/// Who was in the room, as taken; `null` where that is not disclosed.
#[derive(Debug, Serialize)]
struct Attendance {
    entry: u32,
    present: Option<Vec<Link>>,
}

pub(super) fn view(shelf: &Shelf, asked: &Asked) -> Result<Box<dyn Page>, Missing> {
    let group = shelf.group();
    let meeting = MeetingId::new(&asked.id)
        .and_then(|id| group.meetings.get(&id))
        .ok_or_else(|| Missing::thing("meeting", &asked.id, "/meetings", "the meetings"))?;
    let convened = &meeting.convened.said;
    let (said, not_disclosed) = acts(shelf, spoken_in(shelf, &convened.id));
    let agenda = group.agenda.iter().filter(|i| i.said.of.as_ref() == Some(&convened.id.0));
    let attendance = meeting.attendance.iter().map(|a| Attendance {
        entry: a.entry.0,
        present: disclosure::may_name(shelf.record(), a.entry)
            .then(|| Link::all(shelf, a.said.present.iter().map(|p| &p.0))),
    });
    Ok(Box::new(Meeting {
        title: group.name_of(&convened.id.0).to_string(),
        entry: meeting.convened.entry.0,
        on: convened.on.map(words::moment),
        to: convened.to.map(words::moment),
        place: convened.place.as_ref().map(ToString::to_string),
        level: words::meeting_level(convened.level),
        record: words::record_status(meeting.record),
        sitting: words::sitting(meeting.sitting),
        chair: convened.chair.as_ref().map(|c| Link::to(shelf, &c.0)),
        turns: turns(shelf, meeting),
        agenda: agenda
            .map(|i| Item {
                number: i.said.number.to_string(),
                title: group.name_of(&i.said.id.0).to_string(),
                entry: i.entry.0,
            })
            .collect(),
        attendance: attendance.collect(),
        said,
        not_disclosed,
    }))
}

fn turns(shelf: &Shelf, meeting: &Sat) -> Vec<Turn> {
    let turn = |entry: EntryId, what: String| Turn {
        entry: entry.0,
        what,
        when: super::parts::when(shelf, entry),
    };
    let mut turns: Vec<Turn> = Vec::new();
    turns.extend(meeting.turns.iter().map(|t| turn(t.entry, t.said.turn.word().to_owned())));
    let status =
        |s: record::event::meetings::RecordStatus| format!("goes {}", words::record_status(s));
    turns.extend(meeting.record_changes.iter().map(|r| turn(r.entry, status(r.said.status))));
    turns.extend(
        meeting.clock.iter().map(|c| turn(c.entry, format!("clock {}", c.said.state.word()))),
    );
    turns.sort_by_key(|t| t.entry);
    turns
}

/// Entries taken down in a meeting that are acts; its own turns and attendance stand above them.
fn spoken_in(shelf: &Shelf, id: &MeetingId) -> Vec<EntryId> {
    let within = shelf.record().entries().iter().filter(|entry| {
        matches!(&entry.envelope.source, Some(Source::Listed(source, _)) if *source == id.0)
    });
    within
        .filter(|entry| {
            !matches!(
                entry.event(),
                Some(
                    Event::MeetingTurned(_)
                        | Event::AttendanceTaken(_)
                        | Event::ClockTurned(_)
                        | Event::RecordStatusChanged(_)
                )
            )
        })
        .map(|entry| entry.number)
        .collect()
}

impl Page for Meeting {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn json(&self) -> Value {
        json_of("meeting", self)
    }

    fn body(&self, shelf: &Shelf) -> Markup {
        html! {
            (self.about(shelf))
            @if !self.agenda.is_empty() {
                section { h2 { "Agenda" } ul.plain { @for item in &self.agenda { li {
                    (item.number) " " bdi dir="auto" { (item.title) } " " (cite(shelf, &[item.entry]))
                } } } }
            }
            @if !self.attendance.is_empty() {
                section { h2 { "Attendance" } @for one in &self.attendance { p {
                    @match &one.present {
                        Some(present) => { (counted(present.len(), "party", "parties")) ": " (links(present)) }
                        None => { span.withheld { "Not disclosed" } }
                    } " " (cite(shelf, &[one.entry]))
                } } }
            }
            section { h2 { "What was said and done" } (show_all(shelf, &self.said, self.not_disclosed)) }
        }
    }
}

impl Meeting {
    fn about(&self, shelf: &Shelf) -> Markup {
        let mut rows = Vec::new();
        if let Some(on) = &self.on {
            let to = self.to.as_ref().map(|to| format!(" to {to}")).unwrap_or_default();
            rows.push(("Held", html! { (on) (to) }));
        }
        if let Some(place) = &self.place {
            rows.push(("Place", html! { bdi dir="auto" { (place) } }));
        }
        rows.push(("Level", html! { (self.level) ", " (self.record) }));
        rows.push(("Stands", html! { (self.sitting) " " (cite(shelf, &[self.entry])) }));
        if let Some(chair) = &self.chair {
            rows.push(("Presided by", link(chair)));
        }
        if !self.turns.is_empty() {
            let turns = html! { ul.plain { @for turn in &self.turns { li {
                (turn.what) " " (cite(shelf, &[turn.entry]))
                @if let Some(when) = &turn.when { " " span.when { (when) } }
            } } } };
            rows.push(("Turns", turns));
        }
        facts(&rows)
    }
}
