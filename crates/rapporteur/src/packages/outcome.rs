//! The answer as it is told: names, sentences and numbers. Terminal, page and JSON are made of this alone.

use super::case::Case;
use super::question::{Question, assumptions};
use super::sentences::{Line, Sentences};
use super::work::{Of, OneChange, Worked};
use analysis::packages::{Answer, By, Lifts, Omitted, Package, Said, Speaker, WhyOpen};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The version of the shape of the JSON; docs/reference/packages-json.md describes it.
const SCHEMA: &str = "rapporteur-packages/1";

/// What every answer is.
pub(crate) const HYPOTHESIS: &str = "A hypothesis, worked out from positions and offers on the record: nothing here is agreed, and nothing is adopted but by a call.";
/// The same of a file.
const OF_A_FILE: &str = "A hypothesis, worked out from statements: nothing here is agreed, and nothing is adopted but by a call.";

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Outcome {
    pub(crate) schema: &'static str,
    pub(crate) title: String,
    /// The instant; of a record the number of the last entry.
    pub(crate) at: i64,
    pub(crate) hypothesis: &'static str,
    /// The rule as certificates write it.
    pub(crate) decision_rule: String,
    pub(crate) assumptions: Vec<String>,
    /// What the best package weighs.
    pub(crate) weight: u64,
    /// No package weighs more.
    pub(crate) bound: u64,
    /// Whether it is shown that none weighs more.
    pub(crate) proven: bool,
    /// Whether the search was stopped before its end.
    pub(crate) stopped: bool,
    /// What all units weigh.
    pub(crate) total: u64,
    pub(crate) package: Vec<String>,
    pub(crate) units: Vec<UnitTold>,
    pub(crate) moves: Vec<Step>,
    pub(crate) deadlocks: Vec<Vec<String>>,
    pub(crate) open: Vec<Open>,
    /// Objections that stand against what is in, where the rule tolerates them.
    pub(crate) objections: Vec<Line>,
    pub(crate) reservations: Vec<Line>,
    pub(crate) lifts: Vec<Lifted>,
    pub(crate) shares: Vec<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fair: Option<Fair>,
    /// What each change of one statement would do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changes: Option<Changes>,
    /// Other packages: to which nothing can be added, and different ones of the same weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) maximal: Option<Many>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) diverse: Option<Many>,
    /// What it changes that statements are taken differently.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Changed>,
    /// Statements taken on words that have changed since.
    pub(crate) stale: Vec<Line>,
    /// What stands on the record and does not enter.
    pub(crate) omitted: Vec<Line>,
    #[serde(skip)]
    pub(crate) is_record: bool,
    /// By identifier, how sentences name an alternative.
    #[serde(skip)]
    names: BTreeMap<String, String>,
}

/// A unit, with its alternatives.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct UnitTold {
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    pub(crate) weight: u32,
    /// The alternative that is in.
    pub(crate) agreed: Option<String>,
    /// The entry at which the group agreed it already, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) already: Option<u32>,
    pub(crate) alternatives: Vec<Alternative>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Alternative {
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
}

/// A step towards the package.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Step {
    pub(crate) alternatives: Vec<String>,
    /// Whether they must go in at once.
    pub(crate) together: bool,
    pub(crate) told: Vec<Line>,
}

/// A unit that stays open, and why.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Open {
    pub(crate) unit: String,
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) why: Reason,
    pub(crate) told: Vec<Line>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Reason {
    /// None of its alternatives can be in.
    Blocked,
    /// It can be agreed, but not with all that is.
    Conflicts,
    /// Its conditions contradict each other, whatever else is agreed.
    Contradicts,
    /// It was not settled whether it could be added.
    Undecided,
}

impl Reason {
    /// In words, after the name of the unit.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Reason::Blocked => "none of its alternatives can be in",
            Reason::Conflicts => "could be agreed, but not with all that is",
            Reason::Contradicts => "its conditions contradict each other",
            Reason::Undecided => "not settled whether it could be added",
        }
    }
}

/// What so many lifts open.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Lifted {
    pub(crate) allowed: u32,
    /// How many are made: of statements, or of speakers.
    pub(crate) made: usize,
    pub(crate) lifted: Vec<String>,
    pub(crate) weight: u64,
    pub(crate) gain: u64,
    /// How many more units are agreed.
    pub(crate) units: i64,
    pub(crate) bound: u64,
    pub(crate) proven: bool,
    pub(crate) package: Vec<String>,
    pub(crate) told: Vec<Line>,
}

