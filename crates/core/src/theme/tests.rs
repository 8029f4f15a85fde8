use proptest::prelude::*;

use super::*;

/// Each text or sign, the ground it is guaranteed to be readable on, and how well.
const PAIRS: &[(&str, &str, f32)] = &[
    ("on-accent", "accent", 4.5),
    ("text", "surface", 4.5),
    ("muted", "surface", 4.5),
    ("field-line", "surface", 3.0),
    ("on-raised", "raised", 4.5),
    ("on-visitor", "visitor", 4.5),
    ("on-input", "input", 4.5),
    ("placeholder", "input", 4.5),
    ("on-header-button", "header-button", 4.5),
    ("send", "input", 3.0),
    ("sale", "raised", 4.5),
    ("on-card-button", "card-button", 4.5),
    ("link", "surface", 4.5),
    ("link-on-raised", "raised", 4.5),
    ("error", "surface", 4.5),
];

fn token(tokens: &Tokens, name: &str) -> Color {
    let name = format!("--chatlet-{name}");
    let (_, value) = tokens.iter().find(|(known, _)| *known == name).expect("a token");
    Color::parse_over(value, Color::WHITE).expect("a colour")
}

fn unreadable(tokens: &Tokens) -> Vec<String> {
    let contrast = |text: &str, ground: &str| token(tokens, text).contrast(token(tokens, ground));
    PAIRS
        .iter()
        .filter(|(text, ground, enough)| contrast(text, ground) < *enough)
        .map(|(text, ground, _)| format!("{text} on {ground}: {}", contrast(text, ground)))
        .collect()
}

fn light() -> Theme {
    let color = |text: &str| Some(text.to_owned());
    Theme {
        primary: color("#14532D"),
        surface: color("#FFFFFF"),
        muted: color("rgb(107, 114, 128)"),
        header_button: color("#ECFDF5"),
        header_icon: color("#14532D"),
        assistant: color("#F3F4F6"),
        assistant_text: color("#111827"),
        visitor: color("#14532D"),
        visitor_text: color("#FFFFFF"),
        input_text: color("#111827"),
        placeholder: color("#9CA3AF"),
        input: color("#FFFFFF"),
        input_border: color("rgba(17, 24, 39, 0.12)"),
        send_icon: color("#14532D"),
        sale: color("#B91C1C"),
        card_button: color("#14532D"),
        ..Theme::default()
    }
}

#[test]
fn a13_the_customers_colours_stay_where_they_can_be_read() {
    let tokens = tokens(&light(), Scheme::Light);
    let kept = [
        ("accent", "rgb(20 83 45)"),
        ("surface", "rgb(255 255 255)"),
        ("text", "rgb(17 24 39)"),
        ("line", "rgb(226 227 229)"),
        ("raised", "rgb(243 244 246)"),
        ("on-visitor", "rgb(255 255 255)"),
        ("header-button", "rgb(236 253 245)"),
        ("sale", "rgb(185 28 28)"),
        ("link", "rgb(20 83 45)"),
    ];
    for (name, value) in kept {
        assert_eq!(token(&tokens, name).to_string(), value, "{name}");
    }
    // The placeholder has 2.5:1 in the customer's colours.
    assert_ne!(token(&tokens, "placeholder").to_string(), "rgb(156 163 175)");
    assert_eq!(unreadable(&tokens), Vec::<String>::new());
}

#[test]
fn a13_dark_is_dark_though_the_dark_theme_is_a_copy_of_the_light_one() {
    for brand in ["#14532D", "#ffffff", "#ffd400", "#000", "#ff00ff"] {
        let theme = Theme { primary: Some(brand.into()), ..light() };
        let tokens = tokens(&theme, Scheme::Dark);
        for ground in ["surface", "raised", "input", "header-button"] {
            assert!(token(&tokens, ground).luminance() < 0.05, "{brand} {ground} {}", token(&tokens, ground));
        }
        assert!(token(&tokens, "text").contrast(token(&tokens, "surface")) > 12.0);
        assert_eq!(unreadable(&tokens), Vec::<String>::new());
    }
}

#[test]
fn a13_a_dark_theme_of_its_own_is_kept() {
    let color = |text: &str| Some(text.to_owned());
    let dark = Theme {
        surface: color("#0B1210"),
        assistant: color("#1F2937"),
        assistant_text: color("#F9FAFB"),
        input: color("#111827"),
        input_text: color("#F9FAFB"),
        ..light()
    };
    let tokens = tokens(&dark, Scheme::Dark);
    assert_eq!(token(&tokens, "surface").to_string(), "rgb(11 18 16)");
    assert_eq!(token(&tokens, "raised").to_string(), "rgb(31 41 55)");
    assert_eq!(token(&tokens, "on-raised").to_string(), "rgb(249 250 251)");
    assert_eq!(unreadable(&tokens), Vec::<String>::new());
}

#[test]
fn s27_no_text_of_the_backend_reaches_the_style_sheet() {
    let hostile = Some(String::from("red;background:url(//attacker.example)"));
    let theme = Theme {
        primary: hostile.clone(),
        surface: hostile.clone(),
        assistant: hostile.clone(),
        visitor: hostile.clone(),
        input: hostile.clone(),
        sale: hostile,
        ..Theme::default()
    };
    assert_eq!(tokens(&theme, Scheme::Light), tokens(&Theme::default(), Scheme::Light));
    assert_eq!(unreadable(&tokens(&theme, Scheme::Light)), Vec::<String>::new());
    assert_eq!(unreadable(&tokens(&theme, Scheme::Dark)), Vec::<String>::new());
}

fn any_color() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        Just(None),
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Some(format!("#{red:02x}{green:02x}{blue:02x}"))),
        (any::<[u8; 3]>(), 0..=100_u8)
            .prop_map(|([red, green, blue], alpha)| Some(format!("rgba({red}, {green}, {blue}, {alpha}%)"))),
        "[a-z#(]{0,6}".prop_map(Some),
    ]
}

proptest! {
    #[test]
    fn a13_every_pair_is_readable_whatever_the_theme(
        colors in proptest::collection::vec(any_color(), 18),
        dark: bool,
    ) {
        let mut colors = colors.into_iter();
        let mut next = || colors.next().flatten();
        let theme = Theme {
            primary: next(),
            surface: next(),
            muted: next(),
            header_button: next(),
            header_icon: next(),
            assistant: next(),
            assistant_text: next(),
            assistant_border: next(),
            visitor: next(),
            visitor_text: next(),
            input_text: next(),
            placeholder: next(),
            input: next(),
            input_border: next(),
            send_icon: next(),
            sale: next(),
            card_button: next(),
            ..Theme::default()
        };
        let tokens = tokens(&theme, if dark { Scheme::Dark } else { Scheme::Light });
        prop_assert_eq!(unreadable(&tokens), Vec::<String>::new());
        prop_assert!(!dark || token(&tokens, "surface").luminance() <= DARKEST_LIGHT);
    }
}
