use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::viewer::Viewer;

/// The id of a member, a positive whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MemberId(pub i64);

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a member may do; each role may do all that the ones after it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Role {
    Owner,
    Admin,
    Member,
    Viewer,
}

impl Role {
    /// The higher, the more a member may do.
    pub fn rank(self) -> u8 {
        match self {
            Self::Owner => 3,
            Self::Admin => 2,
            Self::Member => 1,
            Self::Viewer => 0,
        }
    }
}

/// A person on the team, as shown beside a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: MemberId,
    pub name: String,
    pub role: Role,
}

impl Member {
    /// This member as the one who is looking.
    pub fn viewer(&self) -> Viewer {
        Viewer { id: self.id, role: self.role }
    }

    /// One or two letters for the avatar: the first of the first word and the first of the last.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace().filter_map(initial);
        let first = words.next();
        let last = words.next_back();
        let mut initials = first.into_iter().flat_map(char::to_uppercase).collect::<String>();
        if let Some(last) = last {
            // Arabic letters would join to something that reads as a word.
            if first.is_some_and(is_arabic) && is_arabic(last) {
                initials.push(ZERO_WIDTH_NON_JOINER);
            }
            initials.extend(last.to_uppercase());
        }
        initials
    }

    /// Which of the eight avatar colours is this member's, always the same one.
    pub fn hue(&self) -> u8 {
        (self.id.0.rem_euclid(8)) as u8
    }
}

const ZERO_WIDTH_NON_JOINER: char = '\u{200c}';

/// The letter that a word begins with, after the Arabic article.
fn initial(word: &str) -> Option<char> {
    let mut letters = word.chars().filter(|c| c.is_alphanumeric());
    let first = letters.next()?;
    match (first, letters.next(), letters.next(), letters.next()) {
        ('ا', Some('ل'), Some(third), Some(_)) => Some(third),
        _ => Some(first),
    }
}

fn is_arabic(letter: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_first_and_last() {
        for (name, expected) in [
            ("Omar Haddad", "OH"),
            ("omar", "O"),
            ("Maria del Mar Ruiz", "MR"),
            ("سارة العتيبي", "س\u{200c}ع"),
            ("العنود", "ع"),
            ("علي الله", "ع\u{200c}ل"),
            ("علي آل سعود", "ع\u{200c}س"),
            ("(Tom) O'Neil", "TO"),
            ("", ""),
        ] {
            let member = Member { id: MemberId(1), name: name.into(), role: Role::Member };
            assert_eq!(member.initials(), expected, "{name}");
        }
    }
}
