//! What is on the table, from a file in `packages/1` or from a record, with the names by which people know it.

use super::problem::Problems;
use super::{limits, read};
use crate::cli::Exit;
use crate::files;
use analysis::DecisionRule;
use analysis::packages::{Instance, Literal, Omitted, Rule, Said, Speaker, Told, Unit, of_record};
use record::event::group::RuleName;
use record::{EntryId, Id, Record};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What is on the table.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// The instance.
    pub(crate) instance: Instance,
    /// What is written above the answer.
    pub(crate) title: String,
    /// The rule that holds where no other is asked for, and how it came to be that.
    pub(crate) rule: (Rule, RuleFrom),
    /// Statements taken on words that have changed since.
    pub(crate) stale: BTreeSet<u32>,
    /// Who left a group that spoke for it before: the party and the group.
    pub(crate) left: BTreeSet<(u32, u32)>,
    /// What the group agreed already: the alternative, and the entry.
    pub(crate) agreed: Vec<(u32, EntryId)>,
    /// What stands on the record and does not enter.
    pub(crate) omitted: Vec<(EntryId, Omitted)>,
    /// Of a record, the entry of each statement.
    entries: Option<Vec<EntryId>>,
    parties: Vec<String>,
    groups: Vec<String>,
    units: Vec<String>,
    alternatives: Vec<String>,
}

/// How a rule came to be the one that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleFrom {
    /// It was asked for.
    Asked,
    /// The group adopted it.
    Adopted(EntryId),
    /// The group adopted a rule that leaves the weighing of objections to the Chair.
    Judgement(RuleName, EntryId),
    /// No rule is known.
    Unknown,
}

impl Case {
    /// What a file in `packages/1` says.
    pub(crate) fn of_file(path: &Path) -> Result<Self, Exit> {
        let bytes = files::read(path, limits::BYTES)?;
        let instance = read(&bytes).map_err(|problems| refused(path, &problems))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let title = Some(instance.name.to_string()).filter(|name| !name.is_empty()).or(name);
        let names = |of: &mut dyn Iterator<Item = &str>| of.map(str::to_owned).collect();
        Ok(Self {
            title: title.unwrap_or_default(),
            rule: (Rule::Consensus, RuleFrom::Unknown),
            stale: BTreeSet::new(),
            left: BTreeSet::new(),
            agreed: Vec::new(),
            omitted: Vec::new(),
            entries: None,
            parties: names(&mut instance.parties.iter().map(|party| &*party.name)),
            groups: names(&mut instance.groups.iter().map(|group| &*group.name)),
            units: names(&mut instance.units.iter().map(|unit| &*unit.name)),
            alternatives: names(&mut instance.alternatives.iter().map(|a| &*a.name)),
            instance,
        })
    }

    /// What a record says as it stands.
    pub(crate) fn of_record(record: &Record) -> Self {
        let group = record.group();
        let last = record.last().unwrap_or(EntryId(0));
        let Told { instance, entries, stale, left, agreed, omitted } = of_record(group, last);
        let named = |name: &str| Id::new(name).map(|id| group.name_of(&id).to_string());
        let party = |name: &str| named(name).unwrap_or_else(|| name.to_owned());
        // The group of all has no identity.
        let coalition = |name: &str| {
            named(name).map_or_else(|| "the group".to_owned(), |name| format!("“{name}”"))
        };
        let label = |name: &str| named(name).map(paragraph);
        let paragraphs = labels(instance.alternatives.iter().map(|a| &*a.name), label);
        let first = |unit: &Unit| {
            paragraphs.get(unit.alternatives.start as usize).cloned().unwrap_or_default()
        };
        Self {
            title: instance.name.to_string(),
            rule: adopted(record),
            stale,
            left,
            agreed,
            omitted,
            entries: Some(entries),
            parties: instance.parties.iter().map(|p| party(&p.name)).collect(),
            groups: instance.groups.iter().map(|g| coalition(&g.name)).collect(),
            units: instance.units.iter().map(first).collect(),
            alternatives: paragraphs,
            instance,
        }
    }

    /// Whether it comes from a record.
    pub(crate) fn is_record(&self) -> bool {
        self.entries.is_some()
    }

    /// Who speaks.
    pub(crate) fn speaker(&self, by: Speaker) -> &str {
        match by {
            Speaker::Party(party) => self.party(party),
            Speaker::Group(group) => self.group(group),
        }
    }

    /// A party.
    pub(crate) fn party(&self, party: u32) -> &str {
        &self.parties[party as usize]
    }

    /// A group or coalition.
    pub(crate) fn group(&self, group: u32) -> &str {
        &self.groups[group as usize]
    }

    /// A unit.
    pub(crate) fn unit(&self, unit: u32) -> &str {
        &self.units[unit as usize]
    }

    /// An alternative.
    pub(crate) fn alternative(&self, alternative: u32) -> &str {
        &self.alternatives[alternative as usize]
    }

    /// The identifier of an alternative.
    pub(crate) fn id(&self, alternative: u32) -> &str {
        &self.instance.alternatives[alternative as usize].name
    }

    /// The identifiers of alternatives.
    pub(crate) fn ids(&self, of: &[u32]) -> Vec<String> {
        of.iter().map(|&a| self.id(a).to_owned()).collect()
    }

    /// The entry of a statement, in a record.
    pub(crate) fn entry(&self, statement: u32) -> Option<EntryId> {
        self.entries.as_ref().and_then(|entries| entries.get(statement as usize)).copied()
    }

    /// The identifier of a statement.
    pub(crate) fn statement(&self, statement: u32) -> &str {
        &self.instance.statements[statement as usize].name
    }

