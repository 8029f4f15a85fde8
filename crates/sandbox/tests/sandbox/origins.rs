//! The widget's origin, the host's origin, and what a test can do with both.

use crate::client::{Answer, Visitor, ask, fast, read, send, start};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chatlet_sandbox::{Page, Sandbox, Settings, Site, WidgetOptions};
use sha2::{Digest, Sha256};
use std::path::PathBuf;

/// A built app of one page, a script, a style and a module, in a folder of its own.
struct Built(PathBuf);

impl Built {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("chatlet-sandbox-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let page =
            "<!doctype html><script>boot()</script><style>b{}</style><script src=\"/chatlet.js\"></script>";
        for (file, content) in [
            ("index.html", page.to_owned()),
            ("chatlet.js", "loader();".repeat(100)),
            ("app-0123456789abcdef_bg.wasm", "\0asm".repeat(200)),
        ] {
            std::fs::write(folder.join(file), content).unwrap();
        }
        Self(folder)
    }

    fn settings(&self) -> Settings {
        Settings { dist: Some(self.0.clone()), ..Settings::default() }
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn get(origin: &str, path: &str) -> Answer {
    ask(origin, "GET", path, &[], "").await
}

fn hash(inline: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(inline)))
}

fn directive<'a>(answer: &'a Answer, name: &str) -> &'a str {
    let policy = answer.header("content-security-policy").unwrap();
    policy.split("; ").find_map(|directive| directive.strip_prefix(name)).unwrap().trim()
}

#[tokio::test]
async fn s33_s34_s35_the_page_of_the_app_is_protected() {
    let built = Built::new("policy");
    let sandbox = start(built.settings()).await;
    let page = get(&sandbox.widget, "/?id=shop-bot").await;
    assert_eq!(page.status, 200);
    assert_eq!(directive(&page, "script-src"), format!("'self' 'wasm-unsafe-eval' {}", hash("boot()")));
    assert_eq!(directive(&page, "style-src"), format!("'self' {}", hash("b{}")));
    assert_eq!(directive(&page, "default-src"), "'none'");
    assert_eq!(directive(&page, "connect-src"), format!("'self' {} {}", sandbox.api, sandbox.host));
    assert_eq!(directive(&page, "img-src"), format!("'self' {} data: blob:", sandbox.api));
    assert_eq!(directive(&page, "frame-ancestors"), sandbox.host);
    for name in ["base-uri", "form-action", "object-src", "frame-src"] {
        assert_eq!(directive(&page, name), "'none'");
    }
    assert!(!page.header("content-security-policy").unwrap().contains("unsafe-inline"));
    assert_eq!(page.header("x-frame-options"), None);
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert!(page.header("permissions-policy").unwrap().contains("microphone=(self)"));
    assert!(
        page.header("content-security-policy-report-only").unwrap().contains("require-trusted-types-for")
    );
    // An address of the app's own router is the same page, with the same protection.
    let route = get(&sandbox.widget, "/menu/language").await;
    assert_eq!(route.text, page.text);
    assert_eq!(route.header("content-security-policy"), page.header("content-security-policy"));
}

#[tokio::test]
async fn files_have_types_caching_and_compression() {
    let built = Built::new("files");
    let sandbox = start(built.settings()).await;
    for (path, kind, caching) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/chatlet.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
    ] {
        let plain = get(&sandbox.widget, path).await;
        assert_eq!(
            (plain.header("content-type"), plain.header("cache-control")),
            (Some(kind), Some(caching)),
            "{path}"
        );
        assert_eq!(plain.header("access-control-allow-origin"), Some("*"));
        assert_eq!(plain.header("cross-origin-resource-policy"), Some("cross-origin"));
        let etag = plain.header("etag").unwrap();
        let again = ask(&sandbox.widget, "GET", path, &[("if-none-match", etag)], "").await;
        assert_eq!((again.status, again.text.as_str()), (304, ""));
    }
    for (accepted, encoding) in [("gzip, deflate, br", Some("br")), ("gzip", Some("gzip")), ("br;q=0", None)]
    {
        let headers = [("accept-encoding", accepted)];
        let answer = ask(&sandbox.widget, "GET", "/chatlet.js", &headers, "").await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.text.len() < 200, encoding.is_some());
    }
    for path in ["/missing.js", "/../Cargo.toml", "/%2e%2e/Cargo.toml"] {
        assert_eq!(get(&sandbox.widget, path).await.status, 404, "{path}");
    }
    assert_eq!(ask(&sandbox.widget, "POST", "/", &[], "").await.status, 405);
}

