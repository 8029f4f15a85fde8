use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn decode(decoder: &mut Decoder, chunks: &[&[u8]]) -> (Vec<(String, String)>, Result<(), Overflow>) {
    let mut events = Vec::new();
    let mut outcome = Ok(());
    for chunk in chunks {
        outcome = decoder.push(chunk, |event| events.push((event.event.to_owned(), event.data.to_owned())));
    }
    (events, outcome)
}

fn data_of(chunks: &[&[u8]]) -> Vec<String> {
    decode(&mut Decoder::new(), chunks).0.into_iter().map(|(_, data)| data).collect()
}

#[test]
fn f01_an_unfinished_event_is_never_dispatched() {
    let whole = b"event: done\ndata: {\"message\":{}}\n\n";
    for cut in 0..whole.len() {
        assert!(data_of(&[&whole[..cut]]).is_empty(), "cut at {cut}");
    }
    assert_eq!(data_of(&[whole]), [r#"{"message":{}}"#]);
}

#[test]
fn f05_a_byte_at_a_time_gives_the_same_events() {
    let stream = "\u{feff}: hi\r\ndata: æ😀\r\ndata\r\n\r\nevent: x\rdata: b\r\r".as_bytes();
    let bytes: Vec<&[u8]> = stream.chunks(1).collect();
    let expected = [("message".into(), "æ😀\n".into()), ("x".into(), "b".into())];
    assert_eq!(decode(&mut Decoder::new(), &bytes).0, expected);
    assert_eq!(decode(&mut Decoder::new(), &[stream]).0, expected);
}

#[test]
fn f15_an_html_body_gives_no_event() {
    assert!(data_of(&[b"<!doctype html>\n<title>502</title>\n\n<body>data: no</body>\n\n"]).is_empty());
}

#[test]
fn f51_a_line_of_one_megabyte_is_read_in_linear_time() {
    let mut stream = b"data: ".to_vec();
    stream.resize(1024 * 1024, b'x');
    stream.extend_from_slice(b"\n\n");
    for size in [1, 7, 4096, stream.len()] {
        let begin = Instant::now();
        let chunks: Vec<&[u8]> = stream.chunks(size).collect();
        let data = data_of(&chunks);
        assert_eq!(data.iter().map(String::len).collect::<Vec<_>>(), [1024 * 1024 - 6]);
        // Reading the line again for every byte would be 5 * 10^11 steps, hours even in a release build.
        assert!(begin.elapsed() < Duration::from_secs(10), "chunks of {size}");
    }
}

#[test]
fn f51_an_endless_line_ends_the_stream() {
    for start in [b"data: ", b"event:", b"foobar", b":ping "] {
        let mut decoder = Decoder::with_limit(1000);
        let (events, outcome) = decode(&mut decoder, &[b"data: first\n\n", start, &[b'x'; 993]]);
        assert_eq!((events.len(), outcome), (1, Ok(())));
        assert_eq!(decode(&mut decoder, &[b"xx"]).1, Err(Overflow));
        assert_eq!(decode(&mut decoder, &[b"\n\ndata: late\n\n"]), (vec![], Err(Overflow)));
        assert_eq!(decode(&mut decoder, &[b""]).1, Err(Overflow));
    }
}

#[test]
fn f51_an_event_of_endless_lines_ends_the_stream_and_many_small_ones_do_not() {
    let mut decoder = Decoder::with_limit(100);
    for _ in 0..1000 {
        assert_eq!(decode(&mut decoder, &[b"data: x\n\n"]).1, Ok(()));
        assert_eq!(decode(&mut decoder, &[b": ping\n"]).1, Ok(()));
    }
    let outcomes: Vec<_> = (0..100).map(|_| decode(&mut decoder, &[b"data: x\n"]).1).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 47);
}

#[test]
fn a_line_ends_at_its_first_ending_wherever_that_is() {
    for length in 0..40 {
        for (ending, other) in [(b'\n', b'\r'), (b'\r', b'\n')] {
            // Bytes that differ from an ending by one, or by the bits that a sum could carry into.
            for filling in [b'x', b'\n' + 1, b'\r' - 1, 0x0b, 0x8a, 0x8d, 0x00, 0xff] {
                let mut line = vec![filling; length];
                line.extend_from_slice(&[filling; 3]);
                assert_eq!(line_end(&line), None);
                line[length] = ending;
                line.extend_from_slice(&[other, filling, ending]);
                assert_eq!(line_end(&line), Some(length));
            }
        }
    }
}

#[test]
fn what_only_looked_like_a_byte_order_mark_belongs_to_the_line() {
    assert_eq!(data_of(&[b"\xEF\xBBdata: a\n", b"data: b\n\n"]), ["b"]);
    assert_eq!(data_of(&[b"\xEF", b"\xEF\xBB\xBFdata: a\n\ndata: b\n\n"]), ["b"]);
}

proptest! {
    #[test]
    fn f05_any_bytes_in_any_cut_never_panic_and_agree(
        stream in proptest::collection::vec(
            prop_oneof![
                Just(b"data: ".to_vec()), Just(b"id:".to_vec()), Just(b"\n".to_vec()), Just(b"\r".to_vec()),
                Just(b"\xEF\xBB\xBF".to_vec()), Just(b":".to_vec()), Just("é😀".as_bytes().to_vec()),
                proptest::collection::vec(any::<u8>(), 1..4),
            ],
            0..30,
        ),
        cuts in proptest::collection::vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let stream = stream.concat();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        cuts.extend([0, stream.len()]);
        cuts.sort_unstable();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|pair| &stream[pair[0]..pair[1]]).collect();
        prop_assert_eq!(data_of(&chunks), data_of(&[&stream]));
    }
}
