//! The bundle: the same bytes for the same content, every altered byte found, hostile input refused.

use std::io::{Cursor, Read as _};

use proptest::prelude::*;
use store::bundle::{BYTES_MAX, BundleFault, FILES_MAX, Part, pack, unpack};

fn sample() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("record.minutes", "minutes/1\nBOR prefers “shall” in 4\n".into()),
        ("checkpoint", b"river\n3\n".to_vec()),
        ("documents/CRP.4-Rev.1.txt", vec![0; 70]),
        ("documents/empty", Vec::new()),
    ]
}

#[test]
fn the_order_of_the_files_does_not_matter_and_they_come_back_sorted() {
    let mut files = sample();
    let bundle = pack(&files).unwrap();
    files.reverse();
    assert_eq!(pack(&files).unwrap(), bundle);
    files.sort();
    let expected: Vec<_> =
        files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    assert_eq!(unpack(&bundle).unwrap(), expected);
    assert_eq!(unpack(&pack::<&str, &str>(&[]).unwrap()), Ok(Vec::new()));
}

/// What was issued once is compared byte for byte for ever: this checksum never changes.
#[test]
fn the_layout_is_the_one_that_was_released() {
    let bundle = pack(&sample()).unwrap();
    assert_eq!((bundle.len(), crc32fast::hash(&bundle)), LAYOUT);
}

const LAYOUT: (usize, u32) = (571, 675_749_974);

#[test]
fn an_ordinary_zip_library_reads_it() {
    let bundle = pack(&sample()).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bundle)).unwrap();
    assert_eq!(archive.len(), 4);
    for (name, contents) in sample() {
        let mut file = archive.by_name(name).unwrap();
        let mut read = Vec::new();
        file.read_to_end(&mut read).unwrap();
        assert_eq!(read, contents);
        assert!(file.extra_data().is_none_or(|extra| extra.is_empty()));
    }
}

#[test]
fn every_altered_bit_is_found_where_it_is() {
    let bundle = pack(&sample()).unwrap();
    for at in 0..bundle.len() {
        for bit in 0..8 {
            let mut altered = bundle.clone();
            altered[at] ^= 1 << bit;
            match unpack(&altered).expect_err("an altered bit was not found") {
                BundleFault::NotABundle => assert!(at < 4),
                BundleFault::Altered { range, part } => {
                    assert!(range.contains(&at), "{at}: {part} {range:?}");
                }
                BundleFault::CutOff { range, part } => {
                    assert!(range.contains(&at), "{at}: {part} {range:?}");
                }
                fault => panic!("byte {at}: {fault}"),
            }
        }
    }
}

#[test]
fn the_altered_file_is_named() {
    let bundle = pack(&sample()).unwrap();
    let place =
        |words: &[u8]| bundle.windows(words.len()).position(|window| window == words).unwrap();
    let mut altered = bundle.clone();
    altered[place(b"prefers")] = b'P';
    let fault = unpack(&altered).unwrap_err();
    assert!(
        matches!(&fault, BundleFault::Altered { part: Part::Contents { name }, .. } if name == "record.minutes"),
        "{fault}"
    );
    assert!(
        fault.to_string().starts_with("the bundle was altered: the contents of `record.minutes`"),
        "{fault}"
    );
    // A date, which no checksum covers.
    let mut altered = bundle.clone();
    let date = place(b"documents/empty") - 30 + 12;
    altered[date] ^= 2;
    let part = Part::Header { name: "documents/empty".to_owned() };
    assert_eq!(unpack(&altered), Err(BundleFault::Altered { part, range: date..date + 1 }));
    let mut altered = bundle.clone();
    *altered.last_mut().unwrap() = 1;
    let last = bundle.len() - 1;
    assert_eq!(
        unpack(&altered),
        Err(BundleFault::Altered { part: Part::Listing, range: last..last + 1 })
    );
}

