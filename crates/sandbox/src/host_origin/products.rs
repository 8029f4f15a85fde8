//! A page per product, so that every card of the assistant leads somewhere; the demo has written pages for some.

use crate::shop::{Sold, sold};

/// The page at `/products/{slug}`, in the looks of the demo's pages.
pub(super) fn page(address: &str) -> Option<String> {
    let slug = address.strip_prefix("/products/")?.trim_end_matches('/');
    let Sold { name, line, price, picture, stock } = sold(slug)?;
    Some(format!(
        r#"<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
    <title>{name} – Fjord &amp; Fell</title>
    <link rel="stylesheet" href="/shop.css">
  </head>
  <body>
    {{{{> top /tents}}}}
    <main id="content">
      <article class="product">
        <span class="picture {slug}"><svg role="img" aria-label="{name}"><use href="/pictures.svg#{picture}"/></svg></span>
        <div>
          <h1>{name}</h1>
          <p>{line}.</p>
          <p class="price">{price}</p>
          <dl class="facts"><dt>In stock</dt><dd>{stock}</dd></dl>
          <div class="actions"><button class="button plain" data-chatlet-open>Ask about it</button></div>
        </div>
      </article>
    </main>
    {{{{> foot}}}}
"#
    ))
}
