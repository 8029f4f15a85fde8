//! The link policy: what content from the backend, an agent or a page may open, load or hand to the host
//! page.
//!
//! Every value is untrusted text. The rules are those of corpora/README.md, numbered here as there; where
//! this policy is stricter, the module that is stricter says so. Nothing here panics, and all of it is linear
//! in the length of the value but for the keys of custom arguments, of which 8192 characters hold few.

mod address;
mod arguments;
mod attachment;
mod booking;
mod characters;
mod contact;
mod cut;
mod host;
mod host_letters;
mod label;
mod own_image;
mod percent;
mod punycode;
mod relative;
mod scheme;

pub use address::WebAddress;
pub use booking::booking_provider;
pub(crate) use characters::is_noncharacter;
pub use label::{Label, link_label};
pub use own_image::own_image;

use host::Reach;

/// What may happen when a link is activated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// It may be opened, in a new context without opener or referrer.
    Open {
        /// The normalised address that was checked. Nothing else may be opened (rule 9).
        url: String,
        /// The host to show, in ASCII. None when the link names a mail box or a number.
        host: Option<String>,
        /// Whether it leaves the host page's site, or could: mark it, and show its host where there is room.
        external: bool,
        /// What the link leads to.
        kind: LinkKind,
    },
    /// It is never opened: the host page gets it as data (rule 8).
    Event {
        /// The custom scheme in lower case, without its colon.
        scheme: String,
        /// The arguments in order, each key once.
        params: Vec<(String, String)>,
    },
    /// Nothing happens, and the label stays as plain text.
    Blocked,
}

/// What an allowed link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// A web page.
    Web,
    /// A letter to write.
    Mail,
    /// A number to call.
    Phone,
    /// A short message to write.
    Message,
}

/// What the rules need to know about the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkPolicy {
    /// The host page: relative links are its own, never the frame's. Without it they are blocked.
    pub page: Option<WebAddress>,
    /// The API's base address: attachments without a host are its own.
    pub api: Option<WebAddress>,
    /// Schemes the host page handles, without their colon.
    pub custom_schemes: Vec<String>,
    /// Hosts that images may be loaded from, in ASCII.
    pub image_hosts: Vec<String>,
}

impl LinkPolicy {
    /// What may happen with this link target (rules 1 to 6, 8 and 9).
    pub fn link(&self, value: &str) -> Link {
        characters::visible(value).and_then(|value| self.judge(value)).unwrap_or(Link::Blocked)
    }

    /// The normalised address of an image that may be loaded (rule 7): https on the default port of a listed
    /// host.
    pub fn image(&self, value: &str) -> Option<String> {
        let (scheme, rest) = scheme::split(characters::visible(value)?)?;
        if scheme != "https" {
            return None;
        }
        let address = WebAddress::after_scheme("https", rest)?;
        // A listed host may be one that links may not lead to: the owner of the site listed it.
        let listed = |host: &String| address.host.eq_ignore_ascii_case(host);
        let port = address.origin.len() > "https://".len() + address.host.len();
        (!port && self.image_hosts.iter().any(listed)).then(|| address.url())
    }

    fn judge(&self, value: &str) -> Option<Link> {
        let Some((scheme, rest)) = scheme::split(value) else { return self.without_scheme(value) };
        match &*scheme {
            "http" => self.web(&WebAddress::after_scheme("http", rest)?, rest),
            "https" => self.web(&WebAddress::after_scheme("https", rest)?, rest),
            "mailto" => Some(contact(contact::mail(rest)?, LinkKind::Mail)),
            "tel" => Some(contact(contact::number("tel:", rest)?, LinkKind::Phone)),
            "sms" => Some(contact(contact::number("sms:", rest)?, LinkKind::Message)),
            _ if self.custom_schemes.iter().any(|custom| custom.eq_ignore_ascii_case(&scheme)) => {
                Some(Link::Event { scheme, params: arguments::parse(rest) })
            }
            _ => None,
        }
    }

    fn without_scheme(&self, value: &str) -> Option<Link> {
        if relative::names_host(value) {
            return self.web(&relative::named(value)?, value);
        }
        let page = self.page.as_ref()?;
        Some(web(&relative::resolve(page, value)?, false))
    }

    /// A link that names its host, which is the page's own or one on the public internet (rule 4). `written`
    /// is what followed the scheme.
    fn web(&self, address: &WebAddress, written: &str) -> Option<Link> {
        let own_host = self.page.as_ref().is_some_and(|page| page.host == address.host);
        if address.reach == Reach::Local && !own_host {
            return None;
        }
        let stays =
            self.page.as_ref().is_some_and(|page| page.origin == address.origin && stays_on(page, written));
        Some(web(address, !stays))
    }
}

/// Whether a link to the page's own origin is written plainly. One that climbs out of folders, or that
/// carries another address for the site to forward to, is written to be misread, and is treated as one that
/// leaves.
fn stays_on(page: &WebAddress, written: &str) -> bool {
    let bytes = written.trim_start_matches('/').as_bytes();
    let own =
        page.origin.strip_prefix("https:").or_else(|| page.origin.strip_prefix("http:")).unwrap_or_default();
    (0..bytes.len()).all(|position| {
        let rest = &bytes[position..];
        let starts =
            |mark: &[u8]| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
        let own =
            starts(own.as_bytes()) && matches!(rest.get(own.len()), None | Some(b'/' | b'?' | b'#' | b'&'));
        !(starts(b"..") || starts(b"%2e") || starts(b"%2f%2f") || starts(b"//") && !own)
    })
}

fn web(address: &WebAddress, external: bool) -> Link {
    Link::Open { url: address.url(), host: Some(address.host.clone()), external, kind: LinkKind::Web }
}

fn contact(url: String, kind: LinkKind) -> Link {
    Link::Open { url, host: None, external: false, kind }
}

#[cfg(test)]
mod tests;
