//! Falsifications of a true narrative.
//!
//! Each makes it say, somewhere at random, what the record does not say, or leave out what it must say. Each is false by the record alone; how narratives are checked is not known here.

use crate::links::{Link, escape, links, splice};
use crate::narrate::{
    Narrator, claim, grade_words, level_words, list, outcome_words, stance_words, status_words,
};
use crate::world::Dice;
use record::entry::{Disclosure, Grade};
use record::event::agreement::{CallResult, Level};
use record::event::group::{OutcomeKind, RuleStatus};
use record::event::meetings::RulingEffect;
use record::event::positions::{Holder, Release, Stance};
use record::group::{Agreement, OfferState, Position, Provision, QualificationKind, Voice};
use record::{EntryId, Id, Record};
use std::collections::BTreeSet;

/// A kind of falsification.
#[derive(Clone, Copy)]
pub struct Kind {
    /// What it does, as the table shows it.
    pub name: &'static str,
    /// Does it; `None` where the record gives no occasion.
    apply: fn(&Case<'_>, &mut Dice) -> Option<String>,
}

impl Kind {
    /// Falsifies a narrative of a record.
    pub fn falsify(&self, record: &Record, narrative: &str, dice: &mut Dice) -> Option<String> {
        let case =
            Case { narrator: Narrator::new(record), text: narrative, links: links(narrative) };
        let bare = |text: &str| text.replace("](<claim:", "](claim:").replace(">)", ")");
        (self.apply)(&case, dice).filter(|falsified| bare(falsified) != bare(narrative))
    }
}

macro_rules! kinds {
    ($($name:literal $apply:ident)*) => {
        /// Every kind, in the order of the table.
        pub const KINDS: &[Kind] = &[$(Kind { name: $name, apply: $apply }),*];
    };
}

kinds! {
    "contested paragraph told as agreed" contested_as_agreed
    "paragraph never put told as agreed" open_as_agreed
    "bracketed paragraph told as agreed" bracketed_as_agreed
    "paragraph reworded since told as agreed" stale_as_agreed
    "agreed paragraph told as not agreed" agreed_as_open
    "level of agreement raised" level_raised
    "level of agreement lowered" level_lowered
    "agreed ad referendum told as adopted" ad_referendum_as_adopted
    "outstanding confirmation left out" confirmation_left_out
    "agreement declared over an objection told as agreed" declared_as_agreed
    "objection left out beside a ruling over it" ruling_without_objection
    "no objection told of a call with one" no_objection_invented
    "earlier wording quoted as present" old_wording
    "wording altered by one word" wording_altered
    "quotation altered by one word" quote_altered
    "position on an earlier wording told as present" stale_position
    "objection left out" objection_dropped
    "objector left out of a list" name_dropped
    "name added that does not hold it" name_added
    "name swapped for another party" name_swapped
    "statement of a coalition told as a member's" coalition_as_member
    "number beside names off by one" number_beside_names
    "number off by one" number_off
    "quantity raised to most" quantity_raised
    "quantity raised to all" quantity_all
    "quantity lowered to one" quantity_lowered
    "objections told as none" no_member_objects
    "verb denied" negated
    "position told as another" position_changed
    "position told of a silent party" position_invented
    "withdrawn objection told as standing" withdrawn_stands
    "superseded position told as standing" superseded_stands
    "ascribed position told as own" ascribed_as_own
    "teller of an ascription swapped" teller_swapped
    "holder in an ascription swapped" ascribed_to_another
    "inference told as fact" inference_as_fact
    "taken down told as declared" taken_down_as_own
    "reported or inferred told as declared" reported_as_own
    "unreleased offer told" unreleased_told
    "maker named of an offer released without name" maker_named
    "standing offer told as withdrawn" offer_withdrawn_invented
    "withdrawn offer told as standing" offer_stands_invented
    "name told that may only be counted" undisclosed_name
    "words told that may not be" undisclosed_words
    "constituency told as one" constituency_as_one
    "split invented" split_invented
    "reservation left out" reservation_dropped
    "sponsor swapped" sponsor_swapped
    "attendance invented" attendance_invented
    "outcome changed" outcome_changed
    "status of a rule changed" rule_changed
    "discussed paragraph told as not discussed" not_discussed
    "title of another thing" title_swapped
    "note titled as report" note_as_report
    "claim to an entry that does not exist" no_such_entry
    "words of agreement outside a claim" agreement_outside
    "quantity outside a claim" quantity_outside
    "camps invented" camps_invented
    "constituency claimed to be of one mind" one_mind_invented
    "camps or common ground outside a claim" camps_outside
}

/// A narrative and the record it is of.
struct Case<'a> {
    narrator: Narrator<'a>,
    text: &'a str,
    links: Vec<Link>,
}

