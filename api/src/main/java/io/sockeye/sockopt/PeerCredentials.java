package io.sockeye.sockopt;

/**
 * Who is at the other end of a UNIX socket, when it connected or listened: {@code struct ucred}; unix(7).
 *
 * @param pid the process; 0 if it cannot be seen from here
 * @param uid the user, without a sign; -1 where nobody is connected
 * @param gid the group, without a sign; -1 where nobody is connected
 */
public record PeerCredentials(int pid, int uid, int gid) {}