#[tokio::test]
async fn the_deployment_names_the_running_origins() {
    let sandbox = fast().await;
    let deployment = get(&sandbox.widget, "/chatlet.json").await.json();
    assert_eq!(deployment["api"], sandbox.api);
    assert_eq!(deployment["tokenUrl"], format!("{}/chat/token", sandbox.host));
    assert_eq!(deployment["allowedOrigins"], serde_json::json!([sandbox.host]));
    assert_eq!(deployment["imageHosts"], serde_json::json!([sandbox.api]));
}

#[tokio::test]
async fn f66_f67_the_widget_can_be_changed_while_it_runs() {
    let built = Built::new("changes");
    let sandbox = start(built.settings()).await;
    sandbox.change_widget(|options| {
        options.wasm_allowed = false;
        options.missing = vec![".wasm".into()];
        options.allowed_origins = Some(vec!["https://shop.example".into()]);
        options.deployment.insert("defaults".into(), serde_json::json!({ "theme": "dark" }));
    });
    sandbox.advertise_api(Some("http://127.0.0.1:9"));
    let page = get(&sandbox.widget, "/").await;
    assert!(!page.header("content-security-policy").unwrap().contains("wasm-unsafe-eval"));
    assert_eq!(directive(&page, "frame-ancestors"), "https://shop.example");
    assert!(directive(&page, "connect-src").contains("http://127.0.0.1:9"));
    assert_eq!(get(&sandbox.widget, "/app-0123456789abcdef_bg.wasm").await.status, 404);
    let deployment = get(&sandbox.widget, "/chatlet.json").await.json();
    assert_eq!(
        (&deployment["api"], &deployment["defaults"]["theme"]),
        (&"http://127.0.0.1:9".into(), &"dark".into())
    );
    sandbox.change_widget(|options| *options = WidgetOptions::default());
    assert_eq!(get(&sandbox.widget, "/app-0123456789abcdef_bg.wasm").await.status, 200);
}

#[tokio::test]
async fn without_a_built_app_the_widget_says_what_is_missing() {
    let sandbox = fast().await;
    let answer = get(&sandbox.widget, "/").await;
    assert_eq!(answer.status, 503);
    assert!(answer.text.contains("--dist"));
}

#[tokio::test]
async fn a_test_can_put_any_page_on_the_host() {
    let sandbox = fast().await;
    sandbox.page(
        "/strict",
        "<p>strict",
        vec![("content-security-policy".into(), "default-src 'none'".into())],
    );
    let page = get(&sandbox.host, "/strict").await;
    assert_eq!((page.status, page.text.as_str()), (200, "<p>strict"));
    assert_eq!(page.header("content-security-policy"), Some("default-src 'none'"));
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
    sandbox.put("/chat/token", Page { status: 503, ..Page::html("closed") });
    assert_eq!(get(&sandbox.host, "/chat/token?chatbot_id=shop-bot").await.status, 503);
    let product = get(&sandbox.host, "/products/fjell-4").await;
    assert!(product.text.contains(&format!("{}/chatlet.js", sandbox.widget)));
    assert_eq!(get(&sandbox.host, "/no/such/page").await.status, 404);
}

#[tokio::test]
async fn s47_requests_are_logged_with_what_identifies_a_visitor() {
    let sandbox = fast().await;
    let visitor = Visitor::new(&sandbox).await;
    sandbox.forget_requests();
    visitor.get("/messages?limit=5").await;
    get(&sandbox.widget, "/chatlet.json").await;
    let headers = [("cookie", "a=b"), ("referer", "http://x.example/"), ("origin", "http://x.example")];
    read(send(&sandbox.host, "GET", "/nothing", &headers, "").await.unwrap()).await;
    let log = sandbox.requests();
    let seen: Vec<_> = log.iter().map(|entry| (entry.site, entry.path.as_str(), entry.status)).collect();
    let expected = [
        (Site::Api, "/api/v1/chat/messages", 200),
        (Site::Widget, "/chatlet.json", 200),
        (Site::Host, "/nothing", 404),
    ];
    assert_eq!(seen, expected);
    assert_eq!(log[0].query, "limit=5");
    assert_eq!(log[0].headers["authorization"], format!("Bearer {}", visitor.token));
    assert!(!log[0].headers.contains_key("cookie"));
    assert_eq!(
        (log[2].headers["cookie"].as_str(), log[2].headers["origin"].as_str()),
        ("a=b", "http://x.example")
    );
}

