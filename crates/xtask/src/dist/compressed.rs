//! Each text once more, compressed, so that a host need not do it with every answer.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

/// What is smaller gains nothing.
const SMALLEST: usize = 512;
const TEXTS: [&str; 9] = [".html", ".css", ".js", ".mjs", ".json", ".map", ".svg", ".wasm", ".txt"];

/// Writes `file.br` and `file.gz` beside each file that gains by it.
pub(super) fn write(folder: &Path) -> Result<()> {
    for name in super::names(folder)? {
        let is_served = !name.starts_with("deploy/") && TEXTS.iter().any(|ending| name.ends_with(ending));
        let file = folder.join(&name);
        let content = fs::read(&file).with_context(|| format!("{} could not be read", file.display()))?;
        if !is_served || content.len() < SMALLEST {
            continue;
        }
        for (ending, compressed) in [("br", brotli(&content)?), ("gz", gzip(&content)?)] {
            let target = folder.join(format!("{name}.{ending}"));
            fs::write(&target, compressed)
                .with_context(|| format!("{} could not be written", target.display()))?;
        }
    }
    Ok(())
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut output, &parameters)?;
    Ok(output)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    #[test]
    fn what_is_compressed_can_be_read_again() {
        let text = "chat ".repeat(500);
        let mut read = String::new();
        flate2::read::GzDecoder::new(&gzip(text.as_bytes()).unwrap()[..]).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        let mut out = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(text.as_bytes()).unwrap()[..], &mut out).unwrap();
        assert_eq!(out, text.as_bytes());
    }
}
