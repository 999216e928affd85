//! Files of responses beside the record: which batch each of them is, and what the record says of the statements that
//! they name. Who reads a file hashes its exact bytes; nothing here reads.

use record::event::group::IssueKind;
use record::group::{Group, Statement};
use record::{ConsultationId, EntryId, Hash, Quote, StatementId};
use std::collections::{BTreeMap, BTreeSet};

/// What a file is to the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOfResponses {
    /// It is the batch received in this entry.
    Batch {
        /// The entry.
        entry: EntryId,
        /// Of which consultation.
        consultation: ConsultationId,
        /// Whether it came after the closing.
        late: bool,
    },
    /// It has the same bytes as the file that stands at this place in the list.
    Again(usize),
    /// No batch on the record has its hash: it is another file, or it was changed.
    NotOnRecord,
}

/// What files are to the record, and which batches no file was given for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesOfResponses {
    /// The files, in the order given.
    pub files: Vec<FileOfResponses>,
    /// Batches without a file, in order: of the consultations that a file is of, or of all where no file is of one.
    pub missing: Vec<EntryId>,
}

impl FilesOfResponses {
    /// Whether every file is a batch on the record, given once, all of one consultation, and none is missing.
    pub fn are_whole(&self) -> bool {
        let mut consultations = BTreeSet::new();
        let known = self.files.iter().all(|file| match file {
            FileOfResponses::Batch { consultation, .. } => {
                consultations.insert(consultation);
                true
            }
            FileOfResponses::Again(_) | FileOfResponses::NotOnRecord => false,
        });
        known && self.missing.is_empty() && consultations.len() <= 1
    }
}

/// What files with these hashes are to the record.
pub fn files_of_responses(group: &Group, hashes: &[Hash]) -> FilesOfResponses {
    let mut first: BTreeMap<Hash, usize> = BTreeMap::new();
    let mut of: BTreeSet<&ConsultationId> = BTreeSet::new();
    let mut found: BTreeSet<EntryId> = BTreeSet::new();
    let mut files = Vec::with_capacity(hashes.len());
    for (at, hash) in hashes.iter().enumerate() {
        let earlier = *first.entry(*hash).or_insert(at);
        files.push(match group.batch_with(hash) {
            _ if earlier < at => FileOfResponses::Again(earlier),
            Some(batch) => {
                of.insert(&batch.said.consultation);
                found.insert(batch.entry);
                FileOfResponses::Batch {
                    entry: batch.entry,
                    consultation: batch.said.consultation.clone(),
                    late: batch.said.late,
                }
            }
            None => FileOfResponses::NotOnRecord,
        });
    }
    let concerned = group.consultations.iter().filter(|(id, _)| of.is_empty() || of.contains(id));
    let batches = concerned.flat_map(|(_, c)| c.batches.iter().map(|b| b.entry));
    let mut missing: Vec<EntryId> = batches.filter(|entry| !found.contains(entry)).collect();
    missing.sort_unstable();
    FilesOfResponses { files, missing }
}

/// A statement of a consultation, as files of responses name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedStatement {
    /// Its identity.
    pub id: StatementId,
    /// The entry that received it.
    pub entry: EntryId,
    /// What files call it.
    pub code: String,
    /// On substance or on procedure.
    pub kind: IssueKind,
    /// Its words. Whether they may be shown is for who shows them to see: the entry has a level of disclosure.
    pub words: Quote,
    /// Put in at the start.
    pub seed: bool,
    /// The entry that left it out, or struck it: responses to it are not counted.
    pub left_out: Option<EntryId>,
}

/// The statements of a consultation, in the order in which they were received.
pub fn asked_statements(group: &Group, consultation: &ConsultationId) -> Vec<AskedStatement> {
    let ids = group.consultations.get(consultation).into_iter().flat_map(|c| &c.statements);
    ids.filter_map(|id| group.statements.get(id)).map(|s| asked(group, s)).collect()
}

fn asked(group: &Group, statement: &Statement) -> AskedStatement {
    let (entry, said) = (statement.received.entry, &statement.received.said);
    let fate = group.fate_of(entry);
    let over = fate.and_then(|f| f.struck.as_ref().map(|s| s.entry).or(f.withdrawn));
    let out = statement.moderated.last().filter(|_| !statement.is_in()).map(|m| m.entry);
    AskedStatement {
        id: said.id.clone(),
        entry,
        code: statement.code().to_owned(),
        kind: said.kind,
        words: said.words.clone(),
        seed: said.seed,
        left_out: over.or(out),
    }
}
