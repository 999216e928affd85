//! Words within a claim that no check reads: neither a name, nor a quantity, nor a title or quotation, nor a word of the
//! vocabulary by which claims are told. A sentence that holds some is printed as not verified.

use super::codes::LOOSE;
use super::{Check, find, told};
use crate::narrative::Predicate;
use record::event::positions::Holder;
use record::{Diagnostic, Event};

/// The vocabulary of claims, beside the words of quantity and numbers.
const VOCABULARY: &str = "a an the of to on in by for with without and or it its their they that this these those is are was were be been \
had has have not no nor as at from over per if until nothing everything who which would did do does than then while \
paragraph paragraphs para text texts issue issues amendment amendments package proposal document word words \
member members party parties government governments delegation delegations participant participants observer observers \
coalition coalitions other others further more most some several many few all every half nearly almost majority any each \
chair chair's plenary status group group's contact meeting call gavel side part parts kind record \
agreed agree agreement provisionally provisional ad referendum ref adopted adoption report recommendation recommendations \
concluded conclude work reservations reservation entered position positions explained explanation dissociated itself \
themselves supported supports support favour favoured objected objects object oppose opposed opposes objection objections \
could can able accept accepts accepted reserved reserves reserve taken took down reported inferred inference concluded \
stated said wrote says according why end offer offers offered conditional made make withdrawn withdrew withdraws declared \
confirmation confirmations outstanding awaiting awaited pending divided split differed mind ruled rules ruling overturned \
rough consensus sustained opposition void stands stood stand full strong divergence procedural decided present attended \
tabled submitted proposed sponsored disputed dispute settled unsettled known unknown recorded discussed discussion up open \
contested remains remained gave reason named interest cure beside summary raised put forward held states state \
society civil business technical academic intergovernmental community organizations organisations now still also before \
after earlier later wording present once again there here silence procedure broken broke unanimous approved camp camps computed common ground apart sets setting set same mind weak procedure substance \
matter matters";

impl Check<'_> {
    /// A warning on words that nothing checks, where there are any.
    pub(super) fn loose(&self) -> Option<Diagnostic> {
        if matches!(self.claim.predicate, Predicate::Words | Predicate::Titled) {
            return None;
        }
        let mut words = self.names.without_names(&told::unquoted(&outside_quotations(self.words)));
        if self.claim.predicate == Predicate::Camp {
            words = words.replace(&format!("camp {}", self.camp_word()), " ");
        }
        let arguments = (0..self.claim.arguments.len()).map(|at| self.claim.argument(at));
        for id in arguments.filter_map(|argument| find(self.group, argument)) {
            words = words.replace(&*self.group.name_of(&id), " ");
        }
        for text in self.entry().ok().into_iter().flat_map(|entry| self.told_in(entry)) {
            words = words.replace(&text, " ");
        }
        let loose: Vec<String> =
            told::tokens(&words).into_iter().filter(|t| !is_known(t)).collect();
        (!loose.is_empty()).then(|| {
            Diagnostic::warning(LOOSE, "words within a claim that nothing checks")
                .at(self.place, format!("`{}`", loose.join("`, `")))
                .because("the report prints the sentence as not verified")
                .help("leave them out of the link, or quote them from the entry")
        })
    }

    /// What an entry names that the words may name as well: its topic, people described, its source.
    fn told_in(&self, entry: &record::Entry) -> Vec<String> {
        let mut texts = Vec::new();
        match entry.event() {
            Some(Event::PositionAscribed(e)) => {
                texts.push(self.group.name_of(&e.on).to_string());
                if let Holder::Described(text) = &e.to {
                    texts.push(text.to_string());
                }
            }
            Some(Event::OfferAscribed(e)) => {
                if let Holder::Described(text) = &e.to {
                    texts.push(text.to_string());
                }
            }
            _ => {}
        }
        match &entry.envelope.source {
            Some(record::entry::Source::Listed(id, _)) => {
                texts.push(self.group.name_of(id).to_string());
            }
            Some(record::entry::Source::Described(text)) => texts.push(text.to_string()),
            None => {}
        }
        texts
    }
}

/// The words outside “ ”, which may nest and hold straight marks.
fn outside_quotations(words: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in words.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    if depth == 0 { kept } else { words.to_owned() }
}

fn is_known(token: &str) -> bool {
    let plain = token.trim_matches('\u{1}');
    plain.is_empty()
        || plain.bytes().all(|b| b.is_ascii_digit())
        || crate::lexicon::admits(plain, 0, 0).is_some()
        || VOCABULARY.split_whitespace().any(|known| known == plain)
}
