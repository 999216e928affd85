//! Who holds what: stances by names or quantity, the position of a party, splits, attendance.

use super::codes::*;
use super::told::Told;
use super::{Check, Verdict};
use crate::lexicon;
use crate::narrative::Predicate;
use analysis::{Split, split, split_coalitions};
use record::entry::{Disclosure, Grade};
use record::event::parties::Constituency;
use record::event::positions::{Holder, Stance};
use record::group::Position;
use record::{EntryId, Id};

/// Words by which a stance is told.
pub(crate) fn stance_words(stance: Stance) -> &'static [&'static str] {
    match stance {
        Stance::Supports => {
            &["support", "supports", "supported", "favours", "favoured", "in favour"]
        }
        Stance::CanAccept => {
            &["can accept", "could accept", "accepts", "accepted", "able to accept"]
        }
        Stance::ReservesPosition => &[
            "reserve",
            "reserves",
            "reserved",
            "reserves its position",
            "reserved their position",
            "reserved its position",
        ],
        Stance::Objects => &[
            "object",
            "objects",
            "objected",
            "oppose",
            "opposes",
            "opposed",
            "objection",
            "objections",
        ],
    }
}

/// Whether a word of quantity is a number.
fn is_exact(word: &str) -> bool {
    lexicon::NUMBERS.contains(&word) || word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a word of quantity tells a share of the members.
fn is_share(word: &str) -> bool {
    matches!(
        word,
        "many" | "half" | "most" | "a majority of" | "nearly all" | "almost all" | "all" | "every"
    )
}

fn stance_of(predicate: Predicate) -> Stance {
    match predicate {
        Predicate::Supports => Stance::Supports,
        Predicate::CanAccept => Stance::CanAccept,
        Predicate::Reserves => Stance::ReservesPosition,
        _ => Stance::Objects,
    }
}

/// Positions inside a constituency or coalition.
struct Inside {
    is_split: bool,
    silent: usize,
    entries: Vec<EntryId>,
}

impl Inside {
    fn of<B>(split: &Split<B>) -> Self {
        Self {
            is_split: split.is_split(),
            silent: split.silent.len(),
            entries: split.stances.values().flatten().map(|(_, entry)| *entry).collect(),
        }
    }
}

impl Check<'_> {
    /// `objects`, `supports`, `can-accept`, `reserves`.
    pub(super) fn holders(&self) -> Verdict {
        let on = self.thing(0)?;
        let stance = stance_of(self.claim.predicate);
        let positions = self.group.positions_now(&on);
        let holding: Vec<&Position> =
            positions.iter().copied().filter(|p| p.stance == stance && p.part.is_none()).collect();
        self.names_another_stance(stance)?;
        let told = self.names.read(self.words);
        for name in &told.names {
            self.holds(name, &on, stance, &holding)?;
        }
        self.names_fit_number(&told)?;
        let members = holding.iter().filter(|p| self.may_be_member(p.voice.id())).count();
        let counted = self.quantity(&told, holding.len(), members)?;
        if told.names.is_empty() && !counted {
            let wrong = self.wrong(
                NOBODY_NAMED,
                "the claim says neither who nor how many",
                self.words.to_owned(),
            );
            return Err(Box::new(
                wrong.help("put names or a word of quantity into the words of the link"),
            ));
        }
        if self.denies() {
            return Err(Box::new(self.wrong(
                DENIED,
                "the words deny what the claim says",
                self.words.to_owned(),
            )));
        }
        let rests: Vec<&Position> = holding
            .iter()
            .copied()
            .filter(|p| counted || told.names.contains(p.voice.id()))
            .collect();
        self.grades(&rests, counted)?;
        self.wording(&rests)?;
        if rests.is_empty() {
            // Nobody holds it, and the words say so: the search rests on what was searched and its end.
            return Ok(self.searched(&on));
        }
        Ok(rests.iter().map(|p| p.entry).collect())
    }

    /// What defines a search on a thing, and the last entry searched.
    fn searched(&self, on: &Id) -> Vec<EntryId> {
        let declared = self.group.names.get(on).map(|n| n.entry);
        declared.into_iter().chain(self.record.last()).collect()
    }

    /// The words do not tell another stance than the claim.
    fn names_another_stance(&self, stance: Stance) -> Result<(), Box<record::Diagnostic>> {
        let own = stance_words(stance);
        let other = Stance::ALL
            .iter()
            .find(|s| **s != stance && self.says(stance_words(**s)) && !self.says(own));
        match other {
            Some(_) => Err(Box::new(self.wrong(
                WRONG_WORDS,
                "the words tell another stance than the claim",
                self.words.to_owned(),
            ))),
            None => Ok(()),
        }
    }

    /// Somebody named holds the stance now, and may be named.
    fn holds(
        &self,
        name: &Id,
        on: &Id,
        stance: Stance,
        holding: &[&Position],
    ) -> Result<(), Box<record::Diagnostic>> {
        let shown = self.group.name_of(name);
        let Some(position) = holding.iter().find(|p| p.voice.id() == name) else {
            return Err(Box::new(self.not_a_holder(name, on, stance)));
        };
        let level = self.record.entry(position.entry).and_then(|e| e.envelope.level);
        if level.is_some_and(|l| l != Disclosure::Public) {
            let wrong = self.wrong(
                UNDISCLOSED,
                "a name is told that may only be counted",
                shown.to_string(),
            );
            return Err(Box::new(
                wrong.citing([position.entry]).help("give the number instead of the name"),
            ));
        }
        Ok(())
    }

    /// Why somebody named does not hold it: known only by what others say, held no longer, or never held.
    fn not_a_holder(&self, name: &Id, on: &Id, stance: Stance) -> record::Diagnostic {
        let shown = self.group.name_of(name).to_string();
        let ascribed = self
            .group
            .ascriptions
            .iter()
            .find(|a| a.said.on == *on && a.said.to == Holder::Named(name.clone()));
        let ever: Vec<&Position> =
            self.group.positions_ever(on).filter(|p| p.voice.id() == name).collect();
        if let (Some(ascribed), true) = (ascribed, ever.is_empty()) {
            return self
                .wrong(ASCRIBED_AS_OWN, "what others say of a party is told as its own word", shown)
                .because(format!("the record holds only what was said of it ({})", ascribed.entry))
                .help(format!(
                    "write `claim:ascribed/no.{}` and name who says so",
                    ascribed.entry.0
                ))
                .citing([ascribed.entry]);
        }
        let wrong =
            self.wrong(NOT_A_HOLDER, "somebody is named who does not hold this", shown.clone());
        match ever.iter().rev().find(|p| p.stance == stance) {
            Some(before) => {
                let fate = self.group.fate_of(before.entry);
                let end = fate.and_then(|f| f.withdrawn.or(f.struck.as_ref().map(|s| s.entry)));
                let end =
                    end.or_else(|| ever.iter().find(|p| p.entry > before.entry).map(|p| p.entry));
                let note = format!(
                    "{shown} held it in {}{}",
                    before.entry,
                    end.map_or(String::new(), |e| format!(", and no longer since {e}"))
                );
                wrong.because(note).citing([before.entry].into_iter().chain(end))
            }
            None => {
                wrong.because(format!("no position of {shown} with this stance is on the record"))
            }
        }
    }

    /// A number beside names is the number of the names, unless they are told as examples.
    pub(super) fn names_fit_number(&self, told: &Told) -> Result<(), Box<record::Diagnostic>> {
        let examples =
            self.says(&["including", "among them", "among others", "such as", "notably"]);
        let named = told.names.len();
        for (word, others) in told.quantities.iter().filter(|_| named > 0 && !examples) {
            if !others && is_exact(word) && lexicon::admits(word, named, named) != Some(true) {
                let label = format!("`{word}`, and {named} are named");
                let wrong =
                    self.wrong(QUANTITY, "the number is not that of the names beside it", label);
                return Err(Box::new(
                    wrong.help("name as many as are counted, or say `among them`"),
                ));
            }
        }
        Ok(())
    }

    /// Whether somebody counts towards a share of the members: a member, or a coalition.
    pub(super) fn may_be_member(&self, id: &Id) -> bool {
        let party = self.group.parties.get(&record::PartyId(id.clone()));
        party.is_none_or(|p| p.standing == record::event::parties::Standing::Member)
    }

    /// Whether a word of quantity counts the holders, and fits: numbers count all, shares of the members only members.
    pub(super) fn quantity(
        &self,
        told: &Told,
        all: usize,
        members: usize,
    ) -> Result<bool, Box<record::Diagnostic>> {
        let of = self.group.members().len();
        for (word, others) in &told.quantities {
            let count = if is_share(word) { members } else { all };
            let counted = if *others { count.saturating_sub(told.names.len()) } else { count };
            if lexicon::admits(word, counted, of) != Some(true) {
                let less = lexicon::admits(word, counted.saturating_sub(1), of) == Some(true)
                    || (counted > 0
                        && (1..counted).any(|n| lexicon::admits(word, n, of) == Some(true)));
                let code = if less { UNDERCLAIM } else { QUANTITY };
                let label = format!("`{word}`, and there are {counted} of {of} members");
                let wrong = self.wrong(
                    code,
                    if less {
                        "told as fewer than the record has"
                    } else {
                        "the word of quantity does not fit the number"
                    },
                    label,
                );
                return Err(Box::new(
                    wrong.help("the published lexicon says when each word may stand"),
                ));
            }
        }
        Ok(!told.quantities.is_empty())
    }

    /// The grade of each that is named; of those counted, the weakest, with which the number is told.
    fn grades(&self, rests: &[&Position], counted: bool) -> Result<(), Box<record::Diagnostic>> {
        if !counted {
            return rests.iter().try_for_each(|p| self.grade(p.entry));
        }
        let weakest = rests.iter().max_by_key(|p| self.weak_grade(p.entry));
        weakest.map_or(Ok(()), |p| self.grade(p.entry))
    }

    /// Positions taken on words that have changed since are told as that, and only those.
    fn wording(&self, rests: &[&Position]) -> Result<(), Box<record::Diagnostic>> {
        let stale = rests.iter().find(|p| self.group.is_stale(p));
        let told =
            self.says(&["earlier wording", "earlier words", "previous wording", "former wording"]);
        match (stale, rests.first()) {
            (Some(position), _) if !told => {
                let wrong = self.wrong(
                    STALE_WORDING,
                    "a position on an earlier wording is told as on the present one",
                    self.words.to_owned(),
                );
                Err(Box::new(wrong.help("say `on an earlier wording`").citing([position.entry])))
            }
            (None, Some(position)) if told => {
                let wrong = self.wrong(
                    STALE_WORDING,
                    "a position on the present wording is told as on an earlier one",
                    self.words.to_owned(),
                );
                Err(Box::new(wrong.citing([position.entry])))
            }
            _ => Ok(()),
        }
    }

    /// The grade of an entry, where it is not its holder's own word.
    pub(super) fn weak_grade(&self, entry: EntryId) -> Option<Grade> {
        let confirmed = self.group.fate_of(entry).is_some_and(|f| f.confirmed.is_some());
        self.record.entry(entry)?.envelope.grade.filter(|g| !g.is_own_word() && !confirmed)
    }

    /// What is not the holder's own word is told as what it is, in the claim and in its words.
    pub(super) fn grade(&self, entry: EntryId) -> Result<(), Box<record::Diagnostic>> {
        let Some(grade) = self.weak_grade(entry) else { return Ok(()) };
        let (word, phrase) = match grade {
            Grade::TakenDown => ("taken-down", "taken down"),
            Grade::Inferred => ("inferred", "inferred"),
            _ => ("reported", "reported"),
        };
        if self.claim.told_as == Some(grade) && self.says(&[phrase]) {
            return Ok(());
        }
        let message = "what was taken down or reported is told as declared";
        let wrong = self.wrong(TAKEN_DOWN_AS_OWN, message, format!("{entry} is {}", grade.word()));
        Err(Box::new(
            wrong
                .help(format!("add `?as={word}` to the claim and “{phrase}” to its words"))
                .citing([entry]),
        ))
    }

    /// `position/PARTY/THING`.
    pub(super) fn position(&self) -> Verdict {
        let (party, on) = (self.thing(0)?, self.thing(1)?);
        let now = self.group.positions_now(&on);
        let held = now.iter().find(|p| *p.voice.id() == party && p.part.is_none());
        let told = Stance::ALL.iter().rev().find(|s| self.says(stance_words(**s)));
        let none = self.says(&["took no position", "no position"]);
        match (held, told) {
            (None, _) if none => Ok(self.searched(&on)),
            (Some(position), Some(stance)) if position.stance == *stance && !none && !self.denies() => {
                self.holds(&party, &on, *stance, &[position])?;
                self.grade(position.entry)?;
                self.wording(&[position])?;
                Ok(vec![position.entry])
            }
            (None, Some(stance)) => Err(Box::new(self.not_a_holder(&party, &on, *stance))),
            (Some(position), _) if none || told.is_some() => {
                let code = if self.denies() && !none { DENIED } else { NOT_A_HOLDER };
                let wrong = self.wrong(code, "the words do not tell the position that is on the record", self.words.to_owned());
                let note = format!("in {} the position is `{}`", position.entry, position.stance.word());
                Err(Box::new(wrong.because(note).citing([position.entry])))
            }
            _ => Err(Box::new(
                self.wrong(WRONG_WORDS, "the words of the claim tell no position", self.words.to_owned())
                    .help("say `supports`, `can accept`, `reserves its position`, `objects` or `took no position`"),
            )),
        }
    }

    /// `split/CONSTITUENCY/THING`.
    pub(super) fn split(&self) -> Verdict {
        let Some(inside) = self.inside()?.filter(|inside| inside.is_split) else {
            let label = format!("`{}`", self.claim.argument(0));
            let message = "the record does not show a split in this constituency";
            return Err(Box::new(self.wrong(NOTHING_THERE, message, label)));
        };
        if !self.says(&["divided", "split", "differed", "not of one mind"])
            || self.says(&["united", "not divided", "not split"])
        {
            return Err(Box::new(
                self.wrong(WRONG_WORDS, "the words do not tell a split", self.words.to_owned())
                    .help("say `divided`, `split` or `differed`"),
            ));
        }
        Ok(inside.entries)
    }

    /// `one-mind/CONSTITUENCY/THING`.
    pub(super) fn one_mind(&self) -> Verdict {
        let label = format!("`{}`", self.claim.argument(0));
        let Some(inside) = self.inside()?.filter(|inside| inside.entries.len() > 1) else {
            let message = "the record does not hold two positions of this constituency";
            return Err(Box::new(self.wrong(NOTHING_THERE, message, label)));
        };
        if inside.is_split {
            let message =
                "a constituency is told as of one mind, and its parties are on different sides";
            let wrong = self.wrong(CONSTITUENCY_AS_ONE, message, label);
            return Err(Box::new(
                wrong.help("tell the split with `claim:split/…`").citing(inside.entries),
            ));
        }
        if !self.says(&["of one mind", "on the same side"]) || self.denies() {
            let message = "the words do not tell that they are of one mind";
            let wrong = self.wrong(WRONG_WORDS, message, self.words.to_owned());
            return Err(Box::new(wrong.help("say `of one mind` or `on the same side`")));
        }
        if inside.silent > 0 && !self.says(&["with a position", "with positions"]) {
            let message =
                "a constituency is told as of one mind, and some of its parties took no position";
            let wrong = self.wrong(CONSTITUENCY_AS_ONE, message, label);
            let note = format!("{} of them took none; silence is no position", inside.silent);
            return Err(Box::new(wrong.because(note).help("say `with a position`")));
        }
        Ok(inside.entries)
    }

    /// The positions inside the constituency or coalition of the first argument, on the thing of the second.
    fn inside(&self) -> Result<Option<Inside>, Box<record::Diagnostic>> {
        let on = self.thing(1)?;
        let word = self.claim.argument(0);
        let named = Constituency::NAMED.iter().find(|(w, _)| *w == word).map(|(_, c)| c.clone());
        let constituency =
            named.or_else(|| record::ConstituencyId::new(word).map(Constituency::Own));
        let of = split(self.group, &on).into_iter().find(|s| Some(&s.of) == constituency.as_ref());
        let coalition = || {
            let all = split_coalitions(self.group, &on).into_iter();
            all.map(|s| (s.of.0.as_str() == word, Inside::of(&s))).find(|(found, _)| *found)
        };
        Ok(of.map(|s| Inside::of(&s)).or_else(|| coalition().map(|(_, inside)| inside)))
    }

    /// `present/MEETING`.
    pub(super) fn present(&self) -> Verdict {
        let meeting = self.thing(0)?;
        let taken = self
            .group
            .meetings
            .get(&record::MeetingId(meeting.clone()))
            .map_or(&[][..], |m| &m.attendance);
        let Some(last) = taken.last() else {
            return Err(Box::new(self.wrong(
                NOTHING_THERE,
                "no attendance was taken in this meeting",
                format!("`{meeting}`"),
            )));
        };
        if self.denies() {
            return Err(Box::new(self.wrong(
                DENIED,
                "the words deny what the claim says",
                self.words.to_owned(),
            )));
        }
        let told = self.names.read(self.words);
        for name in &told.names {
            if !taken.iter().any(|t| t.said.present.iter().any(|p| p.0 == *name)) {
                let shown = self.group.name_of(name).to_string();
                let wrong = self.wrong(
                    NOT_A_HOLDER,
                    "somebody is named who is not in the attendance",
                    shown,
                );
                return Err(Box::new(wrong.citing(taken.iter().map(|t| t.entry))));
            }
        }
        let present = &last.said.present;
        let members = present.iter().filter(|p| self.may_be_member(&p.0)).count();
        let counted = self.quantity(&told, present.len(), members)?;
        if told.names.is_empty() && !counted {
            return Err(Box::new(self.wrong(
                NOBODY_NAMED,
                "the claim says neither who nor how many",
                self.words.to_owned(),
            )));
        }
        Ok(taken.iter().map(|t| t.entry).collect())
    }
}
