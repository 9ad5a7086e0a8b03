//! The lines of an import file, plain or compressed, one at a time and never one too long to hold.

use anyhow::Context;
use flate2::bufread::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Bytes of the longest line that is read; a longer one is skipped without being held in memory.
pub const LONGEST_LINE: usize = 4 * 1024 * 1024;
const BUFFER: usize = 128 * 1024;
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// An open import file.
pub struct Lines {
    reader: Box<dyn BufRead + Send>,
    buffer: Vec<u8>,
    number: u64,
}

/// What stands between two line breaks.
#[derive(Debug, PartialEq, Eq)]
pub enum Next<'a> {
    Text(&'a [u8]),
    TooLong,
}

impl Lines {
    /// Opens a file of lines; whether it is compressed, its first bytes tell.
    ///
    /// # Errors
    /// A sentence for the command line.
    pub fn open(path: &Path) -> anyhow::Result<(Self, ProgressBar)> {
        let cannot = || format!("the file {} cannot be read", path.display());
        let file = File::open(path).with_context(cannot)?;
        let bar = progress_bar(file.metadata().with_context(cannot)?.len());
        let lines = Self::of(bar.wrap_read(file)).with_context(cannot)?;
        Ok((lines, bar))
    }

    fn of(bytes: impl Read + Send + 'static) -> io::Result<Self> {
        let mut reader = BufReader::with_capacity(BUFFER, bytes);
        let compressed = reader.fill_buf()?.starts_with(&GZIP_MAGIC);
        let reader: Box<dyn BufRead + Send> = match compressed {
            true => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(reader))),
            false => Box::new(reader),
        };
        Ok(Self { reader, buffer: Vec::new(), number: 0 })
    }

    /// The number, counted from 1, of the line that was read last.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its line break; `None` after the last one.
    ///
    /// # Errors
    /// The file cannot be read further, or its compressed stream is broken.
    pub fn next_line(&mut self) -> io::Result<Option<Next<'_>>> {
        self.buffer.clear();
        let room = LONGEST_LINE as u64 + 1;
        if self.reader.by_ref().take(room).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.ends_with(b"\n") {
            self.buffer.pop();
        } else if self.buffer.len() > LONGEST_LINE {
            self.reader.skip_until(b'\n')?;
            return Ok(Some(Next::TooLong));
        }
        Ok(Some(Next::Text(&self.buffer)))
    }
}

/// Shows how much of the file has been read; nothing when nobody is looking.
fn progress_bar(bytes: u64) -> ProgressBar {
    let template = "{bar:40} {bytes} of {total_bytes}, {eta} left";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// Every line as text, `…` for one that is too long, and the error it ended with.
    fn read(bytes: Vec<u8>) -> (Vec<String>, Option<io::ErrorKind>) {
        let mut lines = Lines::of(io::Cursor::new(bytes)).unwrap();
        let mut found = Vec::new();
        loop {
            match lines.next_line() {
                Ok(Some(Next::Text(text))) => found.push(String::from_utf8_lossy(text).into_owned()),
                Ok(Some(Next::TooLong)) => found.push("…".to_owned()),
                Ok(None) => return (found, None),
                Err(error) => return (found, Some(error.kind())),
            }
        }
    }

    #[test]
    fn lines_are_the_same_plain_and_compressed() {
        for (text, expected) in
            [("", &[][..]), ("a", &["a"]), ("a\n", &["a"]), ("a\n\nb", &["a", "", "b"]), ("a\r\nش\n", &["a\r", "ش"])]
        {
            assert_eq!(read(text.into()), (expected.iter().map(|s| (*s).to_owned()).collect(), None), "{text:?}");
            assert_eq!(read(gzip(text.as_bytes())), read(text.into()), "{text:?}");
        }
        let members = [gzip(b"a\nb"), gzip(b"c\nd\n")].concat();
        assert_eq!(read(members).0, ["a", "bc", "d"]);
    }

    #[test]
    fn an_overlong_line_is_skipped_and_the_next_one_read() {
        let longest = "x".repeat(LONGEST_LINE);
        assert_eq!(read(format!("{longest}\nb\n").into()), (vec![longest.clone(), "b".into()], None));
        assert_eq!(read(format!("a\n{longest}x\nb\n").into()), (vec!["a".into(), "…".into(), "b".into()], None));
        assert_eq!(read(format!("a\n{longest}{longest}xyz").into()), (vec!["a".into(), "…".into()], None));
        assert_eq!(read(gzip(format!("{longest}x\nb").as_bytes())), (vec!["…".into(), "b".into()], None));
    }

    #[test]
    fn a_broken_stream_is_an_error_after_what_could_be_read() {
        let text: String = (0..50_000).map(|n| format!("line {n} of many {}\n", n * 7919 % 10_007)).collect();
        let mut whole = gzip(text.as_bytes());
        whole.truncate(whole.len() / 2);
        let (lines, error) = read(whole);
        assert!(lines.len() > 1_000 && lines[0].starts_with("line 0 of many"), "{}", lines.len());
        assert_eq!(error, Some(io::ErrorKind::UnexpectedEof));
    }
}
