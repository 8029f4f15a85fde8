//! Pages that were written for another widget, with a dialect on: each example of the five documents, as it stands there,
//! hears what its document promises (`events.md`, Dialects).

mod chatspark;
mod dialoge;
mod nexus;
mod sitegpt;
mod stage;
mod together;

/// The tests of all dialects.
pub(crate) fn tests() -> Vec<chatlet_browser_tests::Test> {
    let all = [chatspark::tests(), dialoge::tests(), nexus::tests(), sitegpt::tests(), together::tests()];
    all.into_iter()
        .flatten()
        .map(|test| chatlet_browser_tests::Test { name: format!("dialects::{}", test.name), ..test })
        .collect()
}
