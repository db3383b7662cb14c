//! A stand-in for an installed netmap: headers with the layouts and constants of
//! `data/netmap-abi.json`, and a library.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Map, Value};

use crate::probe;

/// The ioctls, macros and inline functions, as short as they come.
const HELPERS: &str = r#"
#define NIOCCTRL _IOWR('i', 151, struct nmreq_header)
#define NIOCTXSYNC _IO('i', 148)
#define NIOCRXSYNC _IO('i', 149)
#define NIOCGINFO _IOWR('i', 145, struct nmreq)
#define NIOCREGIF _IOWR('i', 146, struct nmreq)
#define NIOCCONFIG _IOWR('i', 150, struct nm_ifreq)

#define AT(type, base, offset) ((type *)((char *)(base) + (offset)))
#define NETMAP_IF(base, offset) AT(struct netmap_if, base, offset)
#define NETMAP_TXRING(nifp, i) AT(struct netmap_ring, nifp, (nifp)->ring_ofs[i])
#define NETMAP_RXRING(nifp, i) AT(struct netmap_ring, nifp, \
	(nifp)->ring_ofs[(nifp)->ni_tx_rings + (nifp)->ni_host_tx_rings + (i)])
#define NETMAP_BUF(ring, i) AT(char, ring, (ring)->buf_ofs + (size_t)(i) * (ring)->nr_buf_size)
#define NETMAP_BUF_IDX(ring, buf) (((char *)(buf) - NETMAP_BUF(ring, 0)) / (ring)->nr_buf_size)
#define NETMAP_ROFFSET(ring, slot) ((ring)->offset_mask & (slot)->ptr)
#define NETMAP_WOFFSET(ring, slot, offset) \
	((slot)->ptr ^= ((slot)->ptr ^ (offset)) & (ring)->offset_mask)
#define NETMAP_BUF_OFFSET(ring, slot) (NETMAP_BUF(ring, (slot)->buf_idx) + NETMAP_ROFFSET(ring, slot))

static inline uint32_t nm_ring_next(struct netmap_ring *r, uint32_t i) { return (i + 1) % r->num_slots; }
static inline uint32_t nm_ring_space(struct netmap_ring *r)
{ return (r->tail + r->num_slots - r->head) % r->num_slots; }
static inline int nm_ring_empty(struct netmap_ring *r) { return nm_ring_space(r) == 0; }
static inline int nm_tx_pending(struct netmap_ring *r) { return nm_ring_space(r) + 1 != r->num_slots; }
static inline void nm_pkt_copy(const void *from, void *to, int n) { memcpy(to, from, n); }
static inline void nm_stst_barrier(void) { __sync_synchronize(); }
static inline void nm_ldld_barrier(void) { __sync_synchronize(); }
static inline void nm_sync_kloop_appl_write(struct nm_csb_atok *a, uint32_t cur, uint32_t head)
{ a->cur = cur; a->head = head; }
static inline void nm_sync_kloop_appl_read(struct nm_csb_ktoa *k, uint32_t *tail, uint32_t *cur)
{ *tail = k->hwtail; *cur = k->hwcur; }

#ifdef NETMAP_WITH_LIBS
typedef void (*nm_cb_t)(u_char *, const struct nm_pkthdr *, const u_char *);
static struct nm_desc *nm_open(const char *name, const struct nmreq *r, uint64_t f, const struct nm_desc *a)
{ (void)name; (void)r; (void)f; (void)a; return 0; }
static int nm_close(struct nm_desc *d) { (void)d; return 0; }
static int nm_mmap(struct nm_desc *d, const struct nm_desc *p) { (void)d; (void)p; return 0; }
static int nm_inject(struct nm_desc *d, const void *b, size_t n) { (void)d; (void)b; (void)n; return 0; }
static int nm_dispatch(struct nm_desc *d, int n, nm_cb_t f, u_char *a)
{ (void)d; (void)n; (void)f; (void)a; return 0; }
static u_char *nm_nextpkt(struct nm_desc *d, struct nm_pkthdr *h) { (void)d; (void)h; return 0; }
#endif
"#;

const LIBNETMAP_FUNCTIONS: &str = "
struct nmctx *nmctx_get(void);
void nmctx_set_threadsafe(void);
struct nmport_d *nmport_open(const char *portspec);
";

const LIBNETMAP_SOURCE: &str = "
#include <libnetmap.h>
static struct nmctx context;
struct nmctx *nmctx_get(void) { return &context; }
void nmctx_set_threadsafe(void) {}
struct nmport_d *nmport_open(const char *portspec) { (void)portspec; return 0; }
";

/// The structs that `libnetmap.h` declares; all others are `net/netmap*.h`'s.
const LIBNETMAP_STRUCTS: [&str; 3] = ["nmport_d", "nmctx", "nmem_d"];

/// The headers to be written.
pub(crate) struct Headers {
    pub(crate) abi: Value,
}

impl Headers {
    /// Those of the API this crate binds.
    pub(crate) fn new() -> Self {
        let abi = serde_json::from_str(include_str!("../data/netmap-abi.json")).unwrap();
        Self { abi }
    }

    pub(crate) fn of_api(version: u32) -> Self {
        let mut headers = Self::new();
        headers.abi["constants"]["api_version"]["NETMAP_API"] = version.into();
        headers
    }

    /// Writes `include/net/netmap*.h` under a fresh directory.
    pub(crate) fn install(&self, name: &str) -> PathBuf {
        let prefix = fresh(name);
        let net = prefix.join("include/net");
        fs::create_dir_all(&net).unwrap();
        fs::write(net.join("netmap.h"), self.netmap_h()).unwrap();
        let user = "#include <net/netmap.h>\n";
        fs::write(net.join("netmap_user.h"), user).unwrap();
        prefix
    }

