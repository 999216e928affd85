//! Where provisions and issues stand, as several screens list them.

use super::acts::{Act, capital, not_disclosed, of_position, show};
use super::parts::{Link, cite, link};
use super::shelf::Shelf;
use crate::disclosure;
use crate::words::{self, counted};
use analysis::{IssueState, ProvisionState, Split, split, split_coalitions};
use maud::{Markup, html};
use record::event::positions::Stance;
use record::group::Position;
use record::{CoalitionId, Id, PartyId};
use serde::Serialize;

/// A provision and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    pub(super) provision: Link,
    pub(super) status: &'static str,
    /// For the style, and for programs.
    pub(super) status_code: &'static str,
    pub(super) means: &'static str,
    /// The entry by which it left the text.
    pub(super) left_in: Option<u32>,
    /// Where it goes on, if it was split or merged.
    pub(super) goes_on_in: Vec<Link>,
    /// The act of agreement, where there is one.
    pub(super) agreed_in: Option<u32>,
    pub(super) objections: Vec<Who>,
    pub(super) reserved: Vec<Who>,
    pub(super) bracketed: bool,
    /// When the oldest objection that stands was made.
    pub(super) oldest_objection: Option<String>,
    #[serde(skip)]
    pub(super) is_open: bool,
    #[serde(skip)]
    pub(super) is_agreed: bool,
}

/// Who holds a position, as far as it is disclosed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Who {
    pub(super) entry: u32,
    /// `null` where the name is not disclosed.
    pub(super) party: Option<Link>,
}

impl Who {
    fn of(shelf: &Shelf, position: &Position) -> Self {
        let named = disclosure::may_name(shelf.record(), position.entry);
        Self { entry: position.entry.0, party: named.then(|| Link::to(shelf, position.voice.id())) }
    }
}

impl Standing {
    pub(super) fn of(shelf: &Shelf, state: &ProvisionState<'_>) -> Self {
        use analysis::Status;
        let who = |positions: &[&Position]| {
            positions.iter().map(|position| Who::of(shelf, position)).collect()
        };
        let oldest = state.objections.iter().map(|p| p.entry).min();
        Self {
            provision: Link::to(shelf, &state.provision.id.0),
            status: words::status(state.status),
            status_code: words::status_code(state.status),
            means: match &state.provision.removed {
                Some(left) => words::leaving(left.how),
                None => words::status_means(state.status),
            },
            left_in: state.provision.removed.as_ref().map(|left| left.entry.0),
            goes_on_in: state
                .provision
                .removed
                .iter()
                .flat_map(|left| left.into.iter())
                .map(|id| Link::object(shelf, &id.0))
                .collect(),
            agreed_in: state.agreement.map(|a| a.entry.0),
            objections: who(&state.objections),
            reserved: who(&state.reserved),
            bracketed: state.bracketed,
            oldest_objection: oldest.and_then(|entry| super::parts::when(shelf, entry)),
            is_agreed: state.status.is_agreed(),
            is_open: matches!(
                state.status,
                Status::Contested
                    | Status::Open
                    | Status::DeclaredOverObjection
                    | Status::AgreedInContactGroup
            ),
        }
    }
}

/// A status as a word in a frame; never by colour alone.
pub(super) fn badge(standing: &Standing) -> Markup {
    html! { span.badge .(standing.status_code) title=(standing.means) { (standing.status) } }
}

/// Those who hold positions: names, and how many are not named.
pub(super) fn people(shelf: &Shelf, all: &[Who]) -> Markup {
    let unnamed: Vec<&Who> = all.iter().filter(|who| who.party.is_none()).collect();
    html! {
        @for (index, (who, party)) in all.iter().filter_map(|w| w.party.as_ref().map(|p| (w, p))).enumerate() {
            @if index > 0 { ", " }
            (link(party)) " " (cite(shelf, &[who.entry]))
        }
        @if !unnamed.is_empty() {
            @if unnamed.len() < all.len() { ", and " }
            span.withheld { (unnamed.len()) " not named" }
        }
    }
}

/// Provisions in a table: where each stands, and who differs.
pub(super) fn table(shelf: &Shelf, caption: &str, standings: &[&Standing]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr {
                    th scope="col" { "Paragraph" } th scope="col" { "Stands" }
                    th scope="col" { "Objections" } th scope="col" { "Positions reserved" }
                } }
                tbody { @for standing in standings { tr {
                    th scope="row" { (link(&standing.provision)) }
                    td { (badge(standing)) @if standing.bracketed { " " span.remark { "in brackets" } }
                        @if let Some(entry) = standing.agreed_in { " " (cite(shelf, &[entry])) } }
                    td { @if standing.objections.is_empty() { span.none { "none" } } @else {
                        (people(shelf, &standing.objections))
                        @if let Some(when) = &standing.oldest_objection { br; span.when { "since " (when) } }
                    } }
                    td { @if standing.reserved.is_empty() { span.none { "none" } } @else { (people(shelf, &standing.reserved)) } }
                } } }
            }
        }
    }
}

