//! Camps, splits and common ground of a file of responses: what goes into the engine, and what is told of its result.

mod ask;
mod batches;
mod engine;
mod input;
mod outcome;
mod page;
mod polis;
mod predict;
mod record;
mod splits;
mod summary;

pub(crate) use ask::ask;
pub(crate) use batches::{Given, gather as gather_batches};
pub(crate) use input::{Files, Material, gather, is_record, read_previous};
pub(crate) use predict::predict;
pub(crate) use record::gather as gather_record;

use crate::cli::Exit;
use crate::files;
use analysis::cross_table;
use analysis::opinions::Scale;
use ballots::{Ballots, Extras, write_participants_votes};
use outcome::{Assignments, Coalition, Constituency, Key, Members, OneMind, Outcome, Part, SCHEMA};
use splits::GroupKind;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What came of the material.
#[derive(Clone, Debug)]
pub(crate) struct Results {
    material: Material,
    surveyed: engine::Surveyed,
    outcome: Outcome,
    title: String,
    source: String,
    seed: u64,
}

/// The files that [`Results::write`] writes besides pictures; of a record the first two.
pub(crate) const OUTPUTS: [&str; 4] =
    ["camps.html", "camps.json", "polis.json", "participants-votes.csv"];

/// What is asked of a survey.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The title of the page.
    pub(crate) title: String,
    /// Where the responses come from, as the page says.
    pub(crate) source: String,
    pub(crate) seed: u64,
    /// Whether the result says who is in which camp.
    pub(crate) assignments: bool,
    /// Whether files will be written, for which the responses are kept.
    pub(crate) write: bool,
}

/// Surveys the material.
pub(crate) fn survey(mut material: Material, asked: Asked) -> Result<Results, Exit> {
    let procedure = match material.procedure.take() {
        Some(mut procedure) => {
            let surveyed = engine::survey(procedure.clone(), material.scale, None, asked.seed)?;
            procedure.cells = Vec::new();
            material.procedure = Some(procedure);
            let of_record = material.scale == Scale::Stances;
            let splits = of_record.then(|| std::mem::take(&mut material.splits.procedure));
            Some(Box::new(Part { splits, ..surveyed.part }))
        }
        None => None,
    };
    // A copy of a hundred million responses is worth saving.
    let substance = if asked.write {
        material.substance.clone()
    } else {
        Ballots {
            cells: std::mem::take(&mut material.substance.cells),
            ..material.substance.clone()
        }
    };
    let mut surveyed =
        engine::survey(substance, material.scale, material.previous.as_ref(), asked.seed)?;
    if material.scale == Scale::Stances {
        surveyed.part.splits = Some(std::mem::take(&mut material.splits.substance));
    }
    if asked.assignments {
        let id = |camp: usize| surveyed.part.camps[camp].id.clone();
        let camps = surveyed.members.iter().map(|camp| camp.map(id)).collect();
        let participants = material.substance.participants.clone();
        surveyed.part.assignments = Some(Assignments { participants, camps });
    }
    let outcome = Outcome {
        schema: SCHEMA,
        substance: std::mem::take(&mut surveyed.part),
        procedure,
        left_out: material.left_out.clone(),
        constituencies: None,
        association: None,
        coalitions: None,
        files: material.told.clone(),
    };
    let mut results = Results {
        material,
        surveyed,
        outcome,
        title: asked.title,
        source: asked.source,
        seed: asked.seed,
    };
    results.outcome.constituencies = results.constituencies();
    results.outcome.association = results.association();
    results.outcome.coalitions = results.coalitions();
    Ok(results)
}

impl Results {
    /// The result as JSON.
    pub(crate) fn json(&self) -> Result<String, Exit> {
        serde_json::to_string_pretty(&self.outcome)
            .map(|json| json + "\n")
            .map_err(|error| Exit::fault(format!("the result was not written: {error}")))
    }

    /// The result in words.
    pub(crate) fn text(&self) -> String {
        summary::text(&self.outcome, self.material.statements.as_ref(), self.material.scale)
    }

