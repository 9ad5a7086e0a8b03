use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

use crate::api::exports::{find_export, start_export};
use crate::domain::agent::AgentId;
use crate::domain::error::AppError;
use crate::domain::export::{Export, ExportRequest, ExportState, Started};
use crate::i18n::Messages;
use crate::paths::exports::file;
use crate::records::desk::Desk;
use crate::ui::browser::download;

/// Between two questions how far an export is.
const EVERY: Duration = Duration::from_millis(500);
/// Questions in a row that may stay without an answer.
const MISSES: u8 = 10;

/// How far the dialog is.
#[derive(Clone, PartialEq)]
pub enum Phase {
    /// Nothing was asked for yet.
    Ready,
    /// The server has not answered yet.
    Starting,
    /// The server's last word of it.
    Known(Export),
    /// As many exports as may are under way.
    Busy,
    Refused(AppError),
    /// The server does not say any more how far it is.
    Lost,
}

impl Phase {
    pub fn is_under_way(&self) -> bool {
        match self {
            Self::Starting => true,
            Self::Known(export) => matches!(export.state, ExportState::Waiting | ExportState::Running),
            Self::Ready | Self::Busy | Self::Refused(_) | Self::Lost => false,
        }
    }

    pub fn is_done(&self) -> bool {
        matches!(self, Self::Known(export) if export.state == ExportState::Done)
    }

    /// What went wrong, in words.
    pub fn problem(&self, t: &'static Messages) -> Option<String> {
        let e = t.exports;
        match self {
            Self::Known(export) => match export.state {
                ExportState::Waiting | ExportState::Running | ExportState::Done => None,
                ExportState::Failed => Some((e.failed)(export.sent, export.total)),
                ExportState::Stopped => Some((e.stopped)(export.sent, export.total)),
            },
            Self::Busy => Some(e.busy.to_owned()),
            Self::Refused(error) => Some((e.not_exported)(error).to_owned()),
            Self::Lost => Some(e.lost.to_owned()),
            Self::Ready | Self::Starting => None,
        }
    }
}

/// An export that the dialog starts and follows. It ends with the dialog; the download goes on.
#[derive(Clone, Copy)]
pub struct Run {
    pub phase: RwSignal<Phase>,
    desk: Desk,
}

impl Run {
    pub fn new(desk: Desk) -> Self {
        Self { phase: RwSignal::new(Phase::Ready), desk }
    }

    /// Asks for the file, unless one is on its way.
    pub fn start(self, request: ExportRequest) {
        if self.phase.with_untracked(Phase::is_under_way) {
            return;
        }
        self.phase.set(Phase::Starting);
        let agent = self.desk.place.agent.get_untracked();
        spawn_local(async move {
            match start_export(agent.to_string(), request).await {
                Ok(Started::Export(export)) => {
                    let id = export.id;
                    // Though the dialog may be closed already: it was asked for.
                    download(&file(&agent, id));
                    if self.phase.try_set(Phase::Known(export)).is_none() {
                        self.follow(agent, id, 0);
                    }
                }
                Ok(Started::Busy) => _ = self.phase.try_set(Phase::Busy),
                Err(error) => _ = self.phase.try_set(Phase::Refused(error)),
            }
        });
    }

    /// Asks again and again how far it is, until it has ended or nobody looks any more.
    fn follow(self, agent: AgentId, id: i64, misses: u8) {
        let ask = async move {
            if !self.shows(id) {
                return;
            }
            let found = find_export(agent.to_string(), id).await;
            if !self.shows(id) {
                return;
            }
            match found {
                Ok(export) => {
                    let phase = Phase::Known(export);
                    let again = phase.is_under_way();
                    self.phase.set(phase);
                    if again {
                        self.follow(agent, id, 0);
                    }
                }
                Err(_) if misses < MISSES => self.follow(agent, id, misses + 1),
                Err(_) => self.phase.set(Phase::Lost),
            }
        };
        set_timeout(move || spawn_local(ask), EVERY);
    }

    fn shows(self, id: i64) -> bool {
        let shows = |phase: &Phase| matches!(phase, Phase::Known(export) if export.id == id);
        self.phase.try_with_untracked(shows) == Some(true)
    }
}
