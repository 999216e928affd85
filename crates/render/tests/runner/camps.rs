//! The page on splits, camps and common ground, and its pictures.

use super::camps_sample::{consultation, many_camps, no_camps, one_dimension, parties};
use super::sample;
use render::camps::{self, Change, Page, Tally};
use std::path::Path;

fn samples() -> Vec<(&'static str, Page)> {
    vec![
        ("parties", parties()),
        ("consultation", consultation()),
        ("none", no_camps()),
        ("many", many_camps()),
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

/// Everything that people may have written, made hostile.
fn hostile() -> Page {
    const BAD: &str = "</title><script>alert(1)</script>\"'&\u{202e}\0]]>\u{fffe}<svg onload=x>";
    let bad = || BAD.to_owned();
    let mut page = parties();
    let consultation = consultation();
    page.title = bad();
    page.source = Some(bad());
    page.manipulation = consultation.manipulation;
    page.notes = consultation.notes;
    page.notes.others = vec![bad()];
    page.notes.first_bad[0].what = bad();
    page.method.model = bad();
    page.method.others = vec![(bad(), bad())];
    for camp in &mut page.camps {
        camp.label = bad();
        camp.survival = Some(f64::NAN);
        for apart in &mut camp.apart.shown {
            apart.statement.text = bad();
            apart.statement.id = bad();
            apart.statement.language = Some(bad());
            apart.effect = f64::INFINITY;
        }
    }
    for thing in page.splits.iter_mut().flat_map(|list| &mut list.shown) {
        thing.statement.text = bad();
        for group in &mut thing.groups {
            group.name = bad();
            group.tally = Tally([u64::MAX; 4]);
            group.disagreement = f64::NAN;
        }
    }
    if let Some(over_time) = &mut page.over_time {
        over_time.changes = vec![
            Change::Kept { camp: bad(), alike: f64::NAN },
            Change::Split { from: bad(), into: vec![bad()] },
            Change::Merged { from: vec![bad()], into: bad() },
        ];
    }
    page.association = Some(f64::NAN);
    for group in &mut page.groups {
        group.name = bad();
        group.disagreement = Some(f64::NAN);
        group.in_camps = vec![u64::MAX; 3];
        group.unclassified = u64::MAX;
    }
    for divergence in &mut page.divergence.shown {
        divergence.statement.text = bad();
        divergence.all = Tally([u64::MAX; 4]);
        divergence.camps.pop();
    }
    for ground in page.ground.iter_mut().flat_map(|list| &mut list.shown) {
        ground.statement.id = bad();
        ground.lower_bound = f64::NAN;
        ground.all.share = f64::NEG_INFINITY;
    }
    if let Some(map) = &mut page.map {
        map.names.iter_mut().for_each(|name| *name = bad());
        map.places[3] = f64::NAN;
        map.places[8] = 1e300;
        map.spreads[4] = f64::INFINITY;
        map.camps[0] = Some(u32::MAX);
        map.names.pop();
        map.axes.pop();
    }
    page
}

#[test]
fn nothing_that_people_wrote_becomes_markup() {
    let page = hostile();
    let html = camps::html(&page);
    let mut files = vec![html];
    files.extend(camps::pictures(&page).iter().map(camps::Picture::standalone));
    for file in files {
        assert!(!file.contains("<script") && !file.contains("<svg onload"), "markup of theirs");
        assert!(!file.contains('\0') && !file.contains('\u{fffe}'), "a character that XML has not");
        for (open, close) in [("<g>", "</g>"), ("<title", "</title>"), ("<bdi", "</bdi>")] {
            assert_eq!(file.matches(open).count(), file.matches(close).count(), "{open}");
        }
        assert!(!file.contains("NaN") && !file.contains("inf\""), "a number that is none");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    for (_, page) in samples() {
        assert_eq!(camps::html(&page), camps::html(&page.clone()));
    }
}

#[test]
fn every_picture_has_a_title_a_description_and_a_table() {
    for (name, page) in samples() {
        let pictures = camps::pictures(&page);
        let mut names: Vec<&str> = pictures.iter().map(|picture| &*picture.name).collect();
        names.dedup();
        assert_eq!(names.len(), pictures.len(), "{name}");
        for picture in pictures {
            let svg = picture.standalone();
            let labelled =
                format!("role=\"img\" aria-labelledby=\"{0}-title {0}-desc\"", picture.name);
            assert!(svg.contains(&labelled), "{name} {}", picture.name);
            assert!(!picture.title.is_empty() && !picture.description.is_empty());
            assert!(picture.tables.iter().any(|table| !table.rows.is_empty()), "{}", picture.name);
        }
    }
}

#[test]
fn each_id_stands_once_and_each_reference_leads_somewhere() {
    for (name, page) in samples() {
        let html = camps::html(&page);
        let ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let set: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(set.len(), ids.len(), "{name}: {ids:?}");
        for (before, after) in [("url(#", ')'), ("href=\"#", '"')] {
            for target in html.split(before).skip(1).filter_map(|rest| rest.split(after).next()) {
                assert!(set.contains(target), "{name}: {target}");
            }
        }
    }
}

/// Marks of an SVG file: whatever is drawn.
fn drawn(svg: &str) -> usize {
    ["<circle", "<rect", "<path", "<text"].iter().map(|mark| svg.matches(mark).count()).sum()
}

#[test]
fn a_page_of_any_size_has_pictures_of_bounded_size() {
    let mut page = consultation();
    // A hundred thousand places, each of the sample's many times, a little apart.
    let map = page.map.as_mut().expect("a map");
    let (places, camps) = (map.places.clone(), map.camps.clone());
    for round in 1..50_u32 {
        map.places.extend(places.iter().map(|x| x * (1.0 + 0.013 * f64::from(round))));
        map.camps.extend(&camps);
    }
    map.spreads.clear();
    let divergence = page.divergence.shown.clone();
    let ground = page.ground.clone().expect("common ground").shown;
    for _ in 0..500 {
        page.divergence.shown.extend(divergence.clone());
        page.ground.as_mut().expect("common ground").shown.extend(ground.clone());
    }
    let camp = page.camps[0].clone();
    page.camps.extend(std::iter::repeat_n(camp, 200));
    for (picture, most) in camps::pictures(&page).iter().zip(std::iter::repeat(2_500)) {
        let svg = picture.standalone();
        assert!(drawn(&svg) < most, "{}: {}", picture.name, drawn(&svg));
        assert!(picture.tables.iter().all(|table| table.rows.len() <= 500), "{}", picture.name);
    }
    assert!(camps::html(&page).contains("are shown."));
}

#[test]
fn the_least_page_is_a_page() {
    for n in [0, 1, 3] {
        let mut page = one_dimension(n);
        page.divergence.shown.clear();
        page.ground = None;
        page.camps.clear();
        assert!(camps::html(&page).ends_with("</html>\n"));
        page.map = None;
        page.method.tried.clear();
        assert!(camps::html(&page).ends_with("</html>\n"));
    }
}
