use leptos::prelude::*;
use strum::VariantArray;

use crate::domain::agent::AgentId;
use crate::domain::cursor::Cursor;
use crate::domain::listing::{Listing, Per, Position};
use crate::frame::pager::PagerBar;
use crate::i18n::{use_messages, use_prefs};
use crate::paths;

/// The neighbouring pages, how many records there are in all, and how many a page holds.
#[component]
pub fn Pager(
    agent: AgentId,
    listing: Listing,
    total: u64,
    before: Option<String>,
    after: Option<String>,
) -> impl IntoView {
    let t = use_messages();
    let link = |position: Option<Position>| position.map(|at| paths::records(&agent, &listing.at(Some(at)), None));
    let previous = link(before.as_deref().and_then(Cursor::parse).map(Position::Before));
    let next = link(after.as_deref().and_then(Cursor::parse).map(Position::After));
    let preferred = use_prefs().per;
    let sizes = Per::VARIANTS.iter().map(|per| {
        let href = paths::records(&agent, &listing.with_per((*per != preferred).then_some(*per)), None);
        let chosen = (*per == listing.per.unwrap_or(preferred)).then_some("true");
        view! { <a class="segmented__item" href=href aria-current=chosen>{per.cards().to_string()}</a> }
    });
    let sizes = sizes.collect_view();
    view! {
        <PagerBar total=(t.total_records)(total) previous next>
            <div class="pager__size">
                <span id="per">{t.per_page}</span>
                <div class="segmented" role="group" aria-labelledby="per">{sizes}</div>
            </div>
        </PagerBar>
    }
}
