//! Each construct of the notation, as read.

use text::brackets::Joint;
use text::draft::{BlockKind, Class, Draft, FindingKind, NodeId, NodeKind, Reader, RunReading};
use text::parties::Parties;
use text::rulings::Rulings;

const PARTIES: &str =
    "NOR = Norland\nSUD = Sudland, Republic of Sudland\nISL = Isles and Reefs\nG77";

/// The tree as text: runs in `<>`, alternatives in `‹›`, what names say in `{}`, holders `@`, stance words `#`, labels
/// `«»`, joints `~`, footnote marks `^`; before a bracket what it is, unless negotiating.
fn show(draft: &Draft, source: &str, of: Option<NodeId>, out: &mut String) {
    for (id, node) in draft.children(of) {
        let words = &source[node.range.clone()];
        let (open, close) = match node.kind {
            NodeKind::Text | NodeKind::Link | NodeKind::Mark { .. } | NodeKind::Slash => {
                (words, "")
            }
            NodeKind::Blank => ("⏎", ""),
            NodeKind::Markup => ("", ""),
            NodeKind::Label(_) => ("«", "»"),
            NodeKind::Stray { .. } => ("!", words),
            NodeKind::Joint(Joint::Touching) => ("~", ""),
            NodeKind::Joint(Joint::Spaced) => ("~ ", ""),
            NodeKind::Joint(Joint::Slash) => ("~/", ""),
            NodeKind::Holder(_) => ("@", words),
            NodeKind::Stance(_) => ("#", words),
            NodeKind::Status(_) => ("status", words),
            NodeKind::FootnoteRef => ("^", ""),
            NodeKind::Hole => ("hole", ""),
            NodeKind::Letter => ("letter", words),
            NodeKind::Change(_) => ("change ", words),
            NodeKind::Bracket(slot) => match draft.brackets[slot.at()].class {
                Class::Negotiating => ("", ""),
                Class::Placeholder => ("place", ""),
                Class::Status(_) => ("status", ""),
                Class::Editorial => ("remark", ""),
            },
            NodeKind::Run(_) => ("<", ">"),
            NodeKind::Alternative => ("‹", "›"),
            NodeKind::Attribution(_) => ("{", "}"),
            NodeKind::Conditional(_) => ("if{", "}"),
            NodeKind::Instruction { is_placeholder: true } => ("place", ""),
            NodeKind::Instruction { .. } => ("note", ""),
        };
        out.push_str(open);
        if matches!(node.kind, NodeKind::Label(_)) {
            out.push_str(words);
        }
        show(draft, source, Some(id), out);
        out.push_str(close);
    }
}

/// Reads with the table of parties; findings stand behind, as `kind:words`.
fn check(source: &str, expected: &str) {
    read(source, "", expected);
}

fn read(source: &str, rulings: &str, expected: &str) {
    let (parties, wrong) = Parties::parse(PARTIES);
    assert!(wrong.is_empty());
    let (rulings, wrong) = Rulings::parse(rulings);
    assert!(wrong.is_empty());
    compare(source, &Reader { parties: Some(&parties), rulings: Some(&rulings) }, expected);
}

/// Reads without a table.
fn check_without_table(source: &str, expected: &str) {
    compare(source, &Reader::default(), expected);
}

fn compare(source: &str, reader: &Reader<'_>, expected: &str) {
    let draft = Draft::read(source, reader);
    assert_eq!(draft.print(source), source);
    let mut shown = String::new();
    show(&draft, source, None, &mut shown);
    for finding in &draft.findings {
        let words = &source[finding.range.clone()];
        shown.push_str(&match finding.kind {
            FindingKind::UnknownHolder => format!(" unknown:{words}"),
            FindingKind::StrayMark => format!(" stray:{words}"),
            kind => format!(" {kind:?}"),
        });
    }
    assert_eq!(shown, expected);
}

/// The kinds of the blocks.
fn kinds(source: &str) -> Vec<BlockKind> {
    let (parties, _) = Parties::parse(PARTIES);
    let draft = Draft::read(source, &Reader { parties: Some(&parties), rulings: None });
    draft.blocks.iter().map(|b| b.kind).collect()
}

#[test]
fn a_byte_order_mark_is_form() {
    check("\u{feff}1. [a]", "⏎«1.» [a]");
    check("\u{feff}## Article 2 [a]", "⏎«Article 2» [a]");
    check("\u{feff}[r]: http://x\n", "⏎[r]: http://x⏎");
    let draft = Draft::read("\u{feff}---\na: b\n---\n\nc", &Reader::default());
    assert_eq!(draft.blocks[0].kind, BlockKind::FrontMatter);
}

