//! How long to wait before trying again (`chat-api.md` §10; faults F12, F13).

use crate::ids::Ids;
use crate::time::Millis;

/// Reads are tried this often before the visitor is asked.
pub const READ_ATTEMPTS: u32 = 4;
/// Longest wait the server can ask for, in milliseconds.
const LONGEST: Millis = 120_000;

/// Wait before attempt number `attempt` (1 is the first repetition), in milliseconds: doubling from half a second,
/// with up to half of it as jitter so that clients do not come back together.
pub fn read_delay(attempt: u32, ids: &mut Ids) -> Millis {
    let base = 500u64.saturating_mul(1 << attempt.saturating_sub(1).min(6));
    base + ids.below(base / 2)
}

/// Reads `Retry-After`: seconds, or an HTTP date compared with `now`. Absent or unreadable is five seconds; the
/// answer is between one second and two minutes.
pub fn retry_after(header: Option<&str>, now: Millis) -> Millis {
    let wait = header.and_then(|header| {
        let header = header.trim();
        header
            .parse::<u64>()
            .ok()
            .map(|seconds| seconds.saturating_mul(1000))
            .or_else(|| http_date(header).map(|at| at.saturating_sub(now)))
    });
    wait.unwrap_or(5_000).clamp(1_000, LONGEST)
}

/// Reads the one date form HTTP senders use: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(text: &str) -> Option<Millis> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let mut words = text.split_ascii_whitespace().skip(1);
    let (day, month, year, clock) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = MONTHS.find(month).filter(|_| month.len() == 3)? / 3 + 1;
    crate::time::parse(&format!("{year}-{month:02}-{day:0>2}T{clock}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f12_retry_after_is_read_as_seconds_or_as_a_date_and_is_bounded() {
        let now = crate::time::parse("1994-11-06T08:49:07Z").unwrap();
        assert_eq!(retry_after(Some("7"), now), 7_000);
        assert_eq!(retry_after(Some("Sun, 06 Nov 1994 08:49:37 GMT"), now), 30_000);
        assert_eq!(retry_after(Some("soon"), now), 5_000);
        assert_eq!(retry_after(None, now), 5_000);
        assert_eq!(retry_after(Some("0"), now), 1_000);
        assert_eq!(retry_after(Some("999999999999"), now), 120_000);
    }

    #[test]
    fn f13_waits_grow_and_carry_jitter() {
        let mut ids = Ids::new(1);
        for attempt in 1..8 {
            let base = 500 << (attempt - 1).min(6);
            let wait = read_delay(attempt, &mut ids);
            assert!((base..base + base / 2).contains(&wait));
        }
    }
}
