//! The renderers on hand-made documents that hold every kind of block, two directions and hostile words.

mod runner {
    pub mod formats;
    #[cfg(feature = "pdf")]
    pub mod pdf;
    pub mod sample;
}
