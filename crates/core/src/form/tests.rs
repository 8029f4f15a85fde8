//! Visibility, validation, files and the server's word, by example; `any_form.rs` by made-up forms.

mod any_form;

use super::*;
use crate::attachment::{FileId, Picked};
use crate::locale::Locale;
use chatlet_protocol::error::{ApiError, ErrorParam};
use chatlet_protocol::form::Condition;

fn field(key: &str, kind: FieldType, required: bool) -> FormField {
    asked(key, key.to_uppercase(), kind, required)
}

fn when(field: FormField, other: &str, operator: &str, value: &str) -> FormField {
    let condition = Condition { field: other.into(), operator: operator.into(), value: value.into() };
    FormField { visible_when: vec![condition], ..field }
}

fn text(key: &str) -> FormField {
    field(key, FieldType::Text, false)
}

fn claim() -> Form {
    let topic = FormField {
        options: vec!["Order".into(), "Claim".into()],
        ..field("topic", FieldType::Dropdown, true)
    };
    let damage = when(field("damage", FieldType::Textarea, true), "topic", "equals", "Claim");
    let photo = when(field("photo", FieldType::File, true), "topic", "equals", "Claim");
    let detail = when(text("detail"), "damage", "equals", "Crack");
    Form::new(vec![topic, damage, photo, detail], 2)
}

fn picked(id: u32, bytes: u64) -> Picked {
    Picked { id: FileId(id), name: format!("{id}.bin"), mime: String::new(), bytes }
}

/// Picks a file and has it looked at.
fn attach(form: &mut Form, place: usize, id: u32, bytes: u64) {
    form.pick(place, vec![picked(id, bytes)]);
    form.change_tray(place, |tray| tray.inspected(FileId(id), b"data", None));
}

fn param(field: &str, message: &str) -> ErrorParam {
    ErrorParam { field: field.into(), message: message.into() }
}

#[test]
fn a_field_shows_while_every_condition_holds_and_hides_its_dependents() {
    let mut form = claim();
    assert_eq!(form.visible(), [true, false, false, false]);
    form.set(0, "Claim".into());
    form.set(1, " Crack ".into());
    assert_eq!(form.visible(), [true, true, true, true]);
    form.set(3, "deep".into());
    form.set(0, "Order".into());
    assert_eq!(form.visible(), [true, false, false, false]);
    assert_eq!(form.answers(), [("topic".into(), "Order".into())], "what is hidden is not sent");
    form.set(0, "Claim".into());
    assert_eq!(form.fields()[3].value, "deep", "and not lost either");
}

#[test]
fn conditions_name_earlier_fields_and_a_later_operator_counts_as_satisfied() {
    let late = when(text("a"), "b", "equals", "");
    let odd = when(text("c"), "b", "contains", "x");
    let circle = when(text("d"), "d", "equals", "");
    let nobody = when(text("e"), "nobody", "contains", "x");
    let form = Form::new(vec![late, text("b"), odd, circle, nobody], 0);
    assert_eq!(form.visible(), [false, true, true, false, false]);
}

#[test]
fn what_is_wrong_is_named_by_field_and_goes_when_it_is_right() {
    let mut form =
        Form::of_text(vec![field("name", FieldType::Text, true), field("mail", FieldType::Email, true)], 0);
    form.set(0, "  ".into());
    assert_eq!(form.check(), (vec![0, 1], false));
    assert_eq!(form.fields()[0].problem, Some(Problem::Missing));
    form.set(0, "Sofie".into());
    form.set(1, "sofie".into());
    assert_eq!(form.fields()[0].problem, None);
    assert_eq!(form.fields()[1].problem, Some(Problem::NoEmail));
    form.set(1, format!("{}@example.com", "a".repeat(243)));
    assert_eq!(form.fields()[1].problem, Some(Problem::EmailTooLong));
    form.set(1, "sofie@example.com".into());
    assert_eq!(form.check(), (vec![], true));
    let words = Problem::Missing.words(&Locale::default(), "Your \u{202e}name");
    assert_eq!(words, "Fill in “Your name”.");
}

#[test]
fn enough_visible_answers_are_needed_and_files_count() {
    let mut form = claim();
    form.set(0, "Order".into());
    assert_eq!(form.check(), (vec![], true), "one field shows, so no more than one answer is needed");
    form.set(0, "Claim".into());
    attach(&mut form, 2, 1, 3);
    assert_eq!(form.check().0, [1]);
    form.set(1, "Broken".into());
    assert!(form.check().1);
    let mut optional = Form::of_text(vec![text("a"), text("b"), text("c")], 2);
    optional.set(1, "x".into());
    assert_eq!(optional.check(), (vec![], false));
    assert_eq!(optional.problem, Some(Problem::TooFew(2)));
    optional.set(2, "y".into());
    assert_eq!(optional.problem, None);
}

#[test]
fn file_fields_exist_in_forms_of_the_operators_only() {
    let fields = || vec![text("a"), field("photo", FieldType::File, true)];
    assert_eq!(Form::of_text(fields(), 0).fields().len(), 1);
    assert_eq!(Form::new(fields(), 0).fields().len(), 2);
}

#[test]
fn a_ticket_always_has_its_three_slots() {
    let labels = ["Name", "E-mail", "Message", "Attachments"].map(String::from);
    let marker =
        vec![when(field("message", FieldType::Textarea, false), "topic", "equals", "x"), text("topic")];
    let form = Form::ticket(marker, labels, Some(1_000));
    let keys: Vec<_> =
        form.fields().iter().map(|field| (field.asked.key.as_str(), field.asked.required)).collect();
    let expected =
        [("message", true), ("topic", false), ("name", false), ("email", true), (ATTACHMENTS, false)];
    assert_eq!(keys, expected);
    assert!(form.visible().into_iter().all(|shown| shown));
    assert_eq!(
        form.fields()[4].rules.as_ref().map(|rules| (rules.max_files, rules.max_bytes)),
        Some((8, 1_000))
    );
}

