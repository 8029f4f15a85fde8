//! Attachments of messages: their address may leave out the API's host (chat-api.md §8).

use super::{Link, LinkPolicy, WebAddress, characters, relative, scheme, web};

impl LinkPolicy {
    /// What may happen with the address of a file: as a link, but relative to the API, whose origin the site
    /// chose.
    pub fn attachment(&self, value: &str) -> Link {
        self.on_api(value).map_or_else(|| self.absolute(value), |address| web(&address, true))
    }

    /// The address of an image that came as a message's attachment and may be loaded: as an image, or from
    /// the API.
    pub fn attachment_image(&self, value: &str) -> Option<String> {
        self.on_api(value).map(|address| address.url()).or_else(|| self.image(value))
    }

    /// The address of an attachment that the API itself serves.
    pub fn on_own_api(&self, value: &str) -> Option<String> {
        self.on_api(value).map(|address| address.url())
    }

    /// The address, if it is one on the API's origin.
    fn on_api(&self, value: &str) -> Option<WebAddress> {
        let api = self.api.as_ref()?;
        let value = characters::visible(value)?;
        let Some((scheme, rest)) = scheme::split(value) else { return relative_to(api, value) };
        let address = match &*scheme {
            "http" => WebAddress::after_scheme("http", rest)?,
            "https" => WebAddress::after_scheme("https", rest)?,
            _ => return None,
        };
        (address.origin == api.origin).then_some(address)
    }

    /// A link of its own, but never one that is relative to the host page.
    fn absolute(&self, value: &str) -> Link {
        let absolute = characters::visible(value).is_some_and(|value| {
            scheme::split(value).is_some_and(|(scheme, _)| scheme == "http" || scheme == "https")
        });
        if absolute { self.link(value) } else { Link::Blocked }
    }
}

fn relative_to(api: &WebAddress, value: &str) -> Option<WebAddress> {
    if relative::names_host(value) { None } else { relative::resolve(api, value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> LinkPolicy {
        LinkPolicy {
            page: WebAddress::parse("https://shop.example/list"),
            api: WebAddress::parse("http://127.0.0.1:8080/api/v1/chat/"),
            image_hosts: vec!["cdn.shop.example".into()],
            ..LinkPolicy::default()
        }
    }

    #[test]
    fn s22_attachments_without_a_host_are_the_apis() {
        let origin = "http://127.0.0.1:8080";
        let table = [
            ("/files/1?token=a", Some(format!("{origin}/files/1?token=a"))),
            ("files/1", Some(format!("{origin}/api/v1/chat/files/1"))),
            ("http://127.0.0.1:8080/a b", Some(format!("{origin}/a%20b"))),
            ("https://cdn.shop.example/p.png", Some("https://cdn.shop.example/p.png".into())),
            ("http://127.0.0.1:8081/p.png", None),
            ("https://127.0.0.1:8080/p.png", None),
            ("//127.0.0.1:8080/p.png", None),
            ("/\\evil.example/p.png", None),
            ("https://evil.example/p.png", None),
            ("data:image/png;base64,abcd", None),
            ("javascript:alert(1)", None),
            ("", None),
        ];
        for (value, url) in table {
            assert_eq!(policy().attachment_image(value), url, "{value}");
        }
        assert_eq!(LinkPolicy::default().attachment_image("/files/1"), None);
    }

    #[test]
    fn s16_files_open_by_the_rules_for_links() {
        let open = |value| match policy().attachment(value) {
            Link::Open { url, .. } => Some(url),
            _ => None,
        };
        assert_eq!(open("/files/1").as_deref(), Some("http://127.0.0.1:8080/files/1"));
        assert_eq!(open("https://files.example/a.pdf").as_deref(), Some("https://files.example/a.pdf"));
        for value in [
            "http://10.0.0.1/a.pdf",
            "//files.example/a",
            "www.files.example/a",
            "mailto:a@b.example",
            "blob:x",
        ] {
            assert_eq!(open(value), None, "{value}");
        }
    }
}
