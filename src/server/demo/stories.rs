//! What customers of the demo's two businesses come with, by language and kind.

mod clinic_ar;
mod clinic_en;
mod home_leads_ar;
mod home_leads_en;
mod home_tickets_ar;
mod home_tickets_en;

use super::story::Story;
use crate::domain::prefs::Language;
use crate::domain::record::{FieldIcon, FieldKind, Kind};

/// What a demo agent works for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Business {
    /// Solar, smart home and renovation.
    Home,
    Clinics,
}

/// The stories of a business.
pub fn of(business: Business, kind: Kind, language: Language) -> &'static [Story] {
    match (business, kind, language) {
        (Business::Home, Kind::Lead, Language::En) => home_leads_en::STORIES,
        (Business::Home, Kind::Lead, Language::Ar) => home_leads_ar::STORIES,
        (Business::Home, Kind::Ticket, Language::En) => home_tickets_en::STORIES,
        (Business::Home, Kind::Ticket, Language::Ar) => home_tickets_ar::STORIES,
        (Business::Clinics, Kind::Lead, Language::En) => clinic_en::LEADS,
        (Business::Clinics, Kind::Lead, Language::Ar) => clinic_ar::LEADS,
        (Business::Clinics, Kind::Ticket, Language::En) => clinic_en::TICKETS,
        (Business::Clinics, Kind::Ticket, Language::Ar) => clinic_ar::TICKETS,
    }
}
