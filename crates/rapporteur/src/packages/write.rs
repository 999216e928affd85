//! Writes an instance in `packages/1`: one party, group, alternative or statement on a line, the same bytes each time.

use super::words::{EVERYTHING, FORMAT, KINDS, SILENCES, STANCES, THEN, word_for};
use analysis::packages::{
    Alternative, Dissociation, Group, Instance, Link, Literal, Party, Policy, Said, Scope, Speaker,
    Statement, Unit,
};
use serde_json::Value;

/// The instance as a file.
///
/// What is read of it is the same instance, if its constituencies and chapters stand in the order in which they are first
/// named, and if no scope of a dissociation is the name of a chapter and of an alternative, or `*`.
pub(crate) fn write(instance: &Instance) -> String {
    let lines = Lines(instance);
    let i = instance;
    let parts = [
        format!("\"format\": {}", text(FORMAT)),
        format!("\"name\": {}", text(&i.name)),
        format!("\"now\": {}", i.now),
        format!("\"policy\": {}", policy(i.policy)),
        list("parties", i.parties.iter().map(|party| lines.party(party))),
        list("groups", i.groups.iter().map(|group| lines.group(group))),
        list("units", i.units.iter().map(|unit| lines.unit(unit))),
        list("statements", i.statements.iter().map(|statement| lines.statement(statement))),
        list("dissociations", i.dissociations.iter().map(|apart| lines.dissociation(apart))),
        list("links", i.links.iter().map(|link| lines.link(link))),
    ];
    format!("{{\n{}\n}}\n", parts.join(",\n"))
}

/// Text with its quotes.
fn text(words: &str) -> String {
    Value::from(words).to_string()
}

fn list(name: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.collect();
    match lines.is_empty() {
        true => format!("\"{name}\": []"),
        false => format!("\"{name}\": [\n{}\n]", lines.join(",\n")),
    }
}

/// Fields of an object on one line.
struct Fields(String);

impl Fields {
    /// An object that begins with some text.
    fn new(name: &str, words: &str) -> Self {
        Self(format!("{{\"{name}\": {}", text(words)))
    }

    fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push_str(", \"");
        self.0.push_str(name);
        self.0.push_str("\": ");
        self.0.push_str(value);
        self
    }

    fn and_text(self, name: &str, words: &str) -> Self {
        self.and(name, &text(words))
    }

    /// A field that is left out where there is nothing to say.
    fn and_if(self, name: &str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.and(name, &value),
            None => self,
        }
    }

    fn end(self) -> String {
        self.0 + "}"
    }
}

fn policy(policy: Policy) -> String {
    Fields::new("silence", word_for(&SILENCES, &policy.silence))
        .and("reserve_blocks", &policy.reserve_blocks.to_string())
        .and("sponsor", &policy.sponsor.to_string())
        .and("offers_alone", &policy.offers_alone.to_string())
        .end()
}

/// Text that is left out where it is empty.
fn unless_empty(words: &str) -> Option<String> {
    Some(words).filter(|words| !words.is_empty()).map(text)
}

/// Things of an instance as lines.
struct Lines<'a>(&'a Instance);

impl Lines<'_> {
    fn party(&self, party: &Party) -> String {
        let constituency = &self.0.constituencies[party.constituency as usize];
        Fields::new("id", &party.name)
            .and_if("constituency", unless_empty(constituency))
            .and("groups", &self.groups(&party.groups))
            .end()
    }

    fn group(&self, group: &Group) -> String {
        let groups = Some(&group.groups).filter(|groups| !groups.is_empty());
        Fields::new("id", &group.name).and_if("groups", groups.map(|g| self.groups(g))).end()
    }

    fn groups(&self, groups: &[u32]) -> String {
        let names = groups.iter().map(|group| text(&self.0.groups[*group as usize].name));
        format!("[{}]", names.collect::<Vec<_>>().join(", "))
    }

    fn unit(&self, unit: &Unit) -> String {
        let range = unit.alternatives.start as usize..unit.alternatives.end as usize;
        let alternatives = self.0.alternatives[range].iter().map(alternative);
        let alternatives = match unit.alternatives.is_empty() {
            true => "[]".to_owned(),
            false => format!("[\n{}]", alternatives.collect::<Vec<_>>().join(",\n")),
        };
        Fields::new("id", &unit.name)
            .and_if("chapter", unless_empty(&self.0.chapters[unit.chapter as usize]))
            .and("weight", &unit.weight.to_string())
            .and_if("title", unit.title.as_deref().map(text))
            .and("alternatives", &alternatives)
            .end()
    }

    fn statement(&self, statement: &Statement) -> String {
        let by = match statement.by {
            Speaker::Party(party) => &self.0.parties[party as usize].name,
            Speaker::Group(group) => &self.0.groups[group as usize].name,
        };
        let line = Fields::new("id", &statement.name)
            .and_text("by", by)
            .and_text("alt", self.alternative(statement.alternative));
        let line = match &statement.said {
            Said::Stance(stance, conditions) => {
                let conditions = Some(conditions).filter(|conditions| !conditions.is_empty());
                line.and_text("stance", word_for(&STANCES, stance))
                    .and_if("only_if", conditions.map(|c| self.literals(c)))
            }
            Said::Offer(conditions) => line
                .and("offer", "true")
                .and("if", &self.literals(conditions))
                .and_text("then", THEN),
        };
        line.and("t", &statement.from.to_string())
            .and_if("withdrawn", statement.withdrawn.map(|at| at.to_string()))
            .and_if("expires", statement.expires.map(|at| at.to_string()))
            .end()
    }

    fn dissociation(&self, apart: &Dissociation) -> String {
        let scope = match apart.scope {
            Scope::All => EVERYTHING,
            Scope::Chapter(chapter) => &self.0.chapters[chapter as usize],
            Scope::Alternative(alternative) => self.alternative(alternative),
        };
        Fields::new("party", &self.0.parties[apart.party as usize].name)
            .and_text("group", &self.0.groups[apart.group as usize].name)
            .and_text("scope", scope)
            .end()
    }

    fn link(&self, link: &Link) -> String {
        Fields::new("if", self.alternative(link.alternative))
            .and("then", &self.literals(&link.then))
            .and_if("why", unless_empty(&link.why))
            .end()
    }

    fn alternative(&self, alternative: u32) -> &str {
        &self.0.alternatives[alternative as usize].name
    }

    fn literals(&self, literals: &[Literal]) -> String {
        let signed = literals.iter().map(|literal| {
            let sign = if literal.wanted { '+' } else { '-' };
            text(&format!("{sign}{}", self.alternative(literal.alternative)))
        });
        format!("[{}]", signed.collect::<Vec<_>>().join(", "))
    }
}

fn alternative(alternative: &Alternative) -> String {
    Fields::new("id", &alternative.name)
        .and_text("kind", word_for(&KINDS, &alternative.kind))
        .and_if("text", alternative.text.as_deref().map(text))
        .end()
}
