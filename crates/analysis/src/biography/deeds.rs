//! What was done on one provision, as the group remembers it.

use super::{Consent, Deed, Ended, Ending, OfferPart, Step};
use record::event::texts::{Change, RevisionKind};
use record::group::{
    AmendmentRecord, Ascription, Group, Leaving, Offer, Origin, Position, Provision, Version, Voice,
};
use record::{AmendmentId, EntryId, Id, PackageId, ProvisionId, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Every deed on a provision; in any order.
pub(super) fn of(group: &Group, about: &About<'_>, provision: &Provision) -> Vec<Step> {
    let mut steps = Steps { provision: &provision.id, all: Vec::new() };
    wordings(group, provision, &mut steps);
    for (at, (entry, from)) in provision.labels.iter().enumerate() {
        let to = provision.labels.get(at + 1).map_or(&provision.label, |(_, next)| next);
        let (from, to) = (Text::clone(from), Text::clone(to));
        steps.add(*entry, [], Deed::Relabelled { from, to });
    }
    for place in &provision.places {
        steps.add(place.entry, [], Deed::Placed(place.said.place.clone()));
    }
    brackets(group, provision, &mut steps);
    for attribution in &provision.attributions {
        let said = &attribution.said;
        let fate = group.fate_of(attribution.entry);
        let over = fate.and_then(|f| f.withdrawn.or(f.struck.as_ref().map(|s| s.entry)));
        let deed = Deed::Attributed {
            by: attribution.voice.clone(),
            to: said.to.clone(),
            stance: said.stance,
            passage: Text::clone(&said.passage),
            over: !group.stands(attribution.entry),
        };
        steps.add(attribution.entry, over, deed);
    }
    held(group, provision, &mut steps);
    about.asked(provision, &mut steps);
    for agreement in &provision.agreements {
        let (level, over_objection) = (agreement.level, agreement.over_objection);
        let deed = Deed::Agreed { level, by: agreement.by.clone(), over_objection };
        steps.add(agreement.entry, [], deed);
        if let Some(entry) = agreement.reopened {
            steps.add(entry, [agreement.entry], Deed::Reopened);
        }
    }
    left(group, provision, &mut steps);
    steps.all
}

struct Steps<'a> {
    provision: &'a ProvisionId,
    all: Vec<Step>,
}

impl Steps<'_> {
    fn add(&mut self, entry: EntryId, also: impl IntoIterator<Item = EntryId>, deed: Deed) {
        let mut entries: Vec<EntryId> = also.into_iter().chain([entry]).collect();
        entries.sort_unstable();
        entries.dedup();
        let provision = self.provision.clone();
        self.all.push(Step { entry, entries, provision, deed, presence: None });
    }
}

/// How it entered the record, and each wording since.
fn wordings(group: &Group, provision: &Provision, steps: &mut Steps<'_>) {
    let bracketing: BTreeSet<EntryId> =
        provision.brackets.iter().flat_map(|b| [Some(b.entry), b.lifted]).flatten().collect();
    for version in &provision.versions {
        let entry = version.entry;
        let resolution = group.resolutions.get(&entry);
        let amendment = version.amendment.as_ref().and_then(|id| group.amendments.get(id));
        let deed = match version.how {
            None => entered(group, provision, version),
            Some(_) if bracketing.contains(&entry) || resolution.is_some() => continue,
            Some(RevisionKind::ByMerging) if merge_of(group, version).is_some() => {
                merged(group, provision, version)
            }
            Some(how) => Deed::Reworded {
                how,
                by: version.voice.clone(),
                amendment: version.amendment.clone(),
                from: version.from.clone(),
                words: version.words.clone(),
            },
        };
        steps.add(entry, amendment.map(|a| a.entry), deed);
    }
    for resolution in provision.resolutions.iter().filter_map(|e| group.resolutions.get(e)) {
        let deed = Deed::Resolved {
            by: resolution.voice.clone(),
            kept: resolution.said.kept.clone(),
            dropped: resolution.dropped.clone(),
            consent: consent(group, resolution.entry),
        };
        steps.add(resolution.entry, [], deed);
    }
}

