//! An answer as a certificate: text that a checker follows, which knows nothing of the search.

use super::clauses::{Options, Why};
use super::find::Answer;
use super::instance::{Instance, Silence};
use super::proof::{Fact, Name, Operand, Step};
use std::fmt::Write as _;

/// Writes the certificate of an answer to these questions.
pub fn certificate(instance: &Instance, options: &Options, answer: &Answer) -> String {
    let mut text = Text { instance, out: String::from("rapporteur-certificate/1\n"), counts: 0 };
    text.question(options, answer);
    for line in &answer.elimination.lines {
        text.eliminated(answer, line.alternative, &line.clauses);
    }
    for (place, unit) in instance.units.iter().enumerate() {
        let live = |a: u32| answer.elimination.live[a as usize];
        if unit.weight > 0 && !unit.alternatives.clone().any(live) {
            let fails = Fact { name: Name::Unit(place as u32), holds: false };
            text.step(&Step::Count(vec![Operand::Fact(fails)]), 0);
            text.step(&Step::Core { weight: unit.weight, count: text.counts - 1 }, 0);
        }
    }
    for found in &answer.found {
        let from = text.counts;
        found.steps.iter().for_each(|step| text.step(step, from));
    }
    for &alternative in &answer.package {
        text.line(format_args!("in {}", Id(&instance.alternatives[alternative as usize].name)));
    }
    text.line(format_args!("weight {}", answer.weight));
    text.line(format_args!("bound {}", answer.bound));
    text.out
}

/// An identifier in which nothing parts words or lines.
struct Id<'a>(&'a str);

impl std::fmt::Display for Id<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in self.0.chars() {
            if c == '%' || c.is_whitespace() || c.is_control() {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    write!(f, "%{byte:02X}")?;
                }
            } else {
                f.write_char(c)?;
            }
        }
        Ok(())
    }
}

struct Text<'a> {
    instance: &'a Instance,
    out: String,
    /// How many counts were written.
    counts: u32,
}

impl Text<'_> {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        let _ = writeln!(self.out, "{line}");
    }

    fn question(&mut self, options: &Options, answer: &Answer) {
        let silence = match options.silence.unwrap_or(self.instance.policy.silence) {
            Silence::Consents => "consent",
            Silence::Blocks => "block",
        };
        self.line(format_args!("at {}", answer.clauses.at));
        self.line(format_args!("rule {}", options.rule));
        self.line(format_args!("silence {silence}"));
        self.line(format_args!(
            "groups {}",
            if options.groups_silent { "silent" } else { "speak" }
        ));
        for &statement in &options.lifted {
            self.line(format_args!(
                "lift {}",
                Id(&self.instance.statements[statement as usize].name)
            ));
        }
    }

    fn eliminated(&mut self, answer: &Answer, alternative: u32, clauses: &[u32]) {
        let instance = self.instance;
        let _ = write!(
            self.out,
            "out {} because",
            Id(&instance.alternatives[alternative as usize].name)
        );
        for &clause in clauses {
            let _ = match answer.clauses.all[clause as usize].why {
                Why::Statement { base, .. } => {
                    write!(self.out, " {}", Id(&instance.statements[base as usize].name))
                }
                Why::Link(link) => write!(self.out, " link {}", link + 1),
                Why::NoSupport => write!(self.out, " unsupported"),
                Why::Silent(party) => {
                    write!(self.out, " silent {}", Id(&instance.parties[party as usize].name))
                }
                Why::Quorum => write!(self.out, " quorum"),
            };
        }
        self.out.push('\n');
    }

    fn step(&mut self, step: &Step, from: u32) {
        match step {
            Step::Lemma(facts) => {
                self.out.push_str("lemma");
                facts.iter().for_each(|&fact| self.fact(fact, from));
            }
            Step::Count(operands) => {
                let _ = write!(self.out, "count {}", self.counts + 1);
                self.counts += 1;
                for operand in operands {
                    match *operand {
                        Operand::Fact(fact) => self.fact(fact, from),
                        Operand::Count(count) => {
                            let _ = write!(self.out, " c:{}", from + count + 1);
                        }
                    }
                }
            }
            Step::Core { weight, count } => {
                let _ = write!(self.out, "core {weight} {}", from + count + 1);
            }
        }
        self.out.push('\n');
    }

    fn fact(&mut self, fact: Fact, from: u32) {
        let instance = self.instance;
        let sign = if fact.holds { '+' } else { '-' };
        let statement = |of: u32| Id(&instance.statements[of as usize].name);
        let _ = match fact.name {
            Name::Alternative(of) => {
                write!(self.out, " {sign}a:{}", Id(&instance.alternatives[of as usize].name))
            }
            Name::Unit(of) => {
                write!(self.out, " {sign}u:{}", Id(&instance.units[of as usize].name))
            }
            Name::Offer(of) => write!(self.out, " {sign}s:{}", statement(of)),
            Name::Met(of) => write!(self.out, " {sign}t:{}", statement(of)),
            Name::Count { count, at_least } => {
                write!(self.out, " {sign}c:{}:{at_least}", from + count + 1)
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_one_word() {
        assert_eq!(Id("7.alt 2%\n").to_string(), "7.alt%202%25%0A");
        assert_eq!(Id("пункт\u{2003}7").to_string(), "пункт%E2%80%837");
    }
}
