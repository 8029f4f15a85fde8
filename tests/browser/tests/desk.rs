//! The demo's agent desk. How an agent at it and a visitor talk is the livechat's test.

use anyhow::Result;
use chatlet_browser_tests::{Chat, Needs, Visit, axe, tests};
use serde_json::{Value, json};

tests! {
    Needs::Nothing =>
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
