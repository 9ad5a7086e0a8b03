//! The program as a process of its own, and a browser simple enough to talk with it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Serving from an empty folder until dropped.
pub struct Program {
    pub child: Child,
    pub addr: String,
    /// What it said before that.
    pub said: Vec<String>,
    _folder: tempfile::TempDir,
}

/// What came back, as it stood on the wire.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Program {
    pub fn start(database_url: &str, options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_leads-tickets"))
            .args(["serve", "--addr", "127.0.0.1:0", "--database-url", database_url])
            .args(options)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        // From here on, dropping it ends the process.
        let mut program = Self { child, addr: String::new(), said: Vec::new(), _folder: folder };
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            if let Some((_, addr)) = line.split_once("http://") {
                program.addr = addr.to_owned();
                return program;
            }
            program.said.push(line);
        }
        panic!("it ended without saying where it listens: {:?}", program.said)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.addr).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    pub fn get(&self, path: &str, cookie: &str) -> Reply {
        self.send(&format!("GET {path} HTTP/1.1\r\nCookie: {cookie}\r\n"), "")
    }

    pub fn post(&self, path: &str, cookie: &str, form: &str) -> Reply {
        let kind = "application/x-www-form-urlencoded";
        self.send(&format!("POST {path} HTTP/1.1\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\n"), form)
    }

    /// Calls a server function.
    pub fn call(&self, path: &str, cookie: &str, json: &str) -> Reply {
        self.send(&format!("POST {path} HTTP/1.1\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"), json)
    }

    fn send(&self, head: &str, body: &str) -> Reply {
        let mut stream = self.connect();
        let length = body.len();
        let rest = format!("Host: {}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}", self.addr);
        stream.write_all(format!("{head}{rest}").as_bytes()).unwrap();
        let mut text = Vec::new();
        stream.read_to_end(&mut text).unwrap();
        let text = String::from_utf8_lossy(&text).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").expect("a whole answer");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// What it gives the browser to keep.
    pub fn cookies(&self) -> String {
        let set = self.head.lines().filter_map(|line| line.split_once(": "));
        let set = set.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        let pairs: Vec<&str> = set.map(|(_, value)| value.split(';').next().unwrap()).collect();
        pairs.join("; ")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
