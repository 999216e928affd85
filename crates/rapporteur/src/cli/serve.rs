use super::{Ended, Exit};
use crate::source::Source;
use crate::{terminal, web};
use clap::Args;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Serves the record as pages, to read only.
///
/// State of play, text with brackets and holders, issues, parties, meetings, documents, calls, rules side by side, report and
/// log: each at a permanent address, each also as JSON. What is not disclosed is not shown. Ends with Ctrl-C.
#[derive(Args)]
pub(super) struct Arguments {
    /// A file of minutes or a data directory.
    path: PathBuf,

    /// Address and port to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8460")]
    listen: SocketAddr,

    /// Serves the Chair's desk too: what could be agreed together, worked out from all positions and offers, those made to members
    /// only included. For the Chair alone: whoever reaches the address can read it.
    #[arg(long)]
    chair: bool,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let source = Source::open(&arguments.path)?;
    terminal::diagnose(&source.diagnostics, &source.name(), &source.text);
    let site = web::Site::of(vec![("".to_owned(), source)], arguments.chair)?;
    let listener = web::bind(arguments.listen)?;
    terminal::print(&format!("{}\n", web::address(&listener)?))?;
    web::serve(listener, site)?;
    Ok(Exit::Good)
}
