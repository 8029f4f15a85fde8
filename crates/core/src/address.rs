//! Putting text into the query of an address.

/// Percent-encodes everything but letters, digits and `-_.~`.
pub fn encode_component(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.push(char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    #[test]
    fn everything_that_means_something_in_an_address_is_encoded() {
        assert_eq!(super::encode_component("a b/æ?&=~"), "a%20b%2F%C3%A6%3F%26%3D~");
    }
}
