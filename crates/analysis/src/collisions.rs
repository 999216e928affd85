//! Collisions: amendments that are still open and cannot stand together, or cannot stand at all on the words as they are.
//!
//! Method: an amendment is open while nobody answered it and no wording rests on it. Its passage is sought in the words as they
//! stand, and must stand there once. A replacement or deletion concerns the span of its passage; an insertion the point behind
//! its passage, whose words it keeps. Two amendments collide where their spans overlap, where a point lies inside a span, where
//! one takes the place of the whole paragraph, or where both add words at one point, since nobody decided in which order. An
//! insertion whose passage another changes is told apart: the words do not collide, but [`Change::apply`] needs the passage to
//! occur. So are two that ask for the same. A sub-amendment is compared with others to the same amendment. What it cannot show:
//! amendments that fit the words and contradict each other in sense, and the same change asked for by different passages.
//!
//! Near-linear in the amendments: those on one paragraph are sorted by place, and only neighbours that overlap are compared.
//! Beyond [`COMPARED_MAX`] comparisons or [`READ_MAX`] bytes the answer says that there is more.

use record::event::texts::{Change, Misfit, only_occurrence};
use record::group::{AmendmentRecord, Group, Leaving, Provision, Voice};
use record::{AmendmentId, EntryId, ProvisionId, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Most pairs of amendments that are compared.
pub const COMPARED_MAX: usize = 100_000;
/// Most bytes of words in which passages are sought.
pub const READ_MAX: usize = 2_000_000_000;

/// How amendments collide, or why one cannot stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CollisionKind {
    /// The words that two change overlap.
    Overlap,
    /// The first of two adds words inside those that the other changes.
    Inside,
    /// Two add different words at one point; their order is not decided.
    SamePlace,
    /// The other of two changes words after which the first adds its own, or adds words inside them. Either may be taken up,
    /// but once the other is, the passage that the first quotes may not be found.
    AfterChanged,
    /// Two ask for the same: the same words in the same place.
    Same,
    /// The first of two takes the place of the whole, or takes it out; the other amends it.
    Whole,
    /// The passage does not stand in the words any more; the last entry is that of the words as they stand.
    Stale,
    /// The passage stands in the words more than once; the last entry is that of the words as they stand.
    Twice,
    /// The paragraph was split or merged and goes on in these; the last entry is that by which it did.
    GoesOn {
        /// Whether it was split.
        split: bool,
        /// The paragraphs in which it goes on.
        into: Arc<[ProvisionId]>,
    },
    /// The paragraph was placed elsewhere after the amendment was moved: its words stand, its neighbours are others.
    Placed,
    /// The paragraph left the text; the last entry is that by which it did.
    Removed,
    /// A sub-amendment to an amendment that is over; the last entry is that which ended it.
    AmendmentOver(AmendmentId),
}

/// An amendment in a collision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// Which.
    pub id: AmendmentId,
    /// The entry.
    pub entry: EntryId,
    /// Who moved it.
    pub voice: Voice,
    /// The words that it changes or after which it adds, as it quotes them; `None` where it changes the whole.
    pub passage: Option<Text>,
}

/// A collision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// How.
    pub kind: CollisionKind,
    /// The paragraph.
    pub provision: ProvisionId,
    /// One amendment, or the two that collide.
    pub amendments: Vec<Moved>,
    /// What it rests on, in order: the amendments' entries, and that which made one fall.
    pub entries: Vec<EntryId>,
}

/// All collisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collisions {
    /// In the order of the paragraphs' identities, then of the entries.
    pub found: Vec<Collision>,
    /// Whether a limit was reached, so that there may be more.
    pub more: bool,
}

/// What is in each other's way now.
pub fn collisions(group: &Group) -> Collisions {
    let taken_up = taken_up(group);
    let mut search = Search { group, compared: 0, read: 0, out: Collisions::default() };
    let mut spans: BTreeMap<(&ProvisionId, Option<&AmendmentId>), Vec<Span<'_>>> = BTreeMap::new();
    for (id, amendment) in &group.amendments {
        if amendment.answers.is_empty() && !taken_up.contains_key(id) {
            let place = (&amendment.provision, amendment.to.as_ref());
            let span = search.stands(id, amendment, &taken_up);
            if let Some(span) = span {
                spans.entry(place).or_default().push(span);
            }
        }
    }
    for ((provision, _), spans) in spans {
        search.compare(provision, spans);
    }
    let mut out = search.out;
    let key = |c: &Collision| (c.provision.clone(), c.entries.clone(), c.kind.clone());
    out.found.sort_by_cached_key(key);
    out
}