impl<'a> Case<'a> {
    fn pick<'s>(&'s self, dice: &mut Dice, fits: impl Fn(&Link) -> bool) -> Option<&'s Link> {
        let fitting: Vec<&Link> = self.links.iter().filter(|l| fits(l)).collect();
        dice.pick(&fitting).copied()
    }

    fn of(&self, predicate: &str, argument: &str) -> Option<&Link> {
        self.links.iter().find(|l| l.predicate == predicate && l.argument == argument)
    }

    fn rewrite(&self, link: &Link, new: &Link) -> String {
        splice(self.text, &link.range, &new.write())
    }

    /// A sentence more, between two paragraphs or at the end.
    fn insert(&self, dice: &mut Dice, sentence: &str) -> String {
        let gaps: Vec<usize> = self
            .text
            .match_indices("\n\n")
            .map(|(at, _)| at)
            .skip(1)
            .chain([self.text.len()])
            .collect();
        let at = dice.pick(&gaps).copied().unwrap_or(self.text.len());
        splice(self.text, &(at..at), &format!("\n\n{sentence}.\n"))
    }

    /// The narrative without some claims.
    fn without(&self, drop: impl Fn(&Link) -> bool) -> String {
        let dropped = self.links.iter().rev().filter(|l| drop(l));
        dropped.fold(self.text.to_owned(), |text, link| splice(&text, &link.range, ""))
    }

    /// In place of a claim if there is one, else as a sentence more.
    fn instead(&self, dice: &mut Dice, link: Option<&Link>, new: &str) -> String {
        match link {
            Some(link) => splice(self.text, &link.range, new),
            None => self.insert(dice, new),
        }
    }

    fn provisions(&self, fits: impl Fn(&Provision) -> bool) -> Vec<&'a Provision> {
        self.narrator
            .group
            .provisions
            .values()
            .filter(|p| p.is_before_the_group() && fits(p))
            .collect()
    }

    fn positions(&self, fits: impl Fn(&Position) -> bool) -> Vec<&'a Position> {
        let matter = |p: &Position| {
            let provision = record::ProvisionId::new(p.on.as_str())
                .and_then(|id| self.narrator.group.provisions.get(&id));
            provision.is_none_or(Provision::is_before_the_group)
        };
        self.narrator.group.positions.iter().filter(|p| matter(p) && fits(p)).collect()
    }

    fn now(&self, on: &Id) -> Vec<&'a Position> {
        self.narrator.group.positions_now(on)
    }

    fn holds(&self, voice: &Id, stance: Stance, on: &Id) -> bool {
        self.now(on).iter().any(|p| p.voice.id() == voice && p.stance == stance)
    }

    fn name(&self, id: &Id) -> String {
        self.narrator.group.name_of(id).to_string()
    }

    /// Parties, by identity and name.
    fn parties(&self) -> Vec<(Id, String)> {
        self.narrator.group.parties.keys().map(|id| (id.0.clone(), self.name(&id.0))).collect()
    }

    /// Names of holders in the words of a link, where each begins; in the order of the words.
    fn names_in(&self, words: &str) -> Vec<(usize, String)> {
        let coalitions = self.narrator.group.coalitions.keys().map(|id| self.name(&id.0));
        let names = self.parties().into_iter().map(|(_, name)| name).chain(coalitions);
        let mut found: Vec<(usize, String)> =
            names.filter_map(|n| words.find(&n).map(|at| (at, n))).collect();
        found.sort();
        found
    }

    /// The words with other names in place of the row of names.
    fn renamed(&self, words: &str, names: &[String]) -> Option<String> {
        let found = self.names_in(words);
        let (first, last) = (found.first()?, found.last()?);
        Some(splice(words, &(first.0..last.0 + last.1.len()), &list(names)))
    }

    fn stance_link(
        &self,
        dice: &mut Dice,
        fits: impl Fn(&Link, Stance, &Id) -> bool,
    ) -> Option<(&Link, Stance, Id)> {
        let read = |l: &Link| Some((stance_of(&l.predicate)?, Id::new(&l.argument)?));
        let link = self.pick(dice, |l| read(l).is_some_and(|(stance, on)| fits(l, stance, &on)))?;
        read(link).map(|(stance, on)| (link, stance, on))
    }

    /// A party that does not hold this, and whose coalitions do not either.
    fn stranger(&self, dice: &mut Dice, stance: Stance, on: &Id) -> Option<String> {
        let holders: Vec<&Position> =
            self.now(on).into_iter().filter(|p| p.stance == stance).collect();
        let speaks = |party: &Id| {
            holders.iter().any(|p| {
                p.voice.id() == party
                    || self
                        .narrator
                        .group
                        .parties_of(&p.voice, p.entry)
                        .iter()
                        .any(|m| m.0 == *party)
            })
        };
        let free: Vec<String> =
            self.parties().into_iter().filter(|(id, _)| !speaks(id)).map(|(_, n)| n).collect();
        dice.pick(&free).cloned()
    }

    /// How many members hold a stance, the members of coalitions counted, and how many there are.
    fn share(&self, stance: Stance, on: &Id) -> (usize, usize) {
        let holders = self.now(on).into_iter().filter(|p| p.stance == stance);
        let parties: BTreeSet<_> =
            holders.flat_map(|p| self.narrator.group.parties_of(&p.voice, p.entry)).collect();
        let members = self.narrator.group.members();
        let held = members.iter().filter(|m| parties.contains(&m.admitted.said.id)).count();
        (held, members.len())
    }

    fn insert_held(&self, dice: &mut Dice, who: &str, stance: Stance, on: &Id) -> String {
        let (verb, predicate) = stance_words(stance, false);
        self.insert(dice, &claim(&escape(&format!("{who} {verb}")), predicate, on.as_str(), None))
    }
}

fn stance_of(predicate: &str) -> Option<Stance> {
    Some(match predicate {
        "supports" => Stance::Supports,
        "can-accept" => Stance::CanAccept,
        "reserves" => Stance::ReservesPosition,
        "objects" => Stance::Objects,
        _ => return None,
    })
}

fn number_in(words: &str) -> Option<(usize, &str, usize)> {
    let first = words.split(' ').next()?;
    let number = match first.to_lowercase().as_str() {
        "one" => 1,
        "two" => 2,
        digits => digits.parse().ok()?,
    };
    Some((number, first, first.len()))
}

