//! The words of the interface: English is built in, every other language is one small file that loads on demand.
//!
//! A phrase that a file lacks falls back to English by itself. Placeholders are written `{name}`.

use serde_json::{Map, Value};

/// The language that is always there.
pub const ENGLISH: &str = "en";

/// Languages with a file of their own.
pub const LANGUAGES: &[&str] =
    &[ENGLISH, "da", "de", "fr", "es", "sv", "nb", "nl", "it", "pt", "pl", "ar", "he", "ja", "zh-Hans"];

/// A language by the name its speakers use.
pub fn own_name(tag: &str) -> &'static str {
    match tag {
        "da" => "Dansk",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        "sv" => "Svenska",
        "nb" => "Norsk",
        "nl" => "Nederlands",
        "it" => "Italiano",
        "pt" => "Português",
        "pl" => "Polski",
        "ar" => "العربية",
        "he" => "עברית",
        "ja" => "日本語",
        "zh-Hans" => "简体中文",
        _ => "English",
    }
}

/// One phrase of the interface: its words are where it is used, so that each part of the app brings its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase(&'static Words);

#[derive(Debug, PartialEq, Eq)]
struct Words {
    key: &'static str,
    english: &'static str,
}

impl Phrase {
    /// Its key in a language's file.
    pub fn key(self) -> &'static str {
        self.0.key
    }

    fn english(self) -> &'static str {
        self.0.english
    }
}

