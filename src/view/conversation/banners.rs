//! Notices of the shop above the transcript.

use crate::state::Widget;
use crate::view::button::{icon_button_for, makes};
use crate::view::drawn::{Draw, Drawn};
use crate::view::dynamic::{phrase, place};
use crate::view::icon::Icon;
use crate::view::link::{isolated, outbound, web_address};
use chatlet_core::client::Input;
use chatlet_core::color::Color;
use chatlet_core::display::display_text;
use chatlet_core::locale::Phrase;
use chatlet_protocol::banner::Banner;
use leptos::prelude::*;

/// All banners that have not been dismissed.
#[component]
pub(crate) fn Banners(
    /// Whether something else takes their place.
    hidden: Memo<bool>,
) -> impl IntoView {
    let widget = expect_context::<Widget>();
    place(move || {
        let banners = if hidden.get() { Vec::new() } else { widget.banners() };
        let rows: Vec<Drawn> =
            banners.iter().enumerate().map(|(index, banner)| row(widget, index, banner)).collect();
        (!rows.is_empty()).then(|| {
            view! { <section class="banners" aria-label=phrase(widget, Phrase::Banners)>{rows}</section> }
                .draw()
        })
    })
}

/// One notice, and its place among them.
fn row(widget: Widget, index: usize, banner: &Banner) -> Drawn {
    let (ground, text) = colours(banner).unzip();
    let class = if ground.is_some() { "banner coloured" } else { "banner" };
    let dismiss = banner.dismissible.then(|| {
        let dismiss = makes(widget, move || Input::BannerDismissed(index));
        icon_button_for(widget, "icon-button", Icon::Close, Phrase::Dismiss, Box::new(dismiss))
    });
    view! {
        <div class=class style=("--banner", ground) style=("--on-banner", text)>
            <p>{isolated(display_text(&banner.message).into_owned())}" "{call(widget, banner)}</p>
            {dismiss}
        </div>
    }
    .draw()
}

/// The link, where it has words and leads to a web page.
fn call(widget: Widget, banner: &Banner) -> Option<Drawn> {
    let label = banner.cta_label.as_ref().filter(|label| !label.trim().is_empty())?;
    let url = web_address(widget, banner.cta_url.as_ref()?)?;
    let class = if banner.cta_style.as_deref() == Some("button") { "banner-button" } else { "link" };
    let words = display_text(label).into_owned();
    Some(outbound(url, words.clone(), class, vec![isolated(words)]))
}

/// Ground and text, when the ground is a colour; the text is made readable on it.
fn colours(banner: &Banner) -> Option<(String, String)> {
    let ground = Color::parse_over(banner.background_color.as_ref()?, Color::WHITE)?;
    let wanted = banner.text_color.as_ref().and_then(|text| Color::parse_over(text, ground));
    let text = wanted.unwrap_or(Color::BLACK).readable_on(&[ground], 4.5);
    Some((ground.to_string(), text.to_string()))
}
