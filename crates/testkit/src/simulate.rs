//! A seeded simulator of working groups.
//!
//! They table, object, offer, withdraw, call and appeal at random, against the rules as often as within them. Everything it does goes through the written language and `Record::take_down`.

use crate::world::{DEEDS, Dice, MANNERS, MODALS, PARTIES, REMARKS, SUBJECTS};
use record::minutes::parse_line;
use record::{Command, EntryId, Record, Refusal};

/// What was asked, and what came of it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The speakers, and the line.
    pub line: String,
    /// The entries taken down, or the rule that said no.
    pub outcome: Result<Vec<EntryId>, Refusal>,
}

/// A group under simulation.
#[derive(Clone, Debug)]
pub struct Simulation {
    /// What it leaves behind.
    pub record: Record,
    /// Everything asked so far.
    pub story: Vec<Step>,
    dice: Dice,
    /// Whether entries differ in grade and level of disclosure.
    mixed: bool,
    count: usize,
    parties: Vec<String>,
    coalitions: Vec<String>,
    issues: Vec<String>,
    documents: Vec<String>,
    texts: Vec<String>,
    provisions: Vec<String>,
    amendments: Vec<String>,
    offers: Vec<String>,
    calls: Vec<String>,
    silences: Vec<String>,
    motions: Vec<String>,
    rulings: Vec<String>,
    appeals: Vec<String>,
    groups: Vec<String>,
    packages: Vec<String>,
    meetings: Vec<String>,
}

