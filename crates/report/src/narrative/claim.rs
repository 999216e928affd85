//! Claims: their grammar and the table of predicates.
//!
//! `claim:PREDICATE/ARGUMENT[/ARGUMENT…][?as=GRADE]`; a space within an argument is written `%20`.

use record::entry::Grade;

/// A predicate, with what the reference says of it.
#[derive(Clone, Copy, Debug)]
pub struct PredicateText {
    /// The predicate.
    pub predicate: Predicate,
    /// Its arguments.
    pub arguments: &'static str,
    /// What it claims, and what the words of the link must say.
    pub claims: &'static str,
}

/// Declares the predicates once.
macro_rules! predicates {
    ($($variant:ident $word:literal $arguments:literal $claims:literal)*) => {
        /// What a claim says.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Predicate {
            $(
                #[doc = $claims]
                $variant
            ),*
        }

        impl Predicate {
            /// The word written in a claim.
            pub fn word(self) -> &'static str {
                match self { $(Predicate::$variant => $word),* }
            }

            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Predicate::$variant),)* _ => None }
            }
        }

        /// Every predicate, as the reference shows it.
        pub const PREDICATES: &[PredicateText] = &[
            $(PredicateText { predicate: Predicate::$variant, arguments: $arguments, claims: $claims }),*
        ];
    };
}

predicates! {
    Agreed "agreed" "PROVISION"
        "The paragraph is agreed on the words as they stand, at the level that the words name: `agreed in the contact group`, `provisionally agreed`, `agreed ad referendum`, `adopted`; `agreed` alone means adopted, and every qualifier must be told."
    NotAgreed "not-agreed" "PROVISION"
        "The paragraph is not agreed; the words say so: `not agreed`, `no agreement`, `remains open`."
    NoObjection "no-objection" "CALL | PROVISION"
        "No objection was made between the call and the gavel."
    Declared "declared" "PROVISION"
        "The Chair declared the paragraph agreed over an objection; the words say `declared` and `over the objection of`, with names or a number."
    Objects "objects" "THING"
        "Those named or counted in the words object now."
    Supports "supports" "THING"
        "Those named or counted in the words support it now."
    CanAccept "can-accept" "THING"
        "Those named or counted in the words can accept it."
    Reserves "reserves" "THING"
        "Those named or counted in the words reserve their position."
    Position "position" "PARTY/THING"
        "The party holds what the words say: `supports`, `can accept`, `reserves its position`, `objects`, or `took no position`."
    Split "split" "CONSTITUENCY/THING"
        "Parties of the constituency, or members of the coalition, are on different sides; the words say `divided`, `split` or `differed`."
    OneMind "one-mind" "CONSTITUENCY/THING"
        "Two or more parties of the constituency, or members of the coalition, took a position, all on the same side; the words say `of one mind` or `on the same side`, and `with a position` where others of them took none."
    Camps "camps" "NUMBER"
        "So many camps are computed from the positions on matters of substance, the words say how many; `0` for `no camps`; where halves of the matters give other camps, the words say `weak`. On matters of procedure, `claim:camps/procedure/NUMBER` and the word `procedure`."
    Camp "camp" "CAMP"
        "Those named or counted in the words are computed as in the camp, by its letter (`A` is the largest), or in none (`none`); the words say `camp A` or `no camp`. On matters of procedure, `claim:camp/procedure/CAMP` and the word `procedure`."
    Apart "apart" "THING"
        "The thing is computed as setting camps apart; the words say `apart`."
    CommonGround "common-ground" "THING"
        "The thing is computed as common ground, of all camps where there are camps; the words say `common ground`, and `against` where it is common to reject it."
    Offered "offered" "OFFER"
        "The offer was made and its maker released it; a name only if the release includes it."
    OfferWithdrawn "withdrawn" "OFFER | no.N"
        "The offer, position or statement was withdrawn by its holder."
    Tabled "tabled" "DOCUMENT | TEXT | PROVISION | AMENDMENT"
        "Those named in the words submitted it."
    Ruled "ruled" "RULING"
        "The Chair gave this ruling, with the effect that the words name; a decision over an objection names whose."
    Present "present" "MEETING"
        "Those named or counted in the words were present when attendance was taken."
    Ascribed "ascribed" "no.N"
        "Who speaks in the entry said that another holds something; the words name who says so."
    Inferred "inferred" "no.N"
        "The entry is a conclusion of its author; the words say `inferred` or `concluded` and name the author."
    Said "said" "no.N"
        "The entry says so; what stands in quotation marks stands in it word for word."
    Words "words" "PROVISION"
        "The words of the link are those of the paragraph as it stands, letter for letter."
    Titled "titled" "THING"
        "The words of the link are the title, label or name of the thing."
    Outcome "outcome" ""
        "The group's work ended as the words say."
    Rule "rule" "decision-rule | report-rule | default-outcome | disclosure-rule"
        "The rule of the charter has the status that the words name: `adopted`, `proposed`, `disputed`, `not settled`, `unknown`."
    NotDiscussed "not-discussed" "PROVISION | ISSUE"
        "The record holds nothing on it beside its tabling."
}

