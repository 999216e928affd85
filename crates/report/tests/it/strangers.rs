//! Three records written from the reference of the minutes alone, by people who had not seen the parser. They are kept as
//! they came.

use record::Record;
use record::diagnostic::Severity;
use record::minutes::parse;
use report::{Options, REPORT_RULES, Tongue, compile, narrative, word};

const STRANGERS: &[(&str, &str)] = &[
    ("couplings", include_str!("../strangers/couplings.minutes")),
    ("climate", include_str!("../strangers/climate.minutes")),
    ("cables", include_str!("../strangers/cables.minutes")),
];

#[test]
fn records_written_from_the_reference_alone_compile_under_every_rule_and_language() {
    for (name, text) in STRANGERS {
        let minutes = parse(text.as_bytes());
        assert_eq!(minutes.diagnostics, vec![], "{name}");
        let record = Record::replay(minutes);
        assert_eq!(record.refused(), &[], "{name}");
        for report_rule in REPORT_RULES {
            for decision_rule in analysis::RULES {
                for attributed in [true, false] {
                    let options = Options {
                        report_rule: Some(*report_rule),
                        decision_rule: Some(*decision_rule),
                        attributed,
                    };
                    let manuscript = compile(&record, &options).expect("a record with entries");
                    for tongue in Tongue::ALL {
                        let document = word(&manuscript, &record, *tongue);
                        assert!(!document.sections.is_empty(), "{name}");
                    }
                }
            }
        }
        let wrong: Vec<_> = narrative::check(&record, &narrative::draft(&record))
            .into_iter()
            .filter(|d| d.severity == Severity::Error)
            .collect();
        assert_eq!(wrong, vec![], "the draft of {name} must be sound");
    }
}
