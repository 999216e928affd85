//! II. Organization of work: officers, meetings, attendance, composition, agenda, methods of work, documentation.

use crate::compile::{Compiler, list, paragraph, section};
use crate::manuscript::*;
use record::event::group::CharterItem;
use record::event::parties::Standing;
use record::group::Meeting;

pub(super) fn organization(c: &Compiler<'_>) -> Option<Section> {
    let parts = vec![officers(c), composition(c), agenda(c), methods(c), documentation(c)];
    section(Heading::Organization, vec![], parts)
}

fn officers(c: &Compiler<'_>) -> Option<Section> {
    let mut held = Vec::new();
    for officer in c.group.officers.values() {
        let said = &officer.elected.said;
        let name = c.name(&said.id.0);
        let say = Say::OfficerHeld {
            name: name.clone(),
            office: said.office,
            party: said.of.as_ref().map(|p| c.name(&p.0)),
            from: said.from,
            until: said.until,
        };
        held.push(c.framed(say, officer.elected.entry));
        for acted in &officer.acting {
            let say = Say::OfficerActed {
                name: name.clone(),
                officer: c.name(&acted.said.officer.0),
                meeting: acted.said.meeting.as_ref().map(|m| c.name(&m.0)),
            };
            held.push(c.framed(say, acted.entry));
        }
        held.extend(
            officer
                .ended
                .iter()
                .map(|e| c.framed(Say::TermEnded { name: name.clone(), on: e.said.on }, e.entry)),
        );
    }
    let mut blocks: Vec<Block> = list(in_order(held)).into_iter().collect();
    let sessions = c.group.sessions.iter().map(|s| {
        let said = &s.said;
        let say = Say::SessionHeld {
            session: c.name(&said.id.0),
            from: said.from,
            to: said.to,
            place: said.place.clone(),
        };
        c.framed(say, s.entry)
    });
    blocks.extend(list(sessions.collect()));
    let mut meetings: Vec<&Meeting> = c.group.meetings.values().collect();
    meetings.sort_by_key(|m| m.convened.entry);
    blocks.extend(meetings.iter().filter_map(|m| paragraph(meeting(c, m))));
    let without = meetings.iter().filter(|m| m.attendance.is_empty());
    let convened: Vec<_> = without.map(|m| m.convened.entry).collect();
    if !convened.is_empty() {
        let say = Say::AttendanceNotRecorded { meetings: convened.len() };
        blocks.push(Block::Paragraph(vec![c.absent(say, Searched::Attendance, convened)]));
    }
    section(Heading::Officers, blocks, vec![])
}

/// Sentences by the first entry they rest on.
pub(super) fn in_order(mut sentences: Vec<Sentence>) -> Vec<Sentence> {
    sentences.sort_by_key(|s| match &s.basis {
        Basis::Entries(evidence) => evidence.entries().first().copied(),
        Basis::Absence { through, .. } => Some(*through),
    });
    sentences
}

fn meeting(c: &Compiler<'_>, meeting: &Meeting) -> Vec<Sentence> {
    let said = &meeting.convened.said;
    let name = c.name(&said.id.0);
    let held = Say::MeetingHeld {
        meeting: name.clone(),
        level: said.level,
        record: said.record,
        from: said.on,
        to: said.to,
        place: said.place.clone(),
        chair: said.chair.as_ref().map(|chair| c.name(&chair.0)),
    };
    let mut lines = vec![c.framed(held, meeting.convened.entry)];
    let mut more = Vec::new();
    for turn in &meeting.turns {
        let when = c.record.entry(turn.entry).and_then(|e| e.envelope.when());
        let say = Say::MeetingTurned {
            meeting: name.clone(),
            turn: turn.said.turn,
            when,
            words: turn.said.words.clone(),
        };
        more.push(c.framed(say, turn.entry));
    }
    for change in &meeting.record_changes {
        let say = Say::RecordStatusChanged { meeting: name.clone(), status: change.said.status };
        more.push(c.framed(say, change.entry));
    }
    for clock in &meeting.clock {
        more.push(c.framed(
            Say::ClockTurned { meeting: name.clone(), state: clock.said.state, at: clock.said.at },
            clock.entry,
        ));
    }
    for taken in &meeting.attendance {
        let who = c.parties(&taken.said.present, taken.entry);
        more.push(c.framed(Say::Attended { meeting: name.clone(), who }, taken.entry));
    }
    lines.extend(in_order(more));
    if meeting.sitting == record::group::Sitting::Closed {
        lines.extend(floor(c, meeting, &name));
    }
    lines
}

