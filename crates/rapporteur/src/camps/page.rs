//! The result as the page of `render` takes it.

use super::engine::Surveyed;
use super::input::Material;
use super::outcome::{
    Camp, Change, Common, Direction, FileTold, Key, Members, Naming, Outcome, Part, Share,
    Supported,
};
use super::splits::{GroupKind, SplitThing};
use analysis::opinions::Scale;
use ballots::{Name, Names};
use render::camps::{self as page, Answer, List};
use std::collections::BTreeMap;

/// How many statements each end of a dimension shows.
const ENDS: usize = 5;
/// How many of each list are handed over; the page shows as many as fit.
const LISTED: usize = 200;

/// What the page is filled from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filling<'a> {
    pub(crate) material: &'a Material,
    pub(crate) surveyed: &'a Surveyed,
    pub(crate) outcome: &'a Outcome,
    pub(crate) title: &'a str,
    pub(crate) source: &'a str,
    pub(crate) seed: u64,
}

impl Filling<'_> {
    fn part(&self) -> &Part {
        &self.outcome.substance
    }

    fn names(&self) -> &Names {
        &self.material.substance.participants
    }

    /// The page.
    pub(crate) fn page(&self) -> page::Page {
        let part = self.part();
        let stances = self.material.scale == Scale::Stances;
        let answers: BTreeMap<&Key, &Common> =
            part.common_ground.iter().map(|ground| (&ground.statement, ground)).collect();
        page::Page {
            title: self.title.to_owned(),
            source: Some(self.source.to_owned()),
            who: if stances { page::Who::Parties } else { page::Who::Participants },
            scale: if stances { page::Scale::Stances } else { page::Scale::Responses },
            about: if self.outcome.procedure.is_some() {
                page::About::Substance
            } else {
                page::About::All
            },
            participants: part.participants as u64,
            statements: part.statements as u64,
            responses: part.responses as u64,
            finding: finding(part),
            camps: part.camps.iter().map(|camp| self.camp(camp)).collect(),
            unclassified: (part.camps.len() > 1).then_some(part.unclassified as u64),
            map: Some(self.map()),
            over_time: part.names.as_ref().map(over_time),
            splits: part.splits.as_ref().map(|splits| self.splits(splits)),
            association: self.outcome.association,
            groups: self.groups(),
            divergence: listed(&part.divisive, |divisive| {
                let answered = answers.get(&divisive.statement)?;
                Some(page::Divergence {
                    statement: self.statement(&divisive.statement),
                    all: tally(&answered.overall),
                    camps: answered.by_camp.iter().map(tally).collect(),
                })
            }),
            ground: Some(listed(&part.common_ground, |ground| Some(self.ground(ground)))),
            stability: part.stability.as_ref().map(|stability| page::Stability {
                resamples: stability.resamples as u64,
                dropped: Some(page::Agreement {
                    mean: stability.dropped,
                    least: stability.dropped_least,
                    repeats: stability.resamples as u64,
                    enough: analysis::opinions::STABLE,
                }),
                dropped_share: 0.05,
                halves: stability.halves.map(|halves| page::Agreement {
                    mean: halves,
                    least: halves,
                    repeats: 1,
                    enough: analysis::opinions::FIRM,
                }),
            }),
            between: (part.camps.len() > 1).then(|| self.between()),
            manipulation: Some(self.manipulation()),
            notes: self.notes(),
            method: self.method(),
        }
    }

    fn statement(&self, key: &Key) -> page::Statement {
        let (id, name) = match key {
            Key::Number(number) => (number.to_string(), Name::Number(*number)),
            Key::Text(text) => (text.clone(), Name::Text(text)),
        };
        let known = self.material.statements.as_ref().and_then(|s| s.get(name));
        let text = known.map(|statement| statement.text.trim().to_owned()).unwrap_or_default();
        page::Statement { id, text, language: None }
    }

    /// What a participant is called, where a table of participants says.
    fn called(&self, key: &Key) -> String {
        let (id, name) = match key {
            Key::Number(number) => (number.to_string(), Name::Number(*number)),
            Key::Text(text) => (text.clone(), Name::Text(text)),
        };
        self.label(name).unwrap_or(id)
    }

    fn label(&self, name: Name<'_>) -> Option<String> {
        let people = self.material.people.as_ref()?;
        people.labels.get(people.names.find(name)?)?.clone()
    }

    fn camp(&self, camp: &Camp) -> page::Camp {
        let share = |share: f64, n: u32| page::Share { share, interval: None, n: u64::from(n) };
        page::Camp {
            label: camp.id.clone(),
            size: camp.size as u64,
            interval: Some(interval(camp.interval)),
            survival: Some(camp.survival),
            apart: listed(&camp.apart, |apart| {
                Some(page::Apart {
                    statement: self.statement(&apart.statement),
                    answer: answer(apart.direction),
                    here: share(apart.share, apart.n),
                    elsewhere: share(apart.rest, apart.rest_n),
                    effect: apart.effect,
                    interval: Some(interval(apart.interval)),
                })
            }),
        }
    }

    fn map(&self) -> page::Map {
        let surveyed = self.surveyed;
        let called: Option<Vec<String>> =
            self.material.people.as_ref().filter(|people| !people.labels.is_empty()).map(|_| {
                self.names()
                    .iter()
                    .map(|n| self.label(n).unwrap_or_else(|| n.to_string()))
                    .collect()
            });
        let dimensions = self.part().dimensions;
        page::Map {
            dimensions,
            places: surveyed.places.clone(),
            spreads: surveyed.spreads.clone(),
            camps: surveyed.members.iter().map(|camp| camp.map(|camp| camp as u32)).collect(),
            names: called.unwrap_or_default(),
            axes: (0..dimensions).map(|d| self.axis(d)).collect(),
        }
    }

    /// The statements that most pull towards either end: who stands there agrees with them more often.
    fn axis(&self, dimension: usize) -> page::Axis {
        let k = self.part().dimensions;
        let names = &self.material.substance.statements;
        let mut pulls: Vec<(f64, usize)> =
            (0..names.len()).map(|s| (self.surveyed.loadings[s * k + dimension], s)).collect();
        pulls.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let end = |(_, statement): &(f64, usize)| page::End {
            statement: self.statement(&names.get(*statement).into()),
            answer: Answer::For,
        };
        page::Axis {
            low: pulls.iter().filter(|(pull, _)| *pull < 0.0).take(ENDS).map(end).collect(),
            high: pulls.iter().rev().filter(|(pull, _)| *pull > 0.0).take(ENDS).map(end).collect(),
        }
    }

    fn groups(&self) -> Vec<page::Group> {
        let group = |name: &String, kind, members: &Members| page::Group {
            name: name.clone(),
            kind,
            members: members.participants as u64,
            in_camps: members.by_camp.iter().map(|count| *count as u64).collect(),
            unclassified: members.unclassified as u64,
            disagreement: members.mind.map(|mind| mind.disagreement),
        };
        let constituencies = self.outcome.constituencies.iter().flatten();
        let constituencies = constituencies
            .map(|row| group(&row.constituency, page::GroupKind::Constituency, &row.members));
        let coalitions = self.outcome.coalitions.iter().flatten();
        let coalitions =
            coalitions.map(|row| group(&row.coalition, page::GroupKind::Coalition, &row.members));
        constituencies.chain(coalitions).collect()
    }

    /// Matters on which somebody is divided.
    fn splits(&self, splits: &[SplitThing]) -> List<page::SplitThing> {
        let divided: Vec<&SplitThing> =
            splits.iter().filter(|thing| thing.groups.iter().any(|group| group.divided)).collect();
        listed(&divided, |thing| {
            let groups = thing.groups.iter().map(|group| page::Split {
                name: group.name.clone(),
                kind: match group.kind {
                    GroupKind::Constituency => page::GroupKind::Constituency,
                    GroupKind::Coalition => page::GroupKind::Coalition,
                },
                tally: page::Tally([
                    group.objects,
                    group.reserves,
                    group.can_accept,
                    group.supports,
                ]),
                disagreement: group.disagreement,
            });
            Some(page::SplitThing {
                statement: self.statement(&thing.statement),
                groups: groups.collect(),
            })
        })
    }

    fn ground(&self, ground: &Common) -> page::Ground {
        let all = &ground.overall;
        let answered = f64::from(all.disagree + all.pass + all.agree);
        page::Ground {
            statement: self.statement(&ground.statement),
            answer: answer(ground.direction),
            lower_bound: ground.lower_bound,
            all: sided(all, ground.direction),
            camps: ground.by_camp.iter().map(|share| sided(share, ground.direction)).collect(),
            passes: (answered > 0.0).then(|| f64::from(all.pass) / answered),
        }
    }

    fn between(&self) -> List<page::Between> {
        let camps = &self.part().camps;
        listed(&self.part().bridges, |bridge| {
            let place = |id: &String| camps.iter().position(|camp| camp.id == *id);
            let mut chances = vec![0.0; camps.len()];
            for (id, chance) in bridge.camps.iter().zip(bridge.belonging?) {
                chances[place(id)?] = chance;
            }
            Some(page::Between {
                name: self.called(&bridge.participant),
                camps: chances,
                answers: u64::from(bridge.sided[0] + bridge.sided[1] + bridge.passed),
            })
        })
    }

    fn manipulation(&self) -> page::Manipulation {
        let part = self.part();
        let told = &part.manipulation;
        let here = page::Outcome {
            ballots: part.participants as u64,
            dimensions: part.dimensions as u64,
            camps: part.camps.iter().map(|camp| (camp.id.clone(), camp.size as u64)).collect(),
            ground: self.top(part.common_ground.iter().map(|g| (&g.statement, g.direction))),
        };
        let (as_cast, counted_once) = match &told.as_cast {
            None => (here, None),
            Some(cast) => {
                let camps = cast.camps.iter().enumerate();
                let as_cast = page::Outcome {
                    ballots: part.participants as u64,
                    dimensions: cast.dimensions as u64,
                    camps: camps.map(|(at, size)| ((at + 1).to_string(), *size as u64)).collect(),
                    ground: self.top(cast.common_ground.iter().map(|(key, way)| (key, *way))),
                };
                (as_cast, Some(here))
            }
        };
        page::Manipulation {
            blocs: listed(&told.blocs, |bloc| {
                Some(page::Bloc {
                    ballots: bloc.size as u64,
                    statements: bloc.shared.round() as u64,
                    likeness: bloc.alike,
                    members: listed(&bloc.members, |member| Some(self.called(member))),
                    ground_changed: bloc.without.as_ref().map(|w| w.changed() as u64),
                    camp_changed: bloc.without.as_ref().map(|without| without.moved as u64),
                })
            }),
            bursts: self.material.timed.then(|| {
                listed(&told.bursts, |burst| {
                    Some(page::Burst {
                        from: written(burst.from),
                        to: written(burst.until),
                        responses: burst.participants as u64,
                        participants: burst.participants as u64,
                        usual: burst.expected,
                    })
                })
            }),
            as_cast,
            counted_once,
        }
    }

    fn top<'k>(
        &self,
        grounds: impl Iterator<Item = (&'k Key, Direction)>,
    ) -> Vec<(page::Statement, Answer)> {
        let told = |(key, way): (&Key, Direction)| (self.statement(key), answer(way));
        grounds.take(analysis::opinions::COMMON_GROUND_TOP).map(told).collect()
    }

    fn notes(&self) -> page::Notes {
        let files = &self.outcome.files;
        let several = files.len() > 1;
        let bad = files.iter().flat_map(|file| file.told.iter().map(move |told| (file, told)));
        let lost = bad.clone().filter(|(_, told)| told.passed_over);
        let first_bad = lost.flat_map(|(file, told)| {
            told.first.iter().filter_map(move |place| {
                Some(page::BadRow {
                    file: several.then(|| file.file.clone()),
                    line: place.line.or(place.row)?,
                    what: format!("{}: {}", told.meaning, place.what),
                })
            })
        });
        let left_out = &self.material.left_out;
        page::Notes {
            bad_rows: files.iter().map(|file| file.passed_over).sum(),
            first_bad: first_bad.collect(),
            superseded: count(files, "superseded"),
            moderated: (!left_out.is_empty()).then(|| {
                listed(left_out, |key| {
                    let reason = self.material.reasons.get(key).cloned();
                    Some(page::Moderated { statement: self.statement(key), reason })
                })
            }),
            others: bad
                .filter(|(_, told)| !told.passed_over && told.kind != "superseded")
                .map(|(file, told)| format!("{}: {}: {}.", file.file, told.count, told.meaning))
                .collect(),
        }
    }

    fn method(&self) -> page::Method {
        let part = self.part();
        let method = &part.method;
        let size = |name: &str| method.sample_sizes.get(name).copied().unwrap_or(0);
        let (taken, of) = (size("sample_participants"), size("fit_participants"));
        let sampled = page::Sample {
            what: "number of dimensions, camps, resamples".to_owned(),
            taken: format!("{taken} participants, {} responses", size("sample_responses")),
            of: format!("{of} participants, {} responses", size("fit_responses")),
        };
        let drawn = &method.null.permuted;
        page::Method {
            model: method.model.clone(),
            tried: method
                .dimensions_tried
                .iter()
                .map(|tried| page::Tried {
                    dimensions: tried.dimensions as u64,
                    loss: tried.loss,
                    error: Some(tried.error),
                    chosen: tried.dimensions == part.dimensions,
                })
                .collect(),
            samples: if taken < of { vec![sampled] } else { Vec::new() },
            null: (drawn.drawn > 0).then(|| page::Null {
                draws: drawn.drawn as u64,
                as_distinct: drawn.as_strong as u64,
                measure: "strength of the leading direction".to_owned(),
                observed: drawn.observed,
                largest: drawn.greatest.unwrap_or(f64::NAN),
            }),
            interval_level: 0.95,
            seed: self.seed,
            version: concat!("rapporteur ", env!("CARGO_PKG_VERSION")).to_owned(),
            others: Vec::new(),
        }
    }
}

