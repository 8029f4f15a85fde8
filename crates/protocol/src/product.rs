//! Product and suggestion cards (`chat-api.md` §3, §4).

use crate::json::{Decode, Fields};
use serde::Serialize;
use serde_json::Value;

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Price {
    /// In units of the currency, not in cents.
    pub amount: f64,
    /// ISO 4217 code.
    pub currency: String,
}

impl Decode for Price {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self { amount: fields.number("amount")?, currency: fields.text("currency")? })
    }
}

/// How a product gets into the cart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AddToCart {
    /// Stock keeping unit, never empty.
    pub sku: String,
    /// Cart link; when present the client opens it, otherwise it asks the host page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Decode for AddToCart {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        let sku = fields.text("sku").filter(|sku| !sku.is_empty())?;
        Some(Self { sku, url: fields.text("url") })
    }
}

/// A product card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Product {
    /// Stable id.
    pub id: String,
    /// Name.
    pub title: String,
    /// A line about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// May be empty or wrong: no image then.
    pub image_url: String,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// What it cost before the discount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_price: Option<Price>,
    /// Badge over the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub splash: Option<String>,
    /// Product page, untrusted, http(s) only.
    pub url: String,
    /// Present when it can go into the cart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_to_cart: Option<AddToCart>,
}

impl Decode for Product {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            id: fields.text("id")?,
            title: fields.text("title")?,
            description: fields.text("description"),
            image_url: fields.text_or_empty("image_url"),
            price: fields.read("price"),
            original_price: fields.read("original_price"),
            splash: fields.text("splash"),
            url: fields.text("url")?,
            add_to_cart: fields.read("add_to_cart"),
        })
    }
}

/// A card that sends a follow-up question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestion {
    /// Stable id.
    pub id: String,
    /// Title.
    pub title: String,
    /// A line about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// May be empty or wrong: no image then.
    pub image_url: String,
    /// What a tap sends.
    pub prompt_text: String,
}

impl Decode for Suggestion {
    fn decode(value: Value) -> Option<Self> {
        let mut fields = Fields::of(value)?;
        Some(Self {
            id: fields.text("id")?,
            title: fields.text("title")?,
            description: fields.text("description"),
            image_url: fields.text_or_empty("image_url"),
            prompt_text: fields.text("prompt_text")?,
        })
    }
}
