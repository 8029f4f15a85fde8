//! What a file is, by its first bytes: names and claims are the visitor's, or somebody's who gave them the file (F62).

/// How many bytes [`sniff`] looks at.
pub const HEAD: usize = 16;

/// Media types that can be told by the first bytes, and how such a file begins. A dot stands for any byte.
const MARKS: [(&str, &[u8]); 8] = [
    ("image/png", b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/gif", b"GIF8"),
    ("image/webp", b"RIFF....WEBP"),
    ("application/pdf", b"%PDF-"),
    (ZIP, b"PK\x03\x04"),
    (PROGRAM, b"MZ"),
    (PROGRAM, b"\x7fELF"),
];

const ZIP: &str = "application/zip";
const PROGRAM: &str = "application/x-msdownload";

/// The media type that the first bytes of a file tell, if they tell any.
pub fn sniff(head: &[u8]) -> Option<&'static str> {
    let begins = |mark: &[u8]| {
        head.len() >= mark.len()
            && mark.iter().zip(head).all(|(wanted, byte)| *wanted == b'.' || wanted == byte)
    };
    MARKS.iter().find(|(_, mark)| begins(mark)).map(|(kind, _)| *kind)
}

/// Whether a file that is said to be `claimed` can begin like that. Office documents are archives inside.
pub(crate) fn is_plausible(claimed: &str, head: &[u8]) -> bool {
    match sniff(head) {
        Some(PROGRAM) => claimed == PROGRAM,
        Some(ZIP) => {
            !claimed.starts_with("image/") && claimed != "application/pdf" && claimed != "text/plain"
        }
        Some(kind) => kind == claimed,
        None => !MARKS.iter().any(|(kind, _)| *kind == claimed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f62_a_file_is_what_its_first_bytes_say() {
        let table: [(&[u8], Option<&str>); 8] = [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Some("image/png")),
            (b"\xff\xd8\xff\xe1", Some("image/jpeg")),
            (b"GIF89a", Some("image/gif")),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"RIFF\x10\0\0\0WAVEfmt ", None),
            (b"%PDF-1.7", Some("application/pdf")),
            (b"<svg onload=alert(1)>", None),
            (b"", None),
        ];
        for (head, kind) in table {
            assert_eq!(sniff(head), kind, "{head:?}");
        }
    }

    #[test]
    fn f62_a_renamed_file_is_found_out() {
        let png = b"\x89PNG\r\n\x1a\n";
        assert!(is_plausible("image/png", png));
        assert!(!is_plausible("image/jpeg", png) && !is_plausible("application/pdf", png));
        assert!(!is_plausible("image/png", b"<svg") && !is_plausible("image/png", b""));
        assert!(!is_plausible("text/plain", b"MZ\x90"));
        assert!(is_plausible("text/plain", b"Hello") && is_plausible("text/csv", b""));
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        assert!(is_plausible(word, b"PK\x03\x04") && !is_plausible("image/png", b"PK\x03\x04"));
    }
}
