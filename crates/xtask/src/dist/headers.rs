//! The headers of a deployment (S24, S33 to S35, S38, S44, S45), written down for several hosts.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "a few lines, once per folder: what is read as the text it makes is worth more than a buffer saved"
)]

use std::path::Path;

use anyhow::Result;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::deployment::Deployment;

/// On everything.
const EVERYWHERE: [(&str, &str); 3] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
    ("X-Content-Type-Options", "nosniff"),
];
/// Everything but the microphone and the clipboard is off.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(self), camera=(), clipboard-read=(), clipboard-write=(self), \
     display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(self), \
     midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()";
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// Asked for again each time, and answered with 304 as long as it has not changed.
const REVALIDATED: &str = "no-cache";

/// Writes the headers of a folder into it.
pub(super) fn write(folder: &Path, deployment: &Deployment) -> Result<()> {
    let page = of_page(&super::read(&folder.join("index.html"))?, deployment);
    super::write(&folder.join("_headers"), &for_static_hosts(&page))?;
    super::write(&folder.join("_redirects"), "/menu /index.html 200\n")?;
    super::write(&folder.join("deploy/nginx.conf"), &for_nginx(&page))?;
    super::write(&folder.join("deploy/Caddyfile"), &for_caddy(&page))
}

/// One text of many.
fn lines<Item>(items: &[Item], line: impl Fn(&Item) -> String) -> String {
    items.iter().map(line).collect()
}

/// The headers of the app's page.
fn of_page(html: &str, deployment: &Deployment) -> Vec<(&'static str, String)> {
    let join = |list: &[String]| lines(list, |one| format!(" {one}"));
    let embedders =
        if deployment.embedders.is_empty() { " 'none'".to_owned() } else { join(&deployment.embedders) };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; connect-src 'self'{}; \
         img-src 'self' data: blob:{}; font-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; \
         frame-src 'none'; frame-ancestors{embedders}",
        hashes(html, "script"),
        hashes(html, "style"),
        join(&deployment.connects),
        join(&deployment.images),
    );
    vec![
        ("Content-Security-Policy", policy),
        ("Referrer-Policy", "no-referrer".into()),
        ("Permissions-Policy", PERMISSIONS.into()),
        ("Cross-Origin-Embedder-Policy", "credentialless".into()),
    ]
}

/// The sources that let each inline `element` of the page run, with a space before each.
fn hashes(html: &str, element: &str) -> String {
    let (open, close) = (format!("<{element}"), format!("</{element}"));
    let mut sources = String::new();
    for piece in html.split(&open).skip(1) {
        let Some((attributes, rest)) = piece.split_once('>') else { continue };
        let is_it = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        let has_source = attributes.split_whitespace().any(|attribute| attribute.starts_with("src"));
        if let (true, false, Some((content, _))) = (is_it, has_source, rest.split_once(&close)) {
            sources.extend([format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(content)))]);
        }
    }
    sources
}

/// The format that several static hosts read.
fn for_static_hosts(page: &[(&str, String)]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in EVERYWHERE {
        text.extend([format!("  {name}: {value}\n")]);
    }
    text.extend([format!("  Cache-Control: {REVALIDATED}\n")]);
    for path in ["/", "/index.html", "/menu", "/check.html"] {
        text.extend([format!("\n{path}\n")]);
        for (name, value) in page {
            text.extend([format!("  {name}: {value}\n")]);
        }
    }
    // A rule with a star takes the place of the general one where both match.
    for pattern in
        ["/chatlet-*_bg.wasm", "/later-*", "/main-*.css", "/chatlet-window-*.js", "/chatlet-words-*.js"]
    {
        text.extend([format!("\n{pattern}\n  ! Cache-Control\n  Cache-Control: {IMMUTABLE}\n")]);
    }
    text
}