/// Those who asked for the floor and were not heard before the meeting closed.
fn floor(c: &Compiler<'_>, meeting: &Meeting, name: &record::Text) -> Option<Sentence> {
    let waiting: Vec<_> = meeting.floor.iter().filter(|r| r.heard.is_none()).collect();
    let who = c.who(waiting.iter().map(|r| (&r.voice, r.asked.entry)));
    let asked = waiting.iter().map(|r| r.asked.entry).collect::<Vec<_>>();
    (!asked.is_empty()).then(|| {
        c.absent(
            Say::FloorNotGiven { who, meeting: name.clone() },
            Searched::Floor(name.clone()),
            asked,
        )
    })
}

/// The entries that give a party its standing: its admission, and the last change that made a difference; of one that
/// left, only its leaving, without which it would be counted.
pub(super) fn standing_rests_on(party: &record::group::PartyRecord) -> Vec<record::EntryId> {
    let mut standing = party.admitted.said.standing;
    let mut turned = None;
    for change in party.changes.iter() {
        if change.said.standing != standing {
            standing = change.said.standing;
            turned = Some(change.entry);
        }
    }
    let admitted = Some(party.admitted.entry).filter(|_| standing != Standing::Left);
    admitted.into_iter().chain(turned).collect()
}

fn composition(c: &Compiler<'_>) -> Option<Section> {
    let of = |standing: Standing| c.group.parties.values().filter(move |p| p.standing == standing);
    let (members, observers) = (of(Standing::Member).count(), of(Standing::Observer).count());
    let entries = c.group.parties.values().flat_map(standing_rests_on);
    let mut lines: Vec<Sentence> =
        c.resting(Say::Composition { members, observers }, entries).into_iter().collect();
    for (party, changes) in c.group.parties.values().map(|p| (&p.admitted.said.id, &p.changes)) {
        for change in changes {
            let say = Say::StandingChanged {
                party: c.name(&party.0),
                standing: change.said.standing,
                on: change.said.on,
            };
            lines.push(c.framed(say, change.entry));
        }
    }
    for coalition in c.group.coalitions.values() {
        let formed = &coalition.formed;
        let name = c.name(&formed.said.id.0);
        let members = c.parties(&formed.said.members, formed.entry);
        lines.push(
            c.framed(Say::CoalitionFormed { coalition: name.clone(), members }, formed.entry),
        );
        for (entry, party, joined) in &coalition.turns {
            let say = Say::CoalitionTurned {
                party: c.name(&party.0),
                coalition: name.clone(),
                joined: *joined,
            };
            lines.push(c.framed(say, *entry));
        }
    }
    lines.extend(renamed(c));
    section(Heading::Composition, list(lines).into_iter().collect(), vec![])
}

/// New names of parties, coalitions and the group; of other things the name in force is used throughout.
fn renamed(c: &Compiler<'_>) -> Vec<Sentence> {
    let mut lines = Vec::new();
    for (id, changes) in &c.group.renamed {
        let mut old = c.group.first_name_of(id);
        for change in changes {
            let new = record::Text::clone(&change.said.name);
            lines.push(c.framed(Say::Renamed { old: old.clone(), new: new.clone() }, change.entry));
            old = new;
        }
    }
    lines
}

