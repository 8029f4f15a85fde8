//! Colours: reading them from the backend's text, mixing them, and how well one is read on another.
//!
//! A colour that arrives as text never reaches a style sheet as text. It is read here, and written out again
//! from numbers (fault S27).

use std::fmt;

/// An opaque colour in sRGB, eight bits a channel: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub [u8; 3]);

impl fmt::Display for Color {
    /// As CSS, `rgb(79 70 229)`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(formatter, "rgb({red} {green} {blue})")
    }
}

impl Color {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// Reads a CSS colour as the backend sends them: hex of 3, 4, 6 or 8 digits, or `rgb()` or `rgba()` with
    /// numbers or percentages. What shines through is what it lies over. None for anything else.
    pub fn parse_over(text: &str, below: Self) -> Option<Self> {
        let text = text.trim_matches(|letter: char| letter.is_ascii_whitespace());
        let [red, green, blue, alpha] = match text.strip_prefix('#') {
            Some(digits) => hex(digits)?,
            None => function(text)?,
        };
        Some(below.mix(Self([red, green, blue]), u32::from(alpha), 255))
    }

    /// This colour with `part` of `whole` of the other.
    #[must_use]
    pub fn mix(self, other: Self, part: u32, whole: u32) -> Self {
        let mut mixed = self;
        for (channel, other) in mixed.0.iter_mut().zip(other.0) {
            let sum = u32::from(*channel) * (whole - part) + u32::from(other) * part;
            *channel = u8::try_from((sum + whole / 2) / whole).unwrap_or(u8::MAX);
        }
        mixed
    }

    /// The WCAG 2 contrast of two colours, from 1 to 21.
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if one > two { one / two } else { two / one }
    }

    /// The WCAG 2 relative luminance, from 0 to 1.
    pub fn luminance(self) -> f32 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The first of this colour and ever paler and ever darker shades of it that has the contrast on each
    /// ground, or else on the first one, where black or white always reaches 4.5.
    #[must_use]
    pub fn readable_on(self, grounds: &[Self], contrast: f32) -> Self {
        // Rounding to eight bits comes after the choice elsewhere, so a hair more is asked for.
        let enough = |shade: &Self, grounds: &[Self]| {
            grounds.iter().all(|ground| shade.contrast(*ground) > contrast + 0.01)
        };
        let shades = || {
            (0..=STEPS).flat_map(move |step| [Self::WHITE, Self::BLACK].map(|end| self.mix(end, step, STEPS)))
        };
        shades()
            .find(|shade| enough(shade, grounds))
            .or_else(|| shades().find(|shade| enough(shade, grounds.get(..1).unwrap_or_default())))
            .unwrap_or(self)
    }
}

/// How many shades lie between a colour and white or black.
const STEPS: u32 = 24;

/// A channel without its transfer curve.
fn linear(channel: u8) -> f32 {
    let value = f32::from(channel) / 255.0;
    if value <= 0.040_45 {
        return value / 12.92;
    }
    let base = (value + 0.055) / 1.055;
    // base^2.4 = base^2 * (base^2)^(1/5), the fifth root by Newton's method: a general power is a kilobyte of
    // code.
    let square = base * base;
    let mut root = 1.0_f32;
    for _ in 0..12 {
        root = (4.0 * root + square / (root * root * root * root)) / 5.0;
    }
    square * root
}

fn hex(digits: &str) -> Option<[u8; 4]> {
    let mut channels = [u8::MAX; 4];
    let wide = match digits.len() {
        3 | 4 => 1,
        6 | 8 => 2,
        _ => return None,
    };
    for (channel, digits) in channels.iter_mut().zip(digits.as_bytes().chunks(wide)) {
        let digit = |position: usize| char::from(digits[position]).to_digit(16);
        *channel = u8::try_from(digit(0)? * 16 + digit(wide - 1)?).ok()?;
    }
    Some(channels)
}

/// `rgb()` and `rgba()`, with commas or with spaces and a slash before the alpha.
fn function(text: &str) -> Option<[u8; 4]> {
    let (name, rest) = text.split_once('(')?;
    if !name.eq_ignore_ascii_case("rgb") && !name.eq_ignore_ascii_case("rgba") {
        return None;
    }
    let body = rest.strip_suffix(')')?;
    let parts: Vec<&str> = if body.contains(',') {
        body.split(',').collect()
    } else {
        let (channels, alpha) =
            body.split_once('/').map_or((body, None), |(channels, alpha)| (channels, Some(alpha)));
        let parts = channels.split_ascii_whitespace();
        if parts.clone().count() != 3 {
            return None;
        }
        parts.chain(alpha).collect()
    };
    let percentages = parts.iter().take(3).filter(|part| part.contains('%')).count();
    if !(3..=4).contains(&parts.len()) || percentages % 3 != 0 {
        return None;
    }
    let mut channels = [u8::MAX; 4];
    for (position, (channel, part)) in channels.iter_mut().zip(parts).enumerate() {
        *channel = number(part, if position == 3 { 1 } else { 255 })?;
    }
    Some(channels)
}