fn over_time(naming: &Naming) -> page::OverTime {
    let change = |change: &Change| match change.clone() {
        Change::Kept { camp, alike } => page::Change::Kept { camp, alike },
        Change::New { camp } => page::Change::New { camp },
        Change::Gone { camp } => page::Change::Gone { camp },
        Change::Split { from, into } => page::Change::Split { from, into },
        Change::Merged { from, into } => page::Change::Merged { from, into },
    };
    page::OverTime {
        shared: naming.shared as u64,
        changes: naming.changes.iter().map(change).collect(),
    }
}

fn finding(part: &Part) -> page::Finding {
    let none = |why| page::Finding::None { why };
    match part.verdict {
        Supported::Camps => page::Finding::Camps {
            weak: if part.weak { vec![page::Weakness::Halves] } else { Vec::new() },
        },
        Supported::TooFew => none(page::WhyNone::TooFewAnswers),
        Supported::NoDimension => none(page::WhyNone::NoDimension),
        Supported::AsPermuted => none(page::WhyNone::AsByChance),
        Supported::OnePlace => none(page::WhyNone::OneCamp),
        Supported::Unstable => none(page::WhyNone::NotStable),
    }
}

/// The first of a list, as the page takes them.
fn listed<T, U>(all: &[T], one: impl FnMut(&T) -> Option<U>) -> List<U> {
    List { shown: all.iter().take(LISTED).filter_map(one).collect(), of: all.len() as u64 }
}

