//! Every state as a page to look at: `cargo test --test views -- --ignored previews`, then open `target/preview`.

use super::stage::{Backend, Stage, fixture};
use chatlet_core::client::{Input, ScrollPosition};
use std::fs;

/// Writes one page.
fn page(name: &str, stage: &Stage) {
    write(name, stage, &stage.app("/"));
}

fn write(name: &str, stage: &Stage, html: &str) {
    let root = env!("CARGO_MANIFEST_DIR");
    let folder = format!("{root}/target/preview");
    fs::create_dir_all(&folder).unwrap();
    // Properties are not part of text; and pictures come from this machine.
    let draft = stage.widget.draft();
    let html = html
        .replace("</textarea>", &format!("{draft}</textarea>"))
        .replace("https://cdn.example.com/", "pictures/");
    let (tag, direction) = (stage.widget.language(), stage.widget.direction());
    let page = format!(
        "<!doctype html><html lang={tag} dir={direction}><meta charset=utf-8><title>{name}</title>\
         <link rel=stylesheet href=../../style/main.css><link rel=stylesheet href=../../style/later.css><body>{html}</body></html>"
    );
    fs::write(format!("{folder}/{name}.html"), page).unwrap();
}

#[test]
#[ignore = "writes pages to look at"]
fn previews() {
    loading();
    welcome("welcome", Backend::default());
    welcome("welcome-dark", Backend { dark: true, ..Backend::default() });
    welcome("welcome-minimal", Backend { config: fixture("config-minimal.json"), ..Backend::default() });
    welcome("welcome-rtl", Backend { config: arabic(), direction: Some("rtl"), ..Backend::default() });
    history();
    tour("tour", Backend::default());
    tour("tour-dark", Backend { dark: true, ..Backend::default() });
    tour("tour-ugly", Backend { config: ugly(), ..Backend::default() });
    tour("tour-black", Backend { config: black(), ..Backend::default() });
    cards("cards", Backend::default());
    cards("cards-dark", Backend { dark: true, ..Backend::default() });
    cards("cards-rtl", Backend { direction: Some("rtl"), ..Backend::default() });
    arabic_talk();
    streaming();
    faults();
    screens();
    menu();
}

fn loading() {
    let stage = Stage::new(Backend::default());
    stage.open();
    page("loading", &stage);
}

fn welcome(name: &str, backend: Backend) {
    let stage = Stage::ready(Backend { banners: fixture("banners.json"), ..backend });
    page(name, &stage);
}

fn history() {
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    page("history", &stage);
    stage.input(Input::Scrolled(ScrollPosition { top: 900.0, height: 1_400.0, view: 500.0 }));
    stage.input(Input::Scrolled(ScrollPosition { top: 100.0, height: 1_400.0, view: 500.0 }));
    page("history-jump", &stage);
}

fn tour(name: &str, backend: Backend) {
    let stage = Stage::ready(backend);
    stage.exchange("Kan jeg returnere støvlerne?", "stream-richtext.sse");
    stage.exchange("Hvad vejer teltene?", "stream-table.sse");
    stage.reply(
        "Tak!",
        r#"{"type":"rich_text","part_id":"a","blocks":[{"type":"paragraph","spans":[{"type":"text","text":"Selv tak."}]}]},
        {"type":"quick_replies","part_id":"b","replies":["Hvor er min ordre?","Tal med et menneske","Nej tak"]}"#
            .replace('\n', "")
            .as_str(),
    );
    stage.input(Input::Typed(
        "Hvor lang tid tager leveringen til Bornholm, og kan jeg selv hente pakken?".into(),
    ));
    page(name, &stage);
}

fn cards(name: &str, backend: Backend) {
    let stage = Stage::ready(backend);
    stage.exchange("Hvilket telt passer til 4 personer?", "stream-products.sse");
    stage.exchange("Hvad ellers?", "stream-suggestions.sse");
    stage.exchange("Send mig kvitteringen", "stream-media.sse");
    stage.exchange("Jeg vil klage", "stream-markers.sse");
    page(name, &stage);
}

