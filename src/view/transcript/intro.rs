//! The welcome at the very beginning of a conversation.

use crate::state::Widget;
use crate::view::avatar::avatar;
use crate::view::button::chip;
use crate::view::drawn::{Draw, Drawn, nothing};
use crate::view::dynamic::{phrase, place, when};
use crate::view::later::later_or;
use crate::view::link::{isolated, outbound, text_link, web_address};
use chatlet_core::client::{Change, Older};
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_core::transcript::TranscriptChange;
use leptos::prelude::*;

/// Avatar, greeting, small print and ways to start; where nothing is older.
#[component]
pub(crate) fn Intro() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let begins = move || {
        let first_is_drawn = widget.read(Change::Transcript(TranscriptChange::Messages), |client| {
            let order = client.transcript().order();
            client.reading().window(order).first() == order.first()
        });
        first_is_drawn && widget.older() == Older::None
    };
    let welcome = move || {
        view! {
            <section class="intro">
                {place(move || Some(face(widget)))}
                {place(move || greeting(widget))}
                {place(move || small_print(widget))}
            </section>
        }
        .draw()
    };
    view! {
        {when(begins, welcome)}
        {when(begins, move || place(move || prompts(widget)).draw())}
        {when(move || begins() && has_actions(widget), move || later_or(widget, move |views| (views.welcome)(widget), |_| nothing()).draw())}
    }
}

fn has_actions(widget: Widget) -> bool {
    let change = Change::Transcript(TranscriptChange::Messages);
    widget.read(change, |client| !client.welcome_actions().is_empty())
}

fn face(widget: Widget) -> Drawn {
    let (url, name) =
        widget.config(|config| (config.display.avatar_url.clone(), config.display.name.clone()));
    avatar(widget, url, name)
}

fn greeting(widget: Widget) -> Option<Drawn> {
    let words = widget.read(Change::Screen, |client| client.greeting().map(ToOwned::to_owned))?;
    Some(view! { <p class="greeting">{isolated(display_text(&words).into_owned())}</p> }.draw())
}

fn small_print(widget: Widget) -> Option<Drawn> {
    let (subtitle, link, privacy) = widget.config(|config| {
        let display = &config.display;
        (display.subtitle.clone(), display.subtitle_link.clone(), display.privacy_policy_url.clone())
    });
    // The small print often links to the same page already.
    let privacy = privacy.filter(|url| link.as_ref().is_none_or(|link| link.url != *url));
    let privacy = privacy.and_then(|url| web_address(widget, &url)).map(|url| {
        let label = widget.text(Phrase::Privacy);
        outbound(url, label.clone(), "link", vec![label.draw()])
    });
    let link = link.map(|link| text_link(widget, link.url, link.text));
    let words = subtitle.map(|words| isolated(display_text(&words).into_owned()));
    (words.is_some() || link.is_some() || privacy.is_some())
        .then(|| view! { <p class="small-print">{words}" "{link}" "{privacy}</p> }.draw())
}

/// Questions to start with.
fn prompts(widget: Widget) -> Option<Drawn> {
    let prompts = widget.read(Change::Transcript(TranscriptChange::Messages), |_| widget.start_prompts());
    let chips: Vec<Drawn> = prompts.into_iter().map(|prompt| chip(widget, prompt.text)).collect();
    (!chips.is_empty()).then(|| {
        view! {
            <ul class="prompts chips" role="list" aria-label=phrase(widget, Phrase::StartPrompts)>{chips}</ul>
        }
        .draw()
    })
}
