//! A page of a customer's, as a test needs it.

use crate::site::{LISTENER_PATH, RECORDER_PATH, Site};

/// The chatbot that most tests talk to.
pub const CHATBOT: &str = "shop-bot";

/// What the page is made of. Without more it is a plain page that loads nothing of the widget's.
#[derive(Clone, Debug)]
pub struct HostPage {
    headers: Vec<(String, String)>,
    doctype: &'static str,
    root_attributes: String,
    nonce: Option<String>,
    listens: bool,
    head: String,
    body: String,
}

impl HostPage {
    /// A page without the widget.
    pub fn plain() -> Self {
        Self {
            headers: Vec::new(),
            doctype: "<!doctype html>",
            root_attributes: "lang=\"en\"".into(),
            nonce: None,
            listens: true,
            head: String::new(),
            body: "<h1>Shop</h1><p>Tents, boots and more.</p>".into(),
        }
    }

    /// A page with the loader at its end, as most pages have it.
    pub fn with_widget(site: &Site) -> Self {
        Self::with_options(site, "")
    }

    /// The same with more attributes on the script's tag.
    pub fn with_options(site: &Site, attributes: &str) -> Self {
        Self::plain().body(&loader_tag(site, attributes))
    }

    /// Adds to the head.
    #[must_use]
    pub fn head(mut self, html: &str) -> Self {
        self.head.push_str(html);
        self
    }

    /// Adds to the body.
    #[must_use]
    pub fn body(mut self, html: &str) -> Self {
        self.body.push_str(html);
        self
    }

    /// Replaces the body.
    #[must_use]
    pub fn only_body(mut self, html: &str) -> Self {
        html.clone_into(&mut self.body);
        self
    }

    /// Attributes of the root element.
    #[must_use]
    pub fn root(mut self, attributes: &str) -> Self {
        attributes.clone_into(&mut self.root_attributes);
        self
    }

    /// No doctype: browsers lay the page out as in the nineties.
    #[must_use]
    pub fn quirks(mut self) -> Self {
        self.doctype = "";
        self
    }

    /// Notes no events, so that nothing but the loader makes `window.Chatlet`.
    #[must_use]
    pub fn without_listener(mut self) -> Self {
        self.listens = false;
        self
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a content security policy that allows scripts with this nonce.
    #[must_use]
    pub fn policy(mut self, nonce: &str, policy: &str) -> Self {
        self.nonce = Some(nonce.into());
        self.header("content-security-policy", policy)
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    pub(crate) fn html(&self) -> String {
        let Self { doctype, root_attributes, head, body, .. } = self;
        let nonce = self.nonce.as_ref().map(|nonce| format!(" nonce=\"{nonce}\"")).unwrap_or_default();
        let script = |path: &str| format!("<script src=\"{path}\"{nonce}></script>");
        let listener = if self.listens { script(LISTENER_PATH) } else { String::new() };
        format!(
            "{doctype}<html {root_attributes}><head><meta charset=\"utf-8\"><title>Shop</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             {recorder}{listener}{head}</head><body>{body}</body></html>",
            recorder = script(RECORDER_PATH),
        )
    }
}

/// The loader's tag, with more attributes.
pub fn loader_tag(site: &Site, attributes: &str) -> String {
    loader_tag_for(site, CHATBOT, attributes)
}

/// The same for another chatbot.
pub fn loader_tag_for(site: &Site, chatbot: &str, attributes: &str) -> String {
    format!(
        "<script src=\"{}\" data-chatbot-id=\"{chatbot}\" {attributes}></script>",
        site.widget("/chatlet.js")
    )
}
