//! Invented drafts and what became of them, with the key: which line became which.
//!
//! Words are made of syllables. A paragraph draws on words of the trade, words of its article and words of the whole
//! draft, each by Zipf's law; so paragraphs of one article resemble one another, as they do in real drafts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A generator of numbers that look random (Knuth's MMIX constants).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995);
        dice.below(2);
        dice.below(2);
        dice
    }

    /// A number below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(1_000) < percent * 10
    }

    /// Small numbers more often: rank by Zipf's law, near enough.
    fn zipf(&mut self, n: usize) -> usize {
        let most = (n as f64).ln();
        let x = self.below(10_000) as f64 / 10_000.0;
        ((x * most).exp() as usize - 1).min(n - 1)
    }
}

const TRADE: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "in",
    "Parties",
    "shall",
    "for",
    "a",
    "with",
    "on",
    "their",
    "as",
    "appropriate",
    "by",
    "developing",
    "country",
    "should",
    "support",
    "this",
    "Agreement",
    "Article",
    "including",
    "under",
    "implementation",
    "measures",
    "taking",
    "into",
    "account",
    "national",
    "that",
    "provide",
    "information",
    "each",
    "Party",
    "relevant",
    "enhance",
    "capacity",
    "through",
    "actions",
    "be",
    "its",
    "guidance",
    "accordance",
    "modalities",
    "adopt",
    "other",
];

fn invent(dice: &mut Dice) -> String {
    const HEADS: &[&str] =
        &["b", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "pl", "st", "k"];
    const TAILS: &[&str] = &["a", "e", "i", "o", "u", "an", "er", "is", "on", "ent", "al"];
    let syllables = 2 + dice.below(3);
    (0..syllables)
        .map(|_| HEADS[dice.below(HEADS.len())].to_owned() + TAILS[dice.below(TAILS.len())])
        .collect()
}

/// What a line of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Article,
    Numbered,
    Option,
    Item,
    Plain,
}

/// A unit of an invented draft: what it says, and of which units of the first draft it is made.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) kind: Kind,
    pub(crate) words: Vec<String>,
    /// First the unit it continues, if it does; then those it holds parts of.
    pub(crate) origins: Vec<usize>,
    /// Whether `origins[0]` is its counterpart, and not only a part.
    pub(crate) is_whole: bool,
}

struct Pools {
    all: Vec<String>,
    articles: Vec<Vec<String>>,
}

fn sentence(dice: &mut Dice, pools: &Pools, article: usize, long: usize) -> Vec<String> {
    (0..long)
        .map(|_| match dice.below(100) {
            0..45 => TRADE[dice.zipf(TRADE.len())].to_owned(),
            45..75 => {
                let pool = &pools.articles[article];
                pool[dice.zipf(pool.len())].clone()
            }
            _ => pools.all[dice.zipf(pools.all.len())].clone(),
        })
        .collect()
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// A draft of so many articles.
pub(crate) fn invent_draft(dice: &mut Dice, articles: usize) -> (Vec<Piece>, Inventor) {
    let all: Vec<String> = (0..900).map(|_| invent(dice)).collect();
    let own = (0..articles)
        .map(|_| (0..30).map(|_| all[dice.below(all.len())].clone()).collect())
        .collect();
    let pools = Pools { all, articles: own };
    let mut out: Vec<Piece> = Vec::new();
    let mut put = |kind, words: Vec<String>| {
        let origins = vec![out.len()];
        out.push(Piece { kind, words, origins, is_whole: true });
    };
    for article in 0..articles {
        let heading = 1 + dice.below(3);
        put(
            Kind::Article,
            sentence(dice, &pools, article, heading)
                .into_iter()
                .filter(|w| !TRADE.contains(&w.as_str()))
                .collect(),
        );
        for _ in 0..3 + dice.below(6) {
            if dice.chance(25) {
                put(Kind::Plain, words("*Differentiation*:"));
            }
            let long = 12 + dice.below(50);
            match dice.below(10) {
                0..5 => put(Kind::Numbered, sentence(dice, &pools, article, long)),
                5..7 => {
                    put(Kind::Numbered, sentence(dice, &pools, article, 6));
                    for _ in 0..3 + dice.below(4) {
                        let long = 5 + dice.below(20);
                        put(Kind::Item, sentence(dice, &pools, article, long));
                    }
                }
                _ => {
                    put(Kind::Numbered, sentence(dice, &pools, article, 3));
                    let first = sentence(dice, &pools, article, long);
                    let items: Vec<Vec<String>> =
                        (0..3).map(|_| sentence(dice, &pools, article, 9)).collect();
                    let has_items = dice.chance(40);
                    for option in 0..2 + dice.below(2) {
                        let mut text = first.clone();
                        if option > 0 {
                            reword(dice, &pools, article, &mut text, 40);
                        }
                        put(Kind::Option, text);
                        for item in items.iter().filter(|_| has_items) {
                            put(Kind::Item, item.clone());
                        }
                    }
                    if dice.chance(60) {
                        put(Kind::Option, words("No text"));
                    }
                }
            }
        }
    }
    (out, Inventor { pools })
}

fn reword(dice: &mut Dice, pools: &Pools, article: usize, text: &mut Vec<String>, percent: usize) {
    let mut out = Vec::new();
    for word in text.drain(..) {
        if dice.chance(percent) {
            match dice.below(3) {
                0 => out.extend(sentence(dice, pools, article, 1)),
                1 => {}
                _ => {
                    out.push(word);
                    out.extend(sentence(dice, pools, article, 1));
                }
            }
        } else {
            out.push(word);
        }
    }
    *text = out;
}

/// How far a draft is changed, in percent.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strength {
    /// Words replaced, left out or added to.
    pub(crate) reworded: usize,
    /// Units left out, and as many put in.
    pub(crate) renewed: usize,
    /// Units split in two, and as many pairs merged.
    pub(crate) parted: usize,
    /// Units moved elsewhere.
    pub(crate) moved: usize,
    /// Options merged into the one before: the words that differ in brackets.
    pub(crate) united: usize,
    /// Words put in brackets, or given an alternative.
    pub(crate) bracketed: usize,
    /// Units cut to a third, and as many grown to three times their length.
    pub(crate) resized: usize,
}

