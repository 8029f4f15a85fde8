//! In-chat banners (`chat-api.md` §3).

use crate::json::{Decode, Fields};
use serde::Serialize;
use serde_json::Value;

/// A notice above the transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// Stable id; a dismissal is remembered by content, not by id.
    pub id: String,
    /// Blank ones are not shown.
    pub message: String,
    /// CSS colour, untrusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub background_color: Option<String>,
    /// CSS colour, untrusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_color: Option<String>,
    /// Shown only when absolute http(s) and labelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cta_url: Option<String>,
    /// Label of the link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cta_label: Option<String>,
    /// `link` or `button`; unknown means link.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cta_style: Option<String>,
    /// Whether the visitor may close it.
    pub dismissible: bool,
}

impl Decode for Banner {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            id: fields.text("id")?,
            message: fields.text("message").filter(|message| !message.trim().is_empty())?,
            background_color: fields.text("background_color"),
            text_color: fields.text("text_color"),
            cta_url: fields.text("cta_url"),
            cta_label: fields.text("cta_label"),
            cta_style: fields.text("cta_style"),
            dismissible: fields.flag("dismissible", false),
        })
    }
}

/// Answer of `GET banners`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct BannerList {
    /// In order.
    pub banners: Vec<Banner>,
}

impl Decode for BannerList {
    fn decode(value: Value) -> Option<Self> {
        Some(Self { banners: Fields::of(value)?.read("banners")? })
    }
}
