//! Lists of references: `Cluster A: Chapeau, and paragraphs 13, 15bis`.

use super::block::{Block, BlockKind};

/// Longest list of references, in bytes.
const BYTES_MAX: usize = 400;

/// Finds blocks that are lists of references and nothing else; their kind changes.
pub(super) fn read(source: &str, blocks: &mut [Block]) {
    for block in blocks {
        let is_plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem);
        if is_plain
            && block.labels.is_empty()
            && block.range.len() <= BYTES_MAX
            && is_list(&source[block.range.clone()])
        {
            block.kind = BlockKind::References;
        }
    }
}

/// Behind a heading with a colon, where there is one: words for parts of a text, numbers and what joins them, at least one
/// of the first and, but for `Chapeau`, one of the second.
fn is_list(words: &str) -> bool {
    let words = words.split_once(": ").map_or(words, |(_, behind)| behind);
    let (mut parts, mut numbers) = (0_usize, 0_usize);
    for word in words.split([' ', '\t', '\n', '\r', ',', ';', '/']) {
        match word.trim_matches(['*', '_', '-', '.', '[', ']', '(', ')']) {
            "" | "and" | "&" | "to" => {}
            "Chapeau" | "chapeau" => {
                parts += 1;
                numbers += 1;
            }
            "paragraph" | "paragraphs" | "Paragraph" | "Paragraphs" | "para" | "paras" | "Para"
            | "Paras" => parts += 1,
            "of" | "version" | "alt" | "bis" | "ter" if parts > 0 => {}
            word if is_number(word) => numbers += 1,
            _ => return false,
        }
        if parts == 0 && numbers > 0 {
            return false;
        }
    }
    parts > 0 && numbers > 0
}

fn is_number(word: &str) -> bool {
    word.len() <= 16
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || b".()-".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::is_list;

    #[test]
    fn a_list_of_references_holds_nothing_else() {
        for list in [
            "Chapeau, and paragraphs 13, 15",
            "Cluster A: Chapeau and paragraphs 3bis, 4(b)",
            "Para. 4 [Para. 4 of version 2]",
            "Chapeau",
        ] {
            assert!(is_list(list), "{list}");
        }
        for other in ["Paragraphs are numbered", "13, 15", "Chapeau of the text", ""] {
            assert!(!is_list(other), "{other}");
        }
    }
}
