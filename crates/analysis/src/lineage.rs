//! Which provisions come of which: by copying, splitting, merging, or taking over words.

use record::group::{Group, Provision};
use record::{EntryId, ProvisionId};
use std::collections::{BTreeMap, BTreeSet};

/// Most provisions that one lineage holds.
pub const LINEAGE_MAX: usize = 10_000;

/// What comes of what, gathered in one walk over the group.
pub(crate) struct Lineage<'a> {
    group: &'a Group,
    /// For each provision, those that took words from it, with the entry.
    children: BTreeMap<&'a ProvisionId, Vec<(&'a ProvisionId, EntryId)>>,
}

impl<'a> Lineage<'a> {
    pub(crate) fn of(group: &'a Group) -> Self {
        let mut children: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for provision in group.provisions.values() {
            for (source, entry) in sources(provision) {
                children.entry(source).or_default().push((&provision.id, entry));
            }
        }
        Self { group, children }
    }

    /// A provision and all that it comes of, in the order of their entries.
    pub(crate) fn ancestors(&self, id: &ProvisionId) -> Vec<&'a Provision> {
        self.walk(id, |provision| sources(provision).map(|(source, _)| source).collect())
    }

    /// A provision and all that comes of it, in the order of their entries.
    pub(crate) fn descendants(&self, id: &ProvisionId) -> Vec<&'a Provision> {
        self.walk(id, |provision| {
            let children = self.children.get(&provision.id).into_iter().flatten();
            children.map(|(child, _)| *child).collect()
        })
    }

    fn walk(
        &self,
        id: &ProvisionId,
        next: impl Fn(&'a Provision) -> Vec<&'a ProvisionId>,
    ) -> Vec<&'a Provision> {
        let mut seen: BTreeSet<&ProvisionId> = BTreeSet::new();
        let mut found = Vec::new();
        let mut open: Vec<&'a Provision> = self.group.provisions.get(id).into_iter().collect();
        while let Some(provision) = open.pop() {
            if found.len() >= LINEAGE_MAX || !seen.insert(&provision.id) {
                continue;
            }
            found.push(provision);
            let others = next(provision).into_iter().filter(|other| !seen.contains(other));
            open.extend(others.filter_map(|other| self.group.provisions.get(other)));
        }
        found.sort_by(|a, b| (a.entry, &a.id).cmp(&(b.entry, &b.id)));
        found
    }
}

/// Those from which a provision took words, with the entry of each wording.
pub(crate) fn sources(provision: &Provision) -> impl Iterator<Item = (&ProvisionId, EntryId)> {
    provision.versions.iter().flat_map(|v| v.from.iter().map(|source| (source, v.entry)))
}
