//! The command line: one command a file, and the one place where outcomes become exit codes.

mod camps;
mod check;
mod compare_rules;
mod completions;
mod demo;
mod draft;
mod explain;
mod export;
mod import;
mod log;
mod manual;
mod options;
mod packages;
mod report;
mod serve;
mod show;
mod text;
mod verify;

use crate::terminal;
use clap::{CommandFactory as _, Parser, Subcommand};
use std::ffi::OsString;
use std::fmt::Display;
use std::process::ExitCode;

/// Keeps a working group's record and compiles its truthful report.
///
/// A record is a file of minutes, or a data directory made by `import`. What is agreed is reported as agreed, at its level;
/// where there is no agreement, the differing views are reported by those who hold them; every sentence names the entries
/// it rests on.
///
/// Exit status: 0 if all is well; 1 if something was diagnosed as an error, refused, or not verified; 2 if the command
/// was not understood or names something that is not there; 3 if the disk or the stored record failed.
#[derive(Parser)]
#[command(
    name = "rapporteur",
    version,
    propagate_version = false,
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Report(report::Arguments),
    Check(check::Arguments),
    Draft(draft::Arguments),
    Show(show::Arguments),
    Text(text::Arguments),
    Log(log::Arguments),
    Camps(camps::Arguments),
    Packages(packages::Arguments),
    CompareRules(compare_rules::Arguments),
    Import(import::Arguments),
    Export(export::Arguments),
    Verify(verify::Arguments),
    Serve(serve::Arguments),
    Explain(explain::Arguments),
    Demo(demo::Arguments),
    Manual(manual::Arguments),
    Completions(completions::Arguments),
}

/// How a command ends.
#[derive(Debug)]
pub(crate) enum Exit {
    /// All is well.
    Good,
    /// Diagnosed as an error, refused, or not verified. What was found has been said.
    Found,
    /// The command was not understood, or names something that is not there.
    Misuse(String),
    /// The disk, the stored record or the network failed.
    Fault(String),
}

impl Exit {
    /// A misuse, in words.
    pub(crate) fn misuse(words: impl Display) -> Self {
        Exit::Misuse(words.to_string())
    }

    /// A fault, in words.
    pub(crate) fn fault(words: impl Display) -> Self {
        Exit::Fault(words.to_string())
    }
}

impl From<store::Fault> for Exit {
    fn from(fault: store::Fault) -> Self {
        match fault {
            store::Fault::Missing { .. } | store::Fault::Exists { .. } => Exit::misuse(fault),
            other => Exit::fault(other),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Good => 0,
            Exit::Found => 1,
            Exit::Misuse(_) => 2,
            Exit::Fault(_) => 3,
        })
    }
}

/// What a command comes to; an early end is an [`Exit`] too.
type Ended = Result<Exit, Exit>;

/// Reads the command and runs it.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => return misread(&usage),
    };
    let exit = command(cli.command).unwrap_or_else(|early| early);
    if let Exit::Misuse(words) | Exit::Fault(words) = &exit {
        terminal::complain(words);
    }
    exit
}

fn command(command: Command) -> Ended {
    match command {
        Command::Report(arguments) => report::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Draft(arguments) => draft::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Text(arguments) => text::run(&arguments),
        Command::Log(arguments) => log::run(&arguments),
        Command::Camps(arguments) => camps::run(&arguments),
        Command::Packages(arguments) => packages::run(&arguments),
        Command::CompareRules(arguments) => compare_rules::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Manual(arguments) => manual::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}

/// The manual asked for, or what was not understood.
fn misread(usage: &clap::Error) -> Exit {
    if usage.use_stderr() {
        terminal::complain_as_is(&usage.render().to_string());
        Exit::Misuse(String::new())
    } else {
        terminal::print(&usage.render().to_string()).map_or_else(|exit| exit, |()| Exit::Good)
    }
}

/// The whole command line, as help, man page, completions and reference are made from it.
fn grammar() -> clap::Command {
    Cli::command()
}
