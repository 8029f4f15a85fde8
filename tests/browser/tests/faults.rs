//! A network and a backend that fail, through a proxy that breaks what it is told to (F1 to F16, F35, F40).

use anyhow::Result;
use chatlet_browser_tests::{Chat, HostPage, Message, Needs, Page, Site, Visit, tests, wait};
use chatlet_sandbox::Site as Origin;
use chatlet_sandbox::fault_proxy::{Fault, FaultProxy, Rule};
use serde_json::json;
use std::rc::Rc;
use std::time::Duration;

tests! {
    Needs::Nothing =>
        f01_a_socket_destroyed_anywhere_in_the_stream_is_settled_by_history,
        f01_when_history_fails_too_the_visitor_is_offered_another_try,
        f02_a_clean_end_without_done_is_settled_by_history,
        f03_a_body_that_ends_with_its_connection_is_settled_by_history,
        f06_an_expired_token_ends_the_conversation_and_keeps_the_text,
        f08_f09_a_refusal_stops_and_keeps_the_text,
        f12_too_many_requests_makes_a_pause_and_keeps_the_message,
        f14_a_failed_post_is_not_repeated_and_history_decides,
        f15_f41_html_in_the_place_of_a_stream_is_a_typed_error,
        f16_a_redirect_is_not_followed_with_the_token,
        f35_a_lost_answer_is_found_in_history_without_a_double,
        f13_a_start_that_fails_can_be_tried_again,
        f40_without_a_network_nothing_is_lost;
    Needs::Chromium("elsewhere the driver's scripts are not of the frame's own realm") =>
        f54_a_reader_that_is_busy_is_sent_no_more_than_it_asks_for,
        f68_a_trap_starts_the_app_once_more_and_keeps_what_was_typed;
    Needs::Chromium("one engine is enough for what takes its time") =>
        f05_a_slow_drip_is_read_correctly,
        f04_a_stalled_reply_can_be_stopped,
        f40_coming_back_online_starts_a_chat_that_could_not_start
}

const QUESTION: &str = "What are your opening hours?";

/// What the browser itself says of a failed request; a script can do nothing about it.
const NETWORK_NOISE: &str = "Failed to load resource";

struct Bench<'a> {
    site: Rc<Site>,
    proxy: Rc<FaultProxy>,
    page: Page<'a>,
    chat: Chat<'a>,
}

/// An open chat whose API is behind a proxy.
async fn bench(visit: &Visit) -> Result<Bench<'_>> {
    visit.expect(NETWORK_NOISE);
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    Ok(Bench { site, proxy, page, chat })
}

impl Bench<'_> {
    /// Asks while the next reply breaks.
    async fn ask_broken(&self, fault: Fault) -> Result<Message> {
        self.proxy.inject(Rule::next("POST", "/messages", fault));
        self.chat.ask(QUESTION).await
    }

    async fn error_codes(&self) -> Result<Vec<String>> {
        let events = self.page.events("callbacks").await?;
        let errors = events.iter().filter(|event| event["name"] == "error");
        Ok(errors.filter_map(|event| event["code"].as_str().map(str::to_owned)).collect())
    }

    /// The reply is what the backend has stored, and the question was sent as often as that.
    async fn must_be_whole(&self, reply: &Message, asked: usize) -> Result<()> {
        let whole = self.chat.until_reply("settled", |reply| reply.status == "settled").await?;
        assert!(whole.text.contains("Monday to Friday"), "{reply:?} became {whole:?}");
        assert_eq!(
            self.site.api_calls("POST", "/messages"),
            asked,
            "the message is never sent again by itself"
        );
        let questions = self.chat.questions().await?;
        assert_eq!(questions.len(), asked, "no double: {questions:?}");
        Ok(())
    }
}

async fn f01_a_socket_destroyed_anywhere_in_the_stream_is_settled_by_history(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    // Before the first byte, inside the first event, between two, inside a word, near the end.
    for (index, after) in [0, 7, 51, 300, 612, 1_200].into_iter().enumerate() {
        let reply = bench.ask_broken(Fault::Cut { after }).await?;
        bench.must_be_whole(&reply, index + 1).await?;
    }
    assert_eq!(bench.proxy.pending(), 0, "every fault has happened");
    assert!(
        bench.error_codes().await?.iter().all(|code| code == "stream_interrupted" || code == "no_answer")
    );
    Ok(())
}