fn another<'a>(dice: &mut Dice, of: &'a [(Id, String)], not: &[&str]) -> Option<&'a (Id, String)> {
    let others: Vec<&(Id, String)> =
        of.iter().filter(|(_, name)| !not.contains(&name.as_str())).collect();
    dice.pick(&others).copied()
}

/// One word of a passage replaced by another.
fn one_word_changed(dice: &mut Dice, passage: &str) -> Option<String> {
    let long: Vec<&str> =
        passage.split(' ').filter(|w| w.len() > 3 && w.chars().all(char::is_alphabetic)).collect();
    let word = dice.pick(&long)?;
    let at = passage.find(*word)?;
    let new = if *word == "otherwise" { "likewise" } else { "otherwise" };
    Some(splice(passage, &(at..at + word.len()), new))
}

// ---- Agreement -------------------------------------------------------------------------------------------------------

fn told_agreed(case: &Case<'_>, dice: &mut Dice, provisions: &[&Provision]) -> Option<String> {
    let provision = dice.pick(provisions)?;
    let words = dice.word(&["provisionally agreed", "adopted", "agreed"]);
    let id = provision.id.as_str();
    Some(case.instead(dice, case.of("not-agreed", id), &claim(words, "agreed", id, None)))
}

fn contested_as_agreed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let against = |p: &Provision| {
        case.now(&p.id.0)
            .iter()
            .any(|p| matches!(p.stance, Stance::Objects | Stance::ReservesPosition))
    };
    told_agreed(case, dice, &case.provisions(|p| p.agreement().is_none() && against(p)))
}

fn open_as_agreed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    told_agreed(case, dice, &case.provisions(|p| p.agreements.is_empty()))
}

fn bracketed_as_agreed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    told_agreed(
        case,
        dice,
        &case.provisions(|p| p.agreement().is_none() && p.version().words.text.contains('[')),
    )
}

fn stale_as_agreed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    told_agreed(case, dice, &case.provisions(|p| p.earlier_agreement().is_some()))
}

fn agreed_as_open(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let agreed = case.provisions(|p| {
        p.agreement().is_some_and(|a| !a.over_objection && a.level > Level::ContactGroup)
    });
    let id = dice.pick(&agreed)?.id.as_str();
    Some(case.instead(dice, case.of("agreed", id), &claim("not agreed", "not-agreed", id, None)))
}

/// A claim of agreement that is told at its level, with that agreement.
fn agreed_link<'s>(
    case: &'s Case<'_>,
    dice: &mut Dice,
    fits: impl Fn(&Agreement) -> bool,
) -> Option<(&'s Link, &'s Agreement)> {
    let agreement = |l: &Link| {
        let id = record::ProvisionId::new(&l.argument)?;
        case.narrator
            .group
            .provisions
            .get(&id)?
            .agreement()
            .filter(|a| l.plain().contains(level_words(a.level)))
    };
    let link = case.pick(dice, |l| l.predicate == "agreed" && agreement(l).is_some_and(&fits))?;
    agreement(link).map(|a| (link, a))
}

const LEVELS: [Level; 4] =
    [Level::ContactGroup, Level::Provisional, Level::AdReferendum, Level::Adopted];

fn relevelled(
    case: &Case<'_>,
    dice: &mut Dice,
    to: impl Fn(Level, Level) -> bool,
) -> Option<String> {
    let (link, agreement) = agreed_link(case, dice, |a| LEVELS.iter().any(|l| to(a.level, *l)))?;
    let levels: Vec<Level> = LEVELS.into_iter().filter(|l| to(agreement.level, *l)).collect();
    let words =
        link.plain().replace(level_words(agreement.level), level_words(*dice.pick(&levels)?));
    Some(case.rewrite(link, &link.saying(&words)))
}

fn level_raised(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    relevelled(case, dice, |from, to| to > from)
}

fn level_lowered(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    relevelled(case, dice, |from, to| to < from)
}

fn ad_referendum_as_adopted(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, _) = agreed_link(case, dice, |a| a.level == Level::AdReferendum)?;
    Some(case.rewrite(link, &link.saying("adopted")))
}

fn confirmation_left_out(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, agreement) = agreed_link(case, dice, |a| !a.outstanding().is_empty())?;
    Some(case.rewrite(link, &link.saying(level_words(agreement.level))))
}

fn declared_as_agreed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let declared = case.provisions(|p| p.agreement().is_some_and(|a| a.over_objection));
    let provision = dice.pick(&declared)?;
    let words = level_words(provision.agreement()?.level);
    let id = provision.id.as_str();
    Some(case.instead(dice, case.of("declared", id), &claim(words, "agreed", id, None)))
}

fn ruling_without_objection(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let over = |l: &Link| {
        let ruling =
            record::RulingId::new(&l.argument).and_then(|id| case.narrator.group.rulings.get(&id));
        l.predicate == "ruled" && ruling.is_some_and(|r| r.said.effect == RulingEffect::DecidesOver)
    };
    let link = case.pick(dice, over)?;
    let words = dice.word(&[
        "The Chair decided the question",
        "The Chair ruled on a question of procedure",
        "The Chair gave a ruling",
    ]);
    Some(case.rewrite(link, &link.saying(words)))
}

