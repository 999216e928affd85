//! Claims on what entries say: offers, documents, rulings, what is ascribed, inferred and said, words and titles.

use super::codes::*;
use super::holders::stance_words;
use super::{Check, Verdict, says};
use record::entry::{Disclosure, Entry, Grade, Source};
use record::event::meetings::RulingEffect;
use record::event::positions::{Holder, Release, Stance};
use record::group::{Offer, OfferState};
use record::{
    AmendmentId, Diagnostic, DocumentId, EntryId, Event, Id, OfferId, ProvisionId, RulingId, TextId,
};

impl Check<'_> {
    /// An offer that may be told.
    fn offer(&self) -> Result<&Offer, Box<Diagnostic>> {
        let id = self.thing(0)?;
        let Some(offer) = self.group.offers.get(&OfferId(id.clone())) else {
            return Err(Box::new(self.wrong(
                NOTHING_THERE,
                "a claim about an offer names something else",
                format!("`{id}`"),
            )));
        };
        if offer.ascribed.is_some() {
            let wrong = self.wrong(
                ASCRIBED_AS_OWN,
                "an offer known by report is told as its maker's own",
                format!("`{id}`"),
            );
            return Err(Box::new(
                wrong
                    .help(format!("use `claim:ascribed/no.{}`", offer.entry.0))
                    .citing([offer.entry]),
            ));
        }
        let Some(released) = &offer.released else {
            let wrong = self.wrong(
                UNRELEASED_OFFER,
                "an offer is told that its maker did not release",
                format!("`{id}`"),
            );
            return Err(Box::new(
                wrong
                    .help("leave it to the count of offers, or ask its maker to release it")
                    .citing([offer.entry]),
            ));
        };
        let names = self.names.read(self.words).names;
        if released.said.extent == Release::Content && names.contains(offer.voice.id()) {
            let wrong = self.wrong(
                UNRELEASED_OFFER,
                "the maker of an offer is named, and released it without the name",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong.citing([released.entry])));
        }
        if let Some(other) = names.iter().find(|n| *n != offer.voice.id()) {
            let wrong = self.wrong(
                WRONG_NAME,
                "somebody is named who did not make this offer",
                self.group.name_of(other).to_string(),
            );
            return Err(Box::new(wrong.citing([offer.entry])));
        }
        Ok(offer)
    }

    /// `offered/OFFER`.
    pub(super) fn offered(&self) -> Verdict {
        let offer = self.offer()?;
        if self.denies() {
            return Err(Box::new(self.wrong(
                DENIED,
                "the words deny what the claim says",
                self.words.to_owned(),
            )));
        }
        // A name may hold one of these words; names are looked for only where one is said.
        let bare = || self.names.without_names(self.words);
        let standing = &["stands", "standing", "in force", "open", "remains", "pending"];
        if let OfferState::Withdrawn(end) | OfferState::Lapsed(end) | OfferState::EndReported(end) =
            offer.state()
            && self.says(standing)
            && says(&bare(), standing)
        {
            let wrong = self.wrong(
                OVERCLAIM,
                "an offer is told as standing that is over",
                self.words.to_owned(),
            );
            let note = format!("it ended in {end}");
            return Err(Box::new(wrong.because(note).citing([offer.entry, end])));
        }
        self.grade(offer.entry)?;
        let released = offer.released.iter().map(|r| r.entry);
        Ok([offer.entry].into_iter().chain(released).collect())
    }

    /// `withdrawn/OFFER` or `withdrawn/no.N`.
    pub(super) fn withdrawn(&self) -> Verdict {
        if self.denies() {
            return Err(Box::new(self.wrong(
                DENIED,
                "the words deny what the claim says",
                self.words.to_owned(),
            )));
        }
        if self.claim.argument(0).starts_with("no.") {
            let entry = self.entry()?.number;
            let by = self.group.fate_of(entry).and_then(|f| f.withdrawn);
            return by.map(|by| vec![entry, by]).ok_or_else(|| {
                Box::new(
                    self.wrong(
                        OVERCLAIM,
                        "told as withdrawn, and the record does not say so",
                        entry.to_string(),
                    )
                    .citing([entry]),
                )
            });
        }
        let offer = self.offer()?;
        match offer.state() {
            OfferState::Withdrawn(entry) => Ok(vec![offer.entry, entry]),
            _ => Err(Box::new(
                self.wrong(
                    OVERCLAIM,
                    "told as withdrawn, and the record does not say so",
                    format!("`{}`", offer.id),
                )
                .citing([offer.entry]),
            )),
        }
    }

    /// `tabled/DOCUMENT`, a text, a provision or an amendment.
    pub(super) fn tabled(&self) -> Verdict {
        let id = self.thing(0)?;
        let (by, entry): (Vec<Id>, EntryId) =
            if let Some(paper) = self.group.documents.get(&DocumentId(id.clone())) {
                let sponsors = self.group.sponsors_of(&id).into_iter().map(|v| v.id().clone());
                (
                    paper.registered.said.by.iter().cloned().chain(sponsors).collect(),
                    paper.registered.entry,
                )
            } else if let Some(provision) = self.group.provisions.get(&ProvisionId(id.clone())) {
                let voice = provision.voice.iter().map(|v| v.id().clone());
                (provision.tabled.by.iter().cloned().chain(voice).collect(), provision.entry)
            } else if let Some(text) = self.group.texts.get(&TextId(id.clone())) {
                (text.voice.iter().map(|v| v.id().clone()).collect(), text.entry)
            } else if let Some(amendment) = self.group.amendments.get(&AmendmentId(id.clone())) {
                (vec![amendment.voice.id().clone()], amendment.entry)
            } else {
                return Err(Box::new(self.wrong(
                    NOTHING_THERE,
                    "a claim about something tabled names something else",
                    format!("`{id}`"),
                )));
            };
        if self.denies() {
            return Err(Box::new(self.wrong(
                DENIED,
                "the words deny what the claim says",
                self.words.to_owned(),
            )));
        }
        for name in self.names.read(self.words).names {
            if !by.contains(&name) {
                let shown = self.group.name_of(&name).to_string();
                return Err(Box::new(
                    self.wrong(WRONG_NAME, "somebody is named who did not submit this", shown)
                        .citing([entry]),
                ));
            }
        }
        self.may_tell(entry)?;
        Ok(vec![entry])
    }

    /// `ruled/RULING`.
    pub(super) fn ruled(&self) -> Verdict {
        let id = self.thing(0)?;
        let Some(ruling) = self.group.rulings.get(&RulingId(id.clone())) else {
            return Err(Box::new(self.wrong(
                NOTHING_THERE,
                "a claim about a ruling names something else",
                format!("`{id}`"),
            )));
        };
        let effect = ruling.said.effect;
        let told = EFFECTS
            .iter()
            .filter(|(_, words)| self.says(words))
            .map(|(e, _)| *e)
            .collect::<Vec<_>>();
        let longest =
            told.iter().copied().max_by_key(|e| effect_words(*e).iter().map(|w| w.len()).max());
        if longest.is_some_and(|e| e != effect)
            || self.denies() != effect_denies(effect) && self.denies()
        {
            let label = format!("in {} the effect is `{}`", ruling.entry, effect.word());
            return Err(Box::new(
                self.wrong(OVERCLAIM, "the words tell another ruling than the record", label)
                    .citing([ruling.entry]),
            ));
        }
        let overturned = self.group.is_overturned(&RulingId(id));
        if overturned && !self.says(&["overturned"]) {
            let wrong = self.wrong(
                OVERCLAIM,
                "a ruling is told that was overturned on appeal",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong.help("say `overturned`").citing([ruling.entry])));
        }
        if effect == RulingEffect::DecidesOver && !self.says(&["objection", "objections"]) {
            let wrong = self.wrong(
                OBJECTION_LEFT_OUT,
                "a ruling over an objection is told without the objection",
                self.words.to_owned(),
            );
            return Err(Box::new(
                wrong.help("say `over the objection of …`").citing([ruling.entry]),
            ));
        }
        Ok(vec![ruling.entry])
    }

    /// Names and words of an entry may be told.
    fn may_tell(&self, number: EntryId) -> Result<(), Box<Diagnostic>> {
        let level =
            self.record.entry(number).and_then(|e| e.envelope.level).unwrap_or(Disclosure::Public);
        let named = !self.names.read(self.words).names.is_empty();
        let open =
            if named { level == Disclosure::Public } else { level >= Disclosure::Unattributed };
        if open {
            return Ok(());
        }
        let wrong = self.wrong(
            UNDISCLOSED,
            "a name or words are told that may only be counted",
            format!("{number} is `{}`", level.word()),
        );
        Err(Box::new(wrong.citing([number])))
    }

    /// Names in the words are of who speaks in the entry; `true` if at least one is, or the source is named.
    fn names_its_author(&self, entry: &Entry, others: &[Id]) -> Result<bool, Box<Diagnostic>> {
        let speaker = entry.envelope.speaker.as_ref();
        let voice = self.group.voices.get(&entry.number).map(|v| v.id().clone());
        // Who speaks on behalf of a coalition makes the coalition's statement.
        let behalf = speaker.and_then(|s| s.behalf.as_ref()).map(|c| &c.0);
        let for_coalition = behalf.is_some_and(|c| self.names.read(self.words).names.contains(c));
        let own = speaker.filter(|_| behalf.is_none() || for_coalition).map(|s| s.who.clone());
        let mut mine: Vec<Id> = own.into_iter().chain(voice).collect();
        if let (None, Some(Source::Listed(id, _))) = (speaker, &entry.envelope.source) {
            let paper = self.group.documents.get(&DocumentId(id.clone()));
            mine.extend(paper.into_iter().flat_map(|p| p.registered.said.by.iter().cloned()));
        }
        // Names within quotations, or in words that describe people, are those of the entry.
        let mut words = without_quotes(self.words);
        if let Some(Holder::Described(text)) = ascribed_to(entry) {
            words = words.replace(&**text, "");
        }
        let names = self.names.read(&words).names;
        // Who speaks for a coalition, named beside it, does not stand where the holder is named.
        let beside = speaker.map(|s| &s.who).filter(|_| for_coalition && !others.is_empty());
        let stands_in = beside.filter(|who| names.contains(who) && !others.contains(who));
        let stands_in = stands_in.filter(|_| !names.iter().any(|n| others.contains(n)));
        let strange = names.iter().find(|n| !mine.contains(n) && !others.contains(n));
        if let Some(other) = strange.or(stands_in) {
            let shown = self.group.name_of(other).to_string();
            return Err(Box::new(
                self.wrong(WRONG_NAME, "somebody is named who did not say this", shown)
                    .citing([entry.number]),
            ));
        }
        let source = match &entry.envelope.source {
            Some(Source::Listed(id, _)) => self.group.name_of(id),
            Some(Source::Described(text)) => record::Text::clone(text),
            None => record::Text::from(""),
        };
        let by_source = !source.is_empty() && self.words.contains(&*source);
        Ok(names.iter().any(|n| mine.contains(n)) || by_source)
    }

    /// `ascribed/no.N`.
    pub(super) fn ascribed(&self) -> Verdict {
        let entry = self.entry()?;
        let (to, stance) = match entry.event() {
            Some(Event::PositionAscribed(e)) => (Some(&e.to), Some(e.stance)),
            Some(Event::OfferAscribed(e)) => (Some(&e.to), None),
            Some(Event::OfferEndAscribed(_)) => (None, None),
            _ => {
                let wrong = self.wrong(
                    NOTHING_THERE,
                    "the entry does not ascribe anything to anybody",
                    entry.number.to_string(),
                );
                return Err(Box::new(wrong.citing([entry.number])));
            }
        };
        self.stands(entry.number)?;
        self.may_tell(entry.number)?;
        let holders: Vec<Id> = match to {
            Some(Holder::Named(id)) => vec![id.clone()],
            _ => Vec::new(),
        };
        let named = self.names_its_author(entry, &holders)?;
        self.is_told_as_inference(entry)?;
        if !named
            || !self.says(&[
                "stated",
                "said",
                "reported",
                "wrote",
                "according to",
                "inferred",
                "concluded",
            ])
        {
            let wrong = self.wrong(
                ASCRIBED_AS_OWN,
                "what was ascribed is told without who says so",
                self.words.to_owned(),
            );
            return Err(Box::new(
                wrong
                    .help("name who says so in the words: `N. stated that …`")
                    .citing([entry.number]),
            ));
        }
        if let Some(stance) = stance {
            let other = Stance::ALL.iter().any(|s| *s != stance && self.says(stance_words(*s)));
            if other && !self.says(stance_words(stance)) {
                let label = format!("in {} the stance is `{}`", entry.number, stance.word());
                return Err(Box::new(
                    self.wrong(WRONG_WORDS, "the words tell another stance than the entry", label)
                        .citing([entry.number]),
                ));
            }
        }
        self.quotes(entry)?;
        Ok(vec![entry.number])
    }

    /// A conclusion is told as one, whatever the claim; what was taken down of it, as taken down.
    fn is_told_as_inference(&self, entry: &Entry) -> Result<(), Box<Diagnostic>> {
        if self.weak_grade(entry.number) == Some(Grade::TakenDown)
            && entry.envelope.speaker.is_some()
        {
            self.grade(entry.number)?;
        }
        let inferred = match entry.event() {
            Some(Event::PositionAscribed(e)) => {
                e.inferred || entry.envelope.grade == Some(Grade::Inferred)
            }
            Some(Event::FactNoted(e)) => {
                e.inferred || entry.envelope.grade == Some(Grade::Inferred)
            }
            _ => false,
        };
        if !inferred || self.says(INFERENCE) {
            return Ok(());
        }
        let wrong =
            self.wrong(ASCRIBED_AS_OWN, "an inference is told as a fact", self.words.to_owned());
        Err(Box::new(
            wrong
                .help(format!("use `claim:inferred/no.{}` and say `inferred`", entry.number.0))
                .citing([entry.number]),
        ))
    }

    /// `inferred/no.N`.
    pub(super) fn inferred(&self) -> Verdict {
        let entry = self.entry()?;
        let by_event = match entry.event() {
            Some(Event::PositionAscribed(e)) => e.inferred,
            Some(Event::OfferAscribed(e)) => e.inferred,
            Some(Event::OfferEndAscribed(e)) => e.inference.is_some(),
            Some(Event::FactNoted(e)) => e.inferred,
            _ => false,
        };
        if !by_event && entry.envelope.grade != Some(Grade::Inferred) {
            let wrong = self.wrong(
                NOTHING_THERE,
                "the entry is not an inference",
                entry.number.to_string(),
            );
            return Err(Box::new(wrong.citing([entry.number])));
        }
        self.stands(entry.number)?;
        self.may_tell(entry.number)?;
        let holder = match entry.event() {
            Some(Event::PositionAscribed(e)) => Some(&e.to),
            Some(Event::OfferAscribed(e)) => Some(&e.to),
            _ => None,
        };
        let holder = match holder {
            Some(Holder::Named(id)) => vec![id.clone()],
            Some(Holder::Described(_)) | None => Vec::new(),
        };
        let named = self.names_its_author(entry, &holder)?;
        self.is_told_as_inference(entry)?;
        if !named || !self.says(INFERENCE) {
            let wrong = self.wrong(
                ASCRIBED_AS_OWN,
                "an inference is told without its author, or not as an inference",
                self.words.to_owned(),
            );
            return Err(Box::new(
                wrong.help("say `inferred` and name the author").citing([entry.number]),
            ));
        }
        self.quotes(entry)?;
        Ok(vec![entry.number])
    }

    /// `said/no.N`.
    pub(super) fn said(&self) -> Verdict {
        let entry = self.entry()?;
        if entry.event().is_none() {
            return Err(Box::new(self.wrong(
                NOTHING_THERE,
                "the body of the entry was erased",
                entry.number.to_string(),
            )));
        }
        if self.is_wordless() {
            return Err(Box::new(self.wrong(
                WRONG_WORDS,
                "the claim has no words",
                self.claim.argument(0).to_owned(),
            )));
        }
        self.stands(entry.number)?;
        self.may_tell(entry.number)?;
        self.names_its_author(entry, &[])?;
        self.is_told_as_inference(entry)?;
        if entry.envelope.speaker.is_some() {
            self.grade(entry.number)?;
        }
        self.quotes(entry)?;
        if entry.envelope.speaker.is_some() {
            self.grade(entry.number)?;
        }
        Ok(vec![entry.number])
    }

    fn stands(&self, number: EntryId) -> Result<(), Box<Diagnostic>> {
        if self.group.stands(number) {
            return Ok(());
        }
        let wrong = self.wrong(
            NOT_A_HOLDER,
            "a statement is told that was withdrawn or struck",
            number.to_string(),
        );
        Err(Box::new(wrong.citing([number])))
    }

    /// Every quotation in the words stands in the entry, word for word.
    fn quotes(&self, entry: &Entry) -> Result<(), Box<Diagnostic>> {
        let mut line = record::minutes::canonical_line(entry).body.unwrap_or_default();
        // Who confirms what was said of it makes the words its own.
        if let Some(Event::StatementConfirmed(confirmed)) = entry.event()
            && let Some(said) = self.record.entry(confirmed.entry)
        {
            line.push_str(&record::minutes::canonical_line(said).body.unwrap_or_default());
        }
        let mut rest = self.words;
        while let Some(open) = rest.find(['“', '"']) {
            let after = &rest[open..];
            let width = after.chars().next().map_or(1, char::len_utf8);
            let Some(length) = after[width..].find(['”', '"']) else { break };
            let quoted = &after[width..width + length];
            if !line.contains(&escaped(quoted)) {
                let wrong = self.wrong(
                    QUOTE_ALTERED,
                    "quoted words do not stand in the entry",
                    format!("“{quoted}”"),
                );
                return Err(Box::new(wrong.citing([entry.number])));
            }
            rest = &after[width + length..];
            rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        }
        Ok(())
    }

    /// `words/PROVISION`.
    pub(super) fn verbatim(&self) -> Verdict {
        let provision = self.provision(0)?;
        let version = provision.version();
        if same_words(self.words, &version.words.text) {
            return Ok(vec![version.entry]);
        }
        let earlier = provision.versions.iter().find(|v| same_words(self.words, &v.words.text));
        let wrong = self.wrong(
            STALE_WORDING,
            "told of words that are not those of the paragraph",
            self.words.chars().take(80).collect::<String>(),
        );
        Err(Box::new(match earlier {
            Some(earlier) => wrong
                .because(format!(
                    "they stood in it from {} on, until {}",
                    earlier.entry, version.entry
                ))
                .citing([earlier.entry, version.entry]),
            None => wrong.because("they never stood in it").citing([version.entry]),
        }))
    }

    /// `titled/THING`.
    pub(super) fn titled(&self) -> Verdict {
        let id = self.thing(0)?;
        let name = self.group.name_of(&id);
        if !same_words(self.words, &name) {
            let wrong = self.wrong(
                WRONG_WORDS,
                "the words are not the title of the thing",
                self.words.to_owned(),
            );
            return Err(Box::new(wrong.because(format!("its title is “{name}”"))));
        }
        Ok(self.group.names.get(&id).map(|n| n.entry).into_iter().collect())
    }
}

