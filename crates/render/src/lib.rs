//! A worded document as HTML, PDF, Markdown and JSON.
