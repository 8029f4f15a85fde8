//! The customer's colours as custom properties, set one by one.
//!
//! A style attribute written as text would be refused by a content security policy without `'unsafe-inline'`; setting
//! properties is not.

use leptos::tachys::html::style::IntoStyle;
use leptos::tachys::renderer::types::Element;

type Token = (&'static str, String);

/// Names with their values. As many names are the same names.
#[derive(Clone)]
pub(crate) struct Tokens(pub Vec<Token>);

impl IntoStyle for Tokens {
    type AsyncOutput = Self;
    type State = (Element, Vec<<Token as IntoStyle>::State>);
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn to_html(self, style: &mut String) {
        self.0.into_iter().for_each(|token| token.to_html(style));
    }

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Self::State {
        (element.clone(), self.0.into_iter().map(|token| token.hydrate::<FROM_SERVER>(element)).collect())
    }

    fn build(self, element: &Element) -> Self::State {
        (element.clone(), self.0.into_iter().map(|token| token.build(element)).collect())
    }

    fn rebuild(self, state: &mut Self::State) {
        let (element, before) = state;
        if self.0.len() == before.len() {
            self.0.into_iter().zip(before).for_each(|(token, before)| token.rebuild(before));
        } else {
            before.iter_mut().for_each(Token::reset);
            *before = self.0.into_iter().map(|token| token.build(element)).collect();
        }
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
        state.1.iter_mut().for_each(Token::reset);
    }
}
