//! Notices of the shop above the transcript.

use crate::state::Widget;
use crate::view::icon::{Glyph, Icon};
use crate::view::link::{Outbound, web_address};
use chatlet_core::client::Input;
use chatlet_core::color::Color;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_protocol::banner::Banner;
use leptos::prelude::*;

/// All banners that have not been dismissed.
#[component]
pub(crate) fn Banners() -> impl IntoView {
    let widget = expect_context::<Widget>();
    let rows = move || widget.banners().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <Show when=move || !rows().is_empty()>
            <section class="banners" aria-label=move || widget.text(Phrase::Banners)>
                <For each=rows key=|(index, banner)| (*index, banner.id.clone()) let((index, banner))>
                    <BannerRow index banner/>
                </For>
            </section>
        </Show>
    }
}

/// One notice.
#[component]
fn BannerRow(
    /// Its place.
    index: usize,
    /// What it says.
    banner: Banner,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    let (ground, text) = colours(&banner).unzip();
    let class = if ground.is_some() { "banner coloured" } else { "banner" };
    let call = call(widget, &banner);
    let dismiss = move || widget.text(Phrase::Dismiss);
    let message = display_text(&banner.message).into_owned();
    view! {
        <div class=class style=("--banner", ground) style=("--on-banner", text)>
            <p><bdi>{message}</bdi>" "{call}</p>
            {banner.dismissible.then(|| view! {
                <button
                    type="button"
                    class="icon-button"
                    aria-label=dismiss
                    title=dismiss
                    on:click=move |_| widget.dispatch(Input::BannerDismissed(index))
                >
                    <Glyph icon=Icon::Close/>
                </button>
            })}
        </div>
    }
    .into_any()
}

/// The link, where it has words and leads to a web page.
fn call(widget: Widget, banner: &Banner) -> Option<impl IntoView + use<>> {
    let label = banner.cta_label.as_ref().filter(|label| !label.trim().is_empty())?;
    let url = web_address(widget, banner.cta_url.as_ref()?)?;
    let class = if banner.cta_style.as_deref() == Some("button") { "banner-button" } else { "link" };
    let words = display_text(label).into_owned();
    let label = words.clone();
    Some(view! { <Outbound url label class><bdi>{words}</bdi></Outbound> })
}

/// Ground and text, when the ground is a colour; the text is made readable on it.
fn colours(banner: &Banner) -> Option<(String, String)> {
    let ground = Color::parse_over(banner.background_color.as_ref()?, Color::WHITE)?;
    let wanted = banner.text_color.as_ref().and_then(|text| Color::parse_over(text, ground));
    let text = wanted.unwrap_or(Color::BLACK).readable_on(&[ground], 4.5);
    Some((ground.to_string(), text.to_string()))
}
