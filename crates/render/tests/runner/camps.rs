//! The page on splits, camps and common ground, and its pictures.

use super::camps_sample::{consultation, no_camps, one_dimension, parties};
use super::sample;
use render::camps::{self, Page};
use std::path::Path;

fn samples() -> Vec<(&'static str, Page)> {
    vec![
        ("parties", parties()),
        ("consultation", consultation()),
        ("none", no_camps()),
        ("strip", one_dimension(18)),
        ("strip-many", one_dimension(900)),
    ]
}

/// Compares with a stored file; `UPDATE_EXPECT=1` rewrites it.
fn check(name: &str, rendered: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(name);
    expect_test::expect_file![path].assert_eq(rendered);
}

/// The file without its style sheet, which changes for reasons that no test should fail on.
fn body(html: &str) -> &str {
    &html[html.find("<body").expect("a body")..]
}

#[test]
fn the_samples_look_as_stored() {
    for (name, page) in samples() {
        let html = camps::html(&page);
        sample::keep(&format!("camps-{name}.html"), html.as_bytes());
        for picture in camps::pictures(&page) {
            let file = format!("camps-{name}-{}.svg", picture.name);
            sample::keep(&file, picture.standalone().as_bytes());
        }
        if matches!(name, "parties" | "none") {
            check(&format!("camps-{name}.html"), body(&html));
        }
    }
}
