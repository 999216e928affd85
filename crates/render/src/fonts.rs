//! Fonts for print: Latin, Greek and Cyrillic come with the program, all other scripts from the machine.
//!
//! **Invariant:** a character that no font can draw is a fault that names it, never an empty box. What is on the machine
//! is used only for characters that the embedded font lacks, so a report in English, French, Spanish or Russian has the
//! same bytes everywhere.

mod scripts;

use scripts::Writing;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use typst::foundations::Bytes;
use typst::text::{Font, FontStyle, FontWeight};

/// The family that comes with the program.
pub(crate) const EMBEDDED: &str = "Libertinus Serif";

/// Names a directory to look in before those of the system.
pub const DIRECTORY_VARIABLE: &str = "RAPPORTEUR_FONTS";

/// Where fonts may be found on this machine: file names only; nothing is read until a document needs it.
#[derive(Clone, Debug, Default)]
pub struct Fonts {
    files: BTreeMap<String, PathBuf>,
}

/// A font that a document was set in, as a bundle records it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UsedFont {
    /// Family and style: "Libertinus Serif Bold".
    pub name: String,
    /// SHA-256 of the font file, in hexadecimal.
    pub sha256: String,
}

/// Why a document cannot be set in the fonts at hand.
#[derive(Debug, thiserror::Error)]
pub enum FontFault {
    /// Characters that no font at hand can draw.
    #[error(
        "no font for {script} (such as {characters}); on Debian, install the package {package}"
    )]
    Missing {
        /// The script in Unicode's words: "Arabic", "Han"; "Common" for symbols.
        script: String,
        /// Up to five of the characters.
        characters: String,
        /// The Debian package whose fonts draw them.
        package: &'static str,
    },
    /// A font file that is there but cannot be read.
    #[error("the font file {} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

impl Fonts {
    /// Looks in the directory that `RAPPORTEUR_FONTS` names, if any, and where systems keep fonts.
    pub fn find() -> Self {
        let home = std::env::var_os("HOME").map(PathBuf::from);
        let mut directories: Vec<PathBuf> =
            std::env::var_os(DIRECTORY_VARIABLE).map(PathBuf::from).into_iter().collect();
        for under_home in [".local/share/fonts", ".fonts", "Library/Fonts"] {
            directories.extend(home.iter().map(|home| home.join(under_home)));
        }
        let system = [
            "/usr/local/share/fonts",
            "/usr/share/fonts",
            "/Library/Fonts",
            "/System/Library/Fonts",
            "C:\\Windows\\Fonts",
        ];
        directories.extend(system.map(PathBuf::from));
        Self::within(directories)
    }

    /// Looks in these directories only, and in those below them; the first that has a file wins.
    pub fn within(directories: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut fonts = Self::default();
        for directory in directories {
            fonts.collect(&directory, 5);
        }
        fonts
    }

    /// Only the fonts that come with the program.
    pub fn embedded() -> Self {
        Self::default()
    }

    /// A directory that cannot be listed has no fonts for us; what is missing shows when a document needs it.
    fn collect(&mut self, directory: &Path, depth: u32) {
        let Ok(listing) = std::fs::read_dir(directory) else { return };
        let mut paths: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                if depth > 0 {
                    self.collect(&path, depth - 1);
                }
            } else if let Some(name) = font_file_name(&path) {
                self.files.entry(name).or_insert(path);
            }
        }
    }

    /// The fonts for these characters, in the order in which they are tried.
    pub(crate) fn choose(&self, characters: &BTreeSet<char>) -> Result<Chosen, FontFault> {
        let mut chosen = Chosen::embedded();
        let mut wanting: BTreeMap<(bool, String), (Writing, Vec<char>)> = BTreeMap::new();
        for c in
            characters.iter().copied().filter(|c| !scripts::leaves_no_mark(*c) && !chosen.draws(*c))
        {
            let writing = Writing::of(c);
            wanting.entry(writing.order()).or_insert((writing, Vec::new())).1.push(c);
        }
        for (writing, characters) in wanting.into_values() {
            let mut left: Vec<char> =
                characters.into_iter().filter(|c| !chosen.draws(*c)).collect();
            for family in writing.families() {
                if left.is_empty() {
                    break;
                }
                let Some(faces) = self.load(&family)? else { continue };
                if left.iter().any(|c| covers(&faces, *c)) {
                    left.retain(|c| !covers(&faces, *c));
                    chosen.add(faces);
                }
            }
            if !left.is_empty() {
                return Err(missing(writing, &left));
            }
        }
        Ok(chosen)
    }

    /// Regular and, where there is one, bold; nothing if the machine does not have the family.
    fn load(&self, family: &str) -> Result<Option<Vec<Font>>, FontFault> {
        let mut faces = Vec::new();
        for style in ["regular", "variable", "bold"] {
            let Some(path) = self.files.get(&format!("{}-{style}", family.to_lowercase())) else {
                continue;
            };
            let bytes = std::fs::read(path)
                .map_err(|source| FontFault::Unreadable { path: path.clone(), source })?;
            faces.extend(
                Font::iter(Bytes::new(bytes))
                    .filter(|face| scripts::wanted_of_collection(&face.info().family)),
            );
            if style == "variable" {
                break;
            }
        }
        Ok((!faces.is_empty()).then_some(faces))
    }
}