/// What somebody gets, of what it asks for.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Share {
    pub(crate) of: Of,
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) parties: usize,
    pub(crate) got: u64,
    pub(crate) asked: u64,
    pub(crate) per_mille: Option<u64>,
}

/// The fairest package of the same weight.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fair {
    /// To whom, with what each gets in the best package and in this one, in thousandths.
    pub(crate) to: Vec<FairTo>,
    /// From below: what is reached, and what none exceeds where those below get no less; in millionths.
    pub(crate) floors: Vec<(u64, u64)>,
    /// The largest difference between the two, in millionths.
    pub(crate) gap: u64,
    /// Whether it is shown to the last point that none is fairer.
    pub(crate) exact: bool,
    pub(crate) package: Vec<String>,
    pub(crate) only_here: Vec<String>,
    pub(crate) only_there: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct FairTo {
    pub(crate) of: Of,
    pub(crate) id: String,
    #[serde(skip)]
    pub(crate) name: String,
    pub(crate) best_per_mille: Option<u64>,
    pub(crate) fair_per_mille: Option<u64>,
}

/// What each change of one statement would do.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changes {
    /// Those that do something, the largest gain first.
    pub(crate) told: Vec<OneTold>,
    pub(crate) tried: usize,
    /// How many there are to try.
    pub(crate) of: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct OneTold {
    pub(crate) change: OneChange,
    pub(crate) line: Line,
    pub(crate) weight: u64,
    pub(crate) bound: u64,
    pub(crate) gain: i64,
    pub(crate) come: Vec<String>,
    pub(crate) go: Vec<String>,
}

/// What it changes that statements are taken differently.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changed {
    /// What the best package weighed before, and what none could exceed.
    pub(crate) weight_before: u64,
    pub(crate) bound_before: u64,
    pub(crate) gain: i64,
    /// In the best package now, and not before.
    pub(crate) now_in: Vec<String>,
    /// In the best package before, and not now.
    pub(crate) now_out: Vec<String>,
}

/// Several packages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Many {
    pub(crate) packages: Vec<Other>,
    /// Whether these are all.
    pub(crate) complete: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Other {
    pub(crate) weight: u64,
    pub(crate) package: Vec<String>,
    /// In it, and not in the best package.
    pub(crate) only_here: Vec<String>,
    /// In the best package, and not in it.
    pub(crate) only_there: Vec<String>,
}

impl Outcome {
    pub(crate) fn of(case: &Case, question: &Question, worked: &Worked) -> Self {
        let answer = &worked.answer;
        let sentences = Sentences { case, clauses: &answer.clauses };
        Self {
            schema: SCHEMA,
            title: case.title.clone(),
            at: answer.clauses.at,
            hypothesis: if case.is_record() { HYPOTHESIS } else { OF_A_FILE },
            decision_rule: question.options.rule.to_string(),
            assumptions: assumptions(case, question, &answer.clauses),
            weight: answer.weight,
            bound: answer.bound,
            proven: answer.is_proven(),
            stopped: worked.stopped,
            total: case.instance.units.iter().map(|unit| u64::from(unit.weight)).sum(),
            package: case.ids(&answer.package),
            units: units(case, &answer.package),
            moves: steps(case, sentences, worked),
            deadlocks: worked
                .moves
                .iter()
                .filter(|step| step.together)
                .map(|step| case.ids(&step.alternatives))
                .collect(),
            open: worked.open.iter().map(|(unit, why)| open(case, sentences, *unit, why)).collect(),
            objections: sentences.objections(answer),
            reservations: sentences.reservations(answer),
            lifts: worked.lifts.iter().map(|lifts| lifted(case, question, worked, lifts)).collect(),
            shares: worked.shares.iter().map(|shared| share(case, shared)).collect(),
            maximal: worked.maximal.as_ref().map(|all| Many {
                packages: others(case, worked, &all.packages),
                complete: all.complete,
            }),
            diverse: worked
                .diverse
                .as_ref()
                .map(|others_| Many { packages: others(case, worked, others_), complete: false }),
            fair: worked.fair.as_ref().map(|(to, fair)| fairest(case, worked, to, fair)),
            changes: worked.changes.as_ref().map(|changes| single(case, worked, changes)),
            changed: worked.before.as_ref().map(|before| changed(case, worked, before)),
            stale: stale(case, worked),
            omitted: case.omitted.iter().map(|&(entry, why)| omitted(entry.0, why)).collect(),
            is_record: case.is_record(),
            names: alternatives(case),
        }
    }

