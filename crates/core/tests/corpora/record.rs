//! Reading the corpora: one JSON document per line.

use std::path::PathBuf;

use serde_json::Value;

/// The records of one corpus file.
///
/// # Panics
/// When the file is missing, a line is not JSON, or there are no records: a corpus that is not there proves
/// nothing.
pub(crate) fn records(file: &str) -> Vec<Value> {
    let folder = std::env::var_os("CHATLET_CORPORA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpora")),
        // Cargo runs tests in the package's folder; a relative path is meant from where the command was
        // typed.
        |named| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(named),
    );
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let records: Vec<Value> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{file}: {error}: {line}")))
        .collect();
    assert!(!records.is_empty(), "{file} holds no records");
    records
}

/// Fails with every difference at once.
pub(crate) fn report(corpus: &str, records: usize, failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{} of {records} {corpus} records differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
    println!("{corpus}: {records} records agree");
}
