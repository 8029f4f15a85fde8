//! What the page hears of a link that was clicked.

use super::Client;
use crate::links::{Link, booking_provider};
use chatlet_protocol::catalogue::Event;

impl Client {
    /// A link was clicked. The browser opens what the policy allowed; the page hears of it here.
    pub(super) fn on_link_clicked(&mut self, href: String, text: String) {
        match self.policy.link(&href) {
            Link::Blocked => {}
            Link::Event { scheme, params } => {
                self.raise(Event::LinkClick { href, text, protocol: scheme + ":", params, host: None });
            }
            Link::Open { url, host, .. } => {
                if let Some(provider) = booking_provider(&url) {
                    self.raise(Event::BookingLinkClick { url: provider.to_owned() });
                }
                let protocol = url.split(':').next().unwrap_or_default().to_owned() + ":";
                self.raise(Event::LinkClick { href: url, text, protocol, params: Vec::new(), host });
            }
        }
    }
}
