//! Forms: the markers of the assistant's, and the definitions behind `GET forms/{id}`.

use super::super::build::part_id;
use super::super::language::Language;
use chatlet_protocol::form::{Condition, FieldType, FormDefinition, FormField, SubmitAction};
use chatlet_protocol::part::{Part, TICKET_ATTACHMENT_LIMIT};

fn field(key: &str, label: &str, kind: FieldType, required: bool) -> FormField {
    FormField {
        key: key.into(),
        label: label.into(),
        placeholder: (kind == FieldType::Email).then(|| "name@example.com".into()),
        kind,
        required,
        options: Vec::new(),
        visible_when: Vec::new(),
    }
}

fn when(field: FormField, other: &str, value: &str) -> FormField {
    let condition = Condition { field: other.into(), operator: "equals".into(), value: value.into() };
    FormField { visible_when: vec![condition], ..field }
}

fn person(language: Language) -> [FormField; 2] {
    [
        field("name", language.pick(&["Name", "Navn", "الاسم"]), FieldType::Text, true),
        field("email", language.pick(&["E-mail", "E-mail", "البريد الإلكتروني"]), FieldType::Email, true),
    ]
}

/// The contact form.
pub(in super::super) fn contact(language: Language) -> Part {
    let mut fields = person(language).to_vec();
    fields.push(field("phone", language.pick(&["Telephone", "Telefon", "الهاتف"]), FieldType::Tel, false));
    fields.push(field(
        "message",
        language.pick(&["Message", "Besked", "الرسالة"]),
        FieldType::Textarea,
        true,
    ));
    Part::ShowContactForm { part_id: part_id(), fields }
}

/// The support ticket.
pub(in super::super) fn ticket(language: Language) -> Part {
    let mut fields = person(language).to_vec();
    let label = language.pick(&["What has happened?", "Hvad er der sket?", "ماذا حدث؟"]);
    fields.push(field("message", label, FieldType::Textarea, true));
    Part::ShowSupportTicket {
        part_id: part_id(),
        fields,
        attachments_accepted: true,
        max_attachment_size_bytes: TICKET_ATTACHMENT_LIMIT,
    }
}

/// The claim form, with its definition inline.
pub(super) fn claim(language: Language) -> Part {
    let definition = claim_definition(language);
    Part::ShowForm {
        part_id: part_id(),
        form_id: definition.form_id,
        name: definition.name,
        confirmation_text: Some(
            language
                .pick(&[
                    "Thank you, we have your claim and write back within a day.",
                    "Tak, vi har din reklamation og vender tilbage inden for en dag.",
                    "شكرًا، وصلتنا شكواك وسنجيبك خلال يوم.",
                ])
                .into(),
        ),
        fields: Some(definition.fields),
        min_filled_fields: definition.min_filled_fields,
        submit_actions: definition.submit_actions,
    }
}

/// A marker that names a form and says nothing else: its fields are to be fetched.
pub(super) fn thin() -> Part {
    Part::ShowForm {
        part_id: part_id(),
        form_id: "newsletter".into(),
        name: None,
        confirmation_text: None,
        fields: None,
        min_filled_fields: 0,
        submit_actions: Vec::new(),
    }
}

fn claim_definition(language: Language) -> FormDefinition {
    let (order, claim) = match language {
        Language::English => ("Order", "Claim"),
        Language::Danish => ("Ordre", "Reklamation"),
        Language::Arabic => ("طلب", "شكوى"),
    };
    let mut topic = field("topic", language.pick(&["Topic", "Emne", "الموضوع"]), FieldType::Dropdown, true);
    topic.options = vec![order.into(), claim.into()];
    let number = language.pick(&["Order number", "Ordrenummer", "رقم الطلب"]);
    let damage = language.pick(&["What has happened?", "Hvad er der sket?", "ماذا حدث؟"]);
    let photo = language.pick(&["Picture of the damage", "Billede af skaden", "صورة الضرر"]);
    let fields = vec![
        topic,
        field("orderNumber", number, FieldType::Text, true),
        when(field("damage", damage, FieldType::Textarea, true), "topic", claim),
        when(field("photo", photo, FieldType::File, false), "topic", claim),
        field("callback", language.pick(&["Telephone", "Telefon", "الهاتف"]), FieldType::Tel, false),
    ];
    FormDefinition {
        fields,
        min_filled_fields: 2,
        submit_actions: vec![SubmitAction { kind: "start_livechat".into() }],
        ..definition("claim", language.pick(&["Claim", "Reklamation", "شكوى"]), "llm")
    }
}

fn definition(form_id: &str, name: &str, trigger: &str) -> FormDefinition {
    FormDefinition {
        form_id: form_id.into(),
        environment: Some("test".into()),
        name: Some(name.into()),
        trigger: Some(trigger.into()),
        fields: Vec::new(),
        min_filled_fields: 0,
        submit_actions: Vec::new(),
    }
}

/// The definition of form `form_id`, if the shop has it.
pub(crate) fn by_id(form_id: &str, language: Language) -> Option<FormDefinition> {
    let [name, email] = person(language);
    Some(match form_id {
        "claim" => claim_definition(language),
        "whileWaiting" => FormDefinition {
            fields: vec![
                FormField { required: false, ..email },
                field(
                    "orderNumber",
                    language.pick(&["Order number", "Ordrenummer", "رقم الطلب"]),
                    FieldType::Text,
                    false,
                ),
                field("photo", language.pick(&["Picture", "Billede", "صورة"]), FieldType::File, false),
            ],
            min_filled_fields: 1,
            ..definition(
                "whileWaiting",
                language.pick(&["While you wait", "Mens du venter", "أثناء الانتظار"]),
                "livechat_waiting",
            )
        },
        "startEmail" => FormDefinition {
            fields: vec![name, email],
            ..definition(
                "startEmail",
                language.pick(&["Before we start", "Før vi går i gang", "قبل أن نبدأ"]),
                "session_start",
            )
        },
        "newsletter" => FormDefinition {
            fields: vec![email],
            min_filled_fields: 1,
            ..definition(
                "newsletter",
                language.pick(&["Newsletter", "Nyhedsbrev", "النشرة الإخبارية"]),
                "manual",
            )
        },
        _ => return None,
    })
}
