//! What holds for every form and everything that is done to it.

use super::*;
use proptest::prelude::*;

/// Something a visitor or a server does.
#[derive(Debug, Clone)]
enum Step {
    Set(usize, String),
    Add(usize, Vec<u64>),
    Remove(usize, u32),
    Check,
    Reject(String, String),
    Prefill(String, String),
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-d]", 1 => any::<String>().prop_filter("a key", |key| !key.is_empty())]
}

fn answer() -> impl Strategy<Value = String> {
    prop_oneof!["", " x ", "x", "a@b.c", any::<String>()]
}

fn any_field() -> impl Strategy<Value = FormField> {
    let condition = (key(), prop_oneof!["equals", "later"], answer())
        .prop_map(|(field, operator, value)| Condition { field, operator, value });
    (
        key(),
        any::<String>(),
        0..FieldType::ALL.len(),
        any::<bool>(),
        prop::collection::vec(answer(), 0..3),
        prop::collection::vec(condition, 0..3),
    )
        .prop_map(|(key, label, kind, required, options, visible_when)| FormField {
            key,
            label,
            placeholder: None,
            kind: FieldType::ALL[kind],
            required,
            options,
            visible_when,
        })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..8_usize, answer()).prop_map(|(place, value)| Step::Set(place, value)),
        1 => (0..8_usize, prop::collection::vec(prop_oneof![Just(0), 1..9_u64, Just(u64::MAX)], 0..4))
            .prop_map(|(place, sizes)| Step::Add(place, sizes)),
        1 => (0..8_usize, 0..4_u32).prop_map(|(place, file)| Step::Remove(place, file)),
        1 => Just(Step::Check),
        1 => (key(), any::<String>()).prop_map(|(key, message)| Step::Reject(key, message)),
        1 => (key(), answer()).prop_map(|(key, value)| Step::Prefill(key, value)),
    ]
}

fn take(form: &mut Form, step: Step) {
    match step {
        Step::Set(place, value) => form.set(place, value),
        Step::Add(place, sizes) => {
            for bytes in sizes {
                attach(form, place, u32::try_from(bytes % 97).unwrap(), bytes);
            }
        }
        Step::Remove(place, file) => drop(form.change_tray(place, |tray| tray.remove(FileId(file)))),
        Step::Check => drop(form.check()),
        Step::Reject(key, message) => {
            let params = vec![param(&key, &message)];
            drop(form.reject(ApiError { params, ..ApiError::default() }));
        }
        Step::Prefill(key, value) => form.prefill(&[(key, value)]),
    }
}

proptest! {
    #[test]
    fn any_form_takes_anything_and_sends_nothing_that_is_hidden(
        fields in prop::collection::vec(any_field(), 0..8),
        min_filled in prop_oneof![0..4_u64, Just(u64::MAX)],
        steps in prop::collection::vec(step(), 0..24),
    ) {
        let mut form = Form::new(fields, min_filled);
        for step in steps {
            take(&mut form, step);
        }
        let visible = form.visible();
        let hidden = |key: &str| {
            form.fields().iter().zip(&visible).all(|(field, shown)| field.asked.key != key || !shown)
        };
        for (key, value) in form.answers() {
            prop_assert!(!hidden(&key) && !value.trim().is_empty() && value.trim() == value);
        }
        for (key, file) in form.files() {
            prop_assert!(!hidden(key) && file.bytes > 0);
        }
        for field in form.fields() {
            prop_assert!(field.tray.ready().count() <= field.rules.as_ref().map_or(0, |rules| rules.max_files));
            let problem = field.problem.as_ref();
            let words = problem.map(|problem| problem.words(&Locale::default(), &field.asked.label));
            prop_assert!(words.is_none_or(|words| !words.trim().is_empty()));
        }
        // What is found wrong can be seen, and a good form has nothing wrong.
        let (wrong, is_good) = form.check();
        prop_assert!(wrong.iter().all(|place| visible[*place] && form.fields()[*place].problem.is_some()));
        prop_assert_eq!(is_good, wrong.is_empty() && form.problem.is_none());
    }

    #[test]
    fn any_word_of_a_server_is_read_without_panic(path in any::<String>(), message in any::<String>()) {
        let mut form = claim();
        let error = ApiError { params: vec![param(&path, &message)], message, ..ApiError::default() };
        let wrong = form.reject(error);
        prop_assert!(!wrong.is_empty() || form.problem.is_some());
    }
}
