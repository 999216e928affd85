//! The fixed names of invented worlds, and the one source of chance: a seed gives the same world on every machine.

/// `SplitMix64`: small, good enough for tests, the same everywhere.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that fall as the seed says.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a bound; 0 for the bound 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 {
            return 0;
        }
        usize::try_from(self.next() % bound as u64).unwrap_or(0)
    }

    /// Whether a throw of so many in a hundred succeeds.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several; `None` of none.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// One of several words.
    pub fn word(&mut self, of: &[&'static str]) -> &'static str {
        self.pick(of).copied().unwrap_or_default()
    }

    /// Some of several, in their order, at least one if there are any.
    pub fn some<T: Clone>(&mut self, of: &[T], chance: usize) -> Vec<T> {
        let mut some: Vec<T> = of.iter().filter(|_| self.percent(chance)).cloned().collect();
        if some.is_empty() {
            some.extend(self.pick(of).cloned());
        }
        some
    }
}

/// Parties: identity, name, constituency, standing. No name is part of another.
pub const PARTIES: &[(&str, &str, &str, &str)] = &[
    ("ARD", "Ardenia", "government", "member"),
    ("BOR", "Boreland", "government", "member"),
    ("OPL", "Open Link", "civil-society", "member"),
    ("RTC", "River Traders' Chamber", "business", "member"),
    ("COR", "Corvia", "government", "member"),
    ("BHI", "Basin Hydrometric Institute", "technical", "member"),
    ("DEL", "Delmar", "government", "member"),
    ("FRV", "Free Rivers Alliance", "civil-society", "member"),
    ("LSC", "Lower Sea Commission", "intergovernmental", "observer"),
    ("HPA", "Hydropower Producers", "business", "member"),
    ("EST", "Estova", "government", "member"),
    ("TAL", "Talvi Lakes Council", "RIV", "member"),
    ("MBF", "Meridian Basin Fund", "intergovernmental", "observer"),
    ("WFT", "Water for Towns", "civil-society", "member"),
];

/// Subjects of provisions, verbs and objects, from which words are made.
pub const SUBJECTS: &[&str] =
    &["The Parties", "Operators of works", "The secretariat", "Upstream members"];
/// Verbs, from the strongest modality to the weakest.
pub const MODALS: &[&str] = &["shall", "should", "may", "are invited to"];
/// What is to be done.
pub const DEEDS: &[&str] = &[
    "exchange hydrological data",
    "publish release schedules",
    "notify planned measures",
    "maintain minimum flows",
    "bear the costs of gauging",
    "restore fish passages",
];
/// How.
pub const MANNERS: &[&str] =
    &["in good time", "at least monthly", "without delay", "as far as feasible", "by 2030"];
/// What people say.
pub const REMARKS: &[&str] = &[
    "This matters to every village along the river",
    "The figures were gathered with care last summer",
    "Nobody here has seen the annex so far",
    "The wording follows the Korvat Declaration closely",
    "Our instructions arrived only this morning",
    "A shorter paragraph would serve the reader better",
];
