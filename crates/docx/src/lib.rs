//! Word files in and out, as plain data.
//!
//! Knows nothing of negotiation. A file may be hostile: everything is bounded, and refused with a reason.
