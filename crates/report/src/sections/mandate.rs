//! I. Mandate: who gave the group its task, in which words, and what had been agreed before.

use crate::compile::{Compiler, list, paragraph, section};
use crate::manuscript::*;

pub(super) fn mandate(c: &Compiler<'_>) -> Option<Section> {
    let mut blocks: Vec<Block> = Vec::new();
    for mandate in &c.group.mandates {
        let said = &mandate.said;
        let title = c.name(&said.id.0);
        let given = Say::MandateGiven { mandate: title.clone(), by: said.by.clone(), on: said.on };
        let mut lines = vec![c.told(given, mandate.entry)];
        if let Some(words) = &said.words {
            let asks = Say::MandateAsks { mandate: title.clone(), words: words.clone() };
            lines.push(c.told(asks, mandate.entry));
        }
        if said.to.is_some() || said.reports.is_some() {
            let reports =
                Say::MandateReports { mandate: title, to: said.to.clone(), by: said.reports };
            lines.push(c.told(reports, mandate.entry));
        }
        blocks.extend(paragraph(lines));
    }
    let issues = c.group.issues.iter().map(|issue| {
        c.told(
            Say::IssueListed { issue: c.name(&issue.said.id.0), kind: issue.said.kind },
            issue.entry,
        )
    });
    blocks.extend(list(issues.collect()));
    section(Heading::Mandate, blocks, vec![earlier(c)])
}

fn earlier(c: &Compiler<'_>) -> Option<Section> {
    let told = c.group.agreed_language.iter().map(|earlier| {
        let said = &earlier.said;
        let say = Say::EarlierAgreed {
            document: c.name(&said.document.0),
            place: c.name(&said.id.0),
            words: said.words.clone(),
            summary: said.summary,
            partial: said.partial,
        };
        c.told(say, earlier.entry)
    });
    section(Heading::EarlierLanguage, list(told.collect()).into_iter().collect(), vec![])
}
