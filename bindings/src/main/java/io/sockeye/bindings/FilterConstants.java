package io.sockeye.bindings;

/**
 * Instructions of the filters of SO_ATTACH_FILTER and SO_ATTACH_REUSEPORT_CBPF; kernel,
 * {@code Documentation/networking/filter.rst}.
 */
public final class FilterConstants {
    // filter.rst: kinds of instructions

    /** Loads the accumulator; kernel, filter.rst. */
    public static final int BPF_LD = 0;
    /** Loads the index; kernel, filter.rst. */
    public static final int BPF_LDX = 1;
    /** Stores the accumulator; kernel, filter.rst. */
    public static final int BPF_ST = 2;
    /** Stores the index; kernel, filter.rst. */
    public static final int BPF_STX = 3;
    /** Calculates; kernel, filter.rst. */
    public static final int BPF_ALU = 4;
    /** Jumps; kernel, filter.rst. */
    public static final int BPF_JMP = 5;
    /** Ends, with the result; kernel, filter.rst. */
    public static final int BPF_RET = 6;
    /** Copies between accumulator and index; kernel, filter.rst. */
    public static final int BPF_MISC = 7;

    // filter.rst: what is loaded

    /** 32 bits; kernel, filter.rst. */
    public static final int BPF_W = 0;
    /** 16 bits; kernel, filter.rst. */
    public static final int BPF_H = 8;
    /** 8 bits; kernel, filter.rst. */
    public static final int BPF_B = 16;
    /** The number in the instruction; kernel, filter.rst. */
    public static final int BPF_IMM = 0;
    /** At the number in the instruction; kernel, filter.rst. */
    public static final int BPF_ABS = 32;
    /** At the index and the number in the instruction; kernel, filter.rst. */
    public static final int BPF_IND = 64;
    /** From the filter's own memory; kernel, filter.rst. */
    public static final int BPF_MEM = 96;
    /** The length of the packet; kernel, filter.rst. */
    public static final int BPF_LEN = 128;
    /** The length of an IPv4 header; kernel, filter.rst. */
    public static final int BPF_MSH = 160;

    // filter.rst: how it is calculated

    /** Plus; kernel, filter.rst. */
    public static final int BPF_ADD = 0;
    /** Minus; kernel, filter.rst. */
    public static final int BPF_SUB = 16;
    /** Times; kernel, filter.rst. */
    public static final int BPF_MUL = 32;
    /** Divided by; kernel, filter.rst. */
    public static final int BPF_DIV = 48;
    /** Or; kernel, filter.rst. */
    public static final int BPF_OR = 64;
    /** And; kernel, filter.rst. */
    public static final int BPF_AND = 80;
    /** To the left; kernel, filter.rst. */
    public static final int BPF_LSH = 96;
    /** To the right; kernel, filter.rst. */
    public static final int BPF_RSH = 112;
    /** The other sign; kernel, filter.rst. */
    public static final int BPF_NEG = 128;
    /** The remainder; kernel, filter.rst. */
    public static final int BPF_MOD = 144;
    /** Exclusive or; kernel, filter.rst. */
    public static final int BPF_XOR = 160;

    // filter.rst: when it jumps

    /** Always; kernel, filter.rst. */
    public static final int BPF_JA = 0;
    /** Equal; kernel, filter.rst. */
    public static final int BPF_JEQ = 16;
    /** Greater, without a sign; kernel, filter.rst. */
    public static final int BPF_JGT = 32;
    /** Greater or equal, without a sign; kernel, filter.rst. */
    public static final int BPF_JGE = 48;
    /** Has one of the bits; kernel, filter.rst. */
    public static final int BPF_JSET = 64;

    // filter.rst: operands

    /** The number in the instruction; kernel, filter.rst. */
    public static final int BPF_K = 0;
    /** The index; kernel, filter.rst. */
    public static final int BPF_X = 8;
    /** To BPF_RET: the accumulator; kernel, filter.rst. */
    public static final int BPF_A = 16;
    /** To BPF_MISC: from accumulator to index; kernel, filter.rst. */
    public static final int BPF_TAX = 0;
    /** To BPF_MISC: from index to accumulator; kernel, filter.rst. */
    public static final int BPF_TXA = 128;

    // filter.rst: limits

    /** How many instructions a filter has at most; kernel, filter.rst. */
    public static final int BPF_MAXINSNS = 0x1000;
    /** How many numbers a filter can store; kernel, filter.rst. */
    public static final int BPF_MEMWORDS = 16;

    // filter.rst: places that BPF_ABS loads from

    /** The network header is here; kernel, filter.rst. */
    public static final int SKF_NET_OFF = 0xfff00000;
    /** The link header is here; kernel, filter.rst. */
    public static final int SKF_LL_OFF = 0xffe00000;
    /** What the kernel knows of the packet is here; the following are added; kernel, filter.rst. */
    public static final int SKF_AD_OFF = 0xfffff000;
    /** The protocol, of if_ether.h; kernel, filter.rst. */
    public static final int SKF_AD_PROTOCOL = 0;
    /** PACKET_HOST, …; kernel, filter.rst. */
    public static final int SKF_AD_PKTTYPE = 4;
    /** The interface; kernel, filter.rst. */
    public static final int SKF_AD_IFINDEX = 8;
    /** Finds a netlink attribute; kernel, filter.rst. */
    public static final int SKF_AD_NLATTR = 12;
    /** Finds a netlink attribute in another; kernel, filter.rst. */
    public static final int SKF_AD_NLATTR_NEST = 16;
    /** The mark; kernel, filter.rst. */
    public static final int SKF_AD_MARK = 20;
    /** The queue of the network card; kernel, filter.rst. */
    public static final int SKF_AD_QUEUE = 24;
    /** The kind of interface; kernel, filter.rst. */
    public static final int SKF_AD_HATYPE = 28;
    /** The hash of the flow; kernel, filter.rst. */
    public static final int SKF_AD_RXHASH = 32;
    /** The CPU that runs the filter; kernel, filter.rst. */
    public static final int SKF_AD_CPU = 36;
    /** Exclusive or with the index; kernel, filter.rst. */
    public static final int SKF_AD_ALU_XOR_X = 40;
    /** The VLAN; kernel, filter.rst. */
    public static final int SKF_AD_VLAN_TAG = 44;
    /** Whether there is a VLAN; kernel, filter.rst. */
    public static final int SKF_AD_VLAN_TAG_PRESENT = 48;
    /** Where the data starts; kernel, filter.rst. */
    public static final int SKF_AD_PAY_OFFSET = 52;
    /** A random number; kernel, filter.rst. */
    public static final int SKF_AD_RANDOM = 56;
    /** The kind of VLAN; kernel, filter.rst. */
    public static final int SKF_AD_VLAN_TPID = 60;

    private FilterConstants() {}
}
