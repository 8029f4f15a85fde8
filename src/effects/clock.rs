//! Time and chance, as values.

use chatlet_core::time::Millis;

/// Milliseconds since the epoch.
pub(crate) fn now() -> Millis {
    whole(js_sys::Date::now())
}

/// When the frame began to load.
pub(crate) fn time_origin() -> Millis {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(now, |clock| whole(clock.time_origin()))
}

/// A seed drawn at random.
pub(crate) fn seed() -> u64 {
    let mut bytes = [0; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    match crypto.map(|crypto| crypto.get_random_values_with_u8_array(&mut bytes)) {
        Some(Ok(_)) => u64::from_le_bytes(bytes),
        _ => now(),
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a time is positive and far below 2^53"
)]
fn whole(millis: f64) -> Millis {
    millis as Millis
}
