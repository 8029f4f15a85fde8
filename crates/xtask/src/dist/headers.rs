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

/// The app's routes. Not to `/index.html`: Cloudflare Pages would send the browser on from there.
const REDIRECTS: &str = "/menu / 200\n";

/// Writes the headers of a folder into it. `names` are its files, those of the newest build first.
pub(super) fn write(folder: &Path, deployment: &Deployment, names: &[String]) -> Result<()> {
    let page = of_page(&super::read(&folder.join("index.html"))?, deployment);
    super::write(&folder.join("_headers"), &for_static_hosts(&page, names))?;
    super::write(&folder.join("_redirects"), REDIRECTS)?;
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

/// Paths of the documents: the app, the one that checks a deployment, the one for what is missing. Some hosts leave out `.html`.
const PAGES: [&str; 7] = ["/", "/index.html", "/menu", "/check.html", "/check", "/404.html", "/404"];
/// Rules that Cloudflare Pages reads; it leaves out what comes after them.
const MOST_RULES: usize = 100;

/// The format that several static hosts read. They differ in what becomes of a header that two matching rules name (one takes
/// the last, another joins them) and in where a star may stand: so no path gets a header from two rules, and stars stand only
/// at the end.
fn for_static_hosts(page: &[(&str, String)], names: &[String]) -> String {
    let rule = |path: &str, headers: &[(&str, String)]| {
        format!("\n{path}\n{}", lines(headers, |(name, value)| format!("  {name}: {value}\n")))
    };
    let caching = |value: &str| vec![("Cache-Control", value.to_owned())];
    let mut rules = vec![rule("/*", &EVERYWHERE.map(|(name, value)| (name, value.to_owned())))];
    rules.extend(PAGES.map(|path| rule(path, &[caching(REVALIDATED), page.to_vec()].concat())));
    let (immutable, others): (Vec<&String>, Vec<&String>) =
        names.iter().partition(|name| super::is_immutable(name));
    let mut revalidated: Vec<String> = others
        .iter()
        .map(|name| name.split_once('/').map_or(format!("/{name}"), |(folder, _)| format!("/{folder}/*")))
        .filter(|path| !PAGES.contains(&path.as_str()))
        .collect();
    revalidated.dedup();
    rules.extend(revalidated.iter().map(|path| rule(path, &caching(REVALIDATED))));
    rules.extend(immutable.iter().map(|name| rule(&format!("/{name}"), &caching(IMMUTABLE))));
    // What has no rule is asked for again each time, as these hosts do with everything.
    rules.truncate(MOST_RULES);
    rules.concat().trim_start().to_owned()
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
         location = /check.html {{\n{page}  }}\n  location = /index.html {{\n{page}  }}\n  location = /404.html {{\n{page}  }}\n\n  \
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
         @page path_regexp ^/([^.]*|index\\.html|check\\.html|404\\.html)$\n  @route path_regexp ^/[^.]+$\n  rewrite @route \
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

    fn files() -> Vec<String> {
        [
            "404.html",
            "boot.js",
            "chatlet-0.1.0.0123456789abcdef.js",
            "chatlet-0123456789abcdef.js",
            "chatlet-0123456789abcdef_bg.wasm",
            "chatlet-search.js",
            "chatlet-window-0123456789abcdef.js",
            "chatlet-window-0123456789abcdef.js.map",
            "chatlet.js",
            "chatlet.json",
            "check.html",
            "check.js",
            "dialects/cossistant.mjs",
            "dialects/nexus.js",
            "index.html",
            "integrity.json",
            "later-0123456789abcdef.css",
            "later-0123456789abcdef.wasm",
            "locales/da.json",
            "locales/de.json",
            "main-0123456789abcdef.css",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// The rules of a `_headers` file, by the part of the grammar on which Netlify and Cloudflare Pages agree.
    fn rules(text: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
        let mut rules: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            assert!(line.len() <= 2_000, "Cloudflare Pages reads no longer line: {line}");
            if line.starts_with('/') {
                // What a star in the middle means is not the same everywhere.
                assert!(!line.contains([':', ' ']) && !line.trim_end_matches('*').contains('*'), "{line}");
                rules.push((line, Vec::new()));
                continue;
            }
            let (name, value) = line.strip_prefix("  ").unwrap().split_once(": ").unwrap();
            // Only Cloudflare Pages knows how to take a header back.
            assert!(name.bytes().all(|letter| letter.is_ascii_alphabetic() || letter == b'-'), "{line}");
            rules.last_mut().unwrap().1.push((name, value));
        }
        rules
    }

    /// What a request gets; fails where two rules name the same header, which hosts bring together in different ways.
    fn headers_of(text: &str, path: &str) -> Vec<(String, String)> {
        let mut headers = Vec::new();
        for (pattern, given) in rules(text) {
            let fits = pattern.strip_suffix('*').map_or(path == pattern, |start| path.starts_with(start));
            for (name, value) in given.iter().filter(|_| fits) {
                assert!(!headers.iter().any(|(known, _)| known == name), "{name} twice on {path}");
                headers.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        headers.sort();
        headers
    }

    /// What a block of the settings for nginx adds.
    fn nginx_block(text: &str, location: &str) -> Vec<(String, String)> {
        let (_, rest) = text.split_once(&format!("location {location} {{\n")).unwrap();
        let (block, _) = rest.split_once("\n  }").unwrap();
        let mut headers: Vec<_> = block
            .lines()
            .filter_map(|line| line.trim().strip_prefix("add_header ")?.split_once(" \""))
            .map(|(name, value)| (name.to_owned(), value.split('"').next().unwrap().to_owned()))
            .collect();
        headers.sort();
        headers
    }

    #[test]
    fn s33_s45_f67_static_hosts_give_each_file_what_nginx_gives_it() {
        let text = for_static_hosts(&page(), &files());
        let nginx = for_nginx(&page());
        let [immutable, file, document] =
            ["~ \"[-._][0-9a-f]{16}[._]\"", "~ \"\\.\"", "/"].map(|location| nginx_block(&nginx, location));
        assert!(immutable.len() == 4 && file.len() == 4 && document.len() == 8, "{nginx}");
        for name in files() {
            let expected = match name.as_str() {
                "index.html" | "check.html" | "404.html" => &document,
                name if name.contains("0123456789abcdef") => &immutable,
                _ => &file,
            };
            assert_eq!(&headers_of(&text, &format!("/{name}")), expected, "{name}");
        }
        for path in ["/", "/menu", "/check", "/404"] {
            assert_eq!(headers_of(&text, path), document, "{path}");
        }
        // That it is missing must not be kept.
        let missing = headers_of(&text, "/chatlet-window-fedcba9876543210.js");
        assert!(missing.iter().all(|(name, _)| name != "Cache-Control"), "{missing:?}");
    }

    #[test]
    fn files_kept_from_earlier_builds_push_no_other_rule_out() {
        let mut names = files();
        names.extend((0..200).map(|number| format!("later-{number:016x}.css")));
        let text = for_static_hosts(&page(), &names);
        assert_eq!(rules(&text).len(), 100);
        for (pattern, headers) in rules(&for_static_hosts(&page(), &files())) {
            assert!(rules(&text).contains(&(pattern, headers)), "{pattern}");
        }
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
        for text in [for_static_hosts(&page(), &files()), for_nginx(&page()), for_caddy(&page())] {
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
