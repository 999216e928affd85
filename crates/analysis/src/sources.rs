//! The source table of a text: for each paragraph who contributed to it, what it was called before, and how and why it came
//! to be. The form is that of the table issued with a consolidated text by the Ad Hoc Working Group on Long-term Cooperative
//! Action in 2009 (FCCC/AWGLCA/2009/INF.2, addendum): paragraph, source, earlier number, approach.
//!
//! Method: the paragraph and all that it comes of, by copying, splitting, merging or taking over words, as the entries say. An
//! empty list, or `None`, means that the record does not say; nothing is guessed from likeness of words.

use crate::lineage::Lineage;
use record::event::documents::Disposition;
use record::event::edits::HolderStance;
use record::event::texts::RevisionKind;
use record::group::{Group, Leaving, Origin, Paper, Provision, Version, Voice};
use record::{AmendmentId, DocumentId, EntryId, Id, ProvisionId, Quote, Text, TextId};
use std::collections::{BTreeMap, BTreeSet};

/// How somebody contributed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contribution {
    /// Proposed the paragraph, or one that it comes of.
    Proposed(ProvisionId),
    /// Moved an amendment on which a wording rests.
    Amended(AmendmentId),
    /// Submitted a document that the record says is reflected in it.
    Reflected(DocumentId),
    /// Is said to have proposed or added a passage.
    Attributed(Text),
}

/// A contributor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contributor {
    /// The entry that says so.
    pub entry: EntryId,
    /// Who: a party, coalition or officer.
    pub who: Id,
    /// How.
    pub how: Contribution,
    /// The document: the one reflected, or that which holds the text in which the paragraph was proposed.
    pub document: Option<DocumentId>,
    /// Its symbol.
    pub symbol: Option<Text>,
}

/// A paragraph that it comes of, or itself under an earlier label.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Original {
    /// The entry by which it stood so.
    pub entry: EntryId,
    /// Which paragraph.
    pub provision: ProvisionId,
    /// In which text.
    pub text: TextId,
    /// What it was called.
    pub label: Text,
}

/// How a wording came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Approach {
    /// Tabled as it was.
    Tabled,
    /// Copied for a contact group.
    Copied,
    /// As a part of a paragraph that was split.
    Split,
    /// Paragraphs were merged.
    Merged,
    /// Alternatives were resolved.
    Resolved,
    /// Revised, so; brackets set or lifted count as revised in writing.
    Revised(RevisionKind),
}

/// One act by which it came to its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The entry.
    pub entry: EntryId,
    /// Which paragraph.
    pub provision: ProvisionId,
    /// How.
    pub approach: Approach,
    /// From which others; empty where not recorded, or from none.
    pub from: Vec<ProvisionId>,
    /// The reason that the entry gives; `None`: not recorded.
    pub reason: Option<Quote>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The paragraph.
    pub provision: ProvisionId,
    /// Its label now.
    pub label: Text,
    /// Who contributed, by entry; empty: not recorded.
    pub contributors: Vec<Contributor>,
    /// What it was called before, and what it comes of, by entry; empty: nothing else.
    pub originals: Vec<Original>,
    /// How it came to its words, by entry; the first is how it entered the record.
    pub made: Vec<Made>,
}

impl SourceRow {
    /// Reasons given, by entry; empty: not recorded.
    pub fn reasons(&self) -> impl Iterator<Item = (EntryId, &Quote)> {
        self.made.iter().filter_map(|made| Some((made.entry, made.reason.as_ref()?)))
    }
}

/// The table of a text: a row for each paragraph that is in it now, in the order of the text. Empty where there is no such text.
pub fn source_table(group: &Group, text: &TextId) -> Vec<SourceRow> {
    let Some(text) = group.texts.get(text) else { return Vec::new() };
    let lineage = Lineage::of(group);
    let reflected = reflected(group);
    let provisions = text.provisions.iter().filter_map(|id| group.provisions.get(id));
    let rows = provisions.filter(|p| p.is_before_the_group());
    rows.map(|provision| row(group, &lineage, &reflected, provision)).collect()
}

type Reflected<'a> = BTreeMap<&'a ProvisionId, Vec<(&'a DocumentId, &'a Paper, EntryId)>>;

/// Documents that the record says are reflected, by paragraph.
fn reflected(group: &Group) -> Reflected<'_> {
    let mut found: Reflected<'_> = BTreeMap::new();
    for (id, paper) in &group.documents {
        let Some(disposition) = &paper.disposition else { continue };
        if disposition.said.disposition == Disposition::Reflected {
            for provision in &disposition.said.within {
                found.entry(provision).or_default().push((id, paper, disposition.entry));
            }
        }
    }
    found
}

