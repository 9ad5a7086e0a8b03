//! How Arabic counts things. English needs no table: one, and everything else.

use super::number;

/// The noun in each form that Arabic has for a counted thing (CLDR cardinal rules for `ar`).
pub struct Arabic {
    pub zero: &'static str,
    pub one: &'static str,
    pub two: &'static str,
    /// 3–10, 103–110 …
    pub few: &'static str,
    /// 11–99, 111–199 …
    pub many: &'static str,
    /// 100–102, 200–202 …
    pub other: &'static str,
}

impl Arabic {
    /// The number with its noun; zero, one and two are said without a number.
    pub fn count(&self, n: u64) -> String {
        match (n, n % 100) {
            (0, _) => self.zero.to_owned(),
            (1, _) => self.one.to_owned(),
            (2, _) => self.two.to_owned(),
            (_, 3..=10) => format!("{} {}", number(n), self.few),
            (_, 11..=99) => format!("{} {}", number(n), self.many),
            _ => format!("{} {}", number(n), self.other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

    #[test]
    fn arabic_forms_are_those_of_cldr() {
        let forms = Arabic { zero: "zero", one: "one", two: "two", few: "few", many: "many", other: "other" };
        let locale = "ar".parse::<icu_locale_core::Locale>().unwrap();
        let rules = PluralRules::try_new(locale.into(), PluralRulesOptions::default()).unwrap();
        for n in (0..2_000).chain([10_000, 100_003, 1_000_011, 1_000_100]) {
            let expected = match rules.category_for(n as usize) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            };
            assert!(forms.count(n).ends_with(expected), "{n}: {} is not {expected}", forms.count(n));
        }
    }
}
