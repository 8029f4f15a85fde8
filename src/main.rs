//! Mounts the app in the iframe.

fn main() {
    #[cfg(target_arch = "wasm32")]
    chatlet::start();
}