fn no_objection_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let calls = case.narrator.group.calls.iter().filter(|(_, call)| {
        call.gavelled.as_ref().is_none_or(|g| g.said.result != CallResult::NoObjection)
    });
    let calls: Vec<_> = calls.map(|(id, _)| id).collect();
    let id = dice.pick(&calls)?;
    Some(case.insert(dice, &claim("No objection was made", "no-objection", id.as_str(), None)))
}

// ---- Words -----------------------------------------------------------------------------------------------------------

fn old_wording(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let differs = |p: &Provision| p.versions.iter().any(|v| v.words.text != p.version().words.text);
    let provision = *dice.pick(&case.provisions(differs))?;
    let old =
        provision.versions.iter().rev().find(|v| v.words.text != provision.version().words.text)?;
    let id = provision.id.as_str();
    Some(case.instead(
        dice,
        case.of("words", id),
        &claim(&escape(&old.words.text), "words", id, None),
    ))
}

fn wording_altered(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let link = case.pick(dice, |l| l.predicate == "words")?;
    let words = one_word_changed(dice, &link.plain())?;
    Some(case.rewrite(link, &link.saying(&words)))
}

fn quote_altered(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let link = case.pick(dice, |l| l.predicate != "words" && l.words.contains('“'))?;
    let plain = link.plain();
    let (open, close) = (plain.find('“')? + '“'.len_utf8(), plain.rfind('”')?);
    let quote = one_word_changed(dice, plain.get(open..close)?)?;
    Some(case.rewrite(link, &link.saying(&splice(&plain, &(open..close), &quote))))
}

fn stale_position(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    const PHRASES: [&str; 3] =
        [", on an earlier wording", " on an earlier wording", "on an earlier wording"];
    let link =
        case.pick(dice, |l| stance_of(&l.predicate).is_some() && l.plain().contains(PHRASES[2]))?;
    let words = PHRASES.iter().fold(link.plain(), |words, phrase| words.replace(phrase, ""));
    Some(case.rewrite(link, &link.saying(&words)))
}

// ---- Who holds what --------------------------------------------------------------------------------------------------

/// Whether a claim tells, in one way or another, of a position of somebody on a thing.
fn tells(case: &Case<'_>, link: &Link, position: &Position) -> bool {
    let on = position.on.as_str();
    let by_entry = link.argument == format!("no.{}", position.entry.0);
    let by_party =
        link.predicate == "position" && link.argument == format!("{}/{on}", position.voice.id());
    let by_stance = stance_of(&link.predicate) == Some(position.stance) && link.argument == on;
    let named = link.plain().contains(&case.name(position.voice.id()));
    by_entry || by_party || (by_stance && (named || case.names_in(&link.plain()).is_empty()))
}

fn objection_dropped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, _, on) = case.stance_link(dice, |_, stance, _| stance == Stance::Objects)?;
    let objections: Vec<&Position> =
        case.now(&on).into_iter().filter(|p| p.stance == Stance::Objects).collect();
    let is_matter = case.narrator.group.thing(&on).is_some_and(|t| {
        matches!(t, record::thing::Thing::Provision | record::thing::Thing::Issue)
    });
    let drop = |l: &Link| {
        l == link
            || (l.predicate == "declared" && l.argument == on.as_str())
            || objections.iter().any(|p| tells(case, l, p))
    };
    (is_matter && !objections.is_empty()).then(|| case.without(drop))
}

fn name_dropped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let several = |l: &Link| case.names_in(&l.plain()).len() > 1;
    let is_matter = |on: &Id| {
        matches!(
            case.narrator.group.thing(on),
            Some(record::thing::Thing::Provision | record::thing::Thing::Issue)
        )
    };
    let (link, stance, on) = case.stance_link(dice, |l, _, on| several(l) && is_matter(on))?;
    let mut names: Vec<String> = case.names_in(&link.plain()).into_iter().map(|(_, n)| n).collect();
    let dropped = names.remove(dice.below(names.len()));
    let of: Vec<&Position> =
        case.now(&on).into_iter().filter(|p| case.name(p.voice.id()) == dropped).collect();
    let [position] = of.as_slice() else { return None };
    let told_once = case.links.iter().filter(|l| tells(case, l, position)).count() == 1;
    let words = case.renamed(&link.plain(), &names)?;
    (told_once && position.stance == stance).then(|| case.rewrite(link, &link.saying(&words)))
}

fn with_names(
    case: &Case<'_>,
    dice: &mut Dice,
    change: impl Fn(&mut Vec<String>, String, usize),
) -> Option<String> {
    let (link, stance, on) =
        case.stance_link(dice, |l, _, _| !case.names_in(&l.plain()).is_empty())?;
    let mut names: Vec<String> = case.names_in(&link.plain()).into_iter().map(|(_, n)| n).collect();
    let stranger = case.stranger(dice, stance, &on)?;
    let at = dice.below(names.len());
    change(&mut names, stranger, at);
    Some(case.rewrite(link, &link.saying(&case.renamed(&link.plain(), &names)?)))
}

fn name_added(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    with_names(case, dice, |names, stranger, at| names.insert(at, stranger))
}

fn name_swapped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    with_names(case, dice, |names, stranger, at| names[at] = stranger)
}

fn coalition_as_member(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let spoke = case.positions(|p| {
        matches!(p.voice, Voice::Coalition(_)) && case.holds(p.voice.id(), p.stance, &p.on)
    });
    let position = *dice.pick(&spoke)?;
    let members = case.narrator.group.parties_of(&position.voice, position.entry);
    let member = members.iter().find(|m| !case.holds(&m.0, position.stance, &position.on))?;
    Some(case.insert_held(dice, &case.name(&member.0), position.stance, &position.on))
}

