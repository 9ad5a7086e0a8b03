//! Opening the database. SQLite: one writer and a pool of readers on a WAL file; PostgreSQL: one pool for both.

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::migrator::Migrator;

const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
const READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;
/// Any number that no other program on the same server takes: it lets one replica migrate while the others wait.
const MIGRATION_LOCK: i64 = 0x4c65_6164_5469_636b;

/// An open database.
#[derive(Clone, Debug)]
pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    /// SQLite's file.
    file: Option<PathBuf>,
}

impl Store {
    /// Opens `sqlite://path` (made when missing, with its folder) or `postgres://…`.
    ///
    /// # Errors
    /// A sentence for the command line: what could not be opened.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => open_sqlite(url).await,
            Some("postgres" | "postgresql") => open_postgres(url).await,
            _ => anyhow::bail!("the database URL must begin with sqlite:// or postgres://"),
        }
    }

    /// Brings the tables up to date. Several processes at once: one does it, the others wait.
    ///
    /// # Errors
    /// A sentence for the command line.
    pub async fn migrate(&self) -> anyhow::Result<()> {
        let transaction = self.begin().await?;
        let postgres = transaction.get_database_backend() == DbBackend::Postgres;
        if postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")).await?;
        }
        Migrator::up(&transaction, None).await?;
        if postgres {
            ensure_arabic_is_searched(&transaction).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// For queries.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// A writing transaction. On SQLite it takes the write lock at once: a lock taken later could not be waited for.
    ///
    /// It is begun to the end even if nobody waits for it any more, and then taken back: left half-way, sqlx would put its
    /// connection back into PostgreSQL's pool with a transaction open (launchbadge/sqlx#4393).
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..Default::default()
        };
        let write = self.write.clone();
        let begun = tokio::spawn(async move { write.begin_with_options(options).await });
        begun.await.map_err(|error| DbErr::Custom(error.to_string()))?
    }

    /// The file, for a connection that is not of the pool; `None` on PostgreSQL.
    pub(super) fn sqlite_file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    pub async fn close(self) -> Result<(), DbErr> {
        self.read.clone().close().await?;
        self.write.close().await
    }
}

async fn open_sqlite(url: &str) -> anyhow::Result<Store> {
    let file = url.trim_start_matches("sqlite:").trim_start_matches("//").split('?').next().unwrap_or_default();
    if file.is_empty() || file.contains(":memory:") {
        anyhow::bail!("the database URL names no file; write sqlite://folder/file.db");
    }
    if let Some(folder) = Path::new(file).parent() {
        std::fs::create_dir_all(folder)
            .map_err(|error| anyhow::anyhow!("the folder {} cannot be made: {error}", folder.display()))?;
    }
    let open = async |connections: u32, reading: bool| {
        let mut options = ConnectOptions::new(format!("sqlite://{file}"));
        options.max_connections(connections).min_connections(1).sqlx_logging(false);
        options.idle_timeout(Duration::from_secs(3600 * 24));
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(BUSY_TIMEOUT)
                .pragma("query_only", if reading { "1" } else { "0" })
        });
        connect_when_free(options)
            .await
            .map_err(|error| anyhow::anyhow!("the database {file} cannot be opened: {error}"))
    };
    // The writer first: it makes the file.
    let write = open(1, false).await?;
    let read = open(READERS, true).await?;
    for (pragma, expected) in [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")] {
        let found = pragma_of(&write, pragma).await?;
        anyhow::ensure!(found == expected, "the database {file} has {pragma} = {found} instead of {expected}");
    }
    // As the engine names it, whatever the URL has escaped.
    let question =
        Statement::from_string(DbBackend::Sqlite, "SELECT file FROM pragma_database_list WHERE name = 'main'");
    let row = write.query_one_raw(question).await?;
    let file = row.map(|row| row.try_get_by_index::<String>(0)).transpose()?.map(PathBuf::from);
    Ok(Store { read, write, file: Some(file.ok_or_else(|| anyhow::anyhow!("SQLite does not name its file"))?) })
}

async fn pragma_of(connection: &DatabaseConnection, pragma: &str) -> anyhow::Result<String> {
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"))).await?;
    let row = row.ok_or_else(|| anyhow::anyhow!("the database does not know the pragma {pragma}"))?;
    Ok(row.try_get_by_index::<String>(0).or_else(|_| row.try_get_by_index::<i64>(0).map(|n| n.to_string()))?)
}

/// Switching a new file to WAL does not wait for others who are at the same thing, whatever the busy timeout says.
async fn connect_when_free(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let began = Instant::now();
    loop {
        match Database::connect(options.clone()).await {
            Err(error) if error.to_string().contains("database is locked") && began.elapsed() < BUSY_TIMEOUT => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            connected => return connected,
        }
    }
}

async fn open_postgres(url: &str) -> anyhow::Result<Store> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(POSTGRES_CONNECTIONS).sqlx_logging(false);
    options.connect_timeout(Duration::from_secs(5)).acquire_timeout(Duration::from_secs(5));
    let pool = Database::connect(options)
        .await
        .map_err(|error| anyhow::anyhow!("the PostgreSQL database cannot be reached: {error}"))?;
    Ok(Store { read: pool.clone(), write: pool, file: None })
}

/// Under a locale such as `C`, trigrams of Arabic letters do not exist and every Arabic search would find nothing.
async fn ensure_arabic_is_searched(transaction: &DatabaseTransaction) -> anyhow::Result<()> {
    let question = Statement::from_string(DbBackend::Postgres, "SELECT show_trgm('عمر') <> '{}'");
    let row = transaction.query_one_raw(question).await?;
    let answer = row.map(|row| row.try_get_by_index::<bool>(0)).transpose()?;
    anyhow::ensure!(
        answer == Some(true),
        "the PostgreSQL database cannot search Arabic: make it with ENCODING 'UTF8' and a UTF-8 locale such as C.UTF-8"
    );
    Ok(())
}
