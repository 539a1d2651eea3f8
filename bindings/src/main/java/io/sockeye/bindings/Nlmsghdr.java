package io.sockeye.bindings;

import io.sockeye.bindings.generated.nlmsghdr;
import java.lang.foreign.MemorySegment;

/**
 * {@code struct nlmsghdr}: the header of a netlink message, at an offset into a buffer; netlink(7).
 */
public final class Nlmsghdr {
    /** Its size. */
    public static final int BYTES = StructSizes.NLMSGHDR;

    private Nlmsghdr() {}

    /**
     * {@code nlmsg_len}: the length of the message
     *
     * @param memory where it is
     * @param offset from where on
     * @return bytes, with this header
     */
    public static int len(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(nlmsghdr.nlmsg_len$layout(), offset + nlmsghdr.nlmsg_len$offset());
    }

    /**
     * {@code nlmsg_type}: what it is
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code NLMSG_DONE}, {@code RTM_NEWLINK}, …
     */
    public static int type(MemorySegment memory, long offset) {
        Platform.check();
        return Short.toUnsignedInt(memory.get(nlmsghdr.nlmsg_type$layout(), offset + nlmsghdr.nlmsg_type$offset()));
    }

    /**
     * {@code nlmsg_flags}: how it is meant
     *
     * @param memory where it is
     * @param offset from where on
     * @return {@code NLM_F_MULTI}, …
     */
    public static int flags(MemorySegment memory, long offset) {
        Platform.check();
        return Short.toUnsignedInt(memory.get(nlmsghdr.nlmsg_flags$layout(), offset + nlmsghdr.nlmsg_flags$offset()));
    }

    /**
     * {@code nlmsg_seq}: to which request it belongs
     *
     * @param memory where it is
     * @param offset from where on
     * @return the number that the request had
     */
    public static int seq(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(nlmsghdr.nlmsg_seq$layout(), offset + nlmsghdr.nlmsg_seq$offset());
    }

    /**
     * {@code nlmsg_pid}: whose message it is
     *
     * @param memory where it is
     * @param offset from where on
     * @return a netlink address; 0 is the kernel
     */
    public static int pid(MemorySegment memory, long offset) {
        Platform.check();
        return memory.get(nlmsghdr.nlmsg_pid$layout(), offset + nlmsghdr.nlmsg_pid$offset());
    }

    /**
     * Writes one.
     *
     * @param memory where to
     * @param offset from where on
     * @param len bytes, with this header
     * @param type {@code RTM_GETLINK}, …
     * @param flags {@code NLM_F_REQUEST}, …
     * @param seq a number that the answers have too
     * @param pid 0 for the own address
     */
    public static void put(MemorySegment memory, long offset, int len, int type, int flags, int seq, int pid) {
        Platform.check();
        memory.set(nlmsghdr.nlmsg_len$layout(), offset + nlmsghdr.nlmsg_len$offset(), len);
        memory.set(nlmsghdr.nlmsg_type$layout(), offset + nlmsghdr.nlmsg_type$offset(), (short) type);
        memory.set(nlmsghdr.nlmsg_flags$layout(), offset + nlmsghdr.nlmsg_flags$offset(), (short) flags);
        memory.set(nlmsghdr.nlmsg_seq$layout(), offset + nlmsghdr.nlmsg_seq$offset(), seq);
        memory.set(nlmsghdr.nlmsg_pid$layout(), offset + nlmsghdr.nlmsg_pid$offset(), pid);
    }
}