fn number_beside_names(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, stance, _) =
        case.stance_link(dice, |l, _, _| case.names_in(&l.plain()).len() > 1)?;
    let plain = link.plain();
    let names: Vec<String> = case.names_in(&plain).into_iter().map(|(_, n)| n).collect();
    let number = if dice.percent(50) { names.len() + 1 } else { names.len() - 1 };
    let (verb, _) = stance_words(stance, true);
    let grade = link.told_as.as_deref().and_then(Grade::from_word);
    let words = format!("{number} members{} {verb}: {}", grade_words(grade), list(&names));
    Some(case.rewrite(link, &link.saying(&words)))
}

fn number_off(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, _, _) = case.stance_link(dice, |l, _, _| {
        number_in(&l.plain()).is_some() && case.names_in(&l.plain()).is_empty()
    })?;
    let plain = link.plain();
    let (number, _, length) = number_in(&plain)?;
    let new = if number > 1 && dice.percent(50) { number - 1 } else { number + 1 };
    Some(case.rewrite(link, &link.saying(&splice(&plain, &(0..length), &new.to_string()))))
}

/// Words of quantity in place of the names or the number.
fn quantified(case: &Case<'_>, link: &Link, words: &str) -> Option<String> {
    let plain = link.plain();
    let range = match (number_in(&plain), case.names_in(&plain).last()) {
        (Some((_, _, length)), _) => {
            let noun = [" members", " member"]
                .iter()
                .find(|n| plain[length..].starts_with(**n))
                .map_or(0, |n| n.len());
            0..length + noun
        }
        (None, Some((at, name))) => case.names_in(&plain)[0].0..at + name.len(),
        (None, None) => return None,
    };
    Some(case.rewrite(link, &link.saying(&splice(&plain, &range, words))))
}

fn quantity_raised(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let few = |stance, on: &Id| {
        let (held, of) = case.share(stance, on);
        held * 2 <= of
    };
    let (link, _, _) = case.stance_link(dice, |_, stance, on| few(stance, on))?;
    quantified(case, link, dice.word(&["Most members", "A majority of members"]))
}

fn quantity_all(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let not_all = |stance, on: &Id| {
        let (held, of) = case.share(stance, on);
        held < of
    };
    let (link, _, _) = case.stance_link(dice, |_, stance, on| not_all(stance, on))?;
    quantified(case, link, dice.word(&["All members", "Nearly all members", "Every member"]))
}

fn quantity_lowered(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let many = |l: &Link| {
        let plain = l.plain();
        number_in(&plain).map_or(case.names_in(&plain).len(), |(number, _, _)| number) > 1
    };
    let (link, _, _) = case.stance_link(dice, |l, _, _| many(l))?;
    quantified(case, link, "One member")
}

fn no_member_objects(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, _, _) = case.stance_link(dice, |_, stance, _| stance == Stance::Objects)?;
    quantified(case, link, dice.word(&["No member", "Nobody", "None of the members"]))
}

fn negated(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    const VERBS: [(&str, &str); 16] = [
        ("supports it", "does not support it"),
        ("support it", "do not support it"),
        ("supported it", "did not support it"),
        ("can accept", "cannot accept"),
        ("could accept", "could not accept"),
        ("reserves its position", "does not reserve its position"),
        ("reserve their position", "do not reserve their position"),
        ("reserved", "did not reserve"),
        ("objects to it", "does not object to it"),
        ("object to it", "do not object to it"),
        ("objected", "did not object"),
        ("provisionally agreed", "not provisionally agreed"),
        ("adopted", "not adopted"),
        ("agreed ad referendum", "not agreed ad referendum"),
        ("were divided", "were not divided"),
        ("were present", "were not present"),
    ];
    let denies = |l: &Link| VERBS.iter().find(|(verb, _)| l.plain().contains(verb));
    let told = |l: &Link| {
        stance_of(&l.predicate).is_some()
            || matches!(l.predicate.as_str(), "agreed" | "split" | "present")
    };
    let link = case.pick(dice, |l| told(l) && denies(l).is_some())?;
    let (verb, denied) = denies(link)?;
    Some(case.rewrite(link, &link.saying(&link.plain().replacen(verb, denied, 1))))
}

fn position_changed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let held = case.positions(|p| {
        case.narrator.is_public(p.entry)
            && case.holds(p.voice.id(), p.stance, &p.on)
            && p.part.is_none()
    });
    let position = *dice.pick(&held)?;
    let other = *dice.pick(&[
        Stance::Supports,
        Stance::CanAccept,
        Stance::ReservesPosition,
        Stance::Objects,
    ])?;
    if case.holds(position.voice.id(), other, &position.on) {
        return None;
    }
    let words = format!("{} {}", case.name(position.voice.id()), stance_words(other, false).0);
    Some(case.insert(
        dice,
        &claim(
            &escape(&words),
            "position",
            &format!("{}/{}", position.voice.id(), position.on),
            None,
        ),
    ))
}

fn position_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let provision = *dice.pick(&case.provisions(|_| true))?;
    let parties = case.parties();
    let (id, name) = dice.pick(&parties)?;
    let silent = case.narrator.group.positions_ever(&provision.id.0).all(|p| p.voice.id() != id);
    let stance = *dice.pick(&[Stance::Supports, Stance::CanAccept, Stance::Objects])?;
    let words = escape(&format!("{name} {}", stance_words(stance, false).0));
    silent.then(|| {
        case.insert(dice, &claim(&words, "position", &format!("{id}/{}", provision.id), None))
    })
}