    /// Writes `include/libnetmap.h` as well.
    pub(crate) fn install_with_libnetmap_h(&self, name: &str) -> PathBuf {
        let prefix = self.install(name);
        let mut text = String::from("#pragma once\n#include <net/netmap_user.h>\n");
        self.structs(&mut text, |name| LIBNETMAP_STRUCTS.contains(&name));
        text.push_str(LIBNETMAP_FUNCTIONS);
        fs::write(prefix.join("include/libnetmap.h"), text).unwrap();
        prefix
    }

    fn netmap_h(&self) -> String {
        let mut text = String::from("#pragma once\n");
        for header in [
            "stdint.h",
            "string.h",
            "sys/types.h",
            "sys/ioctl.h",
            "net/if.h",
        ] {
            writeln!(text, "#include <{header}>").unwrap();
        }
        for group in self.abi["constants"].as_object().unwrap().values() {
            for (name, value) in group.as_object().unwrap() {
                // The one is the system's, the other libnetmap's.
                if !["IFNAMSIZ", "NMREQ_OPT_MAXKEYS"].contains(&name.as_str()) {
                    writeln!(text, "#define {name} {value}").unwrap();
                }
            }
        }
        for (name, value) in self.abi["strings"].as_object().unwrap() {
            writeln!(text, "#define {name} {value}").unwrap();
        }
        self.structs(&mut text, |name| !LIBNETMAP_STRUCTS.contains(&name));
        text.push_str(HELPERS);
        text
    }

    fn structs(&self, text: &mut String, wanted: impl Fn(&str) -> bool) {
        let mut structs: Vec<_> = self.abi["structs"].as_object().unwrap().iter().collect();
        structs.sort_by_key(|(name, _)| *name != "netmap_slot"); // an element of netmap_ring
        for (name, layout) in structs {
            if !wanted(name) {
                continue;
            }
            let align = layout["align"].as_u64().unwrap();
            let size = layout["size"].as_u64().unwrap();
            writeln!(text, "struct {name} {{").unwrap();
            let number = |at: &Value, key: &str| at[key].as_u64().unwrap();
            let mut fields: Vec<_> = layout["fields"].as_object().unwrap().iter().collect();
            fields.sort_by_key(|(_, at)| (number(at, "offset"), number(at, "size") == 0));
            for (field, at) in fields {
                let at = at.as_object().unwrap();
                writeln!(text, "\t{};", declaration(field, at, align)).unwrap();
            }
            writeln!(text, "}};").unwrap();
            writeln!(
                text,
                "_Static_assert(sizeof(struct {name}) == {size}, \"{name}\");"
            )
            .unwrap();
        }
    }
}

/// A field of the right size and alignment.
fn declaration(field: &str, at: &Map<String, Value>, align: u64) -> String {
    match field {
        "slot" if at.contains_key("flexible_array_elem_size") => {
            return "struct netmap_slot slot[]".into();
        }
        "ring_ofs" => return "const ssize_t ring_ofs[]".into(),
        "eventfds" => return "struct { int32_t ioeventfd, irqfd; } eventfds[]".into(),
        "sem" => return "uint8_t __attribute__((aligned(128))) sem[128]".into(),
        "buf_ofs" => return "const int64_t buf_ofs".into(),
        _ => {}
    }
    let (offset, size) = (at["offset"].as_u64().unwrap(), at["size"].as_u64().unwrap());
    if field.ends_with("name") {
        return format!("char {field}[{size}]");
    }
    let fits = |width: &u64| *width <= align && size % width == 0 && offset % width == 0;
    let width = [8, 4, 2, 1].into_iter().find(fits).unwrap();
    match size / width {
        1 => format!("uint{}_t {field}", 8 * width),
        count => format!("uint{}_t {field}[{count}]", 8 * width),
    }
}

/// The kinds of library a prefix may have.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Static,
    Shared,
}

/// Compiles the stand-in library into `lib/` of a prefix, or says why that cannot be done.
pub(crate) fn install_libnetmap(prefix: &Path, kind: Kind) -> Result<(), String> {
    let lib = prefix.join("lib");
    fs::create_dir_all(&lib).unwrap();
    let (source, object) = (lib.join("libnetmap.c"), lib.join("libnetmap.o"));
    fs::write(&source, LIBNETMAP_SOURCE).unwrap();
    let include = format!("-I{}", prefix.join("include").display());
    let run = |program: &str, args: &[&str]| {
        let output = Command::new(program)
            .args(args)
            .output()
            .map_err(|e| format!("{program}: {e}"))?;
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok::<_, String>(())
    };
    let (source, object) = (source.to_str().unwrap(), object.to_str().unwrap());
    match kind {
        Kind::Static => {
            run("cc", &["-fPIC", "-c", &include, source, "-o", object])?;
            run(
                "ar",
                &["rcs", lib.join("libnetmap.a").to_str().unwrap(), object],
            )
        }
        Kind::Shared => {
            let library = lib.join("libnetmap.so");
            run(
                "cc",
                &[
                    "-fPIC",
                    "-shared",
                    &include,
                    source,
                    "-o",
                    library.to_str().unwrap(),
                ],
            )
        }
    }
}

/// An empty directory under the temporary ones, whatever an earlier run left there.
pub(crate) fn fresh(name: &str) -> PathBuf {
    let directory = probe::temporary(name);
    fs::remove_dir_all(&directory).unwrap();
    fs::create_dir_all(&directory).unwrap();
    directory
}