fn entered(group: &Group, provision: &Provision, version: &Version) -> Deed {
    match provision.origin {
        Origin::Tabled => {
            let tabled = &provision.tabled;
            let text = group.texts.get(&tabled.text);
            let document = text.and_then(|t| t.tabled.as_ref()?.document.clone());
            let paper = document.as_ref().and_then(|d| group.documents.get(d));
            let mut revisions = paper.into_iter().flat_map(|p| &p.revisions).rev();
            let revision = revisions.find(|r| r.entry < version.entry);
            Deed::Tabled {
                by: tabled.by.clone(),
                voice: provision.voice.clone(),
                text: tabled.text.clone(),
                document,
                revision: revision.map(|r| Text::clone(&r.said.revision)),
                label: Text::clone(&tabled.label),
                words: version.words.clone(),
            }
        }
        Origin::Copied => Deed::Copied { from: version.from.clone() },
        Origin::Split => version
            .from
            .first()
            .and_then(|id| group.provisions.get(id))
            .map_or(Deed::Copied { from: version.from.clone() }, |original| split(original, group)),
        Origin::Merged => merged(group, provision, version),
    }
}

fn split(original: &Provision, group: &Group) -> Deed {
    let left = original.removed.as_ref();
    Deed::Split {
        from: original.id.clone(),
        into: left.map_or_else(Vec::new, |l| l.into.to_vec()),
        reason: left.and_then(|l| l.words.clone()),
        by: left.and_then(|l| group.voices.get(&l.entry).cloned()),
    }
}

/// Why others left the text at this wording, if some were merged into it.
fn merge_of<'a>(group: &'a Group, version: &Version) -> Option<&'a record::group::Departure> {
    let left = version.from.iter().filter_map(|id| group.provisions.get(id)?.removed.as_ref());
    left.filter(|l| l.entry == version.entry).find(|l| l.how == Leaving::Merged)
}

fn merged(group: &Group, provision: &Provision, version: &Version) -> Deed {
    Deed::Merged {
        from: version.from.clone(),
        into: provision.id.clone(),
        reason: merge_of(group, version).and_then(|left| left.words.clone()),
        by: version.voice.clone(),
        words: version.words.clone(),
    }
}

fn brackets(group: &Group, provision: &Provision, steps: &mut Steps<'_>) {
    for hold in &provision.brackets {
        // A copy takes over what was held before it was made; that is told of the original.
        if hold.entry >= provision.entry {
            let (by, passage) = (hold.voice.clone(), Text::clone(&hold.passage));
            steps.add(hold.entry, [], Deed::Bracketed { by, passage });
        }
        if let Some(entry) = hold.lifted {
            let by = group.voices.get(&entry).cloned();
            let passage = Text::clone(&hold.passage);
            steps.add(entry, [hold.entry], Deed::Lifted { by, passage });
        }
    }
    for run in &provision.runs {
        let (passage, reading) = (Text::clone(&run.said.passage), run.said.reading);
        steps.add(run.entry, [], Deed::RunDecided { passage, reading });
    }
}

