use crate::domain::filter::Pill;
use crate::domain::listing::Listing;
use crate::domain::member::Member;
use crate::i18n::Messages;
use crate::records::pills::words;

/// What the filter of a list chooses, in the words of its pills:
/// *Leads · Open, New · WhatsApp · Assignee: Me · Last 7 days · “omar”*. Says so when it chooses everything.
pub fn filter_words(listing: &Listing, members: &[Member], t: &'static Messages) -> String {
    let mut parts: Vec<(&'static str, String)> = Vec::new();
    for pill in listing.filter.pills() {
        let (name, label) = words(pill, listing, members, t);
        let label = match pill {
            Pill::Search => (t.exports.quoted)(&label),
            // A name may be written in the other direction.
            Pill::Assignee(_) => format!("\u{2068}{label}\u{2069}"),
            _ => label,
        };
        match parts.last_mut().filter(|(of, _)| *of == name) {
            Some((_, choices)) => {
                choices.push_str(t.exports.comma);
                choices.push_str(&label);
            }
            // *Me* and *Unassigned* say nothing alone.
            None if matches!(pill, Pill::Assignee(_)) => parts.push((name, format!("{name}: {label}"))),
            None => parts.push((name, label)),
        }
    }
    if parts.is_empty() {
        return t.exports.no_filter.to_owned();
    }
    parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::member::{MemberId, Role};
    use crate::domain::prefs::Language;
    use crate::domain::record::Folder;
    use crate::i18n::messages;

    #[test]
    fn a_filter_is_said_in_words() {
        let members = [Member { id: MemberId(7), name: "Omar Farouk".to_owned(), role: Role::Admin }];
        for (query, language, expected) in [
            ("", Language::En, "No filter"),
            ("sort=oldest&per=48", Language::En, "No filter"),
            ("tab=leads", Language::En, "Leads"),
            (
                "tab=leads&status=open,new&channel=whatsapp&assignee=me,7&range=7d&q=omar",
                Language::En,
                "Leads · Open, New · WhatsApp · Assignee: Me, Omar Farouk · Last 7 days · “omar”",
            ),
            ("assignee=unassigned,8", Language::En, "Assignee: Unassigned, Unknown member"),
            ("from=2026-11-01&to=2026-11-30", Language::En, "2026-11-01 – 2026-11-30"),
            ("status=open,new&q=omar", Language::Ar, "مفتوح، جديد · «omar»"),
        ] {
            let said = filter_words(&Listing::from_query(Folder::Inbox, query), &members, messages(language));
            let visible: String = said.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{2068}' | '\u{2069}')).collect();
            assert_eq!(visible, expected, "{query}");
        }
    }
}
