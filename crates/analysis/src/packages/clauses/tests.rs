//! Each sentence of docs/reference/packages-instance.md, under "What it amounts to", up to the rule.

use super::{Options, Way, Why, Worth, clauses};
use crate::packages::{
    Alternative, Dissociation, Group, Instance, Kind, Link, Literal, Party, Policy, Said, Scope,
    Silence, Speaker, Statement, Unit,
};
use record::event::positions::Stance;

/// A small instance from lines: `group G in H`, `party P in G`, `unit a b`, `link a +b`, `apart P G SCOPE`, or a statement
/// `BY ALTERNATIVE STANCE T [LITERAL …] [withdrawn T] [expires T]`. Statements are called s1, s2 and so on.
pub(in crate::packages) fn instance(policy: Policy, story: &str) -> Instance {
    let mut made = Instance {
        name: "".into(),
        now: 100,
        policy,
        constituencies: vec!["".into()],
        parties: Vec::new(),
        groups: Vec::new(),
        chapters: Vec::new(),
        units: Vec::new(),
        alternatives: Vec::new(),
        statements: Vec::new(),
        dissociations: Vec::new(),
        links: Vec::new(),
    };
    for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split(' ').collect();
        made.add(&words);
    }
    made.dissociations.sort_unstable();
    made
}

impl Instance {
    pub(in crate::packages) fn add(&mut self, words: &[&str]) {
        match words {
            ["group", name, rest @ ..] => {
                let groups = rest.iter().skip(1).map(|g| self.group(g)).collect();
                self.groups.push(Group { name: (*name).into(), groups });
            }
            ["party", name, rest @ ..] => {
                let groups = rest.iter().skip(1).map(|g| self.group(g)).collect();
                self.parties.push(Party { name: (*name).into(), constituency: 0, groups });
            }
            ["unit", names @ ..] => {
                let (unit, first) = (self.units.len() as u32, self.alternatives.len() as u32);
                self.alternatives.extend(names.iter().map(|name| Alternative {
                    name: (*name).into(),
                    kind: Kind::Wording,
                    text: None,
                    unit,
                }));
                self.chapters.push(format!("c{unit}").into());
                self.units.push(Unit {
                    name: format!("u{unit}").into(),
                    chapter: unit,
                    weight: 1,
                    title: None,
                    alternatives: first..first + names.len() as u32,
                });
            }
            ["link", alternative, then @ ..] => self.links.push(Link {
                alternative: self.alternative(alternative),
                then: then.iter().map(|l| self.literal(l)).collect(),
                why: "".into(),
            }),
            ["apart", party, group, scope] => {
                let Speaker::Party(party) = self.speaker(party) else { panic!("{party}") };
                let scope = match scope.strip_prefix("chapter-") {
                    Some(chapter) => Scope::Chapter(chapter.parse().unwrap()),
                    None if *scope == "*" => Scope::All,
                    None => Scope::Alternative(self.alternative(scope)),
                };
                self.dissociations.push(Dissociation { party, group: self.group(group), scope });
            }
            [by, alternative, stance, from, rest @ ..] => {
                let after = |word| {
                    let at = rest.iter().position(|w| *w == word)?;
                    rest[at + 1].parse().ok()
                };
                let signed = |w: &&&str| w.starts_with(['+', '-']);
                let literals = rest.iter().filter(signed).map(|l| self.literal(l)).collect();
                let said = match *stance {
                    "offer" => Said::Offer(literals),
                    "support" => Said::Stance(Some(Stance::Supports), literals),
                    "live" => Said::Stance(Some(Stance::CanAccept), literals),
                    "reserve" => Said::Stance(Some(Stance::ReservesPosition), literals),
                    "object" => Said::Stance(Some(Stance::Objects), literals),
                    "none" => Said::Stance(None, literals),
                    other => panic!("{other}"),
                };
                self.statements.push(Statement {
                    name: format!("s{}", self.statements.len() + 1).into(),
                    by: self.speaker(by),
                    alternative: self.alternative(alternative),
                    said,
                    from: from.parse().unwrap(),
                    withdrawn: after("withdrawn"),
                    expires: after("expires"),
                });
            }
            other => panic!("{other:?}"),
        }
    }

    fn group(&self, name: &str) -> u32 {
        self.groups.iter().position(|g| *g.name == *name).unwrap() as u32
    }

    fn alternative(&self, name: &str) -> u32 {
        self.alternatives.iter().position(|a| *a.name == *name).unwrap() as u32
    }

    fn literal(&self, signed: &str) -> Literal {
        let wanted = signed.starts_with('+');
        Literal { alternative: self.alternative(&signed[1..]), wanted }
    }

    fn speaker(&self, name: &str) -> Speaker {
        match self.parties.iter().position(|p| *p.name == *name) {
            Some(party) => Speaker::Party(party as u32),
            None => Speaker::Group(self.group(name)),
        }
    }
}

