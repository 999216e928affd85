use super::{Ended, Exit};
use crate::terminal;
use clap::Args;
use record::minutes::{CODES, CodeText};

/// Explains a diagnostic by its code.
#[derive(Args)]
pub(super) struct Arguments {
    /// The code, such as M0101; `list` for all of them.
    code: String,
}

/// Where codes are explained; one line each.
const TABLES: &[&[CodeText]] = &[CODES, report::CODES];

pub(super) fn run(arguments: &Arguments) -> Ended {
    let mut codes = TABLES.iter().copied().flatten();
    if arguments.code == "list" {
        let lines: String = codes.map(|c| format!("{}  {}\n", c.code.0, c.title)).collect();
        terminal::print(&lines)?;
        return Ok(Exit::Good);
    }
    let wanted = arguments.code.to_ascii_uppercase();
    let found = codes.find(|c| c.code.0 == wanted).ok_or_else(|| {
        Exit::misuse(format!(
            "there is no code `{}`; `rapporteur explain list` names all",
            terminal::safe(&arguments.code)
        ))
    })?;
    terminal::print(&format!("{}: {}\n\n{}\n", found.code.0, found.title, found.text))?;
    Ok(Exit::Good)
}
