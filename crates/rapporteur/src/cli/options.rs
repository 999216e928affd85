//! Options that several commands share: how a report is compiled, and of which moment.

use crate::cli::Exit;
use crate::papers::Order;
use crate::source::Source;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use record::event::group::RuleName;
use record::{At, Record};
use report::Tongue;

/// How a report is compiled.
#[derive(Args, Clone, Debug)]
pub(crate) struct Compiling {
    /// Compiles under this report rule, as a study where the group adopted another.
    #[arg(long, value_name = "R", value_parser = rule(report::REPORT_RULES))]
    pub(crate) report_rule: Option<RuleName>,

    /// Compiles under this decision rule, as a study where the group adopted another.
    #[arg(long, value_name = "R", value_parser = rule(analysis::RULES))]
    pub(crate) decision_rule: Option<RuleName>,

    /// Leaves out names of parties, as far as the record knows them: views stand by what they say, with numbers where numbers give nobody away.
    #[arg(long)]
    pub(crate) unattributed: bool,

    /// Language of the report's own words; what people said stays in theirs.
    #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = tongue())]
    pub(crate) language: Tongue,
}

impl Compiling {
    pub(crate) fn order(&self) -> Order {
        let options = report::Options {
            report_rule: self.report_rule,
            decision_rule: self.decision_rule,
            attributed: !self.unattributed,
        };
        Order { options, tongue: self.language }
    }
}

/// The record at the moment asked for; the whole where none is.
pub(crate) fn at(source: &Source, moment: Option<&str>) -> Result<Record, Exit> {
    let Some(word) = moment else { return Ok(source.record.clone()) };
    let at = At::parse(word).ok_or_else(|| {
        Exit::misuse(format!(
            "`{word}` is neither the number of an entry nor a date such as `2014-02` or `2014-02-25`"
        ))
    })?;
    if let At::Entry(entry) = at
        && source.record.entry(entry).is_none()
    {
        let last =
            source.record.last().map_or_else(String::new, |last| format!("; the last is {last}"));
        return Err(Exit::misuse(format!(
            "there is no entry {entry} in {}{last}; for a year, write its last day, such as `2018-12-31`",
            source.name()
        )));
    }
    let record = source.record.at(at);
    if record.last().is_none() {
        return Err(Exit::misuse(format!("the record holds no entry up to {word}")));
    }
    Ok(record)
}

fn rule(rules: &'static [RuleName]) -> impl TypedValueParser<Value = RuleName> {
    PossibleValuesParser::new(rules.iter().map(|rule| rule.word()))
        .try_map(|word| RuleName::from_word(&word).ok_or("not a rule"))
}

fn tongue() -> impl TypedValueParser<Value = Tongue> {
    PossibleValuesParser::new(Tongue::ALL.iter().map(|tongue| tongue.tag()))
        .try_map(|tag| Tongue::from_tag(&tag).ok_or("not a language of reports"))
}
