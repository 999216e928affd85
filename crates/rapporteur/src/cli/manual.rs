use super::{Ended, Exit, grammar};
use crate::terminal;
use clap::Args;

/// Prints the manual page, in the form that `man` reads.
#[derive(Args)]
pub(super) struct Arguments {}

pub(super) fn run(_arguments: &Arguments) -> Ended {
    let mut page = Vec::new();
    clap_mangen::Man::new(grammar()).render(&mut page).map_err(Exit::fault)?;
    for command in grammar().get_subcommands_mut() {
        let name = format!("rapporteur-{}", command.get_name());
        let described = command.clone().display_name(name);
        clap_mangen::Man::new(described).render(&mut page).map_err(Exit::fault)?;
    }
    terminal::print(&String::from_utf8_lossy(&page))?;
    Ok(Exit::Good)
}
