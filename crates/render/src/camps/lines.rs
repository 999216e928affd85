//! Words set in lines of a picture. An SVG file breaks no lines and knows no widths: they are estimated, on the safe side.

use crate::words::{is_right_to_left, settled};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Words broken into lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// The lines, each kept to its own direction.
    pub(super) lines: Vec<String>,
    /// Whether the words run from right to left.
    pub(super) is_turned: bool,
}

/// Estimated width of words in a sans-serif face.
pub(super) fn width(words: &str, size: f64) -> f64 {
    words.graphemes(true).map(ems).sum::<f64>() * size
}

/// Width of one cluster in ems, of the wider faces in use.
fn ems(cluster: &str) -> f64 {
    let first = cluster.chars().next().unwrap_or(' ');
    match first {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '!'
        | '(' | ')' | '|' | ' ' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 0.95,
        'A'..='Z' => 0.7,
        _ if first.is_ascii() => 0.58,
        _ => match cluster.width() {
            0 => 0.0,
            1 => 0.62,
            _ => 1.02,
        },
    }
}

/// Breaks words into at most `most` lines; what does not fit is cut, with an ellipsis.
pub(super) fn broken(words: &str, size: f64, room: f64, most: usize) -> Lines {
    let is_turned = is_turned(words);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut used = 0.0;
    let mut is_cut = false;
    // Nobody reads more of it in a picture; and whatever people send takes bounded time.
    for piece in pieces(words).take(4_000) {
        let mut piece_width = width(&piece, size);
        let visible = width(piece.trim_end(), size);
        if used + visible > room && visible <= room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
            if lines.len() == most {
                is_cut = true;
                break;
            }
        }
        if visible > room {
            // A word wider than the line, an address perhaps: broken anywhere.
            for cluster in piece.graphemes(true) {
                let cluster_width = ems(cluster) * size;
                if used + cluster_width > room && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                if lines.len() == most {
                    break;
                }
                line.push_str(cluster);
                used += cluster_width;
            }
            if lines.len() == most {
                is_cut = true;
                break;
            }
            piece_width = 0.0;
        } else {
            line.push_str(&piece);
        }
        used += piece_width;
    }
    if !line.trim().is_empty() {
        lines.push(line);
    }
    if is_cut && let Some(last) = lines.last_mut() {
        shorten(last, size, room);
    }
    let lines = lines.iter().map(|line| isolated(line.trim_end(), is_turned)).collect();
    Lines { lines, is_turned }
}

/// One line of words, cut where they are longer.
pub(super) fn one(words: &str, size: f64, room: f64) -> String {
    broken(words, size, room, 1).lines.into_iter().next().unwrap_or_default()
}

/// Takes clusters off the end until an ellipsis fits.
fn shorten(line: &mut String, size: f64, room: f64) {
    while width(line.trim_end(), size) + size > room {
        let Some((start, _)) = line.grapheme_indices(true).next_back() else { break };
        line.truncate(start);
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

/// Pieces between which a line may break: words with the space after them, and each character of scripts without spaces.
fn pieces(words: &str) -> impl Iterator<Item = String> + '_ {
    words.split_whitespace().flat_map(|word| {
        let mut parts: Vec<String> = Vec::new();
        let mut open = false;
        for cluster in word.graphemes(true) {
            let is_wide = cluster.width() >= 2;
            let closes =
                cluster.starts_with(['，', '。', '、', '；', '：', '？', '！', '）', '」', '”']);
            if (is_wide && !closes) || !open {
                parts.push(String::new());
            }
            open = true;
            if let Some(part) = parts.last_mut() {
                part.push_str(cluster);
            }
            if is_wide && !closes {
                // A character that is not wide may begin a new piece after a wide one.
                open = true;
            }
        }
        if let Some(part) = parts.last_mut() {
            part.push(' ');
        }
        parts
    })
}

/// Whether the first letter that has a direction runs from right to left.
pub(super) fn is_turned(words: &str) -> bool {
    words.chars().find(|c| c.is_alphabetic()).is_some_and(is_right_to_left)
}

/// Words within marks of direction, so that they turn nothing around them and no line of theirs turns by itself.
pub(super) fn isolated(words: &str, is_turned: bool) -> String {
    let words = settled(words);
    if words.is_ascii() && !is_turned {
        return words.into_owned();
    }
    let opening = if is_turned { '\u{2067}' } else { '\u{2066}' };
    format!("{opening}{words}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_and_long_texts_are_cut_to_their_room() {
        let broken = broken(&"word ".repeat(100), 12.0, 100.0, 2);
        assert_eq!(broken.lines.len(), 2);
        assert!(broken.lines[1].contains('…'), "{broken:?}");
        assert!(broken.lines.iter().all(|line| width(line, 12.0) <= 112.0), "{broken:?}");
        let address = super::broken(&"x".repeat(10_000), 12.0, 100.0, 3);
        assert_eq!(address.lines.len(), 3);
        assert!(address.lines[2].contains('…'));
        assert_eq!(super::broken("short", 12.0, 100.0, 2).lines, ["short"]);
        assert!(super::broken("", 12.0, 100.0, 2).lines.is_empty());
    }

    #[test]
    fn chinese_breaks_between_characters_and_arabic_keeps_its_direction() {
        let chinese = broken("应当在五年内禁止在市中心使用柴油车，并给予补贴。", 12.0, 120.0, 4);
        assert!(chinese.lines.len() > 1 && !chinese.is_turned, "{chinese:?}");
        assert!(!chinese.lines.iter().any(|line| line.starts_with("\u{2066}，")), "{chinese:?}");
        let arabic = broken("ينبغي حظر WTO في المدن", 12.0, 70.0, 4);
        assert!(arabic.is_turned);
        assert!(arabic.lines.iter().all(|l| l.starts_with('\u{2067}') && l.ends_with('\u{2069}')));
    }
}
