//! Consultations: opened, statements received and moderated, responses received in bulk, closed.
//!
//! What people outside the group are asked to respond to is a statement of its own: never a position of a party, and
//! never a provision. The responses themselves stand in files beside the record, in bulk; the record holds the hash of
//! the exact bytes of each.

use crate::event::group::IssueKind;
use crate::event::positions::Holder;
use crate::id::{ConsultationId, Id, StatementId};
use crate::minutes::{Cursor, Field, Problem, choice, kinds};
use crate::moment::Moment;
use crate::words::{Hash, Language, Quote, Text};

choice! {
    /// Whether participants are asked to respond to a statement.
    Moderation "moderation of a statement" {
        /// Left out.
        LeftOut = "leaves-out",
        /// Let in again.
        LetIn = "lets-in",
    }
}

/// Languages in which something is done: at least one, in the order written, parted by spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Languages(Vec<Language>);

impl Languages {
    /// The languages.
    pub fn all(&self) -> &[Language] {
        &self.0
    }
}

impl Field for Languages {
    const SHAPE: &'static str = "LANGUAGES";
    fn write(&self, out: &mut String) {
        for (index, language) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            language.write(out);
        }
    }
    fn read(cursor: &mut Cursor<'_>) -> Result<Self, Problem> {
        let mut all = vec![Language::read(cursor)?];
        while cursor.peek_word().is_some() {
            all.push(Language::read(cursor)?);
        }
        Ok(Self(all))
    }
}

kinds! {
    /// A consultation opens: people are asked to respond to statements.
    ConsultationOpened ["consultation"] Secretariat {
        /// Its identity.
        id: ConsultationId = "",
        /// Title.
        title: Text = "",
        /// What is asked, in the words in which it is asked.
        question: Quote = "asks",
        /// The issues, texts, paragraphs or documents it is about.
        on: Vec<Id> = "on",
        /// From when.
        from: Option<Moment> = "from",
        /// Until when.
        until: Option<Moment> = "until",
        /// Who holds it, where not the secretariat.
        by: Option<Holder> = "by",
        /// Who may answer, in words.
        open_to: Option<Text> = "open-to",
        /// In which languages.
        languages: Option<Languages> = "languages",
    }

    /// A statement to which participants respond enters a consultation, in its exact words.
    StatementReceived ["statement"] Secretariat {
        /// Its identity.
        id: StatementId = "",
        /// Of which consultation.
        consultation: ConsultationId = "in",
        /// On substance or on procedure.
        kind: IssueKind = "",
        /// The words.
        words: Quote = "",
        /// Who submitted it; absent: a participant.
        by: Option<Holder> = "by",
        /// Put in by those who hold the consultation, before anybody answered.
        seed: bool = "seed",
        /// How files of responses name it; absent: by its identity.
        code: Option<Text> = "code",
    }

    /// A statement is left out of a consultation, or let in again; always with the reason.
    StatementModerated ["leaves-out" "lets-in"] Secretariat {
        /// Left out, or let in again.
        turn: Moderation = "",
        /// Which.
        statement: StatementId = "",
        /// Why.
        reason: Quote = "reason",
        /// Who decided, where not the secretariat.
        by: Option<Holder> = "by",
    }

    /// A batch of responses is received: a file that stands beside the record, bound by the hash of its bytes.
    ResponsesReceived ["responses"] Secretariat {
        /// To which consultation.
        consultation: ConsultationId = "to",
        /// The file's name, or its symbol.
        file: Text = "",
        /// SHA-256 of its exact bytes.
        hash: Hash = "hash",
        /// How many participants responded in it.
        participants: u32 = "participants",
        /// To how many statements.
        statements: u32 = "statements",
        /// How many responses it holds, those that a later one of the same participant supersedes included.
        responses: u32 = "responses",
        /// The first of them.
        from: Option<Moment> = "from",
        /// The last of them.
        until: Option<Moment> = "until",
        /// Received after the consultation was closed.
        late: bool = "late",
    }

    /// A consultation is closed: nothing more is asked.
    ConsultationClosed ["closes-consultation"] Secretariat {
        /// Which.
        consultation: ConsultationId = "",
        /// When.
        on: Option<Moment> = "on",
        /// In words.
        words: Option<Quote> = "words",
    }
}