async fn f01_when_history_fails_too_the_visitor_is_offered_another_try(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    bench.chat.ask("Hi").await?;
    // What has come is on the screen before the line is cut: a browser may drop what it has not handed over by then.
    bench.proxy.inject(Rule::next(
        "POST",
        "/messages",
        Fault::Hold { after: 800, time: Duration::from_mins(1) },
    ));
    bench.chat.say(QUESTION).await?;
    bench.chat.until_reply("begun", |reply| reply.status == "streaming" && !reply.text.is_empty()).await?;
    bench.proxy.set_offline(true);
    let is_offered = |reply: &Message| reply.status_line.contains("Try again");
    let reply = bench.chat.until_reply("offered again", is_offered).await?;
    assert_eq!(reply.status, "interrupted", "{reply:?}");
    assert!(!reply.text.is_empty(), "the draft stays");
    bench.proxy.set_offline(false);
    bench.chat.click_button("Try again").await?;
    let is_answer = |reply: &Message| reply.status == "settled" && reply.text.contains("Monday to Friday");
    bench.chat.until_reply("the answer", is_answer).await?;
    assert_eq!(bench.chat.questions().await?, ["Hi", QUESTION]);
    Ok(())
}

async fn f02_a_clean_end_without_done_is_settled_by_history(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    for (index, after) in [60, 700].into_iter().enumerate() {
        let reply = bench.ask_broken(Fault::End { after }).await?;
        bench.must_be_whole(&reply, index + 1).await?;
    }
    Ok(())
}

async fn f03_a_body_that_ends_with_its_connection_is_settled_by_history(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    for (index, after) in [60, 700].into_iter().enumerate() {
        let reply = bench.ask_broken(Fault::CloseDelimited { after }).await?;
        bench.must_be_whole(&reply, index + 1).await?;
    }
    Ok(())
}

