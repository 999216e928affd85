//! What kind of file it is, by its first bytes, and what separates its fields.

use crate::refusal::Looks;

/// What the first bytes look like, where they are not those of a table of text.
pub(crate) fn looks(head: &[u8]) -> Option<Looks> {
    const BEGINNINGS: &[(&[u8], Looks)] = &[
        (b"\x1f\x8b", Looks::Gzip),
        (b"\x28\xb5\x2f\xfd", Looks::Compressed),
        (b"\xfd7zXZ\x00", Looks::Compressed),
        (b"BZh", Looks::Compressed),
        (b"PK\x03\x04", Looks::Zip),
        (b"\xd0\xcf\x11\xe0", Looks::Spreadsheet),
        (b"PAR1", Looks::Parquet),
        (b"ARROW1", Looks::Arrow),
        (b"\xff\xff\xff\xff", Looks::Arrow),
        (b"\xff\xfe", Looks::Utf16),
        (b"\xfe\xff", Looks::Utf16),
        (b"%PDF-", Looks::Pdf),
    ];
    if let Some((_, looks)) = BEGINNINGS.iter().find(|(bytes, _)| head.starts_with(bytes)) {
        return Some(*looks);
    }
    let text = head.strip_prefix(BOM).unwrap_or(head);
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'<') => return Some(Looks::Markup),
        Some(b'{' | b'[') => return Some(Looks::Json),
        _ => {}
    }
    let line = &head[..line_end(head).min(4096)];
    (line.contains(&0) || is_no_text(head)).then_some(Looks::Binary)
}

/// Whether more than one byte of a hundred is a control character that no text has; of random bytes one in ten is.
fn is_no_text(head: &[u8]) -> bool {
    let is_text =
        |byte: u8| !byte.is_ascii_control() || matches!(byte, b'\t'..=b'\r' | 0x1b | 0x7f);
    head.iter().filter(|byte| !is_text(**byte)).count() * 100 > head.len()
}

/// The mark of UTF-8 that some programs begin a file with.
pub(crate) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The byte that stands most often between fields of the first line: comma, semicolon or tab, outside quotation marks.
/// A first line such as `sep=;` says it outright; it is then no line of the table.
pub(crate) fn delimiter(head: &[u8]) -> (u8, usize) {
    let line = &head[..line_end(head)];
    if let [s, e, p, b'=', delimiter @ (b',' | b';' | b'\t')] = line
        && [*s, *e, *p].eq_ignore_ascii_case(b"sep")
    {
        return (*delimiter, line.len());
    }
    let mut counts = [0usize; 3];
    let mut quoted = false;
    for byte in line {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => counts[0] += 1,
            b';' if !quoted => counts[1] += 1,
            b'\t' if !quoted => counts[2] += 1,
            _ => {}
        }
    }
    // The first of the most frequent.
    let most = counts.iter().max().copied().unwrap_or(0);
    let at = counts.iter().position(|count| *count == most).unwrap_or(0);
    ([b',', b';', b'\t'][at], 0)
}

fn line_end(bytes: &[u8]) -> usize {
    memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_separates_fields_is_what_stands_most_often_in_the_head() {
        assert_eq!(delimiter(b"comment-id,voter-id,vote\n"), (b',', 0));
        assert_eq!(delimiter(b"comment-id;voter-id;vote\r\n1;2;1,5"), (b';', 0));
        assert_eq!(delimiter(b"comment-id\tvoter-id\tvote"), (b'\t', 0));
        assert_eq!(delimiter(b"\"a;b;c;d\",e,f"), (b',', 0));
        assert_eq!(delimiter(b"sep=;\na,b"), (b';', 5));
        assert_eq!(delimiter(b""), (b',', 0));
    }

    #[test]
    fn a_file_that_is_no_table_of_text_is_known_by_its_first_bytes() {
        assert_eq!(looks(b"\x1f\x8b\x08\x00"), Some(Looks::Gzip));
        assert_eq!(looks(b"PK\x03\x04zip"), Some(Looks::Zip));
        assert_eq!(looks(b"\xff\xfec\x00o\x00"), Some(Looks::Utf16));
        assert_eq!(looks(b"\xef\xbb\xbf  <!DOCTYPE html>"), Some(Looks::Markup));
        assert_eq!(looks(b"{\"error\": 1}"), Some(Looks::Json));
        assert_eq!(looks(b"ab\x00cd"), Some(Looks::Binary));
        let random: Vec<u8> =
            (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(looks(&[b"a\n", &random[..]].concat()), Some(Looks::Binary));
        let stray = [b"comment-id,voter-id,vote\n".repeat(20), b"1,\x00,1\n".to_vec()].concat();
        assert_eq!(looks(&stray), None, "a stray byte is told with its row");
        assert_eq!(looks(b"comment-id,voter-id,vote\n"), None);
    }
}