fn withdrawn_stands(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let withdrawn =
        |p: &Position| case.narrator.group.fate_of(p.entry).is_some_and(|f| f.withdrawn.is_some());
    let over = case.positions(|p| {
        p.stance == Stance::Objects && withdrawn(p) && !case.holds(p.voice.id(), p.stance, &p.on)
    });
    let position = *dice.pick(&over)?;
    Some(case.insert_held(dice, &case.name(position.voice.id()), Stance::Objects, &position.on))
}

fn superseded_stands(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let over = case.positions(|p| {
        case.narrator.group.stands(p.entry) && !case.holds(p.voice.id(), p.stance, &p.on)
    });
    let position = *dice.pick(&over)?;
    Some(case.insert_held(dice, &case.name(position.voice.id()), position.stance, &position.on))
}

// ---- What others say, and how it is known ----------------------------------------------------------------------------

fn ascribed_as_own(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let ascribed: Vec<(&Id, Stance, &Id)> = case
        .narrator
        .group
        .ascriptions
        .iter()
        .filter(|a| case.narrator.group.fate_of(a.entry).is_none_or(|f| f.confirmed.is_none()))
        .filter_map(|a| match &a.said.to {
            Holder::Named(to) => Some((to, a.said.stance, &a.said.on)),
            Holder::Described(_) => None,
        })
        .filter(|(to, stance, on)| !case.holds(to, *stance, on))
        .collect();
    let (to, stance, on) = *dice.pick(&ascribed)?;
    Some(case.insert_held(dice, &case.name(to), stance, on))
}

fn ascription_swapped(case: &Case<'_>, dice: &mut Dice, which: usize) -> Option<String> {
    let link = case.pick(dice, |l| {
        matches!(l.predicate.as_str(), "ascribed" | "inferred")
            && case.names_in(&l.plain()).len() > which
    })?;
    let plain = link.plain();
    let names = case.names_in(&plain);
    let told: Vec<&str> = names.iter().map(|(_, n)| n.as_str()).collect();
    let parties = case.parties();
    let (_, other) = another(dice, &parties, &told)?;
    let (at, name) = &names[which];
    Some(case.rewrite(link, &link.saying(&splice(&plain, &(*at..at + name.len()), other))))
}

fn teller_swapped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    ascription_swapped(case, dice, 0)
}

fn ascribed_to_another(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    ascription_swapped(case, dice, 1)
}

fn inference_as_fact(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let link = case.pick(dice, |l| l.predicate == "inferred")?;
    let words = link.plain().replace("inferred", "stated").replace("concluded", "stated");
    let predicate = if dice.percent(50) { "said" } else { "ascribed" };
    Some(case.rewrite(link, &Link { predicate: predicate.to_owned(), ..link.saying(&words) }))
}

fn as_own(case: &Case<'_>, dice: &mut Dice, grades: &[&str]) -> Option<String> {
    let told_as = |l: &Link| l.told_as.as_deref().is_some_and(|grade| grades.contains(&grade));
    let link = case.pick(dice, told_as)?;
    let mut words = link.plain();
    for grade in [Grade::TakenDown, Grade::Reported, Grade::Inferred] {
        let phrase = grade_words(Some(grade)).trim_matches(',');
        for form in
            [format!(",{phrase},"), format!(",{phrase}"), format!("{phrase}, "), phrase.to_owned()]
        {
            words = words.replace(&form, "");
        }
    }
    Some(case.rewrite(link, &Link { told_as: None, ..link.saying(&words) }))
}

fn taken_down_as_own(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    as_own(case, dice, &["taken-down"])
}

fn reported_as_own(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    as_own(case, dice, &["reported", "inferred"])
}

// ---- Offers ----------------------------------------------------------------------------------------------------------

fn offer_told(
    case: &Case<'_>,
    dice: &mut Dice,
    fits: impl Fn(&record::group::Offer) -> bool,
    named: bool,
    end: &str,
    predicate: &str,
) -> Option<String> {
    let offers: Vec<_> =
        case.narrator.group.offers.values().filter(|o| o.ascribed.is_none() && fits(o)).collect();
    let offer = *dice.pick(&offers)?;
    let who = if named { case.name(offer.voice.id()) } else { "One member".to_owned() };
    let accepts: Vec<String> = offer.accepts.iter().map(|id| case.name(id)).collect();
    let grade = case.narrator.grade(offer.entry);
    let told = if predicate == "withdrawn" {
        "withdrew its offer".to_owned()
    } else {
        format!("offered to accept {}{end}", list(&accepts))
    };
    let words = escape(&format!("{who}{} {told}", grade_words(grade)));
    Some(case.insert(dice, &claim(&words, predicate, offer.id.as_str(), grade)))
}

fn unreleased_told(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let named = dice.percent(50);
    offer_told(case, dice, |o| o.released.is_none(), named, "", "offered")
}

fn maker_named(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    offer_told(
        case,
        dice,
        |o| o.released.as_ref().is_some_and(|r| r.said.extent == Release::Content),
        true,
        "",
        "offered",
    )
}

fn is_named(offer: &record::group::Offer) -> bool {
    offer.released.as_ref().is_some_and(|r| r.said.extent == Release::ContentAndName)
}

fn offer_withdrawn_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    offer_told(
        case,
        dice,
        |o| is_named(o) && o.state() == OfferState::Standing,
        true,
        "",
        "withdrawn",
    )
}