/// The clauses in words: `a: s1 of 2: +b -c or +d`, `a: link 0: …`, `a: unsupported`, `a: silent P`.
/// Without a way it is `never`, a way without conditions is `always`.
fn told(instance: &Instance, options: &Options) -> String {
    let mut told = Vec::new();
    for clause in clauses(instance, options).all {
        let why = match clause.why {
            Why::Statement { base, parties, by } => {
                let statement = &instance.statements[base as usize];
                assert_eq!((statement.by, statement.alternative), (by, clause.alternative));
                format!("{} of {parties}: {}", statement.name, ways(instance, &clause.ways))
            }
            Why::Link(place) => format!("link {place}: {}", ways(instance, &clause.ways)),
            Why::NoSupport => "unsupported".to_owned(),
            Why::Silent(party) => format!("silent {}", instance.parties[party as usize].name),
            Why::Quorum => "quorum".to_owned(),
        };
        if let Why::NoSupport | Why::Silent(_) = clause.why {
            assert!(clause.ways.is_empty());
        }
        let alternative = &instance.alternatives[clause.alternative as usize];
        told.push(format!("{}: {why}", alternative.name));
    }
    told.join("\n")
}

fn ways(instance: &Instance, ways: &[Way]) -> String {
    let literal = |literal: &Literal| {
        let sign = if literal.wanted { '+' } else { '-' };
        format!("{sign}{}", instance.alternatives[literal.alternative as usize].name)
    };
    let way = |way: &Way| match &way.literals[..] {
        [] => "always".to_owned(),
        all => all.iter().map(literal).collect::<Vec<_>>().join(" "),
    };
    match ways {
        [] => "never".to_owned(),
        ways => ways.iter().map(way).collect::<Vec<_>>().join(" or "),
    }
}

#[track_caller]
fn check_with(policy: Policy, options: Options, story: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(told(&instance(policy, story), &options), expected.join("\n"));
}

#[track_caller]
fn check(story: &str, expected: &str) {
    check_with(Policy::default(), Options::default(), story, expected);
}

#[test]
fn a_statement_counts_from_its_instant_until_it_is_withdrawn_or_lapses() {
    let story = "party P
        unit a b
        P a object 5 withdrawn 9
        P b object 5 expires 9";
    let at = |at| Options { at: Some(at), ..Options::default() };
    for counts in [5, 8] {
        check_with(
            Policy::default(),
            at(counts),
            story,
            "a: s1 of 1: never
             b: s2 of 1: never",
        );
    }
    for over in [4, 9, 10] {
        check_with(Policy::default(), at(over), story, "");
    }
}

#[test]
fn the_latest_stance_is_the_base() {
    check("party P\n unit a\n P a object 7\n P a live 6", "a: s1 of 1: never");
}

#[test]
fn of_stances_at_the_same_instant_the_last_of_the_file_is_the_base() {
    check("party P\n unit a\n P a object 7\n P a live 7", "");
    check("party P\n unit a\n P a live 7\n P a object 7", "a: s2 of 1: never");
}

#[test]
fn a_base_that_ends_gives_way_to_the_one_before() {
    check("party P\n unit a\n P a object 5\n P a live 7 withdrawn 9", "a: s1 of 1: never");
}

#[test]
fn offers_in_force_are_ways_to_meet_an_objection_and_end_without_it() {
    check(
        "party P
        unit a b c
        P a offer 4 +b
        P a object 5
        P a offer 6 -c +b
        P a offer 7 +c withdrawn 9",
        "a: s2 of 1: +b or -c +b",
    );
    check("party P\n unit a b\n P a object 5 withdrawn 6\n P a offer 5 +b", "");
}

#[test]
fn an_offer_without_conditions_always_holds() {
    check("party P\n unit a\n P a object 5\n P a offer 6", "a: s1 of 1: always");
}

#[test]
fn what_a_group_says_binds_members_without_a_base_of_their_own() {
    check(
        "group G
        party P in G
        party Q in G
        party R in G
        unit a b
        G a object 1
        G b object 1
        Q a live 1
        R b offer 1 +a",
        "a: s1 of 2: never
         b: s2 of 3: never",
    );
}

#[test]
fn a_member_whose_own_base_has_ended_is_bound_again() {
    check(
        "group G
        party P in G
        unit a
        G a object 1
        P a live 1 withdrawn 9",
        "a: s1 of 1: never",
    );
}

#[test]
fn who_dissociated_itself_is_not_bound() {
    let story = |scope: &str| {
        format!(
            "group G\n group H\n party P in G H\n party Q in G H\n unit a\n unit b
            apart P G {scope}
            G a object 1\n G b object 1\n H a object 1"
        )
    };
    let bound = |a, b| format!("a: s1 of {a}: never\n a: s3 of 2: never\n b: s2 of {b}: never");
    check(&story("*"), &bound(1, 1));
    check(&story("chapter-0"), &bound(1, 2));
    check(&story("a"), &bound(1, 2));
    check(&story("b"), &bound(2, 1));
}

