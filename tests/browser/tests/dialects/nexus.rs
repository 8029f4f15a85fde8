//! Pages that were written for Nexus.

use super::stage::{PAGE, Stage, click_link, link, script, with_ids};
use anyhow::Result;
use chatlet_browser_tests::reference::Reference;
use chatlet_browser_tests::{Needs, Visit, tests};
use serde_json::json;

tests! {
    Needs::Nothing =>
        nexus_examples_hear_what_their_document_promises,
        nexus_welcome_actions_ask_for_an_agent;
}

async fn nexus_examples_hear_what_their_document_promises(visit: &Visit) -> Result<()> {
    let examples =
        Reference::find("nexus-events-system.md").map(|document| document.unfenced()).unwrap_or_default();
    // Each example is a page's whole script; here they share a page, so each has a scope of its own. Those that do not start
    // the widget speak of the one that another has started.
    let init = "const widget = window.NexusChatWidget.init({ experienceId: 'shop-bot', apiUrl: 'https://api.example.com' });";
    let after: String = examples
        .iter()
        .map(|example| {
            let own = if example.contains("NexusChatWidget.init") { "" } else { init };
            script(&format!("{{{own}{}}}", with_ids(example)))
        })
        .collect();
    let own = script(&format!(
        "{{{init}
        window.heard = {{}};
        for (const name of ['open', 'close', 'sessionStart', 'messageStart', 'messageComplete', 'messageChunk', 'linkClick', 'copy']) {{
            widget.on(name, (data) => {{ heard[name] = data; }});
        }}
        window.widget = widget; }}"
    ));
    let status = "<p id=\"chat-status\"></p>";
    let stage = Stage::new(visit, "data-dialect=nexus", status, &format!("{after}{own}")).await?;
    let chat = stage.page.open_chat().await?;
    stage.ask(&chat, "Show me around", &link("tour:id=123456&step=2", "Take the tour")).await?;
    click_link(&chat, "Take the tour").await?;
    stage.page.until("heard.linkClick").await?;
    stage.page.run("widget.close()", &[]).await?;
    stage.page.until("heard.close").await?;

    let heard = stage.page.value("heard").await?;
    let session = heard["sessionStart"]["sessionId"].clone();
    assert!(session.is_string(), "{heard}");
    assert_eq!(heard["messageStart"]["message"], "Show me around");
    assert!(heard["messageStart"]["timestamp"].as_str().is_some_and(|at| at.ends_with('Z')));
    let complete = &heard["messageComplete"];
    assert!(complete["answer"].as_str().is_some_and(|answer| answer.contains("Take the tour")), "{complete}");
    assert!(complete["queryId"].is_string() && complete["duration"].is_u64(), "{complete}");
    let clicked = &heard["linkClick"];
    assert_eq!(clicked["protocol"], "tour:");
    assert_eq!(clicked["href"], "tour:id=123456&step=2");
    assert_eq!(clicked["params"], json!({ "id": "123456", "step": "2" }));
    assert_eq!(clicked["sessionId"], session);
    if !examples.is_empty() {
        let logged = stage.told("log").await?;
        for expected in
            [json!(["User message:", "Show me around"]), json!(["Guided tour requested:", "123456"])]
        {
            assert!(logged.contains(&expected), "{logged:?}");
        }
        assert_eq!(
            stage.page.value("document.getElementById('chat-status').textContent").await?,
            "Chat Closed"
        );
        assert_eq!(
            stage.told("startGuidedTour").await?.len(),
            2,
            "by the listener and by the handler of the protocol"
        );
        let tracked = stage.told("mixpanel").await?;
        assert!(tracked.iter().any(|entry| entry[0] == "Chat Message Completed"), "{tracked:?}");
    }
    Ok(())
}

async fn nexus_welcome_actions_ask_for_an_agent(visit: &Visit) -> Result<()> {
    let example = Reference::find("nexus-events-system.md")
        .and_then(|document| document.unfenced().into_iter().find(|code| code.contains("trigger_handover")))
        .unwrap_or_else(|| "const widget = window.NexusChatWidget.init({ experienceId: 'your-experience-id', messages: {
                    welcomeMessage: 'Hello!',
                    welcomeActions: { actions: [{ id: 'talk-to-agent', label: 'Talk to Agent', action: {
                        type: 'trigger_handover',
                        payload: { reason: 'user_requested', priority: 'normal', metadata: { source: 'welcome_message' } },
                    } }] },
                } });
                widget.on('handover', (data) => console.log('Handover requested:', data));".to_owned());
    let site = visit.site().await?;
    // The page's own backend, which the example asks for an agent.
    let backend = script("window.fetch = async () => new Response(JSON.stringify({ name: 'Ada' }));");
    let body = format!(
        "{PAGE}{backend}<script src=\"{}\"></script>{}",
        site.widget("/dialects/nexus.js"),
        script(&with_ids(&example)),
    );
    let stage = Stage::with_body(visit, site, &body).await?;
    let chat = stage.page.open_chat().await?;
    chat.click_button("Talk to Agent").await?;
    stage.page.until("told.some(([who, what]) => who == 'log' && what == 'Handover requested:')").await?;
    let logged = stage.told("log").await?;
    let requested = logged.iter().find(|line| line[0] == "Handover requested:").unwrap();
    assert_eq!(requested[1]["reason"], "user_requested");
    assert_eq!(requested[1]["priority"], "normal");
    assert_eq!(requested[1]["metadata"], json!({ "source": "welcome_message" }));
    Ok(())
}