fn offer_stands_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let end = dice.word(&[
        ", and the offer stands",
        "; the offer remains open",
        ", an offer that is still in force",
    ]);
    offer_told(
        case,
        dice,
        |o| is_named(o) && o.state() != OfferState::Standing,
        true,
        end,
        "offered",
    )
}

// ---- Disclosure and constituencies -----------------------------------------------------------------------------------

fn undisclosed_name(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let veiled = case.positions(|p| {
        case.narrator.level(p.entry) < Disclosure::Public
            && case.holds(p.voice.id(), p.stance, &p.on)
    });
    let open_too =
        |p: &Position| case.now(&p.on).iter().any(|o| o.voice == p.voice && o.entry != p.entry);
    let veiled: Vec<&Position> = veiled.into_iter().filter(|p| !open_too(p)).collect();
    let position = *dice.pick(&veiled)?;
    let (verb, predicate) = stance_words(position.stance, false);
    let grade = case.narrator.grade(position.entry);
    let stale = if case.narrator.group.is_stale(position) { ", on an earlier wording" } else { "" };
    let words = format!("{}{} {verb}{stale}", case.name(position.voice.id()), grade_words(grade));
    Some(case.insert(dice, &claim(&escape(&words), predicate, position.on.as_str(), grade)))
}

fn undisclosed_words(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let said = case
        .narrator
        .group
        .interventions
        .iter()
        .filter(|(_, s)| case.narrator.level(s.entry) < Disclosure::Unattributed);
    let said: Vec<_> = said.collect();
    let (_, said) = *dice.pick(&said)?;
    let grade = case.narrator.grade(said.entry);
    let words =
        escape(&format!("A speaker{} stated: “{}”", grade_words(grade), said.said.words.text));
    Some(case.insert(dice, &claim(&words, "said", &format!("no.{}", said.entry.0), grade)))
}

fn constituency_as_one(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let (link, stance, on) = case.stance_link(dice, |_, _, _| true)?;
    let of = case.now(&on).into_iter().filter(|p| p.stance == stance);
    let words: BTreeSet<&str> = of
        .filter_map(|p| match &p.voice {
            Voice::Party(id) => {
                case.narrator.group.parties.get(id).map(|p| p.admitted.said.constituency.word())
            }
            _ => None,
        })
        .filter_map(|word| match word {
            "government" => Some("Governments"),
            "business" => Some("Business"),
            "civil-society" => Some("Civil society"),
            "technical" => Some("The technical community"),
            _ => None,
        })
        .collect();
    let words: Vec<&str> = words.into_iter().collect();
    quantified(case, link, dice.pick(&words)?)
}

fn split_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let provision = *dice.pick(&case.provisions(|_| true))?;
    let splits = case.narrator.splits(&provision.id.0);
    let united = ["government", "business", "civil-society", "technical"]
        .into_iter()
        .filter(|c| !splits.iter().any(|s| s == c));
    let united: Vec<&str> = united.collect();
    let constituency = dice.pick(&united)?;
    let words = format!("The parties of the {constituency} constituency were divided");
    Some(
        case.insert(
            dice,
            &claim(&words, "split", &format!("{constituency}/{}", provision.id), None),
        ),
    )
}

// ---- The rest --------------------------------------------------------------------------------------------------------

fn reservation_dropped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let agreed = |on: &[Id]| {
        case.provisions(|p| on.contains(&p.id.0) && p.agreement().is_some())
            .iter()
            .any(|p| case.of("agreed", p.id.as_str()).is_some())
    };
    let entered = case.narrator.group.qualifications.iter().filter(|q| {
        q.kind == QualificationKind::Reservation
            && case.narrator.group.stands(q.entry)
            && agreed(&q.on)
    });
    let told: Vec<EntryId> = entered
        .map(|q| q.entry)
        .filter(|e| case.links.iter().any(|l| l.argument == format!("no.{}", e.0)))
        .collect();
    let entry = dice.pick(&told)?;
    Some(case.without(|l| l.argument == format!("no.{}", entry.0)))
}

fn one_name_swapped(case: &Case<'_>, dice: &mut Dice, predicate: &str) -> Option<String> {
    let link =
        case.pick(dice, |l| l.predicate == predicate && !case.names_in(&l.plain()).is_empty())?;
    let plain = link.plain();
    let names = case.names_in(&plain);
    let told: Vec<&str> = names.iter().map(|(_, n)| n.as_str()).collect();
    let parties = case.parties();
    let sponsors =
        Id::new(&link.argument).map(|id| case.narrator.group.sponsors_of(&id)).unwrap_or_default();
    let sponsors: Vec<String> = sponsors.iter().map(|v| case.name(v.id())).collect();
    let true_of: Vec<&str> = told.into_iter().chain(sponsors.iter().map(String::as_str)).collect();
    let (_, other) = another(dice, &parties, &true_of)?;
    let (at, name) = dice.pick(&names)?;
    Some(case.rewrite(link, &link.saying(&splice(&plain, &(*at..at + name.len()), other))))
}

fn sponsor_swapped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    one_name_swapped(case, dice, "tabled")
}