/// The words a draft is made of, to change it with.
pub(crate) struct Inventor {
    pools: Pools,
}

impl Inventor {
    /// A later draft.
    pub(crate) fn revise(&self, dice: &mut Dice, draft: &[Piece], by: Strength) -> Vec<Piece> {
        let mut out: Vec<Piece> = Vec::new();
        let mut loose: Vec<Piece> = Vec::new();
        let mut article = 0;
        let mut seen = 0;
        for piece in draft {
            if piece.kind == Kind::Article {
                article = seen;
                seen += 1;
            }
            let article = article.min(self.pools.articles.len() - 1);
            let is_body = piece.kind != Kind::Article;
            if is_body && dice.chance(by.renewed) {
                continue;
            }
            let mut next = piece.clone();
            if piece.words.len() > 3 {
                reword(dice, &self.pools, article, &mut next.words, by.reworded);
                bracket(dice, &self.pools, article, &mut next.words, by.bracketed);
            }
            if is_body && next.words.len() > 15 && dice.chance(by.resized) {
                let from = dice.below(next.words.len() / 2);
                next.words = next.words.split_off(from);
                next.words.truncate(next.words.len().max(12) * 2 / 3);
            } else if is_body && next.words.len() > 5 && dice.chance(by.resized) {
                let long = next.words.len();
                next.words.extend(sentence(dice, &self.pools, article, 2 * long));
            }
            if piece.kind == Kind::Option
                && piece.words.len() > 3
                && dice.chance(by.united)
                && let Some(first) = out.iter().rposition(|p| p.kind == Kind::Option && p.is_whole)
                && out[first..].iter().all(|p| matches!(p.kind, Kind::Option | Kind::Item))
            {
                unite(&mut out[first], next);
                continue;
            }
            let can_part = is_body && next.words.len() >= 16;
            if can_part && dice.chance(by.parted) {
                let tail = next.words.split_off(next.words.len() * 6 / 10);
                let part = Piece { words: tail, is_whole: false, ..next.clone() };
                out.extend([next, part]);
            } else if is_body
                && dice.chance(by.parted)
                && piece.words.len() > 3
                && out.last().is_some_and(|last| {
                    last.kind == piece.kind && last.is_whole && last.words.len() >= next.words.len()
                })
            {
                if let Some(last) = out.last_mut() {
                    last.words.extend(next.words);
                    last.origins.extend(next.origins);
                }
            } else if is_body && piece.words.len() > 3 && dice.chance(by.moved) {
                loose.push(next);
            } else {
                out.push(next);
            }
            if is_body && dice.chance(by.renewed) {
                let long = 8 + dice.below(40);
                let words = sentence(dice, &self.pools, article, long);
                out.push(Piece { kind: piece.kind, words, origins: Vec::new(), is_whole: false });
            }
        }
        for piece in loose {
            let at = 1 + dice.below(out.len());
            out.insert(at, piece);
        }
        out
    }
}

