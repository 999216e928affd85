//! Why the rules of procedure say no. A refusal writes nothing.

use crate::event::meetings::Turn;
use crate::event::parties::Standing;
use crate::event::texts::Misfit;
use crate::group::Sitting;
use crate::id::*;
use crate::moment::Moment;
use crate::thing::Thing;
use crate::words::Text;
use std::fmt;
use std::sync::Arc;

/// Most successors of a paragraph that a refusal names.
const SHOWN_MAX: usize = 8;

/// Why an entry is not admitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It names something that is not on the record.
    NotOnRecord(Id, Thing),
    /// It names a thing of another kind.
    WrongThing {
        /// What it names.
        id: Id,
        /// What that is.
        is: Thing,
        /// What is needed.
        needed: Thing,
    },
    /// The identity stands for something else already.
    IdentityTaken(Id, EntryId),
    /// The record has its founding entry.
    GroupTwice(EntryId),
    /// It names an entry that does not stand before it.
    NoSuchEntry(EntryId),
    /// It rests on an entry that was not admitted itself.
    NotAdmitted(EntryId),
    /// The entry named is not one that this can be done to.
    NotAStatement(EntryId, &'static str),
    /// Nobody is named who speaks.
    NoSpeaker(&'static str),
    /// Somebody speaks where the secretariat records in its own name.
    SpeakerNotForeseen(Id),
    /// The speaker may not do this.
    MayNot {
        /// Who.
        who: Id,
        /// What they are.
        is: &'static str,
        /// Who may.
        needed: &'static str,
    },
    /// An observer may not do this.
    ObserverMayNot(Id, &'static str),
    /// A representative in a personal capacity does not act for the party.
    InPersonalCapacity(Id),
    /// The party no longer takes part.
    HasLeft(Id),
    /// Only the holder may.
    NotTheHolder {
        /// Who asks.
        who: Id,
        /// Whose it is.
        holder: Id,
    },
    /// The party is not a member of the coalition.
    NotInCoalition(Id, CoalitionId),
    /// The party is a member of the coalition already.
    InCoalitionAlready(Id, CoalitionId),
    /// The statement is not one that can be aligned with.
    NotOfCoalition(EntryId),
    /// The meeting does not stand so that this can be done.
    MeetingIs(MeetingId, Sitting),
    /// It is to end with its meeting, and names none.
    NoMeeting,
    /// The meeting is off the record.
    OffTheRecord(MeetingId),
    /// The turn does not follow.
    TurnDoesNotFollow(MeetingId, Sitting, Turn),
    /// The passage does not stand in the words once.
    Passage(ProvisionId, Misfit, String),
    /// The paragraph was agreed; only reconsideration, explanation, reservation or dissociation is left.
    AfterTheGavel(ProvisionId, EntryId),
    /// The paragraph is not agreed, so that there is nothing to open again.
    NotAgreed(ProvisionId),
    /// The paragraph is no longer before the group.
    Removed(ProvisionId, EntryId),
    /// The paragraph goes on in others.
    GoesOn {
        /// Which.
        id: ProvisionId,
        /// Whether it was split, or merged.
        split: bool,
        /// The entry.
        entry: EntryId,
        /// The paragraphs in which it goes on.
        into: Arc<[ProvisionId]>,
    },
    /// It names fewer than it needs.
    TooFew(&'static str),
    /// One thing is named twice.
    NamedTwice(Id),
    /// The passage does not consist of brackets; what is needed.
    NotBrackets(ProvisionId, String, &'static str),
    /// What is kept or dropped is not one of the alternatives, or not one by itself.
    NotAnAlternative(ProvisionId, String),
    /// What takes the place of the passage does not follow from what is kept.
    ResultNotStated(ProvisionId),
    /// What is kept does not stand in the words that take the place of the passage.
    ResultLacks(ProvisionId, String),
    /// The call or procedure did not end so that something was decided by it.
    NotDecidedBy(Id),
    /// It names nothing that it is on.
    OnNothing,
    /// The officer's term has ended already.
    TermOver(OfficerId, EntryId),
    /// The call, motion, text or procedure was decided.
    Decided(Id, EntryId),
    /// The words were changed after they were asked about: a call is on exact words.
    WordsChanged(Id, ProvisionId, EntryId),
    /// The time given has not run out.
    TooEarly(Id, Moment),
    /// Objections were made between the call and the gavel.
    ObjectionsMade(CallId, Vec<EntryId>),
    /// No objection was made between the call and the gavel.
    NoObjectionMade(CallId),
    /// Nobody broke silence, or somebody did.
    SilenceResult(SilenceId, bool),
    /// The party's confirmation is not awaited.
    NotAwaited(Id, ProvisionId),
    /// The offer is over.
    OfferIsOver(OfferId, EntryId),
    /// The offer stood until a moment that has passed.
    OfferExpired(OfferId, Moment),
    /// The offer is known by report, and was not made on this record.
    NotAnOfferMade(OfferId),
    /// Co-sponsorship is closed.
    SponsorshipClosed(Id, EntryId),
    /// The party sponsors it already, or does not.
    SponsorTwice(Id, bool),
    /// The paragraph it follows stands in another text.
    OtherText(ProvisionId, TextId),
    /// The amendment bears on another paragraph.
    OtherParagraph(AmendmentId, ProvisionId),
    /// Nothing in the entry is left to erase, or it is not erased.
    NotErased(EntryId),
    /// The entry was struck or withdrawn before.
    Over(EntryId, EntryId),
    /// The words to correct do not stand in the entry once.
    WordsNotInEntry(EntryId, Misfit),
    /// The motion on which it rests was not carried.
    NotCarried(MotionId),
    /// A date lies before the one it must follow.
    EndsBeforeItBegins,
    /// A party stands in two lists of one vote.
    VotedTwice(PartyId),
    /// Numbers and names of one vote differ.
    VoteMiscounted,
    /// The vote is said to be carried, and its numbers do not carry it.
    VoteContradicts,
    /// The consultation was closed.
    ConsultationOver(ConsultationId, EntryId),
    /// The consultation is open from a moment that follows.
    ConsultationNotOpen(ConsultationId, Moment),
    /// The consultation is open: nothing is late.
    NotLate(ConsultationId),
    /// Files of responses name another statement of the consultation so.
    CodeTaken(Text, EntryId),
    /// The statement is left out already, or is in.
    ModeratedTwice(StatementId, bool, EntryId),
    /// A batch of responses with these bytes is on the record.
    BatchTwice(EntryId),
    /// The limit on things of one kind is reached.
    TooMany(&'static str),
}

impl Refusal {
    /// What can be done, where there is something to say.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Refusal::NotOnRecord(id, thing) => format!("declare `{id}` as {thing} on a line above"),
            Refusal::WrongThing { needed, .. } => format!("name {needed}"),
            Refusal::IdentityTaken(id, _) => format!("choose another identity; `{id}` is never used again"),
            Refusal::NoSpeaker(needed) => format!("begin the line with the identity of {needed}"),
            Refusal::SpeakerNotForeseen(_) => "leave the speaker out; who took it down is the `recorder`".to_owned(),
            Refusal::ObserverMayNot(..) => "an observer may say so: `says \"…\"`".to_owned(),
            Refusal::Passage(_, Misfit::NotFound, _) => "quote the passage exactly as it stands in the paragraph now".to_owned(),
            Refusal::Passage(_, Misfit::Ambiguous, _) => "quote more of what surrounds the passage".to_owned(),
            Refusal::AfterTheGavel(..) => "`enters-reservation`, `explains-position`, `dissociates`, or `reopens` by a decision".to_owned(),
            Refusal::ObjectionsMade(..) => "gavel it `declared-over-objection` or `not-agreed`, or record that the objection was withdrawn".to_owned(),
            Refusal::NoObjectionMade(_) => "gavel it `no-objection` or `not-agreed`".to_owned(),
            Refusal::MeetingIs(..) | Refusal::TurnDoesNotFollow(..) => "record the turn of the meeting (`opens`, `suspends`, `resumes`, `closes`) first".to_owned(),
            Refusal::OffTheRecord(_) => "what is said off the record is not recorded; `record … on-record` first".to_owned(),
            Refusal::NotAdmitted(_) => "take the earlier entry down again so that it is admitted, and refer to that one".to_owned(),
            Refusal::InPersonalCapacity(_) => "leave `as personal` out, or take it down as `says`".to_owned(),
            Refusal::NoMeeting => "indent the line below its meeting, or name the meeting as `source`".to_owned(),
            Refusal::WordsChanged(..) => "put the call again (`calls`, `silence`) on the words as they stand".to_owned(),
            Refusal::TooEarly(..) => "record the end when the time has run out, or end it `withdrawn`".to_owned(),
            Refusal::GoesOn { into, .. } => format!("name {} instead", successors(into, " or ")),
            Refusal::TooFew(what) => format!("name at least two {what}"),
            Refusal::NamedTwice(_) => "name each thing once; another, where two are meant".to_owned(),
            Refusal::NotBrackets(..) => "quote the brackets as they stand and nothing round them, such as `\"[shall][should]\"`".to_owned(),
            Refusal::NotAnAlternative(..) => "name what stands in one of the brackets, without them, or a paragraph that is one of the options; each once".to_owned(),
            Refusal::ResultNotStated(_) => "say what takes the place of the passage: `as \"…\"`".to_owned(),
            Refusal::ResultLacks(..) => "keep the words in `as`, or take the change down as `revises`".to_owned(),
            Refusal::NotDecidedBy(_) => "leave `by` out, or name the call, silence procedure, motion or entry by which it was decided".to_owned(),
            Refusal::OnNothing => "name at least one thing behind `on`, `from`, `to`, `drops`, `accepts` or `present`".to_owned(),
            Refusal::ConsultationOver(..) => "say that responses came after the closing: `, late`; a statement that came then is noted with `notes`".to_owned(),
            Refusal::ConsultationNotOpen(..) => "state when it was received or said, or from when the consultation is open".to_owned(),
            Refusal::NotLate(_) => "leave `late` out, or record the closing first: `closes-consultation`".to_owned(),
            Refusal::CodeTaken(..) => "give it the name that the files use for it: `, code \"…\"`".to_owned(),
            Refusal::BatchTwice(_) => "record each file once; a corrected file has another hash".to_owned(),
            _ => return None,
        })
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotOnRecord(id, Thing::Any) => write!(f, "`{id}` is not on the record"),
            Refusal::NotOnRecord(id, thing) => {
                write!(f, "`{id}` is not on the record; {thing} is needed")
            }
            Refusal::WrongThing { id, is, needed } => write!(f, "`{id}` is {is}, not {needed}"),
            Refusal::IdentityTaken(id, entry) => write!(f, "`{id}` was declared in {entry}"),
            Refusal::GroupTwice(entry) => {
                write!(f, "the group was named in {entry}; a record is of one group")
            }
            Refusal::NoSuchEntry(entry) => write!(f, "{entry} does not stand above"),
            Refusal::NotAdmitted(entry) => {
                write!(f, "{entry} was not admitted, and nothing can rest on it")
            }
            Refusal::NotAStatement(entry, what) => write!(f, "{entry} is not {what}"),
            Refusal::NoSpeaker(needed) => {
                write!(f, "nobody is named who speaks; {needed} is needed")
            }
            Refusal::SpeakerNotForeseen(id) => {
                write!(f, "`{id}` speaks, and this is recorded in the secretariat's own name")
            }
            Refusal::MayNot { who, is, needed } => write!(f, "`{who}` is {is}; {needed} is needed"),
            Refusal::ObserverMayNot(id, act) => {
                write!(f, "`{id}` is an observer, and an observer may not {act}")
            }
            Refusal::InPersonalCapacity(id) => {
                write!(f, "`{id}` speaks in a personal capacity, and not for the party")
            }
            Refusal::HasLeft(id) => write!(f, "`{id}` no longer takes part"),
            Refusal::NotTheHolder { who, holder } => {
                write!(f, "only `{holder}` can do this, and `{who}` speaks")
            }
            Refusal::NotInCoalition(id, coalition) => {
                write!(f, "`{id}` is not a member of `{coalition}`")
            }
            Refusal::InCoalitionAlready(id, coalition) => {
                write!(f, "`{id}` is a member of `{coalition}`")
            }
            Refusal::NotOfCoalition(entry) => write!(
                f,
                "{entry} is not a statement of a coalition of which the party is a member"
            ),
            Refusal::MeetingIs(id, sitting) => {
                write!(f, "the meeting `{id}` is {}", sitting_word(*sitting))
            }
            Refusal::NoMeeting => f.write_str("it names no meeting with which it could end"),
            Refusal::OffTheRecord(id) => write!(f, "the meeting `{id}` is off the record"),
            Refusal::TurnDoesNotFollow(id, sitting, turn) => {
                write!(
                    f,
                    "`{}` does not follow: the meeting `{id}` is {}",
                    turn.word(),
                    sitting_word(*sitting)
                )
            }
            Refusal::Passage(id, Misfit::NotFound, passage) => {
                write!(f, "the words “{passage}” do not stand in `{id}`")
            }
            Refusal::Passage(id, Misfit::Ambiguous, passage) => {
                write!(f, "the words “{passage}” stand more than once in `{id}`")
            }
            Refusal::AfterTheGavel(id, entry) => write!(f, "`{id}` was agreed in {entry}"),
            Refusal::NotAgreed(id) => write!(f, "`{id}` is not agreed"),
            Refusal::Removed(id, entry) => write!(f, "`{id}` left the text in {entry}"),
            Refusal::GoesOn { id, split, entry, into } => {
                let word = if *split { "split" } else { "merged" };
                write!(f, "`{id}` was {word} into {} in {entry}", successors(into, " and "))
            }
            Refusal::TooFew(what) => write!(f, "too few {what} are named"),
            Refusal::NamedTwice(id) => write!(f, "`{id}` is named twice"),
            Refusal::NotBrackets(id, passage, needed) => {
                write!(f, "the words “{passage}” in `{id}` are not {needed}")
            }
            Refusal::NotAnAlternative(id, what) => {
                write!(f, "“{what}” is not one of the alternatives in `{id}`")
            }
            Refusal::ResultNotStated(id) => {
                write!(f, "what takes the place of the passage in `{id}` is not stated")
            }
            Refusal::ResultLacks(id, words) => write!(
                f,
                "the words kept, “{words}”, do not stand in what takes the place of the passage in `{id}`"
            ),
            Refusal::NotDecidedBy(id) => write!(f, "nothing was decided by `{id}`"),
            Refusal::OnNothing => f.write_str("the entry names nothing that it is on"),
            Refusal::TermOver(id, entry) => write!(f, "the term of `{id}` ended in {entry}"),
            Refusal::Decided(id, entry) => write!(f, "`{id}` was decided in {entry}"),
            Refusal::WordsChanged(id, provision, entry) => {
                write!(f, "`{id}` asked about other words: `{provision}` was changed in {entry}")
            }
            Refusal::TooEarly(id, until) => write!(f, "`{id}` runs until {until}"),
            Refusal::ObjectionsMade(id, entries) => {
                write!(f, "objections were made after the call `{id}` and stand: ")?;
                for (index, entry) in entries.iter().enumerate() {
                    write!(f, "{}{entry}", if index == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            Refusal::NoObjectionMade(id) => {
                write!(f, "no objection was recorded between the call `{id}` and the gavel")
            }
            Refusal::SilenceResult(id, true) => write!(f, "silence was broken in `{id}`"),
            Refusal::SilenceResult(id, false) => write!(f, "nobody broke silence in `{id}`"),
            Refusal::NotAwaited(id, provision) => {
                write!(f, "the confirmation of `{id}` is not awaited on `{provision}`")
            }
            Refusal::OfferIsOver(id, entry) => write!(f, "the offer `{id}` ended in {entry}"),
            Refusal::OfferExpired(id, until) => write!(f, "the offer `{id}` stood until {until}"),
            Refusal::NotAnOfferMade(id) => {
                write!(f, "the offer `{id}` is known by report, not made on this record")
            }
            Refusal::SponsorshipClosed(id, entry) => {
                write!(f, "co-sponsorship of `{id}` is closed by {entry}")
            }
            Refusal::SponsorTwice(id, true) => write!(f, "`{id}` is a sponsor already"),
            Refusal::SponsorTwice(id, false) => write!(f, "`{id}` is not a sponsor"),
            Refusal::OtherText(provision, text) => {
                write!(f, "`{provision}` does not stand in `{text}`")
            }
            Refusal::OtherParagraph(amendment, provision) => {
                write!(f, "`{amendment}` does not bear on `{provision}`")
            }
            Refusal::NotErased(entry) => {
                write!(f, "the body of {entry} is on the record, and was not erased")
            }
            Refusal::Over(entry, by) => write!(f, "{entry} was withdrawn or struck in {by}"),
            Refusal::WordsNotInEntry(entry, Misfit::NotFound) => {
                write!(f, "the words to correct do not stand in {entry}")
            }
            Refusal::WordsNotInEntry(entry, Misfit::Ambiguous) => {
                write!(f, "the words to correct stand more than once in {entry}")
            }
            Refusal::NotCarried(id) => write!(f, "the motion `{id}` was not carried"),
            Refusal::EndsBeforeItBegins => f.write_str("it ends before it begins"),
            Refusal::VotedTwice(id) => write!(f, "`{id}` stands in two lists of the vote"),
            Refusal::VoteMiscounted => {
                f.write_str("the numbers of the vote are smaller than its lists of names")
            }
            Refusal::VoteContradicts => {
                f.write_str("a vote is carried by more votes in favour than against")
            }
            Refusal::ConsultationOver(id, entry) => {
                write!(f, "the consultation `{id}` was closed in {entry}")
            }
            Refusal::ConsultationNotOpen(id, from) => {
                write!(f, "the consultation `{id}` is open from {from}")
            }
            Refusal::NotLate(id) => {
                write!(f, "the consultation `{id}` is open, so that nothing is late")
            }
            Refusal::CodeTaken(code, entry) => {
                write!(f, "files of responses name the statement received in {entry} “{code}”")
            }
            Refusal::ModeratedTwice(id, true, entry) => {
                write!(f, "`{id}` is in the consultation since {entry}")
            }
            Refusal::ModeratedTwice(id, false, entry) => {
                write!(f, "`{id}` was left out in {entry}")
            }
            Refusal::BatchTwice(entry) => {
                write!(f, "the responses of this file were received in {entry}")
            }
            Refusal::TooMany(what) => write!(f, "there are too many {what}"),
        }
    }
}

/// The paragraphs in which another goes on; of many, the first.
fn successors(into: &[ProvisionId], last: &str) -> String {
    let shown: Vec<String> = into.iter().take(SHOWN_MAX).map(|id| format!("`{id}`")).collect();
    if into.len() > SHOWN_MAX {
        return format!("{} and {} more", shown.join(", "), into.len() - SHOWN_MAX);
    }
    match shown.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(", ")),
    }
}

fn sitting_word(sitting: Sitting) -> &'static str {
    match sitting {
        Sitting::Convened => "convened and not recorded as open",
        Sitting::Open => "open",
        Sitting::Suspended => "suspended",
        Sitting::Closed => "closed",
    }
}

/// The standing in the words of a refusal.
pub(crate) fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Member => "a member",
        Standing::Observer => "an observer",
        Standing::Left => "a party that left",
    }
}
