//! Readers that are not ours, for files that are: Python's of CSV, and LibreOffice's sheets by their XML. See `reader.py`.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// A Python that waits for files.
pub struct Reader {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    folder: TempDir,
}

/// A cell as a spreadsheet has it.
#[derive(Clone, Debug, Deserialize)]
pub struct SheetCell {
    /// `string`, `float`, `date` …; nothing when it is empty.
    pub kind: String,
    pub formula: Option<String>,
    pub text: String,
}

impl Reader {
    pub fn start() -> Self {
        let mut child = Command::new("python3")
            .args(["-c", include_str!("reader.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("python3 does not start: {error}; scripts/system.sh installs it"));
        let (questions, answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        Self { child, questions, answers, folder: tempfile::tempdir().unwrap() }
    }

    /// The rows of a CSV file without its byte order mark.
    pub fn csv(&mut self, file: &str) -> Vec<Vec<String>> {
        let path = self.folder.path().join("file.csv");
        fs::write(&path, file).unwrap();
        self.ask(json!({ "csv": path }))
    }

    /// The rows of a flat spreadsheet, as long as they have cells.
    pub fn sheet(&mut self, path: &Path) -> Vec<Vec<SheetCell>> {
        self.ask(json!({ "sheet": path }))
    }

    fn ask<T: DeserializeOwned>(&mut self, question: Value) -> T {
        writeln!(self.questions, "{question}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap_or_else(|error| panic!("{question}: {error}"))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
