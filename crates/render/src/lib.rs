//! A worded document as HTML, PDF, Markdown and JSON; a sheet of negotiating text as HTML,
//! PDF, Markdown and DOCX; splits, camps and common ground as a page of pictures.
//!
//! **Invariant:** a renderer adds form and nothing else. It composes no sentence (but the page of [`camps`], which is given
//! numbers and has sentences of its own about them), drops no evidence, knows nothing of
//! negotiation and reads no clock; the same document gives the same bytes. Words of the record are data in every
//! format: they cannot become markup, break out of a quotation, or turn the direction of the words around them.

pub mod camps;
mod citations;
pub mod html;
pub mod json;
pub mod markdown;
pub mod sheet;
pub mod word;
mod words;

#[cfg(feature = "pdf")]
pub mod fonts;
#[cfg(feature = "pdf")]
pub mod pdf;

#[cfg(all(test, feature = "pdf"))]
#[expect(dead_code, reason = "the integration tests use more of it")]
#[path = "../tests/runner/sample.rs"]
mod sample;
