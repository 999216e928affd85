//! The result in the shape of Polis' summary of a conversation, for programs that read that: camps stand for its groups,
//! common ground for its consensus, what sets a camp apart for what represents a group.
//!
//! Shape and signs are Polis' (agreeing counts as -1 in `pca`); the contents are ours. Where Polis clusters participants
//! into a hundred base clusters, here participants of one camp in one field of a grid over the map are together.

use super::engine::Surveyed;
use super::outcome::{Direction, Key, Part};
use ballots::Ballots;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Fields of the grid over the map, each way.
const FIELDS: usize = 10;
/// How many statements a list of Polis' holds.
const LISTED: usize = 5;

/// Participants of one camp near each other on the map.
#[derive(Clone, Debug, Default)]
struct Base {
    camp: Option<usize>,
    members: Vec<usize>,
    sum: [f64; 2],
}

impl Base {
    fn centre(&self) -> [f64; 2] {
        let count = self.members.len().max(1) as f64;
        self.sum.map(|sum| sum / count)
    }
}

/// Statements that moderation left out, and those about procedure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moderated<'a> {
    pub(crate) out: &'a [Key],
    pub(crate) meta: &'a [Key],
}

/// The summary, as JSON.
pub(crate) fn summary(
    ballots: &Ballots,
    part: &Part,
    surveyed: &Surveyed,
    moderated: Moderated<'_>,
) -> Result<Vec<u8>, serde_json::Error> {
    let bases = bases(ballots, part, surveyed);
    let tids: Vec<Key> = ballots.statements.iter().map(Key::from).collect();
    let answered = |p: usize| ballots.starts[p + 1] - ballots.starts[p];
    let who = |p: usize| Key::from(ballots.participants.get(p));
    let in_conv: Vec<Key> =
        (0..ballots.participants.len()).filter(|p| answered(*p) > 0).map(who).collect();
    let counts: BTreeMap<String, usize> = (0..ballots.participants.len())
        .map(|p| (ballots.participants.get(p).to_string(), answered(p)))
        .collect();
    let votes = group_votes(ballots, part, surveyed);
    let value = json!({
        "n": ballots.participants.len(),
        "n-cmts": tids.len(),
        "in-conv": in_conv,
        "user-vote-counts": counts,
        "pca": pca(ballots, part, surveyed),
        "base-clusters": base_clusters(&bases, &who),
        "group-clusters": group_clusters(&bases, part),
        "group-votes": votes_as_json(&votes, surveyed, &tids),
        "votes-base": votes_base(ballots, &bases, &tids),
        "repness": repness(part),
        "consensus": consensus(part),
        "group-aware-consensus": group_aware(&votes, &tids),
        "comment-priorities": {},
        "meta-tids": moderated.meta,
        "mod-out": moderated.out,
        "mod-in": tids,
        "tids": tids,
        "lastVoteTimestamp": last_vote(ballots),
        "lastModTimestamp": null,
        "math_tick": 0,
        "produced-by": "rapporteur",
    });
    serde_json::to_vec(&value)
}

fn last_vote(ballots: &Ballots) -> u64 {
    let times = ballots.first_answered.iter().flatten().flatten();
    times.max().map_or(0, |seconds| seconds * 1000)
}

/// The first two coordinates of a participant; zero where the map has fewer dimensions.
fn place(part: &Part, surveyed: &Surveyed, participant: usize) -> [f64; 2] {
    let k = part.dimensions;
    [0, 1].map(|d| if d < k { surveyed.places[participant * k + d] } else { 0.0 })
}

fn bases(ballots: &Ballots, part: &Part, surveyed: &Surveyed) -> Vec<Base> {
    let people = 0..ballots.participants.len();
    let mut least = [f64::INFINITY; 2];
    let mut most = [f64::NEG_INFINITY; 2];
    for p in people.clone() {
        for (d, x) in place(part, surveyed, p).into_iter().enumerate() {
            least[d] = least[d].min(x);
            most[d] = most[d].max(x);
        }
    }
    let field = |x: f64, d: usize| {
        let share = (x - least[d]) / (most[d] - least[d]);
        // One field where nobody differs.
        if share.is_finite() { ((share * FIELDS as f64) as usize).min(FIELDS - 1) } else { 0 }
    };
    let mut found: BTreeMap<(Option<usize>, usize, usize), Base> = BTreeMap::new();
    for p in people {
        let at = place(part, surveyed, p);
        let camp = surveyed.members.get(p).copied().flatten();
        let base = found.entry((camp, field(at[0], 0), field(at[1], 1))).or_default();
        base.camp = camp;
        base.members.push(p);
        for (sum, x) in base.sum.iter_mut().zip(at) {
            *sum += x;
        }
    }
    found.into_values().collect()
}

