//! The statements on an alternative, read: who holds what, whom it binds, and which clauses it amounts to.

use super::parties::Parties;
use super::{Block, Clause, Clauses, Limit, Options, Way, Why, Worth};
use crate::packages::instance::{Instance, Policy, Said, Scope, Silence, Speaker, Statement};
use crate::packages::rule::Rule;
use record::event::positions::Stance;
use std::ops::Range;

/// What [`Reading::stand`] tells, the strictest first.
const STANDS: [Worth; 3] = [Worth::Nothing, Worth::Accepted, Worth::Supported];

/// What a speaker holds of the alternative at hand.
struct Held {
    by: Speaker,
    /// Its base, by its place among the statements.
    base: u32,
    /// Its statements, in [`Reading::spoken`].
    spoken: Range<usize>,
}

/// An instance as it is read, alternative by alternative; what is kept by party is of the alternative at hand.
pub(in crate::packages) struct Reading<'a> {
    instance: &'a Instance,
    options: &'a Options,
    /// A statement that is not as in the instance, or stands behind the last.
    changed: Option<(u32, &'a Statement)>,
    /// The members of each group who did not dissociate themselves from all that it says.
    members: Vec<Parties>,
    /// Who dissociated itself from what a group says of a chapter or an alternative, rising.
    apart: Vec<(Scope, u32, u32)>,
    /// Those of the chapter, and those of the alternative.
    apart_here: [Range<usize>; 2],
    /// Links by alternative, then by place.
    links: Vec<(u32, u32)>,
    /// The statements by speaker, then as they count.
    spoken: Vec<(Speaker, i64, u32)>,
    held: Vec<Held>,
    /// Whom the base at hand binds.
    bound: Parties,
    /// Who has a base of its own.
    own: Parties,
    /// Whom a base binds that takes no side.
    abstain: Parties,
    /// Whom bases bind that are worth nothing, accept, and support.
    stand: [Parties; 3],
    /// How each party stands, the strictest base that binds it counting.
    worth: Vec<Worth>,
    /// The clauses that bind each party, under a rule that counts.
    terms: Vec<Vec<u32>>,
}

impl<'a> Reading<'a> {
    /// Nothing is read yet.
    pub(in crate::packages) fn new(instance: &'a Instance, options: &'a Options) -> Self {
        let parties = instance.parties.len();
        let none = || Parties::none(parties);
        let mut members = vec![none(); instance.groups.len()];
        for (group, of) in members.iter_mut().zip(instance.members()) {
            of.into_iter().for_each(|party| group.add(party));
        }
        let mut apart = Vec::new();
        for of in &instance.dissociations {
            match of.scope {
                Scope::All => members[of.group as usize].remove(of.party),
                scope => apart.push((scope, of.group, of.party)),
            }
        }
        apart.sort_unstable();
        let links = instance.links.iter().map(|link| link.alternative);
        let mut links: Vec<(u32, u32)> = links.zip(0..).collect();
        links.sort_unstable();
        Self {
            instance,
            options,
            changed: None,
            members,
            apart,
            apart_here: [0..0, 0..0],
            links,
            spoken: Vec::new(),
            held: Vec::new(),
            bound: none(),
            own: none(),
            abstain: none(),
            stand: [none(), none(), none()],
            worth: vec![Worth::Unheard; parties],
            terms: vec![Vec::new(); parties],
        }
    }

    /// The same with a statement that is not as in the instance, or stands behind the last.
    pub(in crate::packages) fn with(self, place: u32, statement: &'a Statement) -> Self {
        Self { changed: Some((place, statement)), ..self }
    }

    /// What stands in the way of one alternative, on which these statements are in force, rising by their places.
    pub(in crate::packages) fn alone(mut self, alternative: u32, spoken: &[u32]) -> Clauses {
        let mut found = Clauses::none(self.instance, self.options);
        self.read(alternative, spoken, &mut found);
        found
    }