    /// Writes every file of the result into a directory; which these are.
    pub(crate) fn write(&self, directory: &Path) -> Result<Vec<PathBuf>, Exit> {
        let fault =
            |error: serde_json::Error| Exit::fault(format!("the result was not written: {error}"));
        let mut written = Vec::new();
        let mut write = |name: &str, bytes: &[u8]| {
            let path = directory.join(name);
            files::write(&path, bytes)?;
            written.push(path);
            Ok::<(), Exit>(())
        };
        let page = page::Filling {
            material: &self.material,
            surveyed: &self.surveyed,
            outcome: &self.outcome,
            title: &self.title,
            source: &self.source,
            seed: self.seed,
        }
        .page();
        write(OUTPUTS[0], render::camps::html(&page).as_bytes())?;
        for picture in render::camps::pictures(&page) {
            write(&format!("{}.svg", picture.name), picture.standalone().as_bytes())?;
        }
        write(OUTPUTS[1], self.json()?.as_bytes())?;
        if self.material.scale == Scale::Stances {
            return Ok(written);
        }
        let meta = self.meta();
        let moderated = polis::Moderated { out: &self.material.left_out, meta: &meta };
        write(
            OUTPUTS[2],
            &polis::summary(
                &self.material.substance,
                &self.outcome.substance,
                &self.surveyed,
                moderated,
            )
            .map_err(fault)?,
        )?;
        let path = directory.join(OUTPUTS[3]);
        let extras = Extras { groups: &self.surveyed.members, made: &self.made() };
        files::write_with(&path, |out| {
            write_participants_votes(&self.material.substance, extras, out)
        })?;
        written.push(path);
        Ok(written)
    }

    fn meta(&self) -> Vec<Key> {
        self.material.procedure.iter().flat_map(|b| b.statements.iter()).map(Key::from).collect()
    }

    /// How many statements each participant made.
    fn made(&self) -> Vec<u64> {
        let mut made = vec![0; self.material.substance.participants.len()];
        let authors = self.material.statements.iter().flat_map(|s| &s.statements);
        for author in authors.filter_map(|statement| statement.author.as_deref()) {
            let name = ballots::Name::of(author);
            if let Some(at) = self.material.substance.participants.find(name) {
                made[at] += 1;
            }
        }
        made
    }

    /// The constituency of a participant, where somebody says.
    fn constituency_of(&self, name: ballots::Name<'_>) -> Option<&str> {
        let people = self.material.people.as_ref().filter(|people| !people.groups.is_empty())?;
        people.groups[people.names.find(name)?].as_deref()
    }

    /// Constituencies by camp, in the order of their names; `None` where nobody says who belongs where.
    fn constituencies(&self) -> Option<Vec<Constituency>> {
        self.material.people.as_ref().filter(|people| !people.groups.is_empty())?;
        let mut found: BTreeMap<&str, Members> = BTreeMap::new();
        for (at, name) in self.material.substance.participants.iter().enumerate() {
            let Some(group) = self.constituency_of(name) else { continue };
            let members = found.entry(group).or_insert_with(|| self.nobody());
            self.count(members, at);
        }
        let row = |(name, mut members): (&str, Members)| {
            members.mind = self.mind(name, GroupKind::Constituency);
            Constituency { constituency: name.to_owned(), members }
        };
        Some(found.into_iter().map(row).collect())
    }

    /// How far camps follow constituencies; `None` where nothing can follow.
    fn association(&self) -> Option<f64> {
        let placed = self.material.substance.participants.iter().zip(&self.surveyed.members);
        let placed = placed.filter_map(|(name, camp)| Some((self.constituency_of(name)?, camp)));
        let (labels, camps): (Vec<&str>, Vec<Option<u16>>) =
            placed.map(|(label, camp)| (label, camp.map(|camp| camp as u16))).unzip();
        cross_table(&camps, &labels).association
    }

    /// Coalitions by camp, in the order of the record; `None` where the material is no record.
    fn coalitions(&self) -> Option<Vec<Coalition>> {
        let row = |(name, parties): &(String, Vec<String>)| {
            let mut members = self.nobody();
            for party in parties {
                let name = ballots::Name::of(party);
                if let Some(at) = self.material.substance.participants.find(name) {
                    self.count(&mut members, at);
                }
            }
            members.mind = self.mind(name, GroupKind::Coalition);
            Coalition { coalition: name.clone(), members }
        };
        (self.material.scale == Scale::Stances)
            .then(|| self.material.splits.coalitions.iter().map(row).collect())
    }

    fn nobody(&self) -> Members {
        Members { by_camp: vec![0; self.outcome.substance.camps.len()], ..Members::default() }
    }

    fn count(&self, members: &mut Members, participant: usize) {
        members.participants += 1;
        match self.surveyed.members.get(participant).copied().flatten() {
            Some(camp) => members.by_camp[camp] += 1,
            None => members.unclassified += 1,
        }
    }

    fn mind(&self, name: &str, kind: GroupKind) -> Option<OneMind> {
        let mut minds = self.material.splits.minds.iter();
        let mind = minds.find(|mind| mind.kind == kind && mind.name == name)?;
        let (matters, divided) = (mind.matters, mind.divided);
        Some(OneMind { matters, divided, disagreement: mind.disagreement })
    }
}
