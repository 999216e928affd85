//! Meetings as they stand, and what was asked and ruled in them.

use super::{Group, OfferState, Recorded, Voice, recorded};
use crate::entry::{Entry, Source};
use crate::event::meetings::*;
use crate::id::*;
use std::collections::{BTreeMap, VecDeque};

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sitting {
    /// Convened; whether and when it was opened is not recorded.
    Convened,
    /// Open.
    Open,
    /// Suspended.
    Suspended,
    /// Closed.
    Closed,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// How it was convened.
    pub convened: Recorded<MeetingConvened>,
    /// Where it stands.
    pub sitting: Sitting,
    /// Its turns.
    pub turns: Vec<Recorded<MeetingTurned>>,
    /// Its record status now.
    pub record: RecordStatus,
    /// Changes of record status.
    pub record_changes: Vec<Recorded<RecordStatusChanged>>,
    /// The clock, stopped and restarted.
    pub clock: Vec<Recorded<ClockTurned>>,
    /// Attendance, as taken.
    pub attendance: Vec<Recorded<AttendanceTaken>>,
    /// Who asked for the floor.
    pub floor: Vec<FloorRequest>,
    /// Where in `floor` the requests stand that were not heard yet, in order.
    waiting: BTreeMap<Voice, VecDeque<usize>>,
}

/// A request for the floor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FloorRequest {
    /// Who asked.
    pub voice: Voice,
    /// The request.
    pub asked: Recorded<FloorRequested>,
    /// The intervention that followed in the same meeting, if one did.
    pub heard: Option<EntryId>,
}

impl Group {
    pub(super) fn convene(&mut self, number: EntryId, event: &MeetingConvened) {
        let meeting = Meeting {
            convened: recorded(number, event),
            sitting: Sitting::Convened,
            turns: Vec::new(),
            record: event.record,
            record_changes: Vec::new(),
            clock: Vec::new(),
            attendance: Vec::new(),
            floor: Vec::new(),
            waiting: BTreeMap::new(),
        };
        self.meetings.insert(event.id.clone(), meeting);
    }

    pub(super) fn turn_meeting(&mut self, number: EntryId, event: &MeetingTurned) {
        let Some(meeting) = self.meetings.get_mut(&event.meeting) else { return };
        meeting.turns.push(recorded(number, event));
        meeting.sitting = match event.turn {
            Turn::Opened | Turn::Resumed => Sitting::Open,
            Turn::Suspended => Sitting::Suspended,
            Turn::Closed => Sitting::Closed,
        };
        if event.turn == Turn::Closed {
            self.lapse_offers_of(number, &event.meeting);
        }
    }

    /// Offers that stood until the close of a meeting lapse with it.
    fn lapse_offers_of(&mut self, number: EntryId, meeting: &MeetingId) {
        for id in self.closing.remove(meeting).unwrap_or_default() {
            if let Some(offer) =
                self.offers.get_mut(&id).filter(|o| o.state() == OfferState::Standing)
            {
                offer.lapsed = Some(number);
            }
        }
    }

    pub(super) fn change_record_status(&mut self, number: EntryId, event: &RecordStatusChanged) {
        if let Some(meeting) = self.meetings.get_mut(&event.meeting) {
            meeting.record = event.status;
            meeting.record_changes.push(recorded(number, event));
        }
    }

    pub(super) fn turn_clock(&mut self, number: EntryId, event: &ClockTurned) {
        if let Some(meeting) = self.meetings.get_mut(&event.meeting) {
            meeting.clock.push(recorded(number, event));
        }
    }

    pub(super) fn take_attendance(&mut self, number: EntryId, event: &AttendanceTaken) {
        if let Some(meeting) = self.meetings.get_mut(&event.meeting) {
            meeting.attendance.push(recorded(number, event));
        }
    }

    pub(super) fn ask_for_floor(
        &mut self,
        number: EntryId,
        voice: Option<Voice>,
        event: &FloorRequested,
    ) {
        if let (Some(voice), Some(meeting)) = (voice, self.meetings.get_mut(&event.meeting)) {
            meeting.waiting.entry(voice.clone()).or_default().push_back(meeting.floor.len());
            meeting.floor.push(FloorRequest { voice, asked: recorded(number, event), heard: None });
        }
    }

    pub(super) fn intervene(
        &mut self,
        entry: &Entry,
        voice: Option<Voice>,
        event: &InterventionMade,
    ) {
        let Some(voice) = voice else { return };
        if let Some(id) = meeting_of(entry)
            && let Some(meeting) = self.meetings.get_mut(&id)
            && let Some(waiting) = meeting.waiting.get_mut(&voice)
            && let Some(request) = waiting.pop_front().and_then(|at| meeting.floor.get_mut(at))
        {
            request.heard = Some(entry.number);
        }
        self.interventions.push((voice, recorded(entry.number, event)));
    }

    pub(super) fn rule(&mut self, number: EntryId, event: &RulingGiven) {
        match &event.on {
            Target::Entry(entry) => self.fate(*entry).ruled.push(event.id.clone()),
            Target::Thing(id) if event.effect == RulingEffect::Void => {
                let silence = SilenceId(id.clone());
                self.set_void(&silence, Some(number));
                self.void.insert(silence, event.id.clone());
            }
            Target::Thing(_) => {}
        }
        self.rulings.insert(event.id.clone(), recorded(number, event));
    }

    /// A carried appeal overturns a ruling: a silence procedure that it voided stands again.
    pub(super) fn vote(&mut self, number: EntryId, event: &VoteTaken) {
        self.voted.insert(event.on.clone(), self.votes.len());
        self.votes.push(recorded(number, event));
        let Some((_, appeal)) = self.appeals.get(&AppealId(event.on.clone())) else { return };
        self.settled.insert(appeal.said.against.clone(), number);
        let ruling = self.rulings.get(&appeal.said.against).map(|r| &r.said);
        let (Some(ruling), Outcome::Carried) = (ruling, event.result) else { return };
        self.overturned.insert(ruling.id.clone());
        if let (RulingEffect::Void, Target::Thing(id)) = (ruling.effect, &ruling.on) {
            let silence = SilenceId(id.clone());
            if self.void.get(&silence) == Some(&ruling.id) {
                self.set_void(&silence, None);
            }
        }
    }

    /// The last vote on a thing, if one was taken.
    pub fn vote_on(&self, id: &Id) -> Option<&Recorded<VoteTaken>> {
        self.voted.get(id).and_then(|at| self.votes.get(*at))
    }

    /// Whether a ruling was overturned: an appeal against it was carried.
    pub fn is_overturned(&self, ruling: &RulingId) -> bool {
        self.overturned.contains(ruling)
    }
}

/// The meeting in which an entry was taken down, as its source says.
pub(crate) fn meeting_of(entry: &Entry) -> Option<MeetingId> {
    match &entry.envelope.source {
        Some(Source::Listed(id, _)) => Some(MeetingId(id.clone())),
        _ => None,
    }
}