async fn f04_a_stalled_reply_can_be_stopped(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    let time = Duration::from_mins(1);
    bench.proxy.inject(Rule::next("POST", "/messages", Fault::Hold { after: 700, time }));
    bench.chat.say(QUESTION).await?;
    bench
        .chat
        .until_reply("streaming", |reply| reply.status == "streaming" && !reply.text.is_empty())
        .await?;
    bench.chat.click_button("Stop the answer").await?;
    assert_eq!(bench.chat.reply_after(0).await?.status, "stopped");
    assert_eq!(bench.chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn f05_a_slow_drip_is_read_correctly(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    // As short as a timer can be: some thousand bytes have to come in the time of one wait.
    let delay = Duration::from_micros(100);
    let reply = bench.ask_broken(Fault::Drip { delay }).await?;
    bench.must_be_whole(&reply, 1).await?;
    assert!(bench.error_codes().await?.is_empty());
    Ok(())
}

async fn f06_an_expired_token_ends_the_conversation_and_keeps_the_text(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    bench.chat.ask("Hi").await?;
    bench.chat.say("/error expired").await?;
    // The transcript stays readable, the words are not lost, and the visitor can start again (`chat-api.md` §2).
    bench.chat.until("document.querySelector('.ended')").await?;
    assert_eq!(bench.chat.questions().await?, ["Hi"]);
    bench.page.until_event("sessionEnd").await?;
    assert_eq!(bench.site.api_calls("POST", "/messages"), 2, "no silent repetition");
    bench.chat.click_button("Start again").await?;
    bench.chat.until_draft("/error expired").await?;
    assert_eq!(bench.chat.questions().await?, Vec::<String>::new());
    bench.chat.wipe().await?;
    bench.chat.say("Hello again").await?;
    assert_eq!(bench.chat.reply_after(0).await?.status, "settled");
    Ok(())
}

async fn f08_f09_a_refusal_stops_and_keeps_the_text(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    for (index, (command, words)) in [
        ("/error 403", "This visitor may not write here."),
        ("/error 404", "This conversation is not available."),
        ("/error 422", "Some input is not valid."),
    ]
    .into_iter()
    .enumerate()
    {
        bench.chat.say(command).await?;
        bench.chat.until("document.querySelectorAll('.message[data-status=unsent]').length == 1").await?;
        bench.chat.until(&format!("document.body.innerText.includes({})", json!(words))).await?;
        assert_eq!(bench.site.api_calls("POST", "/messages"), index + 1, "no repetition");
        // What was refused can be edited and sent again.
        bench.chat.click_button("Edit").await?;
        bench.chat.until_draft(command).await?;
        bench.chat.wipe().await?;
    }
    assert_eq!(bench.chat.ask("Hi").await?.status, "settled");
    // What was refused is forgotten once something else has gone through.
    bench.chat.until("!document.querySelector('.notice')").await
}

async fn f12_too_many_requests_makes_a_pause_and_keeps_the_message(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    bench.chat.say("/error 429 1 once").await?;
    bench.chat.until("document.querySelector('.notice')?.innerText.includes('A short pause')").await?;
    bench.chat.until("document.querySelector('.send').getAttribute('aria-disabled') == 'true'").await?;
    assert_eq!(bench.chat.questions().await?.len(), 1, "the message is kept");
    bench.chat.until("!document.querySelector('.notice')?.innerText.includes('A short pause')").await?;
    bench.chat.click_button("Try again").await?;
    assert_eq!(bench.chat.reply_after(0).await?.status, "settled");
    assert_eq!(bench.chat.questions().await?.len(), 1);
    Ok(())
}

async fn f13_a_start_that_fails_can_be_tried_again(visit: &Visit) -> Result<()> {
    visit.expect(NETWORK_NOISE);
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    let answer = Fault::Answer { status: 503, headers: Vec::new(), body: "{}".into() };
    proxy.inject(Rule::next("GET", "/config", answer).always());
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.apology')").await?;
    proxy.clear();
    chat.click_button("Try again").await?;
    chat.until_usable().await?;
    assert_eq!(chat.ask("Hi").await?.status, "settled");
    Ok(())
}

async fn f14_a_failed_post_is_not_repeated_and_history_decides(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    for (index, status) in ["500", "502", "503", "504"].into_iter().enumerate() {
        bench.chat.say(&format!("/error {status} once")).await?;
        bench.chat.until("document.querySelectorAll('.message[data-status=unsent]').length == 1").await?;
        assert_eq!(bench.site.api_calls("POST", "/messages"), 2 * index + 1, "not repeated by itself");
        bench.chat.click_button("Try again").await?;
        assert_eq!(bench.chat.reply_after(index).await?.status, "settled");
        assert_eq!(bench.chat.questions().await?.len(), index + 1);
    }
    Ok(())
}

async fn f15_f41_html_in_the_place_of_a_stream_is_a_typed_error(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    for command in ["/error html once", "/error json once"] {
        bench.chat.say(command).await?;
        bench
            .chat
            .until("[...document.querySelectorAll('button')].some((b) => b.textContent == 'Try again')")
            .await?;
        let shown = bench.chat.value("document.body.innerText").await?.to_string();
        assert!(!shown.contains("Welcome to the hotel") && !shown.contains("<h1>"), "{shown}");
        bench.chat.click_button("Try again").await?;
        bench.chat.until_reply("settled", |reply| reply.status == "settled").await?;
    }
    assert!(bench.error_codes().await?.iter().all(|code| code == "not_a_stream"));
    // A captive portal between the browser and the API (F41).
    let body = "<!doctype html><h1>Welcome to the hotel</h1>".to_owned();
    let headers = vec![("content-type".to_owned(), "text/html".to_owned())];
    bench.proxy.inject(Rule::next("POST", "/messages", Fault::Answer { status: 200, headers, body }));
    bench.chat.say(QUESTION).await?;
    bench
        .chat
        .until("document.querySelector('.message[data-status=unsent], .message[data-status=unclear], .message[data-status=interrupted]')")
        .await?;
    Ok(())
}

async fn f16_a_redirect_is_not_followed_with_the_token(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    visit.expect("redirect");
    bench.chat.say("/error redirect").await?;
    bench.chat.until("document.querySelector('.message[data-status=unsent]')").await?;
    let elsewhere = bench.site.requests(Origin::Host);
    assert!(elsewhere.iter().all(|logged| logged.path != "/elsewhere"), "{elsewhere:?}");
    Ok(())
}

async fn f35_a_lost_answer_is_found_in_history_without_a_double(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    let reply = bench.ask_broken(Fault::DropResponse).await?;
    bench.must_be_whole(&reply, 1).await?;
    // History takes its time, too; until it has spoken, nobody knows what became of the reply.
    let late = Fault::DelayResponse(Duration::from_millis(500));
    bench.proxy.inject(Rule::next("GET", "/messages", late));
    let lost = bench.chat.ask("/error lost").await?;
    assert!(lost.text.contains("You asked, and I did answer."), "{lost:?}");
    assert_eq!(bench.chat.questions().await?.len(), 2);
    Ok(())
}

async fn f40_without_a_network_nothing_is_lost(visit: &Visit) -> Result<()> {
    let bench = bench(visit).await?;
    bench.chat.ask("Hi").await?;
    bench.proxy.set_offline(true);
    bench.chat.say(QUESTION).await?;
    bench.chat.until("document.querySelector('.message[data-status=unsent]')").await?;
    assert_eq!(bench.chat.questions().await?, ["Hi", QUESTION], "the words stay");
    bench.proxy.set_offline(false);
    bench.chat.click_button("Try again").await?;
    let is_answer = |reply: &Message| reply.status == "settled" && reply.text.contains("Monday to Friday");
    bench.chat.until_reply("the answer", is_answer).await?;
    assert_eq!(bench.chat.questions().await?, ["Hi", QUESTION]);
    Ok(())
}

async fn f40_coming_back_online_starts_a_chat_that_could_not_start(visit: &Visit) -> Result<()> {
    visit.expect(NETWORK_NOISE);
    let site = visit.site().await?;
    let proxy = visit.proxy(&site).await?;
    proxy.set_offline(true);
    let page = visit.open(&site.put("/", &HostPage::with_widget(&site))).await?;
    let chat = page.open_chat().await?;
    chat.until("document.querySelector('.apology')").await?;
    let conditions = |offline| json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    visit.session.devtools("Network.enable", json!({})).await?;
    visit.session.devtools("Network.emulateNetworkConditions", conditions(true)).await?;
    wait::until("the browser knows", async || {
        Ok((chat.value("navigator.onLine").await? == false).then_some(()))
    })
    .await?;
    proxy.set_offline(false);
    visit.session.devtools("Network.emulateNetworkConditions", conditions(false)).await?;
    chat.until_usable().await
}

async fn f54_a_reader_that_is_busy_is_sent_no_more_than_it_asks_for(visit: &Visit) -> Result<()> {
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.until_usable().await?;
    // Counts what is asked for and not handled yet, on a main thread that is busy half of the time.
    chat.run(
        "window.reads = 0; window.pending = 0; window.most = 0;
        const { read } = ReadableStreamDefaultReader.prototype;
        ReadableStreamDefaultReader.prototype.read = function () {
            reads++;
            most = Math.max(most, ++pending);
            const answer = read.call(this);
            const over = () => { pending--; };
            answer.then(over, over);
            return answer;
        };
        window.busy = setInterval(() => {
            const end = performance.now() + 25;
            while (performance.now() < end);
        }, 50);",
        &[],
    )
    .await?;
    let reply = chat.ask("/tokens 300 rate 200").await?;
    assert_eq!(reply.status, "settled");
    chat.run("clearInterval(busy);", &[]).await?;
    assert!(chat.value("reads").await?.as_u64() > Some(2), "it was read in pieces");
    assert_eq!(chat.value("most").await?, 1, "one read at a time, and none ahead");
    Ok(())
}

async fn f68_a_trap_starts_the_app_once_more_and_keeps_what_was_typed(visit: &Visit) -> Result<()> {
    for text in ["unreachable", "RuntimeError"] {
        visit.expect(text);
    }
    let (_site, page) = visit.shop("").await?;
    let chat = page.open_chat().await?;
    chat.ask("Hi").await?;
    chat.write("half a sentence").await?;
    chat.until("Object.keys(localStorage).some((key) => key.endsWith(':draft'))").await?;
    // A module whose one function traps, as a panic does: in the frame's realm, out of anybody's hands.
    let trap = "window.before = true;
        const bytes = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,116,0,0,10,5,1,3,0,0,11];
        const { t } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
        setTimeout(t);";
    chat.run(trap, &[]).await?;
    let chat = page.chat().await?;
    chat.until("!window.before && document.documentElement.dataset.chatlet == 'ready'").await?;
    chat.until_usable().await?;
    chat.until("document.querySelectorAll('.message').length == 2").await?;
    assert_eq!(chat.questions().await?, ["Hi"]);
    chat.until_draft("half a sentence").await?;
    // Once more, and it stays with words.
    chat.run(trap, &[]).await?;
    let chat = page.chat_frame();
    chat.until("document.documentElement.dataset.chatlet == 'failed'").await?;
    chat.until("document.getElementById('fallback').getClientRects().length").await?;
    assert_eq!(page.until_event("error").await?["code"], "app_failed");
    Ok(())
}
