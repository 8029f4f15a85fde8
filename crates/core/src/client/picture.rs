//! Which pictures may be loaded (corpora rule 7; S22).

use super::Client;
use crate::links::own_image;

/// Where the address of a picture comes from, and with it what it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureSource {
    /// Content: a whole address.
    Content,
    /// An attachment of a message: the API's host may be left out.
    Attachment,
    /// The visitor's own upload: history gives it back as `data:`, and before that it is a `blob:` of the frame's.
    Own,
}

impl Client {
    /// The address of a picture that may be loaded: a listed host's, the API's own, or the visitor's own upload.
    pub fn image(&self, url: &str, source: PictureSource) -> Option<String> {
        let starts = |scheme: &str| {
            url.trim_start().get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        let own =
            || (self.uploads.is_preview(url).then_some(url)).or_else(|| own_image(url)).map(str::to_owned);
        match source {
            PictureSource::Own if starts("data:") || starts("blob:") => return own(),
            PictureSource::Content if !(starts("https:") || starts("http:")) => return None,
            PictureSource::Own | PictureSource::Content | PictureSource::Attachment => {}
        }
        self.policy.image(url).or_else(|| self.policy.attachment_image(url))
    }
}
