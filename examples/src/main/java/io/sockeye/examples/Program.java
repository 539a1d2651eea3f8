package io.sockeye.examples;

import io.sockeye.Sockaddr;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A program that listens at an address, or connects to one. */
class Program extends Listed {
    static List<Listed> all() {
        return List.of(
                new Program("tcp-server", "greets one client after the other, by blocking calls", 9999, TcpServer::run),
                new Program("tcp-client", "the client of tcp-server", 9999, TcpClient::run),
                new Program("select-server", "answers many clients in one thread, by select", 6000, SelectServer::run),
                new Program("poll-server", "the same by poll", 6000, PollServer::run),
                new Program("epoll-server", "the same by epoll", 6000, EpollServer::run),
                new Program("select-client", "the client of these three", 6000, SelectClient::run),
                new Program("udp-server", "answers datagrams", 9999, UdpServer::run),
                new Program("udp-client", "the client of udp-server", 9999, UdpClient::run),
                new Upload(),
                new UploadOne(),
                new SocketServers(),
                new Program("socketserver-client", "the client of socketserver", 6000, SocketServerClient::run),
                new Program("chat", "what one says all others hear, by one selector", 6667, Chat::run),
                new Proxy(),
                new Files(),
                new Program("resp-server", "keys and values for clients of Redis", 6379, RespServer::run),
                new Program("nonblocking-connect", "begins to connect, and asks later", 9999, NonblockingConnect::run),
                new Program("happy-eyeballs", "tries the IPv6 and IPv4 addresses of a name in turn", 9999,
                        HappyEyeballs::run),
                new Program("partial-writes", "shows how much each send takes", 0, PartialWrites::run),
                new Program("common-mistakes", "shows what goes wrong, each beside its mend", 0, CommonMistakes::run),
                new Program(
                        "wait-for-anything",
                        "a timer, a folder, clients and a process, in one epoll",
                        8000,
                        WaitForAnything::run),
                new Echo(),
                new Blast(),
                new DatagramBlast(),
                new Scaling(),
                new AcceptHerd(),
                new EdgeFairness(),
                new NetlinkDump(),
                new Ping(),
                new SdNotify(),
                new FdPassing());
    }

    /** What a program does. */
    interface Body {
        void run(String host, int port) throws IOException;
    }

    private final Body body;

    @Option(names = "--host", description = "the address to listen at or to connect to: ${DEFAULT-VALUE}")
    String host = "127.0.0.1";

    @Option(names = "--port", description = "the port: ${DEFAULT-VALUE}")
    int port;

    Program(String name, String shows, int port, Body body) {
        super(name, shows);
        this.port = port;
        this.body = body;
    }

    /** One with options of its own, which overrides {@link #call}. */
    Program(String name, String shows, int port) {
        this(name, shows, port, (host, ignored) -> {
            throw new IllegalStateException(name + " does not say what it does");
        });
    }

    @Override
    public Integer call() throws IOException {
        body.run(host, port);
        return 0;
    }

    /** The program that has a mechanism to choose. */
    static final class Echo extends Program {
        @Option(names = "--mux", description = "how it waits: ${COMPLETION-CANDIDATES}")
        EchoServer.Mux mux = EchoServer.Mux.select;

        Echo() {
            super("echo-server", "sends every byte back; --mux chooses how it waits", 7000);
        }

        @Override
        public Integer call() throws IOException {
            EchoServer.run(host, port, mux);
            return 0;
        }
    }

    /** The program that measures, in a folder and for a size to choose. */
    static final class Blast extends Program {
        @Option(names = "--folder", description = "where its file is, one at a time: ${DEFAULT-VALUE}")
        Path folder = Path.of("/dev/shm");

        @Option(names = "--mib", description = "how large the file is: ${DEFAULT-VALUE}")
        int mib = 1024;

        @Option(names = "--rounds", description = "how often each way has its turn: ${DEFAULT-VALUE}")
        int rounds = 5;

        Blast() {
            super("file-blast", "measures sendfile and recvfile against java.nio", 0);
        }

        @Override
        public Integer call() throws IOException {
            FileBlast.run(host, port, folder, mib, rounds);
            return 0;
        }
    }

    /** The program that takes a time instead of a port. */
    static final class DatagramBlast extends Program {
        @Option(names = "--seconds", description = "how long each way is measured: ${DEFAULT-VALUE}")
        double seconds = 1;

        DatagramBlast() {
            super("udp-blast", "counts datagrams per second, one by one, batched, and as segments", 0);
        }

        @Override
        public Integer call() throws IOException {
            UdpBlast.run(host, seconds);
            return 0;
        }
    }

    /** The program that stores files. */
    static final class Upload extends Program {
        @Option(names = "--out", description = "where a file goes; %%d becomes a number: ${DEFAULT-VALUE}")
        Path out = Path.of("recv1.jpg");

        Upload() {
            super("upload-server", "takes files, each in a thread, by splice", 9999);
        }

        @Override
        public Integer call() throws IOException {
            UploadServer.run(host, port, out);
            return 0;
        }
    }

    /** The program that sends a file. */
    static final class UploadOne extends Program {
        @Parameters(paramLabel = "FILE", arity = "0..1", description = "what to send: ${DEFAULT-VALUE}")
        Path file = Path.of("windows编程模型.jpg");

        UploadOne() {
            super("upload-client", "the client of upload-server, by sendfile", 9999);
        }

        @Override
        public Integer call() throws IOException {
            UploadClient.run(host, port, file);
            return 0;
        }
    }

    /** The program that has threads or processes to choose. */
    static final class SocketServers extends Program {
        /** At most one of them. */
        static final class Kind {
            @Option(names = "--virtual", description = "each client in a virtual thread")
            boolean virtual;

            @Option(names = "--fork", description = "each client in a process, by ForkingTCPServer")
            boolean fork;
        }

        @ArgGroup
        Kind kind = new Kind();

        @Option(names = "--workers", description = "how many processes --fork has: ${DEFAULT-VALUE}")
        int workers = 4;

        SocketServers() {
            super("socketserver", "answers each client in a thread, by ThreadingTCPServer", 6000);
        }

        @Override
        public Integer call() throws IOException {
            if (kind.fork) {
                SocketServer.fork(host, port, workers);
            } else {
                SocketServer.run(host, port, kind.virtual);
            }
            return 0;
        }
    }

    /** The program that has another address to choose. */
    static final class Proxy extends Program {
        @Option(names = "--to", description = "the server behind it, HOST:PORT: ${DEFAULT-VALUE}")
        String to = "127.0.0.1:7000";

        Proxy() {
            super("tcp-proxy", "stands between clients and a server, by splice", 7001);
        }

        @Override
        public Integer call() throws IOException {
            int colon = to.lastIndexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("--to is HOST:PORT, and not " + to);
            }
            TcpProxy.run(host, port, Sockaddr.of(to.substring(0, colon), Integer.parseInt(to.substring(colon + 1))));
            return 0;
        }
    }

    /** The program that serves a folder. */
    static final class Files extends Program {
        @Option(names = "--folder", description = "whose files it serves: ${DEFAULT-VALUE}")
        Path folder = Path.of(".");

        Files() {
            super("http-files", "serves files by HTTP/1.1, epoll and sendfile", 8080);
        }

        @Override
        public Integer call() throws IOException {
            HttpFiles.run(host, port, folder);
            return 0;
        }
    }
}
