//! The command line.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::frame::{MAX_FRAME, MIN_FRAME};
use super::spec::Spec;

/// Generates, receives, forwards, measures and captures packets over AF_XDP and netmap.
///
/// Interfaces: eth0, xdp:eth0@1 (queue 1), eth0@0-3, eth0@all for AF_XDP; netmap:eth0, vale0:a and
/// the rest of netmap's names for netmap. With NETMAP_BACKEND=software, VALE switches and pipes
/// run inside the process and need neither a kernel module nor rights.
///
/// Exit codes: 0 done; 1 failed, or packets were lost or damaged; 2 a right is missing; 64 wrong
/// arguments; 128 + n ended by signal n (130 for Ctrl-C).
#[derive(Debug, Parser)]
#[command(name = "pktgen", version, max_term_width = 100)]
pub struct Cli {
    /// Prints JSON, one object a line, and nothing else on standard output.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Shows that it works, and how fast, in a network of its own.
    ///
    /// AF_XDP: makes a private network namespace with a veth pair (needs CAP_SYS_ADMIN,
    /// CAP_NET_ADMIN and CAP_NET_RAW). netmap: a software VALE switch and a pipe (needs nothing).
    /// Over each it sends numbered frames and checks every byte that arrives, then measures
    /// sending, receiving and round trips. Exits with 0 only if every frame of every part arrived
    /// intact. Without the rights for AF_XDP it says so in one line, runs the netmap part all the
    /// same, and exits with 2; `demo --only netmap` then exits with 0.
    Demo(Demo),
    /// Sends packets as fast as it goes, or at a rate.
    Tx(Tx),
    /// Receives packets, counts them, and looks for gaps in what `tx` sent.
    Rx(Rx),
    /// Forwards packets between two interfaces in both directions, or reflects them on one.
    ///
    /// With one interface, packets are sent back where they came from with their MAC addresses
    /// swapped: the other end of `ping`.
    Fwd(Fwd),
    /// Measures round trips, and prints their percentiles.
    ///
    /// With one interface, something has to send the packets back (`fwd` with one interface does).
    /// With two that are connected, this process does so itself on the second.
    Ping(Ping),
    /// Writes what arrives into a pcap file.
    Dump(Dump),
    /// Sends the packets of a pcap or pcapng file.
    Replay(Replay),
}

/// `pktgen demo`
#[derive(Debug, Args)]
pub struct Demo {
    /// Numbered frames to send over AF_XDP, and over each netmap path.
    #[arg(long, default_value_t = 1_000_000, value_name = "N",
          value_parser = clap::value_parser!(u64).range(1..1 << 40))]
    pub frames: u64,
    /// How long to flood in each direction.
    #[arg(long, default_value = "1", value_name = "SECONDS", value_parser = seconds)]
    pub seconds: Duration,
    /// Round trips to measure, for each way of waiting.
    #[arg(long, default_value_t = 10_000, value_name = "N")]
    pub round_trips: u64,
    /// Runs one part only.
    #[arg(long, value_name = "PART")]
    pub only: Option<Part>,
}

/// A part of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// AF_XDP over a veth pair.
    AfXdp,
    /// Software netmap: a VALE switch and a pipe.
    Netmap,
}

/// When to end.
#[derive(Debug, Clone, Copy, Args)]
pub struct Limits {
    /// Ends after so many packets.
    #[arg(short = 'n', long, value_name = "PACKETS",
          value_parser = clap::value_parser!(u64).range(1..))]
    pub count: Option<u64>,
    /// Ends after so many seconds.
    #[arg(short, long, value_name = "SECONDS", value_parser = seconds)]
    pub duration: Option<Duration>,
}

/// How to run the rings.
#[derive(Debug, Clone, Args)]
pub struct Work {
    /// Packets moved at once, at most. If not given: 64, and on netmap half a ring up to 512.
    #[arg(short, long, value_name = "PACKETS", value_parser = at_least_one)]
    pub batch: Option<usize>,
    /// Looks at the rings without pause instead of sleeping until something happens.
    #[arg(long)]
    pub spin: bool,
    /// CPUs to run the workers on, one each, in turn; anywhere if not given.
    #[arg(long, value_name = "CPU", value_delimiter = ',', value_parser = cpu)]
    pub cpu: Vec<usize>,
}

