//! The checks: a narrative against the record. One family of predicates a file; the words outside claims and what is left
//! out have their own.

mod agreed;
mod camps;
mod codes;
mod coverage;
mod entries;
mod free;
mod holders;
mod loose;
mod told;

pub use codes::CODES;

use crate::camps::Computed;
use crate::narrative::{Claim, Narrative, Passage, Predicate};
use codes::{GRAMMAR, NOTHING_THERE, TOO_LONG};
use record::diagnostic::Place;
use record::{Diagnostic, EntryId, Group, Id, ProvisionId, Record};
use told::Names;

/// Checks every claim, every sentence and the whole. Also returns what each claim rests on, in the order of the claims:
/// nothing where it does not hold.
pub(crate) fn check(
    record: &Record,
    narrative: &Narrative,
) -> (Vec<Diagnostic>, Vec<Vec<EntryId>>) {
    let names = Names::of(record.group());
    let computed = Computed::default();
    let mut evidence = vec![Vec::new(); narrative.claims.len()];
    let mut found = Vec::new();
    for passage in &narrative.passages {
        for index in claims_of(passage) {
            let place = narrative.places[index];
            match &narrative.claims[index] {
                Ok(claim) => {
                    let check =
                        Check { record, group: record.group(), names: &names, computed: &computed, narrative, passage, claim, place, words: &narrative.links[index] };
                    match check.claim() {
                        Ok(entries) => {
                            evidence[index] = entries;
                            found.extend(check.loose());
                        }
                        Err(diagnostic) => found.push(*diagnostic),
                    }
                }
                Err(problem) => found.push(
                    Diagnostic::error(GRAMMAR, "a claim that cannot be read")
                        .at(place, problem.clone())
                        .help("the reference of the narrative lists the predicates and their arguments"),
                ),
            }
        }
        found.extend(free::check(record, &names, narrative, passage));
    }
    found.sort_by_key(|d| d.place);
    if narrative.cut {
        found.push(Diagnostic::error(
            TOO_LONG,
            "the narrative is longer than is read; what lies beyond was not checked",
        ));
    }
    let told = narrative
        .claims
        .iter()
        .zip(&evidence)
        .filter(|(claim, _)| claim.as_ref().is_ok_and(tells_positions));
    found.extend(coverage::check(record, told.flat_map(|(_, entries)| entries.iter().copied())));
    (found, evidence)
}

/// Whether a claim tells who holds what. Evidence of a claim that a paragraph is not agreed, or that a constituency is
/// split, includes positions, and the words tell none of them.
fn tells_positions(claim: &Claim) -> bool {
    matches!(
        claim.predicate,
        Predicate::Objects
            | Predicate::Supports
            | Predicate::CanAccept
            | Predicate::Reserves
            | Predicate::Position
            | Predicate::Said
    )
}

fn claims_of(passage: &Passage) -> Vec<usize> {
    let mut claims: Vec<usize> = passage.pieces.iter().filter_map(|p| p.claim).collect();
    claims.dedup();
    claims
}

/// What a claim rests on, or what is wrong with it.
pub(crate) type Verdict = Result<Vec<EntryId>, Box<Diagnostic>>;

/// One claim before the record.
pub(crate) struct Check<'a> {
    pub(crate) record: &'a Record,
    pub(crate) group: &'a Group,
    pub(crate) names: &'a Names,
    /// What is computed from the positions, once a claim asks.
    pub(crate) computed: &'a Computed,
    pub(crate) narrative: &'a Narrative,
    pub(crate) passage: &'a Passage,
    pub(crate) claim: &'a Claim,
    pub(crate) place: Place,
    /// The words of the link.
    pub(crate) words: &'a str,
}