    /// What must hold: `7.alt2 is in and 9 is not`.
    pub(crate) fn condition(&self, of: &[Literal]) -> String {
        let literal = |literal: &Literal| {
            let is = if literal.wanted { "is in" } else { "is not in" };
            format!("{} {is}", self.alternative(literal.alternative))
        };
        match of {
            [] => "without a condition".to_owned(),
            of => format!("if {}", listed(&of.iter().map(literal).collect::<Vec<_>>())),
        }
    }
}

/// The label of a paragraph as a sentence names it: `¶7 alt`; one that says itself what it is stays as it is.
fn paragraph(label: String) -> String {
    match label.starts_with(|c: char| c.is_numeric()) {
        true => format!("¶{label}"),
        false => label,
    }
}

/// Labels of paragraphs, where no two have the same; otherwise with the identity.
fn labels<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    label: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let told: Vec<(String, &str)> =
        names.map(|name| (label(name).unwrap_or_else(|| name.to_owned()), name)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    told.iter().for_each(|(label, _)| *times.entry(label).or_default() += 1);
    let one = |(label, name): &(String, &str)| match times.get(label.as_str()) {
        Some(1) => label.clone(),
        _ if label == name => label.clone(),
        _ => format!("{label} [{name}]"),
    };
    told.iter().map(one).collect()
}

/// The rule that the group adopted.
fn adopted(record: &Record) -> (Rule, RuleFrom) {
    let Some((rule, entry)) = DecisionRule::adopted(record.group()) else {
        return (Rule::Consensus, RuleFrom::Unknown);
    };
    match rule.name {
        RuleName::UnConsensus => (Rule::Consensus, RuleFrom::Adopted(entry)),
        RuleName::Unanimity => (Rule::Unanimity, RuleFrom::Adopted(entry)),
        RuleName::Majority => {
            let DecisionRule { fraction: share, quorum, each, .. } = rule;
            (Rule::Majority { share, quorum, each }, RuleFrom::Adopted(entry))
        }
        RuleName::RoughConsensus | RuleName::Iso | RuleName::Gnso => {
            (Rule::Consensus, RuleFrom::Judgement(rule.name, entry))
        }
        _ => (Rule::Consensus, RuleFrom::Unknown),
    }
}

/// Why a file was not read.
fn refused(path: &Path, problems: &Problems) -> Exit {
    let words: String = problems.to_string().lines().map(|line| format!("\n  {line}")).collect();
    Exit::misuse(format!("{} is not read:{words}", path.display()))
}

/// Things in a row: `a, b and c`.
pub(crate) fn listed(of: &[String]) -> String {
    match of {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// What somebody asks to be taken differently.
impl Case {
    /// The statements that a word names: an identifier, or the number of an entry.
    fn named(&self, word: &str) -> Result<Vec<u32>, Exit> {
        let number = word.trim_start_matches("no.").trim();
        let of_entry =
            |place: &u32| self.entry(*place).is_some_and(|entry| entry.0.to_string() == number);
        let all = 0..self.instance.statements.len() as u32;
        let exact: Vec<u32> = all
            .clone()
            .filter(|&place| self.statement(place) == word || of_entry(&place))
            .collect();
        if !exact.is_empty() {
            return Ok(exact);
        }
        Err(Exit::misuse(match self.is_record() {
            true => {
                format!("`{word}` is no entry that states or offers anything on a paragraph here")
            }
            false => format!("there is no statement `{word}`"),
        }))
    }

    /// The stances that a word names.
    pub(crate) fn stances(&self, word: &str) -> Result<Vec<u32>, Exit> {
        let is_stance = |&place: &u32| {
            matches!(self.instance.statements[place as usize].said, Said::Stance(..))
        };
        let of: Vec<u32> = self.named(word)?.into_iter().filter(is_stance).collect();
        match of.is_empty() {
            true => Err(Exit::misuse(format!(
                "`{word}` is an offer, and stands in nobody's way; `--without {word}` leaves it out"
            ))),
            false => Ok(of),
        }
    }

    /// Leaves a statement out, as if it had never been made.
    pub(crate) fn leave_out(&mut self, word: &str) -> Result<(), Exit> {
        for place in self.named(word)? {
            let statement = &mut self.instance.statements[place as usize];
            statement.withdrawn = Some(statement.from);
        }
        Ok(())
    }

    /// Takes a statement as still standing.
    pub(crate) fn reinstate(&mut self, word: &str) -> Result<(), Exit> {
        for place in self.named(word)? {
            let statement = &mut self.instance.statements[place as usize];
            (statement.withdrawn, statement.expires) = (None, None);
        }
        Ok(())
    }

    /// Counts a unit as much as `UNIT=N` says.
    pub(crate) fn weigh(&mut self, word: &str) -> Result<(), Exit> {
        let unread = || {
            Exit::misuse(format!(
                "`{word}` does not say what a unit counts; write `UNIT=N`, N from 0 to {}",
                limits::WEIGHT
            ))
        };
        let (name, weight) = word.rsplit_once('=').ok_or_else(unread)?;
        let weight: u32 = weight.parse().map_err(|_| unread())?;
        if i64::from(weight) > limits::WEIGHT {
            return Err(unread());
        }
        let units = self.instance.units.iter().zip(&self.units);
        let place = units.clone().position(|(unit, shown)| &*unit.name == name || shown == name);
        let Some(place) = place else {
            let thing = if self.is_record() { "paragraph" } else { "unit" };
            let some: Vec<&str> =
                self.instance.units.iter().take(8).map(|unit| &*unit.name).collect();
            return Err(Exit::misuse(format!(
                "there is no {thing} `{name}`; there are {}{}",
                some.join(", "),
                if self.instance.units.len() > some.len() { ", …" } else { "" }
            )));
        };
        self.instance.units[place].weight = weight;
        Ok(())
    }
}
