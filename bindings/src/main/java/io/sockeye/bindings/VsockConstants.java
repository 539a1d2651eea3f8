package io.sockeye.bindings;

import io.sockeye.bindings.generated.linux_h;

/**
 * Addresses and options of AF_VSOCK, between virtual machines and their host: vsock(7).
 */
public final class VsockConstants {
    static {
        Platform.check();
    }

    // vsock(7): addresses

    /** bind: any context; vsock(7). */
    public static final int VMADDR_CID_ANY = linux_h.VMADDR_CID_ANY();
    /** Reserved; vsock(7). */
    public static final int VMADDR_CID_HYPERVISOR = linux_h.VMADDR_CID_HYPERVISOR();
    /** This machine itself; vsock(7). */
    public static final int VMADDR_CID_LOCAL = linux_h.VMADDR_CID_LOCAL();
    /** The host; vsock(7). */
    public static final int VMADDR_CID_HOST = linux_h.VMADDR_CID_HOST();
    /** bind: the kernel chooses the port; vsock(7). */
    public static final int VMADDR_PORT_ANY = linux_h.VMADDR_PORT_ANY();
    /** svm_flags: all goes to the host; kernel. */
    public static final int VMADDR_FLAG_TO_HOST = linux_h.VMADDR_FLAG_TO_HOST();
    /** No version; kernel. */
    public static final int VM_SOCKETS_INVALID_VERSION = linux_h.VM_SOCKETS_INVALID_VERSION();
    /** ioctl: the context of this machine; vsock(7). */
    public static final int IOCTL_VM_SOCKETS_GET_LOCAL_CID = linux_h.IOCTL_VM_SOCKETS_GET_LOCAL_CID();

    // vsock(7): options

    /** The size of the buffer, 64 bits; vsock(7). */
    public static final int SO_VM_SOCKETS_BUFFER_SIZE = linux_h.SO_VM_SOCKETS_BUFFER_SIZE();
    /** The least size of the buffer, 64 bits; vsock(7). */
    public static final int SO_VM_SOCKETS_BUFFER_MIN_SIZE = linux_h.SO_VM_SOCKETS_BUFFER_MIN_SIZE();
    /** The greatest size of the buffer, 64 bits; vsock(7). */
    public static final int SO_VM_SOCKETS_BUFFER_MAX_SIZE = linux_h.SO_VM_SOCKETS_BUFFER_MAX_SIZE();
    /** The number that the host gave the peer (read only); kernel. */
    public static final int SO_VM_SOCKETS_PEER_HOST_VM_ID = linux_h.SO_VM_SOCKETS_PEER_HOST_VM_ID();
    /** Whether the peer is trusted (read only); kernel. */
    public static final int SO_VM_SOCKETS_TRUSTED = linux_h.SO_VM_SOCKETS_TRUSTED();
    /** How long connect waits; struct timeval; kernel. */
    public static final int SO_VM_SOCKETS_CONNECT_TIMEOUT = linux_h.SO_VM_SOCKETS_CONNECT_TIMEOUT();
    /** No waiting on the way to the peer; kernel. */
    public static final int SO_VM_SOCKETS_NONBLOCK_TXRX = linux_h.SO_VM_SOCKETS_NONBLOCK_TXRX();

    private VsockConstants() {}
}