/// To whom an entry ascribes something.
fn ascribed_to(entry: &Entry) -> Option<&Holder> {
    match entry.event()? {
        Event::PositionAscribed(e) => Some(&e.to),
        Event::OfferAscribed(e) => Some(&e.to),
        _ => None,
    }
}

/// The words outside quotation marks.
fn without_quotes(words: &str) -> String {
    let mut kept = String::new();
    let mut within = false;
    for c in words.chars() {
        match c {
            '“' => within = true,
            '”' => within = false,
            '"' => within = !within,
            c if !within => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Words by which a conclusion is told as one.
const INFERENCE: &[&str] = &["inferred", "concluded", "inference", "conclusion"];

/// Whether two texts are the same but for runs of white space, which Markdown does not keep.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}

fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"")
}

const EFFECTS: &[(RulingEffect, &[&str])] = &[
    (RulingEffect::RoughConsensus, &["rough consensus"]),
    (RulingEffect::NoConsensus, &["no consensus"]),
    (RulingEffect::SustainedOpposition, &["sustained opposition", "opposition sustained"]),
    (RulingEffect::NoSustainedOpposition, &["no sustained opposition"]),
    (RulingEffect::Void, &["void"]),
    (RulingEffect::Stands, &["stands", "stood"]),
    (RulingEffect::FullConsensus, &["full consensus"]),
    (RulingEffect::StrongSupport, &["strong support"]),
    (RulingEffect::Divergence, &["divergence"]),
    (RulingEffect::DecidesOver, &["decided over", "over the objection"]),
];

fn effect_words(effect: RulingEffect) -> &'static [&'static str] {
    EFFECTS.iter().find(|(e, _)| *e == effect).map_or(&[], |(_, words)| *words)
}

/// Whether the words of an effect deny by themselves.
fn effect_denies(effect: RulingEffect) -> bool {
    effect_words(effect).iter().any(|w| w.starts_with("no "))
}