/// How to open AF_XDP sockets.
#[derive(Debug, Clone, Copy, Args)]
pub struct Xdp {
    /// AF_XDP: fails unless the driver does zero-copy.
    #[arg(long, help_heading = "AF_XDP", conflicts_with = "copy")]
    pub zero_copy: bool,
    /// AF_XDP: copies even where the driver does zero-copy.
    #[arg(long, help_heading = "AF_XDP")]
    pub copy: bool,
    /// AF_XDP: fails unless the driver runs XDP programs itself.
    #[arg(long, help_heading = "AF_XDP", conflicts_with = "generic")]
    pub native: bool,
    /// AF_XDP: runs the XDP program in the network stack even where the driver could.
    #[arg(long, help_heading = "AF_XDP")]
    pub generic: bool,
    /// AF_XDP: detaches an XDP program of somebody else's that is in the way.
    #[arg(long, help_heading = "AF_XDP")]
    pub replace: bool,
    /// AF_XDP: receives what is for other MAC addresses too.
    #[arg(long, help_heading = "AF_XDP")]
    pub promiscuous: bool,
    /// AF_XDP: entries of each ring, a power of two.
    #[arg(long, value_name = "ENTRIES", help_heading = "AF_XDP")]
    pub ring_size: Option<u32>,
    /// AF_XDP: bytes of each frame of the UMEM, 2048 or 4096.
    #[arg(long, value_name = "BYTES", help_heading = "AF_XDP")]
    pub frame_size: Option<u32>,
}

/// Which packets an AF_XDP socket takes from the kernel.
#[derive(Debug, Clone, Default, Args)]
pub struct Take {
    /// AF_XDP: takes packets of this EtherType only (0x88b5, say) and leaves the rest to the
    /// kernel. May be given several times; a packet is taken if any of the conditions holds.
    #[arg(long, value_name = "TYPE", value_parser = ethertype, help_heading = "AF_XDP")]
    pub ethertype: Vec<u16>,
    /// AF_XDP: takes packets to this UDP port only and leaves the rest to the kernel.
    #[arg(long, value_name = "PORT", help_heading = "AF_XDP")]
    pub udp_port: Vec<u16>,
    /// AF_XDP: takes packets to this TCP port only and leaves the rest to the kernel.
    #[arg(long, value_name = "PORT", help_heading = "AF_XDP")]
    pub tcp_port: Vec<u16>,
}

/// `pktgen tx`
#[derive(Debug, Args)]
pub struct Tx {
    /// Where to send.
    pub interface: Spec,
    /// Packets per second, over all queues; as many as possible if not given.
    #[arg(short, long, value_name = "PPS", value_parser = rate)]
    pub rate: Option<f64>,
    /// What is sent.
    #[command(flatten)]
    pub packet: Packet,
    /// When to end.
    #[command(flatten)]
    pub limits: Limits,
    /// How to run.
    #[command(flatten)]
    pub work: Work,
    /// How to open.
    #[command(flatten)]
    pub xdp: Xdp,
}

/// The packets that `tx` and `ping` send: UDP over IPv4, numbered.
#[derive(Debug, Clone, Copy, Args)]
pub struct Packet {
    /// Bytes of each packet, with the Ethernet header and without the checksum.
    #[arg(short, long, default_value_t = MIN_FRAME, value_name = "BYTES",
          value_parser = length)]
    pub len: usize,
    /// Source MAC address; the interface's own if not given.
    #[arg(long, value_name = "MAC")]
    pub src_mac: Option<Mac>,
    /// Destination MAC address; to everybody if not given.
    #[arg(long, value_name = "MAC", default_value = "ff:ff:ff:ff:ff:ff")]
    pub dst_mac: Mac,
    /// Source IPv4 address. The default is from the range that RFC 2544 sets aside for tests.
    #[arg(long, value_name = "IP", default_value = "198.18.0.1")]
    pub src_ip: Ipv4Addr,
    /// Destination IPv4 address.
    #[arg(long, value_name = "IP", default_value = "198.18.0.2")]
    pub dst_ip: Ipv4Addr,
    /// Source UDP port.
    #[arg(long, value_name = "PORT", default_value_t = 9)]
    pub src_port: u16,
    /// Destination UDP port; 9 is the port of the discard service.
    #[arg(long, value_name = "PORT", default_value_t = 9)]
    pub dst_port: u16,
}

