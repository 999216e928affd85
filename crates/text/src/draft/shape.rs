//! Whether words that no table knows have the shape of a name.

/// Words that begin notes, labels and references, and no names.
const NO_NAMES: &[&str] = &[
    "add",
    "agreed",
    "alt",
    "alternative",
    "annex",
    "appendix",
    "article",
    "background",
    "chapeau",
    "chapter",
    "closing",
    "comment",
    "comments",
    "context",
    "decision",
    "delete",
    "draft",
    "ed",
    "editor",
    "editors",
    "example",
    "explanation",
    "footnote",
    "figure",
    "heading",
    "issue",
    "key",
    "language",
    "legend",
    "nb",
    "new",
    "note",
    "notes",
    "number",
    "option",
    "options",
    "opening",
    "original",
    "para",
    "paragraph",
    "paragraphs",
    "part",
    "pending",
    "placeholder",
    "placement",
    "preamble",
    "proposal",
    "ps",
    "question",
    "rationale",
    "reason",
    "recommendation",
    "reference",
    "references",
    "remark",
    "reserved",
    "resolution",
    "scenario",
    "section",
    "source",
    "status",
    "subtitle",
    "suggestion",
    "summary",
    "table",
    "tbc",
    "tbd",
    "text",
    "title",
    "topic",
    "version",
    "warning",
];

/// Small words that may stand within a name.
const JOINING: &[&str] = &["of", "the", "and", "de", "du", "da", "do", "la", "del", "des", "for"];

/// Offices that speak without being parties.
const ROLES: &[&str] = &[
    "chair",
    "the chair",
    "chairman",
    "chairperson",
    "chairwoman",
    "chairs",
    "co-chair",
    "co-chairs",
    "vice-chair",
    "president",
    "the president",
    "secretariat",
    "the secretariat",
    "secretary",
    "facilitator",
    "facilitators",
    "co-facilitator",
    "co-facilitators",
    "moderator",
    "rapporteur",
];

/// Whether words are an office: `Chair`, `Co-Chairs`.
pub(super) fn is_role(words: &str) -> bool {
    words.len() <= 20 && ROLES.contains(&words.to_ascii_lowercase().as_str())
}

/// One to five words that begin with capitals, of letters, digits, hyphens, apostrophes and dots; no known other word
/// first, and no single word that ends with `ing`.
pub(super) fn is_name(words: &str) -> bool {
    let words = words.trim_matches([' ', '*', '_']);
    if words.len() < 2 || words.len() > 60 || !words.starts_with(char::is_uppercase) {
        return false;
    }
    let is_letter = |c: char| c.is_alphanumeric() || " -'’.".contains(c);
    let mut parts = words.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let is_other = NO_NAMES.contains(&first.trim_end_matches('.').to_ascii_lowercase().as_str());
    let is_participle = first.len() == words.len() && words.ends_with("ing");
    let is_roman = words.bytes().all(|b| b"IVXLC".contains(&b));
    let is_numbered = words.split_whitespace().next_back().is_some_and(|last| {
        first.len() < words.len() && last.starts_with(|c: char| c.is_ascii_digit())
    });
    words.chars().all(is_letter)
        && !(is_other || is_participle || is_roman || is_numbered)
        && words.split_whitespace().count() <= 5
        && parts.all(|p| p.starts_with(|c: char| !c.is_lowercase()) || JOINING.contains(&p))
}

/// A code: two to eight capitals and digits, at least two characters of them capitals or one capital and digits.
pub(super) fn is_code(words: &str) -> bool {
    let words = words.trim_matches([' ', '*', '_']);
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let capitals = words.bytes().filter(u8::is_ascii_uppercase).count();
    (2..=8).contains(&words.len())
        && words.starts_with(|c: char| c.is_ascii_uppercase())
        && digits + capitals + words.bytes().filter(|b| *b == b'-').count() == words.len()
        && is_name(words)
}

#[cfg(test)]
mod tests {
    use super::{is_code, is_name};

    #[test]
    fn names_begin_with_capitals() {
        for name in ["Norland", "Republic of Norland", "G77", "Saint-Ilot", "NOR"] {
            assert!(is_name(name), "{name}");
        }
        for other in
            ["Note", "Climate forcers", "norland", "Recalling", "Article 2", "IV", "X", "a"]
        {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn codes_are_capitals_and_digits() {
        assert!(["EU", "G77", "AOSIS", "G-77"].iter().all(|c| is_code(c)));
        assert!(["NB", "Eu", "X", "2030", "II"].iter().all(|c| !is_code(c)));
    }
}