/// Positions, each with the words that it is on and how it ended.
fn held(group: &Group, provision: &Provision, steps: &mut Steps<'_>) {
    let mut last: BTreeMap<(&Voice, Option<&str>), EntryId> = BTreeMap::new();
    let mut ended: BTreeMap<EntryId, Ended> = BTreeMap::new();
    let positions: Vec<&Position> = group.positions_ever(&provision.id.0).collect();
    for position in &positions {
        let fate = group.fate_of(position.entry);
        if let Some(struck) = fate.and_then(|f| f.struck.as_ref()) {
            ended.insert(position.entry, Ended::Struck(struck.entry));
            continue;
        }
        let holder = (&position.voice, position.part.as_deref());
        if let Some(before) = last.insert(holder, position.entry) {
            ended.entry(before).or_insert(Ended::Superseded(position.entry));
        }
        if let Some(entry) = fate.and_then(|f| f.withdrawn) {
            ended.insert(position.entry, Ended::Withdrawn(entry));
        }
    }
    for position in positions {
        let over = ended.get(&position.entry).copied();
        let substance = position.substance.unwrap_or(0);
        let at = provision.versions.partition_point(|v| v.substance < substance);
        let wording = provision.versions.get(at).unwrap_or(provision.version()).entry;
        let also = over.map(|over| match over {
            Ended::Withdrawn(entry) | Ended::Struck(entry) | Ended::Superseded(entry) => entry,
        });
        let deed = Deed::Held {
            by: position.voice.clone(),
            part: position.part.clone(),
            stance: position.stance,
            passage: position.objection.as_ref().and_then(|o| o.passage.clone()),
            wording,
            ended: over,
        };
        steps.add(position.entry, also.into_iter().chain([wording]), deed);
    }
}

/// What others say of some provisions, offers and packages that name them, amendments to them: gathered in one walk.
pub(super) struct About<'a> {
    ascriptions: BTreeMap<&'a Id, Vec<&'a Ascription>>,
    offers: BTreeMap<&'a Id, Vec<(OfferPart, &'a Offer)>>,
    packages: BTreeMap<&'a Id, Vec<(bool, &'a PackageId, &'a Voice, EntryId)>>,
    amendments: BTreeMap<&'a Id, Vec<(&'a AmendmentId, &'a AmendmentRecord)>>,
}

impl<'a> About<'a> {
    pub(super) fn of(group: &'a Group, provisions: &[&Provision]) -> Self {
        let wanted: BTreeSet<&Id> = provisions.iter().map(|p| &p.id.0).collect();
        let mut about = Self {
            ascriptions: BTreeMap::new(),
            offers: BTreeMap::new(),
            packages: BTreeMap::new(),
            amendments: BTreeMap::new(),
        };
        for ascription in group.ascriptions.iter().filter(|a| wanted.contains(&a.said.on)) {
            about.ascriptions.entry(&ascription.said.on).or_default().push(ascription);
        }
        for offer in group.offers.values() {
            let parts = [
                (OfferPart::Accepts, &offer.accepts),
                (OfferPart::Included, &offer.included),
                (OfferPart::Excluded, &offer.excluded),
            ];
            for (part, list) in parts {
                for id in once(list).into_iter().filter(|id| wanted.contains(id)) {
                    about.offers.entry(id).or_default().push((part, offer));
                }
            }
        }
        for (name, (by, package)) in &group.packages {
            for (included, list) in
                [(true, &package.said.included), (false, &package.said.excluded)]
            {
                for id in once(list).into_iter().filter(|id| wanted.contains(id)) {
                    let told = (included, name, by, package.entry);
                    about.packages.entry(id).or_default().push(told);
                }
            }
        }
        for (name, amendment) in &group.amendments {
            let id = &amendment.provision.0;
            if wanted.contains(id) {
                about.amendments.entry(id).or_default().push((name, amendment));
            }
        }
        about
    }

