//! Writers of the files that come from the tables: `public/chatlet.d.ts` and `docs/events.md`.

/// The generated files: path from the root of the project, and content.
pub fn generated_files() -> Vec<(&'static str, String)> {
    vec![]
}
