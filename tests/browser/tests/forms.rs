//! Forms as a visitor fills them in: sent once, put right where they are wrong, kept over a reload (F11, F61, F62, A18).

use anyhow::Result;
use chatlet_browser_tests::{Chat, HostPage, Needs, Page, Visit, keys, tests, wait};
use chatlet_sandbox::fault_proxy::{Fault, Rule};
use serde_json::json;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        a_contact_form_is_filled_in_by_keyboard_and_confirmed,
        f11_a_refused_answer_is_put_right_at_its_field,
        f34_a_double_click_sends_a_form_once,
        a_form_that_was_passed_by_can_be_read_and_not_sent,
        f13_f40_a_form_that_did_not_get_through_is_sent_again_with_everything,
        f62_a_ticket_goes_with_its_files_and_without_those_that_are_too_large,
        what_was_filled_in_survives_a_reload_and_an_answered_form_stays_answered,
        a_file_of_a_form_survives_a_reload_until_it_is_sent
}

/// Longer than a form waits for who clicked what stood there before (S56).
const STILL: Duration = Duration::from_millis(700);

const SUBMIT: &str = ".form:last-of-type button[type=submit]";

async fn form<'a>(page: &Page<'a>, command: &str) -> Result<Chat<'a>> {
    let chat = page.open_chat().await?;
    chat.ask(command).await?;
    chat.element(".form .control").await?;
    wait::stays(STILL, "the form stands still", async || chat.has(".form .control").await).await?;
    Ok(chat)
}

/// Types into a field by its label.
async fn fill(chat: &Chat<'_>, label: &str, text: &str) -> Result<()> {
    let script = "const label = [...document.querySelectorAll('.field-label')].findLast((label) =>
            label.textContent.startsWith(arguments[0]));
        return label.control.id;";
    let id = chat.run(script, &[json!(label)]).await?;
    let field = format!("#{}", id.as_str().unwrap_or_default());
    chat.click(&field).await?;
    // What stands there is replaced.
    chat.run("document.querySelector(arguments[0]).select?.();", &[json!(field)]).await?;
    chat.element(&field).await?.send_keys(text).await?;
    Ok(())
}

