/**
 * Socket options with the types of their values, for {@code socket.setsockopt(TCP_NODELAY, true)}; socket(7), tcp(7), ip(7), ipv6(7),
 * udp(7). Options that are missing here are set and read by level and number.
 *
 * @see io.sockeye.Socket#setsockopt(io.sockeye.sockopt.WritableOption, Object)
 */
@NullMarked
package io.sockeye.sockopt;

import org.jspecify.annotations.NullMarked;