/// `pktgen rx`
#[derive(Debug, Args)]
pub struct Rx {
    /// Where to receive.
    pub interface: Spec,
    /// When to end.
    #[command(flatten)]
    pub limits: Limits,
    /// How to run.
    #[command(flatten)]
    pub work: Work,
    /// What to take.
    #[command(flatten)]
    pub take: Take,
    /// How to open.
    #[command(flatten)]
    pub xdp: Xdp,
}

/// `pktgen fwd`
#[derive(Debug, Args)]
pub struct Fwd {
    /// One interface.
    pub a: Spec,
    /// The other; none reflects what arrives on the first.
    pub b: Option<Spec>,
    /// From the first to the second only.
    #[arg(long, requires = "b")]
    pub one_way: bool,
    /// When to end.
    #[command(flatten)]
    pub limits: Limits,
    /// How to run.
    #[command(flatten)]
    pub work: Work,
    /// What to take.
    #[command(flatten)]
    pub take: Take,
    /// How to open.
    #[command(flatten)]
    pub xdp: Xdp,
}

/// `pktgen ping`
#[derive(Debug, Args)]
pub struct Ping {
    /// Where to send, and where answers arrive.
    pub interface: Spec,
    /// An interface connected to the first, on which this process answers.
    pub reflector: Option<Spec>,
    /// Time from one packet to the next.
    #[arg(short, long, default_value = "0.001", value_name = "SECONDS", value_parser = pause)]
    pub interval: Duration,
    /// When a packet is given up as lost.
    #[arg(long, default_value = "1", value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Duration,
    /// Looks at the rings without pause instead of sleeping until something happens.
    #[arg(long)]
    pub spin: bool,
    /// What is sent.
    #[command(flatten)]
    pub packet: Packet,
    /// When to end.
    #[command(flatten)]
    pub limits: Limits,
    /// How to open.
    #[command(flatten)]
    pub xdp: Xdp,
}

/// `pktgen dump`
#[derive(Debug, Args)]
pub struct Dump {
    /// Where to receive.
    pub interface: Spec,
    /// The file to write; `-` is standard output.
    pub file: PathBuf,
    /// Bytes kept of each packet, at most.
    #[arg(short, long, default_value_t = 65_535, value_name = "BYTES",
          value_parser = clap::value_parser!(u32).range(1..=65_535))]
    pub snap_len: u32,
    /// When to end.
    #[command(flatten)]
    pub limits: Limits,
    /// How to run.
    #[command(flatten)]
    pub work: Work,
    /// What to take.
    #[command(flatten)]
    pub take: Take,
    /// How to open.
    #[command(flatten)]
    pub xdp: Xdp,
}

/// `pktgen replay`
#[derive(Debug, Args)]
pub struct Replay {
    /// Where to send.
    pub interface: Spec,
    /// The file to read; `-` is standard input.
    pub file: PathBuf,
    /// Speed, as a multiple of that of the capture; `top` for as fast as it goes.
    #[arg(long, default_value = "1", value_name = "FACTOR")]
    pub speed: Speed,
    /// Plays the file so many times.
    #[arg(long = "loop", default_value_t = 1, value_name = "TIMES",
          value_parser = clap::value_parser!(u64).range(1..))]
    pub times: u64,
    /// When to end.
    #[command(flatten)]
    pub limits: Limits,
    /// How to run.
    #[command(flatten)]
    pub work: Work,
    /// How to open.
    #[command(flatten)]
    pub xdp: Xdp,
}

