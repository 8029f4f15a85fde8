use super::*;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn file(id: u32, mime: &str, bytes: u64) -> Picked {
    Picked { id: FileId(id), name: format!("{id}.png"), mime: mime.into(), bytes }
}

fn picked(rules: &Rules, files: Vec<Picked>) -> (Tray, Vec<UploadCommand>) {
    let mut tray = Tray::default();
    let commands = tray.pick(files, rules);
    (tray, commands)
}

#[test]
fn f62_what_cannot_be_sent_is_refused_one_by_one() {
    let files = vec![
        file(1, "image/png", 10),
        file(2, "image/svg+xml", 10),
        file(3, "image/png", 0),
        file(4, "image/jpeg", 65 * 1024 * 1024),
    ];
    let (tray, commands) = picked(&Rules::images(), files);
    let states: Vec<_> = tray.uploads().iter().map(|upload| upload.state).collect();
    assert_eq!(
        states,
        [
            UploadState::Checking,
            UploadState::Refused(Refusal::Type),
            UploadState::Refused(Refusal::Empty),
            UploadState::Refused(Refusal::Size(64 * 1024 * 1024)),
        ]
    );
    let forgotten = [2, 3, 4].map(|id| UploadCommand::Forget(FileId(id)));
    assert_eq!(commands[0], UploadCommand::Inspect(FileId(1)));
    assert_eq!(commands[1..], forgotten);
}

#[test]
fn f62_what_is_not_what_it_says_is_refused_before_anything_is_drawn() {
    for (head, size) in
        [(&b"<svg"[..], None), (b"\xff\xd8\xff", Some((5, 5))), (PNG, None), (PNG, Some((0, 9)))]
    {
        let (mut tray, _) = picked(&Rules::images(), vec![file(1, "image/png", 10)]);
        assert_eq!(tray.inspected(FileId(1), head, size), Some(UploadCommand::Forget(FileId(1))));
        assert_eq!(tray.uploads()[0].state, UploadState::Refused(Refusal::Content), "{head:?} {size:?}");
    }
}

#[test]
fn an_image_is_scaled_and_written_as_jpeg() {
    let (mut tray, _) = picked(&Rules::images(), vec![file(1, "image/png", 9_000_000)]);
    assert_eq!(
        tray.inspected(FileId(1), PNG, Some((4_000, 2_000))),
        Some(UploadCommand::Scale { id: FileId(1), width: 1_024, height: 512, mime: "image/jpeg" })
    );
    assert!(tray.is_busy());
    assert_eq!(tray.scaled(FileId(1), 90_000, "blob:x".into()), None);
    let upload = tray.ready().next().unwrap();
    assert_eq!((upload.mime.as_str(), upload.bytes), ("image/jpeg", 90_000));
    assert_eq!(upload.preview.as_deref(), Some("blob:x"));
}

#[test]
fn f62_an_image_that_stays_too_heavy_gets_smaller_twice_and_is_then_refused() {
    let rules = Rules::requested(&["image/png".into()], 1_000);
    let (mut tray, _) = picked(&rules, vec![file(1, "image/png", 9_000)]);
    for edge in [1_024, 512, 256] {
        let command = tray.inspected(FileId(1), PNG, Some((2_000, 2_000)));
        assert_eq!(
            command,
            Some(UploadCommand::Scale { id: FileId(1), width: edge, height: edge, mime: "image/png" })
        );
        let next = tray.scaled(FileId(1), 5_000, "blob:x".into());
        let expected =
            if edge > 256 { UploadCommand::Inspect(FileId(1)) } else { UploadCommand::Forget(FileId(1)) };
        assert_eq!(next, Some(expected));
    }
    assert_eq!(tray.uploads()[0].state, UploadState::Refused(Refusal::Size(1_000)));
}

#[test]
fn at_most_eight_images_go_with_a_message() {
    let files = (0..10).map(|id| file(id, "image/png", 10)).collect();
    let (tray, _) = picked(&Rules::images(), files);
    let refused = tray.uploads().iter().filter(|upload| is_out(upload.state)).count();
    assert_eq!((tray.uploads().len(), refused), (10, 2));
    let (tray, commands) = picked(&Rules::images(), (0..100).map(|id| file(id, "image/png", 10)).collect());
    assert_eq!((tray.uploads().len(), commands.len()), (SHOWN, 100));
}