impl Check<'_> {
    fn claim(&self) -> Verdict {
        match self.claim.predicate {
            Predicate::Agreed => self.agreed(),
            Predicate::NotAgreed => self.not_agreed(),
            Predicate::NoObjection => self.no_objection(),
            Predicate::Declared => self.declared(),
            Predicate::Objects
            | Predicate::Supports
            | Predicate::CanAccept
            | Predicate::Reserves => self.holders(),
            Predicate::Position => self.position(),
            Predicate::Split => self.split(),
            Predicate::OneMind => self.one_mind(),
            Predicate::Camps => self.camps(),
            Predicate::Camp => self.camp(),
            Predicate::Apart => self.apart(),
            Predicate::CommonGround => self.common_ground(),
            Predicate::Present => self.present(),
            Predicate::Offered => self.offered(),
            Predicate::OfferWithdrawn => self.withdrawn(),
            Predicate::Tabled => self.tabled(),
            Predicate::Ruled => self.ruled(),
            Predicate::Ascribed => self.ascribed(),
            Predicate::Inferred => self.inferred(),
            Predicate::Said => self.said(),
            Predicate::Words => self.verbatim(),
            Predicate::Titled => self.titled(),
            Predicate::Outcome => self.outcome(),
            Predicate::Rule => self.rule(),
            Predicate::NotDiscussed => self.not_discussed(),
        }
    }

    /// A diagnostic at the claim.
    pub(crate) fn wrong(
        &self,
        code: record::diagnostic::Code,
        message: &str,
        label: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(code, message).at(self.place, label)
    }

    /// The thing that the first argument names: by identity, else by a label or title that only one thing bears.
    pub(crate) fn thing(&self, at: usize) -> Result<Id, Box<Diagnostic>> {
        let word = self.claim.argument(at);
        find(self.group, word).ok_or_else(|| {
            Box::new(
                self.wrong(NOTHING_THERE, "a claim about something that is not on the record", format!("`{word}`"))
                    .help("name it by its identity, as `rapporteur log` shows it, or by a label that only one paragraph bears"),
            )
        })
    }

    pub(crate) fn provision(
        &self,
        at: usize,
    ) -> Result<&record::group::Provision, Box<Diagnostic>> {
        let id = self.thing(at)?;
        self.group.provisions.get(&ProvisionId(id.clone())).ok_or_else(|| {
            Box::new(self.wrong(
                NOTHING_THERE,
                "a claim about a paragraph names something else",
                format!("`{id}` is no paragraph"),
            ))
        })
    }

    /// The entry that the first argument names, `no.17`.
    pub(crate) fn entry(&self) -> Result<&record::Entry, Box<Diagnostic>> {
        let word = self.claim.argument(0);
        let number = word.strip_prefix("no.").and_then(|n| n.parse().ok()).map(EntryId);
        number.and_then(|n| self.record.entry(n)).ok_or_else(|| {
            Box::new(
                self.wrong(
                    NOTHING_THERE,
                    "a claim names an entry that is not on the record",
                    format!("`{word}`"),
                )
                .help("an entry is named `no.17`"),
            )
        })
    }

    /// Whether the words hold a phrase, whatever the case.
    pub(crate) fn says(&self, phrases: &[&str]) -> bool {
        says(self.words, phrases)
    }

    /// Whether the words deny.
    pub(crate) fn denies(&self) -> bool {
        told::tokens(self.words).iter().any(|t| told::NEGATIONS.contains(&t.as_str()))
    }
}

/// Whether words hold one of the phrases as whole words, whatever the case.
pub(crate) fn says(words: &str, phrases: &[&str]) -> bool {
    let tokens = told::tokens(words);
    phrases.iter().any(|phrase| {
        let wanted = told::tokens(phrase);
        !wanted.is_empty() && tokens.windows(wanted.len()).any(|window| window == wanted.as_slice())
    })
}

/// A thing by identity, or by a name that only one thing bears.
pub(crate) fn find(group: &Group, word: &str) -> Option<Id> {
    if let Some(id) = Id::new(word).filter(|id| group.names.contains_key(id)) {
        return Some(id);
    }
    let mut bearing = group
        .provisions
        .values()
        .filter(|p| p.copy_of.is_none() && *p.label == *word && p.removed.is_none());
    match (bearing.next(), bearing.next()) {
        (Some(only), None) => Some(only.id.0.clone()),
        _ => None,
    }
}
