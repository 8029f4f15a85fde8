//! The composition root: the only place that sees effects and views together.

mod routes;
#[cfg(target_arch = "wasm32")]
mod start;

pub use routes::App;
#[cfg(target_arch = "wasm32")]
pub use start::start;
