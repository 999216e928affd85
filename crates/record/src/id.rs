//! Identities: codes such as `ARD` or `P4`, immutable and never reused.
//!
//! All things named on a record share one name space, so that a reference needs no kind and a wrong one can be told by
//! name ("`P4` is a provision, not a party"). Names, labels and titles change by events; identities do not.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Longest identity, in bytes.
pub const IDENTITY_BYTES_MAX: usize = 80;

/// Number of an entry of the record, counted from 1 without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no. {}", self.0)
    }
}

/// An identity: a capital letter or a digit, then letters, digits and `- _ . /`; ASCII, so that it reads aloud in any
/// language. Names in any script stand beside it.
///
/// Ordered as text. The first bytes stand beside the text, so that most comparisons need not look it up: a group is looked
/// through by identities many times for each entry.
#[derive(Clone, PartialEq, Eq)]
pub struct Id {
    /// The first eight bytes, the first the highest; zeros where it is shorter (no identity has a zero byte).
    head: u64,
    text: Arc<str>,
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.head.cmp(&other.head).then_with(|| self.text.cmp(&other.text))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.text).finish()
    }
}

impl Id {
    /// The identity, or `None` where the word does not have the form of one.
    pub fn new(word: &str) -> Option<Self> {
        if !Self::is_identity(word) {
            return None;
        }
        let mut head = [0; 8];
        for (byte, place) in word.bytes().zip(&mut head) {
            *place = byte;
        }
        Some(Self { head: u64::from_be_bytes(head), text: Arc::from(word) })
    }

    /// Whether the word has the form of an identity.
    pub fn is_identity(word: &str) -> bool {
        let mut bytes = word.bytes();
        let first = bytes.next().is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        first
            && word.len() <= IDENTITY_BYTES_MAX
            && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/'))
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// Declares newtypes of [`Id`], one for each kind of thing, so that a party cannot be taken for a provision.
macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident $thing:ident $shape:literal)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub Id);

            impl $name {
                /// The identity, or `None` where the word does not have the form of one.
                pub fn new(word: &str) -> Option<Self> {
                    Id::new(word).map(Self)
                }
                /// The code as written.
                pub fn as_str(&self) -> &str {
                    self.0.as_str()
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    fmt::Display::fmt(&self.0, f)
                }
            }

            impl From<$name> for Id {
                fn from(id: $name) -> Id {
                    id.0
                }
            }

            impl crate::minutes::Field for $name {
                const SHAPE: &'static str = $shape;
                fn write(&self, out: &mut String) {
                    out.push_str(self.as_str());
                }
                fn read(cursor: &mut crate::minutes::Cursor<'_>) -> Result<Self, crate::minutes::Problem> {
                    cursor.identity($shape).map(Self)
                }
                fn names(&self, found: &mut dyn FnMut(crate::minutes::Name<'_>)) {
                    found(crate::minutes::Name::Thing(&self.0, crate::thing::Thing::$thing));
                }
            }
        )*
    };
}

identities! {
    /// The working group.
    GroupId Group "GROUP"
    /// A mandate.
    MandateId Mandate "MANDATE"
    /// An issue of substance or procedure.
    IssueId Issue "ISSUE"
    /// A constituency of the group's own list.
    ConstituencyId Constituency "CONSTITUENCY"
    /// A party: a member or an observer.
    PartyId Party "PARTY"
    /// A person who speaks for a party.
    RepresentativeId Representative "REPRESENTATIVE"
    /// A holder of an office.
    OfficerId Officer "OFFICER"
    /// A coalition.
    CoalitionId Coalition "COALITION"
    /// A series of meetings.
    SessionId Session "SESSION"
    /// A meeting.
    MeetingId Meeting "MEETING"
    /// An item of an agenda.
    AgendaItemId AgendaItem "AGENDA-ITEM"
    /// A point of order.
    PointOfOrderId PointOfOrder "POINT-OF-ORDER"
    /// A motion.
    MotionId Motion "MOTION"
    /// A ruling of the Chair.
    RulingId Ruling "RULING"
    /// An appeal against a ruling.
    AppealId Appeal "APPEAL"
    /// A contact group.
    ContactGroupId ContactGroup "CONTACT-GROUP"
    /// A document.
    DocumentId Document "DOCUMENT"
    /// A deadline of the programme of work.
    DeadlineId Deadline "DEADLINE"
    /// Earlier agreed wording.
    AgreedLanguageId AgreedLanguage "AGREED-LANGUAGE"
    /// A text under negotiation.
    TextId Text "TEXT"
    /// A paragraph under negotiation, apart from its label.
    ProvisionId Provision "PROVISION"
    /// An amendment or sub-amendment.
    AmendmentId Amendment "AMENDMENT"
    /// A conditional offer.
    OfferId Offer "OFFER"
    /// A package put forward.
    PackageId Package "PACKAGE"
    /// A call for agreement.
    CallId Call "CALL"
    /// A silence procedure.
    SilenceId Silence "SILENCE"
    /// A consultation.
    ConsultationId Consultation "CONSULTATION"
    /// A statement of a consultation.
    StatementId Statement "STATEMENT"
}

impl crate::minutes::Field for Id {
    const SHAPE: &'static str = "ID";
    fn write(&self, out: &mut String) {
        out.push_str(self.as_str());
    }
    fn read(cursor: &mut crate::minutes::Cursor<'_>) -> Result<Self, crate::minutes::Problem> {
        cursor.identity("ID")
    }
    fn names(&self, found: &mut dyn FnMut(crate::minutes::Name<'_>)) {
        found(crate::minutes::Name::Thing(self, crate::thing::Thing::Any));
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

    #[test]
    fn identities_are_ordered_as_their_text() {
        let words =
            ["A", "A-", "A.1", "A1", "ABCDEFGH", "ABCDEFGH1", "ABCDEFGH2", "ABCDEFGI", "Ab"];
        for (a, b) in words.iter().flat_map(|a| words.iter().map(move |b| (*a, *b))) {
            assert_eq!(Id::new(a).cmp(&Id::new(b)), a.cmp(b), "{a} {b}");
        }
    }

    #[test]
    fn an_identity_begins_with_a_capital_or_a_digit() {
        for good in ["ARD", "4bis", "P4", "CG1/P4", "WG-EC.3"] {
            assert!(Id::new(good).is_some(), "{good}");
        }
        for bad in ["", "ard", "-A", "A B", "Ä", "A,", &"A".repeat(81)] {
            assert!(Id::new(bad).is_none(), "{bad}");
        }
    }
}
