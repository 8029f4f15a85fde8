//! A price in its plain form, for where nobody knows how a language writes it.

/// An amount with two digits behind the point, and its currency.
#[allow(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "what a float cannot say, a price does not say either"
)]
pub fn format(amount: f64, currency: &str) -> String {
    // In whole hundredths: the formatting of floats would be 11 kB of the app.
    let hundredths = (amount.abs() * 100.0 + 0.5) as u64;
    let sign = if amount < 0.0 { "-" } else { "" };
    format!("{sign}{}.{:02} {currency}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn a_price_has_two_digits_behind_the_point() {
        let table = [
            (1299.95, "1299.95 DKK"),
            (0.0, "0.00 DKK"),
            (7.0, "7.00 DKK"),
            (0.075, "0.08 DKK"),
            (-3.5, "-3.50 DKK"),
        ];
        for (amount, text) in table {
            assert_eq!(format(amount, "DKK"), text);
        }
    }
}
