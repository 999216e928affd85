//! The compiler: a record becomes a manuscript.
//!
//! Walks the group as it stands and says, in typed sentences, what the record supports. Never stops: whatever the record
//! says, there is something truthful to issue.

use crate::index::Index;
use crate::manuscript::*;
use crate::sections;
use analysis::{DecisionRule, Play, play};
use record::entry::{Capacity, Disclosure, Grade, Source, Speaker};
use record::event::group::{CharterItem, OutcomeKind, RuleName, RuleStatus};
use record::group::{Group, Voice};
use record::thing::Thing;
use record::{AmendmentId, Diagnostic, EntryId, Event, Id, ProvisionId, Record, Text};
use std::collections::BTreeSet;

/// How to compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The report rule; absent: the one the group adopted, else differing views.
    pub report_rule: Option<RuleName>,
    /// The decision rule; absent: the one the group adopted, else UN consensus.
    pub decision_rule: Option<RuleName>,
    /// Whether names are told.
    pub attributed: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { report_rule: None, decision_rule: None, attributed: true }
    }
}

/// The report rules, in the order in which they are compared.
pub const REPORT_RULES: &[RuleName] = &[
    RuleName::AgreedTextOnly,
    RuleName::DifferingViews,
    RuleName::ChairsSummary,
    RuleName::FootnotedReservations,
];

/// Compiles a record; `None` where it has no entry at all, and so no evidence for anything.
pub fn compile(record: &Record, options: &Options) -> Option<Manuscript> {
    // Lines that were not understood are part of the record: there is something truthful to say of them alone.
    let through = record.last().max(record.unread().last().map(|u| u.number))?;
    let group = record.group();
    let adopted = adopted_report_rule(group);
    let report_rule = options.report_rule.or(adopted).unwrap_or(RuleName::DifferingViews);
    let decision = DecisionRule::adopted(group).map(|(rule, _)| rule);
    let decision_rule = match (options.decision_rule, decision) {
        (Some(name), Some(rule)) if rule.name == name => rule,
        (Some(name), _) => DecisionRule::preset(name),
        (None, Some(rule)) => rule,
        (None, None) => DecisionRule::preset(RuleName::UnConsensus),
    };
    let other_rule = options.report_rule.is_some_and(|r| Some(r) != adopted)
        || options.decision_rule.is_some_and(|r| decision.is_none_or(|d| d.name != r));
    let attributed = options.attributed && report_rule != RuleName::ChairsSummary;
    let compiler = Compiler {
        record,
        group,
        play: play(group),
        index: Index::of(group),
        report_rule,
        decision_rule,
        attributed,
        study: other_rule,
        through,
    };
    let mut manuscript = Manuscript {
        group: compiler.group_name(),
        title: compiler.title(),
        study: other_rule,
        attributed,
        status: sections::status(&compiler),
        report_rule,
        decision_rule: decision_rule.name,
        report_rule_adopted: adopted == Some(report_rule),
        decision_rule_adopted: decision.is_some_and(|d| d.name == decision_rule.name),
        through,
        sections: sections::body(&compiler),
    };
    let coverage = sections::coverage(&compiler, &manuscript);
    manuscript.sections.push(coverage);
    manuscript.sections.push(sections::limits(&compiler));
    manuscript.sections.extend(sections::annexes(&compiler));
    if !attributed {
        crate::screen::screen(group, &mut manuscript);
    }
    Some(manuscript)
}

/// Compiles a record with a rapporteur's narrative, which stands first in the body; also returns what is wrong with it.
pub fn compile_with(
    record: &Record,
    options: &Options,
    narrative: &str,
) -> Option<(Manuscript, Vec<Diagnostic>)> {
    let mut manuscript = compile(record, options)?;
    let (section, diagnostics) = crate::narrative::section(record, narrative);
    manuscript.sections.splice(0..0, section);
    Some((manuscript, diagnostics))
}

fn adopted_report_rule(group: &Group) -> Option<RuleName> {
    let rule = group.charter.get(&CharterItem::ReportRule)?.last()?;
    if rule.said.status == RuleStatus::Adopted { rule.said.value } else { None }
}

