//! Collisions: amendments that are still open and cannot stand together, or cannot stand at all on the words as they are.
//!
//! Method: an amendment is open while nobody answered it and no wording rests on it. Its passage is sought in the words as they
//! stand, and must stand there once. Two amendments collide where their passages overlap, or where one takes the place of the
//! whole paragraph; two insertions at one place do not, since either order keeps both. A sub-amendment is compared with others
//! to the same amendment. What it cannot show: amendments that fit the words and contradict each other in sense.
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
    /// The passages of two overlap.
    Overlap,
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
    /// The words that it changes, as it quotes them; `None` where it changes the whole.
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
    range: Range<usize>,
    /// It takes the place of all the words.
    whole: bool,
    /// It adds words behind those of the range, and keeps them.
    inserts: bool,
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
            let near = parts[at + 1..].iter().take_while(|s| s.range.start < first.range.end);
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

fn collide(provision: &ProvisionId, a: &Span<'_>, b: &Span<'_>) -> Option<Collision> {
    if !a.whole && a.inserts && b.inserts && a.range.end == b.range.end {
        return None;
    }
    let kind = if a.whole { CollisionKind::Whole } else { CollisionKind::Overlap };
    let mut pair = [a, b];
    if !a.whole || b.whole {
        pair.sort_by_key(|s| s.amendment.entry);
    }
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

#[cfg(test)]
mod tests {
    use super::{CollisionKind, collisions};
    use record::Record;
    use record::minutes::parse;

    const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n\
        text T \"Text\" rolling-text\nprovision P1 \"1\" en \"The Parties shall notify one another in good time.\" in T\n\
        provision P2 \"2\" en \"The Parties reply.\" in T\n";

    /// What is in each other's way after these lines, one a line: kind, amendments.
    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
        assert_eq!(record.refused(), &[], "{lines}");
        let all = collisions(record.group());
        let shown = all.found.iter().map(|c| {
            let ids: Vec<&str> = c.amendments.iter().map(|a| a.id.0.as_str()).collect();
            let kind = match &c.kind {
                CollisionKind::GoesOn { into, .. } => format!("GoesOn {}", into.len()),
                other => format!("{other:?}"),
            };
            format!("{} {kind}: {} in {}", c.provision, ids.join(" "), c.entries.len())
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn passages_that_overlap_collide_and_others_do_not() {
        check(
            "ARD amends P1 as A1 replace \"shall notify\" with \"should notify\"\n\
             BOR amends P1 as A2 replace \"notify one another\" with \"inform one another\"\n\
             BOR amends P1 as A3 delete \"in good time\"\n",
            &["P1 Overlap: A1 A2 in 2"],
        );
    }

    #[test]
    fn who_takes_the_place_of_the_whole_collides_with_all_who_amend_it() {
        check(
            "ARD amends P1 as A1 delete \"in good time\"\n\
             BOR amends P1 as A2 whole en \"No text\"\n\
             BOR amends P2 as A3 delete \"The Parties reply.\"\n\
             ARD amends P2 as A4 insert \"Today \" after \"\"\n",
            &["P1 Whole: A2 A1 in 2", "P2 Whole: A3 A4 in 2"],
        );
    }

    #[test]
    fn insertions_at_one_place_stand_together_and_not_where_their_anchor_goes() {
        check(
            "ARD amends P1 as A1 insert \" and consult\" after \"notify\"\n\
             BOR amends P1 as A2 insert \", where possible,\" after \"shall notify\"\n",
            &[],
        );
        check(
            "ARD amends P1 as A1 insert \" and consult\" after \"notify\"\n\
             BOR amends P1 as A2 delete \"notify one another\"\n",
            &["P1 Overlap: A1 A2 in 2"],
        );
    }

    #[test]
    fn words_that_changed_leave_an_amendment_without_its_passage_or_with_two() {
        check(
            "ARD amends P1 as A1 delete \"in good time\"\nBOR amends P2 as A2 delete \"reply\"\n\
             revises P1 orally en \"The Parties notify.\"\nrevises P2 orally en \"They reply and reply.\"\n",
            &["P1 Stale: A1 in 2", "P2 Twice: A2 in 2"],
        );
    }

    #[test]
    fn what_was_split_merged_placed_or_removed_is_told_with_its_entry() {
        check(
            "ARD amends P1 as A1 delete \"in good time\"\nplaces P1 at-end\n",
            &["P1 Placed: A1 in 2"],
        );
        check(
            "ARD amends P1 as A1 delete \"in good time\"\n\
             splits P1, into P1A \"1 (a)\" en \"One.\", P1B \"1 (b)\" en \"Two.\"\n",
            &["P1 GoesOn 2: A1 in 2"],
        );
        check(
            "ARD amends P1 as A1 delete \"in good time\"\nmerges into P2 \"2\" en \"All.\", from P1, P2\n",
            &["P1 GoesOn 1: A1 in 2"],
        );
        check(
            "ARD amends P1 as A1 delete \"in good time\"\ndeletes P1\n",
            &["P1 Removed: A1 in 2"],
        );
    }

    #[test]
    fn a_sub_amendment_falls_with_its_amendment_and_is_compared_with_its_like() {
        check(
            "ARD amends P1 as A1 replace \"in good time\" with \"within sixty days\"\n\
             BOR sub-amends A1 as A2 replace \"sixty\" with \"ninety\"\n\
             ARD sub-amends A1 as A3 replace \"within sixty\" with \"after sixty\"\n",
            &["P1 Overlap: A2 A3 in 2"],
        );
        check(
            "ARD amends P1 as A1 replace \"in good time\" with \"within sixty days\"\n\
             BOR sub-amends A1 as A2 replace \"sixty\" with \"ninety\"\nARD answers-amendment A1 withdrawn\n",
            &["P1 AmendmentOver(AmendmentId(Id(\"A1\"))): A2 in 2"],
        );
    }

    #[test]
    fn what_was_answered_or_taken_up_is_in_nobodys_way() {
        check(
            "ARD amends P1 as A1 delete \"in good time\"\nBOR amends P1 as A2 replace \"good time\" with \"time\"\n\
             revises P1 by-amendment en \"The Parties shall notify one another in time.\", amendment A2\n\
             answers-amendment A1 declined\n",
            &[],
        );
    }

    #[test]
    fn many_at_one_place_are_told_up_to_a_limit() {
        let mut lines = String::new();
        for n in 0..1500 {
            lines.push_str(&format!("ARD amends P1 as A{n} delete \"good\"\n"));
        }
        let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
        let all = collisions(record.group());
        assert!(all.more && all.found.len() <= super::COMPARED_MAX);
    }
}
