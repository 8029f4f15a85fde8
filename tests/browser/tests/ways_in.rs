//! The ways into the chat besides the launcher: the page's address, its own elements, inline, teasers, the search bar.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Page, Site, Visit, keys, loader_tag, tests};
use chatlet_sandbox::Site as Origin;
use serde_json::{Value, json};

tests! {
    Needs::Nothing =>
        s15_the_address_opens_the_chat_once_and_loses_nothing_else,
        s15_a_message_in_the_address_is_sent_as_text_and_once,
        s15_a_message_in_the_address_may_wait_for_the_visitor,
        the_pages_own_launcher_takes_the_place_of_ours,
        an_inline_widget_waits_for_its_place_and_follows_it,
        s57_an_inline_widget_grows_with_its_content_within_bounds,
        an_inline_widget_goes_on_with_the_conversation_of_a_floating_one,
        the_deployers_defaults_stand_for_what_the_page_leaves_open,
        a_teaser_invites_once_and_is_remembered_when_dismissed,
        the_backends_teaser_opens_the_chat,
        a_search_bar_asks_before_the_chat_has_come,
        search_bars_may_be_many_and_come_later,
        a_search_bar_offers_questions_by_keyboard,
        a_search_bar_works_under_a_strict_policy,
        a_search_bar_remembers_questions_where_it_may,
        the_builder_shows_the_widget_and_the_line_for_it,
        f69_a_page_with_two_versions_of_the_loader_has_one_widget,
        f70_a_view_transition_keeps_the_conversation;
}

fn search_tag(site: &Site, attributes: &str) -> String {
    format!("<script src=\"{}\" {attributes}></script>", site.widget("/chatlet-search.js"))
}

async fn s15_the_address_opens_the_chat_once_and_loses_nothing_else(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    site.put("/", &HostPage::with_widget(&site));
    let page = visit.open(&site.host("/?q=a+b%20c&chat=open&utm=%C3%A6&empty=#part%20two")).await?;
    page.until_open(true).await?;
    assert_eq!(page.until_event("open").await?["source"], "url");
    page.until("!location.search.includes('chat=open')").await?;
    assert_eq!(visit.session.address().await?, site.host("/?q=a+b%20c&utm=%C3%A6&empty=#part%20two"));
    assert_eq!(page.focused().await?, "body", "nobody's focus is taken");
    let page = visit.reload().await?;
    page.launcher().await?;
    assert_eq!(page.property("isOpen").await?, false);
    Ok(())
}

async fn s15_a_message_in_the_address_is_sent_as_text_and_once(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    site.put("/", &HostPage::with_widget(&site));
    let text = "%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+Hi";
    let page = visit.open(&site.host(&format!("/?chatbot_message={text}&chatbot_message=two&a=1"))).await?;
    let chat = page.chat().await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["<img src=x onerror=alert(1)> Hi"]);
    assert!(!chat.has(".transcript img[src='x']").await?);
    assert_eq!(visit.session.address().await?, site.host("/?a=1"));
    let page = visit.reload().await?;
    page.open_chat().await?.until_usable().await?;
    assert_eq!(site.api_calls("POST", "/messages"), 1);
    Ok(())
}

async fn s15_a_message_in_the_address_may_wait_for_the_visitor(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    site.put("/", &HostPage::with_options(&site, "data-url-message=prefill"));
    let page = visit.open(&site.host("/?chatbot_message=Hi+there&chat=open")).await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    chat.until_draft("Hi there").await?;
    assert_eq!(visit.session.address().await?, site.host("/"));
    assert_eq!(site.api_calls("POST", "/messages"), 0);
    Ok(())
}

