//! Dates, times, prices and sizes. The browser knows how each language writes them, so the composition root provides
//! it; without one, as in native tests, a plain form serves.

use chatlet_core::price;
use chatlet_core::time::{self, Millis};
use leptos::prelude::*;

const DAY: Millis = 86_400_000;

/// How values are written. The last argument of each is a BCP 47 tag.
#[derive(Clone, Copy)]
pub struct Formats {
    /// Number of the calendar day at the visitor's place.
    pub day: fn(Millis) -> i64,
    /// Number of today's day there.
    pub today: fn() -> i64,
    /// A calendar day, such as “4 March 2026”.
    pub date: fn(Millis, &str) -> String,
    /// A time of day, such as “14:50”.
    pub time: fn(Millis, &str) -> String,
    /// An amount and its ISO 4217 currency.
    pub price: fn(f64, &str, &str) -> String,
    /// A number of bytes.
    pub size: fn(u64, &str) -> String,
}

impl Default for Formats {
    fn default() -> Self {
        Self {
            day: |at| i64::try_from(at / DAY).unwrap_or_default(),
            today: || 0,
            date: |at, _| time::format(at).chars().take(10).collect(),
            time: |at, _| time::format(at).chars().skip(11).take(5).collect(),
            price: |amount, currency, _| price::format(amount, currency),
            size: |bytes, _| size(bytes),
        }
    }
}

impl Formats {
    /// Those of the context, else those of the composition root, else the plain ones.
    pub(crate) fn here() -> Self {
        use_context().or_else(super::later::formats).unwrap_or_default()
    }
}

/// Decimal units, one digit behind the point where it tells something.
fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000.. => (1_000_000, "MB"),
    };
    let tenths = (bytes * 10 + unit / 2) / unit;
    if tenths >= 100 {
        format!("{} {name}", tenths / 10)
    } else {
        format!("{}.{} {name}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn the_plain_form_is_the_calendar() {
        let formats = Formats::default();
        assert_eq!((formats.date)(1_772_635_812_481, "da"), "2026-03-04");
        assert_eq!((formats.time)(1_772_635_812_481, "da"), "14:50");
        assert_eq!((formats.day)(DAY * 3 + 1), 3);
        assert_eq!((formats.price)(1299.95, "DKK", "da"), "1299.95 DKK");
    }
}
