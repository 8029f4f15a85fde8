//! Recognising links to scheduling services, for the `bookingLinkClick` event (events.md).

use super::cut::cut;

/// Hosts of scheduling services, with the path where only a part of the host is one.
const PROVIDERS: &[&str] = &[
    "acuityscheduling.com",
    "appointlet.com",
    "as.me",
    "bookings.cloud.microsoft",
    "cal.com",
    "calendar.app.google",
    "calendar.google.com/calendar/appointments",
    "calendar.google.com/calendar/u/0/appointments",
    "calendly.com",
    "doodle.com",
    "koalendar.com",
    "meetings.hubspot.com",
    "meetings-eu1.hubspot.com",
    "oncehub.com",
    "outlook.office.com/book",
    "outlook.office365.com/book",
    "outlook.office365.com/owa/calendar",
    "savvycal.com",
    "setmore.com",
    "simplybook.it",
    "simplybook.me",
    "tidycal.com",
    "youcanbook.me",
    "zcal.co",
    "zohobookings.com",
];

/// The origin of the scheduling service a link leads to, given its normalised address. Nothing else of the
/// address may leave the frame: its path names a person.
pub fn booking_provider(url: &str) -> Option<&str> {
    let authority = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let (host, path) = cut(authority, b"/");
    let known = |provider: &&str| {
        let (suffix, folder) = cut(provider, b"/");
        let below = host.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        below && path.starts_with(folder)
    };
    if PROVIDERS.iter().any(known) { url.strip_suffix(path) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s14_a_booking_link_is_known_by_host_and_only_its_origin_is_told() {
        let table = [
            ("https://calendly.com/acme/30min?month=2026-01", Some("https://calendly.com")),
            ("https://acme.cal.com/", Some("https://acme.cal.com")),
            ("http://app.acuityscheduling.com/x", Some("http://app.acuityscheduling.com")),
            (
                "https://outlook.office365.com/owa/calendar/a@b/bookings/",
                Some("https://outlook.office365.com"),
            ),
            ("https://outlook.office365.com/mail/", None),
            ("https://meetings.hubspot.com/a", Some("https://meetings.hubspot.com")),
            ("https://app.hubspot.com/a", None),
            ("https://notcalendly.com/", None),
            ("https://calendly.com.evil.example/", None),
            ("https://evil.example/calendly.com", None),
            ("https://calendly.com:8443/", None),
            ("mailto:a@calendly.com", None),
            ("calendly.com", None),
        ];
        for (url, origin) in table {
            assert_eq!(booking_provider(url), origin, "{url}");
        }
    }
}