fn for_nginx(page: &[(&str, String)]) -> String {
    let add = |indent: &str, headers: &[(&str, String)]| {
        lines(headers, |(name, value)| format!("{indent}add_header {name} \"{value}\" always;\n"))
    };
    let everywhere: Vec<_> = EVERYWHERE.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    // Not `always`: that something is missing must not be kept.
    let with = |indent: &str, caching: &str| {
        add(indent, &everywhere) + &format!("{indent}add_header Cache-Control \"{caching}\";\n")
    };
    format!(
        "# Chatlet: the widget's origin, which holds this folder and nothing else. Put the certificate's lines in.\n\
         # `brotli_static` needs the module ngx_brotli; without it leave that line out, gzip serves as well.\n\
         server {{\n  listen 443 ssl;\n  server_name chat.example;\n  root /srv/chatlet;\n\n  gzip_static on;\n  gzip_vary on;\n  \
         brotli_static on;\n  types {{\n    text/html html; text/css css; text/javascript js mjs; \
         application/json json map;\n    application/wasm wasm; image/svg+xml svg;\n  }}\n  charset utf-8;\n  charset_types text/css text/javascript application/json;\n\n  \
         # Names that stand for their content.\n  location ~ \"[-._][0-9a-f]{{16}}[._]\" {{\n{immutable}  }}\n\n  \
         # Files, asked for again each time.\n  location ~ \"\\.\" {{\n{file}    try_files $uri =404;\n  }}\n\n  \
         # Everything else is a page of the app.\n  location / {{\n{page}    try_files /index.html =404;\n  }}\n\n  \
         location = /check.html {{\n{page}  }}\n  location = /index.html {{\n{page}  }}\n\n  \
         location ^~ /deploy/ {{ return 404; }}\n}}\n",
        immutable = with("    ", IMMUTABLE),
        file = with("    ", REVALIDATED),
        page = with("    ", REVALIDATED) + &add("    ", page),
    )
}

fn for_caddy(page: &[(&str, String)]) -> String {
    let listed =
        |headers: &[(&str, String)]| lines(headers, |(name, value)| format!("    {name} \"{value}\"\n"));
    let everywhere: Vec<_> = EVERYWHERE.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    format!(
        "# Chatlet: the widget's origin, which holds this folder and nothing else.\nchat.example {{\n  root * \
         /srv/chatlet\n\n  @deploy path /deploy/*\n  respond @deploy 404\n\n  # What is no file is a page of the app.\n  \
         @page path_regexp ^/([^.]*|index\\.html|check\\.html)$\n  @route path_regexp ^/[^.]+$\n  rewrite @route \
         /index.html\n\n  header {{\n{everywhere}  }}\n  header @page {{\n{page}  }}\n\n  # Only what is there: that something \
         is missing must not be kept. Each request fits one of the two.\n  @immutable {{\n{immutable}  }}\n  @revalidated \
         not {{\n{immutable}  }}\n  header @immutable Cache-Control \"{IMMUTABLE}\"\n  header @revalidated Cache-Control \
         \"{REVALIDATED}\"\n\n  file_server {{\n    precompressed br gzip\n    hide _headers _redirects\n  }}\n}}\n",
        everywhere = listed(&everywhere),
        immutable = "    path_regexp [-._][0-9a-f]{16}[._]\n    file\n",
        page = listed(page),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Vec<(&'static str, String)> {
        let deployment = Deployment {
            text: None,
            defaults: None,
            connects: vec!["https://api.example".into()],
            images: vec!["https://cdn.example".into()],
            embedders: vec!["https://shop.example".into()],
        };
        of_page("<script src=\"boot.js\"></script><script type=\"module\">test</script>", &deployment)
    }

    #[test]
    fn s33_s34_the_pages_policy_names_hash_api_images_and_embedders() {
        let page = page();
        let policy = &page[0].1;
        for part in [
            "default-src 'none'",
            "'wasm-unsafe-eval' 'sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='",
            "connect-src 'self' https://api.example;",
            "https://cdn.example;",
            "frame-ancestors https://shop.example",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{part} in {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn s35_nobody_may_embed_where_nobody_is_named() {
        let page = of_page("", &Deployment::default());
        assert!(page[0].1.ends_with("frame-ancestors 'none'"));
    }

    #[test]
    fn s45_every_host_sends_the_same() {
        for text in [for_static_hosts(&page()), for_nginx(&page()), for_caddy(&page())] {
            for part in
                ["Cross-Origin-Resource-Policy", "Access-Control-Allow-Origin", "frame-ancestors", IMMUTABLE]
            {
                assert!(text.contains(part), "{part} in {text}");
            }
            assert!(!text.contains("X-Frame-Options"));
        }
    }

    #[test]
    fn f67_that_a_file_is_missing_is_kept_nowhere() {
        let nginx = for_nginx(&page());
        assert!(nginx.contains(&format!("Cache-Control \"{IMMUTABLE}\";")), "only with what is there");
        assert!(!nginx.contains(&format!("{IMMUTABLE}\" always")));
        assert!(nginx.contains("gzip_vary on;"), "caches in between must tell compressed files apart");
        let caddy = for_caddy(&page());
        assert!(
            caddy.contains("@immutable {\n    path_regexp [-._][0-9a-f]{16}[._]\n    file\n  }"),
            "{caddy}"
        );
        assert!(caddy.contains("@revalidated not {\n"), "{caddy}");
    }
}
