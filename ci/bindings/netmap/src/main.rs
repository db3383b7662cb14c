//! `netmap-bindings net|libnetmap INCLUDE [CLANG-ARGUMENT ...]`: prints the bindings.

use std::path::PathBuf;
use std::process::ExitCode;

#[path = "../../../../netmap-sys/build/generate.rs"]
mod generate;

/// Anonymous C enums come out as numbered aliases of `c_uint`, and the numbers depend on the
/// system headers: spell the type itself.
fn without_anonymous_enums(bindings: &str) -> String {
    let mut out = String::new();
    for line in bindings.lines() {
        if line.starts_with("pub type _bindgen_ty_") {
            continue;
        }
        match (line.starts_with("pub const "), line.find(": _bindgen_ty_")) {
            (true, Some(at)) => {
                let value = line[at..].find(" = ").map_or("", |eq| &line[at + eq..]);
                out.push_str(&line[..at]);
                out.push_str(": u32");
                out.push_str(value);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (Some(part), Some(include)) = (args.next(), args.next().map(PathBuf::from)) else {
        eprintln!("usage: netmap-bindings net|libnetmap INCLUDE [CLANG-ARGUMENT ...]");
        return ExitCode::from(2);
    };
    let clang_args: Vec<String> = args.collect();
    let builder = match part.as_str() {
        "net" => generate::net(&include, &clang_args),
        "libnetmap" => generate::libnetmap(&include, &clang_args, false),
        other => {
            eprintln!("no such part: {other}");
            return ExitCode::from(2);
        }
    };
    match builder.generate() {
        Ok(bindings) => {
            print!("{}", without_anonymous_enums(&bindings.to_string()));
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("bindgen: {e}");
            ExitCode::FAILURE
        }
    }
}
