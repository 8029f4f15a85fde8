//! What the page's own code can do: interceptors, protocols, events of its own, size, identity, consent, tokens.

use anyhow::Result;
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, reply, tests};
use chatlet_sandbox::Site as Origin;
use chatlet_sandbox::fault_proxy::Rule;
use serde_json::json;

tests! {
    Needs::Nothing =>
        an_interceptor_may_let_pass_change_or_answer_a_message,
        an_interceptor_that_throws_or_hangs_is_an_error_and_the_message_goes_on,
        s20_the_page_handles_links_of_its_own_protocols,
        an_event_of_the_pages_own_reaches_whoever_listens,
        the_window_can_be_made_larger_and_smaller,
        reset_begins_a_new_conversation,
        another_visitor_sees_nothing_of_the_one_before,
        nothing_is_stored_before_consent_and_all_goes_when_it_is_taken_back,
        metadata_goes_with_the_conversation,
        f06_one_token_is_asked_for_however_many_want_it,
        commands_that_need_no_app_bring_none,
        wrong_arguments_are_typed_errors;
}

async fn an_interceptor_may_let_pass_change_or_answer_a_message(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    page.run(
        "window.asked = [];
        Chatlet.intercept(async (message, context) => {
            asked.push([message, context]);
            if (message == 'Opening hours?') return { handled: true, reply: 'Nine to <b>five</b>.' };
            if (message == 'helo') return { handled: false, message: 'hello' };
            return null;
        });",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    let reply = chat.ask("Opening hours?").await?;
    assert_eq!((reply.status.as_str(), reply.text.as_str()), ("settled", "Nine to <b>five</b>."));
    assert_eq!(site.api_calls("POST", "/messages"), 0);
    let complete = page.until_event("messageComplete").await?;
    assert_eq!(complete["answer"], "Nine to <b>five</b>.");
    chat.ask("helo").await?;
    assert_eq!(chat.questions().await?, ["Opening hours?", "hello"]);
    chat.ask("Hi").await?;
    assert_eq!(site.api_calls("POST", "/messages"), 2);
    let asked = page.value("asked").await?;
    assert_eq!((&asked[0][1]["first"], &asked[1][1]["first"]), (&json!(true), &json!(false)));
    assert_eq!(asked[0][1]["page"], site.host("/"));
    page.command("intercept", &[json!(null)]).await?;
    chat.ask("Opening hours?").await?;
    assert_eq!(page.value("asked.length").await?, 3);
    Ok(())
}

async fn an_interceptor_that_throws_or_hangs_is_an_error_and_the_message_goes_on(
    visit: &Visit,
) -> Result<()> {
    visit.expect("broken on purpose");
    let (_site, page) = visit.shop("").await?;
    page.run("Chatlet.intercept(() => { throw new Error('broken on purpose'); });", &[]).await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    assert_eq!(page.until_event("error").await?["type"], "interceptor");
    page.run("Chatlet.intercept(() => new Promise(() => {}));", &[]).await?;
    assert_eq!(chat.ask("Still there?").await?.status, "settled");
    let errors = page.until_events("error", 2).await?;
    assert_eq!((&errors[1]["type"], &errors[1]["code"]), (&json!("timeout"), &json!("interceptor_timeout")));
    Ok(())
}

async fn s20_the_page_handles_links_of_its_own_protocols(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    page.run(
        "window.tours = [];
        Chatlet.handleProtocol('trip:', (params, event) => tours.push([params, event.name]));",
        &[],
    )
    .await?;
    let chat = page.open_chat().await?;
    let link = json!({ "type": "link", "text": "Show me round", "url": "trip:id=7&step=two" });
    let parts = json!([{ "type": "rich_text", "part_id": "p", "blocks": [{ "type": "paragraph", "spans": [link] }] }]);
    proxy.inject(Rule::next("POST", "/messages", reply::of_parts(&parts)));
    chat.ask("Show me").await?;
    chat.click_button("Show me round").await?;
    page.until("tours.length").await?;
    assert_eq!(page.value("tours[0]").await?, json!([{ "id": "7", "step": "two" }, "linkClick"]));
    assert_eq!(visit.session.tabs().await?.len(), 1, "nothing is opened");
    for wrong in ["https:", "javascript", "no scheme"] {
        let refused = page
            .run_async("return await Chatlet.handleProtocol(arguments[0], () => {});", &[json!(wrong)])
            .await;
        assert!(refused.unwrap_err().to_string().contains("invalid"), "{wrong}");
    }
    Ok(())
}

async fn an_event_of_the_pages_own_reaches_whoever_listens(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.command("emit", &[json!("cartFull"), json!({ "items": 3 })]).await?;
    page.command("emit", &[json!("purchase"), json!({ "totalPrice": 99.5, "currency": "DKK" })]).await?;
    assert!(!page.has_frame().await?, "it waits for the app and does not bring it");
    page.open_chat().await?;
    let event = page.until_event("customAction").await?;
    assert_eq!((&event["eventName"], &event["eventData"]["items"]), (&json!("cartFull"), &json!(3)));
    assert_eq!(page.until_event("purchase").await?["totalPrice"], 99.5);
    let layer = page.events("dataLayer").await?;
    let pushed = layer.iter().find(|record| record["event"] == "chatlet_custom_action").unwrap();
    assert_eq!(pushed.get("eventData"), None, "what the page says of its visitor is not shown around");
    Ok(())
}

async fn the_window_can_be_made_larger_and_smaller(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.open_chat().await?;
    let size = async || {
        page.until_still().await?;
        let size = page.in_shadow(
            "const { width, height } = shadow.querySelector('section').getBoundingClientRect();
            return [width, height];",
        );
        anyhow::Ok(serde_json::from_value::<(f64, f64)>(size.await?)?)
    };
    let normal = size().await?;
    page.command("maximize", &[]).await?;
    let largest = size().await?;
    assert!(largest.0 > normal.0 && largest.1 >= normal.1, "{normal:?} {largest:?}");
    page.command("maximize", &[]).await?;
    page.command("minimize", &[]).await?;
    assert_eq!(size().await?, normal);
    page.command("minimize", &[]).await?;
    let smallest = size().await?;
    assert!(smallest.1 < 100., "{smallest:?}");
    // What is left of it brings it back.
    page.in_shadow("shadow.querySelector('section > button').click();").await?;
    assert_eq!(size().await?, normal);
    let modes: Vec<_> = page.until_events("maximize", 2).await?;
    assert_eq!((&modes[0]["previousMode"], &modes[0]["mode"]), (&json!("normal"), &json!("maximized")));
    assert_eq!((&modes[1]["previousMode"], &modes[1]["mode"]), (&json!("minimized"), &json!("normal")));
    assert_eq!(page.until_events("minimize", 2).await?[1]["mode"], "minimized");
    Ok(())
}

async fn reset_begins_a_new_conversation(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    page.command("reset", &[]).await?;
    chat.until("document.querySelectorAll('.message').length == 0").await?;
    let end = page.until_event("sessionEnd").await?;
    assert_eq!(end["reason"], "reset");
    assert_eq!(chat.ask("Hello again").await?.status, "settled");
    let starts = page.until_events("sessionStart", 2).await?;
    assert_ne!(starts[0]["sessionId"], starts[1]["sessionId"]);
    Ok(())
}

async fn another_visitor_sees_nothing_of_the_one_before(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    page.command("identify", &[json!({ "id": "ada" })]).await?;
    let chat = page.open_chat().await?;
    chat.ask("A secret").await?;
    page.command("identify", &[json!({ "id": "ada", "name": "Ada" })]).await?;
    assert_eq!(chat.questions().await?, ["A secret"], "the same visitor");
    page.command("identify", &[json!({ "id": "eve" })]).await?;
    chat.until("document.querySelectorAll('.message').length == 0").await?;
    chat.ask("Hi from Eve").await?;
    page.command("logout", &[]).await?;
    chat.until("document.querySelectorAll('.message').length == 0").await?;
    visit.collect().await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    assert_eq!(chat.questions().await?, Vec::<String>::new());
    Ok(())
}

async fn nothing_is_stored_before_consent_and_all_goes_when_it_is_taken_back(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-consent=required").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    assert_eq!(chat.value("localStorage.length").await?, 0);
    assert_eq!(page.value("localStorage.length + sessionStorage.length").await?, 0);
    page.command("consent", &[json!("granted")]).await?;
    chat.until("localStorage.length > 0").await?;
    page.command("consent", &[json!("denied")]).await?;
    chat.until("localStorage.length == 0").await?;
    assert_eq!(chat.questions().await?, ["Hi"], "the conversation goes on");
    Ok(())
}

async fn metadata_goes_with_the_conversation(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("data-metadata='{\"plan\":\"free\"}'").await?;
    page.command("setMetadata", &[json!({ "plan": "pro" })]).await?;
    page.command("setSignedMetadata", &[json!("ey.J.x")]).await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    assert_eq!(page.until_event("sessionStart").await?["metadata"], json!({ "plan": "pro" }));
    let layer = page.events("dataLayer").await?;
    assert!(layer.iter().all(|record| record.get("metadata").is_none()));
    Ok(())
}

async fn f06_one_token_is_asked_for_however_many_want_it(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let tag = format!("<script src=\"{}\"></script>", site.widget("/chatlet.js"));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&tag))).await?;
    page.run(
        "window.wishes = [];
        Chatlet.init({
            chatbotId: 'shop-bot',
            app: arguments[0],
            async getToken(wish) {
                wishes.push(wish);
                const answer = await fetch('/chat/token?chatbot_id=' + wish.chatbotId, wish.current
                    ? { method: 'POST', body: JSON.stringify({ visitor_token: wish.current }) } : {});
                return (await answer.json()).token;
            },
        });
        Chatlet.open('One');
        Chatlet.send('Two');",
        &[json!(site.widget("/"))],
    )
    .await?;
    let chat = page.chat().await?;
    chat.reply_after(1).await?;
    assert_eq!(page.value("wishes.length").await?, 1);
    page.command("reset", &[]).await?;
    page.until("wishes.length == 2").await?;
    assert_eq!(page.value("typeof wishes[1].current").await?, "string", "the token that is to be replaced");
    assert_eq!(page.value("!!wishes[0].current").await?, false);
    Ok(())
}

