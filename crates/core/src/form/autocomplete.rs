//! What a browser may fill in by itself (WCAG 1.3.5): the tokens of HTML for what a field is about.

use super::Field;
use chatlet_protocol::form::FieldType;

/// Words that keys are made of, in the languages operators write them in, with the token they stand for.
const TOKENS: [(&str, &[&str]); 11] = [
    ("given-name", &["firstname", "givenname", "fornavn", "vorname", "förnamn"]),
    ("family-name", &["lastname", "familyname", "surname", "efternavn", "nachname", "efternamn"]),
    ("name", &["name", "fullname", "yourname", "navn", "customername", "contactname"]),
    ("organization", &["company", "companyname", "organization", "organisation", "firma", "virksomhed"]),
    ("email", &["email", "emailaddress", "mail"]),
    ("tel", &["phone", "phonenumber", "tel", "telephone", "mobile", "telefon", "mobil"]),
    ("street-address", &["address", "streetaddress", "street", "adresse"]),
    ("postal-code", &["zip", "zipcode", "postalcode", "postcode", "postnummer", "plz"]),
    ("address-level2", &["city", "town", "by", "ort", "stad"]),
    ("country-name", &["country", "land"]),
    ("url", &["website", "url", "homepage"]),
];

/// The `autocomplete` token of a field; none for what is not about the visitor.
pub fn autocomplete(field: &Field) -> Option<&'static str> {
    match field.asked.kind {
        FieldType::Email => Some("email"),
        FieldType::Tel => Some("tel"),
        FieldType::Text => {
            let letters = field.asked.key.chars().filter(|letter| letter.is_alphanumeric());
            let key: String = letters.flat_map(char::to_lowercase).collect();
            let known = TOKENS.iter().find(|(_, words)| words.contains(&key.as_str()));
            known.map(|(token, _)| *token)
        }
        FieldType::Textarea | FieldType::File | FieldType::Dropdown => None,
    }
}
