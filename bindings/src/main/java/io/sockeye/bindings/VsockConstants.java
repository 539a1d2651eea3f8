package io.sockeye.bindings;

/**
 * Addresses and options of AF_VSOCK, between virtual machines and their host: vsock(7).
 */
public final class VsockConstants {
    // vsock(7): addresses

    /** bind: any context; vsock(7). */
    public static final int VMADDR_CID_ANY = -1;
    /** Reserved; vsock(7). */
    public static final int VMADDR_CID_HYPERVISOR = 0;
    /** This machine itself; vsock(7). */
    public static final int VMADDR_CID_LOCAL = 1;
    /** The host; vsock(7). */
    public static final int VMADDR_CID_HOST = 2;
    /** bind: the kernel chooses the port; vsock(7). */
    public static final int VMADDR_PORT_ANY = -1;
    /** svm_flags: all goes to the host; kernel. */
    public static final int VMADDR_FLAG_TO_HOST = 1;
    /** No version; kernel. */
    public static final int VM_SOCKETS_INVALID_VERSION = -1;
    /** ioctl: the context of this machine; vsock(7). */
    public static final int IOCTL_VM_SOCKETS_GET_LOCAL_CID = 0x7b9;

    // vsock(7): options

    /** The size of the buffer, 64 bits; vsock(7). */
    public static final int SO_VM_SOCKETS_BUFFER_SIZE = 0;
    /** The least size of the buffer, 64 bits; vsock(7). */
    public static final int SO_VM_SOCKETS_BUFFER_MIN_SIZE = 1;
    /** The greatest size of the buffer, 64 bits; vsock(7). */
    public static final int SO_VM_SOCKETS_BUFFER_MAX_SIZE = 2;
    /** The number that the host gave the peer (read only); kernel. */
    public static final int SO_VM_SOCKETS_PEER_HOST_VM_ID = 3;
    /** Whether the peer is trusted (read only); kernel. */
    public static final int SO_VM_SOCKETS_TRUSTED = 5;
    /** How long connect waits; struct timeval; kernel. */
    public static final int SO_VM_SOCKETS_CONNECT_TIMEOUT = 6;
    /** No waiting on the way to the peer; kernel. */
    public static final int SO_VM_SOCKETS_NONBLOCK_TXRX = 7;

    private VsockConstants() {}
}