async fn the_pages_own_launcher_takes_the_place_of_ours(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::with_options(&site, "data-launcher=\"#help, .help\"");
    let page = visit.open(&site.put("/", &page)).await?;
    let hidden = "return shadow.querySelector('button').getClientRects().length == 0;";
    page.until_in_shadow("our launcher is away", hidden).await?;
    // It may come later than the script.
    page.run("document.body.insertAdjacentHTML('beforeend', '<button id=help><b>Help</b></button>');", &[])
        .await?;
    let press = async || page.click("#help b").await;
    press().await?;
    page.until("Chatlet.isOpen").await?;
    page.chat().await?.until_usable().await?;
    press().await?;
    page.until("!Chatlet.isOpen").await?;
    Ok(())
}

async fn an_inline_widget_waits_for_its_place_and_follows_it(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    // The script stands before its target, and the target comes only after the page has loaded.
    let page = HostPage::plain().head(&loader_tag(&site, "data-mode=inline data-target=\"#chat\""));
    let page = visit.open(&site.put("/", &page)).await?;
    let place = "document.body.insertAdjacentHTML('beforeend', '<div id=chat style=\"width:500px\"></div>');";
    page.run(place, &[]).await?;
    page.until("document.querySelector('#chat > [data-chatlet]')").await?;
    let chat = page.chat().await?;
    chat.ask("Hi").await?;
    visit.collect().await?;
    // A page that swaps its body has another place with the same name.
    page.run(
        "const body = document.createElement('body');
        body.innerHTML = '<p>Another page</p><div id=chat></div>';
        document.body.replaceWith(body);",
        &[],
    )
    .await?;
    page.until("document.querySelector('#chat > [data-chatlet]')").await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    Ok(())
}

async fn frame_height(page: &Page<'_>) -> Result<f64> {
    let height = page.in_shadow("return shadow.querySelector('iframe').getBoundingClientRect().height;");
    Ok(height.await?.as_f64().unwrap_or_default())
}

async fn s57_an_inline_widget_grows_with_its_content_within_bounds(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag = loader_tag(&site, "data-mode=inline data-target=\"#chat\" data-height=900");
    let page = visit.open(&site.put("/", &HostPage::plain().body("<div id=chat></div>").body(&tag))).await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    page.until_in_shadow(
        "the frame is as high as its content",
        "return shadow.querySelector('iframe').getBoundingClientRect().height < 890;",
    )
    .await?;
    let before = frame_height(&page).await?;
    assert!(before >= 200., "{before}");
    // What comes a moment later makes it higher, not scrollable.
    let transcript = "document.getElementById('transcript')";
    chat.until(&format!("{transcript}.scrollHeight - {transcript}.clientHeight <= 2")).await?;
    for text in ["Hi", "Tell me about your tents", "Which boots do you have?", "And jackets?"] {
        chat.ask(text).await?;
    }
    let after = frame_height(&page).await?;
    assert!(after > before && after <= 900., "{before} then {after}");
    Ok(())
}

async fn an_inline_widget_goes_on_with_the_conversation_of_a_floating_one(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    page.open_chat().await?.ask("From the corner").await?;
    let tag = loader_tag(&site, "data-mode=inline");
    let page = visit.open(&site.put("/inline", &HostPage::plain().body(&tag))).await?;
    let chat = page.chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, ["From the corner"]);
    Ok(())
}

async fn the_deployers_defaults_stand_for_what_the_page_leaves_open(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let defaults =
        json!({ "position": "bottom-left", "width": 360, "theme": "dark", "lang": "da", "persist": "off" });
    site.sandbox.change_widget(|options| {
        options.deployment.insert("defaults".into(), defaults.clone());
    });
    let page =
        visit.open(&site.put("/", &HostPage::with_options(&site, "data-width=380 data-lang=en"))).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.frame')?.dataset.theme == 'dark'").await?;
    let box_of = "const { left, width } = shadow.querySelector('iframe').getBoundingClientRect(); return [left, width];";
    assert_eq!(page.in_shadow(box_of).await?, json!([20, 380]), "the deployer's corner, the page's width");
    assert_eq!(chat.value("document.documentElement.lang").await?, "en");
    chat.ask("Hi").await?;
    assert_eq!(chat.value("localStorage.length").await?, 0, "the deployer wants nothing to be kept");
    Ok(())
}

