package io.sockeye.sockopt;

/**
 * The credentials of the peer of a UNIX socket at the time of its connect or listen: {@code struct ucred}; unix(7).
 *
 * @param pid the process ID; 0 if the process is not in this PID namespace
 * @param uid the user ID, unsigned; -1 if the socket is not connected
 * @param gid the group ID, unsigned; -1 if the socket is not connected
 */
public record PeerCredentials(int pid, int uid, int gid) {}