/// How fast to replay.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Speed {
    /// Without any pause.
    Top,
    /// So many times as fast as it was captured.
    Times(f64),
}

impl FromStr for Speed {
    type Err = String;

    fn from_str(text: &str) -> Result<Speed, String> {
        match text {
            "top" => Ok(Speed::Top),
            _ => rate(text).map(Speed::Times),
        }
    }
}

/// An Ethernet address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mac(pub [u8; 6]);

impl FromStr for Mac {
    type Err = String;

    fn from_str(text: &str) -> Result<Mac, String> {
        let mut mac = [0; 6];
        let mut parts = text.split([':', '-']);
        for byte in &mut mac {
            *byte = parts
                .next()
                .filter(|part| part.len() <= 2)
                .and_then(|part| u8::from_str_radix(part, 16).ok())
                .ok_or("an Ethernet address has six bytes in hexadecimal: 02:00:00:00:00:01")?;
        }
        match parts.next() {
            None => Ok(Mac(mac)),
            Some(_) => Err("an Ethernet address has six bytes, not more".into()),
        }
    }
}

/// A time that is not zero.
fn seconds(text: &str) -> Result<Duration, String> {
    match pause(text)? {
        Duration::ZERO => Err("must be more than 0 seconds".into()),
        time => Ok(time),
    }
}

/// A time that may be zero.
fn pause(text: &str) -> Result<Duration, String> {
    let number: f64 = text.parse().map_err(|_| "must be a number of seconds")?;
    match Duration::try_from_secs_f64(number) {
        Ok(time) if time <= Duration::from_secs(366 * 24 * 3600) => Ok(time),
        _ => Err("must be a number of seconds from 0 to a year".into()),
    }
}

fn rate(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(n) if n.is_finite() && n > 0.0 => Ok(n),
        _ => Err("must be a number above 0".into()),
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n) if (1..=65_536).contains(&n) => Ok(n),
        _ => Err("must be 1 to 65536".into()),
    }
}

fn length(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n) if (MIN_FRAME..=65_535).contains(&n) => Ok(n),
        _ => Err(format!(
            "must be {MIN_FRAME} to 65535 bytes ({MAX_FRAME} is the most for an MTU of 1500)"
        )),
    }
}

fn cpu(text: &str) -> Result<usize, String> {
    let ours: Vec<_> = core_affinity::get_core_ids()
        .unwrap_or_default()
        .iter()
        .map(|core| core.id)
        .collect();
    text.parse()
        .ok()
        .filter(|cpu| ours.contains(cpu))
        .ok_or_else(|| format!("this process may run on {ours:?}"))
}

fn ethertype(text: &str) -> Result<u16, String> {
    match text.strip_prefix("0x") {
        Some(hex) => u16::from_str_radix(hex, 16),
        None => text.parse(),
    }
    .map_err(|_| "must be a number of 16 bits, as 0x88b5".into())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn values() {
        assert_eq!("2:0:0:0:0:ff".parse(), Ok(Mac([2, 0, 0, 0, 0, 255])));
        for bad in [
            "",
            "2:0:0:0:0",
            "2:0:0:0:0:0:0",
            "2:0:0:0:0:100",
            "2:0:0:0:0:g",
        ] {
            assert!(bad.parse::<Mac>().is_err(), "{bad}");
        }
        assert_eq!("top".parse(), Ok(Speed::Top));
        assert_eq!("2.5".parse(), Ok(Speed::Times(2.5)));
        for bad in ["0", "-1", "nan", "inf", "fast"] {
            assert!(bad.parse::<Speed>().is_err(), "{bad}");
            assert!(seconds(bad).is_err(), "{bad}");
        }
        assert_eq!(pause("0"), Ok(Duration::ZERO));
        assert_eq!(ethertype("0x88b5"), Ok(0x88b5));
        assert!(ethertype("0x10000").is_err());
        assert!(length("59").is_err());
    }
}