async fn text(chat: &Chat<'_>) -> Result<String> {
    let text = chat.value("[...document.querySelectorAll('.form')].at(-1).innerText").await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

async fn fill_contact(chat: &Chat<'_>) -> Result<()> {
    fill(chat, "Name", "Sofie Lund").await?;
    fill(chat, "E-mail", "sofie@example.com").await?;
    fill(chat, "Message", "My boots leak.").await
}

async fn a_contact_form_is_filled_in_by_keyboard_and_confirmed(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/contact-form").await?;
    let shown = page.until_event("formShown").await?;
    assert_eq!(shown["formType"], "contact");
    fill(&chat, "Message", "My boots leak.").await?;
    fill(&chat, "E-mail", "sofie").await?;
    // Enter in a line sends the form.
    chat.element("input[type=email]").await?.send_keys(&keys::ENTER.to_string()).await?;
    chat.until("document.querySelectorAll('[aria-invalid=true]').length == 2").await?;
    let wrong = chat.value("[document.activeElement.type, document.activeElement.autocomplete]").await?;
    assert_eq!(wrong, json!(["text", "name"]), "the first that is wrong");
    let error =
        "document.getElementById(document.activeElement.getAttribute('aria-describedby')).innerText.trim()";
    assert_eq!(chat.value(error).await?, "Fill in “Name”.");
    fill(&chat, "Name", "Sofie Lund").await?;
    fill(&chat, "E-mail", "sofie@example.com").await?;
    chat.until("!document.querySelector('[aria-invalid=true]')").await?;
    assert_eq!(site.api_calls("POST", "/actions"), 0);
    chat.element("input[type=email]").await?.send_keys(&keys::ENTER.to_string()).await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert!(text(&chat).await?.contains("we have got it"), "{}", text(&chat).await?);
    assert_eq!(chat.value("document.activeElement.className").await?, "form", "the keyboard is not lost");
    let sent = page.until_event("formSubmit").await?;
    assert_eq!(
        sent["fields"],
        json!({ "name": "Sofie Lund", "email": "sofie@example.com", "message": "My boots leak." })
    );
    assert!(sent["submissionId"].as_str().is_some_and(|id| !id.is_empty()));
    let dom = page.events("dom").await?;
    let broadcast = dom.iter().find(|event| event["name"] == "formSubmit").expect("it is broadcast");
    assert!(broadcast.get("fields").is_none(), "without what the visitor wrote");
    assert_eq!(site.api_calls("POST", "/actions"), 1);
    let shown = page.events("callbacks").await?;
    assert_eq!(shown.iter().filter(|event| event["name"] == "formShown").count(), 1);
    Ok(())
}

async fn f11_a_refused_answer_is_put_right_at_its_field(visit: &Visit) -> Result<()> {
    visit.expect("422");
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/form").await?;
    let choose = "const list = document.querySelector('select'); list.value = '0';
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    chat.run(choose, &[]).await?;
    fill(&chat, "Order number", "my last one").await?;
    chat.click(".form button[type=submit]").await?;
    chat.until("document.querySelector('[aria-invalid=true]')").await?;
    assert_eq!(chat.value("document.activeElement.value").await?, "my last one", "kept, and at hand");
    let words = chat.value("document.querySelector('.field.wrong .field-error').innerText.trim()").await?;
    assert_eq!(words, "We find no order with this number. It looks like SO-10423.");
    assert_eq!(page.until_event("formError").await?["code"], "validation");
    fill(&chat, "Order number", "SO-10423").await?;
    chat.until("!document.querySelector('[aria-invalid=true]')").await?;
    chat.click(".form button[type=submit]").await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert_eq!(site.api_calls("POST", "/actions"), 2);
    Ok(())
}

async fn what_was_filled_in_survives_a_reload_and_an_answered_form_stays_answered(
    visit: &Visit,
) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/contact-form").await?;
    fill(&chat, "Name", "Sofie Lund").await?;
    fill(&chat, "E-mail", "sofie@example.com").await?;
    let stored = "Object.entries(localStorage).some(([key, value]) => key.endsWith(':forms') && value.includes('sofie@'))";
    chat.until(stored).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('input[type=email]')?.value == 'sofie@example.com'").await?;
    assert!(!page.event_names().await?.contains(&"formShown".to_owned()), "the page has heard of it");
    wait::stays(STILL, "the form stands still", async || chat.has(".form .control").await).await?;
    fill(&chat, "Message", "My boots leak.").await?;
    chat.click(SUBMIT).await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    chat.until(&format!("!({stored}) || !JSON.stringify(localStorage).includes('boots')")).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert!(!chat.has(".form input").await?);
    assert_eq!(site.api_calls("POST", "/actions"), 1);
    Ok(())
}

async fn f34_a_double_click_sends_a_form_once(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/contact-form").await?;
    fill_contact(&chat).await?;
    chat.run(
        "const button = document.querySelector('.form button[type=submit]'); button.click(); button.click();",
        &[],
    )
    .await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert_eq!(site.api_calls("POST", "/actions"), 1);
    page.until_event("formSubmit").await?;
    assert_eq!(
        page.events("callbacks").await?.iter().filter(|event| event["name"] == "formSubmit").count(),
        1
    );
    Ok(())
}

async fn a_form_that_was_passed_by_can_be_read_and_not_sent(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/contact-form").await?;
    fill_contact(&chat).await?;
    chat.ask("What are your opening hours?").await?;
    chat.until("document.querySelector('.form-outcome')").await?;
    let words = text(&chat).await?;
    assert!(words.contains("This form can no longer be sent. Write a message instead."), "{words}");
    assert!(words.contains("My boots leak."), "{words}");
    assert!(!chat.has(".form .control").await? && !chat.has(".form button").await?);
    assert_eq!(site.api_calls("POST", "/actions"), 0);
    Ok(())
}

