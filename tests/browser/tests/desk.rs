//! The demo's agent desk, with a visitor on the other side.

use anyhow::Result;
use chatlet_browser_tests::{Chat, Needs, Visit, axe, tests};
use serde_json::{Value, json};

tests! {
    Needs::Nothing =>
        an_agent_at_the_desk_and_a_visitor_talk_in_two_tabs,
        a_second_agent_at_the_desk_is_told_whose_the_conversation_is;
    Needs::Chromium("axe judges the same document in every engine") =>
        a22_axe_finds_nothing_at_the_desk
}

/// Makes the frame's origin a visitor's client: `visit(method, path, body)` calls the API and returns the answer.
async fn become_visitor(chat: &Chat<'_>, host: &str, api: &str) -> Result<()> {
    let script = "const [host, api] = arguments;
        const { token } = await (await fetch(host + '/chat/token?chatbot_id=shop-bot')).json();
        window.visit = async (method, path, body) => {
            const headers = { Authorization: 'Bearer ' + token, 'Content-Type': 'application/json' };
            const options = { method, headers, body: body ? JSON.stringify(body) : undefined };
            return (await fetch(api + '/api/v1/chat/livechat/' + path, options)).json();
        };
        return true;";
    chat.run_async(script, &[host.into(), api.into()]).await?;
    Ok(())
}

async fn call(chat: &Chat<'_>, method: &str, path: &str, body: Value) -> Result<Value> {
    let arguments = [method.into(), path.into(), body];
    chat.run_async("return await window.visit(...arguments);", &arguments).await
}

async fn an_agent_at_the_desk_and_a_visitor_talk_in_two_tabs(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    become_visitor(&chat, &site.host(""), &site.sandbox.api).await?;
    let shop = visit.session.tabs().await?.swap_remove(0);
    let tab = visit.session.another_tab().await?;
    let desk = visit.open(&site.host("/desk/")).await?;
    desk.until("document.querySelector('.welcome')").await?;
    visit.session.switch_to(shop.clone()).await?;
    let ask = json!({ "platform": "website", "source": "manual_button" });
    assert_eq!(call(&chat, "POST", "handover", ask).await?["status"], "waiting");
    visit.session.switch_to(tab.clone()).await?;
    // The visitor comes to the desk without a reload, and opening the conversation is not yet taking it.
    desk.until("document.querySelector('.waiting .card')").await?;
    desk.run("document.querySelector('.card').click();", &[]).await?;
    desk.until("document.querySelector('.hint')?.textContent.includes('takes the conversation')").await?;
    let field = visit.session.element("return document.querySelector('.composer textarea');", &[]).await?;
    field.send_keys("Hello, <b>Mette</b> here\u{e007}").await?;
    desk.until("document.querySelector('.message.agent')?.textContent.includes('<b>Mette</b>')").await?;
    assert_eq!(desk.value("document.querySelector('.composer textarea').value").await?, "");
    visit.session.switch_to(shop.clone()).await?;
    let state = call(&chat, "GET", "state", Value::Null).await?;
    assert_eq!(
        (&state["status"], &state["active_agent"]["display_name"]),
        (&json!("active"), &json!("Mette Holm"))
    );
    let hello =
        json!({ "message": { "parts": [{ "type": "text", "text": "<img src=x> My tent is torn" }] } });
    call(&chat, "POST", "messages", hello).await?;
    call(&chat, "POST", "typing", json!({ "is_typing": true })).await?;
    visit.session.switch_to(tab).await?;
    desk.until("document.querySelector('.message.user')?.textContent.includes('<img src=x>')").await?;
    desk.until("document.querySelector('#conversation > .typing').textContent.includes('is typing')").await?;
    desk.run("document.querySelector('.head .button').click();", &[]).await?;
    desk.run("document.querySelector('dialog[open] .button').click();", &[]).await?;
    desk.until("document.querySelector('.hint').textContent.includes('closed')").await?;
    visit.session.switch_to(shop).await?;
    let state = call(&chat, "GET", "state", Value::Null).await?;
    assert_eq!((&state["close_reason"], &state["feedback"]["status"]), (&json!("Solved"), &json!("pending")));
    Ok(())
}

async fn a_second_agent_at_the_desk_is_told_whose_the_conversation_is(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    become_visitor(&chat, &site.host(""), &site.sandbox.api).await?;
    let ask = json!({ "platform": "website", "source": "manual_button" });
    call(&chat, "POST", "handover", ask).await?;
    site.sandbox.agent("say Mette here")?;
    let desk = visit.open(&site.host("/desk/?agent=jonas")).await?;
    desk.until("document.querySelector('.others .card')").await?;
    desk.run("document.querySelector('.card').click();", &[]).await?;
    desk.until("document.querySelector('.hint')?.textContent === 'Mette Holm has this conversation.'")
        .await?;
    assert_eq!(desk.value("document.querySelector('.composer textarea').disabled").await?, true);
    // The same tab as the one whose it is.
    let choose = "const agent = document.getElementById('agent');
        agent.selectedIndex = 0; agent.dispatchEvent(new Event('change'));";
    desk.run(choose, &[]).await?;
    desk.until("!document.querySelector('.composer textarea').disabled").await
}

async fn a22_axe_finds_nothing_at_the_desk(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    become_visitor(&chat, &site.host(""), &site.sandbox.api).await?;
    let ask = json!({ "platform": "website", "source": "manual_button" });
    call(&chat, "POST", "handover", ask).await?;
    for line in ["say Mette here", "picture", "file", "system A note"] {
        site.sandbox.agent(line)?;
    }
    let desk = visit.open(&site.host("/desk/")).await?;
    desk.until("document.querySelector('.mine .card')").await?;
    assert_eq!(axe::of_page(&desk).await?, Vec::<String>::new());
    desk.run("document.querySelector('.card').click();", &[]).await?;
    desk.until("document.querySelectorAll('.message').length === 4").await?;
    assert_eq!(axe::of_page(&desk).await?, Vec::<String>::new());
    desk.run("document.querySelector('.head .button').click();", &[]).await?;
    desk.until("document.querySelector('dialog[open]')").await?;
    assert_eq!(axe::of_page(&desk).await?, Vec::<String>::new());
    Ok(())
}
