/* The C peer: libxdp's xsk.h, in the shape of the kernel samples' flood and drop loops. */

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <xdp/xsk.h>

/* As `Port` in peer-libxdp.rs. */
struct port {
	const char *if_name;
	const uint8_t *packet;
	uint32_t packet_len;
	uint32_t queue;
	uint32_t ring;
	uint32_t frame_size;
	uint32_t sends;
	uint32_t receives;
	uint32_t huge;
};

struct peer {
	struct xsk_ring_prod fill;
	struct xsk_ring_cons completion;
	struct xsk_ring_prod tx;
	struct xsk_ring_cons rx;
	struct xsk_umem *umem;
	struct xsk_socket *socket;
	uint8_t *area;
	size_t bytes;
	int fd;
	uint32_t frame_size;
	uint32_t tx_frames;
	/* The frame that is sent next, and how many are under way. */
	uint32_t next;
	uint32_t outstanding;
	uint32_t len;
	uint64_t received_bytes;
	uint64_t calls;
};

void libxdp_close(struct peer *peer)
{
	if (peer->socket)
		xsk_socket__delete(peer->socket);
	if (peer->umem)
		xsk_umem__delete(peer->umem);
	if (peer->area != MAP_FAILED)
		munmap(peer->area, peer->bytes);
	free(peer);
}

/* 0, or the negative error number. */
int libxdp_open(const struct port *port, struct peer **out)
{
	uint32_t tx_frames = port->sends ? port->ring : 0;
	uint32_t rx_frames = port->receives ? port->ring : 0;
	struct xsk_umem_config umem = {
		.fill_size = 2 * port->ring,
		.comp_size = port->ring,
		.frame_size = port->frame_size,
	};
	struct xsk_socket_config config = {
		.rx_size = port->ring,
		.tx_size = port->ring,
		.libxdp_flags = XSK_LIBXDP_FLAGS__INHIBIT_PROG_LOAD,
		.bind_flags = XDP_COPY | XDP_USE_NEED_WAKEUP,
	};
	size_t page = port->huge ? 2 << 20 : 4096;
	int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE;
	struct peer *peer = calloc(1, sizeof *peer);
	uint32_t i, at = 0;
	int error;

	if (!peer)
		return -ENOMEM;
	if (port->huge)
		flags |= MAP_HUGETLB | 21 << MAP_HUGE_SHIFT;
	peer->bytes = (size_t)(tx_frames + rx_frames) * port->frame_size;
	peer->bytes = (peer->bytes + page - 1) / page * page;
	peer->area = mmap(NULL, peer->bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
	if (peer->area == MAP_FAILED) {
		error = -errno;
		goto failed;
	}
	for (i = 0; i < tx_frames; i++)
		memcpy(peer->area + (size_t)i * port->frame_size, port->packet, port->packet_len);
	error = xsk_umem__create(&peer->umem, peer->area, peer->bytes, &peer->fill,
				 &peer->completion, &umem);
	if (error)
		goto failed;
	error = xsk_socket__create(&peer->socket, port->if_name, port->queue, peer->umem,
				   port->receives ? &peer->rx : NULL,
				   port->sends ? &peer->tx : NULL, &config);
	if (error)
		goto failed;
	if (rx_frames) {
		xsk_ring_prod__reserve(&peer->fill, rx_frames, &at);
		for (i = 0; i < rx_frames; i++)
			*xsk_ring_prod__fill_addr(&peer->fill, at + i) =
				(uint64_t)(tx_frames + i) * port->frame_size;
		xsk_ring_prod__submit(&peer->fill, rx_frames);
	}
	peer->fd = xsk_socket__fd(peer->socket);
	peer->frame_size = port->frame_size;
	peer->tx_frames = tx_frames;
	peer->len = port->packet_len;
	*out = peer;
	return 0;
failed:
	libxdp_close(peer);
	return error;
}

int libxdp_fd(const struct peer *peer)
{
	return peer->fd;
}

uint64_t libxdp_calls(const struct peer *peer)
{
	return peer->calls;
}

/* Wakes the kernel, and counts what it is through with. */
static void complete(struct peer *peer, uint32_t batch)
{
	uint32_t at, n;

	if (!peer->outstanding)
		return;
	if (xsk_ring_prod__needs_wakeup(&peer->tx)) {
		sendto(peer->fd, NULL, 0, MSG_DONTWAIT, NULL, 0);
		peer->calls++;
	}
	n = xsk_ring_cons__peek(&peer->completion, batch, &at);
	if (n > 0) {
		xsk_ring_cons__release(&peer->completion, n);
		peer->outstanding -= n;
	}
}

size_t libxdp_send(struct peer *peer, size_t count)
{
	uint32_t batch = count, most = batch ? batch : 64, at, i;

	while (xsk_ring_prod__reserve(&peer->tx, batch, &at) < batch)
		complete(peer, most);
	for (i = 0; i < batch; i++) {
		struct xdp_desc *desc = xsk_ring_prod__tx_desc(&peer->tx, at + i);

		desc->addr = (uint64_t)((peer->next + i) & (peer->tx_frames - 1)) * peer->frame_size;
		desc->len = peer->len;
		desc->options = 0;
	}
	xsk_ring_prod__submit(&peer->tx, batch);
	peer->outstanding += batch;
	peer->next += batch;
	complete(peer, most);
	return batch;
}

size_t libxdp_receive(struct peer *peer, size_t batch)
{
	uint32_t from, to, i, n = xsk_ring_cons__peek(&peer->rx, batch, &from);
	uint64_t bytes = 0;

	if (!n) {
		if (xsk_ring_prod__needs_wakeup(&peer->fill)) {
			recvfrom(peer->fd, NULL, 0, MSG_DONTWAIT, NULL, NULL);
			peer->calls++;
		}
		return 0;
	}
	while (xsk_ring_prod__reserve(&peer->fill, n, &to) != n) {
		if (xsk_ring_prod__needs_wakeup(&peer->fill)) {
			recvfrom(peer->fd, NULL, 0, MSG_DONTWAIT, NULL, NULL);
			peer->calls++;
		}
	}
	for (i = 0; i < n; i++) {
		const struct xdp_desc *desc = xsk_ring_cons__rx_desc(&peer->rx, from + i);

		bytes += desc->len;
		*xsk_ring_prod__fill_addr(&peer->fill, to + i) = xsk_umem__extract_addr(desc->addr);
	}
	peer->received_bytes += bytes;
	xsk_ring_prod__submit(&peer->fill, n);
	xsk_ring_cons__release(&peer->rx, n);
	return n;
}
