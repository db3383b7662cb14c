/* The kernel headers that the bindings are made from; see build.rs for what is taken of each. */
#include <linux/types.h>
#include <linux/version.h>

#include <linux/if_xdp.h>

#include <linux/bpf.h>
#include <linux/btf.h>

#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/if_link.h>
#include <linux/veth.h>

#include <linux/genetlink.h>
#include <linux/netdev.h>

#include <linux/ethtool.h>
#include <linux/sockios.h>

#include <asm/socket.h>

#ifndef XDP_MAX_TX_SKB_BUDGET
#error "these kernel headers are too old: linux/if_xdp.h lacks XDP_MAX_TX_SKB_BUDGET"
#endif
