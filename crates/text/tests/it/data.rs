//! Real material, which is not part of the repository.

use std::fs;
use std::path::PathBuf;

/// The file, or nothing, said so, where the material is missing.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn read(name: &str) -> Option<String> {
    let folder = std::env::var_os("RAPPORTEUR_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let found = fs::read_to_string(folder.join(name)).ok();
    if found.is_none() {
        eprintln!("skipped: `{name}` is not in {}", folder.display());
    }
    found
}
