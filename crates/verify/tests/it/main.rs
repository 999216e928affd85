//! Certificates that are accepted, and all the ways in which they are refused.

mod forged;
mod random;
mod rules;
mod seed;
mod world;

use verify::{Refused, Verified, verify};

/// What is said of a certificate in one line.
fn told(certificate: &str, instance: &str) -> String {
    match verify(certificate, instance.as_bytes()) {
        Ok(Verified { weight, bound, alternatives, steps }) => {
            format!("{weight} of {bound}: {alternatives} in, {steps} steps")
        }
        Err(Refused { line: Some(line), why }) => format!("line {line}: {why}"),
        Err(Refused { line: None, why }) => why,
    }
}

/// A certificate under a rule, from its steps and its answer; the first line is the first after the question.
fn under(rule: &str, lines: &str) -> String {
    format!(
        "rapporteur-certificate/1\nat 100\nrule {rule}\nsilence consent\ngroups speak\n{}\n",
        lines.trim()
    )
}
