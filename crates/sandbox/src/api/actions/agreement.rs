//! What the client finds right the server takes, and what it finds wrong the server would name: any form, any answers.

use super::rules::Answer;
use chatlet_core::attachment::{FileId, Picked};
use chatlet_core::form::Form;
use chatlet_protocol::form::{Condition, FieldType, FormField};
use proptest::prelude::*;

fn key() -> impl Strategy<Value = String> {
    "[a-e]"
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof!["", " ", "x", " x ", "a@b.c", "y", any::<String>()]
}

fn field() -> impl Strategy<Value = FormField> {
    let condition = (key(), prop_oneof!["equals", "later"], prop_oneof!["x", "y", ""])
        .prop_map(|(field, operator, value)| Condition { field, operator, value });
    let options = prop::collection::vec(word(), 0..3);
    let conditions = prop::collection::vec(condition, 0..2);
    (key(), 0..FieldType::ALL.len(), any::<bool>(), options, conditions).prop_map(
        |(key, kind, required, options, visible_when)| FormField {
            label: key.clone(),
            key,
            placeholder: None,
            kind: FieldType::ALL[kind],
            required,
            options,
            visible_when,
        },
    )
}

proptest! {
    #[test]
    fn client_and_server_judge_alike(
        fields in prop::collection::vec(field(), 0..6),
        answers in prop::collection::vec(word(), 6),
        files in prop::collection::vec(any::<bool>(), 6),
        min_filled in 0..5_u64,
        with_files in any::<bool>(),
    ) {
        let mut form = if with_files {
            Form::new(fields.clone(), min_filled)
        } else {
            Form::of_text(fields.clone(), min_filled)
        };
        for (place, answer) in answers.into_iter().enumerate() {
            form.set(place, answer);
            if files[place] {
                let id = FileId(u32::try_from(place).unwrap());
                form.pick(place, vec![Picked { id, name: "a".into(), mime: String::new(), bytes: 1 }]);
                form.change_tray(place, |tray| tray.inspected(id, b"a", None));
            }
        }
        let values = form.answers().into_iter().collect();
        let mut answer =
            if with_files { Answer::new(fields, values) } else { Answer::of_text(fields, values) };
        answer.min_filled_fields = min_filled;
        answer.files = form.files().iter().map(|(key, _)| (*key).to_owned()).collect();
        let (wrong, is_good) = form.check();
        let wrong: Vec<&str> = wrong.iter().map(|place| form.fields()[*place].asked.key.as_str()).collect();
        let named: Vec<&str> = answer.wrong().into_iter().map(|(key, _)| key).collect();
        prop_assert_eq!(&wrong, &named);
        prop_assert_eq!(is_good, named.is_empty() && answer.has_enough());
        prop_assert_eq!(is_good, answer.check().is_ok());
    }
}