fn row(
    group: &Group,
    lineage: &Lineage<'_>,
    reflected: &Reflected<'_>,
    provision: &Provision,
) -> SourceRow {
    let mut contributors: BTreeSet<Contributor> = BTreeSet::new();
    let mut originals: BTreeSet<Original> = BTreeSet::new();
    let mut made = Vec::new();
    for one in lineage.ancestors(&provision.id) {
        contributors.extend(contributors_of(group, reflected, one));
        let itself = one.id == provision.id;
        originals.extend(labels(one).filter(|o| !itself || o.label != provision.label));
        made.extend(acts(group, one));
    }
    made.sort_by(|a, b| (a.entry, &a.provision).cmp(&(b.entry, &b.provision)));
    // What several provisions say of one entry is one act.
    made.dedup_by(|a, b| a.entry == b.entry && a.approach == b.approach && a.from == b.from);
    SourceRow {
        provision: provision.id.clone(),
        label: Text::clone(&provision.label),
        contributors: contributors.into_iter().collect(),
        originals: originals.into_iter().collect(),
        made,
    }
}

fn contributors_of(
    group: &Group,
    reflected: &Reflected<'_>,
    provision: &Provision,
) -> Vec<Contributor> {
    let mut found = Vec::new();
    let text = group.texts.get(&provision.tabled.text);
    let document = text.and_then(|t| t.tabled.as_ref()?.document.clone());
    let mut add = |entry, who: &Id, how, document: Option<DocumentId>| {
        let paper = document.as_ref().and_then(|d| group.documents.get(d));
        let symbol = paper.and_then(|p| p.registered.said.symbol.clone());
        found.push(Contributor { entry, who: who.clone(), how, document, symbol });
    };
    if provision.origin == Origin::Tabled {
        let how = || Contribution::Proposed(provision.id.clone());
        let voice = provision.voice.iter().filter(|v| !matches!(v, Voice::Officer(_)));
        let proposers: BTreeSet<&Id> =
            provision.tabled.by.iter().chain(voice.map(Voice::id)).collect();
        for who in proposers {
            add(provision.entry, who, how(), document.clone());
        }
    }
    for id in provision.versions.iter().filter_map(|v| v.amendment.as_ref()) {
        if let Some(amendment) = group.amendments.get(id) {
            add(amendment.entry, amendment.voice.id(), Contribution::Amended(id.clone()), None);
        }
    }
    for (id, paper, entry) in reflected.get(&provision.id).into_iter().flatten() {
        for who in &paper.registered.said.by {
            add(*entry, who, Contribution::Reflected((*id).clone()), Some((*id).clone()));
        }
    }
    for attribution in provision.attributions.iter().filter(|a| group.stands(a.entry)) {
        let said = &attribution.said;
        if matches!(said.stance, HolderStance::Proposes | HolderStance::Adds) {
            for who in &said.to {
                let how = Contribution::Attributed(Text::clone(&said.passage));
                add(attribution.entry, who, how, None);
            }
        }
    }
    found
}

/// What a paragraph was called, each with the entry by which it was.
fn labels(provision: &Provision) -> impl Iterator<Item = Original> {
    let changed = provision.labels.iter().map(|(entry, _)| *entry);
    let entries = std::iter::once(provision.entry).chain(changed);
    let names = provision.labels.iter().map(|(_, old)| old).chain([&provision.label]);
    entries.zip(names).map(|(entry, label)| Original {
        entry,
        provision: provision.id.clone(),
        text: provision.tabled.text.clone(),
        label: Text::clone(label),
    })
}

fn acts(group: &Group, provision: &Provision) -> Vec<Made> {
    let acts = provision.versions.iter().map(|version| {
        let resolved = group.resolutions.contains_key(&version.entry);
        let approach = match (version.how, provision.origin) {
            (Some(_), _) if resolved => Approach::Resolved,
            (Some(RevisionKind::ByMerging), _) => Approach::Merged,
            (Some(how), _) => Approach::Revised(how),
            (None, Origin::Tabled) => Approach::Tabled,
            (None, Origin::Copied) => Approach::Copied,
            (None, Origin::Split) => Approach::Split,
            (None, Origin::Merged) => Approach::Merged,
        };
        let (entry, from) = (version.entry, version.from.clone());
        let reason = reason(group, version, approach);
        Made { entry, provision: provision.id.clone(), approach, from, reason }
    });
    acts.collect()
}