/// Amendments on which a wording rests, with the first entry that says so.
fn taken_up(group: &Group) -> BTreeMap<&AmendmentId, EntryId> {
    let mut found = BTreeMap::new();
    for version in group.provisions.values().flat_map(|p| &p.versions) {
        if let Some(id) = &version.amendment {
            let first = found.entry(id).or_insert(version.entry);
            *first = version.entry.min(*first);
        }
    }
    found
}

/// Where an open amendment stands in the words that it changes.
struct Span<'a> {
    id: &'a AmendmentId,
    amendment: &'a AmendmentRecord,
    /// The words that it quotes; empty only where it adds at the beginning.
    range: Range<usize>,
    /// It takes the place of all the words.
    whole: bool,
    /// It adds words at the end of the range, and keeps those of the range.
    inserts: bool,
}

impl Span<'_> {
    /// Whether both ask for the same words in the same place.
    fn same(&self, other: &Self) -> bool {
        let (a, b) = (&self.amendment.change, &other.amendment.change);
        let place = |s: &Self| if s.inserts { s.range.end..s.range.end } else { s.range.clone() };
        let alike = || Some(puts(a)? == puts(b)? && place(self) == place(other));
        a == b || alike().unwrap_or(false)
    }

    /// Whether the other changes words of the range, or adds words inside it.
    fn touched_by(&self, other: &Self) -> bool {
        match other.inserts {
            true => inside(other.range.end, &self.range),
            false => self.range.start < other.range.end && other.range.start < self.range.end,
        }
    }
}

/// Whether a point has words of the span on both sides.
fn inside(point: usize, span: &Range<usize>) -> bool {
    span.start < point && point < span.end
}

struct Search<'a> {
    group: &'a Group,
    compared: usize,
    read: usize,
    out: Collisions,
}

impl<'a> Search<'a> {
    /// Where it stands, if it can stand at all; else why it cannot.
    fn stands(
        &mut self,
        id: &'a AmendmentId,
        amendment: &'a AmendmentRecord,
        taken_up: &BTreeMap<&AmendmentId, EntryId>,
    ) -> Option<Span<'a>> {
        let provision = self.group.provisions.get(&amendment.provision)?;
        let mut fall = |kind: CollisionKind, because: Option<EntryId>| {
            let entries = [amendment.entry].into_iter().chain(because).collect();
            let amendments = vec![moved(id, amendment)];
            let provision = provision.id.clone();
            self.out.found.push(Collision { kind, provision, amendments, entries });
        };
        if let Some(left) = &provision.removed {
            let split = left.how == Leaving::Split;
            let kind = match left.into.is_empty() {
                true => CollisionKind::Removed,
                false => CollisionKind::GoesOn { split, into: Arc::clone(&left.into) },
            };
            fall(kind, Some(left.entry));
            return None;
        }
        if let Some(placed) = provision.places.iter().find(|p| p.entry > amendment.entry) {
            fall(CollisionKind::Placed, Some(placed.entry));
        }
        let parent =
            amendment.to.as_ref().and_then(|to| Some((to, self.group.amendments.get(to)?)));
        if let Some((to, over)) = parent.and_then(|(to, p)| Some((to, ended(to, p, taken_up)?))) {
            fall(CollisionKind::AmendmentOver(to.clone()), Some(over));
            return None;
        }
        let words = parent.map_or(&provision.version().words.text, |(_, p)| brings_in(&p.change));
        self.read += words.len();
        if self.read > READ_MAX {
            self.out.more = true;
            return None;
        }
        match place(&amendment.change, words) {
            Ok((range, inserts)) => {
                let whole = !inserts && range == (0..words.len());
                Some(Span { id, amendment, range, whole, inserts })
            }
            Err(misfit) => {
                let kind = match misfit {
                    Misfit::NotFound => CollisionKind::Stale,
                    Misfit::Ambiguous => CollisionKind::Twice,
                };
                fall(kind, Some(changed(provision)));
                None
            }
        }
    }

    /// Compares those on one paragraph, or on one amendment: who takes the place of the whole with all, others with those that
    /// begin before they end.
    fn compare(&mut self, provision: &ProvisionId, spans: Vec<Span<'_>>) {
        let (whole, mut parts): (Vec<_>, Vec<_>) = spans.into_iter().partition(|s| s.whole);
        for (at, first) in whole.iter().enumerate() {
            for second in whole[at + 1..].iter().chain(&parts) {
                if !self.pair(provision, first, second) {
                    return;
                }
            }
        }
        parts.sort_by_key(|s| (s.range.start, s.range.end, s.amendment.entry));
        for (at, first) in parts.iter().enumerate() {
            // An empty range stands at the beginning, and is near all that stand there.
            let end = first.range.end.max(first.range.start + 1);
            let near = parts[at + 1..].iter().take_while(|s| s.range.start < end);
            for second in near {
                if !self.pair(provision, first, second) {
                    return;
                }
            }
        }
    }

    /// Compares two; `false` where the limit is reached.
    fn pair(&mut self, provision: &ProvisionId, first: &Span<'_>, second: &Span<'_>) -> bool {
        self.compared += 1;
        if self.compared > COMPARED_MAX {
            self.out.more = true;
            return false;
        }
        self.out.found.extend(collide(provision, first, second));
        true
    }
}

