//! Other processes, as the tests need them: this very binary, run again in a role.
//!
//! A child starts in the namespace of the thread that starts it, says on its standard output when
//! it is ready, and ends when its standard input does.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use xdp_socket::{AttachMethod, Interface, XdpProgram};

const ROLE: &str = "XDP_SOCKET_TEST_ROLE";
const NOBODY: u32 = 65534;

pub(crate) struct Role {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Role {
    /// Starts a child and waits for what it says first.
    pub(crate) fn start(role: &str) -> (Role, String) {
        Role::spawn(Role::command(role))
    }

    /// The same without any rights.
    pub(crate) fn start_as_nobody(role: &str) -> (Role, String) {
        let mut command = Role::command(role);
        command.uid(NOBODY).gid(NOBODY);
        Role::spawn(command)
    }

    fn command(role: &str) -> Command {
        // by this path it can be run whoever may look into the folders above it
        let mut command = Command::new("/proc/self/exe");
        command
            .args(["--exact", "child::child", "--ignored", "--nocapture"])
            .env(ROLE, role)
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        command
    }

    fn spawn(mut command: Command) -> (Role, String) {
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut role = Role { child, output };
        let said = role.hear();
        (role, said)
    }

    /// The child's next words.
    pub(crate) fn hear(&mut self) -> String {
        loop {
            let mut line = String::new();
            let got = self.output.read_line(&mut line).unwrap();
            assert!(got > 0, "the child ended without a word");
            // the test harness speaks too
            if let Some((_, said)) = line.split_once("CHILD ") {
                return said.trim_end().to_owned();
            }
        }
    }

    /// SIGKILL.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Lets it end in its own way.
    pub(crate) fn finish(mut self) -> ExitStatus {
        drop(self.child.stdin.take());
        self.child.wait().unwrap()
    }
}

pub(crate) fn say(what: &str) {
    println!("CHILD {what}");
}

pub(crate) fn wait_for_the_end() {
    let mut rest = Vec::new();
    std::io::stdin().read_to_end(&mut rest).unwrap();
}

#[test]
#[ignore = "run by other tests as another process"]
fn child() {
    let role = std::env::var(ROLE).expect("run by other tests");
    if crate::roles::play(&role) {
        return;
    }
    let (role, replace) = match role.strip_prefix("replace-") {
        Some(role) => (role, true),
        None => (role.as_str(), false),
    };
    let method = match role {
        "link" => AttachMethod::Link,
        "netlink" => AttachMethod::Netlink,
        _ => panic!("unknown role {role}"),
    };
    let left = Interface::from_name("left").unwrap();
    let program = XdpProgram::default().method(method).replace(replace);
    match program.attach(&left) {
        Ok(attached) => {
            say(&attached.program_id().to_string());
            wait_for_the_end();
            drop(attached);
        }
        Err(e) => say(&e.to_string()),
    }
}