macro_rules! phrases {
    ($($(#[doc = $doc:literal])+ $phrase:ident $key:literal $english:literal)+) => {
        #[allow(non_upper_case_globals, reason = "each is one of a kind, as the variants of an enumeration are")]
        impl Phrase {
            $($(#[doc = $doc])+ pub const $phrase: Self = Self(&Words { key: $key, english: $english });)+

            /// Every phrase.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$phrase,)+];
        }
    };
}

phrases! {
    /// Name of the window before the chatbot's own is known.
    Chat "chat" "Chat"
    /// Name of the region that holds the messages.
    Conversation "conversation" "Conversation"
    /// Name of the composer's field.
    Message "message" "Message"
    /// Shown in the empty composer.
    Placeholder "placeholder" "Write a message…"
    /// How the composer is used, for those who cannot see.
    ComposerHint "composerHint" "Enter sends, Shift and Enter starts a new line."
    /// Send button.
    Send "send" "Send message"
    /// Stop button.
    Stop "stop" "Stop the answer"
    /// Close button.
    Close "close" "Close chat"
    /// Menu button.
    Menu "menu" "Menu"
    /// Back to the conversation.
    Back "back" "Back to the conversation"
    /// Language setting.
    Language "language" "Language"
    /// Theme setting.
    Theme "theme" "Appearance"
    /// Theme: light.
    Light "light" "Light"
    /// Theme: dark.
    Dark "dark" "Dark"
    /// Theme: as the system.
    Auto "auto" "As the system"
    /// Author of the visitor's messages.
    You "you" "You"
    /// Author of the AI's messages, before its name.
    Assistant "assistant" "Assistant"
    /// Author of an agent's messages, before their name.
    Agent "agent" "Support agent"
    /// Author of the service's messages.
    System "system" "Notice"
    /// Announced when a reply begins.
    Answering "answering" "Answering…"
    /// Announced and shown when the visitor stopped a reply.
    Stopped "stopped" "Stopped"
    /// A reply that broke off.
    Interrupted "interrupted" "The answer was interrupted."
    /// A broken reply while history is asked.
    Checking "checking" "Connection lost. Looking for the rest of the answer…"
    /// A reply that failed, when the server gave no words.
    ReplyFailed "replyFailed" "The answer could not be finished."
    /// A reply with nothing in it.
    EmptyReply "emptyReply" "No answer came."
    /// A message that did not get through.
    NotSent "notSent" "Not sent."
    /// A message on its way.
    Sending "sending" "Sending…"
    /// Retry button.
    TryAgain "tryAgain" "Try again"
    /// Edit button of a rejected message.
    Edit "edit" "Edit"
    /// Copy button.
    Copy "copy" "Copy"
    /// Announced after copying.
    Copied "copied" "Copied"
    /// Button to the newest message.
    JumpToLatest "jumpToLatest" "Jump to latest"
    /// The same with a count.
    NewMessages "newMessages" "{count} new"
    /// Older messages are loading.
    LoadingOlder "loadingOlder" "Loading earlier messages…"
    /// Older messages could not be had.
    OlderFailed "olderFailed" "Earlier messages could not be loaded."
    /// Day separator.
    Today "today" "Today"
    /// Day separator.
    Yesterday "yesterday" "Yesterday"
    /// No network.
    Offline "offline" "You are offline. What you write stays here."
    /// The server asked for a pause.
    Pause "pause" "A short pause, please. You can send again in {seconds} s."
    /// The start failed.
    Unavailable "unavailable" "Chat is not available right now."
    /// Under it.
    UnavailableHint "unavailableHint" "Check your connection, or try again in a moment."
    /// The page may not embed the chatbot.
    Refused "refused" "This chat is not set up for this website."
    /// Under it, for the site's owner.
    RefusedHint "refusedHint" "If this is your website, add its address to allowedOrigins in chatlet.json."
    /// The conversation has ended.
    Ended "ended" "This conversation has ended."
    /// Starts a new one.
    StartAgain "startAgain" "Start again"
    /// Loading.
    Loading "loading" "Loading chat…"
    /// A page whose code could not be fetched.
    PartMissing "partMissing" "This part of the chat could not be loaded."
    /// Heading of the start prompts.
    StartPrompts "startPrompts" "Suggestions to start with"
    /// Link to the privacy policy.
    Privacy "privacy" "Privacy policy"
    /// Said of links that leave the site.
    OpensNewTab "opensNewTab" "opens in a new tab"
    /// Name of an image without words.
    Image "image" "Image"
    /// Name of a table without a caption.
    Table "table" "Table"
    /// Closes a banner.
    Dismiss "dismiss" "Dismiss"
    /// A wish for an image.
    ImageWanted "imageWanted" "The assistant asks for an image."
    /// An offer of a human.
    HumanOffered "humanOffered" "You can talk to a person."
    /// Price before a discount, for those who cannot see the line through it.
    PriceBefore "priceBefore" "Before {price}"
    /// Opens a product.
    OpenProduct "openProduct" "View product"
    /// Picks files.
    AttachImages "attachImages" "Attach images"
    /// Picks files where more than images are taken.
    AttachFiles "attachFiles" "Attach files"
    /// Takes a picture with the camera.
    TakePhoto "takePhoto" "Take a photo"
    /// Name of the list of files that wait to be sent.
    Attachments "attachments" "Attached files"
    /// Takes a file out again.
    RemoveFile "removeFile" "Remove {name}"
    /// Files are being looked at and scaled.
    Preparing "preparing" "Preparing…"
    /// Announced when files can be sent.
    FilesReady "filesReady" "Ready to send: {count}"
    /// Announced when files cannot be sent.
    FilesRefused "filesRefused" "Some files cannot be sent."
    /// A file of a type that is not taken.
    FileType "fileType" "Cannot be sent. Choose {types}."
    /// A file that is too large.
    FileSize "fileSize" "Too large. At most {size}."
    /// A file without content.
    FileEmpty "fileEmpty" "The file is empty. Choose another."
    /// A file that is not what it says.
    FileDamaged "fileDamaged" "Damaged, or not what its name says. Choose another."
    /// Too many files.
    FileCount "fileCount" "One too many. At most {count} at once."
    /// Files cannot go with a message here.
    NoFiles "noFiles" "No files can be sent here."
    /// A file that could not be read.
    FileUnreadable "fileUnreadable" "Could not be read."
    /// Shown while files are held over the window.
    DropHere "dropHere" "Drop files here"
    /// Puts a product into the cart.
    AddToCart "addToCart" "Add to cart"
    /// The page is putting it there.
    CartAdding "cartAdding" "Adding…"
    /// It is there.
    CartAdded "cartAdded" "Added to cart"
    /// It could not be put there, when the page gave no words.
    CartFailed "cartFailed" "Could not be added. Try again."
    /// The page has not said.
    CartSilent "cartSilent" "No answer from the shop. Check your cart."
    /// Scrolls a row of cards back.
    CardsBefore "cardsBefore" "Earlier cards"
    /// Scrolls a row of cards on.
    CardsAfter "cardsAfter" "More cards"
    /// A file whose address is being renewed.
    FileRenewing "fileRenewing" "Fetching a fresh link…"
    /// A file whose address had expired.
    FileRenewed "fileRenewed" "The link had expired and is fresh again. Open it once more."
    /// A file or picture that cannot be had any more.
    FileGone "fileGone" "No longer available"
    /// Opens a picture large.
    EnlargeImage "enlargeImage" "Enlarge: {name}"
    /// Closes the large picture.
    CloseImage "closeImage" "Close image"
    /// Makes the large picture larger.
    ZoomIn "zoomIn" "Zoom in"
    /// Makes it fit again.
    ZoomOut "zoomOut" "Fit to window"
    /// Picks an image that was asked for.
    ChooseImage "chooseImage" "Choose an image"
    /// What may be picked.
    ImageLimits "imageLimits" "{types}, up to {size}"
    /// An image that was asked for has been sent.
    ImageSent "imageSent" "Image sent"
    /// An image that was asked for is not awaited any more.
    ImagePassed "imagePassed" "No longer needed"
    /// Name of the quick replies.
    QuickReplies "quickReplies" "Quick replies"
    /// Name of a row of product cards.
    Products "products" "Products"
    /// Name of a row of suggestion cards.
    Suggestions "suggestions" "Suggestions"
    /// Name of the region that holds the banners.
    Banners "banners" "Announcements"
    /// Name of the launcher.
    OpenChat "openChat" "Open chat"
    /// Behind the count in the launcher's name.
    Unread "unread" "unread"
    /// Begins a new conversation.
    NewChat "newChat" "New chat"
    /// No new conversation could be begun.
    NewChatFailed "newChatFailed" "A new chat could not be started. This one goes on."
    /// The conversation was replaced in another tab.
    EndedElsewhere "endedElsewhere" "A new chat was started in another tab."
    /// Everything was deleted.
    Deleted "deleted" "Your data has been deleted."
    /// Makes the window larger.
    Enlarge "enlarge" "Larger window"
    /// Makes the window as it was.
    Shrink "shrink" "Smaller window"
    /// Setting: how large text is.
    TextSize "textSize" "Text size"
    /// Text size: normal.
    TextNormal "textNormal" "Normal"
    /// Text size: large.
    TextLarge "textLarge" "Large"
    /// Text size: larger.
    TextLarger "textLarger" "Larger"
    /// Setting: a sound for messages that come while nobody looks.
    Sound "sound" "Sound for new messages"
    /// Heading of what can be done with the visitor's data.
    YourData "yourData" "Your data"
    /// Downloads the visitor's data as a page.
    ExportPage "exportPage" "Download my data"
    /// Downloads the visitor's data as the server has it.
    ExportJson "exportJson" "Download as JSON"
    /// The data is being put together.
    ExportFetching "exportFetching" "Preparing your data…"
    /// Said when the data has been downloaded.
    ExportDone "exportDone" "Your data has been downloaded."
    /// The data could not be downloaded.
    ExportFailed "exportFailed" "Your data could not be downloaded. Please try again."
    /// Title of the downloaded page.
    ExportTitle "exportTitle" "Your chat data"
    /// First step of deleting everything.
    DeleteData "deleteData" "Delete my data"
    /// What the second step does.
    DeleteQuestion "deleteQuestion" "Delete everything this chat has stored about you? This cannot be undone."
    /// Second step of deleting everything.
    DeleteConfirm "deleteConfirm" "Delete everything"
    /// Leaves everything as it is.
    Cancel "cancel" "Cancel"
    /// The deletion is on its way.
    Deleting "deleting" "Deleting…"
    /// The deletion failed.
    DeleteFailed "deleteFailed" "Your data could not be deleted. Everything is still there. Please try again."
    /// Heading of what this is.
    About "about" "About"
    /// What this is made with.
    MadeWith "madeWith" "Chatlet {version}, open source"
    /// Opens the rating.
    RateChat "rateChat" "Rate this chat"
    /// Asks for the rating.
    RatingQuestion "ratingQuestion" "How was this chat?"
    /// Name of so many stars.
    Stars "stars" "{count} of 5 stars"
    /// Asks what was wrong.
    RatingWords "ratingWords" "What could be better? (optional)"
    /// Sends what was written.
    SendFeedback "sendFeedback" "Send"
    /// Passes over the rating.
    Skip "skip" "Skip"
    /// The rating could not be stored.
    RatingFailed "ratingFailed" "Your rating could not be sent. Please try again."
    /// Said when the rating is stored.
    RatingThanks "ratingThanks" "Thank you for your rating."
    /// Thumbs up.
    GoodAnswer "goodAnswer" "Good answer"
    /// Thumbs down.
    BadAnswer "badAnswer" "Bad answer"
    /// Asks for words after thumbs up or down.
    FeedbackWords "feedbackWords" "Tell us more (optional)"
    /// Said when thumbs were given.
    FeedbackThanks "feedbackThanks" "Thank you for your feedback."
    /// Heading of the disclaimer, when it has none.
    DisclaimerTitle "disclaimerTitle" "Before you start"
    /// Accepts the disclaimer.
    Accept "accept" "Accept"
    /// Reads a message aloud.
    ReadAloud "readAloud" "Read aloud"
    /// Stops reading aloud.
    StopReading "stopReading" "Stop reading"
    /// Turns the microphone on.
    Dictate "dictate" "Speak your message"
    /// Turns the microphone off.
    StopDictating "stopDictating" "Stop listening"
    /// Said when the microphone is on.
    Listening "listening" "Listening…"
    /// The microphone may not be used.
    MicrophoneRefused "microphoneRefused" "The microphone is not allowed here. Allow it in the browser, or write your message."
    /// There is no microphone.
    NoMicrophone "noMicrophone" "No microphone was found. You can write your message."
    /// Nobody spoke.
    NothingHeard "nothingHeard" "Nothing was heard. Try again, or write your message."
    /// Speech was not understood for another reason.
    DictationFailed "dictationFailed" "Speech input does not work right now. You can write your message."
    /// Title of the contact form.
    ContactForm "contactForm" "Contact us"
    /// Title of the support form.
    SupportTicket "supportTicket" "Support request"
    /// Field that a support ticket always has.
    FieldName "fieldName" "Name"
    /// Field that a support ticket always has.
    FieldMail "fieldMail" "E-mail"
    /// What the mark beside a label means.
    RequiredFields "requiredFields" "Fields with * are needed."
    /// Nothing is chosen of a list yet.
    ChooseOne "chooseOne" "Choose…"
    /// Button that picks a file.
    ChooseFile "chooseFile" "Choose a file"
    /// Limit of a field for one file.
    FileLimit "fileLimit" "At most {size}"
    /// Limit of a field for several files.
    FilesLimit "filesLimit" "Up to {count} files of at most {size} each"
    /// Announced with a reply that has a form in it.
    FormNamed "formNamed" "Form: {name}"
    /// Sends a form.
    FormSend "formSend" "Send"
    /// A form was stored, when the server gave no words.
    FormThanks "formThanks" "Thank you. We have received it."
    /// A form that the conversation has passed by, or that was answered elsewhere.
    FormClosed "formClosed" "This form can no longer be sent. Write a message instead."
    /// The server forbids this visitor to send it.
    FormForbidden "formForbidden" "This form cannot be sent from here. Write a message instead."
    /// The form is unknown to the server.
    FormMissing "formMissing" "This form is not available. Write a message instead."
    /// The fields of a form are on their way.
    FormLoading "formLoading" "Loading the form…"
    /// The fields of a form could not be had.
    FormNotLoaded "formNotLoaded" "The form could not be loaded."
    /// A form whose answers did not get through.
    FormOffline "formOffline" "Not sent: there is no connection. What you wrote is still here; try again in a moment."
    /// A form that the server could not take.
    FormFailed "formFailed" "Not sent: something went wrong on our side. What you wrote is still here; try again in a moment."
    /// Answers that the server does not accept, without a reason.
    FormRejected "formRejected" "This was not accepted. Check it and send it again."
    /// Announced when fields are wrong.
    FormCheck "formCheck" "Check these fields: {fields}"
    /// Fewer answers than needed.
    FormTooFew "formTooFew" "More answers are needed: fill in at least {count} of the fields."
    /// A required field is blank.
    FieldMissing "fieldMissing" "Fill in “{field}”."
    /// A required file is missing.
    FieldFile "fieldFile" "Choose a file for “{field}”."
    /// A file of a field cannot be sent.
    FieldBadFile "fieldBadFile" "Take out what cannot be sent from “{field}”, or choose another file."
    /// An answer is no e-mail address.
    FieldEmail "fieldEmail" "“{field}” must be an e-mail address, such as name@example.com."
    /// An answer is too long.
    FieldTooLong "fieldTooLong" "“{field}” can have at most {count} characters. Shorten it."
    /// An answer is none of the choices.
    FieldChoice "fieldChoice" "Choose one of the list for “{field}”."
    /// Asks for a human.
    TalkToPerson "talkToPerson" "Talk to a person"
    /// The wish for a human is on its way.
    HumanAsking "humanAsking" "Asking for a person…"
    /// A human has been asked for.
    HumanWaiting "humanWaiting" "Waiting for a person"
    /// Under it.
    HumanWaitingHint "humanWaitingHint" "The assistant keeps answering until someone is here."
    /// How long the visitor has waited, in minutes and seconds.
    HumanWaited "humanWaited" "Waited {time}"
    /// Takes the wish back.
    StopWaiting "stopWaiting" "Stop waiting"
    /// Said when an agent is there.
    HumanJoined "humanJoined" "{name} has joined the chat."
    /// An agent writes.
    HumanTyping "humanTyping" "{name} is typing…"
    /// Ends the session with the agent.
    EndTalk "endTalk" "End chat"
    /// Asks whether that is meant.
    EndTalkQuestion "endTalkQuestion" "End the chat with {name}?"
    /// Leaves it as it is.
    KeepTalking "keepTalking" "Keep chatting"
    /// The session is about to end.
    EndingTalk "endingTalk" "Ending the chat…"
    /// The agent ended the session.
    HumanEnded "humanEnded" "{name} has ended the chat."
    /// The same without a name.
    HumanEndedUnnamed "humanEndedUnnamed" "The support chat has ended."
    /// The visitor ended the session.
    YouEnded "youEnded" "You have left the support chat."
    /// After the end.
    AssistantBack "assistantBack" "The assistant answers again."
    /// Name of the region that says where the chat with a person stands.
    HumanRegion "humanRegion" "Chat with a person"
    /// Asks for the rating of the agent's help.
    RateHuman "rateHuman" "How was the help you got?"
    /// Nobody is there, outside working hours.
    HumanAwayHours "humanAwayHours" "Our team is away outside working hours."
    /// Nobody is there.
    HumanAway "humanAway" "Nobody from our team is available right now."
    /// What to do instead.
    HumanAwayHint "humanAwayHint" "You can go on with the assistant."
    /// The wish for a human did not arrive.
    HumanFailed "humanFailed" "A person could not be asked for. Please try again."
    /// The session could not be ended.
    HumanStillHere "humanStillHere" "The chat could not be ended. Please try again."
    /// Shown in the empty composer while an agent is there.
    WriteTo "writeTo" "Write to {name}…"
    /// A message has arrived at the agent's.
    Delivered "delivered" "Delivered"
}

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Locale {
    tag: Option<String>,
    words: Map<String, Value>,
}

impl Locale {
    /// Reads a language's file, a flat object of key and phrase; `None` when it is not one.
    pub fn read(tag: &str, file: &str) -> Option<Self> {
        let Value::Object(map) = serde_json::from_str(file).ok()? else { return None };
        Some(Self { tag: Some(tag.to_owned()), words: map })
    }

    /// BCP 47 tag.
    pub fn tag(&self) -> &str {
        self.tag.as_deref().unwrap_or(ENGLISH)
    }

    /// A phrase in this language, else in English.
    pub fn text(&self, phrase: Phrase) -> &str {
        self.words.get(phrase.key()).and_then(Value::as_str).unwrap_or(phrase.english())
    }

    /// A phrase with one placeholder filled in.
    pub fn fill(&self, phrase: Phrase, name: &str, value: &str) -> String {
        self.fill_all(phrase, &[(name, value)])
    }

    /// A phrase with its placeholders filled in. A value is never read for placeholders of its own.
    pub fn fill_all(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(phrase);
        while let Some((before, (place, after))) =
            rest.split_once('{').and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            filled.push_str(before);
            match values.iter().find(|(name, _)| *name == place) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", place, "}"]),
            }
            rest = after;
        }
        filled + rest
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        direction_of(self.tag())
    }
}

/// Direction of writing of a language.
pub fn direction_of(tag: &str) -> &'static str {
    match primary(tag) {
        "ar" | "he" | "fa" | "ur" => "rtl",
        _ => "ltr",
    }
}

