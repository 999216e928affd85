//! The record corrects itself by adding: corrections, entries struck, confirmations, marks of erasure.

use crate::EntryId;
use crate::event::texts::Change;
use crate::minutes::kinds;
use crate::words::{Quote, Text};

kinds! {
    /// Words of an earlier entry are corrected; the entry itself stays as it was, and both are told.
    EntryCorrected ["corrects"] Anyone {
        /// Which entry.
        entry: EntryId = "",
        /// What is to be read.
        change: Change = "",
        /// Why.
        reason: Option<Quote> = "reason",
    }

    /// An earlier statement was taken down in error and counts no more; it stays readable.
    EntryStruck ["strikes"] Secretariat {
        /// Which entry.
        entry: EntryId = "",
        /// Why.
        reason: Quote = "reason",
    }

    /// A holder confirms what was taken down or said of it: from here on its own word.
    StatementConfirmed ["confirms"] Speaker {
        /// Which entry.
        entry: EntryId = "",
    }

    /// The body of an entry was erased because the law demands it; envelope and hash remain.
    ErasureMarked ["marks-erasure"] Secretariat {
        /// Of which entry.
        entry: EntryId = "of",
        /// Why.
        reason: Quote = "reason",
        /// Who demanded it.
        authority: Option<Text> = "authority",
    }
}