async fn commands_that_need_no_app_bring_none(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    page.run_async(
        "await Chatlet.identify({ id: 'ada' });
        await Chatlet.setMetadata({ plan: 'pro' });
        await Chatlet.consent('granted');
        await Chatlet.intercept(() => null);
        await Chatlet.handleProtocol('tour', () => {});
        await Chatlet.setTheme('dark');
        await Chatlet.minimize();
        await Chatlet.maximize();",
        &[],
    )
    .await?;
    assert!(!page.has_frame().await?);
    assert_eq!(site.paths(Origin::Api), Vec::<String>::new());
    assert_eq!(page.property("state").await?, "idle");
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn wrong_arguments_are_typed_errors(visit: &Visit) -> Result<()> {
    let site = visit.site().await?;
    let page = visit.open(&site.put("/", &HostPage::plain().body(&loader_tag(&site, "")))).await?;
    for (command, given) in [
        ("send", json!("")),
        ("prefill", json!(5)),
        ("identify", json!("ada")),
        ("setMetadata", json!([1])),
        ("setSignedMetadata", json!({})),
        ("consent", json!("maybe")),
        ("intercept", json!("not a function")),
        ("handleProtocol", json!("")),
        ("requestHandover", json!("now")),
        ("emit", json!("")),
        ("setTheme", json!("pink")),
        ("setLanguage", json!("not a language")),
    ] {
        let refused = page.command(command, &[given]).await.map(drop);
        let refused = refused.expect_err(command).to_string();
        assert!(refused.contains("invalid"), "{command}: {refused}");
    }
    Ok(())
}