const TEASER: &str =
    "const texts = [...shadow.querySelectorAll('div > button')].map((node) => node.textContent);";

async fn a_teaser_invites_once_and_is_remembered_when_dismissed(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("data-teaser=\"Need <b>help</b>?\"").await?;
    let texts = page
        .until_in_shadow("there is a teaser", &format!("{TEASER} return texts.length ? texts : null;"))
        .await?;
    assert_eq!(texts, json!(["Need <b>help</b>?", "×"]));
    let key = page.until_event("teaserShown").await?["key"].clone();
    assert_eq!(
        page.value("localStorage.length").await?,
        0,
        "nothing is stored before the visitor does something"
    );
    assert!(!page.has_frame().await?, "a teaser does not bring the app");
    page.in_shadow("shadow.querySelectorAll('div > button')[1].click();").await?;
    assert_eq!(page.until_event("teaserDismiss").await?["key"], key);
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    let page = visit.reload().await?;
    // Other words are another teaser.
    page.run("Chatlet.init({ chatbotId: 'shop-bot', instance: 'other', position: 'bottom-left', teaser: 'New words' });", &[])
        .await?;
    let other = page.instance("other");
    other
        .until_in_shadow("the other teaser", &format!("{TEASER} return texts.length ? texts : null;"))
        .await?;
    assert_eq!(page.in_shadow(&format!("{TEASER} return texts;")).await?, json!([]));
    other.in_shadow("shadow.querySelector('div > button').click();").await?;
    other.until_open(true).await?;
    assert_eq!(page.property("isOpen").await?, false, "only the other one opens");
    Ok(())
}

async fn the_backends_teaser_opens_the_chat(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-teaser=config").await?;
    page.until_in_shadow("there is a teaser", &format!("{TEASER} return texts.length > 1;")).await?;
    page.in_shadow("shadow.querySelector('div > button').click();").await?;
    assert_eq!(page.until_event("open").await?["source"], "teaser");
    page.until_event("teaserClick").await?;
    page.chat().await?.until_usable().await?;
    assert_eq!(page.in_shadow(&format!("{TEASER} return texts;")).await?, json!([]));
    Ok(())
}

/// What stands in the shadow tree of the search bar with this place on the page.
async fn in_bar(page: &Page<'_>, index: usize, script: &str) -> Result<Value> {
    let script = format!(
        "const bar = document.querySelectorAll('[data-chatlet-search]')[arguments[0]].shadowRoot;
        const field = bar.querySelector('input');
        {script}"
    );
    page.run(&script, &[json!(index)]).await
}

async fn write(visit: &Visit, page: &Page<'_>, index: usize, text: &str) -> Result<()> {
    // By keys, since WebKit's driver does not type into an element of a shadow root.
    in_bar(page, index, "field.focus();").await?;
    visit.session.press(&text.chars().collect::<Vec<char>>()).await
}

async fn a_search_bar_asks_before_the_chat_has_come(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    // The bar stands before its script, the chat's script comes last, and only after the question.
    let bar = "<div data-chatlet-search data-placeholder='Ask us anything' data-message-template='Find {query}'></div>";
    let page = HostPage::plain().without_listener().body(bar).body(&search_tag(&site, "async"));
    let page = visit.open(&site.put("/", &page)).await?;
    page.until("document.querySelector('[data-chatlet-search]').shadowRoot").await?;
    assert_eq!(in_bar(&page, 0, "return field.placeholder;").await?, "Ask us anything");
    write(visit, &page, 0, "green tents\u{e007}").await?;
    assert_eq!(in_bar(&page, 0, "return field.value;").await?, "");
    page.run(
        "const script = document.createElement('script');
        script.src = arguments[0];
        script.dataset.chatbotId = 'shop-bot';
        window.sources = [];
        addEventListener('chatlet:open', ({ detail }) => sources.push(detail.source));
        document.head.append(script);",
        &[json!(site.widget("/chatlet.js"))],
    )
    .await?;
    let chat = page.chat().await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["Find green tents"]);
    assert_eq!(page.value("sources").await?, json!(["search-bar"]));
    Ok(())
}

