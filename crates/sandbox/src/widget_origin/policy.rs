//! The security headers of the app's page (S24, S33 to S35, S38, S44, S45).

use crate::settings::WidgetOptions;
use crate::state::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// Where browsers send violation reports.
pub(crate) const REPORTS: &str = "/reports";

/// Report-only: the framework builds fragments with `innerHTML` of its own constant templates, which this would
/// stop (finding 8). What is reported shows whether anything else does.
const TRUSTED_TYPES: &str = "require-trusted-types-for 'script'; report-uri /reports";

/// Everything but the microphone and the clipboard is off.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(self), camera=(), clipboard-read=(), clipboard-write=(self), \
     display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(self), \
     midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Adds the headers of an HTML document.
pub(super) fn protect(headers: &mut HeaderMap, html: &[u8], state: &State, options: &WidgetOptions) {
    let html = String::from_utf8_lossy(html);
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(header::CONTENT_SECURITY_POLICY, &policy(&html, state, options));
    set(header::CONTENT_SECURITY_POLICY_REPORT_ONLY, TRUSTED_TYPES);
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if let Some(embedder) = &options.embedder_policy {
        set(HeaderName::from_static("cross-origin-embedder-policy"), embedder);
    }
}

fn policy(html: &str, state: &State, options: &WidgetOptions) -> String {
    let wasm = if options.wasm_allowed { " 'wasm-unsafe-eval'" } else { "" };
    let api = &state.origins.api;
    let mut connect = vec!["'self'", api.as_str()];
    let (advertised, token_url) = (state.advertised_api(options), state.token_url(options));
    for origin in [origin_of(&advertised), origin_of(&token_url)] {
        if !connect.contains(&origin) {
            connect.push(origin);
        }
    }
    let mut images = vec!["'self'", api.as_str(), "data:", "blob:"];
    images.extend(options.image_hosts.iter().map(String::as_str));
    let embedders = state.embedders(options);
    let embedders = if embedders.is_empty() { "'none'".into() } else { embedders.join(" ") };
    format!(
        "default-src 'none'; script-src 'self'{wasm}{scripts}; style-src 'self'{styles}; connect-src {connect}; \
         img-src {images}; font-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; \
         frame-src 'none'; frame-ancestors {embedders}",
        scripts = hashes(html, "script"),
        styles = hashes(html, "style"),
        connect = connect.join(" "),
        images = images.join(" "),
    )
}

/// Scheme, host and port of an address.
fn origin_of(address: &str) -> &str {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address[host..].find(['/', '?', '#']).map_or(address.len(), |end| host + end);
    &address[..end]
}

/// The sources that let each inline `element` of the page run, with a space before each.
fn hashes(html: &str, element: &str) -> String {
    let digest = |text: &str| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    inline(html, element).into_iter().map(digest).collect()
}

/// Content of each inline `element`; one with a `src` has none.
fn inline<'a>(html: &'a str, element: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find(&open) {
        let behind = &rest[start + open.len()..];
        let Some(end_of_tag) = behind.find('>') else { break };
        let attributes = &behind[..end_of_tag];
        let content = &behind[end_of_tag + 1..];
        let Some(end) = content.find(&close) else { break };
        let is_it = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        if is_it && !attributes.split_whitespace().any(|attribute| attribute.starts_with("src")) {
            found.push(&content[..end]);
        }
        rest = &content[end..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s33_only_inline_elements_are_hashed() {
        let html = "<script src=\"/a.js\"></script><script type=\"module\">import 'x';</script>\
                    <style>b{}</style><scripty>no</scripty>";
        assert_eq!(inline(html, "script"), ["import 'x';"]);
        assert_eq!(inline(html, "style"), ["b{}"]);
        let expected = " 'sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='";
        assert_eq!(hashes("<script>test</script>", "script"), expected);
    }

    #[test]
    fn an_address_has_one_origin() {
        assert_eq!(origin_of("http://127.0.0.1:8080/chat/token?x=1"), "http://127.0.0.1:8080");
        assert_eq!(origin_of("https://a.example"), "https://a.example");
    }
}
