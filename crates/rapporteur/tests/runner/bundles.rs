//! Bundles: made, verified, altered.

use super::world::{Room, TINY, check, run, shipped};

/// A bundle without print, so that many can be examined; print is rendered again by each verification.
fn made(room: &Room) -> Vec<u8> {
    let file = room.write("tiny.minutes", TINY);
    check(&["export", &file, "--bundle", &room.path("b.zip")], 0, "root ");
    room.read("b.zip")
}

#[test]
fn a_bundle_verifies_and_says_what_it_cannot_show() {
    let room = Room::new();
    made(&room);
    let ended = check(&["verify", &room.path("b.zip")], 0, "Not shown");
    assert_eq!(ended.out.split_whitespace().next(), Some("verified"));
}

#[test]
fn the_root_from_outside_is_compared() {
    let room = Room::new();
    let data = room.path("data");
    let file = room.write("a.minutes", TINY);
    let imported = check(&["import", &file, "--into", &data], 0, "root ");
    let root = imported.out.lines().find_map(|l| l.strip_prefix("root ")).expect("a root");
    let longer = room.write("b.minutes", &format!("{TINY}ARD says \"And still here.\"\n"));
    check(&["export", &longer, "--bundle", &room.path("b.zip")], 0, "root ");
    let bundle = room.path("b.zip");
    check(&["verify", &bundle, "--root", root], 0, "the first 3 entries");
    let other = "0".repeat(64);
    let ended = check(&["verify", &bundle, "--root", &other], 1, "not of the record");
    assert_eq!(ended.out.split_whitespace().next(), Some("altered"));
    check(&["verify", &bundle, "--root", "abc"], 2, "not a root");
    check(&["verify", "no-such-file"], 2, "was not read");
}

#[test]
fn the_same_record_gives_the_same_bundle_from_file_and_from_directory() {
    let room = Room::new();
    let bytes = made(&room);
    let data = room.path("data");
    check(&["import", &room.path("tiny.minutes"), "--into", &data], 0, "3 added");
    check(&["export", &data, "--bundle", &room.path("again.zip")], 0, "again.zip");
    assert!(bytes == room.read("again.zip"));
}

#[test]
fn one_flipped_byte_in_any_region_is_found_and_the_place_named() {
    let room = Room::new();
    let file = shipped("last-hours");
    check(&["export", &file, "--bundle", &room.path("b.zip")], 0, "52 entries");
    let sound = room.read("b.zip");
    // Every thirtieth part of the bundle, and its first and last bytes.
    let step = sound.len() / 30;
    let places = (0..sound.len()).step_by(step).chain([1, 28, sound.len() - 1, sound.len() - 12]);
    for at in places {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        std::fs::write(room.path("x.zip"), &bytes).expect("written");
        let ended = run(&["verify", &room.path("x.zip")]);
        assert_eq!(ended.code, 1, "byte {at}: {}", ended.out);
        let mut lines = ended.out.lines();
        assert_eq!(lines.next(), Some("altered"), "byte {at}");
        assert!(lines.next().is_some_and(|l| !l.is_empty()), "byte {at}: no place is named");
    }
}

#[test]
fn an_altered_entry_is_named_by_its_number() {
    let room = Room::new();
    let mut bytes = made(&room);
    let minutes = bytes.windows(14).position(|w| w == b"record.minutes").expect("there");
    let words = b"We are here";
    let at = minutes + bytes[minutes..].windows(11).position(|w| w == words).expect("there");
    bytes[at] = b'X';
    std::fs::write(room.path("x.zip"), &bytes).expect("written");
    check(&["verify", &room.path("x.zip")], 1, "`record.minutes`, no. 3");
}

#[test]
fn a_bundle_holds_the_narrative() {
    let room = Room::new();
    let draft = room.path("note.md");
    let file = shipped("last-hours");
    check(&["draft", &file, "-o", &draft], 0, "note.md");
    let bundle = room.path("b.zip");
    check(&["export", &file, "--bundle", &bundle, "--narrative", &draft], 0, "root ");
    let ended = check(&["verify", &bundle], 0, "narrative.md");
    assert_eq!(ended.out.split_whitespace().next(), Some("verified"));
}