#[tokio::test]
async fn s38_violation_reports_are_kept() {
    let sandbox = fast().await;
    ask(&sandbox.widget, "POST", "/reports", &[], r#"{"csp-report":{}}"#).await;
    assert_eq!(sandbox.reports(), [r#"{"csp-report":{}}"#]);
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let sandbox = fast().await;
    let port: u16 = sandbox.widget.rsplit(':').next().unwrap().parse().unwrap();
    let error = Sandbox::start(Settings { host_port: port, ..Settings::default() }).await.err().unwrap();
    assert!(format!("{error:#}").contains(&port.to_string()));
}

#[tokio::test]
async fn a_sandbox_that_is_dropped_answers_no_more() {
    let sandbox = fast().await;
    let address = sandbox.api.strip_prefix("http://").unwrap().to_owned();
    let visitor = Visitor::new(&sandbox).await;
    let stream = visitor.request("POST", "/messages", Some(&crate::client::message("/error stall"))).await;
    sandbox.stop();
    assert!(!read(stream).await.is_whole);
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn the_api_can_be_served_alone() {
    let sandbox = start(Settings { api_only: true, ..Settings::default() }).await;
    assert!(sandbox.host.is_empty() && sandbox.widget.is_empty());
    assert_eq!(Visitor::new(&sandbox).await.get("/config").await.status, 200);
}

#[tokio::test]
async fn every_chatbot_has_a_config_and_pictures_that_exist() {
    let sandbox = fast().await;
    for chatbot in
        ["shop-bot", "butik-bot", "salam-bot", "minimal-bot", "ugly-bot", "hostile-bot", "fjord-shop"]
    {
        let visitor = Visitor::of(&sandbox.api, chatbot).await;
        let config = visitor.get("/config").await.json();
        assert!(config["display"]["name"].is_string() && config["theme"]["brand"].is_object(), "{chatbot}");
        assert!(visitor.get("/banners?url=/tents").await.json()["banners"].is_array());
        if let Some(avatar) =
            config["display"]["avatar"]["url"].as_str().filter(|url| url.starts_with("http"))
        {
            let picture = get(&sandbox.api, avatar.strip_prefix(&sandbox.api).unwrap()).await;
            assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
            assert_eq!(picture.header("cross-origin-resource-policy"), Some("cross-origin"));
        }
    }
}

#[tokio::test]
async fn the_demos_pages_have_in_place_what_they_share() {
    let sandbox = start(Settings::default()).await;
    for path in ["/", "/dark.html", "/strict-csp.html", "/tents", "/help.html", "/products/bris-2"] {
        let page = get(&sandbox.host, path).await.text;
        assert!(page.contains("<header class=\"top\">") && page.contains("</footer>"), "{path}");
        assert!(page.contains(&format!("<script src=\"{}/chatlet.js\"", sandbox.widget)), "{path}");
        assert!(!page.contains("{{"), "{path}");
        let current = page.matches("aria-current=\"page\"").count();
        assert_eq!(current, usize::from(!matches!(path, "/" | "/dark.html" | "/strict-csp.html")), "{path}");
    }
}

#[tokio::test]
async fn s43_the_widgets_origin_holds_the_folder_and_nothing_else() {
    let built = Built::new("s43");
    let running = Sandbox::start(built.settings()).await.unwrap();
    for path in ["/desk/app.js", "/products.json", "/.stamp", "/Cargo.toml", "/recorder.js"] {
        assert_eq!(get(&running.widget, path).await.status, 404, "{path}");
    }
    // A route of the app: nothing of the API's or the host's answers here.
    for path in ["/api/v1/chat/config", "/chat/token", "/desk/"] {
        let answer = get(&running.widget, path).await;
        assert!(answer.status == 404 || answer.text.contains("boot()"), "{path}");
    }
    for path in ["/", "/chatlet.js", "/settings", "/chatlet.json"] {
        let answer = get(&running.widget, path).await;
        assert_eq!(answer.headers.get("set-cookie"), None, "{path}");
    }
}
