//! Tiny instances by chance, and what a slow reading of the contract makes of each package.

use std::fmt::Write as _;

/// Numbers by chance: xorshift.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }
}

/// An alternative by its place, and whether it is wanted.
type Wish = (usize, bool);

pub(crate) struct Statement {
    pub(crate) by: usize,
    pub(crate) alternative: usize,
    /// None for an offer.
    stance: Option<&'static str>,
    pub(crate) wishes: Vec<Wish>,
    from: i64,
    until: Option<i64>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Rule {
    Objections(usize),
    Unanimity,
    Majority { share: Option<(usize, usize)>, quorum: Option<(usize, usize)>, each: bool },
}

pub(crate) struct World {
    pub(crate) rule: Rule,
    silence_blocks: bool,
    groups_silent: bool,
    reserve_blocks: bool,
    sponsor: bool,
    offers_alone: bool,
    /// By party, its constituency.
    parties: Vec<usize>,
    /// By speaker, the groups it is in; groups come after the parties.
    within: Vec<Vec<usize>>,
    /// By unit, its weight; by alternative, its unit.
    pub(crate) weights: Vec<u64>,
    pub(crate) units: Vec<usize>,
    pub(crate) statements: Vec<Statement>,
    /// Party, group, and all, a unit's chapter, or an alternative.
    apart: Vec<(usize, usize, Scope)>,
    pub(crate) links: Vec<(usize, Vec<Wish>)>,
    lifts: Vec<usize>,
}

#[derive(Clone, Copy, PartialEq)]
enum Scope {
    All,
    Chapter(usize),
    Alternative(usize),
}

const NOW: i64 = 10;

impl World {
    pub(crate) fn by_chance(chance: &mut Chance) -> World {
        let parties: Vec<usize> = (0..2 + chance.below(3)).map(|_| chance.below(3)).collect();
        let groups = chance.below(3);
        let speakers = parties.len() + groups;
        let mut within = vec![vec![]; speakers];
        for (speaker, within) in within.iter_mut().enumerate() {
            for group in parties.len()..speakers {
                if group > speaker && chance.one_in(2) {
                    within.push(group);
                }
            }
        }
        let weights: Vec<u64> = (0..2 + chance.below(2)).map(|_| chance.below(3) as u64).collect();
        let mut units = vec![];
        for unit in 0..weights.len() {
            units.extend(vec![unit; [1, 1, 2, 2, 3][chance.below(5)]]);
        }
        let wishes = |chance: &mut Chance, least: usize| -> Vec<Wish> {
            let many = least + chance.below(2);
            (0..many).map(|_| (chance.below(units.len()), !chance.one_in(3))).collect()
        };
        let mut statements = vec![];
        for _ in 0..units.len() * (1 + chance.below(4)) {
            let stances = [
                Some("support"),
                Some("support"),
                Some("live"),
                Some("reserve"),
                Some("object"),
                Some("object"),
                Some("none"),
                None,
                None,
            ];
            let stance = stances[chance.below(stances.len())];
            // Of an object no condition is told: that is what offers are for.
            let conditional = stance != Some("object") && chance.one_in(3);
            let wishes = if stance.is_none() || conditional {
                let least = usize::from(!chance.one_in(8));
                wishes(chance, least)
            } else {
                vec![]
            };
            statements.push(Statement {
                by: chance.below(speakers),
                alternative: chance.below(units.len()),
                stance,
                wishes,
                from: [1, 5, 7, NOW, NOW + 1][chance.below(5)],
                until: [None, None, None, Some(NOW), Some(NOW + 1), Some(NOW - 1)][chance.below(6)],
            });
        }
        let share = |chance: &mut Chance| {
            let whole = 1 + chance.below(4);
            chance.one_in(2).then(|| (1 + chance.below(whole), whole))
        };
        let rule = match chance.below(7) {
            0 => Rule::Unanimity,
            1 | 2 => Rule::Objections(0),
            3 => Rule::Objections(1 + chance.below(2)),
            _ => Rule::Majority {
                share: share(chance),
                quorum: share(chance),
                each: chance.one_in(3),
            },
        };
        let scopes = |chance: &mut Chance| match chance.below(3) {
            0 => Scope::All,
            1 => Scope::Chapter(chance.below(weights.len())),
            _ => Scope::Alternative(chance.below(units.len())),
        };
        let mut apart = vec![];
        for _ in 0..if groups > 0 { chance.below(3) } else { 0 } {
            let group = parties.len() + chance.below(groups);
            apart.push((chance.below(parties.len()), group, scopes(chance)));
        }
        let mut links = vec![];
        for _ in 0..chance.below(3) {
            let least = usize::from(!chance.one_in(6));
            links.push((chance.below(units.len()), wishes(chance, least)));
        }
        let stances = (0..statements.len()).filter(|&s| statements[s].stance.is_some());
        let lifts = stances.filter(|_| chance.one_in(12)).collect();
        World {
            rule,
            silence_blocks: chance.one_in(8),
            groups_silent: chance.one_in(8),
            reserve_blocks: chance.one_in(3),
            sponsor: chance.one_in(3),
            offers_alone: chance.one_in(3),
            parties,
            within,
            weights,
            units,
            statements,
            apart,
            links,
            lifts,
        }
    }

