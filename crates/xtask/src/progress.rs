//! What a person reads while waiting, on standard error.

use std::time::{Duration, Instant};

/// Says what is being done now.
pub(crate) fn say(text: impl AsRef<str>) {
    eprintln!("chatlet: {}", text.as_ref());
}

/// Says what is being done and, when it ends, how long it took.
pub(crate) fn timed<T>(text: &str, work: impl FnOnce() -> T) -> T {
    say(format!("{text} …"));
    let start = Instant::now();
    let outcome = work();
    say(format!("{text}: {}", duration(start.elapsed())));
    outcome
}

/// A duration as a person says it.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds >= 60 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(duration(Duration::from_millis(340)), "0.3 s");
        assert_eq!(duration(Duration::from_secs(127)), "2 min 07 s");
    }
}
