//! Papers: documents with symbols, revisions and language versions, sponsors, deadlines, earlier agreed language.

use crate::id::{AgreedLanguageId, DeadlineId, DocumentId, Id, ProvisionId};
use crate::minutes::{choice, kinds};
use crate::moment::Moment;
use crate::words::{Hash, Language, Quote, Text, Words};

choice! {
    /// What a document is.
    DocumentKind "kind of document" {
        /// A contribution.
        Contribution = "contribution",
        /// A proposal.
        Proposal = "proposal",
        /// A statement.
        Statement = "statement",
        /// A mail.
        Mail = "mail",
        /// A conference room paper.
        ConferenceRoomPaper = "conference-room-paper",
        /// A text on the Chair's responsibility.
        ChairsText = "chairs-text",
        /// A compilation of what others submitted.
        Compilation = "compilation",
        /// An earlier agreed text.
        EarlierAgreedText = "earlier-agreed-text",
        /// A report of a group or of its Chair.
        Report = "report",
        /// A letter of transmittal.
        LetterOfTransmittal = "letter-of-transmittal",
        /// A published account: a page, an article, notes of a meeting.
        Account = "account",
    }
}

choice! {
    /// Whose translation a language version is.
    VersionStatus "status of a language version" {
        /// Official.
        Official = "official",
        /// A courtesy translation.
        Courtesy = "courtesy",
        /// A machine translation.
        Machine = "machine",
        /// Expected and not yet issued.
        Pending = "pending",
    }
}

choice! {
    /// Whether co-sponsors may still be added.
    SponsorshipState "state of co-sponsorship" {
        /// Open.
        Opened = "opened",
        /// Closed.
        Closed = "closed",
    }
}

choice! {
    /// What became of a contribution.
    Disposition "disposition" {
        /// Reflected in the text.
        Reflected = "reflected",
        /// Not reflected, with the reason.
        NotReflected = "not-reflected",
        /// Outside the mandate.
        OutOfMandate = "out-of-mandate",
    }
}

kinds! {
    /// A document enters the record.
    DocumentRegistered ["document"] Secretariat {
        /// Its identity.
        id: DocumentId = "",
        /// What it is.
        kind: DocumentKind = "",
        /// Title.
        title: Text = "",
        /// Symbol, `E/CN.16/2018/CRP.3`.
        symbol: Option<Text> = "symbol",
        /// Parties, coalitions or officers who submitted it. Several are co-sponsors, not a coalition.
        by: Vec<Id> = "by",
        /// Author, where not a party on the record.
        author: Option<Text> = "author",
        /// Date.
        on: Option<Moment> = "on",
        /// Language.
        language: Option<Language> = "language",
        /// SHA-256 of the file.
        hash: Option<Hash> = "hash",
        /// Address where it was seen.
        address: Option<Text> = "address",
    }

    /// A revision of a document: Rev.1, Add.1, Corr.1.
    DocumentRevised ["revision"] Secretariat {
        /// Of which document.
        document: DocumentId = "of",
        /// Which revision.
        revision: Text = "",
        /// Date.
        on: Option<Moment> = "on",
        /// SHA-256 of the file.
        hash: Option<Hash> = "hash",
    }

    /// A document or text in another language.
    LanguageVersionIssued ["language-version"] Secretariat {
        /// Of what.
        of: Id = "of",
        /// Which language.
        language: Language = "",
        /// Official, courtesy, machine, pending.
        status: VersionStatus = "",
        /// SHA-256 of the file.
        hash: Option<Hash> = "hash",
    }

    /// Co-sponsorship of a document or provision opens or closes.
    SponsorshipTurned ["sponsorship"] Secretariat {
        /// Of what.
        of: Id = "of",
        /// Opened or closed.
        state: SponsorshipState = "",
        /// Until when it is open.
        until: Option<Moment> = "until",
    }

    /// A party joins the sponsors.
    SponsorAdded ["sponsors"] Party {
        /// Of what.
        of: Id = "",
    }

    /// A party is no longer a sponsor.
    SponsorWithdrew ["withdraws-sponsorship"] Party {
        /// Of what.
        of: Id = "of",
    }

    /// A deadline of the programme of work.
    DeadlineSet ["deadline"] Secretariat {
        /// Its identity.
        id: DeadlineId = "",
        /// For what.
        title: Text = "",
        /// When.
        by: Moment = "by",
    }

    /// What became of a contribution.
    ContributionDisposed ["disposition"] Secretariat {
        /// Which document.
        document: DocumentId = "of",
        /// What became of it.
        disposition: Disposition = "",
        /// Where it is reflected.
        within: Vec<ProvisionId> = "in",
        /// Why.
        reason: Option<Quote> = "reason",
    }

    /// Wording agreed earlier, elsewhere.
    AgreedLanguageEntered ["agreed-language"] Secretariat {
        /// Its identity.
        id: AgreedLanguageId = "",
        /// The document that holds it.
        document: DocumentId = "of",
        /// Where in it: `paragraph 61`.
        place: Text = "",
        /// The words.
        words: Words = "",
        /// The words are a summary, not verbatim.
        summary: bool = "summary",
        /// The words are a part of the passage only.
        partial: bool = "partial",
        /// What they bear on.
        on: Vec<Id> = "on",
    }
}
