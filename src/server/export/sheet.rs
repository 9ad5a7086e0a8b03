//! Records as lines of CSV: RFC 4180, lines ended by CR and LF, in English whoever asks.

use bytes::Bytes;
use chrono::{DateTime, SecondsFormat};
use chrono_tz::Tz;
use csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::io;
use std::str::FromStr;

use crate::domain::cell::guard;
use crate::domain::export::Format;
use crate::domain::export::columns::FIXED;
use crate::domain::prefs::Language;
use crate::i18n::{Messages, messages};
use crate::store::export::Rows;

/// Says to spreadsheets that the file is UTF-8. It also keeps Excel from taking a file that begins with "ID" for another
/// kind of file.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub struct Sheet {
    format: Format,
    zone: Tz,
    words: &'static Messages,
}

impl Sheet {
    /// Times are shown in the zone, unless the format wants UTC.
    pub fn new(format: Format, zone: Tz) -> Self {
        Self { format, zone, words: messages(Language::En) }
    }

    /// What every file begins with: the headers of the fixed columns. Their line is ended by [`Self::columns`].
    pub fn begin(&self) -> io::Result<Bytes> {
        let mark = if self.format == Format::Spreadsheet { BYTE_ORDER_MARK } else { &[] };
        let mut writer = writer(mark);
        for header in FIXED {
            writer.write_field(self.cell(header).as_bytes())?;
        }
        written(writer)
    }

    /// The headers of the custom columns, and the end of their line.
    pub fn columns(&self, names: &[String]) -> io::Result<Bytes> {
        if names.is_empty() {
            return Ok(Bytes::from_static(b"\r\n"));
        }
        let mut writer = writer(b",");
        for name in names {
            writer.write_field(self.cell(name).as_bytes())?;
        }
        end_line(&mut writer)?;
        written(writer)
    }

    pub fn rows(&self, rows: &Rows) -> io::Result<Bytes> {
        let mut writer = writer(&[]);
        for n in 0..rows.count() {
            let mut texts = rows.texts(n);
            let mut next = || texts.next().unwrap_or_default();
            let (id, kind, status, channel) = (next(), next(), next(), next());
            writer.write_field(self.cell(id).as_bytes())?;
            writer.write_field(word(kind, self.words.kind_name))?;
            writer.write_field(word(status, self.words.status_name))?;
            writer.write_field(word(channel, self.words.channel_name))?;
            writer.write_field(self.time(rows.created(n)))?;
            for text in texts {
                writer.write_field(self.cell(text).as_bytes())?;
            }
            end_line(&mut writer)?;
        }
        written(writer)
    }

    fn cell<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.format {
            Format::Spreadsheet => guard(text),
            Format::Raw => Cow::Borrowed(text),
        }
    }

    /// A moment, in microseconds, by ISO 8601 to the second.
    fn time(&self, micros: i64) -> String {
        let utc = DateTime::from_timestamp_micros(micros).unwrap_or_default();
        match self.format {
            Format::Spreadsheet => utc.with_timezone(&self.zone).to_rfc3339_opts(SecondsFormat::Secs, false),
            Format::Raw => utc.to_rfc3339_opts(SecondsFormat::Secs, true),
        }
    }
}

/// What a slug is called.
fn word<T: FromStr>(slug: &str, name: fn(T) -> &'static str) -> &str {
    match slug.parse() {
        Ok(value) => name(value),
        Err(_) => slug,
    }
}

fn writer(begun: &[u8]) -> Writer<Vec<u8>> {
    // Pieces of lines are written apart, so it cannot know how many cells a line has.
    WriterBuilder::new().flexible(true).terminator(Terminator::CRLF).from_writer(begun.to_vec())
}

fn end_line(writer: &mut Writer<Vec<u8>>) -> csv::Result<()> {
    writer.write_record(None::<&[u8]>)
}

fn written(writer: Writer<Vec<u8>>) -> io::Result<Bytes> {
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(format: Format) -> Sheet {
        Sheet::new(format, Tz::Asia__Riyadh)
    }

    #[test]
    fn the_first_line_is_made_in_two_pieces() {
        let names = ["City", "=x", "a,b"].map(str::to_owned);
        for (format, names, expected) in [
            (Format::Spreadsheet, &names[..], "\u{feff}ID,…,Conversation,City,'=x,\"a,b\"\r\n"),
            (Format::Raw, &names[..], "ID,…,Conversation,City,=x,\"a,b\"\r\n"),
            (Format::Raw, &[], "ID,…,Conversation\r\n"),
            (Format::Raw, &[String::new()], "ID,…,Conversation,\"\"\r\n"),
        ] {
            let sheet = sheet(format);
            let line = [sheet.begin().unwrap(), sheet.columns(names).unwrap()].concat();
            let line = String::from_utf8(line).unwrap().replace(&FIXED[1..12].join(","), "…");
            assert_eq!(line, expected);
        }
    }

    #[test]
    fn times_are_local_or_utc() {
        let moment = 1_790_000_000_999_999;
        assert_eq!(sheet(Format::Spreadsheet).time(moment), "2026-09-21T17:13:20+03:00");
        assert_eq!(sheet(Format::Raw).time(moment), "2026-09-21T14:13:20Z");
        assert_eq!(Sheet::new(Format::Spreadsheet, Tz::UTC).time(moment), "2026-09-21T14:13:20+00:00");
    }
}
