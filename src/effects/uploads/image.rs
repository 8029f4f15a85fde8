//! Images, decoded off the main thread and drawn anew: upright, and without what the camera wrote beside them.

use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// How much of an image JPEG keeps.
const QUALITY: f64 = 0.85;

/// Width and height of an image as it is seen; none when it cannot be decoded.
pub(super) async fn size(blob: &Blob) -> Option<(u32, u32)> {
    let image = decode(blob).await?;
    let size = (image.width(), image.height());
    image.close();
    Some(size)
}

/// An image, drawn at a size.
pub(super) async fn draw(blob: &Blob, width: u32, height: u32, mime: &str) -> Option<Blob> {
    let image = decode(blob).await?;
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    if mime == "image/jpeg" {
        // It knows no transparency; what shines through is paper, not ink.
        context.set_fill_style_str("#fff");
        context.fill_rect(0.0, 0.0, width, height);
    }
    let drawn = context.draw_image_with_image_bitmap_and_dw_and_dh(&image, 0.0, 0.0, width, height);
    image.close();
    drawn.ok()?;
    let written = Promise::new(&mut |resolve: Function, _| {
        let _tainted = canvas.to_blob_with_type_and_encoder_options(&resolve, mime, &QUALITY.into());
    });
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}

/// Browsers turn an image upright by themselves as they decode it.
async fn decode(blob: &Blob) -> Option<ImageBitmap> {
    let decoded = web_sys::window()?.create_image_bitmap_with_blob(blob).ok()?;
    JsFuture::from(decoded).await.ok()?.dyn_into().ok()
}
