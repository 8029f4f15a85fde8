//! A plain page per product, so that the cards of the assistant lead somewhere.

use crate::shop::sold;

/// The page at `/products/{slug}`.
pub(super) fn page(address: &str) -> Option<String> {
    let slug = address.strip_prefix("/products/")?;
    let (name, line, price) = sold(slug)?;
    Some(format!(
        r#"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name} – Fjord &amp; Fell</title>
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#15211b}}img{{width:100%;border-radius:12px}}a{{color:#14432f}}</style>
<p><a href="/">Fjord &amp; Fell</a></p>
<h1>{name}</h1>
<img src="{{{{api}}}}/demo/images/{slug}.svg" alt="{name}" width="600" height="600">
<p>{line}</p>
<p><strong>{price}</strong></p>
<script src="{{{{widget}}}}/chatlet.js" data-chatbot-id="shop-bot" async></script>
</html>
"#
    ))
}
