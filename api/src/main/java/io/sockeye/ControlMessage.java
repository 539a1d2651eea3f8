package io.sockeye;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control message: ancillary data that is sent or received with a message; {@code struct cmsghdr}, cmsg(3). There is one record
 * for each kind. Some kinds are only sent, some only received; most of those that are received have to be enabled by a socket
 * option.
 */
public sealed interface ControlMessage {
    /**
     * {@code SCM_RIGHTS} to send: the receiving process gets duplicates of the descriptors; unix(7).
     *
     * @param descriptors 1 to 253
     * @return a control message to send
     */
    static ControlMessage rights(Pollable... descriptors) {
        return new SentRights(List.of(descriptors));
    }

    /**
     * {@code SCM_RIGHTS} to send; unix(7).
     *
     * @param descriptors the receiving process gets duplicates of them; 1 to 253
     */
    record SentRights(List<? extends Pollable> descriptors) implements ControlMessage {
        /** Copies the list. */
        public SentRights {
            descriptors = List.copyOf(descriptors);
        }
    }

    /**
     * {@code SCM_RIGHTS} as received; unix(7).
     *
     * @param descriptors in the order in which they were sent; the message closes those that are not taken
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
     * {@code SCM_CREDENTIALS}: the process that sent the message; enabled by {@code SO_PASSCRED}. To send credentials other than
     * its own, a process needs privileges; unix(7).
     *
     * @param pid the process ID; 0 if it is in a PID namespace that is not visible from here
     * @param uid the user ID
     * @param gid the group ID
     */
    record Credentials(int pid, int uid, int gid) implements ControlMessage {}

    /**
     * {@code IP_PKTINFO}: the interface and the local address of an IPv4 datagram; enabled by the option of that name; ip(7).
     * Addresses are numbers as in {@link SockaddrIn}.
     *
     * @param ifindex the interface; to send, 0 for any
     * @param specDst the local address; to send, 0 for any
     * @param addr the destination in the packet's header; not sent
     */
    record Pktinfo(int ifindex, int specDst, int addr) implements ControlMessage {}

    /**
     * {@code IPV6_PKTINFO}: the interface and an address of an IPv6 datagram; enabled by {@code IPV6_RECVPKTINFO}; ipv6(7). The address is two numbers as
     * in {@link SockaddrIn6}: the destination in the packet's header, which may be a group; to send, the local address.
     *
     * @param high the first half of the address; to send, 0 for any
     * @param low the second half
     * @param ifindex the interface; to send, 0 for any
     */
    record Pktinfo6(long high, long low, int ifindex) implements ControlMessage {}

    /**
     * {@code IP_TTL}: the time to live; enabled by {@code IP_RECVTTL}; ip(7).
     *
     * @param hops 1 to 255
     */
    record Ttl(int hops) implements ControlMessage {}

    /**
     * {@code IPV6_HOPLIMIT}: the hop limit; enabled by {@code IPV6_RECVHOPLIMIT}; ipv6(7).
     *
     * @param hops 0 to 255; to send, -1 for the default of the socket
     */
    record HopLimit(int hops) implements ControlMessage {}

    /**
     * {@code IP_TOS}: the type of service; enabled by {@code IP_RECVTOS}; ip(7).
     *
     * @param tos 0 to 255, including the two ECN bits
     */
    record Tos(int tos) implements ControlMessage {}

    /**
     * {@code IPV6_TCLASS}: the traffic class; enabled by {@code IPV6_RECVTCLASS}; ipv6(7).
     *
     * @param tclass 0 to 255; to send, -1 for the default of the socket
     */
    record TrafficClass(int tclass) implements ControlMessage {}

    /**
     * {@code IP_ORIGDSTADDR}, {@code IPV6_ORIGDSTADDR}: the destination of a datagram before a firewall redirected it; enabled
     * by {@code IP_RECVORIGDSTADDR}, {@code IPV6_RECVORIGDSTADDR}; ip(7).
     *
     * @param address with the port
     */
    record OriginalDestination(Sockaddr address) implements ControlMessage {}

    /**
     * {@code SCM_TIMESTAMP}, {@code SCM_TIMESTAMPNS}, {@code SCM_TIMESTAMPING}: the time of reception, or of transmission if it is
     * from the error queue; enabled by {@code SO_TIMESTAMP} and its relatives; socket(7).
     *
     * @param software nanoseconds since 1970 by the clock of the kernel; 0 if there is none
     * @param hardware nanoseconds by the clock of the network card, whose epoch may be another; 0 if there is none
     */
    record Timestamp(long software, long hardware) implements ControlMessage {}

    /**
     * {@code UDP_GRO}: the data is several coalesced datagrams of one sender; enabled by the option of that name; udp(7).
     *
     * @param bytes the size of each datagram; the last may be shorter
     */
    record GroSize(int bytes) implements ControlMessage {}

    /**
     * {@code UDP_SEGMENT} to send: the kernel splits the data into several datagrams; udp(7).
     *
     * @param bytes the size of each datagram, 1 to 65535; the last may be shorter
     */
    record SegmentSize(int bytes) implements ControlMessage {
        /** Checks the size. */
        public SegmentSize {
            if (bytes < 1 || bytes > 0xFFFF) {
                throw new IllegalArgumentException("bytes " + bytes + ": a segment has 1 to 65535 bytes");
            }
        }
    }

    /**
     * {@code IP_RECVERR}, {@code IPV6_RECVERR}: an entry of the error queue; enabled by the option of that name, and received
     * with {@code MSG_ERRQUEUE}; ip(7). The address of the message is the destination of the datagram that failed.
     *
     * @param errno the error; ENOMSG if it is a timestamp, 0 if it is {@code MSG_ZEROCOPY}
     * @param origin {@code SO_EE_ORIGIN_ICMP}, {@code SO_EE_ORIGIN_LOCAL}, …
     * @param type of the ICMP message
     * @param code of the ICMP message; other origins define their own
     * @param info the MTU for EMSGSIZE; other origins define their own
     * @param data the meaning depends on the origin
     * @param offender the host that reported the error; null if it is not known
     */
    record ExtendedError(
            Errno errno, int origin, int type, int code, int info, int data, @Nullable Sockaddr offender)
            implements
                ControlMessage {}

    /**
     * A control message of another kind, or a truncated one of the kinds above. Two are equal only if they have the same array.
     *
     * @param level {@code SOL_SOCKET}, {@code IPPROTO_IP}, …
     * @param type the kind within the level
     * @param data the bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Known kinds have records without arrays.
    record Unknown(int level, int type, byte[] data) implements ControlMessage {}
}
