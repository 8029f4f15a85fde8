//! What is printed.

use crate::plan::Plan;
use crate::spent::round;
use serde_json::{Value, json};

/// What a bar bounds.
#[derive(Clone, Copy)]
pub(crate) enum Bar {
    /// The value as a multiple of the floor's.
    Ratio(f64),
    /// The value itself.
    Value(f64),
}

/// All measurements.
pub(crate) struct Report {
    head: Value,
    rows: Vec<Value>,
    ok: bool,
}

impl Report {
    /// An empty report of a plan.
    pub(crate) fn new(plan: &Plan) -> Self {
        let head = json!({
            "runs": plan.runs,
            "tokens": [plan.tokens, plan.many_tokens],
            "messages": plan.messages,
            "load": load(),
        });
        Self { head, rows: Vec::new(), ok: true }
    }

    /// Adds a measurement: `reference` is what it is compared with, where there is something.
    pub(crate) fn add(
        &mut self,
        name: &str,
        unit: &str,
        value: f64,
        reference: Option<f64>,
        bar: Bar,
        details: &Value,
    ) {
        let ratio = reference.map(|reference| value / reference);
        let (ok, bar) = match bar {
            Bar::Ratio(bar) => (ratio.is_some_and(|ratio| ratio <= bar), json!({ "ratio": bar })),
            Bar::Value(bar) => (value <= bar, json!({ "value": bar })),
        };
        self.ok &= ok;
        let shown = |number: Option<f64>| number.map(round);
        let times = ratio.map(|ratio| format!(", {} times the reference", round(ratio))).unwrap_or_default();
        eprintln!(
            "chatlet: {name}: {} {unit}{times}{}",
            round(value),
            if ok { "" } else { " (over its bar)" }
        );
        self.rows.push(json!({
            "name": name,
            "unit": unit,
            "value": round(value),
            "reference": shown(reference),
            "ratio": shown(ratio),
            "bar": bar,
            "ok": ok,
            "details": details,
        }));
    }

    /// The whole as text.
    pub(crate) fn json(&self) -> String {
        let mut whole = self.head.clone();
        whole["load_after"] = load();
        whole["ok"] = self.ok.into();
        whole["rows"] = self.rows.clone().into();
        serde_json::to_string_pretty(&whole).unwrap_or_default()
    }
}

/// How busy the machine is, where that can be read: what else runs disturbs the numbers.
fn load() -> Value {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split_whitespace().next().and_then(|load| load.parse::<f64>().ok()).into()
}
