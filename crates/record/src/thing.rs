//! Kinds of things that bear an identity.

use std::fmt;

/// What an identity stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// The group.
    Group,
    /// A mandate.
    Mandate,
    /// An issue.
    Issue,
    /// A constituency of the group's own list.
    Constituency,
    /// A party.
    Party,
    /// A representative.
    Representative,
    /// An officer.
    Officer,
    /// A coalition.
    Coalition,
    /// A session.
    Session,
    /// A meeting.
    Meeting,
    /// An agenda item.
    AgendaItem,
    /// A point of order.
    PointOfOrder,
    /// A motion.
    Motion,
    /// A ruling.
    Ruling,
    /// An appeal.
    Appeal,
    /// A contact group.
    ContactGroup,
    /// A document.
    Document,
    /// A deadline.
    Deadline,
    /// Earlier agreed language.
    AgreedLanguage,
    /// A text.
    Text,
    /// A provision.
    Provision,
    /// An amendment.
    Amendment,
    /// An offer.
    Offer,
    /// A package.
    Package,
    /// A call.
    Call,
    /// A silence procedure.
    Silence,
    /// A consultation.
    Consultation,
    /// A statement of a consultation.
    Statement,
    /// Any of them.
    Any,
}

impl Thing {
    /// The thing in words, with its article.
    pub fn words(self) -> &'static str {
        match self {
            Thing::Group => "the group",
            Thing::Mandate => "a mandate",
            Thing::Issue => "an issue",
            Thing::Constituency => "a constituency",
            Thing::Party => "a party",
            Thing::Representative => "a representative",
            Thing::Officer => "an officer",
            Thing::Coalition => "a coalition",
            Thing::Session => "a session",
            Thing::Meeting => "a meeting",
            Thing::AgendaItem => "an agenda item",
            Thing::PointOfOrder => "a point of order",
            Thing::Motion => "a motion",
            Thing::Ruling => "a ruling",
            Thing::Appeal => "an appeal",
            Thing::ContactGroup => "a contact group",
            Thing::Document => "a document",
            Thing::Deadline => "a deadline",
            Thing::AgreedLanguage => "earlier agreed language",
            Thing::Text => "a text",
            Thing::Provision => "a provision",
            Thing::Amendment => "an amendment",
            Thing::Offer => "an offer",
            Thing::Package => "a package",
            Thing::Call => "a call",
            Thing::Silence => "a silence procedure",
            Thing::Consultation => "a consultation",
            Thing::Statement => "a statement of a consultation",
            Thing::Any => "a thing on the record",
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}
