//! Text made safe for HTML and for the strings of CSS.

use crate::words::settled;
use std::fmt::Write as _;

/// Text for element content and for quoted attribute values alike.
pub(crate) fn text(words: &str) -> String {
    let words = settled(words);
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A CSS string in its quotation marks; all but letters, digits and spaces by code point, so that nothing can end it.
pub(crate) fn css_string(words: &str) -> String {
    let mut string = String::from("\"");
    for c in settled(words).chars() {
        if c.is_alphanumeric() || c == ' ' {
            string.push(c);
        } else {
            let _ = write!(string, "\\{:x} ", c as u32);
        }
    }
    string.push('"');
    string
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_attribute_an_element_or_a_string() {
        assert_eq!(
            text(r#"</p><b a="1" b='2'>&"#),
            "&lt;/p&gt;&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;"
        );
        assert_eq!(css_string("a\"}</style>\n"), r#""a\22 \7d \3c \2f style\3e \a ""#);
    }
}