/// `notoserif-bold` of `NotoSerif-Bold.ttf`; `-variable` for files that hold all weights.
fn font_file_name(path: &Path) -> Option<String> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    if !matches!(extension.as_str(), "ttf" | "otf" | "ttc" | "otc") {
        return None;
    }
    let stem = path.file_stem()?.to_str()?.to_lowercase();
    let (family, style) = match stem.split_once(['-', '[']) {
        Some((family, "bold")) => (family, "bold"),
        Some((family, "regular")) => (family, "regular"),
        Some((family, style)) if style.contains("wght") || style == "vf" => (family, "variable"),
        None => (stem.as_str(), "regular"),
        Some(_) => return None,
    };
    Some(format!("{family}-{style}"))
}

fn missing(writing: Writing, characters: &[char]) -> FontFault {
    let examples: Vec<String> =
        characters.iter().take(5).map(|c| format!("{c} U+{:04X}", *c as u32)).collect();
    FontFault::Missing {
        script: writing.name(),
        characters: examples.join(", "),
        package: writing.package(),
    }
}

/// The fault for text that was set with a box in it after all.
pub(crate) fn not_drawn(text: &str) -> FontFault {
    let drawn: Vec<char> = text.chars().filter(|c| !scripts::leaves_no_mark(*c)).collect();
    let writing = drawn
        .iter()
        .map(|c| Writing::of(*c))
        .find(|writing| *writing != Writing::Symbols)
        .unwrap_or(Writing::Symbols);
    missing(writing, &drawn)
}

/// True if every face of a family draws the character, so that no style of it comes out as a box.
fn covers(faces: &[Font], c: char) -> bool {
    faces.iter().all(|face| face.info().coverage.contains(c as u32))
}

/// The fonts chosen for one document.
pub(crate) struct Chosen {
    families: Vec<Vec<Font>>,
}

impl Chosen {
    fn embedded() -> Self {
        let faces = typst_assets::fonts()
            .filter_map(|data| Font::new(Bytes::new(data), 0))
            .filter(|font| font.info().family == EMBEDDED && used_in_print(font))
            .collect();
        Self { families: vec![faces] }
    }

    fn draws(&self, c: char) -> bool {
        self.families.iter().any(|faces| covers(faces, c))
    }

    fn add(&mut self, faces: Vec<Font>) {
        self.families.push(faces);
    }

    /// Names of the families, in the order in which they are tried.
    pub(crate) fn names(&self) -> Vec<String> {
        self.families
            .iter()
            .filter_map(|faces| faces.first())
            .map(|face| face.info().family.clone())
            .collect()
    }

    /// All faces.
    pub(crate) fn faces(&self) -> Vec<Font> {
        self.families.concat()
    }
}

/// The embedded fonts in italics, for words that the regular style also draws.
pub(crate) struct Italics(Vec<Font>);

impl Italics {
    /// Regular and bold weight.
    pub(crate) fn embedded() -> Self {
        let faces = typst_assets::fonts()
            .filter_map(|data| Font::new(Bytes::new(data), 0))
            .filter(|font| {
                let variant = font.info().variant;
                font.info().family == EMBEDDED
                    && variant.style == FontStyle::Italic
                    && [FontWeight::REGULAR, FontWeight::BOLD].contains(&variant.weight)
            })
            .collect();
        Self(faces)
    }

    /// Whether they draw every character of some words; else the words stay upright.
    pub(crate) fn draw(&self, words: &str) -> bool {
        !self.0.is_empty()
            && words.chars().all(|c| scripts::leaves_no_mark(c) || covers(&self.0, c))
    }

    /// The faces.
    pub(crate) fn faces(self) -> Vec<Font> {
        self.0
    }
}

/// The styles that every template asks for. The others draw fewer letters and would only narrow what a family covers.
fn used_in_print(font: &Font) -> bool {
    let variant = font.info().variant;
    variant.style == FontStyle::Normal
        && [FontWeight::REGULAR, FontWeight::BOLD].contains(&variant.weight)
}

/// What a bundle records of a font.
pub(crate) fn used(font: &Font) -> UsedFont {
    let digest = Sha256::digest(font.data().as_slice());
    UsedFont {
        name: font.post_script_name().unwrap_or_else(|| font.info().family.clone()),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_known_by_family_and_style() {
        let check = |file: &str, expected: Option<&str>| {
            assert_eq!(font_file_name(Path::new(file)).as_deref(), expected, "{file}");
        };
        check("NotoNaskhArabic-Regular.ttf", Some("notonaskharabic-regular"));
        check("NotoNaskhArabic[wght].ttf", Some("notonaskharabic-variable"));
        check("NotoSerifCJK-Bold.ttc", Some("notoserifcjk-bold"));
        check("NotoSerif-CondensedLight.ttf", None);
        check("README.txt", None);
    }

    #[test]
    fn the_embedded_font_draws_the_languages_written_in_latin_and_cyrillic() {
        let text =
            "Ça où, mañana «año», œuvre, Ünïcode; Съешь ещё этих мягких булок, ґєї — “…” № € ≤ ½";
        let chosen = Fonts::embedded()
            .choose(&text.chars().collect())
            .unwrap_or_else(|fault| panic!("{fault}"));
        assert_eq!(chosen.names(), [EMBEDDED]);
    }

    #[test]
    fn a_missing_script_is_named_with_its_package() {
        let fault = |text: &str| {
            Fonts::embedded().choose(&text.chars().collect()).err().map(|fault| fault.to_string())
        };
        assert_eq!(
            fault("see سلام").as_deref(),
            Some(
                "no font for Arabic (such as ا U+0627, س U+0633, ل U+0644, م U+0645); on Debian, install the package fonts-noto-core"
            )
        );
        assert!(
            fault("中文，")
                .is_some_and(|text| text.contains("Han") && text.contains("fonts-noto-cjk"))
        );
        assert!(fault("한국").is_some_and(|text| text.contains("Hangul")));
    }
}
