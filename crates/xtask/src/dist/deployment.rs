//! What the deployer has set, as far as the headers depend on it.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::project;

/// `chatlet.json`, read.
#[derive(Default)]
pub(super) struct Deployment {
    /// The file as it was given.
    pub text: Option<String>,
    /// The options for what pages leave open, an object as JSON text: the loader is made for them.
    pub defaults: Option<String>,
    /// Where the app asks: the API's origin and that of the tokens.
    pub connects: Vec<String>,
    /// Where pictures come from.
    pub images: Vec<String>,
    /// Pages that may embed.
    pub embedders: Vec<String>,
}

impl Deployment {
    /// Reads the file; without one the headers name places to be filled in.
    pub(super) fn read(file: Option<&Path>) -> Result<Self> {
        let Some(file) = file else {
            let example = |text: &str| vec![text.to_owned()];
            return Ok(Self {
                text: None,
                defaults: None,
                connects: example("https://API.EXAMPLE"),
                images: example("https://API.EXAMPLE"),
                embedders: example("https://SHOP.EXAMPLE"),
            });
        };
        let text = super::read(&project::path(file))?;
        let value: Value =
            serde_json::from_str(&text).with_context(|| format!("{} is not JSON", file.display()))?;
        Ok(Self { text: Some(text), ..Self::of(&value) })
    }

    fn of(value: &Value) -> Self {
        let list = |name: &str| -> Vec<String> {
            let items = value[name].as_array().into_iter().flatten().filter_map(Value::as_str);
            items.map(str::to_owned).collect()
        };
        let api = value["api"].as_str().map(origin);
        let mut connects: Vec<String> = api.iter().cloned().collect();
        connects.extend(value["tokenUrl"].as_str().map(origin).filter(|token| Some(token) != api.as_ref()));
        let mut images: Vec<String> = api.into_iter().collect();
        images.extend(
            list("imageHosts")
                .into_iter()
                .map(|host| if host.contains("://") { host } else { format!("https://{host}") }),
        );
        images.dedup();
        let defaults = value["defaults"].is_object().then(|| value["defaults"].to_string());
        Self { text: None, defaults, connects, images, embedders: list("allowedOrigins") }
    }
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> String {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address[host..].find(['/', '?', '#']).map_or(address.len(), |end| host + end);
    address[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn s34_headers_name_what_the_file_names() {
        let read = Deployment::of(&json!({
            "api": "https://api.example/base",
            "tokenUrl": "https://shop.example/token?x",
            "allowedOrigins": ["https://shop.example"],
            "imageHosts": ["cdn.example", "https://api.example"],
            "defaults": { "position": "top-left" },
        }));
        assert_eq!(
            read.defaults.as_deref(),
            Some(r#"{"position":"top-left"}"#),
            "the loader knows them at once"
        );
        assert_eq!(read.connects, ["https://api.example", "https://shop.example"]);
        assert_eq!(read.images, ["https://api.example", "https://cdn.example", "https://api.example"]);
        assert_eq!(read.embedders, ["https://shop.example"]);
    }
}
