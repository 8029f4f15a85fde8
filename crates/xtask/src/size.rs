//! What a visitor downloads, against the bars.

mod groups;

use std::fs;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::build;
use crate::fingerprint::files_below;

/// One file's sizes, in bytes.
#[derive(Serialize)]
struct FileSize {
    file: String,
    raw: u64,
    brotli: u64,
}

/// What is downloaded together.
#[derive(Serialize)]
struct Group {
    name: String,
    raw: u64,
    brotli: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    bar: Option<u64>,
    ok: bool,
    files: Vec<FileSize>,
}

/// All groups.
#[derive(Serialize)]
pub(crate) struct Report {
    ok: bool,
    /// Bars and sums are those of brotli at its best quality; a kilobyte is 1,000 bytes.
    unit: &'static str,
    groups: Vec<Group>,
}

impl Report {
    /// One line for each group over its bar.
    pub(crate) fn over_bar(&self) -> Vec<String> {
        let over = self.groups.iter().filter_map(|group| Some((group, group.bar?)));
        over.filter(|(group, bar)| group.brotli > *bar)
            .map(|(group, bar)| format!("{} is {} bytes, its bar {bar}", group.name, group.brotli))
            .collect()
    }
}

/// Prints the sizes as JSON and says whether all are within their bars.
pub(crate) fn run() -> Result<bool> {
    let report = measure()?;
    println!("{}", serde_json::to_string_pretty(&report)?);
    for line in report.over_bar() {
        crate::progress::say(line);
    }
    Ok(report.ok)
}

/// Measures the up-to-date release build.
pub(crate) fn measure() -> Result<Report> {
    let folder = build::run(&build::Options::default())?;
    let mut groups: Vec<Group> = Vec::new();
    let mut names = Vec::new();
    for file in files_below(&folder)? {
        let name = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        if name == build::STAMP {
            continue;
        }
        let content = fs::read(&file).with_context(|| format!("{} could not be read", file.display()))?;
        let brotli =
            compressed(&content).with_context(|| format!("{} could not be compressed", file.display()))?;
        names.push((name, content.len() as u64, brotli));
    }
    for (name, raw, brotli) in names {
        for (group, bar) in groups::of(&name) {
            add(&mut groups, &group, bar, FileSize { file: name.clone(), raw, brotli });
        }
    }
    Ok(Report { ok: groups.iter().all(|group| group.ok), unit: "bytes", groups })
}

fn add(groups: &mut Vec<Group>, name: &str, bar: Option<u64>, file: FileSize) {
    let position = groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
        groups.push(Group { name: name.to_owned(), raw: 0, brotli: 0, bar, ok: true, files: Vec::new() });
        groups.len() - 1
    });
    let group = &mut groups[position];
    group.raw += file.raw;
    group.brotli += file.brotli;
    group.ok = group.bar.is_none_or(|bar| group.brotli <= bar);
    group.files.push(file);
}

fn compressed(content: &[u8]) -> Result<u64> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut output, &parameters)?;
    Ok(output.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_over_its_bar_is_not_ok() {
        let mut groups = Vec::new();
        add(&mut groups, "loader", Some(10), FileSize { file: "a".into(), raw: 20, brotli: 6 });
        assert!(groups[0].ok);
        add(&mut groups, "loader", Some(10), FileSize { file: "b".into(), raw: 20, brotli: 5 });
        assert!(!groups[0].ok);
        let report = Report { ok: false, unit: "bytes", groups };
        assert_eq!(report.over_bar(), ["loader is 11 bytes, its bar 10"]);
    }

    #[test]
    fn compression_is_real() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 50);
    }
}
