//! `tcp_echo` against the kernel's TCP.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::thread;

use xdp_socket::testing::{Namespace, VethConfig, VethPair};

use crate::support::{LONG, Running, may_open, program, texts};

const TCP_ECHO: &str = env!("CARGO_BIN_EXE_tcp_echo");
const CLIENT: Ipv4Addr = Ipv4Addr::new(10, 9, 0, 1);

#[test]
fn tcp_echo_sends_back_what_the_kernel_sends() {
    if !may_open("tcp_echo_sends_back_what_the_kernel_sends") {
        return;
    }
    let _namespace = Namespace::new().unwrap();
    let pair = VethPair::create(&VethConfig::new().names("client", "server")).unwrap();
    pair.left().add_ipv4(CLIENT, 24).unwrap();
    let mut server = Running::start(program(TCP_ECHO, &["server", "10.9.0.2/24", "7"]));
    assert_eq!(server.line(), "listening on 10.9.0.2:7");

    // More than all buffers hold, several connections one after the other and at once.
    let data: Vec<u8> = (0..1_000_000_u32).map(|n| (n % 251) as u8).collect();
    let address = SocketAddr::from(([10, 9, 0, 2], 7));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..2 {
                    exchange(address, &data);
                }
            });
        }
    });
    server.signal(rustix::process::Signal::INT);
    let output = server.finish();
    assert_eq!(output.status.code(), Some(130), "{}", texts(&output).1);
}

fn exchange(address: SocketAddr, data: &[u8]) {
    let mut stream = TcpStream::connect_timeout(&address, LONG).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.set_write_timeout(Some(LONG)).unwrap();
    let mut writer = stream.try_clone().unwrap();
    let back = thread::scope(|scope| {
        scope.spawn(move || {
            writer.write_all(data).unwrap();
            writer.shutdown(Shutdown::Write).unwrap();
        });
        let mut back = Vec::new();
        stream.read_to_end(&mut back).unwrap();
        back
    });
    assert_eq!(back.len(), data.len());
    assert!(back == data);
}
