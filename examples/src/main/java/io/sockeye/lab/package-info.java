/** The lab: the same real sockets under select, poll and epoll, and what the kernel gives back and keeps. */
@NullMarked
package io.sockeye.lab;

import org.jspecify.annotations.NullMarked;