/// A claim as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it says.
    pub predicate: Predicate,
    /// Of what, in order.
    pub arguments: Vec<String>,
    /// The grade that the narrative tells it with: `?as=taken-down`.
    pub told_as: Option<Grade>,
}

impl Claim {
    /// Reads the address of a link behind `claim:`; `Err` says what is wrong.
    pub fn parse(address: &str) -> Result<Self, String> {
        let (path, query) = address.split_once('?').map_or((address, None), |(p, q)| (p, Some(q)));
        let mut parts = path.split('/').map(|part| part.replace("%20", " "));
        let word = parts.next().unwrap_or_default();
        let predicate =
            Predicate::from_word(&word).ok_or_else(|| format!("there is no predicate `{word}`"))?;
        let arguments: Vec<String> = parts.collect();
        let wanted =
            PREDICATES.iter().find(|p| p.predicate == predicate).map_or("", |p| p.arguments);
        let needed = wanted.split('/').filter(|a| !a.is_empty()).count();
        // Identities may hold a slash themselves (copies of contact groups): what is over belongs to the last argument.
        let arguments = match needed {
            0 if arguments.is_empty() => arguments,
            n if n > 0 && arguments.len() >= n && arguments.iter().all(|a| !a.is_empty()) => {
                let last = arguments[n - 1..].join("/");
                arguments[..n - 1].iter().cloned().chain([last]).collect()
            }
            _ => {
                return Err(format!(
                    "`{word}` is written `claim:{word}{}{wanted}`",
                    if needed == 0 { "" } else { "/" }
                ));
            }
        };
        let mut told_as = None;
        for pair in query.into_iter().flat_map(|q| q.split('&')) {
            match pair.split_once('=') {
                Some(("as", grade)) => {
                    told_as = Some(
                        Grade::from_word(grade)
                            .ok_or_else(|| format!("there is no grade `{grade}`"))?,
                    );
                }
                _ => return Err(format!("`{pair}` is not known; `as=GRADE` is")),
            }
        }
        Ok(Self { predicate, arguments, told_as })
    }

    /// The argument at a place, or an empty word.
    pub fn argument(&self, at: usize) -> &str {
        self.arguments.get(at).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::{Claim, Predicate};

    #[test]
    fn a_claim_has_a_predicate_and_its_arguments() {
        let claim = Claim::parse("position/ARD/3%20bis?as=taken-down").expect("sound");
        assert_eq!(
            (claim.predicate, claim.argument(0), claim.argument(1)),
            (Predicate::Position, "ARD", "3 bis")
        );
        assert_eq!(Claim::parse("objects/COPY/P4").expect("sound").argument(0), "COPY/P4");
        assert!(Claim::parse("outcome").is_ok());
    }

    #[test]
    fn what_is_no_claim_is_told() {
        for bad in [
            "",
            "agree/P4",
            "agreed",
            "agreed/",
            "outcome/P4",
            "position/ARD",
            "agreed/P4?as=gold",
            "agreed/P4?by=x",
        ] {
            assert!(Claim::parse(bad).is_err(), "{bad}");
        }
    }
}
