//! Files: read whole, written whole or not at all.

use crate::cli::Exit;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Largest narrative that is read.
const TEXT_BYTES_MAX: u64 = 16 << 20;

/// Reads a file of at most `most` bytes.
pub(crate) fn read(path: &Path, most: u64) -> Result<Vec<u8>, Exit> {
    let size = fs::metadata(path).map_err(|error| unread(path, &error))?.len();
    if size > most {
        return Err(Exit::misuse(format!(
            "{} has {size} bytes, and at most {most} are read",
            path.display()
        )));
    }
    fs::read(path).map_err(|error| unread(path, &error))
}

/// Reads a file of text, such as a narrative.
pub(crate) fn read_text(path: &Path) -> Result<String, Exit> {
    let text = String::from_utf8(read(path, TEXT_BYTES_MAX)?)
        .map_err(|_| Exit::misuse(format!("{} is not UTF-8 text", path.display())))?;
    // Some editors begin a file with a mark of its encoding, which is no part of the text.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Refuses to write over what is read, or twice into one file.
pub(crate) fn keep_apart(inputs: &[&Path], outputs: &[&Path]) -> Result<(), Exit> {
    let place = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let read: Vec<PathBuf> = inputs.iter().map(|path| place(path)).collect();
    let mut written: Vec<PathBuf> = Vec::new();
    for output in outputs {
        let at = place(output);
        if read.contains(&at) {
            let name = output.display();
            return Err(Exit::misuse(format!("{name} is what is read; write to another file")));
        }
        if written.contains(&at) {
            let name = output.display();
            return Err(Exit::misuse(format!("{name} is to be written twice; name two files")));
        }
        written.push(at);
    }
    Ok(())
}

/// What is not there is a misuse; what is there and cannot be read, a fault.
fn unread(path: &Path, error: &std::io::Error) -> Exit {
    let words = format!("{} was not read: {error}", path.display());
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
            Exit::misuse(words)
        }
        _ => Exit::fault(words),
    }
}

/// Makes a directory and those above it.
pub(crate) fn make_directory(path: &Path) -> Result<(), Exit> {
    fs::create_dir_all(path)
        .map_err(|error| Exit::fault(format!("{} was not made: {error}", path.display())))
}

/// Writes a file so that a reader finds the old bytes or the new, never a part: beside it first, then renamed.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Exit> {
    write_with(path, |out| out.write_all(bytes))
}

/// Writes a file in the same way, as it is made.
pub(crate) fn write_with(
    path: &Path,
    fill: impl FnOnce(&mut BufWriter<&File>) -> std::io::Result<()>,
) -> Result<(), Exit> {
    let fault = |error: std::io::Error| {
        Exit::fault(format!(
            "{} was not written: {error}; what was there before is as it was",
            path.display()
        ))
    };
    if let Some(directory) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        make_directory(directory)?;
    }
    let beside = beside(path)
        .ok_or_else(|| Exit::misuse(format!("{} is not the name of a file", path.display())))?;
    let written = File::create(&beside).and_then(|file| {
        let mut out = BufWriter::with_capacity(1 << 16, &file);
        fill(&mut out)?;
        out.flush()?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&beside, path)) {
        // What remains of the attempt is of no use; if it cannot be removed, the fault says enough.
        fs::remove_file(&beside).ok();
        return Err(fault(error));
    }
    Ok(())
}

/// A name in the same directory, and so on the same disk, that no other process writes.
fn beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.{}.part", std::process::id())))
}
