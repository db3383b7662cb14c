# Our pktgen and netmap's own pkt-gen, one sending to the other, over each kind of port. At a low
# rate: a VALE switch and a veth drop what a receiver does not take in time, and nothing may be lost.
# An emulated card drops some all the same, when the guest is slow; nine in ten must come.

count=2000
failed=0

# over NAME SENDER RECEIVER: each program in each role.
over() {
    theirs_to_ours "$1" "$2" "$3"
    ours_to_theirs "$1" "$2" "$3"
}

theirs_to_ours() {
    # Packets that were sent before the receiver was there do not count.
    pktgen rx "$3" --count $count --duration 30 --json >/tmp/ours 2>&1 &
    receiver=$!
    sleep 2
    pkt-gen -i "$2" -f tx -n $count -l 60 -R 1000 -b 8 -w 2 >/tmp/theirs 2>&1
    wait $receiver
    got=$(sed -n 's/.*"packets":\([0-9]*\).*/\1/p' /tmp/ours | tail -n 1)
    verdict "pkt-gen to our pktgen over $1" "${got:-0}"
}

ours_to_theirs() {
    pkt-gen -i "$3" -f rx -w 2 >/tmp/theirs 2>&1 &
    receiver=$!
    sleep 3
    pktgen tx "$2" --count $count --len 60 --rate 1000 >/tmp/ours 2>&1
    sleep 2
    kill -INT $receiver
    wait $receiver
    got=$(sed -n 's/^Received \([0-9]*\) packets.*/\1/p' /tmp/theirs)
    verdict "our pktgen to pkt-gen over $1" "${got:-0}"
}

verdict() {
    if [ "$2" -eq $count ]; then
        echo "FEATURE $1: yes"
    elif [ "$2" -ge "$needed" ] && [ "$2" -lt $count ]; then
        echo "FEATURE $1: yes (the emulated card dropped some)"
    else
        failed=1
        echo "FEATURE $1: no ($2 of $count packets came)"
        tail -n 20 /tmp/ours /tmp/theirs
    fi
}

needed=$count
over "VALE" vale0:a vale0:b
over "a pipe" "netmap:x}0" "netmap:x{0"
[ "$PACKET_IO_NIC_A" = vetha ] || needed=$((count * 9 / 10))
over "a NIC by the generic adapter" "netmap:$PACKET_IO_NIC_A" "netmap:$PACKET_IO_NIC_B"
exit $failed