/// The reason that the entry gives: of a split or merge with the paragraphs that left the text by it, of an amendment its own,
/// of a resolution its words.
fn reason(group: &Group, version: &Version, approach: Approach) -> Option<Quote> {
    let entry = version.entry;
    if approach == Approach::Resolved {
        return group.resolutions.get(&entry)?.said.words.clone();
    }
    if matches!(approach, Approach::Split | Approach::Merged) {
        let left = version.from.iter().filter_map(|id| group.provisions.get(id)?.removed.as_ref());
        let by_it = |how: Leaving| matches!(how, Leaving::Split | Leaving::Merged);
        return left.filter(|l| l.entry == entry && by_it(l.how)).find_map(|l| l.words.clone());
    }
    group.amendments.get(version.amendment.as_ref()?)?.reason.clone()
}

#[cfg(test)]
mod tests {
    use super::{Contribution, source_table};
    use record::minutes::parse;
    use record::{Record, TextId};

    const GROUP: &str = "minutes/1\ngroup G \"Group\"\nparty ARD \"Ardenia\" government member\nparty BOR \"Boreland\" government member\n\
        document D1 compilation \"Elements\", symbol \"CRP.1\"\ndocument D2 contribution \"Views\", symbol \"CON.2\", by BOR\n\
        text E \"Elements\" compilation, document D1\nprovision E1 \"E1\" en \"Waters are shared.\" in E, by ARD\nprovision E2 \"E2\" en \"All pay.\" in E, by BOR\n\
        text C \"Consolidated\" consolidated-text\n";

    /// The table of the consolidated text after these lines.
    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let record = Record::replay(parse(format!("{GROUP}{lines}").as_bytes()));
        assert_eq!(record.refused(), &[], "{lines}");
        let rows = source_table(record.group(), &TextId::new("C").expect("an identity"));
        let shown = rows.iter().map(|row| {
            let who = row.contributors.iter().map(|c| {
                let how = match &c.how {
                    Contribution::Proposed(id) => format!("proposed {id}"),
                    Contribution::Amended(id) => format!("amended {id}"),
                    Contribution::Reflected(id) => format!("reflected {id}"),
                    Contribution::Attributed(words) => format!("attributed {words}"),
                };
                let symbol = c.symbol.as_ref().map_or(String::new(), |s| format!(" ({s})"));
                format!("{} {how}{symbol}", c.who)
            });
            let were = row.originals.iter().map(|o| o.label.to_string());
            let made = row.made.iter().map(|m| format!("{:?}", m.approach));
            let why = row.reasons().map(|(_, why)| why.text.to_string());
            format!(
                "{}: {} | {} | {} | {}",
                row.label,
                who.collect::<Vec<_>>().join(", "),
                were.collect::<Vec<_>>().join(", "),
                made.collect::<Vec<_>>().join(", "),
                why.collect::<Vec<_>>().join(", ")
            )
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_merged_paragraph_names_its_sources_their_symbols_and_the_reason() {
        check(
            "merges into C1 \"1\" en \"Waters are shared and paid for.\", in C, from E1, E2, reason \"both are on sharing\"\n",
            &[
                "1: ARD proposed E1 (CRP.1), BOR proposed E2 (CRP.1) | E1, E2 | Tabled, Tabled, Merged | both are on sharing",
            ],
        );
    }

    #[test]
    fn what_is_not_recorded_is_empty() {
        check("provision C1 \"1\" en \"Words.\" in C\n", &["1:  |  | Tabled | "]);
    }

    #[test]
    fn parts_labels_amendments_documents_and_holders_are_traced() {
        check(
            "provision C1 \"1\" en \"Words [here]. Other words.\" in C, by ARD\n\
             splits C1, into C1A \"1 (a)\" en \"Words [here].\", C1B \"1 (b)\" en \"Other words.\"\n\
             relabels C1B as \"2\"\ndisposition of D2 reflected, in C1A\nattributes proposes \"[here]\" in C1A, to BOR\n\
             BOR amends C1B as A1 insert \" still\" after \"words\", reason \"for clarity\"\n\
             revises C1B by-amendment en \"Other words still.\", amendment A1\n",
            &[
                "1 (a): ARD proposed C1, BOR reflected D2 (CON.2), BOR attributed [here] | 1 | Tabled, Split | ",
                "2: ARD proposed C1, BOR amended A1 | 1, 1 (b) | Tabled, Split, Revised(ByAmendment) | for clarity",
            ],
        );
    }
}