async fn f13_f40_a_form_that_did_not_get_through_is_sent_again_with_everything(visit: &Visit) -> Result<()> {
    visit.expect("Failed to load resource");
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = form(&page, "/contact-form").await?;
    fill_contact(&chat).await?;
    proxy.set_offline(true);
    chat.click(SUBMIT).await?;
    chat.until("document.querySelector('.form-end .field-error')").await?;
    assert!(text(&chat).await?.contains("Not sent: there is no connection."));
    proxy.set_offline(false);
    let failure = Fault::Answer { status: 503, headers: Vec::new(), body: String::new() };
    proxy.inject(Rule::next("POST", "/actions", failure));
    chat.click_button("Try again").await?;
    chat.until("document.querySelector('.form-end .field-error')?.innerText.includes('on our side')").await?;
    assert_eq!(chat.value("document.querySelector('.form textarea').value").await?, "My boots leak.");
    // It arrives, and nobody learns of it; the next press finds out.
    proxy.inject(Rule::next("POST", "/actions", Fault::DropResponse));
    chat.click_button("Try again").await?;
    chat.until("document.querySelector('.form-end .field-error')?.innerText.includes('no connection')")
        .await?;
    visit.expect("409");
    chat.click_button("Try again").await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert_eq!(site.api_calls("POST", "/actions"), 2);
    Ok(())
}

async fn f62_a_ticket_goes_with_its_files_and_without_those_that_are_too_large(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/ticket").await?;
    fill(&chat, "Name", "Sofie Lund").await?;
    fill(&chat, "E-mail", "sofie@example.com").await?;
    fill(&chat, "What has happened?", "My boots leak.").await?;
    let pick = "const control = document.querySelector('.form input[type=file]');
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3])], 'boots.jpg', { type: 'image/jpeg' }));
        files.items.add(new File([new Uint8Array(2_097_151)], 'film.bin'));
        files.items.add(new File([], 'empty.txt', { type: 'text/plain' }));
        control.files = files.files;
        control.dispatchEvent(new Event('change', { bubbles: true }));";
    chat.run(pick, &[]).await?;
    chat.until("document.querySelectorAll('.form .upload.fault').length == 2").await?;
    chat.click(SUBMIT).await?;
    chat.until("document.querySelector('.field.wrong input[type=file]')").await?;
    assert_eq!(site.api_calls("POST", "/actions"), 0, "nothing that looks attached is left behind");
    for _ in 0..2 {
        chat.click(".form .upload.fault button").await?;
    }
    chat.until("!document.querySelector('.form .upload.fault')").await?;
    chat.click(SUBMIT).await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert!(text(&chat).await?.contains("boots.jpg"));
    Ok(())
}

async fn a_file_of_a_form_survives_a_reload_until_it_is_sent(visit: &Visit) -> Result<()> {
    let (site, page) = visit.shop("").await?;
    let chat = form(&page, "/ticket").await?;
    fill(&chat, "E-mail", "sofie@example.com").await?;
    fill(&chat, "What has happened?", "My boots leak.").await?;
    let pick = "const control = document.querySelector('.form input[type=file]');
        const files = new DataTransfer();
        files.items.add(new File(['Order 10423'], 'receipt.txt', { type: 'text/plain' }));
        control.files = files.files;
        control.dispatchEvent(new Event('change', { bubbles: true }));";
    chat.run(pick, &[]).await?;
    wait::until("the file is kept", async || Ok(chat.keeps_files().await?.then_some(()))).await?;
    let page = visit.reload().await?;
    let chat = page.open_chat().await?;
    chat.until(
        "document.querySelector('.form .upload[data-state=ready]')?.innerText.includes('receipt.txt')",
    )
    .await?;
    assert!(!page.event_names().await?.contains(&"upload".into()), "the page has heard of it before");
    wait::stays(STILL, "the form stands still", async || chat.has(".form .control").await).await?;
    fill(&chat, "Name", "Sofie Lund").await?;
    chat.click(SUBMIT).await?;
    chat.until("document.querySelector('.form-outcome.done')").await?;
    assert!(text(&chat).await?.contains("receipt.txt"));
    assert_eq!(site.api_calls("POST", "/actions"), 1);
    wait::until("nothing is kept", async || Ok((!chat.keeps_files().await?).then_some(()))).await
}
