package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Instructions of the filters of SO_ATTACH_FILTER and SO_ATTACH_REUSEPORT_CBPF; kernel,
 * {@code Documentation/networking/filter.rst}.
 */
public final class FilterConstants {
    static {
        Platform.check();
    }

    // filter.rst: kinds of instructions

    /** Loads the accumulator; kernel, filter.rst. */
    public static final int BPF_LD = linux_h.BPF_LD();
    /** Loads the index; kernel, filter.rst. */
    public static final int BPF_LDX = linux_h.BPF_LDX();
    /** Stores the accumulator; kernel, filter.rst. */
    public static final int BPF_ST = linux_h.BPF_ST();
    /** Stores the index; kernel, filter.rst. */
    public static final int BPF_STX = linux_h.BPF_STX();
    /** Calculates; kernel, filter.rst. */
    public static final int BPF_ALU = linux_h.BPF_ALU();
    /** Jumps; kernel, filter.rst. */
    public static final int BPF_JMP = linux_h.BPF_JMP();
    /** Ends, with the result; kernel, filter.rst. */
    public static final int BPF_RET = linux_h.BPF_RET();
    /** Copies between accumulator and index; kernel, filter.rst. */
    public static final int BPF_MISC = linux_h.BPF_MISC();

    // filter.rst: what is loaded

    /** 32 bits; kernel, filter.rst. */
    public static final int BPF_W = linux_h.BPF_W();
    /** 16 bits; kernel, filter.rst. */
    public static final int BPF_H = linux_h.BPF_H();
    /** 8 bits; kernel, filter.rst. */
    public static final int BPF_B = linux_h.BPF_B();
    /** The number in the instruction; kernel, filter.rst. */
    public static final int BPF_IMM = linux_h.BPF_IMM();
    /** At the number in the instruction; kernel, filter.rst. */
    public static final int BPF_ABS = linux_h.BPF_ABS();
    /** At the index and the number in the instruction; kernel, filter.rst. */
    public static final int BPF_IND = linux_h.BPF_IND();
    /** From the filter's own memory; kernel, filter.rst. */
    public static final int BPF_MEM = linux_h.BPF_MEM();
    /** The length of the packet; kernel, filter.rst. */
    public static final int BPF_LEN = linux_h.BPF_LEN();
    /** The length of an IPv4 header; kernel, filter.rst. */
    public static final int BPF_MSH = linux_h.BPF_MSH();

    // filter.rst: how it is calculated

    /** Plus; kernel, filter.rst. */
    public static final int BPF_ADD = linux_h.BPF_ADD();
    /** Minus; kernel, filter.rst. */
    public static final int BPF_SUB = linux_h.BPF_SUB();
    /** Times; kernel, filter.rst. */
    public static final int BPF_MUL = linux_h.BPF_MUL();
    /** Divided by; kernel, filter.rst. */
    public static final int BPF_DIV = linux_h.BPF_DIV();
    /** Or; kernel, filter.rst. */
    public static final int BPF_OR = linux_h.BPF_OR();
    /** And; kernel, filter.rst. */
    public static final int BPF_AND = linux_h.BPF_AND();
    /** To the left; kernel, filter.rst. */
    public static final int BPF_LSH = linux_h.BPF_LSH();
    /** To the right; kernel, filter.rst. */
    public static final int BPF_RSH = linux_h.BPF_RSH();
    /** The other sign; kernel, filter.rst. */
    public static final int BPF_NEG = linux_h.BPF_NEG();
    /** The remainder; kernel, filter.rst. */
    public static final int BPF_MOD = linux_h.BPF_MOD();
    /** Exclusive or; kernel, filter.rst. */
    public static final int BPF_XOR = linux_h.BPF_XOR();

    // filter.rst: when it jumps

    /** Always; kernel, filter.rst. */
    public static final int BPF_JA = linux_h.BPF_JA();
    /** Equal; kernel, filter.rst. */
    public static final int BPF_JEQ = linux_h.BPF_JEQ();
    /** Greater, without a sign; kernel, filter.rst. */
    public static final int BPF_JGT = linux_h.BPF_JGT();
    /** Greater or equal, without a sign; kernel, filter.rst. */
    public static final int BPF_JGE = linux_h.BPF_JGE();
    /** Has one of the bits; kernel, filter.rst. */
    public static final int BPF_JSET = linux_h.BPF_JSET();

