//! The dialect that is a React component, on a page built with Vite.

use anyhow::{Context, Result, bail};
use chatlet_browser_tests::reference::Reference;
use chatlet_browser_tests::{HostPage, Needs, Visit, loader_tag, tests};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

tests! {
    Needs::NotWebkit("it adds nothing to what the others show of a bundle that is the same for all") =>
        cossistant_examples_hear_what_their_document_promises
}

const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// An example of our own, for where the document is not at hand.
const OWN_EXAMPLE: &str = "import { Support } from '@cossistant/next';
export function SupportWithGA() {
    return (
        <Support
            onConversationStart={({ conversationId }) => {
                gtag('event', 'support_conversation_start', { conversation_id: conversationId });
            }}
            onMessageSent={({ conversationId, message }) => {
                gtag('event', 'support_message_sent', { conversation_id: conversationId, message_id: message.id });
            }}
        />
    );
}";

/// The document's examples that are whole components; one is a sketch whose body is a comment, one is only types.
fn examples() -> Vec<String> {
    let whole = |code: &String| code.contains("function ") && !code.contains("// ...your component");
    Reference::find("cossistant-widget-events.md").map_or_else(
        || vec![OWN_EXAMPLE.to_owned()],
        |document| document.unfenced().into_iter().filter(whole).collect(),
    )
}

/// Builds the page with these examples and returns its script.
fn build(examples: &[String]) -> Result<String> {
    let tests = Path::new(HERE).join("../react").canonicalize()?;
    let folder = Path::new(HERE)
        .join("../../target")
        .canonicalize()?
        .join(format!("react-page-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let mut index = String::new();
    for (place, example) in examples.iter().enumerate() {
        fs::write(folder.join(format!("example{place}.tsx")), example)?;
        writeln!(index, "export * from \"./example{place}.tsx\";")?;
    }
    fs::write(folder.join("examples.js"), index)?;
    fs::copy(tests.join("main.jsx"), folder.join("main.jsx"))?;
    let modules =
        PathBuf::from(std::env::var_os("CHATLET_NODE_MODULES").context("CHATLET_NODE_MODULES is not set")?);
    let output = Command::new("node")
        .arg(modules.join("vite/bin/vite.js"))
        .args(["build", "--config"])
        .arg(tests.join("vite.config.mjs"))
        .env("CHATLET_REACT_PAGE", &folder)
        .env(
            "CHATLET_COSSISTANT",
            Path::new(HERE).join("../../public/dialects/cossistant.mjs").canonicalize()?,
        )
        .output()
        .context("Vite cannot be started")?;
    if !output.status.success() {
        bail!(
            "Vite failed: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let script = fs::read_to_string(folder.join("built/page.mjs"))?;
    fs::remove_dir_all(&folder)?;
    Ok(script)
}

async fn cossistant_examples_hear_what_their_document_promises(visit: &Visit) -> Result<()> {
    let examples = examples();
    let script = build(&examples)?.replace("</script", "<\\/script");
    let site = visit.site().await?;
    let body =
        format!("<div id=\"root\"></div><script type=\"module\">{script}</script>{}", loader_tag(&site, ""));
    let page = visit.open(&site.put("/", &HostPage::plain().body(&body))).await?;
    page.until("window.rendered && window.emitter").await?;
    let chat = page.open_chat().await?;
    assert_eq!(chat.ask("When do you open?").await?.status, "settled");
    page.until("told.some(([who]) => who == 'gtag')").await?;
    page.until_event("messageComplete").await?;
    if examples.len() > 1 {
        page.until("told.some(([who, what]) => who == 'analytics' && what == 'support_message_received')")
            .await?;
    }

    let told = page.value("told").await?;
    let of = |who: &str| -> Vec<Value> {
        told.as_array().into_iter().flatten().filter(|entry| entry[0] == who).cloned().collect()
    };
    let tagged = of("gtag");
    let conversation = tagged[0][3]["conversation_id"].clone();
    assert!(conversation.is_string(), "{told}");
    assert_eq!(
        tagged[0],
        json!(["gtag", "event", "support_conversation_start", { "conversation_id": conversation }])
    );
    assert_eq!(tagged[1][2], "support_message_sent");
    assert!(tagged[1][3]["message_id"].is_string(), "{told}");
    assert_eq!(tagged.len(), 2, "each callback is called once");
    assert_eq!(of("listener"), [json!(["listener", "When do you open?"])]);
    assert_eq!(
        of("inner"),
        [json!(["inner", "When do you open?"])],
        "a component in a provider adds its callbacks"
    );
    assert_eq!(page.value("outside").await?, Value::Null);
    if examples.len() > 1 {
        let names = |who: &str| of(who).iter().map(|entry| entry[1].clone()).collect::<Vec<_>>();
        assert!(names("analytics").contains(&json!("support_message_received")), "{told}");
        assert!(names("analytics").contains(&json!("message_sent")), "by the hook: {told}");
        assert_eq!(names("segment"), ["Support Conversation Started", "Support Message Sent"]);
        assert_eq!(of("segment")[1][2]["hasAttachments"], false);
        assert_eq!(names("posthog"), ["support_conversation_started", "support_message_sent"]);
    }
    page.run("emitter.emitMessageSent('c1', { id: 'own' });", &[]).await?;
    page.until("told.some(([who, what]) => who == 'listener' && what == 'own')").await?;
    Ok(())
}
