//! State of play: where every provision and issue stands, from the acts on the record alone.

use record::event::agreement::Level;
use record::event::positions::Stance;
use record::group::{Agreement, Group, Origin, Position, Provision};
use record::{EntryId, Id, IssueId, ProvisionId, TextId};
use std::collections::BTreeSet;

/// Where a provision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Adopted.
    Adopted,
    /// Agreed ad referendum; confirmations may be outstanding.
    AgreedAdReferendum,
    /// Provisionally agreed.
    ProvisionallyAgreed,
    /// Declared agreed by the Chair over an objection; both are told.
    DeclaredOverObjection,
    /// Agreed in a contact group: no status in plenary.
    AgreedInContactGroup,
    /// An objection, a position reserved or a bracket stands.
    Contested,
    /// Before the group and discussed, with nothing standing against it and no agreement.
    Open,
    /// Tabled, and nothing more on the record.
    NotDiscussed,
    /// No longer in the text.
    Removed,
}

impl Status {
    /// Whether it counts as agreed in plenary.
    pub fn is_agreed(self) -> bool {
        matches!(self, Status::Adopted | Status::AgreedAdReferendum | Status::ProvisionallyAgreed)
    }
}

/// A provision's state, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvisionState<'a> {
    /// The provision.
    pub provision: &'a Provision,
    /// Where it stands.
    pub status: Status,
    /// The agreement in force on the present words.
    pub agreement: Option<&'a Agreement>,
    /// Standing objections, in order; those taken on earlier words included.
    pub objections: Vec<&'a Position>,
    /// Positions reserved.
    pub reserved: Vec<&'a Position>,
    /// Whether brackets stand in the words.
    pub bracketed: bool,
    /// Every position that counts now.
    pub positions: Vec<&'a Position>,
}

/// An issue's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueState<'a> {
    /// The issue.
    pub issue: IssueId,
    /// The entry that raised it.
    pub entry: EntryId,
    /// Positions on the issue itself that count now.
    pub positions: Vec<&'a Position>,
    /// Provisions that bear on it and are before the group.
    pub provisions: Vec<ProvisionId>,
    /// Entries that speak of it: interventions, ascriptions, facts noted.
    pub spoken_of: Vec<EntryId>,
}

impl IssueState<'_> {
    /// Whether the record holds nothing on it.
    pub fn is_not_discussed(&self) -> bool {
        self.positions.is_empty() && self.provisions.is_empty() && self.spoken_of.is_empty()
    }
}

/// The whole state of play.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Play<'a> {
    /// Provisions of each text that no other replaces, in the order of the text; copies of contact groups apart.
    pub provisions: Vec<ProvisionState<'a>>,
    /// Issues in the order of the record.
    pub issues: Vec<IssueState<'a>>,
}

/// The state of play.
pub fn play(group: &Group) -> Play<'_> {
    let spoken_of: BTreeSet<&Id> = spoken_of(group).collect();
    let provisions = current_texts(group)
        .into_iter()
        .flat_map(|text| &group.texts[text].provisions)
        .filter_map(|id| group.provisions.get(id))
        .map(|p| state_of(group, p, &|p| is_discussed(group, p, &|id| spoken_of.contains(id))))
        .collect();
    Play { provisions, issues: issue_states(group) }
}

/// The state of every issue, in order. One walk over the record.
fn issue_states(group: &Group) -> Vec<IssueState<'_>> {
    group.issues.iter().map(|i| issue_state(group, &i.said.id, i.entry)).collect()
}

/// Texts that are before the group: not a copy, and not replaced by another; in the order of the record.
fn current_texts(group: &Group) -> Vec<&TextId> {
    let replaced: Vec<&TextId> =
        group.texts.values().filter_map(|t| t.tabled.as_ref()?.replaces.as_ref()).collect();
    let mut texts: Vec<(&TextId, EntryId)> = group
        .texts
        .iter()
        .filter(|(id, text)| text.fork.is_none() && !replaced.contains(id))
        .map(|(id, text)| (id, text.entry))
        .collect();
    texts.sort_by_key(|(_, entry)| *entry);
    texts.into_iter().map(|(id, _)| id).collect()
}

/// The state of a provision.
pub fn provision_state<'a>(group: &'a Group, provision: &'a Provision) -> ProvisionState<'a> {
    let spoken_of: BTreeSet<&Id> = spoken_of(group).collect();
    state_of(group, provision, &|p| is_discussed(group, p, &|id| spoken_of.contains(id)))
}

