use super::{Ended, Exit, report};
use crate::source::Source;
use crate::{terminal, web};
use clap::Args;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

/// Writes the reports of the records that come with the program, then serves them.
///
/// The record of the Working Group on Enhanced Cooperation is real; those of the Headwaters Working Group and of the last
/// hours are invented, for practice.
#[derive(Args)]
pub(super) struct Arguments {
    /// Directory to write into.
    #[arg(long, value_name = "DIR", default_value = "rapporteur-demo")]
    out: PathBuf,

    /// Stops after writing.
    #[arg(long)]
    no_serve: bool,

    /// Opens the first page in a browser.
    #[arg(long)]
    open: bool,
}

/// The records that come with the program: name, minutes, path prefix of its pages. The first is served at the root.
const RECORDS: [(&str, &str); 3] = [
    ("wgec", include_str!("../../../../minutes/wgec.minutes")),
    ("headwaters", include_str!("../../../../minutes/headwaters.minutes")),
    ("last-hours", include_str!("../../../../minutes/last-hours.minutes")),
];

/// The first port that is tried, and how many after it.
const PORTS: std::ops::Range<u16> = 8460..8480;

pub(super) fn run(arguments: &Arguments) -> Ended {
    let mut sources = Vec::new();
    for (name, minutes) in RECORDS {
        let directory = arguments.out.join(name);
        let file = directory.join(format!("{name}.minutes"));
        crate::files::write(&file, minutes.as_bytes())?;
        let source = Source::of_minutes(&file, minutes.as_bytes());
        let written = report::write_report(&source.record, &directory)?;
        terminal::print(&format!("{}\n{written}\n", file.display()))?;
        let prefix = if sources.is_empty() { String::new() } else { format!("/{name}") };
        sources.push((prefix, source));
    }
    if arguments.no_serve {
        return Ok(Exit::Good);
    }
    serve(sources, arguments.open, &arguments.out)
}

fn serve(sources: Vec<(String, Source)>, open: bool, out: &Path) -> Ended {
    let names: Vec<String> = sources.iter().map(|(prefix, _)| prefix.clone()).collect();
    let site = web::Site::of(sources, true)?;
    let listener = bind_first()?;
    let address = web::address(&listener)?;
    let mut said = format!("The reports are in {}. The records can be read at\n", out.display());
    for prefix in names {
        said.push_str(&format!("  {address}{}\n", prefix.trim_start_matches('/')));
    }
    said.push_str("until you press Ctrl-C.\n");
    terminal::print(&said)?;
    if open {
        open_in_browser(&address);
    }
    web::serve(listener, site)?;
    Ok(Exit::Good)
}

/// The first port of the range that is free.
fn bind_first() -> Result<std::net::TcpListener, Exit> {
    let mut last = Exit::fault("no port is free");
    for port in PORTS {
        match web::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))) {
            Ok(listener) => return Ok(listener),
            Err(exit) => last = exit,
        }
    }
    Err(last)
}

/// Asks the desktop to open a page; where there is none, the address printed is enough.
fn open_in_browser(address: &str) {
    let opened = std::process::Command::new("xdg-open").arg(address).spawn();
    if opened.is_err() {
        terminal::complain("no browser was found to open the page in; open the address above");
    }
}