/// The language itself; Norwegian and Hebrew have more than one tag.
fn primary(tag: &str) -> &str {
    match tag.split(['-', '_']).next().unwrap_or_default() {
        "no" | "nn" => "nb",
        "iw" => "he",
        primary => primary,
    }
}

/// The supported language that serves `wanted` best; English when none does.
pub fn best_match(wanted: &str) -> &'static str {
    let wanted = wanted.to_ascii_lowercase();
    let exact = LANGUAGES.iter().find(|known| known.eq_ignore_ascii_case(&wanted));
    let same = || LANGUAGES.iter().find(|known| primary(known) == primary(&wanted));
    exact.or_else(same).copied().unwrap_or(ENGLISH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn file(tag: &str) -> Value {
        let path = format!("{}/../../public/locales/{tag}.json", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn every_language_has_every_phrase_and_no_other() {
        let wanted: BTreeSet<_> = Phrase::ALL.iter().map(|phrase| phrase.key().to_owned()).collect();
        for tag in LANGUAGES.iter().filter(|tag| **tag != ENGLISH) {
            let have: BTreeSet<_> = file(tag).as_object().unwrap().keys().cloned().collect();
            assert_eq!(have, wanted, "{tag}");
        }
    }

    #[test]
    fn placeholders_survive_translation() {
        for tag in LANGUAGES.iter().filter(|tag| **tag != ENGLISH) {
            let locale = Locale::read(tag, &file(tag).to_string()).unwrap();
            for phrase in Phrase::ALL {
                for name in [
                    "{count}",
                    "{seconds}",
                    "{price}",
                    "{name}",
                    "{types}",
                    "{size}",
                    "{version}",
                    "{field}",
                    "{fields}",
                    "{time}",
                ] {
                    let here = locale.text(*phrase).contains(name);
                    assert_eq!(here, phrase.english().contains(name), "{tag} {}", phrase.key());
                }
            }
        }
    }

    #[test]
    fn a_missing_phrase_falls_back_by_itself() {
        let locale = Locale::read("da", r#"{"send": "Send besked", "stop": 5}"#).unwrap();
        assert_eq!(locale.text(Phrase::Send), "Send besked");
        assert_eq!(locale.text(Phrase::Stop), "Stop the answer");
        assert_eq!(Locale::read("da", "[]"), None);
    }

    #[test]
    fn every_language_has_a_name_of_its_own() {
        let names: BTreeSet<_> = LANGUAGES.iter().map(|tag| own_name(tag)).collect();
        assert_eq!(names.len(), LANGUAGES.len());
    }

    #[test]
    fn right_to_left_languages_are_known() {
        let rtl: Vec<_> = LANGUAGES.iter().filter(|tag| direction_of(tag) == "rtl").collect();
        assert_eq!(rtl, [&"ar", &"he"]);
    }

    #[test]
    fn the_nearest_language_is_chosen() {
        assert_eq!(best_match("da-DK"), "da");
        assert_eq!(best_match("EN_us"), "en");
        assert_eq!(best_match("no-NO"), "nb");
        assert_eq!(best_match("iw"), "he");
        assert_eq!(best_match("zh-CN"), "zh-Hans");
        assert_eq!(best_match("pt-BR"), "pt");
        assert_eq!(best_match("xx"), "en");
        assert_eq!(best_match(""), "en");
    }
}
