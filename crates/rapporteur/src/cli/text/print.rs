use super::material::{Material, OfRecord};
use crate::cli::{Ended, Exit};
use crate::terminal;
use clap::Args;
use std::path::PathBuf;
use text::draft::{Draft, Reader};

/// Writes a text back from its reading: byte for byte what was read.
///
/// Of a Word file or a record, what it amounts to as plain text.
#[derive(Args)]
pub(super) struct Arguments {
    /// A plain text, Markdown or Word file, or a record.
    file: PathBuf,

    #[command(flatten)]
    of: OfRecord,
}

pub(super) fn run(arguments: &Arguments) -> Ended {
    let material = Material::open(&arguments.file, &arguments.of)?;
    material.warn();
    let draft = Draft::read(&material.words, &Reader::default());
    // The leaves, and where a byte was no text, that byte.
    let mut printed = draft.print(&material.words).into_bytes();
    for at in &material.broken {
        if let (Some(byte), Some(original)) = (printed.get_mut(*at), material.bytes.get(*at)) {
            *byte = *original;
        }
    }
    terminal::print_bytes(&printed)?;
    Ok(Exit::Good)
}
