//! The visitor's own uploads, which history gives back as `data:` addresses (chat-api.md §6).

use super::cut::cut;

/// Kinds of image a browser decodes without running anything in them.
const KINDS: [&str; 4] = ["png", "jpeg", "webp", "gif"];

/// The longest upload the API takes, in characters of base64 (chat-api.md §8).
const LONGEST: usize = 6_990_508;

/// The value, if it is a picture in base64 and nothing else. Only for messages of the visitor: elsewhere rule
/// 7 refuses every `data:` address.
pub fn own_image(value: &str) -> Option<&str> {
    let (kind, data) = cut(value.strip_prefix("data:image/")?, b";");
    let data = data.strip_prefix(";base64,")?;
    let digits = data.trim_end_matches('=');
    let sound = KINDS.contains(&kind)
        && !digits.is_empty()
        && data.len() <= LONGEST
        && data.len() - digits.len() <= 2
        && digits.bytes().all(|digit| digit.is_ascii_alphanumeric() || matches!(digit, b'+' | b'/'));
    sound.then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s22_own_images_are_pictures_in_base64_only() {
        for value in
            ["data:image/png;base64,iVBORw0KGg==", "data:image/jpeg;base64,/9j+", "data:image/gif;base64,R0"]
        {
            assert_eq!(own_image(value), Some(value));
        }
        let refused = [
            "",
            "data:image/png;base64,",
            "data:image/png;base64,====",
            "data:image/png;base64,a===",
            "data:image/png,abc",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "data:text/html;base64,PHN2Zz4=",
            "data:image/png;base64,ab c",
            "data:image/png;base64,ab<c",
            "data:image/png;charset=x;base64,abcd",
            "DATA:image/png;base64,abcd",
            " data:image/png;base64,abcd",
            "https://cdn.shop.example/p.png",
            "data:image/png;base64,a=b",
        ];
        for value in refused {
            assert_eq!(own_image(value), None, "{value}");
        }
        assert_eq!(own_image(&format!("data:image/png;base64,{}", "a".repeat(LONGEST + 1))), None);
    }
}