fn agenda(c: &Compiler<'_>) -> Option<Section> {
    let mut lines: Vec<Sentence> = Vec::new();
    for item in &c.group.agenda {
        let of = item.said.of.as_ref().map(|of| c.name(of));
        let say = Say::AgendaItemPlaced {
            number: item.said.number.clone(),
            item: c.name(&item.said.id.0),
            of,
        };
        lines.push(c.framed(say, item.entry));
    }
    for adopted in &c.group.agendas_adopted {
        lines.push(c.framed(Say::AgendaAdopted { of: c.name(&adopted.said.of) }, adopted.entry));
    }
    for deadline in &c.group.deadlines {
        let say = Say::DeadlineSet { title: c.name(&deadline.said.id.0), by: deadline.said.by };
        lines.push(c.framed(say, deadline.entry));
    }
    section(Heading::Agenda, list(in_order(lines)).into_iter().collect(), vec![])
}

/// What the record holds of a rule of the charter, or that it holds nothing.
pub(super) fn rule(c: &Compiler<'_>, item: CharterItem) -> Sentence {
    match c.group.charter.get(&item).and_then(|r| r.last()) {
        Some(rule) => {
            let said = &rule.said;
            let say = Say::RuleStands {
                item,
                status: said.status,
                value: said.value,
                fraction: said.fraction,
                quorum: said.quorum,
                each: said.each,
                words: said.words.clone(),
            };
            c.told(say, rule.entry)
        }
        None => {
            let defining = c.group.founded.iter().map(|f| f.entry);
            c.absent(Say::RuleNotRecorded { item }, Searched::Rule(item), defining)
        }
    }
}

fn methods(c: &Compiler<'_>) -> Option<Section> {
    let mut lines = Vec::new();
    for item in CharterItem::ALL {
        let history = c.group.charter.get(item).map_or(&[][..], Vec::as_slice);
        if *item == CharterItem::WorkingMethod && history.is_empty() {
            continue;
        }
        for earlier in history.iter().take(history.len().saturating_sub(1)) {
            let said = &earlier.said;
            let say = Say::RuleStoodBefore {
                item: *item,
                status: said.status,
                value: said.value,
                words: said.words.clone(),
            };
            lines.push(c.framed(say, earlier.entry));
        }
        lines.push(rule(c, *item));
    }
    section(Heading::Methods, list(lines).into_iter().collect(), vec![])
}

fn documentation(c: &Compiler<'_>) -> Option<Section> {
    let entries: Vec<_> = c.group.documents.values().map(|d| d.registered.entry).collect();
    let mut lines: Vec<Sentence> = c
        .resting(Say::DocumentsCounted { documents: entries.len() }, entries)
        .into_iter()
        .collect();
    let mut more = Vec::new();
    for paper in c.group.documents.values() {
        let title = c.name(&paper.registered.said.id.0);
        for revision in &paper.revisions {
            let said = &revision.said;
            let say = Say::DocumentRevised {
                title: title.clone(),
                revision: said.revision.clone(),
                on: said.on,
            };
            more.push(c.framed(say, revision.entry));
        }
        if let Some(disposed) = &paper.disposition {
            let say = Say::Disposed {
                title: title.clone(),
                disposition: disposed.said.disposition,
                within: c.labels(&disposed.said.within),
                reason: disposed.said.reason.clone(),
            };
            more.push(c.framed(say, disposed.entry));
        }
    }
    for version in &c.group.language_versions {
        let say = Say::LanguageVersion {
            title: c.name(&version.said.of),
            language: record::Text::from(version.said.language.as_str()),
            status: version.said.status,
        };
        more.push(c.framed(say, version.entry));
    }
    for (id, sponsorship) in &c.group.sponsorships {
        for turn in &sponsorship.turns {
            more.push(c.framed(
                Say::SponsorshipTurned { of: c.topic(id), state: turn.said.state },
                turn.entry,
            ));
        }
        for turn in &sponsorship.sponsors {
            let (who, of) = (c.who([(&turn.voice, turn.entry)]), c.topic(id));
            let say = if turn.joined {
                Say::Sponsored { who, of }
            } else {
                Say::SponsorWithdrew { who, of }
            };
            more.push(c.framed(say, turn.entry));
        }
    }
    lines.extend(in_order(more));
    section(Heading::Documentation, list(lines).into_iter().collect(), vec![])
}
