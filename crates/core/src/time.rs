//! Points in time as values: milliseconds since the Unix epoch, and their text form on the wire.

/// Milliseconds since the Unix epoch, UTC.
pub type Millis = u64;

/// Days from the civil calendar to the Unix epoch, by Howard Hinnant's algorithm.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Reads an RFC 3339 time stamp, with or without fractional seconds; anything else is `None`.
pub fn parse(text: &str) -> Option<Millis> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let separators = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
    if !separators.iter().all(|(at, mark)| bytes.get(*at) == Some(mark))
        || !matches!(bytes.get(10), Some(b'T' | b't' | b' '))
    {
        return None;
    }
    let (month, day) = (number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let mut rest = text.get(19..)?;
    let mut millis = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        let thousandths = format!("{:0<3}", fraction.get(..digits.min(3))?);
        millis = thousandths.parse::<i64>().ok()?;
        rest = fraction.get(digits..)?;
    }
    let offset = match rest {
        "" | "Z" | "z" => 0,
        _ => {
            let sign = if rest.starts_with('-') { -1 } else { 1 };
            let hours = rest.get(1..3)?.parse::<i64>().ok()?;
            let minutes = rest.get(rest.len().checked_sub(2)?..)?.parse::<i64>().ok()?;
            sign * (hours * 60 + minutes)
        }
    };
    let days = days_from_civil(number(0, 4)?, month, day);
    let total = (((days * 24 + hour) * 60 + minute - offset) * 60 + second) * 1000 + millis;
    u64::try_from(total).ok()
}

/// Writes ISO 8601 in UTC with milliseconds, as every event carries it.
pub fn format(at: Millis) -> String {
    let (seconds, millis) = (at / 1000, at % 1000);
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // The inverse of `days_from_civil`.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let day_of_era = shifted % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_stamps_come_with_and_without_fractions_and_offsets() {
        assert_eq!(parse("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(parse("2026-03-04T14:50:12.481Z"), Some(1_772_635_812_481));
        assert_eq!(parse("2026-03-04T15:50:12.4819+01:00"), Some(1_772_635_812_481));
        for wrong in ["", "2026", "2026-13-04T00:00:00Z", "yesterday", "2026-03-04T14:50:1æZ"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn writing_is_the_inverse_of_reading() {
        for at in [0, 951_782_400_000, 1_709_164_800_123, 1_772_635_812_481, 4_102_444_799_999] {
            assert_eq!(parse(&format(at)), Some(at));
        }
        assert_eq!(format(1_772_635_812_481), "2026-03-04T14:50:12.481Z");
    }
}
