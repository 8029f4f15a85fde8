//! `public/chatlet.d.ts`: what an editor knows of the API, the options and the events.

use super::{COMMON, capitalized, fill, lines, snake_case, type_text};
use crate::api::{MemberSpec, PAGE, WIDGET};
use crate::catalogue::{CATALOGUE, EventSpec, Field, FieldSpec};
use crate::host_line::CommandError;
use crate::options::{OPTIONS, OptionSpec};

pub(super) fn declarations() -> String {
    fill(
        include_str!("chatlet.template.d.ts"),
        &[
            ("common", lines(COMMON, field)),
            ("events", CATALOGUE.iter().map(event).collect::<Vec<_>>().join("\n\n")),
            ("event map", lines(CATALOGUE, |event| format!("  {}: {};", event.name, event_type(event)))),
            ("private fields", private_fields()),
            ("data layer names", lines(CATALOGUE, data_layer_name)),
            ("callbacks", lines(CATALOGUE, callback)),
            ("options", lines(OPTIONS, option)),
            ("error types", type_text(CommandError::TYPE).to_owned()),
            ("widget", lines(WIDGET, member)),
            ("page", lines(PAGE, member)),
        ],
    )
}

/// How the page answers an event that asks it for something. It is no field: it does not leave the page.
const REPLY: &str = "  /** Says what became of it, once; the card shows it. Not on the DOM event. */\n  \
    readonly reply: (result: \"ok\" | \"failed\", message?: string) => void;\n";

fn event_type(event: &EventSpec) -> String {
    format!("Chatlet{}Event", capitalized(event.name))
}

fn event(event: &EventSpec) -> String {
    let head = format!(
        "/** {} */\nexport interface {} extends ChatletEventBase<\"{}\"> {{",
        event.doc.trim(),
        event_type(event),
        event.name
    );
    if event.fields.is_empty() {
        return head + "}";
    }
    let reply = if event.name == "addToCart" { REPLY } else { "" };
    format!("{head}\n{}\n{reply}}}", lines(event.fields, field))
}

fn field(field: &FieldSpec) -> String {
    let mark = if field.private { " Dropped from broadcasts." } else { "" };
    let optional = if field.optional { "?" } else { "" };
    format!(
        "  /** {}{mark} */\n  readonly {}{optional}: {};",
        field.doc.trim(),
        field.name,
        frozen(type_text(field.kind))
    )
}

/// What a handler gets is frozen to the bottom.
fn frozen(kind: &str) -> String {
    if kind.ends_with("[]") {
        format!("readonly {kind}")
    } else if kind.starts_with("Record<") {
        format!("Readonly<{kind}>")
    } else {
        kind.to_owned()
    }
}

fn private_fields() -> String {
    CATALOGUE
        .iter()
        .filter_map(|event| {
            let names: Vec<_> = event
                .fields
                .iter()
                .filter(|field| field.private)
                .map(|field| format!("\"{}\"", field.name))
                .collect();
            (!names.is_empty()).then(|| format!("  {}: {};", event.name, names.join(" | ")))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn data_layer_name(event: &EventSpec) -> String {
    format!("  {}: \"chatlet_{}\";", event.name, snake_case(event.name))
}

fn callback(event: &EventSpec) -> String {
    format!(
        "  /** {} */\n  on{}?: ChatletHandler<\"{}\">;",
        event.doc.trim(),
        capitalized(event.name),
        event.name
    )
}

fn option(option: &OptionSpec) -> String {
    let (optional, default) = match option.default {
        "required" => ("", String::new()),
        default => ("?", format!(" Default: {default}.")),
    };
    format!("  /** {}{default} */\n  {}{optional}: {};", option.doc, option.name, option.kind)
}

fn member(member: &MemberSpec) -> String {
    let access = if member.is_property() { "readonly " } else { "" };
    format!("  /** {} */\n  {access}{}{};", member.doc, member.name, member.signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_has_a_type_a_callback_and_a_name_for_tag_managers() {
        let text = declarations();
        for event in CATALOGUE {
            let (name, capital) = (event.name, capitalized(event.name));
            assert!(text.contains(&format!("\n  {name}: Chatlet{capital}Event;\n")), "{name}");
            assert!(text.contains(&format!("interface Chatlet{capital}Event extends")), "{name}");
            assert!(text.contains(&format!("\n  on{capital}?: ChatletHandler<\"{name}\">;\n")), "{name}");
            assert!(text.contains(&format!("\n  {name}: \"chatlet_{}\";\n", snake_case(name))), "{name}");
        }
    }

    #[test]
    fn every_option_and_every_member_is_declared() {
        let text = declarations();
        for option in OPTIONS {
            let declared = |mark| text.contains(&format!("\n  {}{mark}: {};\n", option.name, option.kind));
            assert!(declared("") || declared("?"), "{}", option.name);
        }
        for member in WIDGET.iter().chain(PAGE) {
            assert!(text.contains(&format!("{}{};\n", member.name, member.signature)), "{}", member.name);
        }
    }

    #[test]
    fn a_private_field_says_so() {
        let spec =
            FieldSpec { name: "text", kind: "string[]", optional: true, private: true, doc: " Words." };
        assert_eq!(
            field(&spec),
            "  /** Words. Dropped from broadcasts. */\n  readonly text?: readonly string[];"
        );
        assert!(declarations().contains("\n  quickReply: \"label\";\n"));
    }
}
