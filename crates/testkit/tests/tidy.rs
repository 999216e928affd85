//! The house itself: who may know whom, what is deliberately absent, and that the docs lead somewhere.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder with one of the endings, in order.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && path.file_name().is_some_and(|n| n != "target") {
                folders.push(path);
            } else if endings.iter().any(|e| path.extension().is_some_and(|x| x == *e)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Our crates that a crate names as normal dependencies.
fn knows(name: &str) -> Vec<String> {
    const OURS: &[&str] = &[
        "text",
        "docx",
        "ballots",
        "record",
        "store",
        "analysis",
        "report",
        "render",
        "rapporteur",
        "testkit",
        "verify",
    ];
    let manifest = text(&root().join("crates").join(name).join("Cargo.toml"));
    let normal =
        manifest.split("\n[").find(|part| part.starts_with("dependencies]")).unwrap_or_default();
    let names = normal.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    let mut known: Vec<String> = names.filter(|n| OURS.contains(n)).map(str::to_owned).collect();
    known.sort();
    known
}

#[test]
fn no_crate_knows_one_it_should_not() {
    let allowed: &[(&str, &[&str])] = &[
        ("text", &[]),
        ("docx", &[]),
        ("ballots", &[]),
        ("record", &["text"]),
        ("store", &[]),
        ("analysis", &["record", "text"]),
        ("report", &["analysis", "record", "text"]),
        ("render", &["docx", "record", "report", "text"]),
        ("testkit", &["analysis", "record", "report"]),
        // It shares nothing with what it checks.
        ("verify", &[]),
    ];
    for (name, allowed) in allowed {
        for known in knows(name) {
            assert!(allowed.contains(&known.as_str()), "`{name}` knows `{known}`");
        }
    }
    assert!(!knows("rapporteur").contains(&"testkit".to_owned()), "the binary knows the testkit");
}

#[test]
fn the_pure_crates_read_no_clock_file_or_hash_order() {
    const ABSENT: &[&str] = &[
        "std::fs",
        "std::net",
        "std::env",
        "SystemTime",
        "Instant::now",
        "HashMap",
        "HashSet",
        "std::thread",
        "rand::",
    ];
    for name in ["text", "record", "analysis", "report"] {
        for path in files(&format!("crates/{name}/src"), &["rs"]) {
            let code = text(&path);
            for absent in ABSENT {
                // `rand::` is a name of its own in `use rand::`, and none in `Operand::`.
                let names = |(at, _): (usize, &str)| !code[..at].ends_with(char::is_alphanumeric);
                let named = code.match_indices(absent).any(names);
                assert!(!named, "{} names `{absent}`", path.display());
            }
        }
    }
}

#[test]
fn sql_stands_in_the_store_alone() {
    for name in [
        "text",
        "docx",
        "ballots",
        "record",
        "analysis",
        "report",
        "render",
        "rapporteur",
        "testkit",
    ] {
        for path in files(&format!("crates/{name}/src"), &["rs"]) {
            let code = text(&path);
            for sql in ["rusqlite", "SELECT ", "INSERT INTO", "CREATE TABLE"] {
                assert!(!code.contains(sql), "{} holds SQL: `{sql}`", path.display());
            }
        }
    }
}

#[test]
fn nothing_is_left_over() {
    for path in files("crates", &["rs"]) {
        if path.ends_with("testkit/tests/tidy.rs") {
            continue;
        }
        for (index, line) in text(&path).lines().enumerate() {
            for marker in ["TODO", "FIXME", "XXX", "todo!(", "dbg!(", "unimplemented!("] {
                assert!(
                    !line.contains(marker),
                    "{}:{} holds `{marker}`",
                    path.display(),
                    index + 1
                );
            }
        }
    }
}

#[test]
fn every_page_that_a_page_names_is_there() {
    let mut pages = files("docs", &["md"]);
    pages.extend(["README.md", "CONTRIBUTING.md"].map(|p| root().join(p)));
    for page in pages {
        let folder = page.parent().expect("a page stands in a folder").to_path_buf();
        for target in text(&page).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains(':') || !file.contains('.') || file.contains(' ') {
                continue;
            }
            assert!(
                folder.join(file).exists(),
                "{} names `{file}`, which is not there",
                page.display()
            );
        }
    }
}

#[test]
fn every_public_page_of_the_repository_speaks_of_the_product_alone() {
    let places = ["/home/", "/root/", "/tmp/", "C:\\"];
    for page in files("docs", &["md"]).into_iter().chain([root().join("README.md")]) {
        for place in places {
            assert!(
                !text(&page).contains(place),
                "{} holds a path of a machine: `{place}`",
                page.display()
            );
        }
    }
}

#[test]
fn every_command_has_its_place_in_the_reference() {
    let reference = text(&root().join("docs/reference/cli.md"));
    for path in files("crates/rapporteur/src/cli", &["rs"]) {
        let name = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().replace('_', "-");
        let under_text = path.parent().is_some_and(|p| p.ends_with("text"));
        let name = if under_text { format!("text {name}") } else { name };
        // What several commands share.
        if !["options", "text material"].contains(&name.as_str()) {
            assert!(
                reference.contains(&format!("rapporteur {name}")),
                "`{name}` is not in docs/reference/cli.md"
            );
        }
    }
}
