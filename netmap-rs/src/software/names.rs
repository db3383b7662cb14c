//! What the name of a software port stands for.

use std::io;
use std::path::Path;

use super::errno;

/// The end of a pipe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `{`
    Master,
    /// `}`
    Slave,
}

impl End {
    pub(super) fn other(self) -> End {
        match self {
            End::Master => End::Slave,
            End::Slave => End::Master,
        }
    }
}

/// A name taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// A port of a VALE switch: `vale0:a`.
    Vale { name: &'a str, switch: &'a str },
    /// Any other name; in software only the ports that pipes hang on have one.
    Plain { name: &'a str },
    /// An end of a pipe: `x{1` or `vale0:a}1`.
    Pipe {
        parent: Box<Target<'a>>,
        id: &'a str,
        end: End,
    },
    /// An end of a pipe that other processes may open the other end of.
    Shared {
        /// Where its file is.
        dir: &'a Path,
        /// The name as the master has it.
        name: String,
        end: End,
    },
}

impl<'a> Target<'a> {
    /// # Errors
    ///
    /// Those of the kernel: `EINVAL` for a pipe without a name or without a port, `ENOMEM` for a
    /// malformed name of a VALE port.
    pub(super) fn parse(name: &'a str) -> io::Result<Target<'a>> {
        // The last opening brace wins over any closing one.
        let brace = name.rfind('{').or_else(|| name.rfind('}'));
        let Some(brace) = brace else {
            return Target::parse_port(name);
        };
        let (parent, id) = (&name[..brace], &name[brace + 1..]);
        let end = match name.as_bytes()[brace] {
            b'{' => End::Master,
            _ => End::Slave,
        };
        // No pipes of pipes.
        if parent.is_empty() || id.is_empty() || parent.contains(['{', '}']) {
            return Err(errno(libc::EINVAL));
        }
        let parent = Box::new(Target::parse_port(parent)?);
        Ok(Target::Pipe { parent, id, end })
    }

    fn parse_port(name: &'a str) -> io::Result<Target<'a>> {
        // The kernel compares one character less than it means to.
        if !name.starts_with("val") {
            return Ok(Target::Plain { name });
        }
        // The switch's part is of letters, digits and underscores, and the port's, with the
        // colon, no longer than an interface name.
        let colon = name
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .filter(|at| name.as_bytes()[*at] == b':' && *at < libc::IFNAMSIZ)
            .filter(|at| name.len() - at <= libc::IFNAMSIZ)
            .ok_or_else(|| errno(libc::ENOMEM))?;
        Ok(Target::Vale {
            name,
            switch: &name[..colon],
        })
    }

    /// The same, for a process that shares its pipes through a directory: those that do not
    /// hang on a switch's port.
    ///
    /// # Errors
    ///
    /// `EINVAL` where the name is none for a file, beside those of [`parse`](Target::parse).
    pub(super) fn parse_in(name: &'a str, dir: Option<&'a Path>) -> io::Result<Target<'a>> {
        let target = Target::parse(name)?;
        match (dir, target) {
            (Some(dir), Target::Pipe { parent, id, end })
                if matches!(*parent, Target::Plain { .. }) =>
            {
                let port = parent.port();
                if name.contains('/') || port.len() >= libc::IFNAMSIZ {
                    return Err(errno(libc::EINVAL));
                }
                let name = format!("{port}{{{id}");
                Ok(Target::Shared { dir, name, end })
            }
            (_, target) => Ok(target),
        }
    }

    /// The name of the port, without a pipe.
    pub(super) fn port(&self) -> &'a str {
        match self {
            Target::Shared { .. } => "",
            Target::Vale { name, .. } | Target::Plain { name } => name,
            Target::Pipe { parent, .. } => parent.port(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(name: &str) -> Option<i32> {
        Target::parse(name).unwrap_err().raw_os_error()
    }

    #[test]
    fn names_come_apart_as_in_the_kernel() {
        let vale = Target::Vale {
            name: "vale0:a",
            switch: "vale0",
        };
        assert_eq!(Target::parse("vale0:a").unwrap(), vale);
        assert_eq!(
            Target::parse("x{1").unwrap(),
            Target::Pipe {
                parent: Box::new(Target::Plain { name: "x" }),
                id: "1",
                end: End::Master,
            }
        );
        assert_eq!(
            Target::parse("vale0:a}left").unwrap(),
            Target::Pipe {
                parent: Box::new(vale),
                id: "left",
                end: End::Slave,
            }
        );
        assert_eq!(Target::parse("").unwrap(), Target::Plain { name: "" });
        for accepted in ["vale0:", "vale0:a-b", "vale0:a:b", "vale:a", "valx:a"] {
            assert!(
                matches!(Target::parse(accepted).unwrap(), Target::Vale { .. }),
                "{accepted}"
            );
        }
    }

    #[test]
    fn malformed_names_are_the_kernels_errors() {
        for name in ["pp{", "pp}", "{1", "}1", "x{1{2", "{"] {
            assert_eq!(error(name), Some(libc::EINVAL), "{name}");
        }
        for name in ["vale2", "vale-1:a", "vale0:a_name_so_long__", "vale2{1"] {
            assert_eq!(error(name), Some(libc::ENOMEM), "{name}");
        }
    }
}
