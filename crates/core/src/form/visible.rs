//! Which fields are visible (`chat-api.md` §7).

use super::Field;

/// Walks the fields in order: a field is visible if every condition names a field that is already visible and has the
/// answer. So hiding a parent hides its dependents, and a circle of conditions shows nothing.
pub(super) fn visible(fields: &[Field]) -> Vec<bool> {
    let mut shown: Vec<bool> = Vec::with_capacity(fields.len());
    for field in fields {
        let holds = field.asked.visible_when.iter().all(|condition| {
            let parent = fields.iter().zip(&shown).find(|(other, _)| other.asked.key == condition.field);
            // An operator of a later version counts as satisfied.
            parent.is_some_and(|(other, shown)| {
                *shown && (condition.operator != "equals" || other.answer() == condition.value)
            })
        });
        shown.push(holds);
    }
    shown
}
