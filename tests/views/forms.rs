//! Forms: each kind of field and each state, with what is said to those who listen (A18).

use super::stage::{Backend, Stage, attribute, between, elements, rows, tags, text};
use chatlet_core::attachment::{FileId, Picked, TrayName, UploadInput};
use chatlet_core::client::{Answer, CallId, FormInput, FormKey, Input};
use chatlet_core::transcript::PartKey;
use serde_json::{Value, json};

fn contact() -> Value {
    json!({ "type": "show_contact_form", "part_id": "p", "fields": [
        { "key": "name", "label": "Name", "required": true, "placeholder": "Sofie" },
        { "key": "email", "label": "E-mail", "type": "email", "required": true },
        { "key": "callback", "label": "Call me", "type": "phone" },
        { "key": "message", "label": "Message", "type": "textarea" },
        { "key": "later", "label": "From tomorrow", "type": "colour" },
        { "key": "file", "label": "Not here", "type": "file" },
        { "key": "more", "label": "Order number", "visible_when": [{ "field": "later", "value": "Order" }] },
    ] })
}

fn claim() -> Value {
    json!({ "type": "show_form", "part_id": "p", "form_id": "claim", "name": "Claim", "fields": [
        { "key": "topic", "label": "Topic", "type": "dropdown", "required": true, "options": ["Order", "Claim", " "] },
        { "key": "photo", "label": "Photo", "type": "file", "required": true },
    ] })
}

struct Scene {
    stage: Stage,
    form: FormKey,
}

impl Scene {
    fn of(part: &Value) -> Self {
        let stage = Stage::ready(Backend::default());
        stage.reply("Help", &part.to_string());
        let newest = stage.widget.peek(|client| {
            let transcript = client.transcript();
            let entry = transcript.latest_reply().and_then(|key| transcript.entry(key));
            entry.and_then(|entry| entry.parts.last().copied())
        });
        stage.wait(1_000);
        Self { stage, form: FormKey::Part(newest.unwrap()) }
    }

    fn part(&self) -> PartKey {
        match self.form {
            FormKey::Part(part) => part,
            FormKey::Waiting => unreachable!(),
        }
    }

    fn html(&self) -> String {
        let page = self.stage.app("/");
        let row = rows(&page).pop().unwrap().to_owned();
        row[row.find("<section").unwrap()..row.find("</section>").unwrap()].to_owned()
    }

    fn fill(&self, field: usize, value: &str) {
        let value = value.to_owned();
        self.stage.input(Input::Form(FormInput::Changed { form: self.form, field, value }));
    }

    fn submit(&self) {
        self.stage.input(Input::Form(FormInput::Submitted(self.form)));
    }

    /// A contact form with right answers, on its way.
    fn sent() -> (Self, CallId) {
        let scene = Self::of(&contact());
        scene.fill(0, "Sofie");
        scene.fill(1, "sofie@example.com");
        scene.submit();
        let (call, request) = scene.stage.take_call().unwrap();
        assert!(request.url.ends_with("/actions"));
        (scene, call)
    }

    fn alert(&self) -> String {
        let page = self.stage.app("/");
        text(between(&page, "role=\"alert\"", "</div>")).trim_start_matches([' ', '>']).to_owned()
    }
}

fn control<'a>(html: &'a str, id: &str) -> &'a str {
    let all = ["input", "textarea", "select"].into_iter().flat_map(|name| tags(html, name));
    let found = all.into_iter().find(|tag| attribute(tag, "id").as_deref() == Some(id));
    found.unwrap_or_else(|| panic!("no {id} in {html}"))
}

#[test]
fn a18_every_field_has_its_label_its_type_and_what_the_browser_knows() {
    let scene = Scene::of(&contact());
    let html = scene.html();
    let id = |place: usize| scene.form.control(place);
    let read = |place: usize, name: &str| attribute(control(&html, &id(place)), name);
    for (place, label) in ["Name *", "E-mail *", "Call me", "Message", "From tomorrow"].iter().enumerate() {
        let mark = format!("for=\"{}\"", id(place));
        assert_eq!(text(between(&html, &mark, "</label>")).trim_start_matches('>'), *label);
    }
    assert_eq!(read(0, "type").as_deref(), Some("text"));
    assert_eq!(read(0, "autocomplete").as_deref(), Some("name"));
    assert_eq!(read(0, "placeholder").as_deref(), Some("Sofie"));
    assert_eq!(read(0, "aria-required").as_deref(), Some("true"));
    assert_eq!(read(1, "type").as_deref(), Some("email"));
    assert_eq!(read(1, "autocomplete").as_deref(), Some("email"));
    assert_eq!((read(2, "type").as_deref(), read(2, "autocomplete").as_deref()), (Some("tel"), Some("tel")));
    assert_eq!(read(2, "aria-required"), None);
    assert!(tags(&html, "textarea").len() == 1 && html.contains(&format!("<textarea id=\"{}\"", id(3))));
    assert_eq!(read(4, "type").as_deref(), Some("text"), "an unknown type is a line of text");
    assert!(!text(&html).contains("Not here"), "files go with forms of the operator's only");
    assert!(!text(&html).contains("Order number"), "its condition does not hold");
    scene.fill(4, "Order");
    assert!(text(&scene.html()).contains("Order number"));
    assert!(text(&html).contains("Fields with * are needed."));
    let title = attribute(tags(&html, "section")[0], "aria-labelledby").unwrap();
    assert_eq!(
        text(between(&html, &format!("id=\"{title}\""), "</p>")).trim_start_matches('>'),
        "Contact us"
    );
}

