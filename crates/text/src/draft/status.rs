//! Marks of status and placement: `(Agreed, placement tbd)`, `[Agreed ad ref]`, `[Suggested for Closure]`.
//!
//! Status and placement are two axes: a text may be agreed and its place open. A mark begins with a capital letter, since
//! `[agreed](Norland)` is a proposal to insert a word.

/// What a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Status {
    /// Of the words.
    pub text: Option<TextStatus>,
    /// Whether the place is still to be decided.
    pub placement_open: bool,
}

/// Status of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextStatus {
    /// Agreed.
    Agreed,
    /// Agreed ad referendum: subject to capitals.
    AgreedAdReferendum,
    /// Agreed in informal consultations.
    AgreedInInformals,
    /// The chair's suggestion to close; no agreement.
    SuggestedForClosure,
    /// Agreed but for somebody or something.
    Pending,
    /// Reserved.
    Reserved,
}

/// Longest mark, in bytes.
const BYTES_MAX: usize = 80;

/// Reads the words between the marks.
pub(super) fn read(words: &str) -> Option<Status> {
    let words = words.trim_matches([' ', '*', '_']);
    if !words.starts_with(['A', 'S', 'P', 'R']) || words.len() > BYTES_MAX {
        return None;
    }
    let mut status = Status { text: None, placement_open: false };
    for part in words.split([',', ';']) {
        let part = part.trim_matches([' ', '.']).to_ascii_lowercase();
        match part.as_str() {
            "placement tbd" | "placement to be determined" | "placement to be decided" => {
                status.placement_open = true;
            }
            part if status.text.is_none() => status.text = Some(text(part)?),
            part if part.starts_with("pending ") => status.text = Some(TextStatus::Pending),
            _ if status.text == Some(TextStatus::Pending) => {}
            _ => return None,
        }
    }
    Some(status)
}

fn text(part: &str) -> Option<TextStatus> {
    Some(match part {
        "agreed" => TextStatus::Agreed,
        "agreed ad ref" | "agreed ad referendum" => TextStatus::AgreedAdReferendum,
        "agreed in informals" => TextStatus::AgreedInInformals,
        "suggested for closure" => TextStatus::SuggestedForClosure,
        "pending" | "reserved" => {
            if part == "pending" {
                TextStatus::Pending
            } else {
                TextStatus::Reserved
            }
        }
        _ if part.starts_with("pending ") => TextStatus::Pending,
        _ if part.starts_with("reserved by ") => TextStatus::Reserved,
        _ if part.starts_with("agreed pending ") => TextStatus::Pending,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The status as `text placement`.
    fn check(words: &str, expected: &str) {
        let shown = read(words).map_or("none".to_owned(), |s| {
            let text = s.text.map_or("-".to_owned(), |t| format!("{t:?}"));
            if s.placement_open { format!("{text} +open") } else { text }
        });
        assert_eq!(shown, expected, "{words}");
    }

    #[test]
    fn status_and_placement_are_two_axes() {
        check("Agreed", "Agreed");
        check("Agreed, placement tbd", "Agreed +open");
        check("Placement tbd", "- +open");
        check("Agreed ad ref.", "AgreedAdReferendum");
        check("Suggested for Closure", "SuggestedForClosure");
        check("Pending Norland, Sudland", "Pending");
        check("Reserved by Norland", "Reserved");
    }

    #[test]
    fn other_words_are_no_status() {
        check("agreed", "none");
        check("Agreed terms", "none");
        check("Reserved for later use by all", "none");
        check("Parties", "none");
        check("", "none");
    }
}
