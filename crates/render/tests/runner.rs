//! The renderers on hand-made documents that hold every kind of block, two directions and hostile words.
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod runner {
    pub(crate) mod camps;
    pub(crate) mod camps_sample;
    pub(crate) mod formats;
    #[cfg(feature = "pdf")]
    pub(crate) mod pdf;
    pub(crate) mod sample;
    pub(crate) mod sheet_sample;
    pub(crate) mod sheets;
    pub(crate) mod sheets_docx;
    #[cfg(feature = "pdf")]
    pub(crate) mod sheets_pdf;
    pub(crate) mod word;
}
