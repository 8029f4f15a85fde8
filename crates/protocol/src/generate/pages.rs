//! `docs/events.md` and `docs/options.md`: what a person reads.

use super::{COMMON, fill, lines, snake_case, split_words, type_text};
use crate::catalogue::{CATALOGUE, EventSpec, FieldSpec};
use crate::options::{OPTIONS, OptionSpec};

pub(super) fn events() -> String {
    let groups = CATALOGUE.chunk_by(|one, next| one.group == next.group).map(group).collect::<Vec<_>>();
    fill(
        include_str!("events.template.md"),
        &[("common", lines(COMMON, common)), ("groups", groups.join("\n\n"))],
    )
}

fn common(field: &FieldSpec) -> String {
    format!("| {} | {} | {} |", name(field), kind(field.kind), meaning(field))
}

fn group(events: &[EventSpec]) -> String {
    let heading = events.first().map_or("", |event| event.group);
    format!(
        "## {heading}\n\n| event | data layer | when | fields |\n|---|---|---|---|\n{}",
        lines(events, event)
    )
}

fn event(event: &EventSpec) -> String {
    let fields: Vec<_> = event
        .fields
        .iter()
        .map(|field| format!("{} {}: {}", name(field), kind(field.kind), meaning(field)))
        .collect();
    format!(
        "| `{}` | `chatlet_{}` | {} | {} |",
        event.name,
        snake_case(event.name),
        event.doc.trim(),
        fields.join("<br>")
    )
}

fn name(field: &FieldSpec) -> String {
    let optional = if field.optional { "?" } else { "" };
    let mark = if field.private { "†" } else { "" };
    format!("`{}{optional}`{mark}", field.name)
}

/// A type inside a table, where a bar would end the cell.
fn kind(kind: &str) -> String {
    format!("`{}`", type_text(kind).replace('|', "\\|"))
}

fn meaning(field: &FieldSpec) -> &str {
    field.doc.trim()
}

pub(super) fn options() -> String {
    fill(include_str!("options.template.md"), &[("options", lines(OPTIONS, option))])
}

fn option(option: &OptionSpec) -> String {
    // An attribute is text; a function is not.
    let attribute = if option.kind.contains("=>") {
        "none".to_owned()
    } else {
        format!("`data-{}`", split_words(option.name, '-'))
    };
    format!(
        "| {attribute} | `{}` | {} | {} | {} |",
        option.name,
        kind(option.kind),
        option.default,
        option.doc
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_and_field_is_on_the_page_under_its_group() {
        let page = events();
        for event in CATALOGUE {
            let line = page.lines().find(|line| line.starts_with(&format!("| `{}` |", event.name)));
            let line = line.unwrap_or_else(|| panic!("{} is missing", event.name));
            assert!(line.contains(&format!("`chatlet_{}`", snake_case(event.name))), "{}", event.name);
            assert!(event.fields.iter().all(|field| line.contains(&name(field))), "{}", event.name);
            assert_eq!(page.matches(&format!("\n## {}\n", event.group)).count(), 1, "{}", event.group);
        }
    }

    #[test]
    fn every_option_is_on_the_page() {
        let page = options();
        for option in OPTIONS {
            assert!(page.contains(&format!(" | `{}` | ", option.name)), "{}", option.name);
        }
        assert!(page.contains("| `data-chatbot-id` | `chatbotId` | `string` | required |"));
        assert!(page.contains("| none | `getToken` |"));
    }

    #[test]
    fn a_private_field_is_marked_and_a_bar_stays_in_its_cell() {
        let field =
            FieldSpec { name: "words", kind: "string | null", optional: true, private: true, doc: " Words." };
        assert_eq!(name(&field), "`words?`†");
        assert_eq!(kind(field.kind), "`string \\| null`");
    }
}
