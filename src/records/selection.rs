use std::collections::BTreeSet;

/// Which records are ticked: some of this page, or everything that matches but for some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Everything that the list shows, on all its pages.
    pub everything: bool,
    /// The ids that are ticked; with `everything`, those that are not.
    pub ids: BTreeSet<String>,
}

impl Selection {
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id) != self.everything
    }

    /// How many are ticked, of `total` that match.
    pub fn count(&self, total: u64) -> u64 {
        let ids = self.ids.len() as u64;
        if self.everything { total.saturating_sub(ids) } else { ids }
    }

    pub fn set(&mut self, id: &str, ticked: bool) {
        if ticked == self.everything {
            self.ids.remove(id);
        } else {
            self.ids.insert(id.to_owned());
        }
    }

    pub fn of_page(ids: &[String]) -> Self {
        Self { everything: false, ids: ids.iter().cloned().collect() }
    }

    pub fn everything() -> Self {
        Self { everything: true, ids: BTreeSet::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_some_is_counted() {
        let mut selection = Selection::everything();
        assert_eq!((selection.count(500), selection.has("a")), (500, true));
        selection.set("a", false);
        selection.set("b", false);
        selection.set("b", true);
        assert_eq!((selection.count(500), selection.has("a"), selection.has("b")), (499, false, true));
        let mut some = Selection::of_page(&["a".to_owned(), "b".to_owned()]);
        some.set("a", false);
        some.set("c", true);
        assert_eq!((some.count(500), some.has("a"), some.has("c")), (2, false, true));
    }
}
