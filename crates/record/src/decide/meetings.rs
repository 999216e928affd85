//! Rules on meetings, motions, rulings, appeals and votes.

use super::Case;
use crate::event::Event;
use crate::event::meetings::*;
use crate::group::{Group, Sitting, Voice};
use crate::id::*;
use crate::refusal::Refusal;
use crate::thing::Thing;
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

    pub(super) fn rules_of_meetings(
        &self,
        event: &Event,
        voice: Option<&Voice>,
    ) -> Option<Result<(), Refusal>> {
        Some(match event {
            Event::MeetingTurned(e) => turn(self.group, e),
            Event::ClockTurned(e) => self.is_open(&e.meeting),
            Event::RecordStatusChanged(e) => self.is_open(&e.meeting),
            Event::AttendanceTaken(e) if e.present.is_empty() => Err(Refusal::OnNothing),
            Event::AttendanceTaken(e) => {
                self.are_here(&e.present).and_then(|()| self.is_open(&e.meeting))
            }
            Event::FloorRequested(e) => self.is_open(&e.meeting),
            Event::MotionMoved(_) => self.is_member_voice(voice, "move a motion"),
            Event::MotionDecided(e) => self.decide_motion(e),
            Event::RulingAppealed(e) => self.appeal(e, voice),
            Event::AgendaItemPlaced(e) => e.of.as_ref().map_or(Ok(()), |of| self.is_sitting(of)),
            Event::AgendaAdopted(e) => self.is_sitting(&e.of),
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

    fn is_sitting(&self, id: &Id) -> Result<(), Refusal> {
        self.is_one_of(id, &[Thing::Meeting, Thing::Session])
    }

    fn are_here(&self, parties: &[PartyId]) -> Result<(), Refusal> {
        match parties.iter().find(|p| !self.group.takes_part(&Voice::Party((*p).clone()))) {
            Some(party) => Err(Refusal::HasLeft(party.0.clone())),
            None => Ok(()),
        }
    }

    /// A motion is decided once; where it was put to the vote, the vote decided it.
    fn decide_motion(&self, event: &MotionDecided) -> Result<(), Refusal> {
        if let Some(decided) = self.group.motions_decided.get(&event.motion) {
            return Err(Refusal::Decided(event.motion.0.clone(), decided.entry));
        }
        match self.group.vote_on(&event.motion.0) {
            Some(vote) if vote.said.result != event.result => {
                Err(Refusal::Decided(event.motion.0.clone(), vote.entry))
            }
            _ => Ok(()),
        }
    }

    /// A member appeals, once: a ruling that a vote upheld or overturned is settled.
    fn appeal(&self, event: &RulingAppealed, voice: Option<&Voice>) -> Result<(), Refusal> {
        self.is_member_voice(voice, "appeal against a ruling")?;
        match self.group.settled.get(&event.against) {
            Some(vote) => Err(Refusal::Decided(event.against.0.clone(), *vote)),
            None => Ok(()),
        }
    }

    /// What was voted on is not voted on again, unless it is a paragraph that has new words since.
    fn is_not_voted(&self, on: &Id) -> Result<(), Refusal> {
        let Some(vote) = self.group.vote_on(on) else { return Ok(()) };
        let provision = self.group.provisions.get(&ProvisionId(on.clone()));
        let again = provision.is_some_and(|p| {
            p.version().substance != p.version_at(vote.entry).substance
                || p.agreements.iter().rev().any(|a| a.reopened > Some(vote.entry))
        });
        if again { Ok(()) } else { Err(Refusal::Decided(on.clone(), vote.entry)) }
    }

    fn vote(&self, event: &VoteTaken) -> Result<(), Refusal> {
        self.is_matter(&event.on)?;
        if self.group.provisions.contains_key(&ProvisionId(event.on.clone())) {
            self.before_the_group(&ProvisionId(event.on.clone()))?;
        }
        self.is_not_voted(&event.on)?;
        let mut seen = BTreeSet::new();
        for party in event.favour.iter().chain(&event.against).chain(&event.abstaining) {
            if !seen.insert(party) {
                return Err(Refusal::VotedTwice(party.clone()));
            }
            self.is_member(&Voice::Party(party.clone()), "vote")?;
        }
        let fits = |names: &[PartyId], count: Option<u32>| {
            count.is_none_or(|count| count as usize >= names.len())
        };
        let counted = fits(&event.favour, event.favour_count)
            && fits(&event.against, event.against_count)
            && fits(&event.abstaining, event.abstaining_count);
        if !counted {
            return Err(Refusal::VoteMiscounted);
        }
        // A larger majority may be needed, so that more votes in favour need not carry; fewer never do.
        let number = |names: &[PartyId], count: Option<u32>| {
            count.map(|c| c as usize).or((!names.is_empty()).then_some(names.len()))
        };
        let favour = number(&event.favour, event.favour_count);
        let against = number(&event.against, event.against_count);
        match (event.result, favour, against) {
            (Outcome::Carried, Some(0), _) => Err(Refusal::VoteContradicts),
            (Outcome::Carried, Some(favour), Some(against)) if favour <= against => {
                Err(Refusal::VoteContradicts)
            }
            _ => Ok(()),
        }
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
            | Event::ProvisionRevised(_)
            | Event::ProvisionRemoved(_)
            | Event::ProvisionSplit(_)
            | Event::ProvisionsMerged(_)
            | Event::ProvisionPlaced(_)
            | Event::AlternativeResolved(_)
            | Event::RunDecided(_)
            | Event::Reconsidered(_)
            | Event::ReservationEntered(_)
            | Event::PositionExplained(_)
            | Event::Dissociated(_)
            | Event::StatementAnswered(_)
            | Event::StatementWithdrawn(_)
            | Event::StatementAligned(_)
            | Event::AlignmentDeclined(_)
            | Event::PackageTabled(_)
            | Event::ContactGroupFormed(_)
            | Event::ContactGroupReported(_)
            | Event::ReadingBegun(_)
            | Event::AgendaAdopted(_)
    )
}
