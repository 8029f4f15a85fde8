//! The customer's colours as custom properties, set one by one.
//!
//! A style attribute written as text would be refused by a content security policy without `'unsafe-inline'`; setting
//! properties is not.

use leptos::tachys::html::style::IntoStyle;
use leptos::tachys::renderer::types::Element;

type Token = (&'static str, String);

/// A fixed list of names with their values: the names are the same every time, the values change.
#[derive(Clone)]
pub(crate) struct Tokens(pub Vec<Token>);

impl IntoStyle for Tokens {
    type AsyncOutput = Self;
    type State = Vec<<Token as IntoStyle>::State>;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn to_html(self, style: &mut String) {
        self.0.into_iter().for_each(|token| token.to_html(style));
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Self::State {
        self.0.into_iter().map(|token| token.hydrate::<FROM_SERVER>(element)).collect()
    }

    fn build(self, element: &Element) -> Self::State {
        self.0.into_iter().map(|token| token.build(element)).collect()
    }

    fn rebuild(self, state: &mut Self::State) {
        self.0.into_iter().zip(state).for_each(|(token, state)| token.rebuild(state));
    }

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn reset(state: &mut Self::State) {
        state.iter_mut().for_each(Token::reset);
    }
}