#[test]
fn a_base_that_binds_nobody_counts_for_nothing() {
    let policy = Policy { sponsor: true, ..Policy::default() };
    check_with(
        policy,
        Options::default(),
        "group G\n group H\n party P in H\n unit a b\n G a object 1\n G b support 1\n H a support 1",
        "b: unsupported",
    );
}

#[test]
fn a_group_within_a_group_brings_its_members_and_each_counts_once() {
    check(
        "group TOP
        group MID in TOP
        group LOW in TOP MID
        party P in LOW
        party Q in TOP LOW
        party R in MID
        party S
        unit a b
        TOP a object 1
        MID b object 1
        R a live 1",
        "a: s1 of 2: never
         b: s2 of 3: never",
    );
}

#[test]
fn dissociation_from_a_group_is_none_from_the_groups_it_is_in() {
    check(
        "group TOP
        group LOW in TOP
        party P in LOW
        unit a
        apart P LOW *
        TOP a object 1
        LOW a object 1",
        "a: s1 of 1: never",
    );
}

#[test]
fn groups_that_are_silent_bind_nobody() {
    let options = Options { groups_silent: true, ..Options::default() };
    check_with(
        Policy { sponsor: true, ..Policy::default() },
        options,
        "group G\n party P in G\n unit a\n G a support 1",
        "a: unsupported",
    );
}

#[test]
fn support_acceptance_reservation_and_no_side_are_met_unless_they_have_conditions() {
    for stance in ["support", "live", "reserve", "none"] {
        check(&format!("party P\n unit a b\n P a {stance} 1"), "");
        // An offer beside them adds no way: they are met as they say.
        check(
            &format!("party P\n unit a b c\n P a {stance} 1 +b -c\n P a offer 1 +c"),
            "a: s1 of 1: +b -c",
        );
    }
}

#[test]
fn a_reservation_that_blocks_is_met_by_offers_alone() {
    let policy = Policy { reserve_blocks: true, ..Policy::default() };
    check_with(
        policy,
        Options::default(),
        "party P
        party Q
        unit a b
        P a reserve 1
        P a offer 1 +b
        P b reserve 1
        Q b reserve 1 +a",
        "a: s1 of 1: +b
         b: s3 of 1: never
         b: s4 of 1: never",
    );
}

#[test]
fn offers_alone_are_a_base_where_the_policy_says_so() {
    let story = "group G
        party P in G
        party Q in G
        unit a b c
        G a object 1
        P a offer 7 +b
        P a offer 3 +c
        P a offer 3 -b
        P a offer 1 +b -c withdrawn 2
        G b offer 2 +a";
    check(story, "a: s1 of 2: never");
    let policy = Policy { offers_alone: true, ..Policy::default() };
    check_with(
        policy,
        Options::default(),
        story,
        "a: s3 of 1: +c or -b or +b
         a: s1 of 1: never
         b: s6 of 2: +a",
    );
}

#[test]
fn a_base_of_offers_alone_is_heard_and_supports_nothing() {
    let policy =
        Policy { offers_alone: true, sponsor: true, silence: Silence::Blocks, ..Policy::default() };
    check_with(
        policy,
        Options::default(),
        "party P\n unit a b\n P a offer 1 +b",
        "a: s1 of 1: +b
         a: unsupported
         b: unsupported
         b: silent P",
    );
}

#[test]
fn a_link_has_one_way_for_each_literal() {
    check("unit a b c\n link a +b -c\n link b", "a: link 0: +b or -c\n b: link 1: never");
}

#[test]
fn where_silence_blocks_each_party_must_be_bound() {
    let policy = Policy { silence: Silence::Blocks, ..Policy::default() };
    let story = "group G
        party P in G
        party Q
        unit a b
        G a live 1
        Q a none 1
        Q b support 1";
    check_with(policy, Options::default(), story, "b: silent P");
    let consents = Options { silence: Some(Silence::Consents), ..Options::default() };
    check_with(policy, consents, story, "");
}

#[test]
fn of_what_several_groups_say_for_a_party_the_strictest_counts() {
    let instance = instance(
        Policy::default(),
        "group G
        group H
        party P in G H
        party Q in G
        party R
        unit a b
        G a support 1
        H a live 1
        G b support 1
        H b none 1
        R a offer 1 +b",
    );
    let clauses = clauses(&instance, &Options::default());
    let worth = |alternative| [0, 1, 2].map(|party| clauses.worth(party, alternative));
    assert_eq!(worth(0), [Worth::Accepted, Worth::Supported, Worth::Unheard]);
    assert_eq!(worth(1), [Worth::Nothing, Worth::Supported, Worth::Unheard]);
}