#[test]
fn brackets_nest_and_span_paragraphs() {
    check("a [b [c]\n\nd] e", "a [b [c]⏎d] e");
    check("## [Article 3bis] *(rivers)*", "[«Article 3bis»] *(rivers)*");
    check("this [Accord][,][and]", "this <[Accord]~[,]~[and]>");
}

#[test]
fn runs_are_not_decided() {
    check("[shall][should] [may] act", "<[shall]~[should]~ [may]> act");
    check("[a][^1][b] [^2] [c]", "<[a]^~[b] ^~ [c]>");
    check("[[low][no] emission] path", "[<[low]~[no]> emission] path");
    let draft = Draft::read("[a][b] [c]/[d]", &Reader::default());
    let readings: Vec<_> = draft.runs.iter().map(|r| r.reading).collect();
    assert_eq!(readings, [RunReading::Undecided]);
    let draft = Draft::read("[a]/[b] / [c]", &Reader::default());
    assert_eq!(draft.runs[0].reading, RunReading::Slashes);
}

#[test]
fn a_remark_or_status_is_in_no_run() {
    check("[words] [Agreed ad ref]", "[words] status[Agreed ad ref]");
    check("[a][Note: b]", "[a]remark[Note: b]");
}

#[test]
fn slashes_part_a_bracket() {
    check("[a / b - NOR / c]", "[‹a ›/‹ b{ - @NOR }›/‹ c›]");
    check("[and/or]", "[and/or]");
    check("[a (b / c)]", "[a (b / c)]");
    check("[[a] / [b]]", "[‹[a] ›/‹ [b]›]");
    check("[a / b\n\nc]", "[a / b⏎c]");
}

#[test]
fn names_stand_before_words() {
    check("[NOR: x]", "[{@NOR: }x]");
    check("[NOR/Sudland propose; ISL oppose: x]", "[{@NOR/@Sudland #propose; @ISL #oppose: }x]");
    check("[Isles and Reefs and NOR: x]", "[{@Isles and Reefs and @NOR: }x]");
    check("[*NOR*: x]", "[{*@NOR*: }x]");
    check("[Note: x]", "remark[Note: x]");
    check("[Atlantis: x]", "[Atlantis: x] unknown:Atlantis");
    check("[river forcers: x]", "[river forcers: x]");
}

#[test]
fn names_stand_behind_words() {
    check("[x - NOR]", "[x{ - @NOR}]");
    check("[so. -G77; NOR, SUD delete.]", "[so.{ -@G77; @NOR, @SUD #delete.}]");
    check("[x – Republic of Sudland]", "[x{ – @Republic of Sudland}]");
    check("[x - y]", "[x - y]");
    check("[the well-known]", "[the well-known]");
    check("[x - NOR, Atlantis]", "[x - NOR, Atlantis] unknown:Atlantis");
}

#[test]
fn names_stand_in_parentheses_behind_brackets() {
    check("[so](NOR)(G77: retain)", "[so]{(@NOR)}{(@G77: #retain)}");
    check("[so] (NOR, SUD: delete) y", "[so] {(@NOR, @SUD: #delete)} y");
    check("[so](see above)", "[so](see above)");
    check("[so](Atlantis)", "[so](Atlantis) unknown:Atlantis");
    check("[so] (ABC)", "[so] (ABC)");
    check("[so](NOR and others)", "[so](NOR and others)");
    check("the north (NOR) and (NOR: retain)", "the north (NOR) and {(@NOR: #retain)}");
    check("[so](a) and [y](index.html)", "[so](a) and [y](index.html)");
}

#[test]
fn conditions_are_read() {
    check(
        "x, (NOR with support of SUD: would lift its reserve if OP3 is accommodated, in which case ISL agrees)",
        "x, if{(@NOR with support of @SUD: would lift its reserve if OP3 is accommodated, in which case @ISL agrees)}",
    );
    check("(NOR: would act)", "(NOR: would act)");
}

#[test]
fn without_a_table_nobody_is_resolved_and_plain_shapes_alone_are_told() {
    check_without_table("[NOR: x]", "[NOR: x] unknown:NOR");
    check_without_table("[Norland: x]", "[Norland: x]");
    check_without_table("[x - Norland delete]", "[x - Norland delete] unknown:Norland");
    check_without_table("[so](Norland)", "[so](Norland) unknown:Norland");
    check_without_table("[so] (Norland)", "[so] (Norland)");
    let words = "[so](Article 2) [no](ii) [Recalling: z]";
    check_without_table(words, words);
}

