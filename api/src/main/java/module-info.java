/**
 * The Berkeley sockets of Linux for Java: {@code socket}, {@code bind}, {@code listen}, {@code accept}, {@code select},
 * {@code poll}, {@code epoll} as the kernel has them, in an API like Python's.
 */
module io.sockeye {
    requires transitive io.sockeye.bindings;
    requires static org.jspecify;

    exports io.sockeye;
    exports io.sockeye.selectors;
    exports io.sockeye.sockopt;
    exports io.sockeye.socketserver;
}
