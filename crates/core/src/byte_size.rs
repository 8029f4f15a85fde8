//! A number of bytes in words.

/// Decimal units, one digit behind the point where it tells something.
pub fn format(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000.. => (1_000_000, "MB"),
    };
    let tenths = bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
    if tenths >= 100 {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn sizes_are_short() {
        let table = [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 kB"),
            (48_230, "48 kB"),
            (2_097_152, "2.1 MB"),
            (25_000_000, "25 MB"),
        ];
        for (bytes, text) in table {
            assert_eq!(format(bytes), text);
        }
    }
}
