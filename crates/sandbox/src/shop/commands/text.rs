//! Links and long text.

use super::super::build::rich;
use crate::state::Origins;
use chatlet_protocol::part::Part;

/// Links of every kind that a shop writes, and some it should not.
pub(super) fn links(origins: &Origins) -> Part {
    let host = &origins.host;
    rich(&format!(
        "Ours: [returns]({host}/delivery), [a tent]({host}/products/fjell-4), [mail](mailto:hello@fjord.example.com), \
         [telephone](tel:+4586000000).\n\
         Elsewhere: [weather](https://weather.example.org/aarhus?days=3#wind), [plain http](http://old.example.org/).\n\
         Odd, and not to be followed: [script](javascript:alert`1`), [data](data:text/html,<h1>hi</h1>), \
         [a file](file:///etc/hosts), [https://bank.example.com/](https://evil.example.net/).\n\
         Relative: [tents](/tents), [here](#top)."
    ))
}

/// A long answer: an hour's walk in twelve paragraphs and three lists.
pub(super) fn long() -> Vec<Part> {
    const STAGES: [(&str, &str); 4] = [
        (
            "From the harbour to the wood",
            "The path begins behind the old customs house and follows the water for two kilometres.",
        ),
        (
            "Through the wood",
            "Beeches first, then spruce; the ground is soft, and after rain **Sti Mid** is dry where others are not.",
        ),
        (
            "Up to the fell",
            "The climb is short and steep. Take it slowly, drink, and look back: the whole fjord lies behind you.",
        ),
        (
            "The night above the trees",
            "There is one flat place, sheltered from the west, with room for **Fjell 4** and a fire.",
        ),
    ];
    let calm = "Nobody hurries here, and neither should you; the light changes every few minutes. ".repeat(4);
    let stage = |(title, sentence): &(&str, &str)| {
        format!(
            "**{title}**\n{sentence} {calm}\n- **Time:** about two hours\n- **Water:** a spring half-way\n\
             - **Map:** sheet 12, [to print](https://maps.example.org/12)\n"
        )
    };
    let stages: Vec<String> = STAGES.iter().map(stage).collect();
    let opening = "A walk that we have tried ourselves, and what we carried.";
    vec![rich(&format!("{opening}\n{}Have a good trip!", stages.concat()))]
}