#[test]
fn a_file_goes_as_it_is_where_nothing_is_scaled() {
    let rules = Rules::files(vec!["application/pdf".into(), "image/png".into()], 1_000, 3);
    let files = vec![file(1, "application/pdf", 1_000), file(2, "application/pdf", 1_001), file(3, "", 10)];
    let (mut tray, _) = picked(&rules, files);
    assert_eq!(tray.inspected(FileId(1), b"%PDF-1.4", None), None);
    assert_eq!(tray.inspected(FileId(3), PNG, Some((1, 1))), None);
    let states: Vec<_> = tray.uploads().iter().map(|upload| upload.state).collect();
    let too_large = UploadState::Refused(Refusal::Size(1_000));
    assert_eq!(states, [UploadState::Ready, too_large, UploadState::Ready]);
    assert_eq!(tray.uploads()[2].mime, "image/png");
}

#[test]
fn f61_a_file_that_cannot_be_read_stays_and_can_be_read_again() {
    let (mut tray, _) = picked(&Rules::images(), vec![file(1, "image/png", 10), file(2, "image/png", 10)]);
    tray.failed(FileId(1));
    assert_eq!(tray.uploads()[0].state, UploadState::Unreadable);
    assert!(tray.take_ready().is_empty());
    assert_eq!(tray.uploads().len(), 2);
    assert_eq!(tray.retry(FileId(2)), None);
    assert_eq!(tray.retry(FileId(1)), Some(UploadCommand::Inspect(FileId(1))));
}

#[test]
fn f61_taken_files_can_be_put_back_in_order() {
    let (mut tray, _) = picked(&Rules::images(), vec![file(1, "image/png", 10), file(2, "text/html", 10)]);
    tray.inspected(FileId(1), PNG, Some((1, 1)));
    tray.scaled(FileId(1), 10, "blob:x".into());
    let taken = tray.take_ready();
    assert_eq!((taken.len(), tray.uploads().len()), (1, 0));
    tray.pick(vec![file(3, "image/png", 10)], &Rules::images());
    tray.put_back(taken);
    assert_eq!(tray.uploads().iter().map(|upload| upload.id.0).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(tray.remove(FileId(9)), None);
    assert_eq!(tray.remove(FileId(3)), Some(UploadCommand::Forget(FileId(3))));
}

#[test]
fn late_news_of_a_file_that_is_gone_changes_nothing() {
    let mut tray = Tray::default();
    assert_eq!(tray.inspected(FileId(1), PNG, None), None);
    assert_eq!(tray.scaled(FileId(1), 5, String::new()), None);
    tray.failed(FileId(1));
    assert_eq!(tray, Tray::default());
}

#[test]
fn s28_names_are_cut() {
    let mut long = file(1, "image/png", 5);
    long.name = "æ".repeat(1_000);
    let (tray, _) = picked(&Rules::images(), vec![long]);
    assert_eq!(tray.uploads()[0].name.chars().count(), NAME_LIMIT);
}

#[test]
fn places_survive_the_page() {
    for name in [TrayName::Composer, TrayName::Wish(PartKey(7)), TrayName::Field(PartKey(0), 12)] {
        assert_eq!(TrayName::read(&name.word()), Some(name));
    }
    for word in ["", "wish-", "wish-x", "field-1", "field-1-", "composer "] {
        assert_eq!(TrayName::read(word), None);
    }
}

#[test]
fn an_agent_gets_any_file_and_images_without_the_place_they_were_made_at() {
    let files = vec![file(1, "image/png", 50), file(2, "image/heic", 50), file(3, "application/pdf", 50)];
    let (mut tray, _) = picked(&Rules::conversation(1_000, 8), files);
    assert!(matches!(tray.inspected(FileId(1), PNG, Some((9, 9))), Some(UploadCommand::Scale { .. })));
    assert_eq!(tray.inspected(FileId(2), b"\0\0\0\x18ftypheic", None), None);
    assert_eq!(tray.inspected(FileId(3), b"%PDF-1.4", None), None);
    assert_eq!(tray.ready().map(|upload| upload.id.0).collect::<Vec<_>>(), [2, 3]);
}