/// An issue and what is recorded on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Matter {
    pub(super) issue: Link,
    pub(super) kind: &'static str,
    /// Positions on the issue itself, by stance, in number.
    pub(super) favour: usize,
    pub(super) reserved: usize,
    pub(super) against: usize,
    /// What some say that others hold, in number.
    pub(super) ascribed: usize,
    pub(super) paragraphs: Vec<Link>,
    pub(super) spoken_of: usize,
    /// Constituencies whose parties are on different sides, as far as they are named.
    pub(super) split_constituencies: Vec<String>,
    pub(super) discussed: bool,
}

impl Matter {
    pub(super) fn of(shelf: &Shelf, state: &IssueState<'_>) -> Self {
        let group = shelf.group();
        let count = |stances: &[Stance]| {
            state.positions.iter().filter(|p| stances.contains(&p.stance)).count()
        };
        let issue = &state.issue.0;
        let kind = group.issues.iter().find(|i| i.said.id == state.issue);
        let ascribed = group.ascriptions.iter().filter(|a| a.said.on == *issue);
        Self {
            issue: Link::to(shelf, issue),
            kind: kind.map_or("", |i| i.said.kind.word()),
            favour: count(&[Stance::Supports, Stance::CanAccept]),
            reserved: count(&[Stance::ReservesPosition]),
            against: count(&[Stance::Objects]),
            ascribed: ascribed.filter(|a| group.stands(a.entry)).count(),
            paragraphs: Link::all(shelf, state.provisions.iter().map(|p| &p.0)),
            spoken_of: state.spoken_of.len(),
            split_constituencies: splits(shelf, issue)
                .into_iter()
                .filter(|s| s.split == Some(true))
                .map(|s| s.within)
                .collect(),
            discussed: !state.is_not_discussed(),
        }
    }
}

/// Issues in a table; columns in which nothing would stand are left out.
pub(super) fn matters(caption: &str, matters: &[&Matter]) -> Markup {
    let text = matters.iter().any(|m| !m.paragraphs.is_empty());
    let split = matters.iter().any(|m| !m.split_constituencies.is_empty());
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr {
                    th scope="col" { "Issue" } th.number scope="col" { "For" } th.number scope="col" { "Reserved" }
                    th.number scope="col" { "Against" } th.number scope="col" { "Ascribed by others" }
                    th.number scope="col" { "Entries" }
                    @if split { th scope="col" { "Split inside" } }
                    @if text { th scope="col" { "Paragraphs" } }
                } }
                tbody { @for matter in matters { (matter_row(matter, split, text)) } }
            }
        }
    }
}

fn matter_row(matter: &Matter, split: bool, text: bool) -> Markup {
    let number = |count: usize| html! { td.number { @if count == 0 { span.none { "0" } } @else { (count) } } };
    html! { tr {
        th scope="row" { (link(&matter.issue)) span.remark { " " (matter.kind) } }
        @if matter.discussed {
            (number(matter.favour)) (number(matter.reserved)) (number(matter.against)) (number(matter.ascribed))
            (number(matter.spoken_of))
            @if split { td { @if matter.split_constituencies.is_empty() { span.none { "none recorded" } } @else { (matter.split_constituencies.join(", ")) } } }
            @if text { td { @if matter.paragraphs.is_empty() { span.none { "no text" } } @else { (super::parts::links(&matter.paragraphs)) } } }
        } @else { td colspan=(5 + usize::from(split) + usize::from(text)) { span.badge.not-discussed { "not discussed" } } }
    } }
}

/// Positions on a thing, by stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Camp {
    pub(super) stance: &'static str,
    #[serde(skip)]
    heading: &'static str,
    pub(super) positions: Vec<Act>,
    /// Further positions that are counted and not told.
    pub(super) not_disclosed: usize,
}

/// The positions that count now, by stance; a stance that nobody takes is told too.
pub(super) fn camps(shelf: &Shelf, positions: &[&Position]) -> Vec<Camp> {
    let camp = |stance: &Stance| {
        let of: Vec<_> = positions.iter().filter(|p| p.stance == *stance).collect();
        let told: Vec<Act> = of.iter().filter_map(|p| of_position(shelf, p)).collect();
        Camp {
            stance: stance.word(),
            heading: words::stance_heading(*stance),
            not_disclosed: of.len() - told.len(),
            positions: told,
        }
    };
    Stance::ALL.iter().map(camp).collect()
}

