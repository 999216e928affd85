//! The renderers on hand-made documents that hold every kind of block, two directions and hostile words.

mod runner {
    pub(crate) mod formats;
    #[cfg(feature = "pdf")]
    pub(crate) mod pdf;
    pub(crate) mod sample;
}
