use super::{Ended, Exit, grammar};
use crate::terminal;
use clap::Args;
use clap_complete::Shell;

/// Prints completions for a shell.
#[derive(Args)]
pub(super) struct Arguments {
    /// The shell.
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut grammar(), "rapporteur", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Good)
}
