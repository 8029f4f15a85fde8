//! Where the visitor is among the app's own pages.
//!
//! It is known before the router is there, which comes with the second part of the app and keeps the browser's address
//! in step.

use super::{Change, Client};

impl Client {
    /// The path of the page that is shown, below the origin.
    pub fn place(&self) -> &str {
        &self.place
    }

    pub(super) fn go_to(&mut self, place: String) {
        if self.place != place {
            self.place = place;
            self.change(Change::Place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Birth, Change, Client, Input};

    #[test]
    fn the_place_changes_when_it_is_another() {
        let mut client = Client::first_part(Birth::default(), 0);
        assert_eq!(client.handle(0, Input::WentTo("/menu".into())).changes, [Change::Place]);
        assert_eq!(client.place(), "/menu");
        assert_eq!(client.handle(0, Input::WentTo("/menu".into())).changes, []);
    }
}