#[test]
fn f62_files_are_refused_by_size_and_number_before_they_are_sent() {
    let labels = ["Name", "E-mail", "Message", "Attachments"].map(String::from);
    let mut form = Form::ticket(Vec::new(), labels, Some(u64::MAX));
    let most = form.fields()[3].rules.as_ref().unwrap().max_bytes;
    assert_eq!(most, 2_097_150, "the padded base64 of more would be longer than the API takes");
    form.set(1, "a@b.c".into());
    form.set(2, "It broke".into());
    attach(&mut form, 3, 1, 9);
    for (id, bytes) in [(2, 0), (3, most + 1)] {
        attach(&mut form, 3, id, bytes);
        assert_eq!(form.check(), (vec![3], false), "nothing that looks attached is left behind");
        assert_eq!(form.fields()[3].problem, Some(Problem::BadFile));
        assert_eq!(form.files().len(), 1, "one bad file takes no other down");
        form.change_tray(3, |tray| tray.remove(FileId(id)));
        assert_eq!(form.fields()[3].problem, None);
    }
    for id in 10..20 {
        attach(&mut form, 3, id, 1);
    }
    assert_eq!((form.files().len(), form.check().1), (8, false));
    let mut claim = claim();
    claim.set(0, "Claim".into());
    attach(&mut claim, 2, 1, 1);
    attach(&mut claim, 2, 2, 2);
    let sent: Vec<_> = claim.files().iter().map(|(key, file)| (*key, file.id)).collect();
    assert_eq!(sent, [("photo", FileId(2))], "a field for one file takes the newest");
}

#[test]
fn f11_the_servers_messages_stand_at_their_fields_and_the_rest_on_the_form() {
    let mut form =
        Form::of_text(vec![text("name"), text("a.b"), when(text("deep"), "name", "equals", "x")], 0);
    let params = vec![
        param("name", "First."),
        param("action.fields.a.b", "Dotted."),
        param("action.name", "Last wins."),
        param("deep", "It is hidden."),
        param("whatever", "Elsewhere."),
    ];
    let error = ApiError { message: "Some input is not valid.".into(), params, ..ApiError::default() };
    assert_eq!(form.reject(error), [0, 1]);
    assert_eq!(form.fields()[0].problem, Some(Problem::Server("Last wins.".into())));
    assert_eq!(form.fields()[1].problem, Some(Problem::Server("Dotted.".into())));
    assert_eq!(form.problem, Some(Problem::Server("It is hidden. Elsewhere.".into())));
    form.set(0, "y".into());
    assert_eq!(form.fields()[0].problem, None, "the server's word is on an answer that is gone");
    assert_eq!(form.reject(ApiError::default()), [1], "an older message stays until its answer changes");
    let mut silent = Form::of_text(vec![text("name")], 0);
    assert_eq!(silent.reject(ApiError::default()), [] as [usize; 0]);
    assert_eq!(silent.problem, Some(Problem::Rejected));
}

#[test]
fn a_key_is_answered_once_and_a_list_without_choices_is_a_line() {
    let blank = FormField { options: vec![" ".into()], ..field("pick", FieldType::Dropdown, true) };
    let form = Form::new(vec![text("a"), field("a", FieldType::Email, true), blank], 0);
    assert_eq!(form.fields().len(), 2);
    assert_eq!(form.fields()[1].asked.kind, FieldType::Text);
    let many = Form::new((0..300).map(|index| text(&index.to_string())).collect(), 0);
    assert_eq!(many.fields().len(), 100, "S54");
}

#[test]
fn what_is_known_fills_what_is_empty() {
    let pick = FormField { options: vec!["A".into()], ..field("pick", FieldType::Dropdown, false) };
    let mut form = Form::new(vec![text("name"), text("other"), pick], 0);
    form.set(1, "mine".into());
    let known = [("name", "Sofie"), ("other", "theirs"), ("pick", "B")];
    form.prefill(&known.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let values: Vec<_> = form.fields().iter().map(|field| field.value.as_str()).collect();
    assert_eq!(values, ["Sofie", "mine", ""]);
}

#[test]
fn a18_the_browser_knows_what_a_field_is_about() {
    let token = |key: &str, kind| autocomplete(&Field::new(field(key, kind, false)));
    assert_eq!(token("whatever", FieldType::Email), Some("email"));
    assert_eq!(token("callback", FieldType::Tel), Some("tel"));
    assert_eq!(token("full_name", FieldType::Text), Some("name"));
    assert_eq!(token("Fornavn", FieldType::Text), Some("given-name"));
    assert_eq!(token("postalCode", FieldType::Text), Some("postal-code"));
    assert_eq!(token("orderNumber", FieldType::Text), None);
    assert_eq!(token("name", FieldType::Textarea), None);
}

#[test]
fn addresses_are_judged_by_the_published_pattern() {
    for address in ["a@b.c", "sofie.lund@post.example.com", "æ@ø.å", "a@b..c", "a@.b.c"] {
        assert!(is_email(address), "{address}");
    }
    for text in ["", "a", "a@b", "@b.c", "a@.b", "a@b.", "a b@c.d", "a@b@c.d", "a@b.c\n"] {
        assert!(!is_email(text), "{text:?}");
    }
}
