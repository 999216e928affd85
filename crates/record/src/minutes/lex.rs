//! A line of minutes as tokens.

use super::Problem;
use std::sync::Arc;

/// A token and where it stands, in bytes of its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    pub(crate) kind: TokenKind<'a>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind<'a> {
    /// A run of characters without space, quotation mark, comma or brace.
    Word(&'a str),
    /// A string, unescaped.
    Text(Arc<str>),
    Comma,
    Open,
    Close,
}

/// Reads a line into tokens; a comment begins with `#` at the start of a word and runs to the end of the line.
pub(crate) fn lex<'a>(line: &'a str, tokens: &mut Vec<Token<'a>>) -> Result<(), Problem> {
    tokens.clear();
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let kind = match byte {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'#' => break,
            b',' => single(&mut at, TokenKind::Comma),
            b'{' => single(&mut at, TokenKind::Open),
            b'}' => single(&mut at, TokenKind::Close),
            b'"' => TokenKind::Text(string(line, &mut at)?),
            _ => {
                while bytes
                    .get(at)
                    .is_some_and(|b| !matches!(b, b' ' | b'\t' | b',' | b'{' | b'}' | b'"'))
                {
                    at += 1;
                }
                TokenKind::Word(&line[start..at])
            }
        };
        tokens.push(Token { kind, start, end: at });
    }
    Ok(())
}

fn single<'a>(at: &mut usize, kind: TokenKind<'a>) -> TokenKind<'a> {
    *at += 1;
    kind
}

/// Reads a string from its opening quotation mark; leaves `at` behind the closing one.
fn string(line: &str, at: &mut usize) -> Result<Arc<str>, Problem> {
    let start = *at;
    let rest = &line[start + 1..];
    let end = rest.find(['"', '\\']);
    // Most strings hold no escape: one copy.
    if let Some(end) = end.filter(|e| rest.as_bytes()[*e] == b'"') {
        *at = start + end + 2;
        return Ok(Arc::from(&rest[..end]));
    }
    let mut text = String::new();
    let mut chars = rest.char_indices();
    while let Some((offset, c)) = chars.next() {
        match c {
            '"' => {
                *at = start + offset + 2;
                return Ok(Arc::from(text));
            }
            '\\' => text.push(escape(&mut chars).ok_or_else(|| {
                Problem::new(start + 1 + offset, start + 3 + offset, "unknown escape in a string")
                    .help("write `\\\\`, `\\\"`, `\\n`, `\\r`, `\\t` or `\\u{…}`")
            })?),
            c => text.push(c),
        }
    }
    Err(Problem::new(start, line.len(), "string without its closing quotation mark")
        .help("an entry stands on one line; write a line break within a string as `\\n`"))
}

fn escape(chars: &mut std::str::CharIndices<'_>) -> Option<char> {
    Some(match chars.next()?.1 {
        '"' => '"',
        '\\' => '\\',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            if chars.next()?.1 != '{' {
                return None;
            }
            let mut value: u32 = 0;
            for digits in 0.. {
                match chars.next()?.1 {
                    '}' if digits > 0 => break,
                    c if digits < 6 => value = value * 16 + c.to_digit(16)?,
                    _ => return None,
                }
            }
            char::from_u32(value)?
        }
        _ => return None,
    })
}

/// Writes a string as [`lex`] reads it. Controls and marks that change the direction of what follows are escaped, so
/// that a line never looks other than it is; everything else is kept as it came.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
