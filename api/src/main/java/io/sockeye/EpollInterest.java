package io.sockeye;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the interest list of an epoll instance, as {@code /proc/self/fdinfo} shows it; proc_pid_fdinfo(5).
 *
 * @param fd the descriptor with which it was added; it may be closed since, if a duplicate is open
 * @param events {@code EPOLLIN}, {@code EPOLLET}, …; only flags such as {@code EPOLLET} are left after {@code EPOLLONESHOT} has fired
 * @param data the 64 bits of {@code epoll_data}
 */
public record EpollInterest(int fd, int events, long data) {
    private static final Pattern LINE =
            Pattern.compile("tfd:\\s*(\\d+) events:\\s*([0-9a-f]+) data:\\s*([0-9a-f]+).*");

    /** Reads the entries without {@code own}, the eventfd of the instance. */
    static List<EpollInterest> read(int epoll, int own) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/fdinfo/" + epoll)).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> new EpollInterest(
                        Integer.parseInt(line.group(1)),
                        Integer.parseUnsignedInt(line.group(2), 16),
                        Long.parseUnsignedLong(line.group(3), 16)))
                .filter(interest -> interest.fd() != own)
                .toList();
    }
}
