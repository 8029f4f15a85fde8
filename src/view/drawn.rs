//! One type for every finished view.
//!
//! The renderer is generic: a view of its own type costs its own code for being drawn, drawn again, mounted and taken
//! away. What a condition or a list draws is therefore finished into one type, which knows only how to be placed.
//! Drawing it again replaces it; what changes in place are the words and attributes in it, by themselves
//! (`docs/decisions/2026-11-20-few-types-for-many-views.md`).

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod placed;

#[cfg(target_arch = "wasm32")]
pub use browser::{Draw, Drawn};
#[cfg(not(target_arch = "wasm32"))]
pub use text::{Draw, Drawn};

/// Natively, where nothing is shipped, the renderer's own way to forget a type.
#[cfg(not(target_arch = "wasm32"))]
mod text {
    use leptos::prelude::{AnyView, IntoAny, RenderHtml};

    /// A finished view.
    pub type Drawn = AnyView;

    /// Finishes a view.
    pub trait Draw {
        /// The view as one of the common type.
        fn draw(self) -> Drawn;
    }

    impl<T: RenderHtml + Send> Draw for T {
        fn draw(self) -> Drawn {
            self.into_any()
        }
    }
}

/// Where nothing is drawn.
pub(crate) fn nothing() -> Drawn {
    Draw::draw(())
}
