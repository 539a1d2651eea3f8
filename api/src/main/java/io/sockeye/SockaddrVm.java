package io.sockeye;

import static io.sockeye.bindings.SocketConstants.AF_VSOCK;
import static io.sockeye.bindings.VsockConstants.VMADDR_CID_ANY;
import static io.sockeye.bindings.VsockConstants.VMADDR_PORT_ANY;

import java.net.SocketAddress;

/**
 * The address of a virtual machine or its host, and a port: {@code struct sockaddr_vm}; vsock(7). Both are unsigned 32-bit numbers.
 *
 * @param cid {@code VMADDR_CID_LOCAL}, {@code VMADDR_CID_HOST}, the context ID of a machine, or {@code VMADDR_CID_ANY} for bind
 * @param port the port; {@code VMADDR_PORT_ANY} lets {@code bind} choose
 */
public record SockaddrVm(int cid, int port) implements Sockaddr {
    @Override
    public int family() {
        return AF_VSOCK;
    }

    @Override
    public SocketAddress toJava() {
        throw new UnsupportedOperationException("java.net has no address for " + this);
    }

    /**
     * The notation of {@code ss}.
     *
     * @return {@code "vsock:1:9999"}, with {@code *} for any
     */
    @Override
    public String toString() {
        return "vsock:" + (cid == VMADDR_CID_ANY ? "*" : Integer.toUnsignedString(cid)) + ":"
                + (port == VMADDR_PORT_ANY ? "*" : Integer.toUnsignedString(port));
    }
}
