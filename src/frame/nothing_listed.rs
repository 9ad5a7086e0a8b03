use leptos::prelude::*;

use super::focus::hold;
use super::sidebar::folder_icon;
use crate::domain::record::Folder;
use crate::i18n::{Piece, pieces, use_messages};
use crate::ui::empty::Empty;
use crate::ui::icon::Icon;

/// Why a list of some kind is empty.
pub enum Nothing {
    /// Only this page is: the link leads to the first one.
    Page { first: String, text: &'static str },
    /// There is none at all: what can be done about it.
    AtAll(AnyView),
    /// The folder is empty.
    Folder { folder: Folder, text: &'static str },
    /// Nothing here passes the filters, which `clear` takes away; but so many would in those folders, and `without` all
    /// filters but the search: in words, and the link.
    Filtered {
        folder: Folder,
        elsewhere: Vec<(Folder, u64, String)>,
        without: Option<(String, String)>,
        clear: String,
        words: Words,
    },
}

/// What the screen says of its filters.
pub struct Words {
    pub none: &'static str,
    pub none_text: &'static str,
    pub elsewhere_text: &'static str,
}

/// Says why a list is empty, and what can be done about it.
#[component]
pub fn NothingListed(why: Nothing) -> impl IntoView {
    let t = use_messages();
    match why {
        Nothing::Page { first, text } => view! {
            <Empty icon="inbox" title=t.page_empty text>
                <a class="button" href=first on:click=|_| hold()>{t.first_page}</a>
            </Empty>
        }
        .into_any(),
        Nothing::AtAll(view) => view,
        Nothing::Folder { folder, text } => {
            view! { <Empty icon=folder_icon(folder) title=(t.folder_empty)(folder) text/> }.into_any()
        }
        Nothing::Filtered { elsewhere, without, clear, words, .. } if elsewhere.is_empty() => {
            let class = if without.is_some() { "button button--quiet" } else { "button" };
            view! {
                <Empty icon="search-x" title=words.none text=words.none_text>
                    {without.map(|without| view! { <Without without/> })}
                    <a class=class href=clear on:click=|_| hold()>{t.clear}</a>
                </Empty>
            }
            .into_any()
        }
        Nothing::Filtered { folder, elsewhere, without, clear, words } => {
            let links = elsewhere.into_iter().map(|(other, count, href)| {
                view! { <a class="button" href=href><Icon name=folder_icon(other)/>{(t.found_in)(count, other)}</a> }
            });
            let links = links.collect_view();
            let title: String = pieces(t.found_elsewhere)
                .into_iter()
                .map(|piece| match piece {
                    Piece::Words(words) => words,
                    Piece::Placeholder(_) => (t.folder_name)(folder),
                })
                .collect();
            view! {
                <Empty icon="search-x" title=title text=words.elsewhere_text>
                    {links}
                    {without.map(|without| view! { <Without without/> })}
                    <a class="button button--quiet" href=clear on:click=|_| hold()>{t.clear}</a>
                </Empty>
            }
            .into_any()
        }
    }
}

/// The link to what the search would find without the other filters.
#[component]
fn Without(without: (String, String)) -> impl IntoView {
    let (words, href) = without;
    view! { <a class="button" href=href on:click=|_| hold()><Icon name="list-filter"/>{words}</a> }
}
