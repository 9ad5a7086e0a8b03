use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::listing::Per;

/// The language of the screen.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Ar,
}

impl Language {
    /// The direction of its writing, as the `dir` attribute wants it.
    pub fn dir(self) -> &'static str {
        match self {
            Self::En => "ltr",
            Self::Ar => "rtl",
        }
    }
}

#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Theme {
    Light,
    Dark,
    /// Whichever the device uses.
    #[default]
    System,
}

/// Whether single keys do something on a list (WCAG 2.1.4 wants them to be switched off).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum Shortcuts {
    #[default]
    On,
    Off,
}

/// How the viewer wants to see things: their profile's choice, before signing in the browser's. The server writes it on `<html>`; the browser reads it there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prefs {
    pub language: Language,
    pub theme: Theme,
    /// An IANA zone; `None` = not known yet, times are in UTC and the screen says so.
    pub zone: Option<String>,
    /// Whether the zone is the profile's: then the device's own does not matter.
    pub zone_chosen: bool,
    /// Cards on a page whose link does not say.
    pub per: Per,
    pub shortcuts: Shortcuts,
}
