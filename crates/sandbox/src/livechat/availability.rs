//! When a visitor may ask for a human: switched on, working hours, and a hand that overrides them.

use serde_json::{Value, json};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const MINUTES_OF_DAY: i64 = 1_440;

/// Hours of one day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingHours {
    /// 1 is Monday, 7 is Sunday.
    pub day: u8,
    /// Minutes after midnight.
    pub from: u16,
    /// Minutes after midnight, itself not included; 1440 is the end of the day.
    pub to: u16,
}

/// How livechat is set up for a chatbot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivechatOptions {
    /// Whether it is offered at all.
    pub enabled: bool,
    /// Live or offline by hand, whatever the hours say.
    pub forced: Option<bool>,
    /// None means always.
    pub working_hours: Vec<WorkingHours>,
    /// Offset from UTC of the time zone that the hours are in, in minutes.
    pub utc_offset: i16,
    /// Whether the idle control of the header is shown.
    pub show_livechat_logo: bool,
    /// Whether messages may carry images and files.
    pub attachments_enabled: bool,
    /// Bytes that one of them may have.
    pub max_attachment_size_bytes: u64,
}

impl LivechatOptions {
    /// Reads a chatbot's description: `config.livechat`, and the hours in `livechat_hours`.
    pub(crate) fn read(bot: &Value) -> Self {
        let block = &bot["config"]["livechat"];
        let hours = bot["livechat_hours"].as_array().map(Vec::as_slice).unwrap_or_default();
        let number = |value: &Value| value.as_u64().and_then(|number| u16::try_from(number).ok());
        let read = |hours: &Value| {
            let day = u8::try_from(number(&hours["day"])?).ok()?;
            Some(WorkingHours { day, from: number(&hours["from"])?, to: number(&hours["to"])? })
        };
        Self {
            enabled: block["enabled"].as_bool().unwrap_or(false),
            forced: None,
            working_hours: hours.iter().filter_map(read).collect(),
            utc_offset: 0,
            show_livechat_logo: block["show_livechat_logo"].as_bool().unwrap_or(true),
            attachments_enabled: block["attachments_enabled"].as_bool().unwrap_or(false),
            max_attachment_size_bytes: block["max_attachment_size_bytes"].as_u64().unwrap_or(5_242_880),
        }
    }

    /// Whether a handover may be asked for at `now`, and the reason (`LivechatAvailabilityReason`).
    pub(crate) fn availability(&self, now: SystemTime) -> (bool, &'static str) {
        match self.forced {
            _ if !self.enabled => (false, "disabled"),
            Some(true) => (true, "manual_live"),
            Some(false) => (false, "manual_offline"),
            None if self.working_hours.is_empty() => (true, "always_on"),
            None if self.is_working_time(now) => (true, "within_working_hours"),
            None => (false, "outside_working_hours"),
        }
    }

    fn is_working_time(&self, now: SystemTime) -> bool {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let minutes = i64::try_from(since.as_secs() / 60).unwrap_or(0) + i64::from(self.utc_offset);
        // The first of January 1970 was a Thursday.
        let day = (minutes.div_euclid(MINUTES_OF_DAY) + 3).rem_euclid(7) + 1;
        let minute = minutes.rem_euclid(MINUTES_OF_DAY);
        self.working_hours.iter().any(|hours| {
            i64::from(hours.day) == day && (i64::from(hours.from)..i64::from(hours.to)).contains(&minute)
        })
    }

    /// `LivechatConfig`
    pub(crate) fn config(&self, now: SystemTime) -> Value {
        let (is_live, reason) = self.availability(now);
        json!({
            "enabled": self.enabled,
            "configured": true,
            "availability_status": if is_live { "live" } else { "offline" },
            "availability_reason": reason,
            "show_livechat_logo": self.show_livechat_logo,
            "attachments_enabled": self.attachments_enabled,
            "max_attachment_size_bytes": self.max_attachment_size_bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wednesday, 4 March 2026, 14:59:59 UTC.
    fn wednesday() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_772_636_399)
    }

    fn options(hours: &[(u8, u16, u16)]) -> LivechatOptions {
        let mut options = LivechatOptions::read(&json!({ "config": { "livechat": { "enabled": true } } }));
        options.working_hours = hours.iter().map(|&(day, from, to)| WorkingHours { day, from, to }).collect();
        options
    }

    #[test]
    fn hours_are_those_of_the_time_zone() {
        let until_three = options(&[(3, 540, 900)]);
        assert_eq!(until_three.availability(wednesday()), (true, "within_working_hours"));
        let later = wednesday() + Duration::from_secs(1);
        assert_eq!(until_three.availability(later), (false, "outside_working_hours"));
        let east = LivechatOptions { utc_offset: 60, ..until_three };
        assert_eq!(east.availability(wednesday()), (false, "outside_working_hours"));
        assert_eq!(options(&[(4, 0, 1440)]).availability(wednesday()), (false, "outside_working_hours"));
        let midnight = wednesday() + Duration::from_secs(9 * 3600 + 1);
        assert!(options(&[(4, 0, 1440)]).availability(midnight).0);
    }

    #[test]
    fn a_hand_overrides_hours_and_the_switch_overrides_the_hand() {
        assert_eq!(options(&[]).availability(wednesday()), (true, "always_on"));
        let forced =
            |on| LivechatOptions { forced: Some(on), ..options(&[(1, 0, 1)]) }.availability(wednesday());
        assert_eq!((forced(true), forced(false)), ((true, "manual_live"), (false, "manual_offline")));
        let off = LivechatOptions { enabled: false, forced: Some(true), ..options(&[]) };
        assert_eq!(off.availability(wednesday()), (false, "disabled"));
    }
}