#[test]
fn what_is_cut_off_or_added_is_found() {
    let bundle = pack(&sample()).unwrap();
    for length in 0..bundle.len() {
        assert!(unpack(&bundle[..length]).is_err(), "{length}");
    }
    let mut longer = bundle.clone();
    longer.push(0);
    let part = Part::Listing;
    assert_eq!(
        unpack(&longer),
        Err(BundleFault::Altered { part, range: bundle.len()..bundle.len() + 1 })
    );
    let mut before = bundle;
    before.insert(0, b'#');
    assert_eq!(unpack(&before), Err(BundleFault::NotABundle));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for name in [
        "",
        "/etc/passwd",
        "../up",
        "a/../../b",
        "a//b",
        "a/",
        "./a",
        "a/.",
        "c:\\x",
        "a\\b",
        "nul\0",
        "a\nb",
        "é",
        "dot.",
    ] {
        assert!(matches!(pack(&[(name, "")]), Err(BundleFault::Name { .. })), "{name:?}");
    }
    assert!(pack(&[("x".repeat(200), "")]).is_ok());
    assert!(matches!(pack(&[("x".repeat(201), "")]), Err(BundleFault::Name { .. })));
    assert!(pack(&[(".well-known", ""), ("a..b", "")]).is_ok());
}

/// A bundle with other names of the same length: what only a hostile program writes.
fn renamed(names: &[(&str, &str)]) -> Vec<u8> {
    let files: Vec<_> = names.iter().map(|(name, _)| (*name, b"x")).collect();
    let mut bundle = pack(&files).unwrap();
    for (from, to) in names {
        assert_eq!(from.len(), to.len());
        for at in 0..bundle.len() - from.len() {
            if &bundle[at..at + from.len()] == from.as_bytes() {
                bundle[at..at + from.len()].copy_from_slice(to.as_bytes());
            }
        }
    }
    bundle
}

#[test]
fn hostile_bundles_are_refused() {
    let name = |bundle: Vec<u8>| matches!(unpack(&bundle), Err(BundleFault::Name { .. }));
    assert!(name(renamed(&[("aaaaaaaa", "../../up")])));
    assert!(name(renamed(&[("aaaaaaaa", "/etc/abc")])));
    assert!(name(renamed(&[("aaaaaaaa", "c:\\a.txt")])));
    assert_eq!(
        unpack(&renamed(&[("aaa", "xxx"), ("bbb", "xxx")])),
        Err(BundleFault::Twice { name: "xxx".to_owned() })
    );
    let unsorted = unpack(&renamed(&[("aaa", "zzz"), ("bbb", "yyy")]));
    assert!(
        matches!(unsorted, Err(BundleFault::Altered { part: Part::Header { name }, .. }) if name == "yyy")
    );
}

#[test]
fn names_that_meet_on_some_systems_are_refused() {
    for (a, b) in [("a", "a"), ("a", "A"), ("dir", "dir/file"), ("Dir/x", "dir"), ("a/b/c", "A/B")]
    {
        assert!(matches!(pack(&[(a, ""), (b, "")]), Err(BundleFault::Twice { .. })), "{a} {b}");
    }
    assert!(pack(&[("a/b", ""), ("a/c", ""), ("ab", "")]).is_ok());
}

#[test]
fn sizes_are_bounded() {
    let many: Vec<_> = (0..=FILES_MAX).map(|n| (n.to_string(), "")).collect();
    assert!(pack(&many[1..]).is_ok());
    assert_eq!(pack(&many), Err(BundleFault::TooLarge));
    let part = vec![0; BYTES_MAX / 2];
    assert_eq!(pack(&[("a", &part), ("b", &part)]), Err(BundleFault::TooLarge));
}

proptest! {
    #[test]
    fn whatever_unpacks_packs_to_the_same_bytes(files in prop::collection::btree_map("[a-z]{1,4}", prop::collection::vec(any::<u8>(), 0..40), 0..6), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let files: Vec<_> = files.into_iter().collect();
        let mut bundle = pack(&files).unwrap();
        prop_assert_eq!(unpack(&bundle).unwrap(), files);
        for (at, byte) in cuts {
            let at = at.index(bundle.len());
            bundle[at] = byte;
        }
        if let Ok(files) = unpack(&bundle) {
            prop_assert_eq!(pack(&files).unwrap(), bundle);
        }
    }

    #[test]
    fn any_bytes_are_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), zip in any::<bool>()) {
        let bytes = if zip { [b"PK\x03\x04".to_vec(), bytes].concat() } else { bytes };
        prop_assert!(unpack(&bytes).is_err());
    }
}