fn state_of<'a>(
    group: &'a Group,
    provision: &'a Provision,
    is_discussed: &dyn Fn(&Provision) -> bool,
) -> ProvisionState<'a> {
    let positions = group.positions_now(&provision.id.0);
    let of = |stance: Stance| {
        positions.iter().copied().filter(|p| p.stance == stance).collect::<Vec<_>>()
    };
    let (objections, reserved) = (of(Stance::Objects), of(Stance::ReservesPosition));
    let bracketed = provision.version().words.text.contains(['[', ']']);
    let agreement = provision.agreement();
    let status = match agreement {
        _ if provision.removed.is_some() => Status::Removed,
        Some(a) if a.over_objection => Status::DeclaredOverObjection,
        Some(a) => match a.level {
            Level::Adopted => Status::Adopted,
            Level::AdReferendum => Status::AgreedAdReferendum,
            Level::Provisional => Status::ProvisionallyAgreed,
            Level::ContactGroup if !objections.is_empty() => Status::Contested,
            Level::ContactGroup => Status::AgreedInContactGroup,
        },
        None if !objections.is_empty() || !reserved.is_empty() || bracketed => Status::Contested,
        None if is_discussed(provision) => Status::Open,
        None => Status::NotDiscussed,
    };
    let status = if status == Status::Contested && !is_discussed(provision) {
        Status::NotDiscussed
    } else {
        status
    };
    ProvisionState { provision, status, agreement, objections, reserved, bracketed, positions }
}

/// Whether a provision was discussed; a part of one that was split, also where that one was.
fn is_discussed(group: &Group, provision: &Provision, is_spoken_of: &dyn Fn(&Id) -> bool) -> bool {
    let mut part = provision;
    for _ in 0..record::text::LINEAGE_MAX {
        if is_reworked(part) || is_spoken_of(&part.id.0) {
            return true;
        }
        let original = part.versions[0].from.first().filter(|_| part.origin == Origin::Split);
        match original.and_then(|id| group.provisions.get(id)) {
            Some(original) => part = original,
            None => return false,
        }
    }
    false
}

/// Whether a provision was reworded in more than editing, made of others, bracketed, its brackets attributed, resolved or
/// decided, or agreed at some time.
fn is_reworked(provision: &Provision) -> bool {
    use record::event::texts::RevisionKind;
    let reworded =
        provision.versions.iter().skip(1).any(|v| v.how != Some(RevisionKind::Editorially));
    let brackets = !provision.brackets.is_empty()
        || !provision.attributions.is_empty()
        || !provision.resolutions.is_empty()
        || !provision.runs.is_empty();
    reworded || brackets || provision.origin == Origin::Merged || !provision.agreements.is_empty()
}

/// All that positions, amendments, calls, statements, ascriptions and offers are on.
fn spoken_of(group: &Group) -> impl Iterator<Item = &Id> {
    let amended = group.amendments.values().map(|a| &a.provision.0);
    let called = group.calls.values().flat_map(|c| &c.opened.said.on);
    let silenced = group.silences.values().flat_map(|s| &s.opened.said.on);
    let said = group.interventions.iter().flat_map(|(_, i)| &i.said.on);
    let ascribed = group.ascriptions.iter().map(|a| &a.said.on);
    let offers = group.offers.values();
    let offered = offers.flat_map(|o| o.accepts.iter().chain(&o.included).chain(&o.excluded));
    let held = group.positions_on.keys();
    held.chain(amended).chain(called).chain(silenced).chain(said).chain(ascribed).chain(offered)
}

/// The state of an issue.
pub fn issue_state<'a>(group: &'a Group, issue: &IssueId, entry: EntryId) -> IssueState<'a> {
    let on = |ids: &[Id]| ids.contains(&issue.0);
    let said = group.interventions.iter().filter(|(_, i)| on(&i.said.on)).map(|(_, i)| i.entry);
    let ascribed = group.ascriptions.iter().filter(|a| a.said.on == issue.0).map(|a| a.entry);
    let noted = group.facts.iter().filter(|(_, f)| on(&f.said.on)).map(|(_, f)| f.entry);
    let mut spoken_of: Vec<EntryId> =
        said.chain(ascribed).chain(noted).filter(|e| group.stands(*e)).collect();
    spoken_of.sort_unstable();
    let bearing =
        group.provisions.values().filter(|p| p.tabled.on.contains(issue) && p.copy_of.is_none());
    let mut provisions: Vec<&Provision> = bearing.filter(|p| p.is_before_the_group()).collect();
    provisions.sort_by_key(|p| p.entry);
    IssueState {
        issue: issue.clone(),
        entry,
        positions: group.positions_now(&issue.0),
        provisions: provisions.into_iter().map(|p| p.id.clone()).collect(),
        spoken_of,
    }
}