fn arabic_talk() {
    let stage = Stage::ready(Backend { config: arabic(), direction: Some("rtl"), ..Backend::default() });
    stage.reply(
        "هل يمكنني إرجاع الحذاء؟",
        r#"{"type":"rich_text","part_id":"a","blocks":[{"type":"paragraph","spans":[{"type":"text","text":"نعم، لديك "},{"type":"bold","text":"30 يومًا"},{"type":"text","text":" لإرجاع المنتجات غير المستخدمة. اقرأ "},{"type":"link","text":"سياسة الإرجاع","url":"https://example.com/x"},{"type":"text","text":"."}]},{"type":"bullet_list","items":[{"spans":[{"type":"text","text":"ضع المنتج في علبته الأصلية"}]},{"spans":[{"type":"text","text":"سلّمه في PostNord"}]}]}]},{"type":"quick_replies","part_id":"b","replies":["أين طلبي؟","لا، شكرًا"]}"#,
    );
    page("rtl", &stage);
}

fn streaming() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Kan jeg returnere støvlerne?");
    page("waiting", &stage);
    let whole = fixture("stream-richtext.sse");
    let half = whole
        .find("event: part_delta\ndata: {\"part_id\":\"part_1\",\"delta\":{\"action\":\"end_block\"")
        .unwrap();
    stage.stream(turn, &whole[..half]);
    page("streaming", &stage);
    stage.input(Input::Stopped);
    page("stopped", &stage);
}

fn faults() {
    let stage = Stage::ready(Backend::default());
    let turn = stage.say("Hej");
    stage.stream(turn, &fixture("stream-error.sse"));
    let turn = stage.say("Er der nogen?");
    let refusal = r#"{"error":{"code":"validation","message":"The message is too long."}}"#;
    let answer =
        chatlet_core::client::Answer::Response { status: 422, body: refusal.into(), retry_after: None };
    stage.input(Input::StreamRefused { turn, answer });
    page("refused-message", &stage);
    let turn = stage.say("Og nu?");
    stage.input(Input::StreamEnded { turn });
    page("checking", &stage);
    stage.input(Input::Online(false));
    page("offline", &stage);
}

fn screens() {
    let stage = Stage::new(Backend { origin: "https://other.example", ..Backend::default() });
    stage.open();
    page("refused", &stage);
    let stage = Stage::new(Backend::default());
    stage.open();
    stage.input(Input::Restored { session: None, draft: None });
    stage.input(Input::Host {
        id: None,
        command: chatlet_protocol::host_line::HostCommand::Token { token: None },
    });
    page("unavailable", &stage);
    let stage = Stage::ready(Backend { history: fixture("history-page1.json"), ..Backend::default() });
    let turn = stage.say("Hej igen");
    let answer =
        chatlet_core::client::Answer::Response { status: 401, body: String::new(), retry_after: None };
    stage.input(Input::StreamRefused { turn, answer });
    page("ended", &stage);
}

fn menu() {
    let stage = Stage::ready(Backend::default());
    write("menu", &stage, &stage.app("/menu"));
}

fn arabic() -> String {
    fixture("config-full.json")
        .replace("Hej! Jeg er Freja. Hvad leder du efter i dag?", "مرحبًا! أنا فريا. عمّ تبحث اليوم؟")
        .replace(
            "Du chatter med en AI-assistent. Svar kan indeholde fejl.",
            "أنت تتحدث مع مساعد ذكي. قد تحتوي الإجابات على أخطاء.",
        )
        .replace("\"Freja\"", "\"فريا\"")
        .replace("Privatlivspolitik", "سياسة الخصوصية")
        .replace("Hvor er min ordre?", "أين طلبي؟")
        .replace("Hvordan returnerer jeg en vare?", "كيف أعيد منتجًا؟")
}

/// A brand that nobody would choose.
fn ugly() -> String {
    fixture("config-full.json")
        .replace("#14532D", "#FFFF00")
        .replace("#FFFFFF", "#FFE4F3")
        .replace("#F3F4F6", "#00FF00")
        .replace("#ECFDF5", "#FF00FF")
        .replace("#B91C1C", "#FFA500")
}

/// A black brand on a black window.
fn black() -> String {
    fixture("config-full.json")
        .replace("#14532D", "#000000")
        .replace("#FFFFFF", "#000000")
        .replace("#F3F4F6", "#0A0A0A")
        .replace("#111827", "#FFFFFF")
}
