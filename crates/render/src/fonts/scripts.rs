//! Which fonts draw which script, and where Debian keeps them.

use unicode_script::{Script, UnicodeScript as _};

/// A way of writing, as far as fonts are concerned: those that share fonts are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// A script with fonts of its own.
    Script(Script),
    /// Han and the scripts set with it; the script kept for its name.
    EastAsian(Script),
    /// Pictures.
    Emoji,
    /// Symbols and marks that belong to no script.
    Symbols,
}

impl Writing {
    /// Sorts by name, and what belongs to no script last, as fonts of the scripts draw much of it.
    pub(super) fn order(self) -> (bool, String) {
        (matches!(self, Writing::Symbols), self.name())
    }

    /// The writing of a character.
    pub(super) fn of(c: char) -> Self {
        match (c.script(), c) {
            (
                Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Hangul
                | Script::Bopomofo,
                _,
            ) => Writing::EastAsian(c.script()),
            (Script::Common | Script::Inherited, c) => match c {
                '\u{600}'..='\u{6ff}' => Writing::Script(Script::Arabic),
                '\u{3000}'..='\u{33ff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' => {
                    Writing::EastAsian(Script::Han)
                }
                '\u{1f000}'..='\u{1faff}' => Writing::Emoji,
                _ => Writing::Symbols,
            },
            (script, _) => Writing::Script(script),
        }
    }

    /// Its name in Unicode's words.
    pub(super) fn name(self) -> String {
        match self {
            Writing::Script(script) | Writing::EastAsian(script) => {
                script.full_name().replace('_', " ")
            }
            Writing::Emoji => "emoji".to_owned(),
            Writing::Symbols => "symbols".to_owned(),
        }
    }

    /// The families to try, best first, by the name of their files.
    pub(super) fn families(self) -> Vec<String> {
        let named = |families: &[&str]| families.iter().map(|&family| family.to_owned()).collect();
        match self {
            Writing::Script(Script::Arabic) => {
                named(&["NotoNaskhArabic", "NotoSansArabic", "Amiri"])
            }
            Writing::Script(Script::Latin | Script::Greek | Script::Cyrillic) => {
                named(&["NotoSerif", "NotoSans", "DejaVuSerif"])
            }
            Writing::Script(script) => {
                let script = script.full_name().replace('_', "");
                vec![format!("NotoSerif{script}"), format!("NotoSans{script}")]
            }
            Writing::EastAsian(_) => {
                named(&["NotoSerifCJK", "NotoSansCJK", "NotoSerifSC", "NotoSansSC"])
            }
            Writing::Emoji => named(&["NotoSansSymbols2", "NotoEmoji", "NotoColorEmoji"]),
            Writing::Symbols => named(&[
                "NotoSans",
                "NotoSansSymbols",
                "NotoSansSymbols2",
                "NotoSansMath",
                "DejaVuSans",
            ]),
        }
    }

    /// The Debian package that brings them.
    pub(super) fn package(self) -> &'static str {
        match self {
            Writing::EastAsian(_) => "fonts-noto-cjk",
            Writing::Emoji => "fonts-noto-color-emoji",
            Writing::Script(_) | Writing::Symbols => "fonts-noto-core",
        }
    }
}

/// True of the faces wanted from a file that holds several: of the East Asian collections the simplified Chinese, which
/// turns into the Japanese, Korean and traditional forms by the language of the words.
pub(super) fn wanted_of_collection(family: &str) -> bool {
    !family.contains("CJK") || (family.ends_with(" SC") && !family.contains("Mono"))
}

/// True of characters that nothing is drawn for: spaces, controls, and those that Unicode lets a font ignore.
pub(super) fn leaves_no_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
            | '\u{e0000}'..='\u{e0fff}')
}