/// The stances side by side, each with the same room.
pub(super) fn side_by_side(shelf: &Shelf, camps: &[Camp]) -> Markup {
    html! {
        div.columns { @for camp in camps {
            section.column {
                h3 { (camp.heading) " " span.count { (camp.positions.len() + camp.not_disclosed) } }
                @if camp.positions.is_empty() && camp.not_disclosed == 0 { p.none { "None is recorded." } }
                @for position in &camp.positions { (show(shelf, position)) }
                (not_disclosed(camp.not_disclosed))
            }
        } }
    }
}

/// Where the parties of a constituency or coalition stand on a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Division {
    /// The name of the constituency or coalition.
    pub(super) within: String,
    /// Parties by stance, as far as they are named.
    pub(super) stances: Vec<(&'static str, Vec<Link>)>,
    /// Positions that are counted and not named; `null` where the number would give a name away.
    pub(super) unnamed: Option<usize>,
    /// Parties of the constituency that took no position; `null` where the number would give a name away.
    pub(super) silent: Option<usize>,
    /// Whether its parties are on different sides; `null` where that would say what is not disclosed.
    pub(super) split: Option<bool>,
    /// Index of disagreement, 0 to 1 with two decimals; `null` as `split`, and where fewer than two took a position.
    pub(super) disagreement: Option<String>,
}

/// The split inside each constituency in which somebody took a position.
pub(super) fn splits(shelf: &Shelf, on: &Id) -> Vec<Division> {
    let name = |s: &Split<_>| words::constituency(shelf.group(), &s.of);
    split(shelf.group(), on).iter().map(|s| division(shelf, name(s), s)).collect()
}

/// The split inside each coalition of which a member took a position of its own.
pub(super) fn coalition_splits(shelf: &Shelf, on: &Id) -> Vec<Division> {
    let name = |s: &Split<CoalitionId>| shelf.group().name_of(&s.of.0).to_string();
    split_coalitions(shelf.group(), on).iter().map(|s| division(shelf, name(s), s)).collect()
}

fn division<B>(shelf: &Shelf, within: String, split: &Split<B>) -> Division {
    let named = |list: &[(PartyId, record::EntryId)]| -> Vec<Link> {
        let told = list.iter().filter(|(_, entry)| disclosure::may_name(shelf.record(), *entry));
        told.map(|(party, _)| Link::to(shelf, &party.0)).collect()
    };
    let stances: Vec<(&'static str, Vec<Link>)> =
        split.stances.iter().map(|(stance, list)| (words::stance(*stance), named(list))).collect();
    let told: usize = stances.iter().map(|(_, list)| list.len()).sum();
    let unnamed = split.positions() - told;
    // One unnamed among few who are silent would be known by who is not listed.
    let veiled = unnamed > 0 && split.silent.len() < 2;
    Division {
        within,
        stances: stances.into_iter().filter(|(_, list)| !list.is_empty()).collect(),
        unnamed: (!veiled).then_some(unnamed),
        silent: (!veiled).then_some(split.silent.len()),
        split: (unnamed == 0).then(|| split.is_split()),
        disagreement: split
            .disagreement()
            .filter(|_| unnamed == 0)
            .map(|d| format!("{:.2}", d.hundredths() as f64 / 100.0)),
    }
}

/// The splits in a table: inside each what.
pub(super) fn divisions(what: &str, all: &[Division]) -> Markup {
    let caption = format!("Inside each {what}");
    html! { @if !all.is_empty() {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { th scope="col" { (capital(what)) } th scope="col" { "Positions" } th.number scope="col" { "Disagreement, 0 to 1" } th scope="col" { "No position" } } }
                tbody { @for one in all { tr {
                    th scope="row" { (one.within) @if one.split == Some(true) { " " span.badge.contested { "split" } } }
                    td {
                        @for (index, (stance, parties)) in one.stances.iter().enumerate() {
                            @if index > 0 { "; " } (stance) ": " (super::parts::links(parties))
                        }
                        @if let Some(unnamed) = one.unnamed.filter(|n| *n > 0) { " " span.withheld { (counted(unnamed, "position", "positions")) " not named" } }
                        @if one.unnamed.is_none() { " " span.withheld { "the rest is not told: a number would give a name away" } }
                    }
                    td.number { @if let Some(index) = &one.disagreement { (index) } }
                    td { @match one.silent { Some(silent) => { (counted(silent, "party", "parties")) } None => { span.withheld { "not told" } } } }
                } } }
            }
        }
    } }
}
