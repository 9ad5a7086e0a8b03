use super::agent::AgentId;
use super::member::{MemberId, Role};

/// The member who is looking. Everything is read through one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub id: MemberId,
    pub role: Role,
}

impl Viewer {
    /// Every role reads records and conversations.
    pub fn can_read(self) -> bool {
        match self.role {
            Role::Owner | Role::Admin | Role::Member | Role::Viewer => true,
        }
    }
}

/// What a query may touch: one agent's data, as one viewer sees it. The store takes it first, always.
#[derive(Clone, Debug)]
pub struct Scope {
    pub viewer: Viewer,
    pub agent: AgentId,
}