async fn search_bars_may_be_many_and_come_later(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = HostPage::with_widget(&site)
        .body(&search_tag(&site, ""))
        .body("<p data-chatlet-search data-message-prefix='Search: ' data-message-suffix='?'></p>");
    let page = visit.open(&site.put("/", &page)).await?;
    page.run(
        "document.body.insertAdjacentHTML('beforeend', '<section><div data-chatlet-search data-instance=second></div></section>');
        Chatlet.init({ chatbotId: 'minimal-bot', instance: 'second', position: 'bottom-left' });",
        &[],
    )
    .await?;
    page.until("document.querySelectorAll('[data-chatlet-search]')[1].shadowRoot").await?;
    write(visit, &page, 0, "tents\u{e007}").await?;
    let chat = page.chat().await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["Search: tents?"]);
    page.command("close", &[]).await?;
    write(visit, &page, 1, "boots\u{e007}").await?;
    let second = page.instance("second").chat().await?;
    second.reply_after(0).await?;
    assert_eq!(second.questions().await?, ["boots"]);
    assert_eq!(page.property("isOpen").await?, false);
    Ok(())
}

async fn a_search_bar_offers_questions_by_keyboard(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let bar = "<div data-chatlet-search data-suggestions='Opening hours?|Where is my order?'></div>";
    let page = HostPage::with_widget(&site).body(bar).body(&search_tag(&site, ""));
    let page = visit.open(&site.put("/", &page)).await?;
    let state = "return [field.getAttribute('aria-expanded'), bar.querySelectorAll('li').length,
        bar.getElementById(field.getAttribute('aria-activedescendant'))?.textContent ?? null];";
    assert_eq!(in_bar(&page, 0, state).await?, json!(["false", 0, null]));
    write(visit, &page, 0, "ORDER").await?;
    assert_eq!(in_bar(&page, 0, state).await?, json!(["true", 1, null]));
    visit.session.press(&[keys::ESCAPE]).await?;
    assert_eq!(in_bar(&page, 0, state).await?, json!(["false", 0, null]));
    visit.session.press(&['\u{e015}']).await?;
    assert_eq!(in_bar(&page, 0, state).await?, json!(["true", 1, "Where is my order?"]));
    visit.session.press(&[keys::ENTER]).await?;
    let chat = page.chat().await?;
    chat.reply_after(0).await?;
    assert_eq!(chat.questions().await?, ["Where is my order?"]);
    page.command("close", &[]).await?;
    write(visit, &page, 0, "").await?;
    let offered = "return [...bar.querySelectorAll('li')].map((option) => option.textContent);";
    assert_eq!(
        in_bar(&page, 0, offered).await?,
        json!(["Where is my order?", "Opening hours?"]),
        "asked before"
    );
    Ok(())
}

async fn a_search_bar_remembers_questions_where_it_may(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let offered = "return [...bar.querySelectorAll('li')].map((option) => option.textContent);";
    let put = |path: &str, attributes: &str| {
        let bar = "<div data-chatlet-search data-message-prefix='About: '></div>";
        let page =
            HostPage::plain().body(bar).body(&search_tag(&site, "")).body(&loader_tag(&site, attributes));
        site.put(path, &page)
    };
    let (careful, usual) = (put("/careful", "data-consent=required"), put("/", ""));
    let page = visit.open(&careful).await?;
    write(visit, &page, 0, "red boots\u{e007}").await?;
    page.chat().await?.reply_after(0).await?;
    assert_eq!(page.value("localStorage.length").await?, 0);
    page.command("consent", &[json!("granted")]).await?;
    page.until("localStorage.getItem('chatlet:questions') == 'red boots'").await?;
    let page = visit.open(&usual).await?;
    page.until("document.querySelector('[data-chatlet-search]').shadowRoot").await?;
    write(visit, &page, 0, "red ").await?;
    assert_eq!(in_bar(&page, 0, offered).await?, json!(["red boots"]), "as it was typed");
    write(visit, &page, 0, "tents\u{e007}").await?;
    page.until("localStorage.getItem('chatlet:questions') == 'red tents\\nred boots'").await?;
    page.command("logout", &[]).await?;
    // Nothing of the visitor stays, nor, once the app has heard of it, the mark that they have left.
    page.until("localStorage.length == 0").await?;
    write(visit, &page, 0, "red ").await?;
    assert_eq!(in_bar(&page, 0, offered).await?, json!([]));
    Ok(())
}