/// What every section needs.
pub(crate) struct Compiler<'a> {
    pub(crate) record: &'a Record,
    pub(crate) group: &'a Group,
    pub(crate) play: Play<'a>,
    pub(crate) index: Index<'a>,
    pub(crate) report_rule: RuleName,
    pub(crate) decision_rule: DecisionRule,
    pub(crate) attributed: bool,
    /// Compiled under another rule than the record's.
    pub(crate) study: bool,
    pub(crate) through: EntryId,
}

impl Compiler<'_> {
    /// Whether views that are not agreed enter.
    pub(crate) fn tells_views(&self) -> bool {
        !matches!(self.report_rule, RuleName::AgreedTextOnly | RuleName::Nothing)
    }

    fn group_name(&self) -> Text {
        match &self.group.founded {
            Some(founded) => self.group.name_of(&founded.said.id.0),
            None => Text::from(""),
        }
    }

    /// "Report" only for what the group adopted.
    pub(crate) fn title(&self) -> Title {
        let outcome = self.group.outcomes.last().map(|o| o.said.outcome);
        match outcome {
            _ if self.report_rule == RuleName::ChairsSummary => Title::ChairsSummary,
            Some(OutcomeKind::ReportAdopted) => Title::Report,
            Some(OutcomeKind::ReportAdoptedInPart) => Title::ReportInPart,
            Some(OutcomeKind::ReportAdoptedWithReservations) => Title::ReportWithReservations,
            Some(OutcomeKind::ChairsSummary | OutcomeKind::NoAgreedRecommendation) | None => {
                Title::Note
            }
        }
    }

    /// How open an entry is; what does not state a level is public, as the file is that holds it.
    pub(crate) fn level(&self, entry: EntryId) -> Disclosure {
        self.record.entry(entry).and_then(|e| e.envelope.level).unwrap_or(Disclosure::Public)
    }

    /// Whether words of an entry may be told, with or without a name.
    pub(crate) fn may_quote(&self, entry: EntryId) -> bool {
        let erased = self.group.fate_of(entry).is_some_and(|f| f.erased.is_some());
        !erased && self.level(entry) >= Disclosure::Unattributed
    }

    /// Whether names of an entry may be told.
    pub(crate) fn may_name(&self, entry: EntryId) -> bool {
        self.attributed && self.level(entry) == Disclosure::Public
    }

    pub(crate) fn name(&self, id: &Id) -> Text {
        self.group.name_of(id)
    }

    /// A name that is told only where names are.
    pub(crate) fn named(&self, id: &Id, entry: EntryId) -> Who {
        if self.may_name(entry) {
            return Who::named(self.name(id));
        }
        Who { unnamed: 1, sort: self.sort([id]), ..Who::default() }
    }

    /// What those are called who are counted and not named.
    fn sort<'i>(&self, ids: impl IntoIterator<Item = &'i Id>) -> Sort {
        let mut sorts = ids.into_iter().map(|id| match self.group.thing(id) {
            Some(Thing::Coalition) => Sort::Coalitions,
            Some(Thing::Officer) => Sort::Officers,
            Some(Thing::Representative) => {
                let of = self.group.representatives.get(&record::RepresentativeId(id.clone()));
                of.map_or(Sort::Participants, |r| self.sort([&r.said.of.0]))
            }
            Some(Thing::Party) => {
                let party = self.group.parties.get(&record::PartyId(id.clone()));
                let member =
                    party.is_some_and(|p| p.standing == record::event::parties::Standing::Member);
                if member { Sort::Members } else { Sort::Participants }
            }
            _ => Sort::Participants,
        });
        let first = sorts.next().unwrap_or_default();
        if sorts.all(|sort| sort == first) { first } else { Sort::Participants }
    }

    /// Those who speak in entries, named where each entry lets them be.
    pub(crate) fn who<'v>(&self, voices: impl IntoIterator<Item = (&'v Voice, EntryId)>) -> Who {
        let mut who = Who { of: self.index.members, ..Who::default() };
        let mut seen: BTreeSet<&Voice> = BTreeSet::new();
        for (voice, entry) in voices {
            if !seen.insert(voice) {
                continue;
            }
            if self.may_name(entry) {
                who.names.push(self.name(voice.id()));
            } else {
                who.unnamed += 1;
            }
        }
        who.sort = self.sort(seen.iter().map(|voice| voice.id()));
        self.veil(who)
    }

    /// A number that gives a name away is not told: one unnamed among so few that everybody knows.
    fn veil(&self, mut who: Who) -> Who {
        if who.unnamed > 0
            && who.names.len() + who.unnamed == who.of
            && who.of > 0
            && !who.names.is_empty()
        {
            who.veiled = who.unnamed == 1;
        }
        who
    }

    /// Parties by identity, named where the entry lets them be.
    pub(crate) fn parties<'p>(
        &self,
        ids: impl IntoIterator<Item = &'p record::PartyId>,
        entry: EntryId,
    ) -> Who {
        let mut who = Who { of: self.index.members, ..Who::default() };
        let ids: Vec<&record::PartyId> = ids.into_iter().collect();
        who.sort = self.sort(ids.iter().map(|id| &id.0));
        for id in ids {
            if self.may_name(entry) {
                who.names.push(self.name(&id.0));
            } else {
                who.unnamed += 1;
            }
        }
        who
    }

    /// Who speaks in an entry: the person where a representative speaks, else the party, coalition or officer.
    pub(crate) fn speaker(&self, entry: EntryId) -> Who {
        match self.record.entry(entry).and_then(|e| e.envelope.speaker.as_ref()) {
            Some(speaker) => {
                self.named(speaker.behalf.as_ref().map_or(&speaker.who, |c| &c.0), entry)
            }
            None => Who { unnamed: 1, ..Who::default() },
        }
    }

    /// In which capacity an entry was spoken, if names are told.
    pub(crate) fn capacity(&self, entry: EntryId) -> Option<SpokeAs> {
        let speaker: &Speaker = self.record.entry(entry)?.envelope.speaker.as_ref()?;
        if !self.may_name(entry) {
            return None;
        }
        match &speaker.capacity {
            Some(Capacity::Personal) => Some(SpokeAs::Personal),
            Some(Capacity::Representing(whom)) => Some(SpokeAs::Representing(Text::clone(whom))),
            None => match (self.group.thing(&speaker.who)?, self.group.voice(speaker)?) {
                (Thing::Representative, Voice::Party(party)) => {
                    Some(SpokeAs::For(self.name(&party.0)))
                }
                _ => None,
            },
        }
    }

    /// How an entry is known, where that must be told with what it says: told by another, or not confirmed.
    pub(crate) fn known(&self, entry: EntryId) -> Option<Known> {
        let envelope = &self.record.entry(entry)?.envelope;
        let grade = envelope.grade?;
        if grade.is_own_word() || self.group.fate_of(entry).is_some_and(|f| f.confirmed.is_some()) {
            return None;
        }
        let speaker = envelope.speaker.as_ref().filter(|_| self.may_name(entry));
        let (by, source) = match (grade, speaker) {
            (Grade::Inferred, Some(speaker)) => (Some(self.name(&speaker.who)), false),
            (Grade::Reported | Grade::Inferred, _) => {
                (envelope.source.as_ref().and_then(|source| self.source(source, entry)), true)
            }
            (Grade::Delivered | Grade::TakenDown | Grade::Confirmed, _) => (None, false),
        };
        Some(Known { grade, by, source })
    }

    /// The same for facts of the proceedings, where taking down is how such things are known.
    pub(crate) fn known_fact(&self, entry: EntryId) -> Option<Known> {
        self.known(entry).filter(|k| !k.grade.is_first_hand())
    }

    fn source(&self, source: &Source, entry: EntryId) -> Option<Text> {
        match source {
            _ if !self.may_name(entry) => None,
            Source::Listed(id, _) => Some(self.name(id)),
            Source::Described(text) => Some(Text::clone(text)),
        }
    }

    /// What an identity is as a topic.
    pub(crate) fn topic(&self, id: &Id) -> Topic {
        let name = self.name(id);
        match self.group.thing(id) {
            Some(Thing::Provision) => Topic::Paragraph(name),
            Some(Thing::Issue) => Topic::Issue(name),
            Some(Thing::Text) => Topic::Text(name),
            Some(Thing::Document) => Topic::Document(name),
            Some(Thing::Package) => Topic::Package(name),
            Some(Thing::Amendment) => {
                let amendment = self.group.amendments.get(&AmendmentId(id.clone()));
                Topic::Amendment(amendment.map_or(name, |a| self.label(&a.provision)))
            }
            _ => Topic::Other(name),
        }
    }

    pub(crate) fn topics(&self, ids: &[Id]) -> Vec<Topic> {
        ids.iter().map(|id| self.topic(id)).collect()
    }

    pub(crate) fn label(&self, id: &ProvisionId) -> Text {
        self.name(&id.0)
    }

    pub(crate) fn labels(&self, ids: &[ProvisionId]) -> Vec<Text> {
        ids.iter().map(|id| self.label(id)).collect()
    }

    /// A sentence on one entry, with how it is known.
    pub(crate) fn told(&self, say: Say, entry: EntryId) -> Sentence {
        Sentence { say, basis: Basis::Entries(Evidence::of(entry)), known: self.known_fact(entry) }
    }

    /// A sentence on one entry of the frame (meetings, papers, officers): that it is reported is told, and by whom is
    /// left to the list of evidence.
    pub(crate) fn framed(&self, say: Say, entry: EntryId) -> Sentence {
        let mut sentence = self.told(say, entry);
        if let Some(known) = &mut sentence.known {
            known.by = None;
        }
        sentence
    }

    /// A statement on one entry: taking down is told until confirmed.
    pub(crate) fn stated(&self, say: Say, entry: EntryId) -> Sentence {
        // A confirmation is told where it makes a difference: what was given as the own word needs none.
        let weak = self
            .record
            .entry(entry)
            .and_then(|e| e.envelope.grade)
            .is_some_and(|g| !g.is_own_word());
        let confirmed = self.group.fate_of(entry).and_then(|f| f.confirmed).filter(|_| weak);
        // A confirmation of what others said rests on what they said.
        let said = match self.record.entry(entry).and_then(|e| e.event()) {
            Some(Event::StatementConfirmed(confirmation)) => Some(confirmation.entry),
            _ => None,
        };
        Sentence {
            say,
            basis: Basis::Entries(Evidence::of(entry).and(confirmed).and(said)),
            known: self.known(entry),
        }
    }

    /// A sentence on several entries, known as the weakest of them.
    pub(crate) fn resting(
        &self,
        say: Say,
        entries: impl IntoIterator<Item = EntryId>,
    ) -> Option<Sentence> {
        let evidence = Evidence::all(entries)?;
        let weakest = evidence.entries().iter().filter_map(|e| self.known_fact(*e));
        let known = weakest.max_by_key(|k| k.grade == Grade::Inferred);
        Some(Sentence { say, basis: Basis::Entries(evidence), known })
    }

    /// A sentence about an absence.
    pub(crate) fn absent(
        &self,
        say: Say,
        searched: Searched,
        defining: impl IntoIterator<Item = EntryId>,
    ) -> Sentence {
        let first = self.record.entries().first().map_or(self.through, |e| e.number);
        let defining = Evidence::all(defining).unwrap_or_else(|| Evidence::of(first));
        Sentence {
            say,
            basis: Basis::Absence { searched, defining, through: self.through },
            known: None,
        }
    }
}

/// A section, or nothing where it would be empty.
pub(crate) fn section(
    heading: Heading,
    blocks: Vec<Block>,
    sections: Vec<Option<Section>>,
) -> Option<Section> {
    let sections: Vec<Section> = sections.into_iter().flatten().collect();
    let empty = blocks.is_empty() && sections.is_empty();
    (!empty).then_some(Section { heading, blocks, sections })
}

/// A paragraph of sentences; no block where there are none.
pub(crate) fn paragraph(sentences: Vec<Sentence>) -> Option<Block> {
    (!sentences.is_empty()).then_some(Block::Paragraph(sentences))
}

/// A list of sentences; no block where there are none.
pub(crate) fn list(sentences: Vec<Sentence>) -> Option<Block> {
    (!sentences.is_empty()).then_some(Block::List(sentences))
}
