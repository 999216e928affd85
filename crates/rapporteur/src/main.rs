//! The binary: the command line, the pages, and where files and the terminal are touched.
//!
//! Deliberately absent: rules of procedure, sentences of a report, SQL. Nothing here reads a clock into a result.

mod bundle;
mod camps;
mod cli;
mod disclosure;
mod files;
mod intake;
mod packages;
mod papers;
mod print;
mod progress;
mod sheets;
mod source;
mod story;
mod study;
mod terminal;
mod web;
mod words;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os()).into()
}
