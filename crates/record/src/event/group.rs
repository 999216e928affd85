//! Why the group exists and under which rules: group, mandate, issues, charter, outcome, hand-over.

use crate::id::{DocumentId, GroupId, IssueId, MandateId};
use crate::minutes::{choice, kinds};
use crate::moment::Moment;
use crate::words::{Language, Quote, Text};

choice! {
    /// What an issue is about.
    IssueKind "kind of issue" {
        /// What the group was asked to consider.
        Substance = "substance",
        /// How it works and reports.
        Procedure = "procedure",
    }
}

choice! {
    /// What a group settles in its charter.
    CharterItem "charter item" {
        /// When something counts as agreed.
        DecisionRule = "decision-rule",
        /// What may stand in the report.
        ReportRule = "report-rule",
        /// What is issued if there is no consensus.
        DefaultOutcome = "default-outcome",
        /// Who may see what.
        DisclosureRule = "disclosure-rule",
        /// Anything else about how the group works.
        WorkingMethod = "working-method",
    }
}

choice! {
    /// Whether a rule is settled.
    RuleStatus "status of a rule" {
        /// The group adopted it.
        Adopted = "adopted",
        /// Somebody proposed it.
        Proposed = "proposed",
        /// Members hold different rules to be in force.
        Disputed = "disputed",
        /// It was discussed and left open.
        NotSettled = "not-settled",
        /// The record does not say.
        Unknown = "unknown",
    }
}

choice! {
    /// A named rule; a preset of the decision or the report rules.
    RuleName "rule" {
        /// Consensus: the absence of objection (UNJY 2005, p. 457); no ruling cures a substantive objection.
        UnConsensus = "un-consensus",
        /// Every member supports.
        Unanimity = "unanimity",
        /// RFC 7282: objections are answered, not necessarily accommodated; the Chair judges.
        RoughConsensus = "rough-consensus",
        /// ISO/IEC Guide 2: no sustained opposition to substantial issues by an important part of the concerned interests.
        Iso = "iso",
        /// A fraction of those voting, with quorum and, if so set, in each constituency.
        Majority = "majority",
        /// The levels of ICANN's GNSO, designated by the Chair.
        Gnso = "gnso",
        /// Only agreed text may enter the report.
        AgreedTextOnly = "agreed-text-only",
        /// Where there is no agreement, the differing views stand in the report.
        DifferingViews = "differing-views",
        /// The Chair summarises on the Chair's responsibility.
        ChairsSummary = "chairs-summary",
        /// Agreed text, with reservations in footnotes.
        FootnotedReservations = "footnoted-reservations",
        /// Nothing is issued.
        Nothing = "nothing",
        /// The factual note is issued.
        FactualNote = "factual-note",
        /// Another rule, told in words.
        Other = "other",
    }
}

choice! {
    /// How the group's work ended.
    OutcomeKind "outcome" {
        /// The group adopted a report.
        ReportAdopted = "report-adopted",
        /// The group adopted a report in part.
        ReportAdoptedInPart = "report-adopted-in-part",
        /// The group adopted a report with reservations.
        ReportAdoptedWithReservations = "report-adopted-with-reservations",
        /// The Chair issued a summary on the Chair's responsibility.
        ChairsSummary = "chairs-summary",
        /// The group concluded without an agreed recommendation.
        NoAgreedRecommendation = "no-agreed-recommendation",
    }
}

/// A fraction such as `2/3`, for majorities and quorums; the denominator is not zero and the value at most one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction {
    /// Numerator.
    pub part: u32,
    /// Denominator.
    pub of: u32,
}