/// The entry of the words as they stand.
fn changed(provision: &Provision) -> EntryId {
    provision.version().entry
}

/// The entry that ended an amendment: its last answer, or the first wording that rests on it.
fn ended(
    id: &AmendmentId,
    amendment: &AmendmentRecord,
    taken_up: &BTreeMap<&AmendmentId, EntryId>,
) -> Option<EntryId> {
    amendment.answers.first().map(|a| a.entry).or_else(|| taken_up.get(id).copied())
}

/// The words that an amendment would bring in, which a sub-amendment changes.
fn brings_in(change: &Change) -> &Text {
    match change {
        Change::Replace { new, .. } | Change::Insert { new, .. } => new,
        Change::Delete { old } => old,
        Change::Whole(words) => &words.text,
    }
}

/// Which words a change concerns, and whether it keeps them.
fn place(change: &Change, words: &str) -> Result<(Range<usize>, bool), Misfit> {
    let found = |old: &str| only_occurrence(words, old).map(|at| at..at + old.len());
    Ok(match change {
        Change::Replace { old, .. } | Change::Delete { old } => (found(old)?, false),
        Change::Insert { after, .. } if after.is_empty() => (0..0, true),
        Change::Insert { after, .. } => (found(after)?, true),
        Change::Whole(_) => (0..words.len(), false),
    })
}

/// The words that stand in its place after a change to a passage; `None` for the whole, whose language may be another.
fn puts(change: &Change) -> Option<&str> {
    match change {
        Change::Replace { new, .. } | Change::Insert { new, .. } => Some(new),
        Change::Delete { .. } => Some(""),
        Change::Whole(_) => None,
    }
}

/// How two are in each other's way, and in which order they are told; where the kind does not say, the earlier entry is first.
fn how<'s, 'a>(a: &'s Span<'a>, b: &'s Span<'a>) -> Option<(CollisionKind, [&'s Span<'a>; 2])> {
    let by_entry = if b.amendment.entry < a.amendment.entry { [b, a] } else { [a, b] };
    if a.same(b) {
        return Some((CollisionKind::Same, by_entry));
    }
    if a.whole || b.whole {
        let pair = match (a.whole, b.whole) {
            (true, false) => [a, b],
            (false, true) => [b, a],
            _ => by_entry,
        };
        return Some((CollisionKind::Whole, pair));
    }
    let after = |first: &'s Span<'a>, other: &'s Span<'a>| {
        first.touched_by(other).then_some((CollisionKind::AfterChanged, [first, other]))
    };
    let within = |first: &'s Span<'a>, other: &'s Span<'a>| {
        inside(first.range.end, &other.range).then_some((CollisionKind::Inside, [first, other]))
    };
    match (a.inserts, b.inserts) {
        (false, false) => a.touched_by(b).then_some((CollisionKind::Overlap, by_entry)),
        (true, true) if a.range.end == b.range.end => Some((CollisionKind::SamePlace, by_entry)),
        (true, true) => after(a, b).or_else(|| after(b, a)),
        (true, false) => within(a, b).or_else(|| after(a, b)),
        (false, true) => within(b, a).or_else(|| after(b, a)),
    }
}

fn collide(provision: &ProvisionId, a: &Span<'_>, b: &Span<'_>) -> Option<Collision> {
    let (kind, pair) = how(a, b)?;
    let entries: BTreeSet<EntryId> = pair.iter().map(|s| s.amendment.entry).collect();
    Some(Collision {
        kind,
        provision: provision.clone(),
        amendments: pair.iter().map(|s| moved(s.id, s.amendment)).collect(),
        entries: entries.into_iter().collect(),
    })
}

fn moved(id: &AmendmentId, amendment: &AmendmentRecord) -> Moved {
    let passage = match &amendment.change {
        Change::Replace { old, .. } | Change::Delete { old } => Some(Text::clone(old)),
        Change::Insert { after, .. } => Some(Text::clone(after)),
        Change::Whole(_) => None,
    };
    Moved { id: id.clone(), entry: amendment.entry, voice: amendment.voice.clone(), passage }
}
