//! Which contact details may become links. The only place where a link's address is made of customers' words.

use email_address::{EmailAddress, Options};

use super::limits;

/// Whether this is an address that mail can be sent to (RFC 5321, with a domain that has a dot).
pub fn is_email(email: &str) -> bool {
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    email.len() <= limits::EMAIL && EmailAddress::parse_with_options(email, options).is_ok()
}

/// `mailto:` link for a valid address, percent-encoded; `None` for anything else, which is then shown as plain text.
pub fn mailto(email: &str) -> Option<String> {
    is_email(email).then(|| format!("mailto:{}", encode(email)))
}

/// `tel:` link (RFC 3966) of the digits and a leading `+`; `None` when there are fewer than three digits.
pub fn tel(phone: &str) -> Option<String> {
    let digits = super::phone::digits(phone);
    let plus = if phone.trim_start().starts_with('+') { "+" } else { "" };
    (digits.len() >= 3).then(|| format!("tel:{plus}{digits}"))
}

/// A link to an address of the web, as it stands: only `https` and `http`, with a host, and without any sign that could
/// end the link, break it or turn its letters round; `None` for anything else.
pub fn url(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let turns =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let unsafe_sign = |c: char| c.is_whitespace() || c.is_control() || turns(c) || matches!(c, '"' | '<' | '>' | '\\');
    (!host.is_empty() && !url.contains(unsafe_sign)).then(|| url.to_owned())
}

/// RFC 6068: everything but unreserved characters and `@` is percent-encoded, as UTF-8.
fn encode(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_valid_address_becomes_a_link() {
        for (email, expected) in [
            ("a@b.co", Some("mailto:a@b.co")),
            ("first.last+tag@example.com", Some("mailto:first.last%2Btag@example.com")),
            ("a?cc=x@example.com", Some("mailto:a%3Fcc%3Dx@example.com")),
            ("not an email", None),
            ("a@b", None),
            ("a@@b.co", None),
            ("", None),
            ("javascript:alert(1)", None),
            ("a@b.co\r\nBcc: x@y.z", None),
            ("Name <a@b.co>", None),
        ] {
            assert_eq!(mailto(email).as_deref(), expected, "{email:?}");
        }
    }

    #[test]
    fn a_phone_link_is_digits() {
        for (phone, expected) in [
            ("+966 50 123 4567", Some("tel:+966501234567")),
            ("(415) 555-0132", Some("tel:4155550132")),
            ("٠٥٠ ١٢٣ ٤٥٦٧", Some("tel:0501234567")),
            ("none", None),
            ("", None),
        ] {
            assert_eq!(tel(phone).as_deref(), expected, "{phone:?}");
        }
    }

    #[test]
    fn only_an_address_of_the_web_becomes_a_link() {
        for good in ["https://example.com", "http://x/a?b=c#d", "https://مثال.com/صفحة", "https://a@b.co:8080/"]
        {
            assert_eq!(url(&format!(" {good}\n")).as_deref(), Some(good));
        }
        for bad in [
            "",
            "example.com",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "ftp://example.com",
            "//example.com",
            "https://",
            "https:///etc",
            "https://a b",
            "https://a\\b",
            "https://a\u{0}b",
            "https://a/\u{202e}gpj.exe",
            "https://a/\"onclick=\"x",
            "https://a/<b>",
        ] {
            assert_eq!(url(bad), None, "{bad:?}");
        }
    }
}
