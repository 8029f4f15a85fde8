//! What a page has cost so far, by Chromium's own counters.

use serde_json::{Value, json};
use std::ops::Sub;

/// Time of the main thread, in milliseconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spent {
    /// All tasks.
    pub(crate) task: f64,
    /// Scripts and their compilation.
    pub(crate) script: f64,
    layout: f64,
    style: f64,
    /// How often layout was needed: a machine that is busy with other things draws fewer frames.
    layouts: f64,
}

impl Spent {
    /// Reads the answer to `Performance.getMetrics`.
    pub(crate) fn read(answer: &Value) -> Self {
        let milliseconds = |name: &str| metric(answer, name) * 1_000.0;
        Self {
            task: milliseconds("TaskDuration"),
            script: milliseconds("ScriptDuration") + milliseconds("V8CompileDuration"),
            layout: milliseconds("LayoutDuration"),
            style: milliseconds("RecalcStyleDuration"),
            layouts: metric(answer, "LayoutCount"),
        }
    }

    /// For the report.
    pub(crate) fn json(self) -> Value {
        json!({
            "task": round(self.task),
            "script": round(self.script),
            "style": round(self.style),
            "layout": round(self.layout),
            "layouts": self.layouts,
        })
    }
}

impl Sub for Spent {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            task: self.task - before.task,
            script: self.script - before.script,
            layout: self.layout - before.layout,
            style: self.style - before.style,
            layouts: self.layouts - before.layouts,
        }
    }
}

/// One of the counters.
fn metric(answer: &Value, name: &str) -> f64 {
    let metrics = answer["metrics"].as_array().map(Vec::as_slice).unwrap_or_default();
    metrics
        .iter()
        .find(|metric| metric["name"] == name)
        .and_then(|metric| metric["value"].as_f64())
        .unwrap_or(0.0)
}

/// Two decimals are more than a measurement is worth.
pub(crate) fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The middle one of several measurements.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::INFINITY)
}