/// A number of at most `whole`, or a percentage, as a share of 255. Too large is the largest, as in CSS.
fn number(text: &str, whole: u32) -> Option<u8> {
    let text = text.trim_matches(|letter: char| letter.is_ascii_whitespace());
    let (text, whole) = text.strip_suffix('%').map_or((text, whole), |text| (text, 100));
    let (text, negative) = text.strip_prefix('-').map_or((text, false), |text| (text, true));
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    if !text.ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    // In thousandths: reading a float would add the standard library's tables for it.
    let mut thousandths = 0_u32;
    let places = fraction.bytes().chain([b'0'; 3]).take(3);
    for digit in integer.bytes().chain(places) {
        thousandths = thousandths.saturating_mul(10).saturating_add(char::from(digit).to_digit(10)?);
    }
    if !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let share = if negative { 0 } else { thousandths.min(whole * 1000) * 255 };
    u8::try_from((share + whole * 500) / (whole * 1000)).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Option<[u8; 3]> {
        Color::parse_over(text, Color::WHITE).map(|color| color.0)
    }

    #[test]
    fn s27_colours_are_read_in_the_forms_the_backend_sends() {
        let table = [
            ("#4F46E5", [79, 70, 229]),
            ("#fff", [255, 255, 255]),
            ("#0f08", [119, 255, 119]),
            ("#00ff0080", [127, 255, 127]),
            ("  #000000ff\n", [0, 0, 0]),
            ("rgb(107, 114, 128)", [107, 114, 128]),
            ("RGB(107,114,128)", [107, 114, 128]),
            ("rgba(79, 70, 229, 0.92)", [93, 85, 231]),
            ("rgba(0,0,0,.5)", [127, 127, 127]),
            ("rgb(0 0 0 / 50%)", [127, 127, 127]),
            ("rgb(100%, 0%, 50%)", [255, 0, 128]),
            ("rgb(33.3% 0% 0%)", [85, 0, 0]),
            ("rgb(300, -5, 0)", [255, 0, 0]),
            ("rgba(0,0,0,2)", [0, 0, 0]),
            ("rgb(12.5, 0, 0)", [13, 0, 0]),
        ];
        for (text, color) in table {
            assert_eq!(parse(text), Some(color), "{text}");
        }
    }

    #[test]
    fn s27_anything_else_is_no_colour() {
        let refused = [
            "",
            "#",
            "#12",
            "#12345",
            "#1234567",
            "#ggg",
            "#12345é",
            "#+1+1+1",
            "red",
            "transparent",
            "inherit",
            "hsl(1,2%,3%)",
            "rgb()",
            "rgb(1,2)",
            "rgb(1 2)",
            "rgb(1,2,3,4,5)",
            "rgb(1,,3)",
            "rgb(1,2,3",
            "rgb 1,2,3",
            "rgb(1%,2,3)",
            "rgb(a,b,c)",
            "rgb(1e3,0,0)",
            "rgb(NaN,0,0)",
            "rgb(1.,0,0)",
            "rgb(--1,0,0)",
            "rgb(1 2 3 4)",
            "rgb(1 2 3 / )",
            "rgb(1.x,0,0)",
            "red;background:url(//attacker.example)",
            "expression(alert(1))",
            "#fff}",
            "#fff;",
            "var(--x)",
            "url(x)",
            "rgb(1,2,3);",
            "rgb(1,2,3)/**/",
            "currentColor",
            "color-mix(in srgb, red, blue)",
            "\u{202e}#fff",
        ];
        for text in refused {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a13_contrast_is_that_of_wcag() {
        let table = [
            ("#000", "#fff", 21.0),
            ("#767676", "#fff", 4.54),
            ("#777777", "#fff", 4.48),
            ("#ff0000", "#fff", 3.998),
            ("#4F46E5", "#fff", 6.29),
            ("#0000ff", "#000", 2.44),
            ("#010101", "#000", 1.006),
        ];
        for (one, two, expected) in table {
            let [one, two] = [one, two].map(|text| Color::parse_over(text, Color::WHITE).unwrap());
            assert!((one.contrast(two) - expected).abs() < 0.01, "{one} {two} {}", one.contrast(two));
        }
        for channel in 0..=255 {
            let value = f64::from(channel) / 255.0;
            let exact = if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
            assert!((f64::from(linear(channel)) - exact).abs() < 1e-5, "{channel}");
        }
    }

    proptest! {
        #[test]
        fn a13_any_colour_can_be_made_readable_on_any_ground(text: [u8; 3], ground: [u8; 3]) {
            let readable = Color(text).readable_on(&[Color(ground)], 4.5);
            prop_assert!(readable.contrast(Color(ground)) >= 4.5);
            if Color(text).contrast(Color(ground)) > 4.52 {
                prop_assert_eq!(readable, Color(text));
            }
        }

        #[test]
        fn s27_any_text_is_read_without_panic(text in any::<String>(), body in "[0-9.,%/ -]{0,20}") {
            let _ = (parse(&text), parse(&format!("rgb({body})")), parse(&format!("#{body}")));
        }
    }
}
