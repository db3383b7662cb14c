//! How interfaces are named on the command line.

use std::fmt;
use std::str::FromStr;

/// A port, or several queues of one, as named on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spec {
    /// `eth0`, `xdp:eth0`, `eth0@1`, `eth0@0-3`, `eth0@0,2`, `eth0@all`: AF_XDP.
    Xdp {
        /// Name of the interface.
        interface: String,
        /// Its queues to use.
        queues: Queues,
    },
    /// `netmap:...`, `vale0:a`: netmap, in the grammar of its own port names.
    Netmap(String),
}

/// Queues of an interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Queues {
    /// Each one it has.
    All,
    /// These.
    List(Vec<u32>),
}

/// More than any device has; keeps `eth0@0-4294967295` from filling the memory.
const MAX_QUEUE: u32 = 65_535;

impl FromStr for Spec {
    type Err = String;

    fn from_str(text: &str) -> Result<Spec, String> {
        if text.starts_with("netmap:") || (text.starts_with("vale") && text.contains(':')) {
            return Ok(Spec::Netmap(text.to_owned()));
        }
        let rest = text.strip_prefix("xdp:").unwrap_or(text);
        let (interface, queues) = match rest.split_once('@') {
            Some((interface, queues)) => (interface, queues.parse()?),
            None => (rest, Queues::List(vec![0])),
        };
        if interface.is_empty() {
            return Err(format!("`{text}` names no interface"));
        }
        if let Some(c) = interface
            .chars()
            .find(|&c| c == '/' || c == ':' || c.is_whitespace())
        {
            return Err(format!(
                "`{text}`: an interface name has no `{c}` (AF_XDP: eth0, xdp:eth0@0; netmap: \
                 netmap:eth0, vale0:a)"
            ));
        }
        Ok(Spec::Xdp {
            interface: interface.to_owned(),
            queues,
        })
    }
}

impl FromStr for Queues {
    type Err = String;

    fn from_str(text: &str) -> Result<Queues, String> {
        if text == "all" {
            return Ok(Queues::All);
        }
        let number = |digits: &str| match digits.parse() {
            Ok(n) if n <= MAX_QUEUE => Ok(n),
            _ => Err(format!(
                "`{digits}` is not a queue: give 0 to {MAX_QUEUE}, a list (0,2), a range (0-3) or \
                 `all` behind the @"
            )),
        };
        let mut list = Vec::new();
        for part in text.split(',') {
            match part.split_once('-') {
                Some((first, last)) => {
                    let (first, last) = (number(first)?, number(last)?);
                    if first > last {
                        return Err(format!("the range of queues `{part}` is empty"));
                    }
                    list.extend(first..=last);
                }
                None => list.push(number(part)?),
            }
        }
        let mut seen = list.clone();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() != list.len() {
            return Err(format!("`{text}` names a queue twice"));
        }
        Ok(Queues::List(list))
    }
}

impl fmt::Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Spec::Xdp { interface, queues } => {
                write!(f, "xdp:{interface}@")?;
                match queues {
                    Queues::All => f.write_str("all"),
                    Queues::List(list) => {
                        for (i, queue) in list.iter().enumerate() {
                            let comma = if i > 0 { "," } else { "" };
                            write!(f, "{comma}{queue}")?;
                        }
                        Ok(())
                    }
                }
            }
            Spec::Netmap(name) => f.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<String, String> {
        text.parse::<Spec>().map(|spec| spec.to_string())
    }

    #[test]
    fn good() {
        for (text, canonical) in [
            ("eth0", "xdp:eth0@0"),
            ("xdp:eth0@3", "xdp:eth0@3"),
            ("enp1s0f0np0@0-2,5", "xdp:enp1s0f0np0@0,1,2,5"),
            ("eth0.100@all", "xdp:eth0.100@all"),
            ("xdp:vale0", "xdp:vale0@0"),
            ("vale0", "xdp:vale0@0"),
            ("vale0:a", "vale0:a"),
            ("netmap:eth0-1/R", "netmap:eth0-1/R"),
            ("netmap:x{1", "netmap:x{1"),
        ] {
            assert_eq!(parse(text).as_deref(), Ok(canonical), "{text}");
        }
    }

    #[test]
    fn bad() {
        for (text, hint) in [
            ("", "names no interface"),
            ("xdp:", "names no interface"),
            ("@0", "names no interface"),
            ("eth0@", "is not a queue"),
            ("eth0@x", "is not a queue"),
            ("eth0@-1", "is not a queue"),
            ("eth0@0-4294967295", "is not a queue"),
            ("eth0@3-1", "is empty"),
            ("eth0@1,0-2", "twice"),
            ("dpdk:eth0", "has no `:`"),
            ("eth 0", "has no ` `"),
        ] {
            let error = parse(text).expect_err(text);
            assert!(error.contains(hint), "{text}: {error}");
        }
    }
}
