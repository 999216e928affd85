//! Rules on meetings, motions, rulings, appeals and votes.

use super::Case;
use crate::event::Event;
use crate::event::meetings::*;
use crate::group::{Group, Sitting};
use crate::id::*;
use crate::refusal::Refusal;
use std::collections::BTreeSet;

impl Case<'_> {
    /// What is said in a meeting is said while it sits, and on the record. A meeting whose turns were never recorded
    /// is not judged; nor is what another source tells of it later.
    pub(super) fn sitting(&self, event: &Event) -> Result<(), Refusal> {
        if !is_act_of_the_room(event)
            || self.entry.envelope.grade.is_some_and(|g| !g.is_first_hand())
        {
            return Ok(());
        }
        let Some(id) = crate::group::meeting_of(self.entry) else { return Ok(()) };
        let Some(meeting) = self.group.meetings.get(&id) else { return Ok(()) };
        if meeting.record == RecordStatus::OffRecord {
            return Err(Refusal::OffTheRecord(id));
        }
        match meeting.sitting {
            Sitting::Convened | Sitting::Open => Ok(()),
            sitting @ (Sitting::Suspended | Sitting::Closed) => {
                Err(Refusal::MeetingIs(id, sitting))
            }
        }
    }

    pub(super) fn rules_of_meetings(&self, event: &Event) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::MeetingTurned(e) => turn(self.group, e),
            Event::ClockTurned(e) => self.is_open(&e.meeting),
            Event::RecordStatusChanged(e) => self.is_open(&e.meeting),
            Event::AttendanceTaken(e) if e.present.is_empty() => Err(Refusal::OnNothing),
            Event::AttendanceTaken(e) => self.is_open(&e.meeting),
            Event::FloorRequested(e) => self.is_open(&e.meeting),
            Event::MotionDecided(e) => match self.group.motions_decided.get(&e.motion) {
                Some(decided) => Err(Refusal::Decided(e.motion.0.clone(), decided.entry)),
                None => Ok(()),
            },
            Event::VoteTaken(e) => self.vote(e),
            _ => return None,
        })
    }

    fn is_open(&self, id: &MeetingId) -> Result<(), Refusal> {
        match self.group.meetings.get(id).map(|m| m.sitting) {
            Some(sitting @ (Sitting::Suspended | Sitting::Closed)) => {
                Err(Refusal::MeetingIs(id.clone(), sitting))
            }
            _ => Ok(()),
        }
    }

    fn vote(&self, event: &VoteTaken) -> Result<(), Refusal> {
        if let Some(vote) = self.group.vote_on(&event.on) {
            return Err(Refusal::Decided(event.on.clone(), vote.entry));
        }
        let mut seen = BTreeSet::new();
        for party in event.favour.iter().chain(&event.against).chain(&event.abstaining) {
            if !seen.insert(party) {
                return Err(Refusal::VotedTwice(party.clone()));
            }
            self.is_member(&crate::group::Voice::Party(party.clone()), "vote")?;
        }
        let fits = |names: &[PartyId], count: Option<u32>| {
            count.is_none_or(|count| count as usize >= names.len())
        };
        let counted = fits(&event.favour, event.favour_count)
            && fits(&event.against, event.against_count)
            && fits(&event.abstaining, event.abstaining_count);
        if counted { Ok(()) } else { Err(Refusal::VoteMiscounted) }
    }
}

fn turn(group: &Group, event: &MeetingTurned) -> Result<(), Refusal> {
    let Some(meeting) = group.meetings.get(&event.meeting) else { return Ok(()) };
    let follows = match event.turn {
        Turn::Opened => meeting.sitting == Sitting::Convened,
        Turn::Suspended => meeting.sitting == Sitting::Open,
        Turn::Resumed => meeting.sitting == Sitting::Suspended,
        Turn::Closed => matches!(meeting.sitting, Sitting::Open | Sitting::Suspended),
    };
    if follows {
        Ok(())
    } else {
        Err(Refusal::TurnDoesNotFollow(event.meeting.clone(), meeting.sitting, event.turn))
    }
}

/// Whether the entry is an act done in the room, as against one that arranges, declares or corrects.
fn is_act_of_the_room(event: &Event) -> bool {
    matches!(
        event,
        Event::InterventionMade(_)
            | Event::PositionTaken(_)
            | Event::ObjectionRaised(_)
            | Event::PointOfOrderRaised(_)
            | Event::MotionMoved(_)
            | Event::MotionDecided(_)
            | Event::RulingGiven(_)
            | Event::RulingAppealed(_)
            | Event::VoteTaken(_)
            | Event::CallOpened(_)
            | Event::CallGavelled(_)
            | Event::OfferMade(_)
            | Event::OfferAnswered(_)
            | Event::OfferWithdrawn(_)
            | Event::AmendmentProposed(_)
            | Event::AmendmentSubAmended(_)
            | Event::AmendmentAnswered(_)
            | Event::PassageBracketed(_)
            | Event::BracketsLifted(_)
            | Event::PackageTabled(_)
            | Event::ContactGroupFormed(_)
            | Event::ContactGroupReported(_)
            | Event::ReadingBegun(_)
            | Event::AgendaAdopted(_)
    )
}
