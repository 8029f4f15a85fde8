//! Reading untrusted JSON leniently: a bad entry costs itself, never its neighbours (`chat-api.md` §4).
//!
//! Hand-written rather than derived: derived readers reject a whole document for one bad field, and a reader per
//! type costs the WebAssembly module several times the bytes of this one.

use serde_json::{Map, Value};

/// Reads a value from JSON; `None` means malformed, so that the caller drops just this item.
pub trait Decode: Sized {
    /// Reads `value`, or says that it is malformed.
    fn decode(value: Value) -> Option<Self>;
}

impl Decode for String {
    fn decode(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl Decode for Value {
    fn decode(value: Value) -> Option<Self> {
        Some(value)
    }
}

/// A list whose malformed entries are left out.
impl<T: Decode> Decode for Vec<T> {
    fn decode(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => Some(items.into_iter().filter_map(T::decode).collect()),
            _ => None,
        }
    }
}

/// The fields of a JSON object, taken out one by one.
pub struct Fields(Map<String, Value>);

impl Fields {
    /// The fields of `value`, or `None` when it is not an object.
    pub fn of(value: Value) -> Option<Self> {
        match value {
            Value::Object(map) => Some(Self(map)),
            _ => None,
        }
    }

    /// A readable field; absent, `null` and malformed are all `None`.
    pub fn read<T: Decode>(&mut self, name: &str) -> Option<T> {
        // Left empty, not taken out: without what keeps a map in order then, the app is smaller by 4 kB of code.
        T::decode(self.0.get_mut(name)?.take())
    }

    /// A string field; absent, `null` or another type is `None`.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.read(name)
    }

    /// A string field that is empty when absent or malformed.
    pub fn text_or_empty(&mut self, name: &str) -> String {
        self.text(name).unwrap_or_default()
    }

    /// A list field; absent or malformed is empty, malformed entries are dropped.
    pub fn list<T: Decode>(&mut self, name: &str) -> Vec<T> {
        self.read(name).unwrap_or_default()
    }

    /// A boolean field, `default` when absent or malformed.
    pub fn flag(&mut self, name: &str, default: bool) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(default)
    }

    /// A non-negative whole number.
    pub fn count(&mut self, name: &str) -> Option<u64> {
        self.0.get(name).and_then(Value::as_u64)
    }

    /// A finite number.
    pub fn number(&mut self, name: &str) -> Option<f64> {
        self.0.get(name).and_then(Value::as_f64)
    }

    /// Whether there is a field of the name, `null` aside.
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// The string field without taking it, for choosing how to read the rest.
    pub fn peek(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_bad_entry_costs_only_itself() {
        let mut fields = Fields::of(json!({"names": ["a", 1, null, "b"]})).unwrap();
        assert_eq!(fields.list::<String>("names"), ["a", "b"]);
    }

    #[test]
    fn a_wrong_type_reads_as_absent() {
        let mut fields = Fields::of(json!({"text": 5, "flag": "yes", "count": -1})).unwrap();
        assert_eq!(fields.text("text"), None);
        assert!(fields.flag("flag", true));
        assert_eq!(fields.count("count"), None);
    }
}
