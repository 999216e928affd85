//! Agreement: its act, its level, its words, and what stands beside it.

use super::codes::*;
use super::{Check, Verdict, told};
use crate::narrative::Predicate;
use analysis::{ProvisionState, Status, provision_state};
use record::event::agreement::{CallResult, Level};
use record::event::group::{CharterItem, OutcomeKind, RuleStatus};
use record::group::{Call, Reached};
use record::{CallId, Diagnostic, EntryId, ProvisionId};

fn level_name(level: Level) -> &'static str {
    match level {
        Level::ContactGroup => "agreed in a contact group",
        Level::Provisional => "provisionally agreed",
        Level::AdReferendum => "agreed ad referendum",
        Level::Adopted => "adopted",
    }
}

impl Check<'_> {
    /// The level that the words name; `agreed` alone means adopted.
    fn level_told(&self) -> Option<Level> {
        if self.says(&["contact group"]) {
            Some(Level::ContactGroup)
        } else if self.says(&["provisionally", "provisional"]) {
            Some(Level::Provisional)
        } else if self.says(&["ad referendum", "ad ref"]) {
            Some(Level::AdReferendum)
        } else if self.says(&["adopted", "agreed", "agreement", "consensus", "approved"]) {
            Some(Level::Adopted)
        } else {
            None
        }
    }

    /// `agreed/PROVISION`.
    pub(super) fn agreed(&self) -> Verdict {
        let provision = self.provision(0)?;
        let state = provision_state(self.group, provision);
        let Some(told) = self.level_told() else {
            let wrong = self.wrong(
                WRONG_WORDS,
                "the words of the claim name no level of agreement",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong.help("say `provisionally agreed`, `agreed ad referendum`, `adopted` or `agreed in the contact group`")));
        };
        // "Without status in plenary" is what agreement in a contact group means.
        let words = self.words.to_lowercase().replace("without status", "");
        if told::tokens(&words).iter().any(|t| told::NEGATIONS.contains(&t.as_str())) {
            let wrong =
                self.wrong(DENIED, "the words deny what the claim says", self.words.to_owned());
            return Err(Box::new(wrong.help("use `claim:not-agreed/…`")));
        }
        let Some(agreement) = state.agreement.filter(|_| state.status != Status::Removed) else {
            return Err(Box::new(self.not_agreed_at_all(&state)));
        };
        if agreement.over_objection {
            let note =
                format!("in {} the Chair declared agreement over an objection", agreement.entry);
            let wrong = self.wrong(
                OBJECTION_LEFT_OUT,
                "agreement is told without the objection that stands beside it",
                self.words.to_owned(),
            );
            return Err(Box::new(
                wrong.because(note).help("use `claim:declared/…`").citing([agreement.entry]),
            ));
        }
        self.level_fits(told, agreement.level, agreement.entry)?;
        self.qualifiers(&state)?;
        let mut entries = vec![agreement.entry, provision.version().entry];
        if let Reached::Call(id) = &agreement.by {
            entries.extend(self.group.calls.get(id).map(|c| c.opened.entry));
        }
        entries.extend(agreement.confirmed.iter().map(|(_, e)| *e));
        Ok(entries)
    }

    fn level_fits(&self, told: Level, is: Level, entry: EntryId) -> Result<(), Box<Diagnostic>> {
        let wrong = |code, message| {
            Box::new(
                self.wrong(code, message, format!("the record has `{}`", level_name(is)))
                    .citing([entry]),
            )
        };
        match told.cmp(&is) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Greater => {
                Err(wrong(WRONG_LEVEL, "told at a higher level than the record has"))
            }
            std::cmp::Ordering::Less => Err(wrong(UNDERCLAIM, "told as less than the record has")),
        }
    }

    /// Why it is not agreed: a bracket, an earlier wording, an objection, or no act at all.
    fn not_agreed_at_all(&self, state: &ProvisionState<'_>) -> Diagnostic {
        let objections = state.objections.iter().map(|p| p.entry);
        let with_objections = |mut wrong: Diagnostic| {
            for objection in &state.objections {
                let who = self.group.name_of(objection.voice.id());
                wrong = wrong
                    .because(format!("{who} objects and has not withdrawn ({})", objection.entry));
            }
            wrong
        };
        if let Some(earlier) = state.provision.earlier_agreement() {
            let version = state.provision.version().entry;
            return self
                .wrong(STALE_WORDING, "told of words that are no longer those of the paragraph", self.words.to_owned())
                .because(format!("what was agreed in {} was on an earlier wording; the words changed in {version}", earlier.entry))
                .citing([earlier.entry, version]);
        }
        if state.bracketed {
            let wrong = self.wrong(
                BRACKET_REMAINS,
                "provision reported as agreed, but a bracket remains",
                state.provision.version().words.text.chars().take(120).collect::<String>(),
            );
            return with_objections(wrong)
                .help("report it as bracketed, or have the Chair put it to the meeting")
                .citing([state.provision.version().entry])
                .citing(objections);
        }
        let wrong = self.wrong(
            OVERCLAIM,
            "told as agreed, and the record holds no act that says so",
            self.words.to_owned(),
        );
        with_objections(wrong)
            .help("use `claim:not-agreed/…`, or have the Chair put it to the meeting")
            .citing([state.provision.entry])
            .citing(objections)
    }

    /// Standing objections and outstanding confirmations are told with agreement.
    fn qualifiers(&self, state: &ProvisionState<'_>) -> Result<(), Box<Diagnostic>> {
        if let Some(objection) = state.objections.first()
            && !self.passage_claims(Predicate::Objects, &state.provision.id)
        {
            let wrong = self.wrong(
                OBJECTION_LEFT_OUT,
                "agreement is told without the objection that stands beside it",
                self.words.to_owned(),
            );
            let note = format!(
                "{} objects and has not withdrawn ({})",
                self.group.name_of(objection.voice.id()),
                objection.entry
            );
            return Err(Box::new(
                wrong
                    .because(note)
                    .help("claim the objection in the same paragraph of the narrative")
                    .citing([objection.entry]),
            ));
        }
        let outstanding = state.agreement.map(|a| a.outstanding().len()).unwrap_or_default();
        if outstanding > 0 && !self.says(&["outstanding", "awaiting", "awaited", "pending"]) {
            let wrong = self.wrong(
                QUALIFIER_LEFT_OUT,
                "agreement is told without its qualifier",
                format!("{outstanding} confirmation(s) outstanding"),
            );
            return Err(Box::new(
                wrong
                    .help("say `outstanding` or `awaiting confirmation` in the words of the claim"),
            ));
        }
        Ok(())
    }

    /// Whether the same passage makes a claim of a kind on a provision.
    fn passage_claims(&self, predicate: Predicate, provision: &ProvisionId) -> bool {
        self.passage.pieces.iter().filter_map(|p| p.claim).any(|index| {
            self.narrative.claims[index].as_ref().is_ok_and(|claim| {
                claim.predicate == predicate
                    && super::find(self.group, claim.argument(0)).as_ref() == Some(&provision.0)
            })
        })
    }

    /// `not-agreed/PROVISION`.
    pub(super) fn not_agreed(&self) -> Verdict {
        let provision = self.provision(0)?;
        let state = provision_state(self.group, provision);
        if state.status.is_agreed() || state.status == Status::DeclaredOverObjection {
            let entry = state.agreement.map(|a| a.entry);
            let wrong = self.wrong(
                UNDERCLAIM,
                "told as not agreed, and the record has agreement",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong.citing(entry)));
        }
        if !self.says(&[
            "not agreed",
            "no agreement",
            "open",
            "contested",
            "without agreement",
            "not been agreed",
        ]) {
            let wrong = self.wrong(
                WRONG_WORDS,
                "the words do not say that it is not agreed",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong.help("say `not agreed`, `no agreement` or `remains open`")));
        }
        let held = state.objections.iter().chain(&state.reserved).map(|p| p.entry);
        Ok(held.chain([provision.version().entry]).chain(self.record.last()).collect())
    }

    /// The call that an argument names, or the last that was on the paragraph it names.
    fn call(&self) -> Result<&Call, Box<Diagnostic>> {
        let id = self.thing(0)?;
        if let Some(call) = self.group.calls.get(&CallId(id.clone())) {
            return Ok(call);
        }
        let on = self.group.calls.values().filter(|c| self.group.called(c).contains(&id));
        on.max_by_key(|c| c.opened.entry).ok_or_else(|| {
            Box::new(self.wrong(NOTHING_THERE, "no call was put on this", format!("`{id}`")))
        })
    }

    /// `no-objection/CALL`.
    pub(super) fn no_objection(&self) -> Verdict {
        let call = self.call()?;
        let objections = self.group.objections_since(call);
        let result = call.gavelled.as_ref().map(|g| g.said.result);
        if result != Some(CallResult::NoObjection) || !objections.is_empty() {
            let wrong = self.wrong(
                OVERCLAIM,
                "told as a call without objection, and the record does not say so",
                self.words.to_owned(),
            );
            let gavel = call.gavelled.as_ref().map(|g| g.entry);
            return Err(Box::new(
                wrong.citing([call.opened.entry].into_iter().chain(gavel).chain(objections)),
            ));
        }
        if !self.says(&[
            "no objection",
            "no member objected",
            "without objection",
            "no party objected",
        ]) {
            return Err(Box::new(
                self.wrong(
                    WRONG_WORDS,
                    "the words do not say that there was no objection",
                    self.words.to_owned(),
                )
                .help("say `no objection`"),
            ));
        }
        let gavel = call.gavelled.as_ref().map(|g| g.entry);
        Ok([call.opened.entry].into_iter().chain(gavel).chain(call.attendance).collect())
    }

    /// `declared/PROVISION`.
    pub(super) fn declared(&self) -> Verdict {
        let provision = self.provision(0)?;
        let state = provision_state(self.group, provision);
        let agreement = state.agreement.filter(|a| a.over_objection);
        let Some(agreement) = agreement else {
            let wrong = self.wrong(
                NOTHING_THERE,
                "no agreement was declared over an objection here",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong));
        };
        if !self.says(&["declared"]) || !self.says(&["objection", "objections", "objected"]) {
            let wrong = self.wrong(
                OBJECTION_LEFT_OUT,
                "agreement is told without the objection that stands beside it",
                self.words.to_owned(),
            );
            return Err(Box::new(
                wrong.help("say `declared … over the objection of …`").citing([agreement.entry]),
            ));
        }
        let Some(told_level) = self.level_told() else {
            return Err(Box::new(self.wrong(
                WRONG_WORDS,
                "the words of the claim name no level of agreement",
                self.words.to_owned(),
            )));
        };
        self.level_fits(told_level, agreement.level, agreement.entry)?;
        let call = match &agreement.by {
            Reached::Call(id) => self.group.calls.get(id),
            Reached::Silence(_) | Reached::ContactGroup(_) => None,
        };
        let at_call = call.map(|c| self.group.objections_since(c)).unwrap_or_default();
        // A call on a text as a whole is objected to in any of its paragraphs.
        let positions = self.group.positions.iter();
        let mine: Vec<_> = positions.filter(|p| at_call.contains(&p.entry)).collect();
        for name in self.names.read(self.words).names {
            if self.group.officers.contains_key(&record::OfficerId(name.clone())) {
                continue;
            }
            if !mine.iter().any(|p| *p.voice.id() == name) {
                let shown = self.group.name_of(&name).to_string();
                return Err(Box::new(self.wrong(
                    NOT_A_HOLDER,
                    "somebody is named who did not object at the call",
                    shown,
                )));
            }
        }
        Ok(mine
            .iter()
            .map(|p| p.entry)
            .chain([agreement.entry, provision.version().entry])
            .collect())
    }

    /// `not-discussed/THING`.
    pub(super) fn not_discussed(&self) -> Verdict {
        let id = self.thing(0)?;
        let untouched = match self.group.provisions.get(&ProvisionId(id.clone())) {
            Some(provision) => {
                provision_state(self.group, provision).status == Status::NotDiscussed
            }
            None => {
                let issue = record::IssueId(id.clone());
                analysis::issue_state(self.group, &issue, EntryId(0)).is_not_discussed()
            }
        };
        if !untouched {
            return Err(Box::new(self.wrong(
                UNDERCLAIM,
                "told as not discussed, and the record holds more",
                format!("`{id}`"),
            )));
        }
        if !self.says(&["not discussed", "no discussion", "not taken up"]) {
            return Err(Box::new(self.wrong(
                WRONG_WORDS,
                "the words do not say that it was not discussed",
                self.words.to_owned(),
            )));
        }
        Ok(self
            .group
            .names
            .get(&id)
            .map(|n| n.entry)
            .into_iter()
            .chain(self.record.last())
            .collect())
    }

    /// `outcome`.
    pub(super) fn outcome(&self) -> Verdict {
        let Some(outcome) = self.group.outcomes.last() else {
            return Err(Box::new(self.wrong(
                NOTHING_THERE,
                "no outcome is recorded",
                self.words.to_owned(),
            )));
        };
        let fits = match outcome.said.outcome {
            OutcomeKind::NoAgreedRecommendation => self.says(&[
                "without an agreed recommendation",
                "no agreed recommendation",
                "without agreed recommendations",
                "without a report",
                "no report",
            ]),
            OutcomeKind::ChairsSummary => self.says(&[
                "chair's summary",
                "summary of the chair",
                "summary by the chair",
                "chair issued a summary",
            ]),
            OutcomeKind::ReportAdoptedInPart => {
                self.says(&["adopted in part", "adopted its report in part", "report in part"])
            }
            OutcomeKind::ReportAdoptedWithReservations => {
                self.says(&["adopted"]) && self.says(&["with reservations", "reservations"])
            }
            OutcomeKind::ReportAdopted => {
                self.says(&["adopted"]) && !self.denies() && !self.says(&["in part", "partly"])
            }
        };
        if fits {
            Ok(vec![outcome.entry])
        } else {
            let note =
                format!("in {} the outcome is `{}`", outcome.entry, outcome.said.outcome.word());
            let wrong = self.wrong(
                OVERCLAIM,
                "the words tell another outcome than the record",
                self.words.to_owned(),
            );
            Err(Box::new(wrong.because(note).citing([outcome.entry])))
        }
    }

    /// `rule/ITEM`.
    pub(super) fn rule(&self) -> Verdict {
        let word = self.claim.argument(0);
        let item = CharterItem::from_word(word);
        let rule = item.and_then(|i| self.group.charter.get(&i)).and_then(|r| r.last());
        let Some(rule) = rule else {
            return Err(Box::new(self.wrong(
                NOTHING_THERE,
                "nothing is recorded of this rule",
                format!("`{word}`"),
            )));
        };
        let words = |status: RuleStatus| match status {
            RuleStatus::Adopted => &["adopted"][..],
            RuleStatus::Proposed => &["proposed"],
            RuleStatus::Disputed => &["disputed", "in dispute"],
            RuleStatus::NotSettled => &["not settled", "unsettled"],
            RuleStatus::Unknown => &["unknown", "not known", "not recorded"],
        };
        let is = rule.said.status;
        let other = RuleStatus::ALL.iter().any(|s| *s != is && self.says(words(*s)));
        if self.says(words(is)) && !other {
            return Ok(vec![rule.entry]);
        }
        let label = format!("in {} it is `{}`", rule.entry, is.word());
        let wrong = self.wrong(
            OVERCLAIM,
            "the words tell another status of the rule than the record",
            label,
        );
        Err(Box::new(wrong.citing([rule.entry])))
    }

    /// Words of a link that are only spaces are no words.
    pub(super) fn is_wordless(&self) -> bool {
        told::tokens(self.words).is_empty()
    }
}
