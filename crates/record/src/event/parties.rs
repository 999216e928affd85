//! Who takes part: parties, representatives, officers, coalitions.

use crate::EntryId;
use crate::id::{
    CoalitionId, ConstituencyId, ContactGroupId, Id, MeetingId, OfficerId, PartyId, ProvisionId,
    RepresentativeId,
};
use crate::minutes::{Cursor, Field, Name, Problem, choice, kinds};
use crate::moment::Moment;
use crate::words::{Quote, Text};

/// A constituency: an attribute of a party, never a voter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constituency {
    /// Governments.
    Government,
    /// Business and the private sector.
    Business,
    /// Civil society.
    CivilSociety,
    /// The technical community.
    Technical,
    /// The academic community.
    Academic,
    /// Intergovernmental and international organisations.
    Intergovernmental,
    /// One of the group's own list.
    Own(ConstituencyId),
}

impl Constituency {
    /// The six that need no declaration, with their words.
    pub const NAMED: &'static [(&'static str, Constituency)] = &[
        ("government", Constituency::Government),
        ("business", Constituency::Business),
        ("civil-society", Constituency::CivilSociety),
        ("technical", Constituency::Technical),
        ("academic", Constituency::Academic),
        ("intergovernmental", Constituency::Intergovernmental),
    ];

    /// The word or identity written in minutes.
    pub fn word(&self) -> &str {
        match self {
            Constituency::Own(id) => id.as_str(),
            named => Self::NAMED.iter().find(|(_, c)| c == named).map_or("", |(word, _)| word),
        }
    }
}

impl Field for Constituency {
    const SHAPE: &'static str = "CONSTITUENCY";
    fn write(&self, out: &mut String) {
        out.push_str(self.word());
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let named =
            |word: &str| Self::NAMED.iter().find(|(w, _)| *w == word).map(|(_, c)| c.clone());
        cursor
            .word_as("a constituency", |w| named(w).or_else(|| ConstituencyId::new(w).map(Constituency::Own)))
            .map_err(|p| p.help("one of `government`, `business`, `civil-society`, `technical`, `academic`, `intergovernmental`, or the identity of one declared with `constituency`"))
    }
    fn names(&self, found: &mut dyn FnMut(Name<'_>)) {
        if let Constituency::Own(id) = self {
            id.names(found);
        }
    }
}

choice! {
    /// What a party may do.
    Standing "standing" {
        /// A member: may object.
        Member = "member",
        /// An observer: may speak and hold positions, and cannot object.
        Observer = "observer",
        /// No longer takes part.
        Left = "left",
    }
}

choice! {
    /// An office.
    Office "office" {
        /// Chair.
        Chair = "chair",
        /// Vice-Chair.
        ViceChair = "vice-chair",
        /// Rapporteur.
        Rapporteur = "rapporteur",
        /// Facilitator of a contact group.
        Facilitator = "facilitator",
        /// Secretary.
        Secretary = "secretary",
    }
}

kinds! {
    /// A constituency of the group's own list.
    ConstituencyNamed ["constituency"] Secretariat {
        /// Its identity.
        id: ConstituencyId = "",
        /// Its name.
        name: Text = "",
    }

    /// A party takes part.
    PartyAdmitted ["party"] Secretariat {
        /// Its identity.
        id: PartyId = "",
        /// Its name.
        name: Text = "",
        /// Its constituency.
        constituency: Constituency = "",
        /// Member or observer.
        standing: Standing = "",
        /// Since when.
        from: Option<Moment> = "from",
        /// Other names that drafts use.
        aliases: Vec<Text> = "alias",
    }

    /// A thing on the record goes by another name or title from here on; its identity stays.
    Renamed ["renames"] Secretariat {
        /// What.
        what: Id = "",
        /// The name from here on.
        name: Text = "",
    }

    /// A party's standing changes.
    StandingChanged ["standing"] Secretariat {
        /// Whose.
        party: PartyId = "",
        /// From here on.
        standing: Standing = "",
        /// Since when.
        on: Option<Moment> = "on",
    }

    /// A person speaks for a party; a party's representatives are its delegation.
    RepresentativeNamed ["representative"] Secretariat {
        /// Identity of the person.
        id: RepresentativeId = "",
        /// Name.
        name: Text = "",
        /// The party.
        of: PartyId = "of",
        /// Heads the delegation.
        head: bool = "head",
    }

    /// A person holds an office.
    OfficerElected ["officer"] Secretariat {
        /// Identity of the holder.
        id: OfficerId = "",
        /// Name.
        name: Text = "",
        /// The office.
        office: Office = "",
        /// The party the holder comes from.
        of: Option<PartyId> = "of",
        /// Start of the term.
        from: Option<Moment> = "from",
        /// End of the term, if fixed.
        until: Option<Moment> = "until",
        /// The contact group that a facilitator leads.
        group: Option<ContactGroupId> = "group",
    }

    /// An officer acts for another.
    OfficerActing ["acts"] Officer {
        /// For whom.
        officer: OfficerId = "for",
        /// In which meeting; absent: until the term ends.
        meeting: Option<MeetingId> = "meeting",
    }

    /// An officer's term ends.
    TermEnded ["term-ends"] Secretariat {
        /// Whose.
        officer: OfficerId = "",
        /// When.
        on: Option<Moment> = "on",
    }

    /// Parties speak together.
    CoalitionFormed ["coalition"] Secretariat {
        /// Its identity.
        id: CoalitionId = "",
        /// Its name.
        name: Text = "",
        /// Members at the start.
        members: Vec<PartyId> = "members",
        /// Other names that drafts use.
        aliases: Vec<Text> = "alias",
    }

    /// A party joins a coalition.
    CoalitionJoined ["joins"] Party {
        /// Which.
        coalition: CoalitionId = "",
    }

    /// A party leaves a coalition.
    CoalitionLeft ["leaves"] Party {
        /// Which.
        coalition: CoalitionId = "",
    }

    /// A party aligns itself with a statement.
    StatementAligned ["aligns"] Party {
        /// The statement.
        with: EntryId = "with",
        /// Paragraphs that it does not align on.
        except: Vec<ProvisionId> = "except",
    }

    /// A member of a coalition declines to align with its statement. Not dissociation from consensus.
    AlignmentDeclined ["declines-to-align"] Party {
        /// The statement.
        with: EntryId = "with",
        /// In words.
        words: Option<Quote> = "words",
    }
}