async fn a_search_bar_works_under_a_strict_policy(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let widget = &site.sandbox.widget;
    let policy = format!(
        "default-src 'none'; img-src 'self'; script-src 'nonce-n0' {widget}; frame-src {widget};  style-src 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let page = HostPage::plain()
        .policy("n0", &policy)
        .body("<div data-chatlet-search></div>")
        .body(&search_tag(&site, "nonce=n0"))
        .body(&loader_tag(&site, "nonce=n0"));
    let page = visit.open(&site.put("/", &page)).await?;
    assert_eq!(
        in_bar(&page, 0, "return bar.querySelector('form').getBoundingClientRect().height > 40;").await?,
        true
    );
    write(visit, &page, 0, "Hi\u{e007}").await?;
    page.chat().await?.reply_after(0).await?;
    Ok(())
}

async fn the_builder_shows_the_widget_and_the_line_for_it(visit: &Visit) -> Result<()> {
    let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../crates/sandbox/demo");
    let site = visit.site_with(|settings| settings.demo = Some(demo)).await?;
    let page = visit.open(&site.host("/builder.html")).await?;
    page.launcher().await?;
    let line = "document.getElementById('line').textContent";
    let bare = format!(
        "<script src=\"{}\" data-chatbot-id=\"shop-bot\" async></script>",
        site.widget("/chatlet.js")
    );
    assert_eq!(page.value(line).await?, bare);
    page.run(
        "const { elements } = document.getElementById('options');
        elements.position.value = 'bottom-left';
        elements.teaser.value = 'Say \"hi\"';
        elements.search.checked = true;
        elements.position.dispatchEvent(new Event('change', { bubbles: true }));",
        &[],
    )
    .await?;
    page.until("document.querySelector('[data-chatlet][position=bottom-left]')").await?;
    let text = page.value(line).await?;
    let text = text.as_str().unwrap_or_default();
    assert!(text.contains("data-position=\"bottom-left\" data-teaser=\"Say &quot;hi&quot;\""), "{text}");
    assert!(text.contains("chatlet-search.js"), "{text}");
    assert_eq!(page.value("document.querySelectorAll('[data-chatlet]').length").await?, 1);
    page.open_chat().await?.until_usable().await?;
    Ok(())
}

async fn f69_a_page_with_two_versions_of_the_loader_has_one_widget(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    // The same file under two addresses: nothing of one is known to the other but what is on the page.
    let tag = loader_tag(&site, "");
    let other = tag.replace("chatlet.js", "chatlet.js?version=2");
    let page = visit.open(&site.put("/", &HostPage::plain().body(&tag).body(&other))).await?;
    assert_eq!(page.value("document.querySelectorAll('[data-chatlet]').length").await?, 1);
    page.open_chat().await?.ask("Hi").await?;
    Ok(())
}

async fn f70_a_view_transition_keeps_the_conversation(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.run("window.same = true;", &[]).await?;
    page.run_async(
        "const swap = () => {
            const body = document.createElement('body');
            body.append('Another page');
            document.body.replaceWith(body);
        };
        if (!document.startViewTransition) return swap();
        await document.startViewTransition(swap).finished;",
        &[],
    )
    .await?;
    assert_eq!(chat.value("window.same").await?, true);
    assert_eq!(chat.ask("Thanks").await?.status, "settled");
    Ok(())
}
