//! The sound of a new message: two short tones, made here, so that nothing is fetched.

use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

/// Frequency in hertz and beginning in seconds of each tone.
const TONES: [(f32, f64); 2] = [(659.3, 0.0), (880.0, 0.11)];
/// How long a tone rings, in seconds.
const LENGTH: f64 = 0.32;
const LOUDNESS: f32 = 0.12;

/// Plays; the device is asked for with the first sound.
#[derive(Default)]
pub(super) struct Chime(RefCell<Option<AudioContext>>);

impl Chime {
    /// Plays, where the browser lets it.
    pub(super) fn play(&self) {
        let context = self.0.borrow().clone().or_else(|| AudioContext::new().ok());
        let Some(context) = context else { return };
        *self.0.borrow_mut() = Some(context.clone());
        let _refused = context.resume();
        for (frequency, begin) in TONES {
            let _refused = ring(&context, frequency, begin);
        }
    }
}

fn ring(context: &AudioContext, frequency: f32, begin: f64) -> Result<(), JsValue> {
    let start = context.current_time() + begin;
    let (tone, loudness) = (context.create_oscillator()?, context.create_gain()?);
    tone.set_type(OscillatorType::Sine);
    tone.frequency().set_value(frequency);
    let gain = loudness.gain();
    gain.set_value_at_time(0.0001, start)?;
    gain.exponential_ramp_to_value_at_time(LOUDNESS, start + 0.015)?;
    gain.exponential_ramp_to_value_at_time(0.0001, start + LENGTH)?;
    tone.connect_with_audio_node(&loudness)?.connect_with_audio_node(&context.destination())?;
    tone.start_with_when(start)?;
    tone.stop_with_when(start + LENGTH)
}
