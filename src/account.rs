//! Setting up, signing in, joining, and a member's own settings.

pub mod invitation;
pub mod password_reset;
pub mod preferences;
pub mod set_up;
pub mod sign_in;
mod zone_field;