/// Puts what a text has that another has not into the other, in brackets, where it stood.
fn unite(first: &mut Piece, second: Piece) {
    let (old, new) = (std::mem::take(&mut first.words), second.words);
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        // The next word that both have, within a few words of either.
        let meets = (0..12).find_map(|d| {
            (0..=d)
                .map(|x| (i + x, j + d - x))
                .find(|&(x, y)| x < old.len() && y < new.len() && old[x] == new[y])
        });
        let (x, y) = meets.unwrap_or((old.len(), new.len()));
        first.words.extend(old[i..x].iter().cloned());
        if y > j {
            first.words.push(format!("[{}]", new[j..y].join(" ")));
        }
        first.words.extend(old.get(x).cloned());
        (i, j) = (x + 1, y + 1);
    }
    first.origins.extend(second.origins);
}

fn bracket(dice: &mut Dice, pools: &Pools, article: usize, text: &mut [String], percent: usize) {
    let mut open = None;
    for (index, word) in text.iter_mut().enumerate() {
        if dice.chance(percent) && open.is_none() {
            if dice.chance(50) {
                let other = sentence(dice, pools, article, 1).concat();
                *word = format!("[{word}][{other}]");
            } else {
                word.insert(0, '[');
                open = Some(index);
            }
        } else if open.is_some_and(|o| index > o + 2) {
            word.push(']');
            open = None;
        }
    }
}

/// A draft as written, and the first line of each piece.
pub(crate) fn write(draft: &[Piece]) -> (String, Vec<usize>) {
    let (mut out, mut lines) = (String::new(), Vec::new());
    let (mut article, mut number, mut option, mut item) = (0, 0, 0, 0);
    let mut before = Kind::Plain;
    for piece in draft {
        let words = piece.words.join(" ");
        if !(out.is_empty() || piece.kind == Kind::Item && before == Kind::Item) {
            out.push('\n');
        }
        lines.push(out.matches('\n').count() + 1);
        let done = match piece.kind {
            Kind::Article => {
                article += 1;
                (number, option, item) = (0, 0, 0);
                writeln!(out, "## Article {article} ({words})")
            }
            Kind::Numbered => {
                number += 1;
                (option, item) = (0, 0);
                writeln!(out, "{number}. {words}.")
            }
            Kind::Option => {
                option += 1;
                item = 0;
                writeln!(out, "    **Option {option}:** {words}")
            }
            Kind::Item => {
                item += 1;
                writeln!(out, "        ({}) {words};", char::from(b'a' + (item - 1) as u8 % 26))
            }
            Kind::Plain => writeln!(out, "{words}"),
        };
        done.expect("a string takes what is written");
        before = piece.kind;
    }
    (out, lines)
}

/// What a key says of two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Counterparts.
    Whole,
    /// One is made of the other in part.
    Part,
    /// The first says word for word what the counterpart of the second says too: whether it has gone or was merged, nobody
    /// can tell from the words.
    Either,
}

/// Pairs of lines and what is known of them: of a draft, where its pieces stand, what became of them, and where.
pub(crate) fn key(
    draft: &[Piece],
    first: &[usize],
    later: &[Piece],
    lines: &[usize],
) -> BTreeMap<(usize, usize), Known> {
    let mut twins: BTreeMap<&[String], Vec<usize>> = BTreeMap::new();
    for (place, piece) in draft.iter().enumerate() {
        twins.entry(&piece.words).or_default().push(place);
    }
    let mut key = BTreeMap::new();
    for (piece, &line) in later.iter().zip(lines) {
        for &origin in &piece.origins {
            for &twin in &twins[draft[origin].words.as_slice()] {
                key.entry((first[twin], line)).or_insert(Known::Either);
            }
        }
        for (index, &origin) in piece.origins.iter().enumerate() {
            let known = if index == 0 && piece.is_whole { Known::Whole } else { Known::Part };
            key.insert((first[origin], line), known);
        }
    }
    key
}