impl Simulation {
    /// A group with parties, papers, a text and an open meeting.
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let mixed = dice.percent(60);
        let list = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        let size = 5 + dice.below(PARTIES.len() - 4);
        let mut new = Self {
            record: Record::default(),
            story: Vec::new(),
            dice,
            mixed,
            count: 0,
            parties: PARTIES.iter().take(size).map(|p| p.0.to_owned()).collect(),
            coalitions: list(&["UP", "COAST"]),
            issues: list(&["I-FLOW", "I-DATA", "I-COST"]),
            documents: list(&["DOC1", "DOC2"]),
            texts: list(&["DRAFT"]),
            provisions: Vec::new(),
            amendments: Vec::new(),
            offers: Vec::new(),
            calls: Vec::new(),
            silences: Vec::new(),
            motions: Vec::new(),
            rulings: Vec::new(),
            appeals: Vec::new(),
            groups: Vec::new(),
            packages: Vec::new(),
            meetings: list(&["MT1"]),
        };
        new.open(size);
        new
    }

    /// A group after so many acts.
    pub fn run(seed: u64, acts: usize) -> Self {
        let mut simulation = Self::new(seed);
        for _ in 0..acts {
            simulation.act();
        }
        simulation
    }

    /// The story so far, for a reader who repeats a seed.
    pub fn told(&self) -> String {
        let mut told = String::new();
        for step in &self.story {
            let end = match &step.outcome {
                Ok(_) => String::new(),
                Err(refusal) => format!("   # refused: {refusal}"),
            };
            told.push_str(&format!("{}{end}\n", step.line));
        }
        told
    }

    fn open(&mut self, size: usize) {
        for line in [
            "group TESS \"Working Group on the Tessel\", language en",
            "officer SEC \"Secretariat of the Group\" secretary",
            "document DOC1 earlier-agreed-text \"Korvat Declaration\", symbol \"KD/1\", author \"Conference of Ministers\"",
            "mandate MAND \"Resolution 14/3\", by \"the Assembly\", document DOC1, reports-to \"the Assembly\"",
            "issue I-FLOW \"Minimum flows\" substance, under MAND",
            "issue I-DATA \"Publication of data\" substance, under MAND",
            "issue I-COST \"Costs and who bears them\" procedure",
            "constituency RIV \"River communities\"",
        ] {
            self.silent(line);
        }
        for (id, name, constituency, standing) in &PARTIES[..size] {
            self.silent(&format!("party {id} \"{name}\" {constituency} {standing}"));
        }
        self.silent("coalition UP \"Headwater Partners\", members ARD, BOR");
        self.silent("coalition COAST \"Delta and Coast Group\", members COR, OPL");
        self.silent("representative SOLVEIG \"Ms. A. Solveig\" of ARD, head");
        self.silent("officer VERRELL \"Ms. Tamsin Verrell\" chair, of RTC");
        for item in ["decision-rule", "report-rule", "default-outcome"] {
            let status =
                self.dice.word(&["adopted", "proposed", "disputed", "not-settled", "unknown"]);
            let value = match item {
                "decision-rule" => {
                    self.dice.word(&["un-consensus", "un-consensus", "rough-consensus", "majority"])
                }
                "report-rule" => self.dice.word(&[
                    "differing-views",
                    "agreed-text-only",
                    "footnoted-reservations",
                ]),
                _ => "factual-note",
            };
            if self.dice.percent(80) {
                self.silent(&format!("rule {item} {status}, value {value}"));
            }
        }
        let by = self.party();
        self.silent(&format!(
            "document DOC2 proposal \"Sharing the waters\", symbol \"HWG/1\", by {by}"
        ));
        self.silent("meeting MT1 \"First meeting\" formal on-record, on 2026-03-02, chair VERRELL");
        self.silent("opens MT1 {said 2026-03-02T10:00+01:00}");
        let present = self.some_parties(70);
        self.silent(&format!("attendance MT1, present {present}"));
        let whole = self.dice.word(&["", ", nothing-agreed-until-everything"]);
        self.silent(&format!(
            "text DRAFT \"Draft recommendations\" chairs-text, document DOC2{whole}"
        ));
        for _ in 0..3 + self.dice.below(5) {
            let body = self.table();
            self.silent(&body);
        }
    }

    fn silent(&mut self, body: &str) {
        self.take(&[], body);
    }

    /// One act at random.
    pub fn act(&mut self) -> &Step {
        let (speakers, body) = match self.dice.below(100) {
            0..=27 => self.position(),
            28..=36 => self.objection(),
            37..=45 => self.afterwards(),
            46..=53 => self.words(),
            54..=60 => self.offer(),
            61..=66 => self.ascribe(),
            67..=79 => self.call(),
            80..=83 => self.silence(),
            84..=87 => self.qualify(),
            88..=92 => self.procedure(),
            93..=96 => self.paper(),
            _ => self.rest(),
        };
        let surrounded = format!("{body}{}", self.envelope());
        self.take(&speakers, &surrounded)
    }

    fn take(&mut self, speakers: &[String], body: &str) -> &Step {
        let number = self.record.next().0;
        let read = |who: &str| parse_line(&format!("{number} {who}{body}"));
        let entries: Vec<_> = if speakers.is_empty() {
            vec![read("")]
        } else {
            speakers.iter().map(|who| read(&format!("{who} "))).collect()
        };
        let mut command: Option<Command> = None;
        for entry in entries {
            let entry = entry
                .unwrap_or_else(|d| panic!("BUG: the simulator wrote {body:?}: {}", d.message));
            let speaker = entry.envelope.speaker.clone();
            let event = entry.event().expect("the simulator erases nothing").clone();
            let command = command.get_or_insert(Command {
                envelope: entry.envelope,
                speakers: Vec::new(),
                event,
            });
            command.speakers.extend(speaker);
            command.envelope.speaker = None;
        }
        let outcome = self.record.take_down(&command.expect("BUG: an act without a line"));
        let line = format!("{} {body}", speakers.join(", ")).trim_start().to_owned();
        self.story.push(Step { line, outcome });
        &self.story[self.story.len() - 1]
    }

    // ---- What surrounds an act, and what it may name -------------------------------------------------------------

    fn envelope(&mut self) -> String {
        let mut fields = vec![];
        if self.dice.percent(70) {
            fields.push(format!("source {}", self.one(|s| &s.meetings, "MT1")));
        }
        if self.mixed {
            let grade = self.dice.word(&[
                "",
                "delivered",
                "taken-down",
                "taken-down",
                "confirmed",
                "reported",
                "inferred",
            ]);
            let level = self.dice.word(&[
                "",
                "",
                "public",
                "public",
                "members",
                "unattributed",
                "count-only",
            ]);
            fields.extend((!grade.is_empty()).then(|| format!("grade {grade}")));
            fields.extend((!level.is_empty()).then(|| format!("level {level}")));
        }
        if fields.is_empty() { String::new() } else { format!(" {{{}}}", fields.join(", ")) }
    }

    fn fresh(&mut self, stem: &str) -> String {
        self.count += 1;
        format!("{stem}{}", self.count)
    }

    fn one(&mut self, of: fn(&Self) -> &Vec<String>, otherwise: &str) -> String {
        let at = self.dice.below(of(self).len());
        of(self).get(at).map_or_else(|| otherwise.to_owned(), String::clone)
    }

    fn party(&mut self) -> String {
        self.one(|s| &s.parties, "ARD")
    }

    fn some_parties(&mut self, chance: usize) -> String {
        let parties = self.parties.clone();
        self.dice.some(&parties, chance).join(", ")
    }

    fn provision(&mut self) -> String {
        self.one(|s| &s.provisions, "P0")
    }

    /// Who may hold something: mostly parties, several at a time, also coalitions and people.
    fn voices(&mut self) -> Vec<String> {
        match self.dice.below(20) {
            0 | 1 => vec![self.one(|s| &s.coalitions, "UP")],
            2 => vec!["SOLVEIG".to_owned()],
            3 => vec!["ARD for UP".to_owned()],
            4 => vec!["VERRELL".to_owned()],
            5..=8 => {
                let parties = self.parties.clone();
                self.dice.some(&parties, 25)
            }
            _ => vec![self.party()],
        }
    }

    fn voice(&mut self) -> Vec<String> {
        self.voices().into_iter().take(1).collect()
    }

    /// What a position may be on.
    fn matter(&mut self) -> String {
        match self.dice.below(12) {
            0 | 1 => self.one(|s| &s.issues, "I-DATA"),
            2 => self.one(|s| &s.texts, "DRAFT"),
            3 => self.one(|s| &s.amendments, "P1"),
            4 => self.one(|s| &s.packages, "P2"),
            _ => self.provision(),
        }
    }

    fn sentence(&mut self) -> String {
        let (subject, modal) = (self.dice.word(SUBJECTS), self.dice.word(MODALS));
        let (deed, manner) = (self.dice.word(DEEDS), self.dice.word(MANNERS));
        match self.dice.below(5) {
            0 => format!("{subject} [{modal}][may] {deed} {manner}."),
            _ => format!("{subject} {modal} {deed} {manner}."),
        }
    }

    fn quote(&mut self, field: &str) -> String {
        if self.dice.percent(60) {
            format!(", {field} \"{}\"", self.dice.word(REMARKS))
        } else {
            String::new()
        }
    }

    /// An earlier entry, at random, mostly a late one.
    fn entry(&mut self) -> u32 {
        let last = self.record.next().0 - 1;
        let reach = if self.dice.percent(70) { 12 } else { last as usize };
        let back = u32::try_from(self.dice.below(reach)).unwrap_or(0);
        last.saturating_sub(back).max(1)
    }

    /// The words of a provision now, if it is on the record.
    fn wording(&self, id: &str) -> String {
        let id = record::ProvisionId::new(id);
        let provision = id.and_then(|id| self.record.group().provisions.get(&id));
        provision.map_or_else(String::new, |p| p.version().words.text.to_string())
    }

    // ---- Acts ------------------------------------------------------------------------------------------------------

    fn position(&mut self) -> (Vec<String>, String) {
        let stance = self.dice.word(&["supports", "supports", "can-accept", "reserves-position"]);
        let part = if self.dice.percent(6) { ", part \"Ministry of Water\"" } else { "" };
        let body = format!("{stance} {}{}{part}", self.matter(), self.quote("words"));
        (self.voices(), body)
    }

    fn objection(&mut self) -> (Vec<String>, String) {
        let body =
            format!("objects to {}{}{}", self.matter(), self.quote("cure"), self.quote("reason"));
        (self.voices(), body)
    }

    /// Withdrawals, confirmations, strikes, corrections, answers: of any entry, by anybody.
    fn afterwards(&mut self) -> (Vec<String>, String) {
        let number = self.entry();
        let own = self.record.entry(EntryId(number)).and_then(|e| e.envelope.speaker.as_ref());
        let own =
            own.map(|s| s.behalf.as_ref().map_or_else(|| s.who.to_string(), ToString::to_string));
        let who = match own {
            Some(own) if self.dice.percent(85) => vec![own],
            _ => self.voice(),
        };
        match self.dice.below(9) {
            0..=2 => (who, format!("withdraws no.{number}{}", self.quote("words"))),
            3 | 4 => (who, format!("confirms no.{number}")),
            5 => (vec![], format!("strikes no.{number} reason \"Taken down in error\"")),
            6 => (
                vec![],
                format!(
                    "corrects no.{number} replace \"every village\" with \"each village\", reason \"Misheard\""
                ),
            ),
            7 => (who, format!("aligns with no.{number}")),
            _ => (self.voice(), format!("answers no.{number} \"{}\"", self.dice.word(REMARKS))),
        }
    }

    fn table(&mut self) -> String {
        let (id, label) = (self.fresh("P"), self.provisions.len() + 1);
        let words = self.sentence();
        let by =
            if self.dice.percent(40) { format!(", by {}", self.party()) } else { String::new() };
        let on = if self.dice.percent(50) {
            format!(", on {}", self.one(|s| &s.issues, "I-DATA"))
        } else {
            String::new()
        };
        let text = self.one(|s| &s.texts, "DRAFT");
        self.provisions.push(id.clone());
        format!("provision {id} \"{label}\" en \"{words}\" in {text}{by}{on}")
    }

    /// What is done to words.
    fn words(&mut self) -> (Vec<String>, String) {
        let id = self.provision();
        let now = self.wording(&id);
        let passage = self.dice.word(DEEDS);
        match self.dice.below(20) {
            0 => (vec![], self.table()),
            12..=19 => self.edit(&id),
            1..=3 => {
                let how = self.dice.word(&["orally", "in-writing", "editorially"]);
                let words = if how == "editorially" {
                    now.replace("hydrological", "hydrologic")
                } else {
                    self.sentence()
                };
                let words = if words.is_empty() { self.sentence() } else { words };
                (vec![], format!("revises {id} {how} en \"{words}\""))
            }
            4 | 5 => (self.voice(), format!("brackets \"{passage}\" in {id}")),
            6 | 7 => {
                let inner = now.split(['[', ']']).nth(1).unwrap_or(passage).to_owned();
                (vec![], format!("lifts-brackets \"{inner}\" in {id}"))
            }
            8 => {
                let amendment = self.fresh("AM");
                self.amendments.push(amendment.clone());
                let body = format!(
                    "amends {id} as {amendment} replace \"{passage}\" with \"{}\"",
                    self.dice.word(DEEDS)
                );
                (self.voice(), body)
            }
            9 => {
                let answer = self.dice.word(&["accepted", "declined", "withdrawn", "incorporated"]);
                let amendment = self.one(|s| &s.amendments, "AM0");
                (vec![], format!("answers-amendment {amendment} {answer}"))
            }
            10 => (vec![], format!("relabels {id} as \"{id} bis\"")),
            _ => match self.dice.below(3) {
                0 => (vec![], format!("deletes {id}")),
                1 => (self.voice(), format!("withdraws-provision {id}")),
                _ => (vec![], format!("reopens {id}")),
            },
        }
    }

    /// Edits: paragraphs split, merged and placed, passages attributed, alternatives resolved, runs decided.
    fn edit(&mut self, id: &str) -> (Vec<String>, String) {
        let (other, voice) = (self.provision(), self.party());
        let act = self.dice.below(10);
        // A passage is mostly sought where brackets stand.
        let bracketed: Vec<String> =
            self.provisions.iter().filter(|p| self.wording(p).contains('[')).cloned().collect();
        let found = self.dice.pick(&bracketed).filter(|_| act > 2).cloned();
        let id = found.unwrap_or_else(|| id.to_owned());
        let run = run(&self.wording(&id));
        match act {
            0 => {
                let (one, two) = (self.fresh("P"), self.fresh("P"));
                let (first, second) = (self.sentence(), self.sentence());
                self.provisions.extend([one.clone(), two.clone()]);
                let into =
                    format!("{one} \"{one}\" en \"{first}\", {two} \"{two}\" en \"{second}\"");
                (vec![], format!("splits {id}, into {into}{}", self.quote("reason")))
            }
            1 => {
                let into = if self.dice.percent(50) { self.fresh("P") } else { id.clone() };
                self.provisions.push(into.clone());
                let words = self.sentence();
                let why = self.quote("reason");
                (
                    vec![],
                    format!(
                        "merges into {into} \"{into}\" en \"{words}\", from {id}, {other}{why}"
                    ),
                )
            }
            2 => {
                let place = self.dice.word(&["after", "before", "at-start", "at-end"]);
                let beside =
                    if place.starts_with("at") { String::new() } else { format!(" {other}") };
                (vec![], format!("places {id} {place}{beside}"))
            }
            3..=5 => {
                let stance = self.dice.word(&["proposes", "retains", "deletes", "reserves"]);
                let passage = run.first().cloned().unwrap_or_else(|| "shall".to_owned());
                let speaker = if self.dice.percent(40) { self.voice() } else { vec![] };
                (
                    speaker,
                    format!(
                        "attributes {stance} \"{passage}\" in {id}, to {voice}{}",
                        self.quote("words")
                    ),
                )
            }
            6..=8 => {
                let passage = run.first().cloned().unwrap_or_else(|| "[shall]".to_owned());
                let chosen = run.get(1).cloned().unwrap_or_else(|| "shall".to_owned());
                let what = self.dice.word(&["keeps", "keeps", "drops"]);
                let consent = match self.dice.below(4) {
                    0 => format!(", with-consent-of {voice}"),
                    1 => format!(", without-consent-of {voice}"),
                    2 => format!(", by {}", self.one(|s| &s.calls, "CALL0")),
                    _ => String::new(),
                };
                (vec![], format!("resolves \"{passage}\" in {id}, {what} \"{chosen}\"{consent}"))
            }
            _ => {
                let passage = run.first().cloned().unwrap_or_else(|| "[shall]".to_owned());
                let reading = self.dice.word(&["alternatives", "additions"]);
                (vec![], format!("decides-run \"{passage}\" in {id} {reading}"))
            }
        }
    }

    fn offer(&mut self) -> (Vec<String>, String) {
        let (accepts, condition) = (self.provision(), self.provision());
        let maker = |s: &Self, id: &str| {
            let offer = record::OfferId::new(id).and_then(|id| s.record.group().offers.get(&id));
            offer.map(|o| vec![o.voice.id().to_string()])
        };
        let id = self.one(|s| &s.offers, "OF0");
        let own = maker(self, &id).filter(|_| self.dice.percent(90));
        let own = own.unwrap_or_else(|| self.voice());
        match self.dice.below(10) {
            0..=3 => {
                let id = self.fresh("OF");
                self.offers.push(id.clone());
                (
                    self.voice(),
                    format!(
                        "offers {id}, accepts {accepts}, if-in {condition}{}",
                        self.quote("words")
                    ),
                )
            }
            4 | 5 => (own, format!("withdraws-offer {id}{}", self.quote("words"))),
            6..=8 => {
                let extent = self.dice.word(&["content-and-name", "content"]);
                (own, format!("releases-offer {id} {extent}"))
            }
            _ => (
                self.voice(),
                format!(
                    "answers-offer {id} {}",
                    self.dice.word(&["accepts", "declines", "considers"])
                ),
            ),
        }
    }

    fn ascribe(&mut self) -> (Vec<String>, String) {
        let stance = self.dice.word(&["supports", "can-accept", "reserves-position", "objects"]);
        let inferred = self.dice.word(&["", "", ", inferred"]);
        let (to, on) = (self.party(), self.matter());
        match self.dice.below(6) {
            0 => {
                (self.voice(), format!("ascribes {stance} to \"those upstream\" on {on}{inferred}"))
            }
            1 => (vec![], format!("ascribes {stance} to {to} on {on}{inferred}")),
            2 => {
                (self.voice(), format!("notes \"{}\", on {on}{inferred}", self.dice.word(REMARKS)))
            }
            _ => (
                self.voice(),
                format!("ascribes {stance} to {to} on {on}{}{inferred}", self.quote("words")),
            ),
        }
    }

    /// Calls are opened and, soon after, gavelled; what comes between decides whether the result is admitted.
    fn call(&mut self) -> (Vec<String>, String) {
        let open = self.record.group().calls.iter().filter(|(_, call)| call.gavelled.is_none());
        let open: Vec<String> = open.map(|(id, _)| id.to_string()).collect();
        if let Some(id) = self
            .dice
            .pick(&open)
            .filter(|_| open.len() > 1 || self.count.is_multiple_of(2))
            .cloned()
        {
            let result = self.dice.word(&[
                "no-objection",
                "no-objection",
                "declared-over-objection",
                "declared-over-objection",
                "not-agreed",
                "withdrawn",
            ]);
            let pending = if self.dice.percent(25) {
                format!(", pending {}", self.some_parties(20))
            } else {
                String::new()
            };
            return (vec![], format!("gavels {id} {result}{pending}"));
        }
        let id = self.fresh("CALL");
        self.calls.push(id.clone());
        let level = self.dice.word(&[
            "provisional",
            "provisional",
            "ad-referendum",
            "adopted",
            "contact-group",
        ]);
        let on =
            if self.dice.percent(8) { self.one(|s| &s.texts, "DRAFT") } else { self.provision() };
        (vec![], format!("calls {id} {level}, on {on}"))
    }

    fn silence(&mut self) -> (Vec<String>, String) {
        let id = self.one(|s| &s.silences, "SP0");
        match self.dice.below(5) {
            0 | 1 => {
                let id = self.fresh("SP");
                self.silences.push(id.clone());
                let window = "from 2026-03-03T12:00Z until 2026-03-08T12:00Z";
                (vec![], format!("silence {id} provisional {window}, on {}", self.provision()))
            }
            2 => {
                let arrival = self.dice.word(&["arrived", "failed", "not-known"]);
                (vec![], format!("notice of {id} {arrival}, to {}", self.some_parties(60)))
            }
            3 => (self.voice(), format!("breaks-silence {id}{}", self.quote("words"))),
            _ => (
                vec![],
                format!(
                    "ends-silence {id} {}",
                    self.dice.word(&["no-objection", "no-objection", "broken"])
                ),
            ),
        }
    }

    fn qualify(&mut self) -> (Vec<String>, String) {
        let on = self.provision();
        let remark = self.dice.word(REMARKS);
        match self.dice.below(4) {
            0 | 1 => (self.voice(), format!("enters-reservation \"{remark}\", on {on}")),
            2 => (self.voice(), format!("explains-position \"{remark}\", on {on}")),
            _ if self.dice.percent(50) => (self.voice(), format!("dissociates, from {on}")),
            _ => (self.voice(), format!("confirms-ad-referendum, on {on}")),
        }
    }

    fn procedure(&mut self) -> (Vec<String>, String) {
        match self.dice.below(7) {
            0 => {
                let id = self.fresh("MO");
                self.motions.push(id.clone());
                (
                    self.voice(),
                    format!(
                        "moves {id} {}",
                        self.dice.word(&["reconsider", "close-debate", "divide"])
                    ),
                )
            }
            1 => {
                let id = self.one(|s| &s.motions, "MO0");
                (
                    vec![],
                    format!("decides-motion {id} {}", self.dice.word(&["carried", "rejected"])),
                )
            }
            2 | 3 => {
                let id = self.fresh("R");
                self.rulings.push(id.clone());
                let over =
                    self.record.group().positions.iter().rev().find(|p| p.objection.is_some());
                match over.map(|p| p.entry.0).filter(|_| self.dice.percent(60)) {
                    Some(entry) => (
                        vec![],
                        format!("rules {id} on no.{entry} decides-over{}", self.quote("words")),
                    ),
                    None => {
                        let effect =
                            self.dice.word(&["procedural", "no-consensus", "rough-consensus"]);
                        (vec![], format!("rules {id} on {} {effect}", self.provision()))
                    }
                }
            }
            4 => {
                let (id, ruling) = (self.fresh("AP"), self.one(|s| &s.rulings, "R0"));
                self.appeals.push(id.clone());
                (self.voice(), format!("appeals {id} against {ruling}{}", self.quote("words")))
            }
            5 => {
                let (id, result) =
                    (self.one(|s| &s.appeals, "AP0"), self.dice.word(&["carried", "rejected"]));
                (
                    vec![],
                    format!(
                        "vote on {id} {result}, for {}, against {}",
                        self.party(),
                        self.party()
                    ),
                )
            }
            _ => (vec![], format!("attendance MT1, present {}", self.some_parties(70))),
        }
    }

    fn paper(&mut self) -> (Vec<String>, String) {
        let document = self.one(|s| &s.documents, "DOC1");
        match self.dice.below(8) {
            0 | 1 => {
                let id = self.fresh("DOC");
                self.documents.push(id.clone());
                let (number, by) = (self.count, self.party());
                (vec![], format!("document {id} contribution \"Views, paper {number}\", by {by}"))
            }
            2 => (self.voice(), format!("sponsors {document}")),
            3 => (self.voice(), format!("withdraws-sponsorship of {document}")),
            4 => (vec![], format!("revision of {document} \"Rev.{}\"", self.count)),
            5 => (
                vec![],
                format!("sponsorship of {document} {}", self.dice.word(&["opened", "closed"])),
            ),
            6 => (vec![], format!("disposition of {document} reflected, in {}", self.provision())),
            _ => {
                let id = self.fresh("PK");
                self.packages.push(id.clone());
                let (number, within) = (self.count, self.provision());
                (self.voice(), format!("package {id} \"Package {number}\", in {within}"))
            }
        }
    }

    fn rest(&mut self) -> (Vec<String>, String) {
        let outcome = [
            "no-agreed-recommendation",
            "report-adopted-in-part",
            "report-adopted",
            "chairs-summary",
        ];
        match self.dice.below(12) {
            0 => (vec![], format!("outcome {}", self.dice.word(&outcome))),
            1 => (vec![], format!("suspends {}", self.one(|s| &s.meetings, "MT1"))),
            2 => (vec![], format!("resumes {}", self.one(|s| &s.meetings, "MT1"))),
            3 => {
                let id = self.fresh("CG");
                self.groups.push(id.clone());
                (vec![], format!("contact-group {id} \"Contact group {}\"", self.count))
            }
            4 => {
                let (id, group) = (self.fresh("COPY"), self.one(|s| &s.groups, "CG0"));
                let copies: Vec<String> =
                    self.provisions.iter().map(|p| format!("{id}/{p}")).collect();
                let at = self.dice.below(copies.len());
                self.provisions.extend(copies.get(at).cloned());
                (vec![], format!("forks DRAFT as {id} for {group}"))
            }
            5 => {
                let group = self.one(|s| &s.groups, "CG0");
                (
                    vec!["VERRELL".to_owned()],
                    format!("reports-back from {group}, agreed {}", self.provision()),
                )
            }
            6 => (vec![self.party()], format!("joins {}", self.one(|s| &s.coalitions, "UP"))),
            7 => (vec![self.party()], format!("leaves {}", self.one(|s| &s.coalitions, "UP"))),
            8 => (
                vec![],
                format!(
                    "standing {} {}",
                    self.party(),
                    self.dice.word(&["member", "observer", "left"])
                ),
            ),
            9 => (vec![], format!("gap \"Not taken down\", on {}", self.provision())),
            10 => (vec![], "hands-over to \"the Assembly\"".to_owned()),
            _ => (
                self.voice(),
                format!("says \"{}\", on {}", self.dice.word(REMARKS), self.matter()),
            ),
        }
    }
}

/// The first run of brackets in some words, and what stands in its first bracket; empty where there is none.
fn run(words: &str) -> Vec<String> {
    let Some(start) = words.find('[') else { return Vec::new() };
    let run: &str = words[start..].split_once("] ").map_or(&words[start..], |(run, _)| run);
    let run = run.trim_end_matches(['.', ']']);
    let first = run.trim_start_matches('[').split(']').next().unwrap_or_default();
    vec![format!("{run}]"), first.to_owned()]
}