#[test]
fn a_list_offers_its_choices_and_nothing_first() {
    let scene = Scene::of(&claim());
    let html = scene.html();
    let options: Vec<_> = html.split("<option").skip(1).map(|option| text(&format!("<{option}"))).collect();
    assert_eq!(options.len(), 3, "a blank choice is none");
    assert!(text(&html).contains("Choose…") && tags(&html, "option")[0].contains("selected"));
    scene.fill(0, "Claim");
    let html = scene.html();
    let chosen =
        tags(&html, "option").into_iter().filter(|tag| tag.contains(" selected")).collect::<Vec<_>>();
    assert_eq!(chosen.len(), 1);
    assert_eq!(attribute(chosen[0], "value").as_deref(), Some("1"));
}

#[test]
fn f62_s28_files_are_named_with_what_is_wrong_and_can_be_taken_out() {
    let scene = Scene::of(&claim());
    let name = TrayName::Field(scene.part(), 1);
    let html = scene.html();
    let control = control(&html, &scene.form.control(1));
    assert_eq!(attribute(control, "type").as_deref(), Some("file"));
    assert_eq!(attribute(control, "data-tray"), Some(name.word()));
    let hint = attribute(control, "aria-describedby").unwrap();
    assert_eq!(
        text(between(&html, &format!("id=\"{hint}\""), "</p>")).trim_start_matches('>'),
        "At most 2.1 MB"
    );
    let files = vec![Picked {
        id: FileId(1),
        name: "../\u{202e}<img src=x>.png".into(),
        mime: "image/png".into(),
        bytes: 9_000_000,
    }];
    scene.stage.input(Input::Upload(UploadInput::Picked { tray: name.word(), files }));
    let html = scene.html();
    assert!(text(&html).contains("../<img src=x>.png") && text(&html).contains("Too large. At most 2.1 MB."));
    assert!(tags(&html, "img").is_empty());
    let remove = tags(&html, "button").into_iter().find_map(|tag| attribute(tag, "aria-label")).unwrap();
    assert_eq!(remove, "Remove ../<img src=x>.png");
    scene.submit();
    assert!(
        text(&scene.html()).contains("Take out what cannot be sent from “Photo”, or choose another file.")
    );
}

#[test]
fn a18_what_is_wrong_stands_at_the_field_and_is_said_once() {
    let scene = Scene::of(&contact());
    scene.fill(1, "sofie");
    scene.submit();
    let html = scene.html();
    for (place, words) in
        [(0, "Fill in “Name”."), (1, "“E-mail” must be an e-mail address, such as name@example.com.")]
    {
        let control = control(&html, &scene.form.control(place));
        assert_eq!(attribute(control, "aria-invalid").as_deref(), Some("true"));
        let error = attribute(control, "aria-describedby").unwrap();
        assert_eq!(text(between(&html, &format!("id=\"{error}\""), "</p>")).trim_start_matches('>'), words);
    }
    assert_eq!(attribute(control(&html, &scene.form.control(2)), "aria-invalid"), None);
    assert_eq!(scene.alert(), "Check these fields: Name, E-mail");
    assert!(!html.contains("role=\"alert\"") && !html.contains("aria-live"), "the announcer says it");
    scene.fill(0, "Sofie");
    assert_eq!(attribute(control(&scene.html(), &scene.form.control(0)), "aria-invalid"), None);
}

#[test]
fn f11_the_servers_words_are_text_at_their_fields() {
    let (scene, call) = Scene::sent();
    let params = json!([
        { "field": "email", "message": "<b>No</b> such \u{202e}address." },
        { "field": "elsewhere", "message": "Something else." },
    ]);
    scene.stage.answer(
        call,
        422,
        &json!({ "error": { "code": "validation", "params": params } }).to_string(),
    );
    let html = scene.html();
    assert!(text(&html).contains("<b>No</b> such address.") && text(&html).contains("Something else."));
    assert!(!elements(&html).contains(&"b"));
    assert_eq!(attribute(control(&html, &scene.form.control(1)), "aria-invalid").as_deref(), Some("true"));
    assert_eq!(text(between(&html, "type=\"submit\"", "</button>")).rsplit('>').next(), Some("Try again"));
}