fn pca(ballots: &Ballots, part: &Part, surveyed: &Surveyed) -> Value {
    let k = part.dimensions;
    let statements = ballots.statements.len();
    let loading = |s: usize, d: usize| if d < k { surveyed.loadings[s * k + d] } else { 0.0 };
    let centre: Vec<f64> = ballots
        .tallies()
        .iter()
        .map(|[against, pass, with]| {
            let all = (against + pass + with) as f64;
            if all > 0.0 { (*against as f64 - *with as f64) / all } else { 0.0 }
        })
        .collect();
    let axis = |d: usize, sign: f64| -> Vec<f64> {
        (0..statements).map(|s| sign * loading(s, d)).collect()
    };
    let extremity: Vec<f64> =
        (0..statements).map(|s| (loading(s, 0).powi(2) + loading(s, 1).powi(2)).sqrt()).collect();
    json!({
        "center": centre,
        "comps": [axis(0, -1.0), axis(1, -1.0)],
        "comment-projection": [axis(0, 1.0), axis(1, 1.0)],
        "comment-extremity": extremity,
    })
}

fn base_clusters(bases: &[Base], who: &impl Fn(usize) -> Key) -> Value {
    let coordinate = |d: usize| bases.iter().map(|b| b.centre()[d]).collect::<Vec<f64>>();
    let members = |b: &Base| b.members.iter().map(|p| who(*p)).collect::<Vec<Key>>();
    json!({
        "id": (0..bases.len()).collect::<Vec<usize>>(),
        "members": bases.iter().map(members).collect::<Vec<_>>(),
        "x": coordinate(0),
        "y": coordinate(1),
        "count": bases.iter().map(|b| b.members.len()).collect::<Vec<_>>(),
    })
}

fn group_clusters(bases: &[Base], part: &Part) -> Value {
    let group = |camp: usize| {
        let of: Vec<usize> = (0..bases.len()).filter(|b| bases[*b].camp == Some(camp)).collect();
        let count: usize = of.iter().map(|b| bases[*b].members.len()).sum();
        let sum = |d: usize| of.iter().map(|b| bases[*b].sum[d]).sum::<f64>();
        let centre = [0, 1].map(|d| sum(d) / count.max(1) as f64);
        json!({ "id": camp, "center": centre, "members": of })
    };
    Value::Array((0..part.camps.len()).map(group).collect())
}

/// By camp, by statement: against, pass, with.
type GroupVotes = Vec<Vec<[u64; 3]>>;

fn group_votes(ballots: &Ballots, part: &Part, surveyed: &Surveyed) -> GroupVotes {
    let mut votes = vec![vec![[0u64; 3]; ballots.statements.len()]; part.camps.len()];
    for p in 0..ballots.participants.len() {
        let Some(camp) = surveyed.members.get(p).copied().flatten() else { continue };
        for (statement, level) in ballots.row(p) {
            votes[camp][statement][level.min(2)] += 1;
        }
    }
    votes
}

fn counted(votes: &[u64; 3]) -> Value {
    json!({ "A": votes[2], "D": votes[0], "S": votes.iter().sum::<u64>() })
}

fn by_key(keys: &[Key], values: impl Iterator<Item = Value>) -> Value {
    let name = |key: &Key| match key {
        Key::Number(number) => number.to_string(),
        Key::Text(text) => text.clone(),
    };
    Value::Object(keys.iter().map(name).zip(values).collect())
}

fn votes_as_json(votes: &GroupVotes, surveyed: &Surveyed, tids: &[Key]) -> Value {
    let group = |(camp, votes): (usize, &Vec<[u64; 3]>)| {
        let members = surveyed.members.iter().filter(|m| **m == Some(camp)).count();
        let votes = by_key(tids, votes.iter().map(counted));
        (camp.to_string(), json!({ "id": camp, "n-members": members, "votes": votes }))
    };
    Value::Object(votes.iter().enumerate().map(group).collect())
}

