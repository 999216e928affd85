//! Labels as they are read.

use super::{Where, read};

/// The label as `kind number latin alt | rest`.
fn check(line: &str, expected: &str) {
    let place =
        Where { is_first: true, is_heading: false, is_emphasised: line.starts_with("Option") };
    let shown = read(line, 0..line.len(), place).map_or("none".to_owned(), |l| {
        let mut shown = format!("{:?} {}", l.kind, &line[l.number.clone()]);
        if let Some(latin) = l.latin {
            shown.push_str(&format!(" {latin:?}"));
        }
        if let Some(alt) = l.alt {
            shown.push_str(&format!(" alt{}", alt.0.map_or(String::new(), |n| n.to_string())));
        }
        if let Some(title) = l.title {
            shown.push_str(&format!(" {}", &line[title]));
        }
        format!("{shown} |{}", &line[l.range.end..])
    });
    assert_eq!(shown, expected, "{line}");
}

#[test]
fn numbers_have_latin_endings_and_competitors() {
    check("3. Words", "Number 3 | Words");
    check("2.bis We note", "Number 2 Bis | We note");
    check("3.3quat Words", "Number 3.3 Quater | Words");
    check("3.3bis Alt Each", "Number 3.3 Bis alt | Each");
    check("3.3alt: Words", "Number 3.3 alt | Words");
    check("67 alt 1 We agree", "Number 67 alt1 | We agree");
    check("3.x[^4] Notwithstanding", "Number 3.x |[^4] Notwithstanding");
    check("(17bis) [Its", "Number 17 Bis | [Its");
    check("2.[Notes", "Number 2 |[Notes");
    check("IV. Title", "Number IV | Title");
    check("a) words", "Number a | words");
    check("(ii) words", "Number ii | words");
}

#[test]
fn items_of_a_number_are_part_of_its_label() {
    check("26 (a). These", "Number 26 (a) | These");
    check("26 (a) the rivers", "Number 26 (a) | the rivers");
    check("26 (iv) [Words]", "Number 26 (iv) | [Words]");
    check("26 (3) Words", "Number 26 (3) | Words");
    check("26 (a) bis Words", "Number 26 (a) Bis | Words");
    check("26.a The rivers", "Number 26.a | The rivers");
    check("1.a the rivers", "Number 1.a | the rivers");
    check("1.a. Words", "Number 1.a | Words");
    check("1.iv) words", "Number 1.iv | words");
    check("2.A. Words", "Number 2.A | Words");
    check("3.2.b Words", "Number 3.2.b | Words");
}

#[test]
fn words_behind_a_number_are_no_item() {
    check("2020 was a year", "none");
    check("2015 (a) words", "none");
    check("26 (a)", "none");
    check("26 (a), 27 and 28", "none");
    check("26 (a) and (b) stand", "none");
    check("26 (a) of the Convention", "none");
    check("26 (rivers) flow", "none");
    check("5 (a)5", "none");
    check("2.A river", "Number 2 |A river");
    check("2.e.g. rivers", "none");
    check("3.civil society", "none");
    let later = Where::default();
    for line in ["26 (a). These", "26 (a) the rivers", "1.a the rivers"] {
        assert_eq!(read(line, 0..line.len(), later), None, "{line}");
    }
}

#[test]
fn words_that_begin_with_a_number_have_no_label() {
    check("2 June 2012", "none");
    check("1.5 per cent of", "none");
    check("20-22 June", "none");
    check("(E)mphasizing", "none");
    check("(Agreed)", "none");
    check("3.3 alternatives", "none");
}

#[test]
fn paragraphs_of_resolutions() {
    check("PP2bis Recalling", "Preambular 2 Bis | Recalling");
    check("OP 14. Decides", "Operative 14 | Decides");
    check("OP4bis.alt Decides", "Operative 4 Bis alt | Decides");
    check("PP-98", "none");
}

#[test]
fn options_and_alternatives() {
    check("Option 1:** [words]", "Option 1 |** [words]");
    check("Option (a): words", "Option (a) | words");
    check("Option II. words", "Option II | words");
    check("Option1**: words", "Option 1 |**: words");
    check("Option 1[^6][^7]:** x", "Option 1 |[^6][^7]:** x");
    check("Facilitators' Option: x", "FacilitatorsOption  | x");
    check("Optional Additions", "OptionalAdditions  |");
    check("Alt. 2: x", "Alternative 2 | x");
    check("Alternatively, we", "none");
    check("Altitude 3: x", "none");
}

#[test]
fn articles_have_titles() {
    check("Article 2bis *(general)*", "Article 2 Bis (general) | *(general)*");
    check("Article 3ter] *(x)*", "Article 3 Ter (x) |] *(x)*");
    check("ARTICLE 1", "Article 1 |");
    check("Chapter Three: Rivers", "Division Three |: Rivers");
    check("Article 4 of the Convention applies", "none");
}