    fn speaker(&self, speaker: usize) -> String {
        let party = speaker < self.parties.len();
        if party { format!("p {speaker}") } else { format!("g%{speaker}") }
    }

    /// As a file.
    pub(crate) fn json(&self) -> String {
        let groups = |speaker: usize| {
            let groups =
                self.within[speaker].iter().map(|&group| format!("\"{}\"", self.speaker(group)));
            groups.collect::<Vec<_>>().join(",")
        };
        let wishes = |wishes: &[Wish]| {
            let sign = |wanted| if wanted { '+' } else { '-' };
            let wishes = wishes.iter().map(|&(a, wanted)| format!("\"{}a:{a}\"", sign(wanted)));
            wishes.collect::<Vec<_>>().join(",")
        };
        let parties = (0..self.parties.len()).map(|party| {
            let constituency = match self.parties[party] {
                0 => String::new(),
                some => format!("\"constituency\":\"{some}\","),
            };
            format!(
                "{{\"id\":\"{}\",{constituency}\"groups\":[{}]}}",
                self.speaker(party),
                groups(party)
            )
        });
        let of_groups = (self.parties.len()..self.within.len()).map(|group| {
            format!("{{\"id\":\"{}\",\"groups\":[{}]}}", self.speaker(group), groups(group))
        });
        let units = (0..self.weights.len()).map(|unit| {
            let of = (0..self.units.len()).filter(|&a| self.units[a] == unit);
            let of: Vec<String> = of.map(|a| format!("{{\"id\":\"a:{a}\"}}")).collect();
            let (weight, of) = (self.weights[unit], of.join(","));
            format!("{{\"id\":\"u{unit}\",\"chapter\":\"c{unit}\",\"weight\":{weight},\"alternatives\":[{of}]}}")
        });
        let statements = self.statements.iter().enumerate().map(|(place, s)| {
            let mut line = format!(
                "{{\"id\":\"s\\u00e9{place}\",\"by\":\"{}\",\"alt\":\"a:{}\",\"t\":{}",
                self.speaker(s.by),
                s.alternative,
                s.from
            );
            let ends = if place % 2 == 0 { "withdrawn" } else { "expires" };
            s.until
                .iter()
                .for_each(|until| write!(line, ",\"{ends}\":{until}").expect("a string takes all"));
            let rest = match s.stance {
                None => {
                    format!(",\"offer\":true,\"if\":[{}],\"then\":\"live\"}}", wishes(&s.wishes))
                }
                Some(stance) if s.wishes.is_empty() => format!(",\"stance\":\"{stance}\"}}"),
                Some(stance) => {
                    format!(",\"stance\":\"{stance}\",\"only_if\":[{}]}}", wishes(&s.wishes))
                }
            };
            line + &rest
        });
        let apart = self.apart.iter().map(|&(party, group, scope)| {
            let scope = match scope {
                Scope::All => "*".to_owned(),
                Scope::Chapter(unit) => format!("c{unit}"),
                Scope::Alternative(alternative) => format!("a:{alternative}"),
            };
            let (party, group) = (self.speaker(party), self.speaker(group));
            format!("{{\"party\":\"{party}\",\"group\":\"{group}\",\"scope\":\"{scope}\"}}")
        });
        let links = self.links.iter().map(|(alternative, then)| {
            format!("{{\"if\":\"a:{alternative}\",\"then\":[{}],\"why\":\"\"}}", wishes(then))
        });
        let list = |items: Vec<String>| items.join(",\n");
        format!(
            "{{\"format\":\"packages/1\",\"now\":{NOW},\"policy\":{{\"silence\":\"consent\",\"reserve_blocks\":{},\
             \"sponsor\":{},\"offers_alone\":{}}},\n\"parties\":[{}],\"groups\":[{}],\n\"units\":[{}],\n\
             \"statements\":[{}],\n\"dissociations\":[{}],\n\"links\":[{}]}}",
            self.reserve_blocks,
            self.sponsor,
            self.offers_alone,
            list(parties.collect()),
            list(of_groups.collect()),
            list(units.collect()),
            list(statements.collect()),
            list(apart.collect()),
            list(links.collect()),
        )
    }

