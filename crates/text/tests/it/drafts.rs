//! Two whole drafts as they were published.

use crate::data;
use text::check::{Check, check};
use text::draft::{Draft, Reader, Rule};
use text::parties::Parties;

fn count(source: &str) -> Check {
    check(&Draft::read(source, &Reader::default()), source)
}

/// What the field's table counts, for one draft.
struct Table {
    file: &'static str,
    paragraphs: usize,
    opening: usize,
    closing: usize,
    stray_closing: usize,
    unbalanced: usize,
    adjacencies: usize,
    options: usize,
    no_text: usize,
    /// Why ours differ. Reference links `[text][ref]`, which the table counted as two brackets and one `][`.
    links: usize,
    /// Definitions of their references, which the table counted as one bracket.
    definitions: usize,
    /// First lines of paragraphs with as many `[` as `]`, in an order in which they do not match; the table compared
    /// numbers alone.
    disordered: &'static [usize],
}

const TABLES: [Table; 2] = [
    Table {
        file: "drafts/unfccc-adp-23-oct-2015.md",
        paragraphs: 446,
        opening: 1028,
        closing: 1029,
        stray_closing: 2,
        unbalanced: 45,
        adjacencies: 216,
        options: 143,
        no_text: 19,
        links: 1,
        definitions: 1,
        disordered: &[497, 869],
    },
    Table {
        file: "drafts/unfccc-adp-4-dec-2015.md",
        paragraphs: 380,
        opening: 1024,
        closing: 1027,
        stray_closing: 4,
        unbalanced: 37,
        adjacencies: 223,
        options: 112,
        no_text: 12,
        links: 3,
        definitions: 3,
        disordered: &[109],
    },
];

#[test]
fn our_counts_give_those_of_the_table_with_their_reasons() {
    for table in &TABLES {
        let Some(source) = data::read(table.file) else { continue };
        let ours = count(&source);
        assert_eq!(ours.paragraphs, table.paragraphs);
        let masked = 2 * table.links + table.definitions;
        assert_eq!(ours.opening + masked, table.opening);
        assert_eq!(ours.closing + masked, table.closing);
        assert_eq!(ours.adjacencies + table.links, table.adjacencies);
        assert_eq!((ours.options, ours.no_text), (table.options, table.no_text));
        let closing = ours.stray.iter().filter(|s| s.mark == ']').count();
        assert_eq!(closing, table.stray_closing);
        assert_eq!(ours.unbalanced.len() - table.disordered.len(), table.unbalanced);
        assert!(table.disordered.iter().all(|line| ours.unbalanced.contains(line)));
    }
}

#[test]
fn counts_of_the_drafts_are_these() {
    let ours = |file| {
        let c = count(&data::read(file)?);
        let runs = (c.adjacencies, c.undecided_runs, c.spaced_adjacencies);
        Some((c.opening, c.closing, runs, c.unbalanced.len(), c.stray.len()))
    };
    if let Some(found) = ours(TABLES[0].file) {
        assert_eq!(found, (1025, 1026, (215, 158, 183), 47, 3));
    }
    if let Some(found) = ours(TABLES[1].file) {
        assert_eq!(found, (1015, 1018, (220, 177, 193), 38, 5));
    }
}

#[test]
fn the_drafts_print_as_they_were_and_raise_no_false_alarm() {
    let (parties, _) =
        Parties::parse("EU = European Union\nAOSIS\nLMDC\nG77 = Group of 77 and China");
    for table in &TABLES {
        let Some(source) = data::read(table.file) else { continue };
        for parties in [None, Some(&parties)] {
            let draft = Draft::read(&source, &Reader { parties, rulings: None });
            assert!(draft.print(&source) == source);
            assert_eq!(check(&draft, &source).unknown_holders, []);
            assert!(draft.attributions.is_empty() && draft.legend.is_empty());
        }
    }
}

#[test]
fn comments_of_the_drafters_are_no_options() {
    let Some(source) = data::read(TABLES[0].file) else { return };
    let draft = Draft::read(&source, &Reader::default());
    let italic = draft.brackets.iter().filter(|b| b.rule == Rule::Italic);
    let words: Vec<_> = italic.map(|b| &source[b.open..=b.close]).collect();
    assert!(words.contains(&"[level of ambition]"));
    assert!(words.contains(&"[principle based differentiation]"));
    assert!(words.iter().all(|w| w.len() > 6));
}
