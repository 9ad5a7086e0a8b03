//! For which records a command is meant.

use leptos::prelude::*;

use crate::domain::record::Folder;
use crate::records::desk::{Desk, Which};
use crate::records::shortcuts::current;

/// For which records a command is meant.
pub(super) enum Meant {
    /// The one whose sheet is open.
    Opened(String),
    Ticked(Which),
    /// The one whose card has the focus.
    Current(String),
}

impl Meant {
    pub(super) fn now(desk: Desk) -> Option<Self> {
        if let Some(id) = desk.place.opened.get_untracked() {
            return desk.known_now(&id).map(|_| Self::Opened(id));
        }
        let ticked = desk.selected();
        if ticked.count() > 0 { Some(Self::Ticked(ticked)) } else { current().map(Self::Current) }
    }

    pub(super) fn which(self) -> Which {
        match self {
            Self::Ticked(which) => which,
            Self::Opened(id) | Self::Current(id) => Which::one(&id),
        }
    }

    /// Where they lie, by the first of them.
    pub(super) fn folder(&self, desk: Desk) -> Folder {
        let id = match self {
            Self::Ticked(Which::Matching { folder, .. }) => return *folder,
            Self::Ticked(Which::Records(ids)) => ids.first(),
            Self::Opened(id) | Self::Current(id) => Some(id),
        };
        id.and_then(|id| desk.known_now(id)).map(|now| now.folder).unwrap_or_default()
    }
}

/// The records that a command is meant for: the open one, else those that are ticked, else the one in focus.
pub fn meant(desk: Desk) -> Option<Which> {
    Meant::now(desk).map(Meant::which)
}