    /// The lines of the question.
    pub(crate) fn question(&self) -> String {
        let share = |share: Option<(usize, usize)>, before: &str| match share {
            Some((part, whole)) => format!("{before}{part}/{whole}"),
            None => String::new(),
        };
        let rule = match self.rule {
            Rule::Objections(0) => "consensus".to_owned(),
            Rule::Objections(most) => format!("objections {most}"),
            Rule::Unanimity => "unanimity".to_owned(),
            Rule::Majority { share: of, quorum, each } => {
                let each = if each { " each" } else { "" };
                format!("majority{}{}{each}", share(of, " "), share(quorum, " quorum "))
            }
        };
        let silence = if self.silence_blocks { "block" } else { "consent" };
        let groups = if self.groups_silent { "silent" } else { "speak" };
        let lifts: String = self.lifts.iter().map(|s| format!("lift sé{s}\n")).collect();
        format!(
            "rapporteur-certificate/1\nat {NOW}\nrule {rule}\nsilence {silence}\ngroups {groups}\n{lifts}"
        )
    }

    fn in_force(&self, s: &Statement) -> bool {
        s.from <= NOW && s.until.is_none_or(|until| until > NOW)
    }

    /// The base of a speaker on an alternative: its statement.
    pub(crate) fn base(&self, speaker: usize, alternative: usize) -> Option<usize> {
        let of = |&s: &usize| {
            let statement = &self.statements[s];
            statement.by == speaker
                && statement.alternative == alternative
                && self.in_force(statement)
        };
        let mut best: Option<usize> = None;
        for s in
            (0..self.statements.len()).filter(of).filter(|&s| self.statements[s].stance.is_some())
        {
            if best.is_none_or(|best| self.statements[best].from <= self.statements[s].from) {
                best = Some(s);
            }
        }
        let offers =
            (0..self.statements.len()).filter(of).filter(|&s| self.statements[s].stance.is_none());
        best.or_else(|| {
            offers.min_by_key(|&s| self.statements[s].from).filter(|_| self.offers_alone)
        })
    }

    fn is_in(&self, party: usize, group: usize) -> bool {
        fn reaches(within: &[Vec<usize>], from: usize, to: usize) -> bool {
            within[from].iter().any(|&group| group == to || reaches(within, group, to))
        }
        reaches(&self.within, party, group)
    }

    /// Whether what a speaker says of an alternative binds a party.
    fn binds(&self, speaker: usize, party: usize, alternative: usize) -> bool {
        let unit = self.units[alternative];
        let apart = [Scope::All, Scope::Chapter(unit), Scope::Alternative(alternative)]
            .iter()
            .any(|&scope| self.apart.contains(&(party, speaker, scope)));
        speaker == party
            || self.is_in(party, speaker)
                && !self.groups_silent
                && !apart
                && self.base(party, alternative).is_none()
    }

