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
        let text = text.trim_ascii();
        let [red, green, blue, alpha] = text.strip_prefix('#').map_or_else(|| function(text), hex)?;
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
        for grounds in [grounds, grounds.get(..1).unwrap_or_default()] {
            for step in 0..=STEPS {
                for end in [Self::WHITE, Self::BLACK] {
                    let shade = self.mix(end, step, STEPS);
                    // A hair more than asked for: others who measure it round elsewhere.
                    if grounds.iter().all(|ground| shade.contrast(*ground) > contrast + 0.01) {
                        return shade;
                    }
                }
            }
        }
        self
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
    let comma = body.contains(',');
    let (body, alpha) = body.split_once('/').map_or((body, None), |(body, alpha)| (body, Some(alpha)));
    let parts = body.split(if comma { ',' } else { ' ' }).filter(|part| comma || !part.is_empty());
    let mut channels = [u8::MAX; 4];
    let mut count = 0;
    for part in parts.chain(alpha) {
        *channels.get_mut(count)? = share(part.trim_ascii(), if count == 3 { 1 } else { 255 })?;
        count += 1;
    }
    let sound = if comma { count >= 3 && alpha.is_none() } else { count == 3 + usize::from(alpha.is_some()) };
    sound.then_some(channels)
}

/// A number of at most `whole`, or a percentage, as a share of 255. Too large is the largest, as in CSS.
///
/// It counts in thousandths: reading a float would add the standard library's tables for that.
fn share(text: &str, whole: u32) -> Option<u8> {
    let (text, whole) = text.strip_suffix('%').map_or((text, whole), |text| (text, 100));
    let (digits, negative) = text.strip_prefix('-').map_or((text, false), |text| (text, true));
    let (mut thousandths, mut unit, mut last) = (0_u32, 0, b'.');
    for byte in digits.bytes() {
        last = byte;
        match byte {
            b'0'..=b'9' if unit == 0 => {
                thousandths = thousandths.saturating_mul(10).saturating_add(u32::from(byte - b'0') * 1000);
            }
            b'0'..=b'9' => {
                unit /= 10;
                thousandths = thousandths.saturating_add(u32::from(byte - b'0') * unit);
                // Places beyond the third add nothing, but the point has been.
                unit = unit.max(1);
            }
            b'.' if unit == 0 => unit = 1000,
            _ => return None,
        }
    }
    if last == b'.' {
        return None;
    }
    let thousandths = if negative { 0 } else { thousandths.min(whole * 1000) };
    u8::try_from((thousandths * 255 + whole * 500) / (whole * 1000)).ok()
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
