//! What is computed from positions: how many camps, who is in one, what sets them apart, what is common ground.

use super::codes::*;
use super::{Check, Verdict, told};
use crate::lexicon;
use crate::wording::letters;
use analysis::opinions::{Direction, PARTICIPANTS_MIN, Verdict as Why};
use analysis::{CampsFound, CampsOfPositions, kind_of};
use record::event::group::IssueKind;
use record::{Diagnostic, EntryId, Id};

impl Check<'_> {
    /// `camps/NUMBER`.
    pub(super) fn camps(&self) -> Verdict {
        let (kind, word) = self.kind()?;
        let Ok(claimed) = word.parse::<usize>() else {
            let label = format!("`{word}` is no number");
            return Err(Box::new(self.wrong(GRAMMAR, "a claim that cannot be read", label)));
        };
        let computed = self.computed.on(self.record, kind);
        let told = self.number_of_camps();
        if !told.iter().any(|word| lexicon::admits(word, claimed, 0) == Some(true)) {
            let message = "the words do not tell the number of camps that is claimed";
            let wrong = self.wrong(WRONG_WORDS, message, self.words.to_owned());
            return Err(Box::new(wrong.help("say `two camps`, `no camps`")));
        }
        if claimed > 0 && self.denies() {
            let message = "the words deny what the claim says";
            return Err(Box::new(self.wrong(DENIED, message, self.words.to_owned())));
        }
        let count = computed.supported().map_or(0, |found| found.camps);
        if claimed > 0 && count == 0 {
            return Err(Box::new(self.unsupported(computed)));
        }
        if claimed != count {
            let label = format!("`{claimed}`, and {count} are computed");
            let message = "another number of camps is told than is computed";
            return Err(Box::new(self.wrong(CAMPS_OTHERWISE, message, label)));
        }
        let weak = computed.supported().is_some_and(|found| found.stability.is_weak());
        if weak && !self.says(&["weak"]) {
            let wrong = self.wrong(
                CAMPS_OTHERWISE,
                "weak camps are told without saying so",
                self.words.to_owned(),
            );
            let note = "halves of the matters give other camps";
            return Err(Box::new(wrong.because(note.to_owned()).help("say `weak` in the words")));
        }
        Ok(self.resting(computed.entries()))
    }

    /// Words of quantity before `camps`.
    fn number_of_camps(&self) -> Vec<String> {
        let tokens = told::tokens(self.words);
        let counts = |at: usize| {
            let near = tokens.iter().skip(at + 1).take(2);
            near.clone().any(|t| matches!(t.as_str(), "camp" | "camps"))
        };
        let number = |at: &usize| lexicon::admits(&tokens[*at], 0, 0).is_some() && counts(*at);
        (0..tokens.len()).filter(number).map(|at| tokens[at].clone()).collect()
    }

    /// `camp/CAMP`.
    pub(super) fn camp(&self) -> Verdict {
        let (kind, word) = self.kind()?;
        let computed = self.computed.on(self.record, kind);
        let Some(found) = computed.supported() else {
            return Err(Box::new(self.unsupported(computed)));
        };
        let none = word == "none";
        let camp = (0..found.camps).find(|camp| letters(camp + 1) == word);
        if camp.is_none() && !none {
            let label = format!("`{word}`, and {} are computed", found.camps);
            let message = "a camp is told that is not computed";
            return Err(Box::new(self.wrong(CAMPS_OTHERWISE, message, label)));
        }
        let phrase = if none { "no camp".to_owned() } else { format!("camp {word}") };
        let phrase: &[&str] = &[&phrase];
        if !self.says(phrase) || self.denies() {
            let message = "the words do not tell the camp that is claimed";
            let wrong = self.wrong(WRONG_WORDS, message, self.words.to_owned());
            return Err(Box::new(wrong.help(format!("say `{}`", phrase[0]))));
        }
        let rows: Vec<usize> = match camp {
            Some(camp) => found.rows_of(camp as u16),
            None => self.in_none(computed, found),
        };
        let told = self.names.read(self.words);
        for name in &told.names {
            self.is_in(name, &rows, computed, found)?;
        }
        self.names_fit_number(&told)?;
        let party = |row: &usize| &computed.table.rows[*row].party.0;
        let members = rows.iter().filter(|row| self.may_be_member(party(row))).count();
        let counted = self.quantity(&told, rows.len(), members)?;
        if told.names.is_empty() && !counted {
            let message = "the claim says neither who nor how many";
            let wrong = self.wrong(NOBODY_NAMED, message, self.words.to_owned());
            let help = "put names or a word of quantity into the words of the link";
            return Err(Box::new(wrong.help(help)));
        }
        let meant = rows.iter().filter(|row| counted || told.names.contains(party(row)));
        let cells = meant.flat_map(|row| computed.of(*row));
        Ok(self.resting(cells.flat_map(|cell| cell.entries.iter().copied())))
    }

    fn in_none(&self, computed: &CampsOfPositions, found: &CampsFound) -> Vec<usize> {
        let speaking = computed.speaking.iter().copied();
        speaking.filter(|row| found.members[*row].is_none()).collect()
    }

    /// Somebody named is among the rows.
    fn is_in(
        &self,
        name: &Id,
        rows: &[usize],
        computed: &CampsOfPositions,
        found: &CampsFound,
    ) -> Result<(), Box<Diagnostic>> {
        if rows.iter().any(|row| computed.table.rows[*row].party.0 == *name) {
            return Ok(());
        }
        let shown = self.group.name_of(name).to_string();
        let row = computed.speaking.iter().find(|row| computed.table.rows[**row].party.0 == *name);
        let note = match row.map(|row| found.members[*row]) {
            Some(Some(camp)) => format!("computed as in camp {}", letters(usize::from(camp) + 1)),
            Some(None) => "computed as clearly in no camp".to_owned(),
            None => "no position entered that may be told with its name".to_owned(),
        };
        let message = "somebody is named who is not computed as in this camp";
        Err(Box::new(self.wrong(CAMPS_OTHERWISE, message, shown).because(note)))
    }

    /// `apart/THING`.
    pub(super) fn apart(&self) -> Verdict {
        let on = self.thing(0)?;
        let computed = self.computed.on(self.record, kind_of(self.group, &on));
        let Some(found) = computed.supported() else {
            return Err(Box::new(self.unsupported(computed)));
        };
        self.tells("apart")?;
        match self.column(computed, &on).filter(|c| found.apart.iter().any(|(at, _)| at == c)) {
            Some(column) => Ok(self.resting_on(computed, column)),
            None => {
                let message = "a thing is told to set camps apart, and is not computed to";
                Err(Box::new(self.wrong(CAMPS_OTHERWISE, message, format!("`{on}`"))))
            }
        }
    }

    /// `common-ground/THING`.
    pub(super) fn common_ground(&self) -> Verdict {
        let on = self.thing(0)?;
        let computed = self.computed.on(self.record, kind_of(self.group, &on));
        self.tells("common ground")?;
        let column = self.column(computed, &on);
        let found = computed.found.iter().flat_map(|found| &found.ground);
        let Some(shared) = found.clone().find(|shared| Some(shared.column) == column) else {
            let message = "common ground is told that is not computed as such";
            let wrong = self.wrong(NOT_COMMON, message, format!("`{on}`"));
            let cited = column.map(|column| self.resting_on(computed, column));
            return Err(Box::new(wrong.citing(cited.into_iter().flatten())));
        };
        let against = self.says(&["against", "reject", "rejected", "objected", "opposed"]);
        if against != (shared.direction == Direction::Reject) {
            let message = "the words do not tell on which side the common ground is";
            let wrong = self.wrong(WRONG_WORDS, message, self.words.to_owned());
            let side = if against { "in favour" } else { "against" };
            return Err(Box::new(wrong.because(format!("it is computed as {side}"))));
        }
        Ok(self.resting_on(computed, shared.column))
    }

    /// The words tell what the claim is on, and do not deny it.
    fn tells(&self, phrase: &str) -> Result<(), Box<Diagnostic>> {
        if self.says(&[phrase]) && !self.denies() {
            return Ok(());
        }
        let message = "the words do not say what is claimed";
        let wrong = self.wrong(WRONG_WORDS, message, self.words.to_owned());
        Err(Box::new(wrong.help(format!("say `{phrase}`"))))
    }

    /// On which matters camps are claimed, and the rest of the argument; procedure is told in the words.
    fn kind(&self) -> Result<(IssueKind, &str), Box<Diagnostic>> {
        let argument = self.claim.argument(0);
        let Some(rest) = argument.strip_prefix("procedure/") else {
            return Ok((IssueKind::Substance, argument));
        };
        if self.says(&["procedure"]) {
            return Ok((IssueKind::Procedure, rest));
        }
        let message = "camps on matters of procedure are told without saying so";
        let wrong = self.wrong(WRONG_WORDS, message, self.words.to_owned());
        Err(Box::new(wrong.help("say `procedure` in the words")))
    }

    /// The letter or word of the camp that is claimed.
    pub(super) fn camp_word(&self) -> &str {
        let argument = self.claim.argument(0);
        argument.strip_prefix("procedure/").unwrap_or(argument)
    }

    fn column(&self, computed: &CampsOfPositions, on: &Id) -> Option<usize> {
        computed.table.columns.iter().position(|column| column.on == *on)
    }

    fn resting_on(&self, computed: &CampsOfPositions, column: usize) -> Vec<EntryId> {
        computed.on(column).flat_map(|cell| cell.entries.iter().copied()).collect()
    }

    /// Entries in order; where there are none, the last that was searched.
    fn resting(&self, entries: impl Iterator<Item = EntryId>) -> Vec<EntryId> {
        let mut entries: Vec<EntryId> = entries.collect();
        if entries.is_empty() {
            entries.extend(self.record.last());
        }
        entries.sort_unstable();
        entries
    }

    fn unsupported(&self, computed: &CampsOfPositions) -> Diagnostic {
        let why = match computed.verdict() {
            None | Some(Why::TooFew) => {
                format!("fewer than {PARTICIPANTS_MIN} parties took a position")
            }
            Some(Why::NoDimension) => {
                "no dimension foretells a position that is left out".to_owned()
            }
            Some(Why::AsPermuted) => "the main direction is no stronger than by chance".to_owned(),
            Some(Why::OnePlace | Why::Camps) => {
                "parties do not gather in separate places".to_owned()
            }
            Some(Why::Unstable) => {
                "they are not found again when a twentieth of the positions is left out".to_owned()
            }
        };
        let message = "camps are told that the positions do not support";
        self.wrong(CAMPS_UNSUPPORTED, message, self.words.to_owned())
            .because(why)
            .help("tell who differs on what, with `claim:split/…` or by name")
    }
}
