/**
 * One echo server several times, each in a process of its own. All read up to 64 KiB and write that back, with TCP_NODELAY and a
 * backlog of 4,096. What a client does not take at once is kept, and until it is taken nothing more is read from that client. A
 * client that dies takes only its own connection with it.
 */
@NullMarked
package io.sockeye.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
