use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

use super::config::Config;
use super::{demo, import, new_key, owner, serve};
use crate::domain::agent::AgentId;
use crate::domain::prefs::Language;
use crate::store::Store;

/// Where a team works through the Leads and Tickets that its AI agents file.
#[derive(Parser)]
#[command(name = "leads-tickets", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeOptions,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the web application (what happens when no command is given)
    Serve(ServeOptions),
    /// File the conversations and records of an NDJSON file under an agent
    Import(ImportOptions),
    /// Fill an empty database with demo data
    Demo(DatabaseOptions),
    /// Make the Owner of a new installation, as its set-up page does
    CreateOwner(OwnerOptions),
    /// Make an API key of an agent and print it
    Key(KeyOptions),
    /// Set a new password for a member and end all sessions of theirs
    ResetPassword(PasswordOptions),
    /// Bring the database's tables up to date and stop
    Migrate(DatabaseOptions),
}

#[derive(Args)]
struct ServeOptions {
    /// Address and port to listen on [default: 127.0.0.1:3000, or site-addr of Leptos.toml]
    #[arg(long, env = "LT_ADDR")]
    addr: Option<String>,
    /// Fill an empty database with demo data, and let its people sign in with a password that is printed; on this machine only
    #[arg(long, env = "LT_DEMO")]
    demo: bool,
    /// Let cookies travel without encryption, for trying things out without HTTPS
    #[arg(long)]
    plain_http: bool,
    #[command(flatten)]
    database: DatabaseOptions,
}

#[derive(Args)]
struct DatabaseOptions {
    /// sqlite://folder/file.db or postgres://… [default: sqlite://data/leads-tickets.db, or database-url of Leptos.toml]
    #[arg(long, env = "LT_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Country of phone numbers that are written without one, two letters [default: SA, or default-country of Leptos.toml]
    #[arg(long, env = "LT_DEFAULT_COUNTRY")]
    default_country: Option<String>,
}

#[derive(Args)]
struct ImportOptions {
    /// A file of one JSON object a line, .ndjson or .ndjson.gz
    file: PathBuf,
    /// Id of the agent that filed them; made when there is none of this id
    #[arg(long)]
    agent: String,
    /// Spread statuses, assignees and folders over the records, for trying things out
    #[arg(long)]
    demo_triage: bool,
    #[command(flatten)]
    database: DatabaseOptions,
}

#[derive(Args)]
struct OwnerOptions {
    /// The Owner's name
    #[arg(long)]
    name: String,
    /// The address that the Owner signs in with
    #[arg(long)]
    email: String,
    /// The time zone of the times that the Owner sees, such as Asia/Riyadh
    #[arg(long)]
    time_zone: Option<String>,
    /// The language of the Owner's screen: en or ar [default: what the browser asks for]
    #[arg(long)]
    language: Option<Language>,
    #[command(flatten)]
    database: DatabaseOptions,
}

#[derive(Args)]
struct KeyOptions {
    /// Id of the agent that uses it; made when there is none of this id
    agent: String,
    /// What the page calls the key
    #[arg(long, default_value = "command line")]
    name: String,
    /// It may read, too
    #[arg(long)]
    reads: bool,
    #[command(flatten)]
    database: DatabaseOptions,
}

#[derive(Args)]
struct PasswordOptions {
    /// The member's address
    email: String,
    #[command(flatten)]
    database: DatabaseOptions,
}

#[tokio::main]
pub async fn run() -> anyhow::Result<ExitCode> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // clap's own text is help, version, or one clear sentence on what it did not understand.
        Err(error) => error.exit(),
    };
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(options) => {
            let config = options.database.config()?;
            let config = Config { plain_http: config.plain_http || options.plain_http || options.demo, ..config };
            let addr = options.addr.unwrap_or_else(|| config.addr.clone());
            let store = open(&config).await?;
            serve::run(config, store, &addr, options.demo).await?;
        }
        Command::Import(options) => {
            let config = options.database.config()?;
            let agent = agent_id(&options.agent)?;
            let job =
                import::Job { file: options.file, agent, demo_triage: options.demo_triage, country: config.country };
            let totals = import::run(&open(&config).await?, job).await?;
            println!("{totals}");
            return Ok(totals.exit_code());
        }
        Command::Demo(options) => {
            let config = options.config()?;
            let done = demo::fill(&open(&config).await?, config.country).await?;
            println!("{}", done.as_deref().unwrap_or("The database already holds data; nothing was changed."));
        }
        Command::CreateOwner(options) => {
            println!("{}", owner::create(&open(&options.database.config()?).await?, options.into()).await?);
        }
        Command::Key(options) => {
            let store = open(&options.database.config()?).await?;
            println!("{}", new_key::make(&store, &agent_id(&options.agent)?, options.name, options.reads).await?);
        }
        Command::ResetPassword(options) => {
            println!("{}", owner::reset_password(&open(&options.database.config()?).await?, &options.email).await?);
        }
        Command::Migrate(options) => {
            open(&options.config()?).await?;
            println!("The database is up to date.");
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn agent_id(text: &str) -> anyhow::Result<AgentId> {
    AgentId::parse(text).ok_or_else(|| anyhow::anyhow!("{text:?} is not an agent id: write 1 to 64 of a-z, 0-9 and -"))
}

impl From<OwnerOptions> for owner::NewOwner {
    fn from(options: OwnerOptions) -> Self {
        Self { name: options.name, email: options.email, time_zone: options.time_zone, language: options.language }
    }
}

impl DatabaseOptions {
    fn config(&self) -> anyhow::Result<Config> {
        Config::load(self.database_url.as_deref(), self.default_country.as_deref())
    }
}

async fn open(config: &Config) -> anyhow::Result<Store> {
    let store = Store::open(&config.database_url).await?;
    store.migrate().await?;
    Ok(store)
}