    /// Alternatives as sentences name them.
    pub(crate) fn named(&self, ids: &[String]) -> Vec<String> {
        let name = |id: &String| self.names.get(id).unwrap_or(id).clone();
        ids.iter().map(name).collect()
    }

    /// Whether everything is agreed in the best package.
    pub(crate) fn is_whole(&self) -> bool {
        self.units.iter().all(|unit| unit.agreed.is_some())
    }

    /// The result for programs.
    pub(crate) fn json(&self) -> String {
        let value = serde_json::to_string_pretty(self)
            .expect("BUG: strings, numbers and lists of them always serialise");
        format!("{value}\n")
    }
}

fn alternatives(case: &Case) -> BTreeMap<String, String> {
    let all = 0..case.instance.alternatives.len() as u32;
    all.map(|a| (case.id(a).to_owned(), case.alternative(a).to_owned())).collect()
}

fn units(case: &Case, package: &[u32]) -> Vec<UnitTold> {
    let alternative = |a: u32| Alternative {
        id: case.id(a).to_owned(),
        name: case.alternative(a).to_owned(),
        text: case.instance.alternatives[a as usize].text.as_deref().map(str::to_owned),
    };
    let unit = |(place, unit): (u32, &analysis::packages::Unit)| {
        let agreed = unit.alternatives.clone().find(|a| package.binary_search(a).is_ok());
        UnitTold {
            id: unit.name.to_string(),
            name: case.unit(place).to_owned(),
            // Of a record it is the label, which is the name.
            title: unit.title.as_deref().filter(|_| !case.is_record()).map(str::to_owned),
            weight: unit.weight,
            agreed: agreed.map(|a| case.id(a).to_owned()),
            already: agreed
                .and_then(|a| case.agreed.iter().find(|known| known.0 == a))
                .map(|known| known.1.0),
            alternatives: unit.alternatives.clone().map(alternative).collect(),
        }
    };
    (0..).zip(&case.instance.units).map(unit).collect()
}

fn steps(case: &Case, sentences: Sentences<'_>, worked: &Worked) -> Vec<Step> {
    let mut before: Vec<u32> = Vec::new();
    let mut steps = Vec::new();
    for step in &worked.moves {
        let told = sentences.step(step, &before, &worked.answer.package);
        steps.push(Step {
            alternatives: case.ids(&step.alternatives),
            together: step.together,
            told,
        });
        before.extend(&step.alternatives);
        before.sort_unstable();
    }
    steps
}

fn open(case: &Case, sentences: Sentences<'_>, unit: u32, why: &WhyOpen) -> Open {
    let reason = match why {
        WhyOpen::Blocked(_) => Reason::Blocked,
        WhyOpen::Conflicts { .. } => Reason::Conflicts,
        WhyOpen::Contradicts(_) => Reason::Contradicts,
        WhyOpen::Undecided => Reason::Undecided,
    };
    Open {
        unit: case.instance.units[unit as usize].name.to_string(),
        name: case.unit(unit).to_owned(),
        why: reason,
        told: sentences.open(why, unit),
    }
}

fn lifted(case: &Case, question: &Question, worked: &Worked, lifts: &Lifts) -> Lifted {
    let speakers: BTreeSet<Speaker> =
        lifts.lifted.iter().map(|&of| case.instance.statements[of as usize].by).collect();
    let statement = |&place: &u32| {
        let said = &case.instance.statements[place as usize];
        let words = format!("{} on {}", case.speaker(said.by), case.alternative(said.alternative));
        Line::new(case, words, &[place])
    };
    Lifted {
        allowed: lifts.allowed,
        made: match question.lifts.1 {
            By::Statement => lifts.lifted.len(),
            By::Speaker => speakers.len(),
        },
        lifted: lifts.lifted.iter().map(|&of| case.statement(of).to_owned()).collect(),
        weight: lifts.weight,
        gain: lifts.weight.saturating_sub(worked.answer.weight),
        units: lifts.package.len() as i64 - worked.answer.package.len() as i64,
        bound: lifts.bound,
        proven: lifts.weight == lifts.bound,
        package: case.ids(&lifts.package),
        told: lifts.lifted.iter().map(statement).collect(),
    }
}

