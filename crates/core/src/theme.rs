//! The backend's colours as the tokens of the style sheet: each validated, each text readable on its ground.
//!
//! The customer's colours lead. One is changed only where it could not be read (fault A13), and then by the
//! least shade of itself that can. A colour that is missing, or is none, is derived from the ones that are
//! there.

use chatlet_protocol::config::Theme;

use crate::color::Color;

/// Custom properties of the style sheet and their values.
pub type Tokens = Vec<(&'static str, String)>;

/// What the visitor sees the widget in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// As the customer designed it.
    Light,
    /// On a dark surface, whatever the customer designed.
    Dark,
}

/// WCAG 2.2 §1.4.3 for text, §1.4.11 for what is no text but carries a meaning.
const TEXT: f32 = 4.5;
const SIGN: f32 = 3.0;

/// A surface with more light than this is no dark one: black text reads better on it than white.
const DARKEST_LIGHT: f32 = 0.18;

/// The client's own colours, where the customer gave none.
const BRAND: Color = Color([79, 70, 229]);
const INK: Color = Color([17, 24, 39]);
const PAPER: Color = Color([244, 245, 247]);
const NIGHT: Color = Color([16, 17, 20]);
const ALARM: Color = Color([200, 40, 40]);

/// The tokens of one scheme. For dark the theme is the dark one, or the only one.
pub fn tokens(theme: &Theme, scheme: Scheme) -> Tokens {
    let brand = read(theme.primary.as_ref(), Color::WHITE).unwrap_or(BRAND);
    let night = NIGHT.mix(brand, 8, 100);
    let surface = match scheme {
        Scheme::Light => read(theme.surface.as_ref(), Color::WHITE).unwrap_or(Color::WHITE),
        Scheme::Dark => read(theme.surface.as_ref(), night).unwrap_or(night),
    };
    if scheme == Scheme::Dark && surface.luminance() > DARKEST_LIGHT {
        // The one theme there is, or a dark one that is a copy of it. Its grounds and texts belong to a light
        // surface; what stays is the brand.
        let brand_only = Theme {
            primary: theme.primary.clone(),
            send_icon: theme.send_icon.clone(),
            sale: theme.sale.clone(),
            card_button: theme.card_button.clone(),
            ..Theme::default()
        };
        return on_surface(&brand_only, night);
    }
    on_surface(theme, surface)
}

fn on_surface(theme: &Theme, surface: Color) -> Tokens {
    let over_surface = |text: &Option<String>| read(text.as_ref(), surface);
    let ink = ink_on(surface);
    let accent = over_surface(&theme.primary).unwrap_or(BRAND);
    let raised = over_surface(&theme.assistant).unwrap_or(surface.mix(ink, 6, 100));
    let visitor = over_surface(&theme.visitor).unwrap_or(accent);
    let input = over_surface(&theme.input).unwrap_or(surface);
    let header_button = over_surface(&theme.header_button).unwrap_or(surface);
    let card_button = over_surface(&theme.card_button).unwrap_or(accent);
    let line = over_surface(&theme.assistant_border).or_else(|| over_surface(&theme.input_border));

    let text_on = |text: &Option<String>, ground: Color| {
        read(text.as_ref(), ground).unwrap_or_else(|| ink_on(ground)).readable_on(&[ground], TEXT)
    };
    // The text on the surface has no colour of its own in the theme. That of the answers serves where it can
    // be read as it is; shaded, it would be the palest text that passes, all over the window.
    let answer = read(theme.assistant_text.as_ref(), raised).filter(|text| text.contrast(surface) >= TEXT);
    let muted = over_surface(&theme.muted).unwrap_or(surface.mix(ink, 60, 100));
    let sale = over_surface(&theme.sale).unwrap_or(ALARM);
    let send = read(theme.send_icon.as_ref(), input).unwrap_or(accent);
    let placeholder = read(theme.placeholder.as_ref(), input).unwrap_or(input.mix(ink_on(input), 60, 100));

    let colors = [
        ("--chatlet-accent", accent),
        ("--chatlet-on-accent", ink_on(accent)),
        ("--chatlet-surface", surface),
        ("--chatlet-text", answer.unwrap_or(ink)),
        ("--chatlet-muted", muted.readable_on(&[surface, raised], TEXT)),
        ("--chatlet-line", line.unwrap_or(surface.mix(ink, 14, 100))),
        ("--chatlet-field-line", line.unwrap_or(surface).readable_on(&[surface, input], SIGN)),
        ("--chatlet-raised", raised),
        ("--chatlet-on-raised", text_on(&theme.assistant_text, raised)),
        ("--chatlet-visitor", visitor),
        ("--chatlet-on-visitor", text_on(&theme.visitor_text, visitor)),
        ("--chatlet-input", input),
        ("--chatlet-on-input", text_on(&theme.input_text, input)),
        ("--chatlet-placeholder", placeholder.readable_on(&[input], TEXT)),
        ("--chatlet-header-button", header_button),
        ("--chatlet-on-header-button", text_on(&theme.header_icon, header_button)),
        ("--chatlet-send", send.readable_on(&[input], SIGN)),
        ("--chatlet-sale", sale.readable_on(&[raised, surface], TEXT)),
        ("--chatlet-card-button", card_button),
        ("--chatlet-on-card-button", ink_on(card_button)),
        ("--chatlet-link", accent.readable_on(&[surface], TEXT)),
        ("--chatlet-link-on-raised", accent.readable_on(&[raised], TEXT)),
        ("--chatlet-error", ALARM.readable_on(&[surface, raised], TEXT)),
    ];
    colors.map(|(name, color)| (name, color.to_string())).into()
}

fn read(text: Option<&String>, below: Color) -> Option<Color> {
    Color::parse_over(text?, below)
}

/// The client's own text on a ground: pale where that can be read, as on most brand colours, else ink.
fn ink_on(ground: Color) -> Color {
    let own = [PAPER, Color::WHITE].into_iter().find(|pale| pale.contrast(ground) >= TEXT).unwrap_or(INK);
    own.readable_on(&[ground], TEXT)
}

#[cfg(test)]
mod tests;
