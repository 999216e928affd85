//! The records that are served.

use crate::cli::Exit;
use crate::source::Source;

/// All that is served: each record under its own prefix, the first at the root.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) shelves: Vec<(String, Source)>,
}

impl Site {
    pub(crate) fn of(sources: Vec<(String, Source)>) -> Result<Self, Exit> {
        Ok(Self { shelves: sources })
    }
}
