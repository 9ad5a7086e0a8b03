use sea_orm_migration::prelude::*;

#[path = "../../migrations/m20261123_000001_records.rs"]
mod m20261123_000001_records;
#[path = "../../migrations/m20261123_000002_people.rs"]
mod m20261123_000002_people;
#[path = "../../migrations/m20261123_000003_changes.rs"]
mod m20261123_000003_changes;
#[path = "../../migrations/m20261123_000004_triage.rs"]
mod m20261123_000004_triage;
#[path = "../../migrations/m20261123_000005_intake.rs"]
mod m20261123_000005_intake;
#[path = "../../migrations/m20261123_000006_exports.rs"]
mod m20261123_000006_exports;

/// Every step in order. A step that has shipped is never edited.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_records::Migration),
            Box::new(m20261123_000002_people::Migration),
            Box::new(m20261123_000003_changes::Migration),
            Box::new(m20261123_000004_triage::Migration),
            Box::new(m20261123_000005_intake::Migration),
            Box::new(m20261123_000006_exports::Migration),
        ]
    }
}