fn attendance_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let link =
        case.pick(dice, |l| l.predicate == "present" && !case.names_in(&l.plain()).is_empty())?;
    let meeting = record::MeetingId::new(&link.argument)
        .and_then(|id| case.narrator.group.meetings.get(&id))?;
    let there: BTreeSet<&Id> =
        meeting.attendance.iter().flat_map(|a| &a.said.present).map(|p| &p.0).collect();
    let absent: Vec<String> =
        case.parties().into_iter().filter(|(id, _)| !there.contains(id)).map(|(_, n)| n).collect();
    let mut names: Vec<String> = case.names_in(&link.plain()).into_iter().map(|(_, n)| n).collect();
    names.push(dice.pick(&absent)?.clone());
    Some(case.rewrite(link, &link.saying(&case.renamed(&link.plain(), &names)?)))
}

fn outcome_changed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let now = case.narrator.group.outcomes.last()?.said.outcome;
    let others = [
        OutcomeKind::ReportAdopted,
        OutcomeKind::ReportAdoptedInPart,
        OutcomeKind::ChairsSummary,
        OutcomeKind::NoAgreedRecommendation,
    ];
    let others: Vec<OutcomeKind> = others.into_iter().filter(|o| *o != now).collect();
    let new = claim(outcome_words(*dice.pick(&others)?), "outcome", "", None);
    Some(case.instead(dice, case.of("outcome", ""), &new))
}

fn rule_changed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let link = case.pick(dice, |l| l.predicate == "rule")?;
    let statuses = [
        RuleStatus::Adopted,
        RuleStatus::Proposed,
        RuleStatus::Disputed,
        RuleStatus::NotSettled,
        RuleStatus::Unknown,
    ];
    let item = record::event::group::CharterItem::from_word(&link.argument)?;
    let is = case.narrator.group.charter.get(&item)?.last()?.said.status;
    let others: Vec<&str> = statuses.into_iter().filter(|s| *s != is).map(status_words).collect();
    let words = format!("The {} is {}", link.argument.replace('-', " "), dice.pick(&others)?);
    Some(case.rewrite(link, &link.saying(&words)))
}

fn not_discussed(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let discussed = case.provisions(|p| !case.now(&p.id.0).is_empty());
    let provision = dice.pick(&discussed)?;
    Some(case.insert(
        dice,
        &claim("This paragraph was not discussed", "not-discussed", provision.id.as_str(), None),
    ))
}

fn title_swapped(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let link = case.pick(dice, |l| l.predicate == "titled")?;
    let labels: Vec<String> = case
        .provisions(|_| true)
        .iter()
        .map(|p| p.label.to_string())
        .filter(|l| *l != link.plain())
        .collect();
    Some(case.rewrite(link, &link.saying(dice.pick(&labels)?)))
}

fn note_as_report(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let report = case.narrator.group.outcomes.last().is_some_and(|o| {
        !matches!(o.said.outcome, OutcomeKind::NoAgreedRecommendation | OutcomeKind::ChairsSummary)
    });
    let end = case.text.find('\n').filter(|_| !report && case.text.starts_with('#'))?;
    let title = dice.word(&[
        "# Report of the Working Group",
        "# Final report of the Group",
        "# Report of the Working Group on the Tessel",
    ]);
    Some(splice(case.text, &(0..end), title))
}

fn no_such_entry(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let beyond = case.narrator.record.next().0 + u32::try_from(dice.below(900)).unwrap_or(0);
    let parties = case.parties();
    let (_, name) = dice.pick(&parties)?;
    let (words, predicate, argument) = match dice.below(3) {
        0 => (format!("{name} spoke"), "said", format!("no.{beyond}")),
        1 => (format!("{name} objects to it"), "objects", format!("P{beyond}")),
        _ => ("provisionally agreed".to_owned(), "agreed", format!("P{beyond}")),
    };
    Some(case.insert(dice, &claim(&escape(&words), predicate, &argument, None)))
}

/// More camps than there are parties.
fn camps_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let parties = case.narrator.group.parties.len();
    let number = (parties + 1 + dice.below(20)).to_string();
    Some(case.insert(dice, &claim(&format!("{number} camps"), "camps", &number, None)))
}

fn one_mind_invented(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let provision = *dice.pick(&case.provisions(|p| !case.narrator.splits(&p.id.0).is_empty()))?;
    let constituency = dice.pick(&case.narrator.splits(&provision.id.0))?.clone();
    let words = "Its parties with a position were of one mind";
    let argument = format!("{constituency}/{}", provision.id);
    Some(case.insert(dice, &claim(words, "one-mind", &argument, None)))
}

fn camps_outside(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let sentence = match dice.below(4) {
        0 => "Two camps stood against each other",
        1 => "The group fell into blocs",
        2 => "There was common ground on the main issues",
        _ => "Delegations from business were of one mind",
    };
    Some(case.insert(dice, sentence))
}

fn agreement_outside(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let provision = *dice.pick(&case.provisions(|_| true))?;
    let label = escape(&provision.label);
    let sentence = match dice.below(6) {
        0 => format!("The Group reached consensus on paragraph {label}"),
        1 => format!("Paragraph {label} was adopted by acclamation"),
        2 => "There was broad agreement on the draft as a whole".to_owned(),
        3 => format!("It was agreed that paragraph {label} be retained"),
        4 => format!("Paragraph {label} was approved unanimously"),
        _ => "The meeting consented to the text".to_owned(),
    };
    Some(case.insert(dice, &sentence))
}

fn quantity_outside(case: &Case<'_>, dice: &mut Dice) -> Option<String> {
    let sentence = dice.word(&[
        "All members supported the text",
        "No member objected",
        "Most members were in favour of it",
        "Nobody objected to the draft",
        "A majority of members opposed the paragraph",
        "Nearly all parties accepted the compromise",
        "There was no objection to it",
    ]);
    Some(case.insert(dice, sentence))
}