fn share(case: &Case, shared: &super::work::Shared) -> Share {
    let instance = &case.instance;
    let at = shared.place as usize;
    let (id, name) = match shared.of {
        Of::Constituency => (&instance.constituencies[at], instance.constituencies[at].to_string()),
        Of::Camp | Of::Group => (&instance.groups[at].name, case.group(shared.place).to_owned()),
        Of::Party => (&instance.parties[at].name, case.party(shared.place).to_owned()),
    };
    Share {
        of: shared.of,
        id: id.to_string(),
        name,
        parties: shared.parties.len(),
        got: shared.share.got,
        asked: shared.share.asked,
        per_mille: shared.share.per_mille(),
    }
}

fn fairest(
    case: &Case,
    worked: &Worked,
    to: &[(Of, u32)],
    fair: &analysis::packages::Fair,
) -> Fair {
    let best = &worked.answer.package;
    let who = |(&(of, place), share): (&(Of, u32), &analysis::packages::Share)| {
        let known = worked.shares.iter().find(|known| known.of == of && known.place == place)?;
        let Share { id, name, per_mille, .. } = self::share(case, known);
        Some(FairTo { of, id, name, best_per_mille: per_mille, fair_per_mille: share.per_mille() })
    };
    Fair {
        to: to.iter().zip(&fair.shares).filter_map(who).collect(),
        floors: fair.floors.iter().map(|floor| (floor.reached, floor.bound)).collect(),
        gap: fair.gap(),
        exact: fair.exact,
        package: case.ids(&fair.package),
        only_here: only(case, &fair.package, best),
        only_there: only(case, best, &fair.package),
    }
}

fn single(case: &Case, worked: &Worked, changes: &super::work::Changes) -> Changes {
    let one = |(place, change, changed): &(u32, OneChange, analysis::packages::Changed)| {
        let statement = &case.instance.statements[*place as usize];
        let what = match statement.said {
            Said::Offer(_) => "the offer",
            Said::Stance(..) => "the position",
        };
        let then = match change {
            OneChange::Reinstated => "still stood",
            OneChange::Withdrawn => "were withdrawn",
        };
        let (who, on) = (case.speaker(statement.by), case.alternative(statement.alternative));
        let line = Line::new(case, format!("if {what} of {who} on {on} {then}"), &[*place]);
        OneTold {
            change: *change,
            line,
            weight: changed.weight,
            bound: changed.bound,
            gain: changed.weight as i64 - worked.answer.weight as i64,
            come: case.ids(&changed.come),
            go: case.ids(&changed.go),
        }
    };
    Changes { told: changes.told.iter().map(one).collect(), tried: changes.tried, of: changes.of }
}

fn changed(case: &Case, worked: &Worked, before: &Answer) -> Changed {
    let now = &worked.answer;
    Changed {
        weight_before: before.weight,
        bound_before: before.bound,
        gain: now.weight as i64 - before.weight as i64,
        now_in: only(case, &now.package, &before.package),
        now_out: only(case, &before.package, &now.package),
    }
}

/// The identifiers of what is here and not there.
fn only(case: &Case, here: &[u32], there: &[u32]) -> Vec<String> {
    let only = here.iter().filter(|a| there.binary_search(a).is_err()).copied();
    case.ids(&only.collect::<Vec<u32>>())
}

fn others(case: &Case, worked: &Worked, packages: &[Package]) -> Vec<Other> {
    let best = &worked.answer.package;
    let other = |package: &Package| Other {
        weight: package.weight,
        package: case.ids(&package.alternatives),
        only_here: only(case, &package.alternatives, best),
        only_there: only(case, best, &package.alternatives),
    };
    packages.iter().map(other).collect()
}

/// Statements that count here, and were taken on words that have changed since.
fn stale(case: &Case, worked: &Worked) -> Vec<Line> {
    let told = |&place: &u32| {
        let said = &case.instance.statements[place as usize];
        said.is_in_force(worked.answer.clauses.at).then(|| {
            let (who, on) = (case.speaker(said.by), case.alternative(said.alternative));
            let words = format!("{who} spoke of earlier words of {on}");
            Line::new(case, words, &[place])
        })
    };
    case.stale.iter().filter_map(told).collect()
}

fn omitted(entry: u32, why: Omitted) -> Line {
    let words = match why {
        Omitted::ReportedOffer => {
            "an offer known by report only does not enter: its maker has not put it on the record"
        }
        Omitted::OfferOfSomethingElse => {
            "an offer does not enter that speaks of something else than paragraphs of the text"
        }
    };
    Line { words: words.to_owned(), statements: Vec::new(), entries: vec![entry] }
}
