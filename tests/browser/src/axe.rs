//! axe-core, the judge of accessibility.

use crate::chat::Chat;
use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::Value;

/// Everything axe knows, besides what is experimental; frames are judged one by one.
const JUDGE: &str = "const scope = arguments[0] ? document.querySelector(arguments[0]) : document;
    const { violations } = await axe.run(scope, {
        iframes: false,
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { 'target-size': { enabled: true } },
    });
    return violations.map(({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`);";

fn source() -> Result<String> {
    let path = std::env::var_os("CHATLET_AXE").context("CHATLET_AXE is not set")?;
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.to_string_lossy()))
}

fn words(found: &Value) -> Vec<String> {
    found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// What is wrong in the chat's frame.
///
/// # Errors
/// axe cannot be run.
pub async fn of_chat(chat: &Chat<'_>) -> Result<Vec<String>> {
    chat.run(&source()?, &[]).await?;
    Ok(words(&chat.run_async(JUDGE, &[Value::Null]).await?))
}

/// What is wrong with the widget in the page.
///
/// # Errors
/// axe cannot be run.
pub async fn of_widget(page: &Page<'_>) -> Result<Vec<String>> {
    page.run(&source()?, &[]).await?;
    Ok(words(&page.run_async(JUDGE, &["[data-chatlet]".into()]).await?))
}

/// What is wrong in the page as a whole, its frames left out.
///
/// # Errors
/// axe cannot be run.
pub async fn of_page(page: &Page<'_>) -> Result<Vec<String>> {
    page.run(&source()?, &[]).await?;
    Ok(words(&page.run_async(JUDGE, &[Value::Null]).await?))
}
