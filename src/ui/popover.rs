//! `popover="auto"` for a panel that stays open while the view around it is made again.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::{Attribute, NextAttribute};
use leptos::tachys::renderer::types::Element;

const NAME: &str = "popover";
const VALUE: &str = "auto";

/// The attribute, to be spread into an element: `{..KeptPopover}`. An attribute that is written the usual way is taken
/// away and put back whenever its view is made again, and a popover without it closes.
#[derive(Clone, Copy, Debug)]
pub struct KeptPopover;

impl Attribute for KeptPopover {
    const MIN_LENGTH: usize = 0;

    type State = ();
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        NAME.len() + 3 + VALUE.len()
    }

    fn to_html(self, buf: &mut String, _class: &mut String, _style: &mut String, _html: &mut String) {
        for part in [" ", NAME, "=\"", VALUE, "\""] {
            buf.push_str(part);
        }
    }

    fn hydrate<const FROM_SERVER: bool>(self, el: &Element) -> Self::State {
        self.build(el);
    }

    fn build(self, el: &Element) -> Self::State {
        if !el.has_attribute(NAME) {
            let _ = el.set_attribute(NAME, VALUE);
        }
    }

    fn rebuild(self, _state: &mut Self::State) {}

    fn into_cloneable(self) -> Self::Cloneable {
        self
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    // No `keys()`: what they name is taken away.
}

impl NextAttribute for KeptPopover {
    type Output<NewAttr: Attribute> = Vec<AnyAttribute>;

    fn add_any_attr<NewAttr: Attribute>(self, new_attr: NewAttr) -> Self::Output<NewAttr> {
        vec![self.into_any_attr(), new_attr.into_any_attr()]
    }
}
