//! A reader in a long conversation (F52): which entries are drawn, and that their place is kept.
#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]

#[allow(dead_code, reason = "the driver serves other tests, too")]
mod driver;

use chatlet_core::client::{Command, Input, Older, ScrollPosition};
use driver::{Driver, ok};

/// What one entry takes, in CSS pixels.
const ROW: f64 = 60.0;
const VIEW: f64 = 600.0;

/// A page of a hundred messages; number `page` from the newest on.
fn page(page: usize, has_more: bool) -> String {
    let message = |index: usize| {
        format!(
            r#"{{"message_id":"m{page}-{index}","role":"assistant","parts":[{{"type":"rich_text","part_id":"p{page}-{index}","blocks":[]}}]}}"#
        )
    };
    let messages: Vec<String> = (0..100).map(message).collect();
    format!(r#"{{"messages":[{}],"next_cursor":"c{page}","has_more":{has_more}}}"#, messages.join(","))
}

fn started() -> Driver {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("token");
    driver.answer("/config", ok(&driver::config()));
    driver.answer("/messages", ok(&page(0, true)));
    driver
}

fn drawn(driver: &Driver) -> usize {
    driver.client.reading().window(driver.client.transcript().order()).len()
}

/// The reader is so many pixels from the top of what is drawn.
#[allow(clippy::cast_precision_loss, reason = "a count of rows is small")]
fn scroll(driver: &mut Driver, top: f64) {
    let height = drawn(driver) as f64 * ROW;
    driver.input(Input::Scrolled(ScrollPosition { top, height, view: VIEW }));
}

fn kept(driver: &mut Driver) -> bool {
    let kept = driver.commands.contains(&Command::KeepPlace);
    driver.commands.retain(|command| *command != Command::KeepPlace);
    kept
}

#[test]
fn f52_a_first_screen_draws_little_and_a_tall_one_more() {
    let mut driver = started();
    let few = drawn(&driver);
    assert!(few < 40, "{few}");
    driver.input(Input::Scrolled(ScrollPosition { top: 0.0, height: 2_400.0, view: 2_400.0 }));
    assert!(drawn(&driver) > few && driver.client.reading().follows);
    assert!(!kept(&mut driver), "who follows the end has no other place");
}

#[test]
fn f52_a_reader_who_waits_at_the_top_is_given_everything_that_is_earlier() {
    let mut driver = started();
    scroll(&mut driver, 1_500.0);
    let mut moves = 0;
    for number in 1.. {
        // Home, and nothing else: what is drawn in front moves the reader down again.
        while driver.client.older() != &Older::None {
            let before = driver.client.reading().window(driver.client.transcript().order()).to_vec();
            scroll(&mut driver, 900.0);
            scroll(&mut driver, 0.0);
            moves += 1;
            assert!(drawn(&driver) <= 100, "{}", drawn(&driver));
            let after = driver.client.reading().window(driver.client.transcript().order());
            assert!(before == after || kept(&mut driver), "the place is kept before anything moves");
            if matches!(driver.client.older(), Older::Loading(_)) {
                break;
            }
        }
        if driver.client.older() == &Older::None {
            break;
        }
        kept(&mut driver);
        let first = driver.client.reading().window(driver.client.transcript().order())[0];
        driver.answer("/messages", ok(&page(number, number < 9)));
        assert!(kept(&mut driver));
        let now = driver.client.reading().window(driver.client.transcript().order());
        assert!(now[0] != first && now.contains(&first), "what came is drawn without another move");
    }
    while driver.client.reading().window(driver.client.transcript().order()).first()
        != driver.client.transcript().order().first()
    {
        scroll(&mut driver, 900.0);
        scroll(&mut driver, 0.0);
        moves += 1;
    }
    assert_eq!(driver.client.transcript().order().len(), 1_000);
    assert!(moves < 60, "{moves}");
}

#[test]
fn f52_the_way_back_down_keeps_the_place_as_well() {
    let mut driver = started();
    scroll(&mut driver, 1_500.0);
    for _ in 0..3 {
        scroll(&mut driver, 900.0);
        scroll(&mut driver, 0.0);
    }
    kept(&mut driver);
    assert!(!driver.client.reading().shows_latest(100));
    let bottom = 4_200.0 - VIEW - 100.0;
    scroll(&mut driver, bottom);
    assert!(kept(&mut driver), "entries behind the reader go");
    assert!(driver.client.reading().shows_latest(100));
}
