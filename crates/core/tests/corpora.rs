//! Runs the corpora of `tests/corpora/README.md`, or those of the folder `CHATLET_CORPORA` names.
//!
//! Every record is judged before anything fails, so that one run lists all that differ.

mod corpora {
    mod links;
    mod record;
    mod stream;
}
