//! Lets the linker tell where functions and data refer to each other, by which the finished app is cut into a part for the
//! first screen and a part for later (`cargo xtask build`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|architecture| architecture == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
