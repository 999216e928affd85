//! The same record under every rule: a study, without status.

use analysis::{DecisionRule, Verdict, assess, play};
use record::Record;
use record::event::group::RuleName;
use report::manuscript::{Manuscript, Say};
use report::{Options, REPORT_RULES, compile};

/// What one report rule makes of the record together with one decision rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// How it was compiled.
    pub(crate) options: Options,
    pub(crate) report_rule: RuleName,
    pub(crate) decision_rule: RuleName,
    /// Paragraphs that may be told as agreed.
    pub(crate) agreed: usize,
    /// Paragraphs on which the rule needs a ruling that is not recorded.
    pub(crate) need_ruling: usize,
    /// Paragraphs before the group.
    pub(crate) paragraphs: usize,
    /// Sentences that tell where somebody stands.
    pub(crate) views: usize,
    /// Recorded positions that the report leaves out.
    pub(crate) left_out: usize,
}

/// Every report rule with every decision rule; none of a record without any entry.
pub(crate) fn outcomes(record: &Record) -> Vec<Outcome> {
    let pairs = REPORT_RULES.iter().flat_map(|r| analysis::RULES.iter().map(move |d| (*r, *d)));
    pairs.filter_map(|(report, decision)| outcome(record, report, decision)).collect()
}

fn outcome(record: &Record, report_rule: RuleName, decision_rule: RuleName) -> Option<Outcome> {
    let options = Options {
        report_rule: Some(report_rule),
        decision_rule: Some(decision_rule),
        attributed: true,
    };
    let manuscript = compile(record, &options)?;
    let verdicts = verdicts(record, &parameters(record, decision_rule));
    let (views, left_out) = told(&manuscript);
    Some(Outcome {
        options,
        report_rule,
        decision_rule,
        agreed: verdicts.iter().filter(|v| v.is_agreed()).count(),
        need_ruling: verdicts.iter().filter(|v| **v == Verdict::NeedsRuling).count(),
        paragraphs: verdicts.len(),
        views,
        left_out,
    })
}

/// The rule as the group adopted it, where it adopted this one; else as it comes.
pub(crate) fn parameters(record: &Record, name: RuleName) -> DecisionRule {
    match DecisionRule::adopted(record.group()) {
        Some((rule, _)) if rule.name == name => rule,
        _ => DecisionRule::preset(name),
    }
}

fn verdicts(record: &Record, rule: &DecisionRule) -> Vec<Verdict> {
    let group = record.group();
    let play = play(group);
    let before = play.provisions.iter().filter(|s| s.provision.is_before_the_group());
    before.map(|s| assess(group, rule, s.provision).verdict).collect()
}

/// How many views a manuscript tells, and how many recorded positions it leaves out.
fn told(manuscript: &Manuscript) -> (usize, usize) {
    let (mut views, mut left_out) = (0, 0);
    for sentence in manuscript.sentences() {
        match &sentence.say {
            Say::Held { .. } => views += 1,
            Say::PositionsCounted { positions, told } => left_out = positions - told.min(positions),
            _ => {}
        }
    }
    (views, left_out)
}
