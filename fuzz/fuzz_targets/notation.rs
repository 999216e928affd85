//! Any bytes are read without panic, and what is read prints as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use text::brackets;
use text::draft::{Draft, Reader};
use text::parties::Parties;
use text::rulings::Rulings;

fuzz_target!(|bytes: &[u8]| {
    let source = String::from_utf8_lossy(bytes);
    let (parties, _) = Parties::parse("EU = Europe, E\nUS\nG77 = Group and Others\nA\nB");
    let (rulings, _) = Rulings::parse(&source);
    let full = Reader { parties: Some(&parties), rulings: Some(&rulings) };
    for reader in [full, Reader::default()] {
        let draft = Draft::read(&source, &reader);
        assert_eq!(draft.print(&source), source);
        assert_eq!(draft.marks, brackets::read(&source));
        let mut at = 0;
        for (index, node) in draft.nodes.iter().enumerate() {
            assert!(node.end() > index && node.end() <= draft.nodes.len());
            assert!(node.parent().is_none_or(|p| p.0 < index && draft.nodes[p.0].end() >= node.end()));
            if node.kind.is_inner() {
                assert_eq!(node.range.start, at);
            } else {
                assert_eq!(node.range.start, at);
                at = node.range.end;
            }
        }
    }
});
