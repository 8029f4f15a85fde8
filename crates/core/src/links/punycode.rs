//! The ASCII form of a label (RFC 3492), which is what a browser asks the network for and what is safe to
//! show.

const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 128;

/// Appends the Punycode of `label` without its `xn--`. None when a number overflows, which takes thousands of
/// characters.
pub(super) fn encode(label: &[char], output: &mut String) -> Option<()> {
    output.extend(label.iter().filter(|letter| letter.is_ascii()));
    let basic = u32::try_from(label.iter().filter(|letter| letter.is_ascii()).count()).ok()?;
    let length = u32::try_from(label.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }
    let (mut code, mut delta, mut bias, mut handled) = (FIRST_CODE, 0_u32, FIRST_BIAS, basic);
    while handled < length {
        let next = label.iter().map(|letter| u32::from(*letter)).filter(|letter| *letter >= code).min()?;
        delta = delta.checked_add((next - code).checked_mul(handled + 1)?)?;
        code = next;
        for letter in label.iter().map(|letter| u32::from(*letter)) {
            if letter < code {
                delta = delta.checked_add(1)?;
            } else if letter == code {
                push_number(delta, bias, output);
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(())
}

/// A generalised variable-length integer, least significant digit first.
fn push_number(mut number: u32, bias: u32, output: &mut String) {
    let mut weight = BASE;
    loop {
        let threshold = weight.saturating_sub(bias).clamp(T_MIN, T_MAX);
        if number < threshold {
            break push_digit(number, output);
        }
        push_digit(threshold + (number - threshold) % (BASE - threshold), output);
        number = (number - threshold) / (BASE - threshold);
        weight += BASE;
    }
}

fn push_digit(digit: u32, output: &mut String) {
    output.extend(char::from_digit(digit + 10, BASE).or_else(|| char::from_digit(digit - 26, 10)));
}

fn adapt(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = if first { delta / DAMP } else { delta / 2 };
    delta += delta / handled;
    let mut weight = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        weight += BASE;
    }
    weight + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Samples of RFC 3492 §7.1 and hosts of the corpora.
    #[test]
    fn s32_labels_have_the_ascii_form_of_the_standard() {
        let table = [
            ("münchen", "mnchen-3ya"),
            ("købmand", "kbmand-bya"),
            ("gооgle", "ggle-55da"),
            ("ѕх", "u1a5a"),
            ("16კ", "16-1ik"),
            ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"),
            ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("安室奈美恵-with-super-monkeys", "-with-super-monkeys-pc58ag80a8qai00g7n9n"),
            ("パフィーdeルンバ", "de-jg4avhby1noc0d"),
            ("☃", "n3h"),
            ("💩", "ls8h"),
        ];
        for (label, ascii) in table {
            let mut output = String::new();
            encode(&label.chars().collect::<Vec<_>>(), &mut output).unwrap();
            assert_eq!(output, ascii);
        }
    }
}
