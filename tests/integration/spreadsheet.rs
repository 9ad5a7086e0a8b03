//! A real spreadsheet opens what we export: LibreOffice, told to evaluate every formula that it finds.

use leads_tickets::domain::export::Format;
use leads_tickets::store::filing::{NewRecord, Triage};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

use crate::export::{FIXED, all, export, unguarded};
use crate::reader::{Reader, SheetCell};
use crate::support::{Engine, TestApp, field, lead, untouched};

const RECORDS: usize = 850;
const LABELS: usize = 20;
const SEED: u64 = 0x1ead_71c7;

/// What may stand before a formula that it goes unnoticed …
const BEFORE: &[&str] = &[
    "", " ", "  ", "\t", " \t ", "\n", "\r\n", "\r", "\u{a0}", "\u{3000}", "\u{2028}", "\u{85}", "\u{b}", "\u{c}",
    "\u{1f}", "\u{feff}", "\u{200b}", "\u{200f}", "\u{202e}", "'", "''", "\"", ";", ",",
];
/// … what begins one, somewhere …
const SIGNS: &[&str] = &["=", "+", "-", "@", "＝", "＋", "－", "＠", "%", "|", "{="];
/// … and what it would do. None of it reaches further than this machine.
const FORMULAS: &[&str] = &[
    "1+1",
    "1;2",
    "1,2",
    "\t1",
    "SUM(A1:A9)",
    "IF(1;2;3)",
    "ROW()",
    "cmd|' /C calc'!A0",
    "2+5+cmd|' /C calc'!A0",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
    "HYPERLINK(\"http://127.0.0.1:9/\",\"انقر هنا\")",
    "HYPERLINK(\"http://127.0.0.1:9/?\"&A2)",
    "WEBSERVICE(\"http://127.0.0.1:9/\")",
    "عرض سعر ١٢٣",
    "1\n=1+1",
    "1\r\n+2",
];

/// The import filter's tokens: comma, double quote, UTF-8, from line 1, the formats of the columns, US English, quoted
/// cells are no texts yet, whether numbers and dates are recognised, two of the export, whether spaces around cells go,
/// one of the export, formulas are evaluated.
fn tokens(columns: &str, recognise: bool, trim: bool) -> String {
    format!("CSV:44,34,76,1,{columns},1033,false,{recognise},false,false,{trim},-1,true")
}

/// Where it keeps its profile and what it makes.
struct LibreOffice {
    folder: TempDir,
    files: usize,
}

impl LibreOffice {
    /// `None` when somebody wants the tests without it.
    fn find() -> Option<Self> {
        if std::env::var_os("LT_SKIP_SPREADSHEET").is_some() {
            eprintln!("LT_SKIP_SPREADSHEET is set: no spreadsheet has opened an export");
            return None;
        }
        Some(Self { folder: tempfile::tempdir().unwrap(), files: 0 })
    }

    /// Opens the file with these tokens; returns it as a flat spreadsheet.
    fn open(&mut self, csv: &str, tokens: &str) -> PathBuf {
        self.files += 1;
        let folder = self.folder.path();
        let (source, made) = (folder.join(format!("{}.csv", self.files)), folder.join(format!("{}.fods", self.files)));
        fs::write(&source, csv).unwrap();
        let program = std::env::var_os("SOFFICE").unwrap_or_else(|| OsString::from("soffice"));
        let output = Command::new(&program)
            .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
            .args(["--headless", "--convert-to", "fods", &format!("--infilter={tokens}"), "--outdir"])
            .args([folder, Path::new(&source)])
            .output()
            .unwrap_or_else(|error| {
                let program = program.display();
                panic!("{program} does not start: {error}; scripts/system.sh installs LibreOffice, LT_SKIP_SPREADSHEET=1 skips this")
            });
        assert!(made.exists(), "LibreOffice has made nothing: {output:?}");
        made
    }
}

/// As LibreOffice keeps a text: its own line ends, no control characters, and no tabs in a cell of several lines.
fn kept(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let several = lines.contains('\n');
    lines.chars().filter(|c| *c >= ' ' || *c == '\n' || *c == '\t' && !several).collect()
}

fn formulas(sheet: &[Vec<SheetCell>]) -> Vec<&SheetCell> {
    sheet.iter().flatten().filter(|cell| cell.formula.is_some()).collect()
}

struct Hostile(StdRng);

impl Hostile {
    fn cell(&mut self) -> String {
        [BEFORE, SIGNS, FORMULAS].map(|part| *part.choose(&mut self.0).unwrap()).concat()
    }

    fn record(&mut self, n: usize) -> NewRecord {
        // Each label is a header, and comes in most of the records.
        let fields = (0..LABELS).filter(|_| self.0.random_bool(0.95)).collect::<Vec<_>>();
        let fields = fields.into_iter().map(|label| {
            let sign = SIGNS[label % SIGNS.len()];
            field(&format!("{sign}{label}+1"), &self.cell())
        });
        let fields = fields.collect();
        let (phone, email, company) = (Some(self.cell()), Some(self.cell()), Some(self.cell()));
        let filed_at = 1_790_000_000_000_000 + n as i64 * 1_000_000;
        NewRecord { phone, email, company, description: self.cell(), fields, filed_at, ..lead(&self.cell()) }
    }
}