#[test]
fn while_it_is_sent_nothing_can_be_changed_and_the_button_stays_in_reach() {
    let (scene, _call) = Scene::sent();
    let html = scene.html();
    assert!(control(&html, &scene.form.control(0)).contains("readonly"));
    let button = tags(&html, "button").into_iter().find(|tag| tag.contains("submit")).unwrap();
    assert_eq!(attribute(button, "aria-disabled").as_deref(), Some("true"));
    assert!(!button.contains(" disabled") && text(&html).contains("Sending…"));
}

#[test]
fn an_answered_form_shows_what_became_of_it_and_what_was_answered() {
    let (scene, call) = Scene::sent();
    let answer = json!({ "submission_id": "s", "confirmation_text": "We <i>write</i> back." });
    scene.stage.answer(call, 200, &answer.to_string());
    let html = scene.html();
    assert!(text(&html).contains("We <i>write</i> back.") && !elements(&html).contains(&"i"));
    assert!(text(&html).contains("sofie@example.com"));
    assert!(tags(&html, "input").is_empty() && tags(&html, "button").is_empty());
}

#[test]
fn each_refusal_has_its_words_and_its_way_on() {
    for (status, words, open) in [
        (500, "Not sent: something went wrong on our side.", true),
        (403, "This form cannot be sent from here. Write a message instead.", false),
        (404, "This form is not available. Write a message instead.", false),
        (409, "This form can no longer be sent. Write a message instead.", false),
    ] {
        let (scene, call) = Scene::sent();
        scene.stage.answer(call, status, "");
        let html = scene.html();
        assert!(text(&html).contains(words), "{status} {}", text(&html));
        assert_eq!(!tags(&html, "input").is_empty(), open, "{status}");
        assert!(open || text(&html).contains("sofie@example.com"), "what was typed can be read");
    }
    let (scene, call) = Scene::sent();
    scene.stage.input(Input::Answered { call, answer: Answer::NoAnswer });
    assert!(text(&scene.html()).contains("Not sent: there is no connection."));
    let (scene, call) = Scene::sent();
    let pause = Answer::Response { status: 429, body: String::new(), retry_after: Some("7".into()) };
    scene.stage.input(Input::Answered { call, answer: pause });
    assert!(text(&scene.html()).contains("You can send again in 7 s."));
}

#[test]
fn the_fields_of_a_form_may_come_later_or_not_at_all() {
    let thin = json!({ "type": "show_form", "part_id": "p", "form_id": "news" });
    let scene = Scene::of(&thin);
    assert!(text(&scene.html()).contains("Loading the form…"));
    let (call, request) = scene.stage.take_call().unwrap();
    assert!(request.url.ends_with("/forms/news"));
    let definition =
        json!({ "form_id": "news", "name": "Newsletter", "fields": [{ "key": "a", "label": "Town" }] });
    scene.stage.answer(call, 200, &definition.to_string());
    let html = scene.html();
    assert!(
        text(&html).contains("Newsletter")
            && text(&html).contains("Town")
            && !text(&html).contains("Loading")
    );
    let scene = Scene::of(&thin);
    let (call, _) = scene.stage.take_call().unwrap();
    scene.stage.answer(call, 404, "");
    assert!(text(&scene.html()).contains("This form is not available."));
}

#[test]
fn a_form_that_was_passed_by_shows_its_answers_and_an_old_one_its_questions() {
    let scene = Scene::of(&contact());
    scene.fill(0, "Sofie");
    scene.stage.say("Something else");
    let page = scene.stage.app("/");
    let row = rows(&page)[1].to_owned();
    assert!(text(&row).contains("This form can no longer be sent.") && text(&row).contains("Sofie"));
    assert!(tags(&row, "input").is_empty());
    let old = |id: &str, part: &Value| json!({ "message_id": id, "role": "assistant", "parts": [part] });
    let words = json!({ "type": "text", "text": "Hi" });
    let history = json!({ "messages": [old("m2", &words), old("m1", &contact())] }).to_string();
    let stage = Stage::ready(Backend { history, ..Backend::default() });
    let page = stage.app("/");
    let row = rows(&page)[0].to_owned();
    assert!(text(&row).contains("Contact us") && text(&row).contains("E-mail"));
    assert!(text(&row).contains("This form can no longer be sent.") && tags(&row, "input").is_empty());
}

#[test]
fn s26_every_word_of_a_form_is_text() {
    let hostile = "<img src=x onerror=alert(1)>\u{202e}";
    let field = |key: &str, kind: &str| json!({ "key": key, "label": hostile, "placeholder": hostile, "type": kind, "options": [hostile] });
    let kinds = ["text", "email", "tel", "textarea", "dropdown", "file"];
    let fields: Vec<_> = kinds.iter().map(|kind| field(&format!("{kind}{hostile}"), kind)).collect();
    let part =
        json!({ "type": "show_form", "part_id": "p", "form_id": hostile, "name": hostile, "fields": fields });
    let scene = Scene::of(&part);
    let html = scene.html();
    assert!(!elements(&html).contains(&"img") && !html.contains('\u{202e}'));
    assert_eq!(text(&html).matches("<img src=x onerror=alert(1)>").count(), 8, "title, labels, choice");
}
