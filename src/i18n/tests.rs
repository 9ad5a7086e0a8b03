use super::*;

#[test]
fn numbers_have_their_thousands_apart() {
    for (n, expected) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (1_234_567, "1,234,567")] {
        assert_eq!(number(n), expected);
    }
}

#[test]
fn messages_come_apart_at_their_placeholders() {
    use Piece::{Placeholder, Words};
    assert_eq!(
        pieces("{actor} set it to {to}."),
        [Placeholder("actor"), Words(" set it to "), Placeholder("to"), Words(".")]
    );
    assert_eq!(pieces("plain"), [Words("plain")]);
    assert_eq!(pieces(""), []);
}

#[test]
fn both_languages_fill_the_same_placeholders() {
    type Pick = fn(&Messages) -> &'static str;
    let picks: [Pick; 11] = [
        |t| t.filed,
        |t| t.status_set,
        |t| t.assigned,
        |t| t.unassigned_by,
        |t| t.notes_set,
        |t| t.moved,
        |t| t.assignee_deactivated,
        |t| t.join_text,
        |t| t.reset_text,
        |t| t.remove_filter,
        |t| t.found_elsewhere,
    ];
    for pick in picks {
        let names = |language| {
            let mut names: Vec<_> = pieces(pick(messages(language)))
                .into_iter()
                .filter_map(|piece| if let Piece::Placeholder(name) = piece { Some(name) } else { None })
                .collect();
            names.sort_unstable();
            names
        };
        assert!(!names(Language::En).is_empty());
        assert_eq!(names(Language::En), names(Language::Ar));
    }
}
