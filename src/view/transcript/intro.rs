//! The welcome at the very beginning of a conversation.

use crate::state::{Thread, Widget};
use crate::view::avatar::Avatar;
use crate::view::link::{Outbound, TextLink, web_address};
use chatlet_core::client::{Change, Input, Older};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::TranscriptChange;
use leptos::prelude::*;

/// Avatar, greeting, small print and ways to start; where nothing is older.
#[component]
pub(crate) fn Intro() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let thread = expect_context::<Thread>();
    let begins = Memo::new(move |_| {
        let first_is_drawn = widget.read(Change::Transcript(TranscriptChange::Messages), |client| {
            let order = client.transcript().order();
            client.reading().window(order).first() == order.first()
        });
        first_is_drawn && widget.older() == Older::None
    });
    let empty = Memo::new(move |_| thread.is_empty());
    view! {
        <Show when=move || begins.get()>
            <section class="intro" class:alone=move || empty.get()>
                {move || face(widget)}
                {move || greeting(widget)}
                {move || small_print(widget)}
            </section>
            <Prompts/>
        </Show>
    }
    .into_any()
}

fn face(widget: Widget) -> impl IntoView {
    let (url, name) =
        widget.config(|config| (config.display.avatar_url.clone(), config.display.name.clone()));
    view! { <Avatar url name/> }
}

fn greeting(widget: Widget) -> Option<impl IntoView> {
    let words = widget.config(|config| config.display.welcome_message.clone())?;
    Some(view! { <p class="greeting"><bdi>{display_text(&words).into_owned()}</bdi></p> })
}

fn small_print(widget: Widget) -> impl IntoView {
    let (subtitle, link, privacy) = widget.config(|config| {
        let display = &config.display;
        (display.subtitle.clone(), display.subtitle_link.clone(), display.privacy_policy_url.clone())
    });
    // The small print often links to the same page already.
    let privacy = privacy.filter(|url| link.as_ref().is_none_or(|link| link.url != *url));
    let privacy = privacy.and_then(|url| web_address(widget, &url)).map(|url| {
        let label = widget.text(Phrase::Privacy);
        let words = label.clone();
        view! { <Outbound url label class="link">{words}</Outbound> }
    });
    let link = link.map(|link| view! { <TextLink href=link.url text=link.text/> });
    let words = subtitle.map(|words| view! { <bdi>{display_text(&words).into_owned()}</bdi> });
    (words.is_some() || link.is_some() || privacy.is_some())
        .then(|| view! { <p class="small-print">{words}" "{link}" "{privacy}</p> }.into_any())
}

/// Questions to start with.
#[component]
fn Prompts() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let prompts = move || {
        widget.read(Change::Transcript(TranscriptChange::Messages), |_| ());
        widget.start_prompts()
    };
    move || {
        let prompts = prompts();
        let chips = prompts.into_iter().map(|prompt| {
            let words = display_text(&prompt.text).into_owned();
            let choose = move |_| widget.dispatch(Input::Chosen(prompt.text.clone()));
            view! { <li><button type="button" class="chip" dir="auto" on:click=choose>{words}</button></li> }
                .into_any()
        });
        let chips: Vec<_> = chips.collect();
        (!chips.is_empty()).then(|| {
            view! { <ul class="prompts chips" role="list" aria-label=widget.text(Phrase::StartPrompts)>{chips}</ul> }
                .into_any()
        })
    }
}
