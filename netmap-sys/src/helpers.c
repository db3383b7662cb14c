/*
 * Gives the inline functions and macros of netmap's headers a symbol each, so that Rust can call
 * what the C compiler made of them. Built by build.rs against an installed netmap only.
 */
#define NETMAP_WITH_LIBS
#include <net/netmap_user.h>

#define EXPORT(name) netmap_sys_##name

/* net/netmap.h */

int EXPORT(nm_ring_empty)(struct netmap_ring *ring)
{
	return nm_ring_empty(ring);
}

void EXPORT(nm_stst_barrier)(void)
{
	nm_stst_barrier();
}

void EXPORT(nm_ldld_barrier)(void)
{
	nm_ldld_barrier();
}

void EXPORT(nm_sync_kloop_appl_write)(struct nm_csb_atok *atok, uint32_t cur, uint32_t head)
{
	nm_sync_kloop_appl_write(atok, cur, head);
}

void EXPORT(nm_sync_kloop_appl_read)(struct nm_csb_ktoa *ktoa, uint32_t *hwtail, uint32_t *hwcur)
{
	nm_sync_kloop_appl_read(ktoa, hwtail, hwcur);
}

/* net/netmap_user.h: macros */

struct netmap_if *EXPORT(NETMAP_IF)(void *base, size_t offset)
{
	return NETMAP_IF(base, offset);
}

struct netmap_ring *EXPORT(NETMAP_TXRING)(struct netmap_if *nifp, uint32_t index)
{
	return NETMAP_TXRING(nifp, index);
}

struct netmap_ring *EXPORT(NETMAP_RXRING)(struct netmap_if *nifp, uint32_t index)
{
	return NETMAP_RXRING(nifp, index);
}

char *EXPORT(NETMAP_BUF)(struct netmap_ring *ring, uint32_t index)
{
	return NETMAP_BUF(ring, index);
}

uint32_t EXPORT(NETMAP_BUF_IDX)(struct netmap_ring *ring, const char *buffer)
{
	return (uint32_t)(NETMAP_BUF_IDX(ring, buffer));
}

uint64_t EXPORT(NETMAP_ROFFSET)(struct netmap_ring *ring, struct netmap_slot *slot)
{
	return NETMAP_ROFFSET(ring, slot);
}

void EXPORT(NETMAP_WOFFSET)(struct netmap_ring *ring, struct netmap_slot *slot, uint64_t offset)
{
	NETMAP_WOFFSET(ring, slot, offset);
}

char *EXPORT(NETMAP_BUF_OFFSET)(struct netmap_ring *ring, struct netmap_slot *slot)
{
	return NETMAP_BUF_OFFSET(ring, slot);
}

/* net/netmap_user.h: inline functions */

uint32_t EXPORT(nm_ring_next)(struct netmap_ring *ring, uint32_t i)
{
	return nm_ring_next(ring, i);
}

uint32_t EXPORT(nm_ring_space)(struct netmap_ring *ring)
{
	return nm_ring_space(ring);
}

int EXPORT(nm_tx_pending)(struct netmap_ring *ring)
{
	return nm_tx_pending(ring);
}

void EXPORT(nm_pkt_copy)(const void *source, void *target, int length)
{
	nm_pkt_copy(source, target, length);
}

/* net/netmap_user.h: the legacy library */

struct nm_desc *EXPORT(nm_open)(const char *ifname, const struct nmreq *req, uint64_t flags,
    const struct nm_desc *arg)
{
	return nm_open(ifname, req, flags, arg);
}

int EXPORT(nm_close)(struct nm_desc *d)
{
	return nm_close(d);
}

int EXPORT(nm_mmap)(struct nm_desc *d, const struct nm_desc *parent)
{
	return nm_mmap(d, parent);
}

int EXPORT(nm_inject)(struct nm_desc *d, const void *buffer, size_t size)
{
	return nm_inject(d, buffer, size);
}

int EXPORT(nm_dispatch)(struct nm_desc *d, int count, nm_cb_t callback, u_char *argument)
{
	return nm_dispatch(d, count, callback, argument);
}

u_char *EXPORT(nm_nextpkt)(struct nm_desc *d, struct nm_pkthdr *header)
{
	return nm_nextpkt(d, header);
}
