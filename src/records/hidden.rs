//! Why the open record is not in the list behind its sheet, and the links that let it in.

use leptos::prelude::*;

use super::desk::use_desk;
use super::pills::words;
use crate::domain::explain::{HiddenBy, Judged};
use crate::domain::filter::Pill;
use crate::domain::listing::Listing;
use crate::domain::member::Member;
use crate::domain::view::{RecordView, SheetView, TriageView};
use crate::i18n::{Messages, Piece, pieces, use_messages};
use crate::paths;
use crate::ui::browser::focus_id;
use crate::ui::notice::{Notice, Tone};
use crate::ui::sheet::SHEET_TITLE;

/// Nothing while the record is listed. What makes it leave the list while it is open is no news to whoever does it: told
/// is only what kept it out when it was opened, as long as it does.
#[component]
pub fn Hidden(view: SheetView, now: Memo<TriageView>) -> impl IntoView {
    let t = use_messages();
    let desk = use_desk();
    let SheetView { record, members, hidden_by, .. } = view;
    move || {
        if hidden_by.is_empty() {
            return None;
        }
        let (listing, triage) = (desk.place.listing.get(), now.get());
        let judged = Judged {
            folder: triage.folder,
            kind: record.kind,
            status: triage.status,
            channel: record.channel,
            assignee: triage.assignee.as_ref().map(|member| member.id),
        };
        // The server's word on dates and search holds until they are taken away.
        let (any_date, no_search) = (listing.filter.period.is_none(), listing.filter.search.is_none());
        let mut parts = judged.hidden_by(&listing, desk.me, any_date, no_search);
        parts.retain(|part| hidden_by.contains(part));
        if parts.is_empty() {
            return None;
        }
        let members: Vec<Member> = members.iter().cloned().chain(desk.members.get_untracked()).collect();
        let link = |listing: &Listing, label: String| {
            let href = desk.place.agent.with(|agent| paths::records(agent, listing, Some(&record.id.text)));
            view! { <a class="button" href=href data-noscroll="" on:click=|_| focus_id(SHEET_TITLE)>{label}</a> }
        };
        let rows = parts.iter().map(|part| {
            let why = Why::of(t, *part, &listing, &record, &triage, &members);
            let relaxed = judged.relaxed(&listing, *part, desk.me);
            let link = link(&relaxed, why.relax.clone());
            view! { <li class="hidden-by__part"><span class="hidden-by__why">{why.sentence()}</span>{link}</li> }
        });
        let rows = rows.collect_view();
        let all = (parts.len() > 1).then(|| {
            let open = parts.iter().fold(listing.clone(), |listing, part| judged.relaxed(&listing, *part, desk.me));
            link(&open, t.explain.show_in_list.to_owned())
        });
        Some(view! {
            <Notice tone=Tone::Plain text=t.explain.hidden>
                <ul class="hidden-by">{rows}</ul>
                {all}
            </Notice>
        })
    }
}

/// One reason in words.
struct Why {
    message: &'static str,
    /// What the record is, and what the filter lists.
    has: String,
    shown: String,
    /// What the link does.
    relax: String,
}

impl Why {
    fn of(
        t: &'static Messages,
        part: HiddenBy,
        listing: &Listing,
        record: &RecordView,
        triage: &TriageView,
        members: &[Member],
    ) -> Self {
        let e = t.explain;
        let shown = |of_part: fn(&Pill) -> bool| {
            let chosen = listing.filter.pills().into_iter().filter(of_part);
            let names: Vec<String> = chosen.map(|pill| words(pill, listing, members, t).1).collect();
            (e.and)(&names)
        };
        let (message, has, shown, relax) = match part {
            HiddenBy::Folder => {
                let name = (t.folder_name)(triage.folder);
                (e.folder, name.to_owned(), String::new(), (e.show_in_folder)(name))
            }
            HiddenBy::Kind => {
                let shown = shown(|pill| matches!(pill, Pill::Kind(_)));
                (e.kind, (t.kind_name)(record.kind).to_owned(), shown, e.both_kinds.to_owned())
            }
            HiddenBy::Status => {
                let name = (t.status_name)(triage.status);
                (e.status, name.to_owned(), shown(|pill| matches!(pill, Pill::Status(_))), (e.also_show)(name))
            }
            HiddenBy::Channel => {
                let name = (t.channel_name)(record.channel);
                (e.channel, name.to_owned(), shown(|pill| matches!(pill, Pill::Channel(_))), (e.also_show)(name))
            }
            HiddenBy::Assignee => {
                let shown = shown(|pill| matches!(pill, Pill::Assignee(_)));
                match &triage.assignee {
                    Some(member) => (e.assigned, member.name.clone(), shown, (e.also_show)(&member.name)),
                    None => (e.unassigned, String::new(), shown, (e.also_show)(t.unassigned)),
                }
            }
            HiddenBy::Period => {
                let shown = shown(|pill| matches!(pill, Pill::Period(_)));
                (e.period, record.created.local.clone(), shown, e.any_date.to_owned())
            }
            HiddenBy::Search => {
                let shown = shown(|pill| matches!(pill, Pill::Search));
                (e.search, String::new(), shown, e.without_search.to_owned())
            }
        };
        Self { message, has, shown, relax }
    }

    /// The message with its names, which may be of the other script, kept apart from it.
    fn sentence(&self) -> Vec<AnyView> {
        let filled = |name: &str| if name == "has" { self.has.clone() } else { self.shown.clone() };
        let piece = |piece| match piece {
            Piece::Words(words) => words.into_any(),
            Piece::Placeholder(name) => view! { <b><bdi>{filled(name)}</bdi></b> }.into_any(),
        };
        pieces(self.message).into_iter().map(piece).collect()
    }
}