#[test]
fn status_stands_in_parentheses_or_brackets() {
    check("x (Agreed, placement tbd)", "x status(Agreed, placement tbd)");
    check("x [Suggested for Closure]", "x status[Suggested for Closure]");
    check("x [Pending Norland] (agreed terms)", "x status[Pending Norland] (agreed terms)");
}

#[test]
fn places_are_kept_and_instructions_given() {
    check("[ ] [X] of [date]", "<place[ ]~ place[X]> of place[date]");
    check(
        "{Placeholder for rivers} {applies to all}",
        "place{Placeholder for rivers} note{applies to all}",
    );
    check("*{see [so]}* and {a [b} c]", "*note{see [so]}* and {a [b} c]");
    check("the ### of (E)mphasizing [NOR-1]", "the hole of letter(E)mphasizing place[NOR-1]");
    check("*[level of effort]* [a]", "*remark[level of effort]* [a]");
}

#[test]
fn what_is_not_balanced_is_told_and_kept() {
    check("a] [b", "a!] ![b stray:] stray:[");
}

#[test]
fn blocks_are_what_their_first_line_says() {
    use BlockKind::{
        Change, Footnote, Heading, Holders, Legend, ListItem, Paragraph, References, Turn,
    };
    assert_eq!(kinds("## A\ntext\n- b\n1. c\nd"), [Heading(2), Paragraph, ListItem, Paragraph]);
    assert_eq!(kinds("[^1]: NOR makes a reservation"), [Footnote { is_reservation: true }]);
    assert_eq!(kinds("NOR / Sudland\nWe propose"), [Holders, Paragraph]);
    assert_eq!(kinds("Norland:\n- delete"), [Holders, ListItem]);
    assert_eq!(kinds("NOR/1/2\nMOD 3\nPP-98\na) b"), [Change(0), Paragraph]);
    assert_eq!(kinds("Chair: x\n\nNorland: y\n\nUnknown: z"), [Turn, Turn, Turn]);
    assert_eq!(kinds("Unknown: z"), [Paragraph]);
    assert_eq!(kinds(">> CHAIR: x"), [Turn]);
    assert_eq!(kinds("Cluster A: Chapeau, and paragraphs 13, 15"), [References]);
    assert_eq!(kinds("Square brackets [ ] indicate words that are not agreed."), [Legend]);
    assert_eq!(kinds("The brackets were lifted."), [Paragraph]);
}

#[test]
fn a_legend_is_told_by_mark() {
    let source = "Legend: [ ] = not agreed; slash = alternatives\n\nText in bold is new. Italics denote remarks.";
    let draft = Draft::read(source, &Reader::default());
    let found: Vec<_> = draft
        .legend
        .iter()
        .map(|l| format!("{:?}|{}", l.mark, source[l.range.clone()].trim()))
        .collect();
    assert_eq!(
        found,
        [
            "Brackets|Legend: [ ] = not agreed;",
            "Slash|slash = alternatives",
            "Italic|Italics denote remarks."
        ]
    );
    assert_eq!(draft.brackets[0].class, Class::Editorial);
}

#[test]
fn a_person_overrules() {
    read("*[x]* [y]", "1:2 negotiating\n\"[y]\" editorial", "*[x]* remark[y]");
    let (rulings, _) = Rulings::parse("1:1 additions\n\"[c][d]\" alternatives\n9:9 editorial");
    let source = "[a][b] and [c][d]";
    let draft = Draft::read(source, &Reader { parties: None, rulings: Some(&rulings) });
    let readings: Vec<_> = draft.runs.iter().map(|r| r.reading).collect();
    assert_eq!(readings, [RunReading::Additions(0), RunReading::Alternatives(1)]);
    assert_eq!(draft.findings[0].kind, FindingKind::RulingWithoutPlace(2));
}

#[test]
fn no_text_is_a_choice() {
    let source = "**Option 1:** [No text.]\n\n**Option 2:**\n\nNo text\n\nNo text on rivers";
    let draft = Draft::read(source, &Reader::default());
    let found: Vec<_> = draft.blocks.iter().map(|b| b.is_no_text).collect();
    assert_eq!(found, [true, false, true, false]);
}
