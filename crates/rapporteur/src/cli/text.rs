//! Work on negotiating text: one file a command.

mod align;
mod biography;
mod check;
mod collisions;
mod compare;
mod material;
mod minutes;
mod outline;
mod print;
mod read;
mod sheet;
mod sources;

use super::Ended;
use clap::{Args, Subcommand};

/// Reads and compares negotiating text: brackets, options, holders, versions.
///
/// Files are plain text, Markdown or Word (.docx). Nothing is repaired: what is unbalanced, stray or unknown is reported
/// with its place.
#[derive(Args)]
#[command(disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    Print(print::Arguments),
    Outline(outline::Arguments),
    Sheet(sheet::Arguments),
    Compare(compare::Arguments),
    Align(align::Arguments),
    Read(read::Arguments),
    Biography(biography::Arguments),
    Sources(sources::Arguments),
    Collisions(collisions::Arguments),
    Minutes(minutes::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    match &arguments.command {
        Command::Check(arguments) => check::run(arguments),
        Command::Print(arguments) => print::run(arguments),
        Command::Outline(arguments) => outline::run(arguments),
        Command::Sheet(arguments) => sheet::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Align(arguments) => align::run(arguments),
        Command::Read(arguments) => read::run(arguments),
        Command::Biography(arguments) => biography::run(arguments),
        Command::Sources(arguments) => sources::run(arguments),
        Command::Collisions(arguments) => collisions::run(arguments),
        Command::Minutes(arguments) => minutes::run(arguments),
    }
}
