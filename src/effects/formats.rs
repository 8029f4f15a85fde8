//! How the browser writes dates, times, prices and sizes in a language: `Intl`, whose tables need not be shipped.

use chatlet_core::time::Millis;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::{ArcRwSignal, Get, Set};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};

#[allow(clippy::cast_precision_loss, reason = "a time is far below 2^53")]
fn date_of(at: Millis) -> Date {
    Date::new(&(at as f64).into())
}

/// Days since the epoch at the visitor's place.
#[allow(clippy::cast_possible_truncation, reason = "a count of days is small")]
pub(crate) fn day(at: Millis) -> i64 {
    let date = date_of(at);
    let local = date.get_time() - date.get_timezone_offset() * 60_000.0;
    (local / 86_400_000.0).floor() as i64
}

/// A calendar day.
pub(crate) fn date(at: Millis, language: &str) -> String {
    write(
        "DateTimeFormat",
        language,
        &[("day", "numeric"), ("month", "long"), ("year", "numeric")],
        &date_of(at),
    )
    .unwrap_or_else(|| plain(at, 0, 10))
}

/// A time of day; until the first screen has been seen, by a clock of 24 hours.
pub(crate) fn time(at: Millis, language: &str) -> String {
    if !may_make_formatters() {
        let date = date_of(at);
        return format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    }
    write("DateTimeFormat", language, &[("hour", "2-digit"), ("minute", "2-digit")], &date_of(at))
        .unwrap_or_else(|| plain(at, 11, 5))
}

/// An amount; a currency the browser does not know is written plainly.
pub(crate) fn price(amount: f64, currency: &str, language: &str) -> String {
    write("NumberFormat", language, &[("style", "currency"), ("currency", currency)], &amount.into())
        .unwrap_or_else(|| chatlet_core::price::format(amount, currency))
}

/// A part of the ISO form, for a browser that refuses.
fn plain(at: Millis, from: usize, length: usize) -> String {
    chatlet_core::time::format(at).chars().skip(from).take(length).collect()
}

/// Writes `value` with the named formatter of `Intl`; nothing when the browser refuses.
fn write(formatter: &str, language: &str, options: &[(&str, &str)], value: &JsValue) -> Option<String> {
    let key =
        options.iter().fold(format!("{formatter} {language}"), |key, (name, wish)| key + " " + name + wish);
    let format = MADE.with_borrow_mut(|made| match made.iter().find(|(known, _)| *known == key) {
        Some((_, format)) => Some(format.clone()),
        None => {
            let format = make(formatter, language, options)?;
            made.push((key, format.clone()));
            Some(format)
        }
    })?;
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

/// How long the first screen is given before its times are written anew, in milliseconds.
const LATER: u32 = 400;

/// Whether a formatter may be made now. Making the first takes as long as drawing a screen of messages; who asks is
/// asked again when it may be.
fn may_make_formatters() -> bool {
    if !ASKED.replace(true) {
        Timeout::new(LATER, || SETTLED.with(|settled| settled.set(true))).forget();
    }
    SETTLED.with(Get::get)
}

thread_local! {
    static ASKED: Cell<bool> = const { Cell::new(false) };
    static SETTLED: ArcRwSignal<bool> = ArcRwSignal::new(false);
    /// Formatters by what they were made for: making one costs the browser more than a hundred uses of it.
    static MADE: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Makes a formatter; its `format` is bound to it.
fn make(formatter: &str, language: &str, options: &[(&str, &str)]) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &formatter.into()).ok()?.dyn_into().ok()?;
    let wishes = Object::new();
    for (name, wish) in options {
        Reflect::set(&wishes, &(*name).into(), &(*wish).into()).ok()?;
    }
    let made = Reflect::construct(&constructor, &Array::of2(&language.into(), &wishes)).ok()?;
    Reflect::get(&made, &"format".into()).ok()?.dyn_into().ok()
}
