use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::domain::agent::AgentId;
use crate::domain::conversation::Medium;
use crate::domain::conversation_listing::ConversationListing;
use crate::domain::record::Folder;
use crate::paths::conversations::{Selected, conversations, parse_conversations, selected};

/// Everything the page shows follows from its link.
#[derive(Clone, Copy)]
pub struct Place {
    pub medium: Medium,
    pub agent: Memo<AgentId>,
    pub listing: Memo<ConversationListing>,
    pub selected: Memo<Option<Selected>>,
}

/// Agent and folder of the path, and the query. `None` = the path is none of this page.
type Link = (Option<(AgentId, Folder)>, String);

impl Place {
    /// Of the current link. While the router leaves this page for another, the last one stands.
    pub fn current(medium: Medium) -> Self {
        let location = use_location();
        let (path, search) = (location.pathname, location.search);
        let link = Memo::new(move |last: Option<&Link>| {
            let found = path.with(|path| parse_conversations(path)).filter(|(_, of, _)| *of == medium);
            match found {
                Some((agent, _, folder)) => (Some((agent, folder)), search.get()),
                None => last.cloned().unwrap_or_default(),
            }
        });
        let unknown = || AgentId::parse("-").expect("a dash is an agent id");
        Self {
            medium,
            agent: Memo::new(move |_| {
                link.with(|(at, _)| at.as_ref().map(|(agent, _)| agent.clone())).unwrap_or_else(unknown)
            }),
            listing: Memo::new(move |_| {
                link.with(|(at, query)| {
                    let folder = at.as_ref().map(|(_, folder)| *folder).unwrap_or_default();
                    ConversationListing::from_query(medium, folder, query)
                })
            }),
            selected: Memo::new(move |_| link.with(|(_, query)| selected(query))),
        }
    }

    /// The link to this list with that selected, or with nothing.
    pub fn link(self, selected: Option<&Selected>) -> String {
        self.agent.with(|agent| self.listing.with(|listing| conversations(agent, listing, selected)))
    }

    /// The link as it is.
    pub fn here(self) -> String {
        self.selected.with(|selected| self.link(selected.as_ref()))
    }

    pub fn has_selected(self) -> bool {
        self.selected.with(Option::is_some)
    }
}
