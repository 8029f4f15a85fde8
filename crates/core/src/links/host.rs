//! Hosts: their one ASCII spelling, and which of them a link may lead to (corpora/README.md rule 4).

use super::cut::number;
use super::{host_letters, punycode};

/// Where a host leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// A name or an address on the public internet.
    Public,
    /// This device, the visitor's own network, or an IPv6 literal, which nobody writes into a text.
    Local,
}

/// Longest label and longest name, in characters (RFC 1035 §2.3.4).
const LONGEST_LABEL: usize = 63;
const LONGEST_NAME: usize = 253;

/// Names that never leave the visitor's device or network (RFC 6761, RFC 6762, RFC 8375, ICANN's `internal`,
/// and what home routers hand out).
const LOCAL_NAMES: &[&str] =
    &["localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa"];

/// Networks without public hosts: first address and length of the prefix in bits (RFC 6890, and multicast and
/// everything above it as the last).
const LOCAL_NETWORKS: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([224, 0, 0, 0], 3),
];

/// The ASCII spelling of a host and where it leads. None for what is no host, and for what a browser would
/// read differently from how it looks: escapes, white space, mapped letters, numbers that are not plain
/// addresses.
pub(super) fn parse(host: &str) -> Option<(String, Reach)> {
    if host.starts_with('[') {
        return ipv6(host).map(|host| (host, Reach::Local));
    }
    let mut name = String::with_capacity(host.len());
    for (position, label) in host.split('.').enumerate() {
        if position > 0 {
            name.push('.');
        }
        push_label(label, &mut name)?;
    }
    // Only the last label may be empty: the dot that ends a fully qualified name.
    let bare = name.strip_suffix('.').unwrap_or(&name);
    if bare.split('.').any(str::is_empty) || bare.len() > LONGEST_NAME {
        return None;
    }
    let reach = if ends_in_number(bare) { reach_of_address(&name)? } else { reach_of_name(bare) };
    Some((name, reach))
}

/// Appends the ASCII form of one label.
fn push_label(label: &str, name: &mut String) -> Option<()> {
    let start = name.len();
    let mut letters = Vec::with_capacity(label.len());
    for letter in label.chars() {
        letters.push(match letter {
            'a'..='z' | '0'..='9' | '-' | '_' => letter,
            'A'..='Z' => letter.to_ascii_lowercase(),
            _ => host_letters::mapped(letter)?,
        });
    }
    if letters.iter().all(char::is_ascii) {
        name.extend(letters);
    } else {
        let right_to_left = |letter: &char| host_letters::is_right_to_left(*letter);
        let neutral = |letter: &char| letter.is_ascii_digit() || *letter == '-';
        let mixed = letters.iter().any(right_to_left)
            && !letters.iter().all(|letter| right_to_left(letter) || neutral(letter));
        if mixed || letters.starts_with(&['x', 'n', '-', '-']) {
            return None;
        }
        name.push_str("xn--");
        punycode::encode(&letters, name)?;
    }
    (name.len() - start <= LONGEST_LABEL).then_some(())
}

/// A browser reads such a host as an IPv4 address, whatever the number's base and however many parts there
/// are.
fn ends_in_number(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    let hexadecimal =
        last.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    hexadecimal || (!last.is_empty() && last.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Where an IPv4 address leads. None when it is not spelled as four plain decimal numbers.
fn reach_of_address(name: &str) -> Option<Reach> {
    let mut address = 0_u32;
    let mut count = 0;
    for part in name.split('.') {
        if part.len() > 1 && part.starts_with('0') {
            return None;
        }
        address = (address << 8) | number(part, 255)?;
        count += 1;
    }
    if count != 4 {
        return None;
    }
    let inside = |(first, bits): &([u8; 4], u32)| (address ^ u32::from_be_bytes(*first)) >> (32 - bits) == 0;
    Some(if LOCAL_NETWORKS.iter().any(inside) { Reach::Local } else { Reach::Public })
}

fn reach_of_name(name: &str) -> Reach {
    let local =
        |suffix: &&str| name.strip_suffix(*suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if !name.contains('.') || LOCAL_NAMES.iter().any(local) { Reach::Local } else { Reach::Public }
}

/// An IPv6 literal is kept as written: it is only ever compared with the host page's own.
fn ipv6(host: &str) -> Option<String> {
    let digits = host.strip_prefix('[')?.strip_suffix(']')?;
    let known = digits.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'));
    (known && digits.contains(':')).then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests;