impl Fraction {
    /// Reads `2/3`.
    pub fn parse(word: &str) -> Option<Self> {
        let (part, of) = word.split_once('/')?;
        let digits = |s: &str| {
            !s.is_empty()
                && s.len() <= 6
                && !s.starts_with('0')
                && s.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(part) || !digits(of) {
            return None;
        }
        let (part, of) = (part.parse().ok()?, of.parse().ok()?);
        (part <= of).then_some(Self { part, of })
    }

    /// Whether `count` of `total` is at least this fraction (integers only, no rounding).
    pub fn is_reached(self, count: usize, total: usize) -> bool {
        count as u128 * u128::from(self.of) >= total as u128 * u128::from(self.part)
    }
}

impl std::fmt::Display for Fraction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.part, self.of)
    }
}

impl crate::minutes::Field for Fraction {
    const SHAPE: &'static str = "FRACTION";
    fn write(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
    fn read(cursor: &mut crate::minutes::Cursor<'_>) -> Result<Self, crate::minutes::Problem> {
        cursor.word_as("a fraction such as `2/3`", Fraction::parse)
    }
}

kinds! {
    /// The record is of this group.
    GroupFounded ["group"] Secretariat {
        /// Its identity.
        id: GroupId = "",
        /// Its name.
        name: Text = "",
        /// Time zone by name (`Europe/Zurich`): shown, never computed with.
        zone: Option<Text> = "zone",
        /// Its working language.
        language: Option<Language> = "language",
    }

    /// A body gave the group its task.
    MandateGiven ["mandate"] Secretariat {
        /// Its identity.
        id: MandateId = "",
        /// Title or symbol, `A/RES/70/125`.
        title: Text = "",
        /// Who gave it.
        by: Option<Text> = "by",
        /// When.
        on: Option<Moment> = "on",
        /// The document that holds it.
        document: Option<DocumentId> = "document",
        /// What it asks, in its words.
        words: Option<Quote> = "words",
        /// When the group is to report.
        reports: Option<Moment> = "reports-by",
        /// To whom the group reports.
        to: Option<Text> = "reports-to",
    }

    /// A matter before the group, of substance or of procedure.
    IssueRaised ["issue"] Secretariat {
        /// Its identity.
        id: IssueId = "",
        /// Title.
        title: Text = "",
        /// Substance or procedure.
        kind: IssueKind = "",
        /// The mandate that it comes from.
        under: Option<MandateId> = "under",
    }

    /// What the record holds of a rule of the charter: its value, and whether it is settled.
    RuleSet ["rule"] Secretariat {
        /// Which rule.
        item: CharterItem = "",
        /// Adopted, proposed, disputed, not settled or unknown.
        status: RuleStatus = "",
        /// The named rule, where one is named.
        value: Option<RuleName> = "value",
        /// Majority: the fraction of those voting.
        fraction: Option<Fraction> = "fraction",
        /// Majority: how many members must take part.
        quorum: Option<Fraction> = "quorum",
        /// Majority: the fraction must be reached in each constituency.
        each: bool = "in-each-constituency",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// How the group's work ended.
    OutcomeRecorded ["outcome"] Secretariat {
        /// Which outcome.
        outcome: OutcomeKind = "",
        /// The report or summary, if there is one.
        document: Option<DocumentId> = "document",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// The record goes to the body that continues, or that receives the report.
    HandedOver ["hands-over"] Secretariat {
        /// To whom.
        to: Text = "to",
        /// What is handed over.
        documents: Vec<DocumentId> = "documents",
        /// When.
        on: Option<Moment> = "on",
        /// In words.
        words: Option<Quote> = "words",
    }

    /// What the record does not hold and should: a gap, never evidence.
    GapNoted ["gap"] Secretariat {
        /// What is missing.
        words: Quote = "",
        /// What it concerns.
        on: Vec<crate::id::Id> = "on",
    }

    /// A fact of the proceedings, noted by the secretariat or told by a source.
    FactNoted ["notes"] Anyone {
        /// The fact, in words.
        words: Quote = "",
        /// What it concerns.
        on: Vec<crate::id::Id> = "on",
        /// A conclusion of its author, not something seen.
        inferred: bool = "inferred",
    }
}