fn votes_base(ballots: &Ballots, bases: &[Base], tids: &[Key]) -> Value {
    let mut votes = vec![vec![[0u32; 3]; bases.len()]; tids.len()];
    for (at, base) in bases.iter().enumerate() {
        for p in &base.members {
            for (statement, level) in ballots.row(*p) {
                votes[statement][at][level.min(2)] += 1;
            }
        }
    }
    let of = |votes: &Vec<[u32; 3]>| {
        let list = |count: &dyn Fn(&[u32; 3]) -> u32| votes.iter().map(count).collect::<Vec<u32>>();
        json!({
            "A": list(&|v| v[2]),
            "D": list(&|v| v[0]),
            "S": list(&|v| v.iter().sum()),
        })
    };
    by_key(tids, votes.iter().map(of))
}

/// A count as Polis tells it: the share with one voice added on either side, and how far it is from an even one in
/// standard errors.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Counted {
    n_success: f64,
    n_trials: f64,
    p_success: f64,
    p_test: f64,
}

impl Counted {
    fn new(success: f64, trials: f64) -> Self {
        Self {
            n_success: success,
            n_trials: trials,
            p_success: (success + 1.0) / (trials + 2.0),
            p_test: 2.0 * (trials + 1.0).sqrt() * ((success + 1.0) / (trials + 1.0) - 0.5),
        }
    }
}

fn repness(part: &Part) -> Value {
    let mut groups = Map::new();
    for (camp, told) in part.camps.iter().enumerate() {
        let listed: Vec<Value> = told
            .apart
            .iter()
            .filter(|apart| apart.effect > 0.0)
            .take(LISTED)
            .map(|apart| {
                let own =
                    Counted::new((apart.share * f64::from(apart.n)).round(), f64::from(apart.n));
                let rest = Counted::new(
                    (apart.rest * f64::from(apart.rest_n)).round(),
                    f64::from(apart.rest_n),
                );
                let pooled =
                    (own.n_success + rest.n_success + 2.0) / (own.n_trials + rest.n_trials + 2.0);
                let error = (pooled
                    * (1.0 - pooled)
                    * (1.0 / (own.n_trials + 1.0) + 1.0 / (rest.n_trials + 1.0)))
                    .sqrt();
                let difference = (own.n_success + 1.0) / (own.n_trials + 1.0)
                    - (rest.n_success + 1.0) / (rest.n_trials + 1.0);
                json!({
                    "tid": apart.statement,
                    "n-success": own.n_success,
                    "n-trials": own.n_trials,
                    "p-success": own.p_success,
                    "p-test": own.p_test,
                    "repness": own.p_success / rest.p_success,
                    "repness-test": if error > 0.0 { difference / error } else { 0.0 },
                    "repful-for": apart.direction,
                })
            })
            .collect();
        groups.insert(camp.to_string(), Value::Array(listed));
    }
    Value::Object(groups)
}

fn consensus(part: &Part) -> Value {
    let listed = |direction: Direction| -> Vec<Value> {
        part.shared()
            .filter(|ground| ground.direction == direction)
            .take(LISTED)
            .map(|ground| {
                let all = &ground.overall;
                let success = if direction == Direction::Agree { all.agree } else { all.disagree };
                let trials = all.agree + all.pass + all.disagree;
                let counted = Counted::new(f64::from(success), f64::from(trials));
                json!({
                    "tid": ground.statement,
                    "n-success": success,
                    "n-trials": trials,
                    "p-success": counted.p_success,
                    "p-test": counted.p_test,
                })
            })
            .collect()
    };
    json!({ "agree": listed(Direction::Agree), "disagree": listed(Direction::Disagree) })
}

fn group_aware(votes: &GroupVotes, tids: &[Key]) -> Value {
    let product = |statement: usize| {
        let share = |group: &Vec<[u64; 3]>| {
            let [against, pass, with] = group[statement];
            (with as f64 + 1.0) / ((against + pass + with) as f64 + 2.0)
        };
        json!(votes.iter().map(share).product::<f64>())
    };
    by_key(tids, (0..tids.len()).map(product))
}
