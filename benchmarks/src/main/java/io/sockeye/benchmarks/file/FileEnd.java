package io.sockeye.benchmarks.file;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** The measured end: it sends or receives a file over a connection of its own. The other end is {@link FilePeer}. */
interface FileEnd {
    /** What the copy loops read and write by one call. */
    int BUFFER_BYTES = 1 << 16;

    /** Sends all of the file, shuts down, and waits until the other end has all and closes. */
    long send(Path file, InetSocketAddress peer) throws IOException, InterruptedException;

    /** Writes all that comes into the file, which is empty. */
    long receive(Path file, InetSocketAddress peer) throws IOException, InterruptedException;
}