    fn asked(&self, provision: &Provision, steps: &mut Steps<'_>) {
        let id = &provision.id.0;
        for ascription in self.ascriptions.get(id).into_iter().flatten() {
            let said = &ascription.said;
            let (by, to) = (ascription.voice.clone(), said.to.clone());
            let deed = Deed::Ascribed { by, to, stance: said.stance, inferred: said.inferred };
            steps.add(ascription.entry, [], deed);
        }
        for (part, offer) in self.offers.get(id).into_iter().flatten() {
            let deed = Deed::Offered {
                offer: offer.id.clone(),
                by: offer.voice.clone(),
                reported: offer.ascribed.clone(),
                part: *part,
                included: offer.included.clone(),
                excluded: offer.excluded.clone(),
                state: offer.state(),
            };
            steps.add(offer.entry, [], deed);
        }
        for (included, name, by, entry) in self.packages.get(id).into_iter().flatten() {
            let (package, by) = ((*name).clone(), (*by).clone());
            steps.add(*entry, [], Deed::Packaged { package, by, included: *included });
        }
        for (name, amendment) in self.amendments.get(id).into_iter().flatten() {
            let answer = amendment.answers.last().map(|a| (a.entry, a.said.answer));
            let deed = Deed::Amended {
                amendment: (*name).clone(),
                by: amendment.voice.clone(),
                to: amendment.to.clone(),
                change: amendment.change.clone(),
                answer,
            };
            steps.add(amendment.entry, answer.map(|(entry, _)| entry), deed);
        }
    }
}

/// Identities of a list, each once.
fn once(list: &[Id]) -> BTreeSet<&Id> {
    list.iter().collect()
}

fn left(group: &Group, provision: &Provision, steps: &mut Steps<'_>) {
    let Some(left) = &provision.removed else { return };
    let deed = match left.how {
        Leaving::Split => split(provision, group),
        // Told of the provision into which it was merged.
        Leaving::Merged => return,
        Leaving::Removed(_) | Leaving::Dropped => Deed::Left {
            how: left.how,
            consent: consent(group, left.entry),
            words: left.words.clone(),
        },
    };
    steps.add(left.entry, [], deed);
}

/// How a provision ended, where it does not go on in another.
pub(super) fn ending(group: &Group, provision: &Provision) -> Option<Ending> {
    let left = provision.removed.as_ref().filter(|left| left.into.is_empty())?;
    let consent = consent(group, left.entry);
    Some(Ending { provision: provision.id.clone(), entry: left.entry, consent })
}

/// What an entry states of consent.
pub(super) fn consent(group: &Group, entry: EntryId) -> Consent {
    let said = group.resolutions.get(&entry).map(|r| &r.said);
    match said {
        Some(said) if !said.with.is_empty() || !said.without.is_empty() || said.by.is_some() => {
            Consent::Recorded {
                with: said.with.clone(),
                without: said.without.clone(),
                by: said.by.clone(),
            }
        }
        _ => Consent::NotRecorded,
    }
}

/// Whether a deed concerns a passage: what names words, where they hold the passage or stand within it; what does not, while
/// the passage stands there, or stood there until this deed.
pub(super) fn concerns(deed: &Deed, passage: &str, stands: bool) -> bool {
    let touches = |words: &str| words.contains(passage) || passage.contains(words);
    match deed {
        Deed::Bracketed { passage: words, .. }
        | Deed::Lifted { passage: words, .. }
        | Deed::RunDecided { passage: words, .. }
        | Deed::Attributed { passage: words, .. }
        | Deed::Held { passage: Some(words), .. } => touches(words),
        Deed::Amended { change, .. } => match change {
            Change::Replace { old, new } => touches(old) || new.contains(passage),
            Change::Insert { new, .. } => new.contains(passage),
            Change::Delete { old } => touches(old),
            Change::Whole(words) => stands || words.text.contains(passage),
        },
        Deed::Tabled { .. }
        | Deed::Copied { .. }
        | Deed::Split { .. }
        | Deed::Merged { .. }
        | Deed::Reworded { .. }
        | Deed::Relabelled { .. }
        | Deed::Placed(_)
        | Deed::Resolved { .. }
        | Deed::Held { passage: None, .. }
        | Deed::Ascribed { .. }
        | Deed::Offered { .. }
        | Deed::Packaged { .. }
        | Deed::Agreed { .. }
        | Deed::Reopened
        | Deed::Left { .. } => stands,
    }
}