    /// The bases that bind a party.
    pub(crate) fn bind(&self, party: usize, alternative: usize) -> Vec<usize> {
        let speakers =
            (0..self.within.len()).filter(|&speaker| self.binds(speaker, party, alternative));
        speakers.filter_map(|speaker| self.base(speaker, alternative)).collect()
    }

    pub(crate) fn hold(&self, wishes: &[Wish], package: &[usize]) -> bool {
        wishes.iter().all(|&(alternative, wanted)| package.contains(&alternative) == wanted)
    }

    pub(crate) fn is_met(&self, base: usize, package: &[usize]) -> bool {
        let s = &self.statements[base];
        let by_offer = || {
            let offers = self.statements.iter().filter(|o| {
                o.stance.is_none()
                    && o.by == s.by
                    && o.alternative == s.alternative
                    && self.in_force(o)
            });
            offers.into_iter().any(|offer| self.hold(&offer.wishes, package))
        };
        match s.stance {
            _ if self.lifts.contains(&base) => true,
            None | Some("object") => by_offer(),
            Some("reserve") if self.reserve_blocks => by_offer(),
            Some(_) => self.hold(&s.wishes, package),
        }
    }

    /// Whether a package is acceptable.
    pub(crate) fn accepts(&self, package: &[usize]) -> bool {
        let once =
            |&a: &usize| package.iter().filter(|&&b| self.units[b] == self.units[a]).count() == 1;
        package.iter().all(once) && package.iter().all(|&a| self.allows(a, package))
    }

    fn allows(&self, alternative: usize, package: &[usize]) -> bool {
        let parties: Vec<Vec<usize>> =
            (0..self.parties.len()).map(|party| self.bind(party, alternative)).collect();
        let is = |base: &usize, stances: &[&str]| {
            self.statements[*base].stance.is_some_and(|stance| stances.contains(&stance))
        };
        let objects = |bases: &Vec<usize>| bases.iter().any(|&base| !self.is_met(base, package));
        let abstains = |bases: &Vec<usize>| bases.iter().any(|base| is(base, &["reserve", "none"]));
        let linked = self
            .links
            .iter()
            .filter(|link| link.0 == alternative)
            .all(|(_, then)| then.iter().any(|&wish| self.hold(&[wish], package)));
        let supported = parties.iter().flatten().any(|base| is(base, &["support"]));
        let heard = parties.iter().filter(|bases| !bases.is_empty()).count();
        let objecting = parties.iter().filter(|bases| objects(bases)).count();
        let rule = match self.rule {
            Rule::Objections(most) => objecting <= most,
            Rule::Unanimity => {
                objecting == 0 && heard == parties.len() && !parties.iter().any(abstains)
            }
            Rule::Majority { share, quorum, each } => {
                let reached = |among: &dyn Fn(usize) -> bool| {
                    let sides = (0..parties.len()).filter(|&p| among(p) && !parties[p].is_empty());
                    let sides: Vec<usize> = sides.filter(|&p| !abstains(&parties[p])).collect();
                    let content = sides.iter().filter(|&&p| !objects(&parties[p])).count();
                    !sides.is_empty()
                        && match share {
                            None => content > sides.len() - content,
                            Some((part, whole)) => content * whole >= part * sides.len(),
                        }
                };
                let constituency = |named: usize| {
                    self.parties.contains(&named) && !reached(&|p| self.parties[p] == named)
                };
                reached(&|_| true)
                    && quorum.is_none_or(|(part, whole)| heard * whole >= part * parties.len())
                    && !(each && (1..3).any(constituency))
            }
        };
        linked
            && rule
            && (supported || !self.sponsor)
            && (heard == parties.len() || !self.silence_blocks)
    }

    /// All sets of alternatives.
    pub(crate) fn packages(&self) -> Vec<Vec<usize>> {
        let all = 0..1_u32 << self.units.len();
        all.map(|set| (0..self.units.len()).filter(|a| set >> a & 1 == 1).collect()).collect()
    }

    pub(crate) fn weighs(&self, package: &[usize]) -> u64 {
        package.iter().map(|&alternative| self.weights[self.units[alternative]]).sum()
    }
}
