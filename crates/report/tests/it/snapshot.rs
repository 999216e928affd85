//! Pages of the docs that a test writes.

use std::path::Path;

/// Compares a page with what stands in the repository; `UPDATE_EXPECT=1` rewrites it.
pub fn check(path: &str, page: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::create_dir_all(file.parent().expect("a page lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(&file, page).expect("the page can be written");
    }
    let stands = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stands == page,
        "{path} is not what the test finds; UPDATE_EXPECT=1 rewrites it. Found:\n{page}"
    );
}
