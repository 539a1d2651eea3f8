package io.sockeye;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels beside the data of a message: {@code struct cmsghdr}; cmsg(3). One record for each kind. Some are sent, some
 * are received, some are both; an option of the socket asks for most of those that are received.
 */
public sealed interface ControlMessage {
    /**
     * Descriptors to send: the other process gets duplicates; {@code SCM_RIGHTS}, unix(7).
     *
     * @param descriptors whose; at most 253
     * @return a control message to send
     */
    static ControlMessage rights(Pollable... descriptors) {
        return new SentRights(List.of(descriptors));
    }

    /**
     * {@code SCM_RIGHTS} to send; unix(7).
     *
     * @param descriptors what the other process gets duplicates of; at most 253
     */
    record SentRights(List<? extends Pollable> descriptors) implements ControlMessage {
        /** Copies the list. */
        public SentRights {
            descriptors = List.copyOf(descriptors);
        }
    }

    /**
     * {@code SCM_RIGHTS} that came; unix(7).
     *
     * @param descriptors in the order in which they were sent; the message closes those that nobody takes
     */
    record Rights(List<ReceivedDescriptor> descriptors) implements ControlMessage {}

    /**
     * {@code SCM_PIDFD}: a pidfd of the sender's process; enabled by {@code SO_PASSPIDFD}, option 76, since Linux 6.5. If the
     * kernel could not open one (the sender is gone: ESRCH; EMFILE), an {@link Unknown} with the negative errno is received
     * instead.
     *
     * @param descriptor the pidfd; the message closes it unless it is taken
     */
    record Pidfd(ReceivedDescriptor descriptor) implements ControlMessage {}

    /**
     * {@code SCM_CREDENTIALS}: who sent it; asked for by {@code SO_PASSCRED}. To send other than one's own takes privileges;
     * unix(7).
     *
     * @param pid the process; 0 if it cannot be seen from here
     * @param uid the user
     * @param gid the group
     */
    record Credentials(int pid, int uid, int gid) implements ControlMessage {}

    /**
     * {@code IP_PKTINFO}: where an IPv4 datagram came in, or shall go out; asked for by the option of that name; ip(7).
     * Addresses are numbers as in {@link SockaddrIn}.
     *
     * @param ifindex the interface; to send, 0 for any
     * @param specDst the local address; to send, 0 for any
     * @param addr the destination in the packet's header; not sent
     */
    record Pktinfo(int ifindex, int specDst, int addr) implements ControlMessage {}

    /**
     * {@code IPV6_PKTINFO}: the same for IPv6; asked for by {@code IPV6_RECVPKTINFO}; ipv6(7). The address is two numbers as
     * in {@link SockaddrIn6}: the destination in the packet's header, which may be a group; to send, the local one.
     *
     * @param high the first half of the address; to send, 0 for any
     * @param low the other half
     * @param ifindex the interface; to send, 0 for any
     */
    record Pktinfo6(long high, long low, int ifindex) implements ControlMessage {}

    /**
     * {@code IP_TTL}: the time to live; asked for by {@code IP_RECVTTL}; ip(7).
     *
     * @param hops 1 to 255
     */
    record Ttl(int hops) implements ControlMessage {}

    /**
     * {@code IPV6_HOPLIMIT}: the same for IPv6; asked for by {@code IPV6_RECVHOPLIMIT}; ipv6(7).
     *
     * @param hops 0 to 255; to send, -1 for the socket's own
     */
    record HopLimit(int hops) implements ControlMessage {}

    /**
     * {@code IP_TOS}: the type of service; asked for by {@code IP_RECVTOS}; ip(7).
     *
     * @param tos 0 to 255, the two bits of congestion among them
     */
    record Tos(int tos) implements ControlMessage {}

    /**
     * {@code IPV6_TCLASS}: the same for IPv6; asked for by {@code IPV6_RECVTCLASS}; ipv6(7).
     *
     * @param tclass 0 to 255; to send, -1 for the socket's own
     */
    record TrafficClass(int tclass) implements ControlMessage {}

    /**
     * {@code IP_ORIGDSTADDR}, {@code IPV6_ORIGDSTADDR}: where a datagram was sent, before a firewall turned it to here; asked
     * for by {@code IP_RECVORIGDSTADDR}, {@code IPV6_RECVORIGDSTADDR}; ip(7).
     *
     * @param address with the port
     */
    record OriginalDestination(Sockaddr address) implements ControlMessage {}

    /**
     * {@code SCM_TIMESTAMP}, {@code SCM_TIMESTAMPNS}, {@code SCM_TIMESTAMPING}: when it came, or left if it is from the queue
     * of errors; asked for by {@code SO_TIMESTAMP} and so on; socket(7).
     *
     * @param software nanoseconds since 1970 by the kernel's clock; 0 if there is none
     * @param hardware the same by the network card's clock, which may count from elsewhere
     */
    record Timestamp(long software, long hardware) implements ControlMessage {}

    /**
     * {@code UDP_GRO}: the data is several datagrams of one sender; asked for by the option of that name; udp(7).
     *
     * @param bytes how long each is, but the last, which may be shorter
     */
    record GroSize(int bytes) implements ControlMessage {}

    /**
     * {@code UDP_SEGMENT}, to send: the data is to become several datagrams; udp(7).
     *
     * @param bytes how long each shall be, but the last, which may be shorter; 1 to 65535
     */
    record SegmentSize(int bytes) implements ControlMessage {
        /** Checks the size. */
        public SegmentSize {
            if (bytes < 1 || bytes > 0xFFFF) {
                throw new IllegalArgumentException("segments of " + bytes + " bytes; a segment has 1 to 65535");
            }
        }
    }

    /**
     * {@code IP_RECVERR}, {@code IPV6_RECVERR}: what the queue of errors tells; asked for by the option of that name, and read
     * with {@code MSG_ERRQUEUE}; ip(7). The message's address is where it had been sent.
     *
     * @param errno what happened; ENOMSG if it is a timestamp, 0 if it is {@code MSG_ZEROCOPY}
     * @param origin {@code SO_EE_ORIGIN_ICMP}, {@code SO_EE_ORIGIN_LOCAL}, …
     * @param type of the ICMP message
     * @param code of the ICMP message, and of others
     * @param info the MTU of EMSGSIZE, and others
     * @param data of the origin's own
     * @param offender whom it came from; null if that is not known
     */
    record ExtendedError(
            Errno errno, int origin, int type, int code, int info, int data, @Nullable Sockaddr offender)
            implements
                ControlMessage {}

    /**
     * Any other, as C has it; also one of the kinds above that was cut. Two are equal only if they have the same array.
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_IP}, …
     * @param type the kind, of that level
     * @param data its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // For what is known there are records; this one is for the rest.
    record Unknown(int level, int type, byte[] data) implements ControlMessage {}
}
