//! Why a file is not read at all.

use thiserror::Error;

/// What a file that is no Word file looks like, by its first bytes or its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// `%PDF`.
    Pdf,
    /// The container of .doc files, and of Office files with a password.
    Ole,
    /// `{\rtf`.
    Rtf,
    /// A page of the web, or other XML outside a package.
    Markup,
    /// Readable text.
    Text,
    /// A zip file without the parts of a Word file.
    Zip,
    /// An OpenDocument package (.odt and its kin).
    OpenDocument,
    /// A workbook (.xlsx).
    Workbook,
    /// A presentation (.pptx).
    Presentation,
    /// Nothing that is known.
    Unknown,
}

impl std::fmt::Display for Looks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Pdf => "a PDF file",
            Self::Ole => "an old Word file (.doc) or a file with a password",
            Self::Rtf => "an RTF file",
            Self::Markup => "HTML or bare XML",
            Self::Text => "plain text",
            Self::Zip => "a zip file without a Word document in it",
            Self::OpenDocument => "an OpenDocument file",
            Self::Workbook => "a workbook",
            Self::Presentation => "a presentation",
            Self::Unknown => "a file of an unknown kind",
        })
    }
}

/// Why a file is refused. Nothing of it was read into a document.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// Not a Word file.
    #[error("not a Word file (.docx): this is {0}")]
    NotWord(Looks),
    /// More bytes than [`crate::Limits::file_bytes`].
    #[error("the file has {bytes} bytes, more than the {limit} that are read")]
    FileTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The zip container is damaged or contradicts itself.
    #[error("the zip container is damaged at byte {at}: {what}")]
    Zip {
        /// Byte of the file.
        at: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// ZIP64 or several disks.
    #[error("the zip container uses {0}, which Word files do not need")]
    ZipFeature(&'static str),
    /// An entry with a password.
    #[error("the entry `{name}` is encrypted")]
    Encrypted {
        /// Its name.
        name: String,
    },
    /// A way of packing other than stored and deflate.
    #[error("the entry `{name}` is packed by method {method}, which is not read")]
    Method {
        /// Its name.
        name: String,
        /// The number of the method in the zip directory.
        method: u16,
    },
    /// A name that leads outside the package or cannot be a part.
    #[error("the entry name `{name}` is not allowed: {why}")]
    Name {
        /// The name, unprintable characters escaped.
        name: String,
        /// Why.
        why: &'static str,
    },
    /// Two entries with one name; case does not tell parts apart.
    #[error("two entries are named `{name}`")]
    Duplicate {
        /// The name.
        name: String,
    },
    /// Two entries share bytes of the file.
    #[error("the entries `{first}` and `{second}` overlap")]
    Overlap {
        /// The one that starts first.
        first: String,
        /// The other.
        second: String,
    },
    /// A part inflates to more than it may.
    #[error("the part `{part}` inflates to more than {limit} bytes ({why})")]
    Bomb {
        /// The part.
        part: String,
        /// The bound it passed, in bytes.
        limit: usize,
        /// Which bound that is.
        why: &'static str,
    },
    /// A part that must be there is not.
    #[error("the part `{part}` is missing")]
    Missing {
        /// The part.
        part: String,
    },
    /// The parts contradict each other.
    #[error("the part `{part}` is declared as `{found}`, not as a Word document")]
    WrongType {
        /// The part.
        part: String,
        /// Its content type.
        found: String,
    },
    /// A relationship that leads outside the package.
    #[error("a relationship of `{part}` leads to `{target}`, outside the file")]
    Target {
        /// The part that holds it.
        part: String,
        /// Where it leads.
        target: String,
    },
    /// A part that is neither UTF-8 nor UTF-16.
    #[error("the part `{part}` is not readable text at byte {at}: {what}")]
    Encoding {
        /// The part.
        part: String,
        /// Byte of the part.
        at: usize,
        /// What is wrong.
        what: &'static str,
    },
    /// A part that is not well-formed XML.
    #[error("the part `{part}` is not well-formed at byte {at}: {what}")]
    Xml {
        /// The part.
        part: String,
        /// Byte of the part, as UTF-8.
        at: usize,
        /// What is wrong.
        what: String,
    },
    /// A document type declaration: entities could be hidden there.
    #[error("the part `{part}` holds a document type declaration at byte {at}")]
    Doctype {
        /// The part.
        part: String,
        /// Byte of the part.
        at: usize,
    },
    /// A reference to an entity that XML does not define.
    #[error("the part `{part}` names the entity `{name}` at byte {at}, which is not defined")]
    Entity {
        /// The part.
        part: String,
        /// Byte of the part.
        at: usize,
        /// The entity.
        name: String,
    },
    /// The outermost element of a part is not what it should be.
    #[error("the part `{part}` starts with `{found}`, not with `{expected}`")]
    Root {
        /// The part.
        part: String,
        /// Its outermost element.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// More of something than is read.
    #[error("the part `{part}` holds more than {limit} {what}")]
    TooMany {
        /// The part.
        part: String,
        /// Of what.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
}

impl Refusal {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "the file may not have been transferred; send it again",
            Self::NotWord(Looks::Ole) => {
                "remove the password, or open the file in a word processor and save it as .docx"
            }
            Self::NotWord(Looks::Text) => "read it as text; it needs no word processor",
            Self::NotWord(_) | Self::WrongType { .. } | Self::Missing { .. } => {
                "open it in a word processor and save it as a Word document (.docx)"
            }
            Self::Encrypted { .. } => "remove the password and save the file again",
            Self::FileTooLarge { .. } | Self::Bomb { .. } | Self::TooMany { .. } => {
                "split the document, or raise the limit if you know who made the file"
            }
            Self::Name { .. }
            | Self::Duplicate { .. }
            | Self::Overlap { .. }
            | Self::Target { .. }
            | Self::Doctype { .. } => {
                "a word processor does not write this; ask who made the file before opening it"
            }
            Self::Zip { .. }
            | Self::ZipFeature(_)
            | Self::Method { .. }
            | Self::Encoding { .. }
            | Self::Xml { .. }
            | Self::Entity { .. }
            | Self::Root { .. } => {
                "the file may be damaged; open it in a word processor and save it again as .docx"
            }
        }
    }
}