    fn statement(&self, place: u32) -> &'a Statement {
        match self.changed {
            Some((changed, statement)) if changed == place => statement,
            _ => &self.instance.statements[place as usize],
        }
    }

    /// Adds what stands in the way of the next alternative, on which these statements are in force, rising.
    pub(super) fn read(&mut self, alternative: u32, spoken: &[u32], into: &mut Clauses) {
        self.enter(alternative);
        self.hold(spoken);
        self.own.clear();
        self.abstain.clear();
        self.stand.iter_mut().for_each(Parties::clear);
        if !self.is_hard() {
            self.terms.iter_mut().for_each(Vec::clear);
        }
        for held in &self.held {
            if let Speaker::Party(party) = held.by {
                self.own.add(party);
            }
        }
        let mut sponsored = false;
        let all = std::mem::take(&mut self.held);
        for held in &all {
            self.bind(held.by);
            if !self.bound.is_empty() {
                let said = &self.statement(held.base).said;
                sponsored |= matches!(said, Said::Stance(Some(Stance::Supports), _));
                self.base(held, said, alternative, into);
            }
        }
        self.held = all;
        self.worth.fill(Worth::Unheard);
        for (stand, worth) in self.stand.iter().zip(STANDS).rev() {
            stand.iter().for_each(|party| self.worth[party as usize] = worth);
        }
        let first = self.links.partition_point(|link| link.0 < alternative);
        for &(_, link) in self.links[first..].iter().take_while(|link| link.0 == alternative) {
            let then = &self.instance.links[link as usize].then;
            let ways = then.iter().map(|&l| Way { literals: vec![l], offer: None }).collect();
            push(into, alternative, ways, Why::Link(link), true);
        }
        if self.instance.policy.sponsor && !sponsored {
            push(into, alternative, Vec::new(), Why::NoSupport, true);
        }
        if let Some(why) = self.silent() {
            push(into, alternative, Vec::new(), why, true);
        }
        self.count(alternative, into);
        into.worth.extend(&self.worth);
    }

    /// Whether each clause must hold, and no limit counts them.
    fn is_hard(&self) -> bool {
        matches!(self.options.rule, Rule::Consensus | Rule::Unanimity)
    }

    /// Looks up who dissociated itself from what groups say of an alternative, or of its chapter.
    fn enter(&mut self, alternative: u32) {
        let unit = self.instance.alternatives[alternative as usize].unit;
        let chapter = self.instance.units[unit as usize].chapter;
        self.apart_here = [Scope::Chapter(chapter), Scope::Alternative(alternative)].map(|scope| {
            let from = self.apart.partition_point(|apart| apart.0 < scope);
            from..self.apart.partition_point(|apart| apart.0 <= scope)
        });
    }

    /// Works out who holds what: of the stances of a speaker the latest is its base, and without one, where offers count
    /// alone, the earliest of its offers.
    fn hold(&mut self, spoken: &[u32]) {
        self.spoken.clear();
        for &place in spoken {
            let statement = self.statement(place);
            self.spoken.push((statement.by, statement.from, place));
        }
        self.spoken.sort_unstable();
        self.held.clear();
        let mut until = 0;
        for of in self.spoken.chunk_by(|one, other| one.0 == other.0) {
            let from = until;
            until += of.len();
            let is_stance = |place: &u32| matches!(self.statement(*place).said, Said::Stance(..));
            let stance = of.iter().rev().map(|spoken| spoken.2).find(is_stance);
            let alone = of.first().filter(|_| self.instance.policy.offers_alone);
            if let Some(base) = stance.or(alone.map(|spoken| spoken.2)) {
                self.held.push(Held { by: of[0].0, base, spoken: from..until });
            }
        }
    }

    /// Works out whom a speaker's base binds.
    fn bind(&mut self, by: Speaker) {
        let group = match by {
            Speaker::Party(party) => {
                self.bound.clear();
                return self.bound.add(party);
            }
            Speaker::Group(_) if self.options.groups_silent => return self.bound.clear(),
            Speaker::Group(group) => group,
        };
        self.bound.set_beyond(&self.members[group as usize], &self.own);
        for here in &self.apart_here {
            let here = &self.apart[here.clone()];
            let of_group = here[here.partition_point(|apart| apart.1 < group)..].iter();
            of_group
                .take_while(|apart| apart.1 == group)
                .for_each(|apart| self.bound.remove(apart.2));
        }
    }

    /// What a base amounts to, for those whom it binds.
    fn base(&mut self, held: &Held, said: &Said, alternative: u32, into: &mut Clauses) {
        self.note(said);
        if matches!(said, Said::Stance(None | Some(Stance::ReservesPosition), _)) {
            self.abstain.join(&self.bound);
        }
        let ways = match said {
            Said::Stance(stance, conditions) if !blocks(*stance, &self.instance.policy) => {
                if conditions.is_empty() {
                    return;
                }
                vec![Way { literals: conditions.clone(), offer: None }]
            }
            Said::Stance(..) | Said::Offer(_) => self.offered(held),
        };
        if self.options.lifted.binary_search(&held.base).is_ok() {
            return;
        }
        let parties = self.bound.len();
        let why = Why::Statement { by: held.by, base: held.base, parties };
        let hard = self.is_hard();
        if !hard {
            let place = into.all.len() as u32;
            self.bound.iter().for_each(|party| self.terms[party as usize].push(place));
        }
        push(into, alternative, ways, why, hard);
    }

    /// The ways that a speaker's offers open.
    fn offered(&self, held: &Held) -> Vec<Way> {
        let of = self.spoken[held.spoken.clone()].iter().map(|spoken| spoken.2);
        let ways = of.filter_map(|place| match &self.statement(place).said {
            Said::Offer(conditions) => {
                Some(Way { literals: conditions.clone(), offer: Some(place) })
            }
            Said::Stance(..) => None,
        });
        ways.collect()
    }

    /// Notes what a base is worth to those whom it binds.
    fn note(&mut self, said: &Said) {
        let stand = match said {
            Said::Stance(Some(Stance::ReservesPosition | Stance::Objects) | None, _) => 0,
            Said::Stance(Some(Stance::CanAccept), _) | Said::Offer(_) => 1,
            Said::Stance(Some(Stance::Supports), _) => 2,
        };
        self.stand[stand].join(&self.bound);
    }

    /// A party whose silence, or whose taking no side, stands in the way.
    fn silent(&self) -> Option<Why> {
        let unanimity = self.options.rule == Rule::Unanimity;
        let silence = self.options.silence.unwrap_or(self.instance.policy.silence);
        if silence != Silence::Blocks && !unanimity {
            return None;
        }
        let stands = |&party: &u32| {
            let unheard = self.worth[party as usize] == Worth::Unheard;
            unheard || unanimity && self.abstain.has(party)
        };
        (0..self.instance.parties.len() as u32).find(stands).map(Why::Silent)
    }

    /// Under a rule that counts, who may object.
    fn count(&self, alternative: u32, into: &mut Clauses) {
        let (quorum, each) = match self.options.rule {
            Rule::Consensus | Rule::Unanimity => return,
            Rule::Objections(_) => (None, false),
            Rule::Majority { quorum, each, .. } => (quorum, each),
        };
        let parties = 0..self.instance.parties.len() as u32;
        let worth = |party: u32| self.worth[party as usize];
        let heard = parties.clone().filter(|&party| worth(party) != Worth::Unheard).count();
        let quorate = quorum.is_none_or(|q| q.is_reached(heard, self.instance.parties.len()));
        let counts = matches!(self.options.rule, Rule::Majority { .. });
        let mut limits = Vec::new();
        // Among all, and in each constituency that has a name; parties of none count only among all.
        let named = self.instance.constituencies.iter().enumerate().filter(|c| !c.1.is_empty());
        let named = named.filter(|_| each).map(|c| Some(c.0 as u32));
        for constituency in std::iter::once(None).chain(named) {
            let of = |&party: &u32| {
                let own = self.instance.parties[party as usize].constituency;
                constituency.is_none_or(|constituency| own == constituency)
            };
            // Under a majority only those who take a side count, under objections everybody.
            let sided = |&party: &u32| {
                !counts || worth(party) != Worth::Unheard && !self.abstain.has(party)
            };
            let of: Vec<u32> = parties.clone().filter(of).filter(sided).collect();
            limits.push((self.options.rule.tolerated(of.len() as u32), of));
        }
        if !quorate || limits.iter().any(|limit| limit.0.is_none()) {
            return push(into, alternative, Vec::new(), Why::Quorum, true);
        }
        for (bound, of) in limits {
            let mut terms: Vec<&[u32]> = of.iter().map(|&p| &self.terms[p as usize][..]).collect();
            terms.retain(|terms| !terms.is_empty());
            terms.sort_unstable();
            let blocks = terms.chunk_by(|one, other| one == other);
            let block =
                |same: &[&[u32]]| Block { parties: same.len() as u32, terms: same[0].to_vec() };
            let blocks: Vec<Block> = blocks.map(block).collect();
            let bound = bound.unwrap_or(0);
            if blocks.iter().map(|block| block.parties).sum::<u32>() > bound {
                into.limits.push(Limit { alternative, bound, blocks });
            }
        }
    }
}

fn push(into: &mut Clauses, alternative: u32, ways: Vec<Way>, why: Why, hard: bool) {
    into.all.push(Clause { alternative, ways, why, hard });
}

/// Whether a stance stands in the way unless one of the speaker's offers holds.
fn blocks(stance: Option<Stance>, policy: &Policy) -> bool {
    match stance {
        Some(Stance::Objects) => true,
        Some(Stance::ReservesPosition) => policy.reserve_blocks,
        Some(Stance::Supports | Stance::CanAccept) | None => false,
    }
}
