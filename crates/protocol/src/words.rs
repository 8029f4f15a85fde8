//! One table per closed list of words, so that the Rust type, its spelling on the wire and its TypeScript
//! declaration cannot drift.

/// Declares an enum of words with its spelling, its reader and its TypeScript type.
macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$inner])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// Every word, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word on the wire.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value spelled `word`, if it is one.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::json::Decode for $name {
            fn decode(value: serde_json::Value) -> Option<Self> {
                Self::from_word(value.as_str()?)
            }
        }

        impl $crate::catalogue::Field for $name {
            const TYPE: &'static str = concat!($("| \"", $word, "\" ",)+);
            fn json(&self) -> Option<serde_json::Value> {
                Some(self.word().into())
            }
        }
    };
}
pub(crate) use words;
