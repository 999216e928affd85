//! Identities: codes such as `ARD` or `P4`, immutable and never reused.
//!
//! All things named on a record share one name space, so that a reference needs no kind and a wrong one can be told by
//! name ("`P4` is a provision, not a party"). Names, labels and titles change by events; identities do not.

use std::fmt;
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The identity, or `None` where the word does not have the form of one.
    pub fn new(word: &str) -> Option<Self> {
        Self::is_identity(word).then(|| Self(Arc::from(word)))
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
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Declares newtypes of [`Id`], one for each kind of thing, so that a party cannot be taken for a provision.
macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident $shape:literal)*) => {
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
            }
        )*
    };
}

identities! {
    /// The working group.
    GroupId "GROUP"
    /// A mandate.
    MandateId "MANDATE"
    /// An issue of substance or procedure.
    IssueId "ISSUE"
    /// A constituency of the group's own list.
    ConstituencyId "CONSTITUENCY"
    /// A party: a member or an observer.
    PartyId "PARTY"
    /// A person who speaks for a party.
    RepresentativeId "REPRESENTATIVE"
    /// A holder of an office.
    OfficerId "OFFICER"
    /// A coalition.
    CoalitionId "COALITION"
    /// A series of meetings.
    SessionId "SESSION"
    /// A meeting.
    MeetingId "MEETING"
    /// An item of an agenda.
    AgendaItemId "AGENDA-ITEM"
    /// A point of order.
    PointOfOrderId "POINT-OF-ORDER"
    /// A motion.
    MotionId "MOTION"
    /// A ruling of the Chair.
    RulingId "RULING"
    /// An appeal against a ruling.
    AppealId "APPEAL"
    /// A contact group.
    ContactGroupId "CONTACT-GROUP"
    /// A document.
    DocumentId "DOCUMENT"
    /// A deadline of the programme of work.
    DeadlineId "DEADLINE"
    /// Earlier agreed wording.
    AgreedLanguageId "AGREED-LANGUAGE"
    /// A text under negotiation.
    TextId "TEXT"
    /// A paragraph under negotiation, apart from its label.
    ProvisionId "PROVISION"
    /// An amendment or sub-amendment.
    AmendmentId "AMENDMENT"
    /// A conditional offer.
    OfferId "OFFER"
    /// A package put forward.
    PackageId "PACKAGE"
    /// A call for agreement.
    CallId "CALL"
    /// A silence procedure.
    SilenceId "SILENCE"
}

impl crate::minutes::Field for Id {
    const SHAPE: &'static str = "ID";
    fn write(&self, out: &mut String) {
        out.push_str(self.as_str());
    }
    fn read(cursor: &mut crate::minutes::Cursor<'_>) -> Result<Self, crate::minutes::Problem> {
        cursor.identity("ID")
    }
}

#[cfg(test)]
mod tests {
    use super::Id;

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
