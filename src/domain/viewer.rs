use super::agent::AgentId;
use super::member::{MemberId, Role};

/// The member who is looking. Everything is read through one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub id: MemberId,
    pub role: Role,
}

/// Who may what (the contract's table). The server refuses by these, the screen hides by the same.
impl Viewer {
    /// Every role reads records and conversations.
    pub fn can_read(self) -> bool {
        match self.role {
            Role::Owner | Role::Admin | Role::Member | Role::Viewer => true,
        }
    }

    /// Marks, assigns, edits notes, archives, deletes and restores.
    pub fn can_change_records(self) -> bool {
        self.is_at_least(Role::Member)
    }

    /// Sees the team, invites people to it.
    pub fn can_manage_team(self) -> bool {
        self.is_at_least(Role::Admin)
    }

    /// Makes agents and deletes them.
    pub fn can_manage_agents(self) -> bool {
        self.is_at_least(Role::Admin)
    }

    /// Creates records by hand.
    pub fn can_create_records(self) -> bool {
        self.is_at_least(Role::Admin)
    }

    /// Says what an agent asks its customers.
    pub fn can_manage_collection(self) -> bool {
        self.is_at_least(Role::Admin)
    }

    /// Makes, rotates and revokes API keys.
    pub fn can_manage_keys(self) -> bool {
        self.is_at_least(Role::Admin)
    }

    /// Exports what they may read: every role.
    pub fn can_export(self) -> bool {
        self.can_read()
    }

    /// Sees who exported what.
    pub fn can_see_activity(self) -> bool {
        self.is_at_least(Role::Admin)
    }

    /// Gives this role to somebody: nobody gives more than they have.
    pub fn can_grant(self, role: Role) -> bool {
        self.can_manage_team() && self.is_at_least(role)
    }

    /// Changes the role of that member, deactivates them, lets them choose a new password. Admins are the Owner's
    /// business, and so are Owners; an Owner may step down.
    pub fn can_manage(self, role: Role) -> bool {
        match self.role {
            Role::Owner => true,
            Role::Admin => !matches!(role, Role::Owner | Role::Admin),
            Role::Member | Role::Viewer => false,
        }
    }

    fn is_at_least(self, role: Role) -> bool {
        self.role.rank() >= role.rank()
    }
}

/// What a query may touch: one agent's data, as one viewer sees it. The store takes it first, always.
#[derive(Clone, Debug)]
pub struct Scope {
    pub viewer: Viewer,
    pub agent: AgentId,
}

impl Scope {
    /// Of an API key that may read: it stands for nobody and sees what every viewer sees.
    pub fn of_reading_key(agent: AgentId) -> Self {
        Self { viewer: Viewer { id: MemberId(0), role: Role::Viewer }, agent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Role::{Admin, Member, Owner, Viewer as Reader};

    #[test]
    fn nobody_gives_more_than_they_have() {
        for (role, grants) in [
            (Owner, vec![Owner, Admin, Member, Reader]),
            (Admin, vec![Admin, Member, Reader]),
            (Member, vec![]),
            (Reader, vec![]),
        ] {
            let viewer = Viewer { id: MemberId(1), role };
            let can: Vec<Role> = [Owner, Admin, Member, Reader].into_iter().filter(|r| viewer.can_grant(*r)).collect();
            assert_eq!(can, grants, "{role:?}");
        }
    }

    #[test]
    fn admins_are_the_owners_business() {
        for (role, manages) in [
            (Owner, vec![Owner, Admin, Member, Reader]),
            (Admin, vec![Member, Reader]),
            (Member, vec![]),
            (Reader, vec![]),
        ] {
            let viewer = Viewer { id: MemberId(1), role };
            let can: Vec<Role> = [Owner, Admin, Member, Reader].into_iter().filter(|r| viewer.can_manage(*r)).collect();
            assert_eq!(can, manages, "{role:?}");
        }
    }
}
