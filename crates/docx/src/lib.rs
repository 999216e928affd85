//! Word files in and out, as plain data.
//!
//! Knows nothing of negotiation. A file may be hostile: everything is bounded, and refused with a reason.
//!
//! **Invariant:** no word of a file is dropped in silence. What [`read`] does not carry into the [`Document`] stands in
//! its list of [`Loss`]es, and so does what [`write()`] could not put into a file.
#![warn(missing_docs)]

mod document;
mod limits;
mod loss;
mod marks;
mod numbering;
mod package;
mod read;
mod refusal;
mod settle;
mod styles;
mod write;
mod xml;

pub use document::{
    Cell, Comment, CommentId, Document, Edge, Field, FormatChange, LineNumbers, Margin, Note,
    NoteRef, Page, Pages, Paragraph, ParagraphChange, Place, Properties, Restart, Revision,
    RevisionKind, Run,
};
pub use limits::Limits;
pub use loss::{Effect, Loss};
pub use marks::{Colour, Complex, Format, Highlight, Layer, Marks, Rgb, Underline, Vertical};
pub use numbering::{Level, List, NumberFormat, Numbering, Suffix};
pub use read::{Read, read};
pub use refusal::{Looks, Refusal};
pub use styles::{Style, StyleKind};
pub use write::{Written, write};
