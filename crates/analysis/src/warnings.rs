//! Early warnings: rules of thumb about a group's course, each with the facts that made it speak. Nobody is ranked.
//!
//! Course is measured in meetings, in the order of their dates (of the record where undated): half-time is when half of
//! the formal meetings recorded have been convened. What they cannot show: meetings that the record does not hold.

use record::event::group::{CharterItem, RuleStatus};
use record::event::meetings::MeetingLevel;
use record::{EntryId, Group};

/// An early warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The report rule is not adopted, and half of the meetings are over.
    ReportRuleUnsettled {
        /// What is recorded of it, and the meeting of half-time.
        facts: Vec<EntryId>,
    },
    /// No text was tabled before the last third of the meetings.
    NoTextBeforeLastThird {
        /// The first text, if there is one, and the meeting that begins the last third.
        facts: Vec<EntryId>,
    },
    /// The first offer or package came in the last meeting.
    FirstBridgeInLastMeeting {
        /// The offer or package, and the meeting.
        facts: Vec<EntryId>,
    },
}

/// The warnings that speak, in a fixed order.
pub fn warnings(group: &Group) -> Vec<Warning> {
    let mut meetings: Vec<_> =
        group.meetings.values().filter(|m| m.convened.said.level == MeetingLevel::Formal).collect();
    meetings
        .sort_by_key(|m| (m.convened.said.on.and_then(record::Moment::range), m.convened.entry));
    let entries: Vec<EntryId> = meetings.iter().map(|m| m.convened.entry).collect();
    let Some(last) = entries.last().copied().filter(|_| entries.len() >= 2) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let half = entries[entries.len() / 2];
    let rule = group.charter.get(&CharterItem::ReportRule).and_then(|r| r.last());
    if rule.is_none_or(|r| r.said.status != RuleStatus::Adopted || r.entry > half) {
        found.push(Warning::ReportRuleUnsettled {
            facts: rule.map(|r| r.entry).into_iter().chain([half]).collect(),
        });
    }
    let third = entries[entries.len() - entries.len().div_ceil(3)];
    let text = group.texts.values().map(|t| t.entry).min();
    if text.is_none_or(|t| t > third) {
        found.push(Warning::NoTextBeforeLastThird {
            facts: text.into_iter().chain([third]).collect(),
        });
    }
    let bridges =
        group.offers.values().map(|o| o.entry).chain(group.packages.values().map(|(_, p)| p.entry));
    if let Some(first) = bridges.min().filter(|first| *first > last) {
        found.push(Warning::FirstBridgeInLastMeeting { facts: vec![first, last] });
    }
    found
}
