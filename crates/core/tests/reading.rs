//! A reader in a long conversation (F52): which entries are drawn, and that their place is kept.
#![allow(clippy::unwrap_used, unreachable_pub, reason = "a test fails by panicking; its driver is its own")]

#[allow(dead_code, reason = "the driver serves other tests, too")]
mod driver;

use chatlet_core::client::{Command, FocusTarget, Input, Older, ReaderKey, Screen, ScrollPosition};
use chatlet_core::transcript::MessageKey;
use driver::{Driver, ok};

/// What one entry takes, in CSS pixels.
const ROW: f64 = 60.0;
const VIEW: f64 = 600.0;

/// A page of a hundred messages; number `page` from the newest on.
fn page(page: usize, has_more: bool) -> String {
    let message = |index: usize| {
        format!(
            r#"{{"message_id":"m{page}-{index}","role":"assistant","parts":[{{"type":"rich_text","part_id":"p{page}-{index}","blocks":[{{"type":"paragraph","spans":[{{"type":"text","text":"x"}}]}}]}}]}}"#
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
fn a_conversation_is_followed_from_the_screen_that_shows_it_on() {
    let mut driver = Driver::welcomed();
    driver.open();
    driver.token("token");
    // There is nothing to scroll yet.
    driver.answer("/messages", ok(&page(0, false)));
    driver.commands.clear();
    driver.answer("/config", ok(&driver::config()));
    assert_eq!(driver.client.screen(), Screen::Ready);
    assert!(driver.commands.contains(&Command::Follow(true)));
}

/// Browsers tell of two moves between two frames as of one.
#[test]
fn who_leaves_the_end_before_it_was_told_that_it_is_shown_is_not_taken_back_there() {
    let mut driver = started();
    driver.commands.clear();
    driver.input(Input::Followed(ScrollPosition { top: 1_200.0, height: 1_800.0, view: VIEW }));
    driver.input(Input::Scrolled(ScrollPosition { top: 300.0, height: 1_800.0, view: VIEW }));
    assert!(!driver.client.reading().follows);
    assert!(driver.commands.contains(&Command::Follow(false)));
}

#[test]
fn who_goes_up_by_less_than_a_reply_grows_meanwhile_has_left_the_end() {
    let mut driver = started();
    scroll(&mut driver, 1_200.0);
    driver.input(Input::Followed(ScrollPosition { top: 1_400.0, height: 2_000.0, view: VIEW }));
    driver.input(Input::Scrolled(ScrollPosition { top: 1_300.0, height: 2_000.0, view: VIEW }));
    assert!(!driver.client.reading().follows);
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
    for _ in 0..4 {
        scroll(&mut driver, 3_000.0);
        assert!(
            kept(&mut driver) || driver.client.reading().shows_latest(100),
            "entries behind the reader go"
        );
    }
    assert!(driver.client.reading().shows_latest(100));
}

#[test]
fn the_page_hears_how_many_messages_came_from_history_and_nothing_of_none() {
    let mut driver = started();
    while !matches!(driver.client.older(), Older::Loading(_)) {
        scroll(&mut driver, 900.0);
        scroll(&mut driver, 0.0);
    }
    driver.answer("/messages", ok(&page(1, false)));
    let counts = |driver: &Driver| -> Vec<u64> {
        let loaded = driver.events.iter().filter(|event| event["name"] == "historyLoaded");
        loaded.map(|event| event["count"].as_u64().unwrap()).collect()
    };
    assert_eq!(counts(&driver), [100, 100]);
    assert_eq!(counts(&Driver::ready()), [0; 0]);
}

fn press(driver: &mut Driver, key: ReaderKey, at: Option<MessageKey>) -> Option<FocusTarget> {
    driver.commands.clear();
    driver.input(Input::Reader { key, at });
    driver.commands.iter().find_map(|command| match command {
        Command::Focus(target) => Some(*target),
        _ => None,
    })
}

#[test]
fn the_keys_lead_from_message_to_message_and_draw_what_they_lead_to() {
    let mut driver = started();
    let order = driver.client.transcript().order().to_vec();
    let mut at = press(&mut driver, ReaderKey::Previous, None);
    assert_eq!(at, Some(FocusTarget::Message(order[99])), "from the conversation to its newest message");
    for place in (0..99).rev() {
        let Some(FocusTarget::Message(message)) = at else { panic!("{at:?}") };
        at = press(&mut driver, ReaderKey::Previous, Some(message));
        assert_eq!(at, Some(FocusTarget::Message(order[place])));
        assert!(driver.client.reading().window(&order).contains(&order[place]), "{place}");
    }
    assert_eq!(press(&mut driver, ReaderKey::Next, Some(order[0])), Some(FocusTarget::Message(order[1])));
    assert_eq!(press(&mut driver, ReaderKey::Into, Some(order[1])), Some(FocusTarget::Inside(order[1])));
    assert_eq!(press(&mut driver, ReaderKey::Leave, Some(order[1])), Some(FocusTarget::Composer));
    assert_eq!(press(&mut driver, ReaderKey::Last, Some(order[1])), Some(FocusTarget::Message(order[99])));
    assert!(driver.client.reading().follows);
    for _ in 0..5 {
        press(&mut driver, ReaderKey::First, None);
    }
    assert_eq!(driver.client.reading().window(&order).first(), order.first());
}

#[test]
fn the_keys_do_no_harm_in_an_empty_conversation() {
    let mut driver = Driver::ready();
    for key in [ReaderKey::Previous, ReaderKey::Next, ReaderKey::First, ReaderKey::Last, ReaderKey::Into] {
        assert_eq!(press(&mut driver, key, Some(MessageKey(7))), Some(FocusTarget::Composer));
    }
}

#[test]
fn a06_a07_the_same_words_again_are_news_and_an_error_is_gone_once_it_is_over() {
    let mut driver = Driver::ready();
    let mut said = Vec::new();
    for _ in 0..2 {
        driver.say("Hi");
        let turn = driver.turn();
        assert_eq!(driver.client.alert(), "", "a new attempt ends the old alarm");
        driver.stream_opened(turn);
        driver.bytes(
            turn,
            &[driver::frame("error", r#"{"code":"generation_failed","message":"No","retryable":true}"#)],
        );
        assert_eq!(driver.client.alert(), "No");
        driver.input(Input::Stopped);
        driver.say("Hi");
        let turn = driver.turn();
        driver.stream_opened(turn);
        driver.bytes(turn, &[driver::done("m", "Same", None)]);
        said.push(driver.client.announcement().to_owned());
        driver.input(Input::Copied(driver.latest()));
        said.push(driver.client.announcement().to_owned());
        driver.input(Input::Copied(driver.latest()));
        said.push(driver.client.announcement().to_owned());
    }
    assert_eq!(said[0], "Same");
    assert!(said.windows(2).all(|pair| pair[0] != pair[1]), "{said:?}");
    assert_eq!(said[1].trim_end_matches('\u{200b}'), said[2].trim_end_matches('\u{200b}'));
}

/// Scrolls through everything that is drawn, up and down again, with rows of one height.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of rows are small and not negative"
)]
fn walk(row: f64, view: f64) {
    const PIXELS: f64 = 170.0;
    let mut driver = started();
    let window = |driver: &Driver| -> Vec<MessageKey> {
        driver.client.reading().window(driver.client.transcript().order()).to_vec()
    };
    let mut top = (window(&driver).len() as f64 * row - view).max(0.0);
    for (direction, moves) in [(-1.0, 120), (1.0, 120)] {
        for _ in 0..moves {
            let before = window(&driver);
            let height = before.len() as f64 * row;
            top = (top + direction * PIXELS).clamp(0.0, (height - view).max(0.0));
            let first = (top / row) as usize;
            let behind = (((top + view) / row).ceil() as usize).min(before.len());
            driver.input(Input::Scrolled(ScrollPosition { top, height, view }));
            let after = window(&driver);
            for key in &before[first..behind] {
                assert!(after.contains(key), "rows of {row} px in {view} px: {key:?} was seen and goes");
            }
            // The document keeps the reader's place.
            let place = after.iter().position(|key| *key == before[first]).unwrap();
            top = place as f64 * row + top % row;
        }
        let drawn = window(&driver);
        let order = driver.client.transcript().order();
        if direction < 0.0 {
            assert_eq!(drawn.first(), order.first(), "rows of {row} px in {view} px: the start is reached");
        } else {
            assert_eq!(drawn.last(), order.last(), "rows of {row} px in {view} px: the end is reached");
        }
    }
}

#[test]
fn f52_what_the_reader_sees_stays_drawn_on_any_screen() {
    for row in [30.0, 48.0, 60.0, 150.0] {
        for view in [400.0, 600.0, 900.0, 1_200.0, 1_600.0] {
            walk(row, view);
        }
    }
}