    // filter.rst: operands

    /** The number in the instruction; kernel, filter.rst. */
    public static final int BPF_K = linux_h.BPF_K();
    /** The index; kernel, filter.rst. */
    public static final int BPF_X = linux_h.BPF_X();
    /** To BPF_RET: the accumulator; kernel, filter.rst. */
    public static final int BPF_A = linux_h.BPF_A();
    /** To BPF_MISC: from accumulator to index; kernel, filter.rst. */
    public static final int BPF_TAX = linux_h.BPF_TAX();
    /** To BPF_MISC: from index to accumulator; kernel, filter.rst. */
    public static final int BPF_TXA = linux_h.BPF_TXA();

    // filter.rst: limits

    /** How many instructions a filter has at most; kernel, filter.rst. */
    public static final int BPF_MAXINSNS = linux_h.BPF_MAXINSNS();
    /** How many numbers a filter can store; kernel, filter.rst. */
    public static final int BPF_MEMWORDS = linux_h.BPF_MEMWORDS();

    // filter.rst: places that BPF_ABS loads from

    /** The network header is here; kernel, filter.rst. */
    public static final int SKF_NET_OFF = linux_h.SKF_NET_OFF();
    /** The link header is here; kernel, filter.rst. */
    public static final int SKF_LL_OFF = linux_h.SKF_LL_OFF();
    /** What the kernel knows of the packet is here; the following are added; kernel, filter.rst. */
    public static final int SKF_AD_OFF = linux_h.SKF_AD_OFF();
    /** The protocol, of if_ether.h; kernel, filter.rst. */
    public static final int SKF_AD_PROTOCOL = linux_h.SKF_AD_PROTOCOL();
    /** PACKET_HOST, …; kernel, filter.rst. */
    public static final int SKF_AD_PKTTYPE = linux_h.SKF_AD_PKTTYPE();
    /** The interface; kernel, filter.rst. */
    public static final int SKF_AD_IFINDEX = linux_h.SKF_AD_IFINDEX();
    /** Finds a netlink attribute; kernel, filter.rst. */
    public static final int SKF_AD_NLATTR = linux_h.SKF_AD_NLATTR();
    /** Finds a netlink attribute in another; kernel, filter.rst. */
    public static final int SKF_AD_NLATTR_NEST = linux_h.SKF_AD_NLATTR_NEST();
    /** The mark; kernel, filter.rst. */
    public static final int SKF_AD_MARK = linux_h.SKF_AD_MARK();
    /** The queue of the network card; kernel, filter.rst. */
    public static final int SKF_AD_QUEUE = linux_h.SKF_AD_QUEUE();
    /** The kind of interface; kernel, filter.rst. */
    public static final int SKF_AD_HATYPE = linux_h.SKF_AD_HATYPE();
    /** The hash of the flow; kernel, filter.rst. */
    public static final int SKF_AD_RXHASH = linux_h.SKF_AD_RXHASH();
    /** The CPU that runs the filter; kernel, filter.rst. */
    public static final int SKF_AD_CPU = linux_h.SKF_AD_CPU();
    /** Exclusive or with the index; kernel, filter.rst. */
    public static final int SKF_AD_ALU_XOR_X = linux_h.SKF_AD_ALU_XOR_X();
    /** The VLAN; kernel, filter.rst. */
    public static final int SKF_AD_VLAN_TAG = linux_h.SKF_AD_VLAN_TAG();
    /** Whether there is a VLAN; kernel, filter.rst. */
    public static final int SKF_AD_VLAN_TAG_PRESENT = linux_h.SKF_AD_VLAN_TAG_PRESENT();
    /** Where the data starts; kernel, filter.rst. */
    public static final int SKF_AD_PAY_OFFSET = linux_h.SKF_AD_PAY_OFFSET();
    /** A random number; kernel, filter.rst. */
    public static final int SKF_AD_RANDOM = linux_h.SKF_AD_RANDOM();
    /** The kind of VLAN; kernel, filter.rst. */
    public static final int SKF_AD_VLAN_TPID = linux_h.SKF_AD_VLAN_TPID();

    private FilterConstants() {}
}
