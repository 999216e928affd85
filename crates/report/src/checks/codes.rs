//! The codes of the report's diagnostics, with their long texts. Codes are never reused.

use record::diagnostic::Code;
use record::minutes::CodeText;

/// Declares codes with title and text once.
macro_rules! codes {
    ($($name:ident $code:literal $title:literal $text:literal)*) => {
        $(
            #[doc = $title]
            pub(crate) const $name: Code = Code($code);
        )*

        /// Every code of the report's checks.
        pub const CODES: &[CodeText] = &[$(CodeText { code: Code($code), title: $title, text: $text }),*];
    };
}

codes! {
    OVERCLAIM "R0101" "told as agreed or settled, and the record does not say so"
        "A paragraph is agreed only by an act on exactly its words: a call gavelled, a silence procedure that nobody broke, a contact group's report. Support on all sides is not agreement, and silence is no position.\n\nWrong:\n\n    [agreed](claim:agreed/P4)\n\nRight, where no call was put:\n\n    [not agreed](claim:not-agreed/P4)"
    WRONG_LEVEL "R0102" "told at a higher level than the record has"
        "The levels rise: agreed in the contact group (no status in plenary), provisionally agreed, agreed ad referendum, adopted. `agreed` without a level means adopted. The words of the claim may not name a higher one than the record."
    UNDERCLAIM "R0103" "told as less than the record has"
        "Saying less is untrue as well: a paragraph that was adopted is not `provisionally agreed`, and three members who object are not `one member`. One objection does not erase forty acceptances."
    BRACKET_REMAINS "R0104" "provision reported as agreed, but a bracket remains"
        "Brackets mean that words are not agreed. Report the paragraph as bracketed, or have the Chair put it to the meeting and record the call."
    STALE_WORDING "R0105" "told of words that are no longer those of the paragraph"
        "Agreement, positions and quotations are bound to exact words. When the words change in more than editing, what was agreed or held before was on an earlier wording, and can only be told as that."
    NOTHING_THERE "R0106" "a claim names what is not on the record, or what nobody holds"
        "Each claim needs evidence. The place shows the argument that leads to none."
    ASCRIBED_AS_OWN "R0107" "what others say of a party is told as its own word"
        "What A says that B holds is A's statement. Tell it with `claim:ascribed/no.N` and name A in the words; B can confirm or answer.\n\nWrong:\n\n    [Sudland objected](claim:objects/P4)\n\nRight:\n\n    [Norland stated that Sudland objected](claim:ascribed/no.71)"
    TAKEN_DOWN_AS_OWN "R0108" "what was taken down or reported is told as declared"
        "What the secretariat took down is not the holder's own word until the holder confirms it; what another reports is the other's word. Say so in the claim and in its words:\n\n    [Norland, as taken down, supported](claim:supports/P4?as=taken-down)"
    UNRELEASED_OFFER "R0109" "an offer is told that its maker did not release"
        "Offers are made without prejudice. Outside the group an offer is told only if its maker releases it, and with the name only if the release includes the name. Unreleased offers are counted."
    WORDS_OUTSIDE "R0110" "words of agreement or quantity outside a claim"
        "`agreed`, `consensus`, `adopted`, `most members` and the like say something that the record can confirm or not. Put them into a claim. Words such as `objected` or `supported` may stand outside one if a claim of that kind is in the same sentence, and is not denied there."
    UNCOVERED "R0111" "a recorded position that the narrative does not tell"
        "True sentences can make a false report by what they leave out. Every position on an issue or paragraph that counts now must rest under some claim, by name or number. `rapporteur draft` writes a narrative that covers all."
    QUANTITY "R0112" "the word of quantity does not fit the number"
        "The published lexicon says when a word may stand for a number: `some` is at least two and not all, `most` is more than half of the members. Silence is never counted."
    GRAMMAR "R0113" "a claim that cannot be read"
        "A claim is `claim:PREDICATE/ARGUMENT`, with `?as=GRADE` where needed. The reference of the narrative lists the predicates."
    NOT_A_HOLDER "R0114" "somebody is named who does not hold this"
        "Every name in the words of a claim must be of somebody who holds what is claimed now. A position that was withdrawn, superseded or struck is held no longer."
    NOBODY_NAMED "R0115" "the claim says neither who nor how many"
        "Put names or a word of quantity into the words of the link."
    UNDISCLOSED "R0116" "a name or words are told that may only be counted"
        "The entry's level of disclosure does not let its holder be named, or its words be told. Give the number instead."
    DENIED "R0117" "the words deny what the claim says"
        "The words of the link must say what the claim says."
    OBJECTION_LEFT_OUT "R0118" "agreement is told without the objection that stands beside it"
        "Where the Chair declared agreement over an objection, or an objection was recorded and not withdrawn, both are told: use `claim:declared/…`, or claim the objection in the same paragraph of the narrative."
    QUALIFIER_LEFT_OUT "R0119" "agreement is told without its qualifier"
        "Agreement ad referendum with confirmations outstanding is told with `outstanding` or `awaiting confirmation` in the words of the claim."
    CONSTITUENCY_AS_ONE "R0120" "a constituency is told as if it were of one mind"
        "Constituencies are attributes, not voters: name or count the parties, or tell the split with `claim:split/…`."
    QUOTE_ALTERED "R0121" "quoted words do not stand in the entry"
        "What stands in quotation marks within a claim must stand in the entry word for word."
    WRONG_NAME "R0122" "somebody is named who did not say, table or do this"
        "The name in the words of the claim is not that of the speaker, sponsor or author on the record."
    NOT_VERIFIED "R0123" "a sentence without a claim is not verified"
        "Free narrative is allowed; the report marks it as not verified."
    WRONG_TITLE "R0124" "titled as a report, and the group adopted none"
        "Four documents are never confused: the report the group adopted; the report it adopted in part or with reservations; the Chair's summary; the factual note that nobody adopted. Only the first two are `Report of the Working Group`."
    WRONG_WORDS "R0125" "the words of the claim do not say what it claims"
        "Each predicate needs its words in the link, so that the reader of the printed report sees what was checked: see the table of predicates."
    LOOSE "R0127" "words within a claim that nothing checks"
        "Within the words of a claim, names, words of quantity, quotations, titles and the vocabulary of claims are checked or known. Other words are neither: they could say anything, so the report prints the sentence as not verified.\n\nWrong:\n\n    [Boreland, in bad faith, objected](claim:objects/P1)\n\nRight:\n\n    [Boreland objected](claim:objects/P1)"
    CAMPS_UNSUPPORTED "R0128" "camps are told that the positions do not support"
        "Camps are computed, and told only where the positions on the record support them: where a dimension foretells positions left out, the main direction is stronger than by chance, parties gather in separate places, and do so again when a twentieth of the positions is left out. `rapporteur camps` shows what was found and why.\n\nWrong, where none are supported:\n\n    [two camps](claim:camps/2)\n\nRight:\n\n    [no camps](claim:camps/0)"
    CAMPS_OTHERWISE "R0129" "camps are told otherwise than they are computed"
        "The number of camps, who is in which, and what sets them apart are those that are computed from the positions on the record now. Camps that halves of the matters give otherwise are told as `weak`."
    NOT_COMMON "R0130" "common ground is told that is not computed as such"
        "Common ground is a thing on which, by a lower bound, more than half of every camp's parties that take a side take the same one; on which most of the positions taken are on that side, in each camp and in all; and on which at least five parties took a side. A camp with less than a twentieth of the parties does not enter. Support by many is not yet that: with few positions the bound is low.\n\nRight:\n\n    [Paragraph 2 is common ground](claim:common-ground/P2)"
    TOO_LONG "R0126" "the narrative is longer than is read"
        "See the limits in the reference of the narrative. What lies beyond is not checked."
}