fn count(files: &[FileTold], kind: &str) -> u64 {
    files
        .iter()
        .flat_map(|file| &file.told)
        .filter(|told| told.kind == kind)
        .map(|told| told.count)
        .sum()
}

fn interval(bounds: [f64; 2]) -> page::Interval {
    page::Interval { low: bounds[0], high: bounds[1] }
}

fn answer(direction: Direction) -> Answer {
    match direction {
        Direction::Agree => Answer::For,
        Direction::Disagree => Answer::Against,
    }
}

fn tally(share: &Share) -> page::Tally {
    page::Tally(share.levels.map(u64::from))
}

/// The share of a side among those who take one, with its interval.
fn sided(share: &Share, direction: Direction) -> page::Share {
    let (agreement, [low, high]) = (share.agreement, share.interval);
    let n = u64::from(share.disagree + share.agree);
    match direction {
        Direction::Agree => {
            page::Share { share: agreement, interval: Some(page::Interval { low, high }), n }
        }
        Direction::Disagree => page::Share {
            share: 1.0 - agreement,
            interval: Some(page::Interval { low: 1.0 - high, high: 1.0 - low }),
            n,
        },
    }
}

/// A moment in seconds since 1970, written out in UTC: days to a date as in Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms" (2013).
fn written(seconds: i64) -> String {
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", of_day / 3600, of_day / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn moments_are_written_as_dates() {
        assert_eq!(written(0), "1970-01-01 00:00 UTC");
        assert_eq!(written(951_782_399), "2000-02-28 23:59 UTC");
        assert_eq!(written(951_782_400), "2000-02-29 00:00 UTC");
        assert_eq!(written(1_567_382_954), "2019-09-02 00:09 UTC");
        assert_eq!(written(-1), "1969-12-31 23:59 UTC");
    }
}
