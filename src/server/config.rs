//! Settings: an option of the command line or the environment wins over Leptos.toml, which wins over the default.

use leptos::config::{LeptosOptions, get_configuration};
use std::path::Path;
use strum::EnumString;

const FILE: &str = "Leptos.toml";
const DATABASE_URL: &str = "sqlite://data/leads-tickets.db";
const COUNTRY: &str = "SA";
const SESSION_IDLE_HOURS: &str = "8";
const SESSION_DAYS: &str = "7";

#[derive(Clone, Debug)]
pub struct Config {
    pub database_url: String,
    pub addr: String,
    /// Country of phone numbers that are written without one.
    pub country: phonenumber::country::Id,
    pub log_format: LogFormat,
    /// Cookies travel without encryption.
    pub plain_http: bool,
    /// How long a session may be unused.
    pub session_idle_hours: u32,
    /// How long a session may last.
    pub session_days: u32,
    pub leptos: LeptosOptions,
}

/// How a line of the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// # Errors
    /// A sentence on what in the file or the options makes no sense.
    pub fn load(database_url: Option<&str>, country: Option<&str>) -> anyhow::Result<Self> {
        let file = Path::new(FILE).exists().then_some(FILE);
        let leptos = get_configuration(file).map_err(|error| anyhow::anyhow!("{FILE} cannot be read: {error}"))?;
        let text = file.map(std::fs::read_to_string).transpose()?.unwrap_or_default();
        let setting = |option: Option<&str>, name: &str, default: &str| {
            let variable = || std::env::var(format!("LT_{}", name.to_uppercase().replace('-', "_"))).ok();
            let given = option.map(str::to_owned).or_else(variable).or_else(|| own_setting(&text, name));
            given.unwrap_or_else(|| default.to_owned())
        };
        let number = |name: &str, default: &str| {
            let value = setting(None, name, default);
            let number = value.parse::<u32>().ok().filter(|number| *number > 0);
            number.ok_or_else(|| anyhow::anyhow!("{value:?} is no value of {name}: write a whole number above 0"))
        };
        let log_format = setting(None, "log-format", "text");
        let plain_http = setting(None, "plain-http", "false");
        let country = setting(country, "default-country", COUNTRY).to_uppercase();
        Ok(Self {
            database_url: setting(database_url, "database-url", DATABASE_URL),
            addr: leptos.leptos_options.site_addr.to_string(),
            country: country
                .parse()
                .map_err(|_| anyhow::anyhow!("{country:?} is not a country: write two letters such as SA"))?,
            log_format: log_format
                .parse()
                .map_err(|_| anyhow::anyhow!("{log_format:?} is not a log format: write text or json"))?,
            plain_http: plain_http
                .parse()
                .map_err(|_| anyhow::anyhow!("{plain_http:?} is no value of plain-http: write true or false"))?,
            session_idle_hours: number("session-idle-hours", SESSION_IDLE_HOURS)?,
            session_days: number("session-days", SESSION_DAYS)?,
            leptos: leptos.leptos_options,
        })
    }
}

/// A setting of ours in Leptos.toml; Leptos itself ignores the keys it does not know.
fn own_setting(file: &str, name: &str) -> Option<String> {
    let table: toml::Table = file.parse().ok()?;
    let value = table.get("package")?.get("metadata")?.get("leptos")?.get(name)?;
    Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