/// Twenty thousand cells that somebody has filed in order to have them evaluated.
#[tokio::test(flavor = "multi_thread")]
async fn no_cell_of_an_export_is_a_formula() {
    let Some(mut office) = LibreOffice::find() else { return };
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    let mut hostile = Hostile(StdRng::seed_from_u64(SEED));
    let (mut known, mut cells) = (HashMap::new(), 0);
    for n in 0..RECORDS {
        let new = hostile.record(n);
        let triage = Triage { notes: hostile.cell(), ..untouched() };
        cells += 6 + new.fields.len();
        let (_, id) = app.file(&scope, new.clone(), Some(triage.clone())).await;
        known.insert(id.to_string(), (new, triage));
    }
    assert!(cells >= 20_000, "{cells}");
    let guarded = export(&app, "acme", &all("", Format::Spreadsheet)).await;
    let raw = export(&app, "acme", &all("", Format::Raw)).await;

    // The file holds the data, as somebody else's reader sees it.
    let mut reader = Reader::start();
    let rows = reader.csv(guarded.trim_start_matches('\u{feff}'));
    assert_eq!(rows.len(), RECORDS + 1);
    let column = |title: &str| rows[0].iter().position(|header| header == title).unwrap();
    for row in &rows[1..] {
        let (new, triage) = &known[&row[0]];
        is_of(row, column, new, triage);
    }

    let mut opened = Vec::new();
    for tokens in [tokens("", false, false), tokens("", true, true)] {
        let sheet = reader.sheet(&office.open(&guarded, &tokens));
        assert_eq!(sheet.len(), rows.len(), "{tokens}");
        assert!(formulas(&sheet).is_empty(), "{tokens}: {:?}", formulas(&sheet)[0]);
        // It would find them: the same data without the guard.
        let unguarded = reader.sheet(&office.open(&raw, &tokens));
        let found = formulas(&unguarded).len();
        assert!(found > 30, "{tokens}: only {found} formulas in a file without a guard");
        opened.push(sheet);
    }

    // Nothing is lost on the way, Arabic least of all.
    let mut arabic = 0;
    for (row, cells) in rows.iter().zip(&opened[0]) {
        // Cells at the end of a row that are empty are not there.
        assert!(cells.len() <= row.len(), "{row:?} {cells:?}");
        for (n, text) in row.iter().enumerate() {
            let shown = cells.get(n).map_or("", |cell| &cell.text);
            assert_eq!(shown, kept(text), "{text:?}");
            arabic += usize::from(shown.contains("انقر هنا") || shown.contains("عرض سعر ١٢٣"));
        }
    }
    assert!(arabic > 1_000, "{arabic}");
}

/// The texts of a record that were filed, against the row that says so.
fn is_of(row: &[String], column: impl Fn(&str) -> usize, new: &NewRecord, triage: &Triage) {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    for (title, expected) in [
        ("Name", text(&new.name)),
        ("Phone", text(&new.phone)),
        ("Email", text(&new.email)),
        ("Company", text(&new.company)),
        ("Description", new.description.clone()),
        ("Notes", triage.notes.clone()),
    ] {
        assert_eq!(unguarded(&row[column(title)]), expected, "{title}");
    }
    let custom = row[FIXED.len()..].iter().map(|cell| unguarded(cell));
    let mut found: Vec<&str> = custom.filter(|cell| !cell.is_empty()).collect();
    let mut filed: Vec<&str> = new.fields.iter().map(|field| field.value.as_str()).collect();
    filed.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, filed);
}

/// What README says about phones: a column imported as text is what it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_phone_imported_as_text_keeps_its_zeros_and_its_plus() {
    const PHONES: &[&str] = &["0501234567", "00966501234567", "+966501234567", "+966 50 123 4567", "٠٥٠١٢٣٤٥٦٧"];
    let Some(mut office) = LibreOffice::find() else { return };
    let app = TestApp::start(Engine::Sqlite).await;
    let scope = app.agent("acme").await;
    for (n, phone) in PHONES.iter().enumerate() {
        let filed_at = 1_790_000_000_000_000 + n as i64 * 1_000_000;
        app.file(&scope, NewRecord { phone: Some((*phone).to_owned()), filed_at, ..lead("Omar") }, None).await;
    }
    let mut reader = Reader::start();
    let place = FIXED.iter().position(|title| *title == "Phone").unwrap();
    let mut phones = async |format: Format, columns: &str| {
        let csv = export(&app, "acme", &all("sort=oldest", format)).await;
        let sheet = reader.sheet(&office.open(&csv, &tokens(columns, false, false)));
        sheet[1..].iter().map(|row| (row[place].kind.clone(), row[place].text.clone())).collect::<Vec<_>>()
    };
    // The seventh column is a text.
    let as_text = format!("{}/2", place + 1);
    let texts =
        |phones: &[&str]| -> Vec<_> { phones.iter().map(|phone| ("string".to_owned(), (*phone).to_owned())).collect() };
    assert_eq!(phones(Format::Raw, &as_text).await, texts(PHONES));
    // What could be a formula has its guard, and nothing else is changed.
    let guarded = ["0501234567", "00966501234567", "'+966501234567", "'+966 50 123 4567", "٠٥٠١٢٣٤٥٦٧"];
    assert_eq!(phones(Format::Spreadsheet, &as_text).await, texts(&guarded));
    // Opened without a word, zeros are lost: it is the column's format that keeps them.
    assert_eq!(phones(Format::Raw, "").await[0], ("float".to_owned(), "501234567".to_owned()));
}
