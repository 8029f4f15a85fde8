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
    let base = if scheme == Scheme::Dark { NIGHT.mix(brand, 8, 100) } else { Color::WHITE };
    let surface = read(theme.surface.as_ref(), base).unwrap_or(base);
    // The one theme there is, or a dark one that is a copy of it: its grounds and texts belong to a light
    // surface. What stays is the brand.
    let brand_only = scheme == Scheme::Dark && surface.luminance() > DARKEST_LIGHT;
    let surface = if brand_only { base } else { surface };
    let own = |text, below| if brand_only { None } else { read(Option::as_ref(text), below) };

    let ink = ink_on(surface);
    let accent = read(theme.primary.as_ref(), surface).unwrap_or(BRAND);
    let raised = own(&theme.assistant, surface).unwrap_or(surface.mix(ink, 6, 100));
    let visitor = own(&theme.visitor, surface).unwrap_or(accent);
    let input = own(&theme.input, surface).unwrap_or(surface);
    let header_button = own(&theme.header_button, surface).unwrap_or(surface);
    let card_button = read(theme.card_button.as_ref(), surface).unwrap_or(accent);
    let line = own(&theme.assistant_border, surface).or_else(|| own(&theme.input_border, surface));
    let line = line.unwrap_or(surface.mix(ink, 14, 100));
    // The text on the surface has no colour of its own in the theme. That of the answers serves where it can
    // be read as it is; shaded, it would be the palest text that passes, all over the window.
    let text = own(&theme.assistant_text, raised).filter(|text| text.contrast(surface) >= TEXT);
    let muted = own(&theme.muted, surface).unwrap_or(surface.mix(ink, 60, 100));
    let placeholder = own(&theme.placeholder, input).unwrap_or(input.mix(ink_on(input), 60, 100));
    let sale = read(theme.sale.as_ref(), raised).unwrap_or(ALARM);
    let send = read(theme.send_icon.as_ref(), input).unwrap_or(accent);

    let mut tokens = Tokens::with_capacity(23);
    // A colour with the grounds it is read on; a ground lies on nothing.
    let mut add = |name, color: Option<Color>, grounds: &[Color], contrast| {
        let color = color.or_else(|| grounds.first().map(|ground| ink_on(*ground)));
        tokens.push((name, color.unwrap_or(ink).readable_on(grounds, contrast).to_string()));
    };
    add("--chatlet-accent", Some(accent), &[], TEXT);
    add("--chatlet-on-accent", None, &[accent], TEXT);
    add("--chatlet-surface", Some(surface), &[], TEXT);
    add("--chatlet-text", text, &[surface], TEXT);
    add("--chatlet-muted", Some(muted), &[surface, raised], TEXT);
    add("--chatlet-line", Some(line), &[], TEXT);
    add("--chatlet-field-line", Some(line), &[surface, input], SIGN);
    add("--chatlet-raised", Some(raised), &[], TEXT);
    add("--chatlet-on-raised", own(&theme.assistant_text, raised), &[raised], TEXT);
    add("--chatlet-visitor", Some(visitor), &[], TEXT);
    add("--chatlet-on-visitor", own(&theme.visitor_text, visitor), &[visitor], TEXT);
    add("--chatlet-input", Some(input), &[], TEXT);
    add("--chatlet-on-input", own(&theme.input_text, input), &[input], TEXT);
    add("--chatlet-placeholder", Some(placeholder), &[input], TEXT);
    add("--chatlet-header-button", Some(header_button), &[], TEXT);
    add("--chatlet-on-header-button", own(&theme.header_icon, header_button), &[header_button], TEXT);
    add("--chatlet-send", Some(send), &[input], SIGN);
    add("--chatlet-sale", Some(sale), &[raised, surface], TEXT);
    add("--chatlet-card-button", Some(card_button), &[], TEXT);
    add("--chatlet-on-card-button", None, &[card_button], TEXT);
    add("--chatlet-link", Some(accent), &[surface], TEXT);
    add("--chatlet-link-on-raised", Some(accent), &[raised], TEXT);
    add("--chatlet-error", Some(ALARM), &[surface, raised], TEXT);
    tokens
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
