package io.sockeye.lab;

import static io.sockeye.bindings.ErrnoConstants.EAGAIN;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A learner's sockets, and the four panels that watch the same ones. */
final class Scenario implements AutoCloseable {
    /** Enough to see, and few enough that fifty learners find room among a process's descriptors. */
    static final int MOST_LINES = 64;

    /** More than one write of a socketpair shows nothing new. */
    static final int MOST_BYTES = 65_536;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final List<Line> lines = new ArrayList<>();
    private final Map<Mechanism, Panel> panels = new EnumMap<>(Mechanism.class);
    private final Recording recording = new Recording();
    private int opened;
    private long eagains;
    private boolean closed;

    /**
     * What a learner can do.
     *
     * @param name {@code add}, {@code write}, {@code read}, {@code half-close}, {@code close-peer}, {@code close}, {@code dup},
     *     {@code step}
     * @param line whose
     * @param mechanism whose, of {@code step}
     * @param count how many lines or bytes; of {@code step} the longest wait in milliseconds
     */
    record Action(String name, String line, String mechanism, int count) {
        Action {
            if (name == null || line == null || mechanism == null) {
                throw new Refusal("an action has a name, a line and a mechanism, if only empty ones");
            }
        }
    }

    /**
     * All that there is to be seen.
     *
     * @param done what was done last, in words
     * @param eagains how often a read found nothing
     */
    record View(String done, List<Line.View> lines, List<Panel.View> panels, long eagains) {}

    Scenario() throws IOException {
        panels.put(Mechanism.SELECT, new SelectPanel());
        panels.put(Mechanism.POLL, new PollPanel());
        try {
            panels.put(Mechanism.EPOLL, new EpollPanel(Mechanism.EPOLL));
            panels.put(Mechanism.EPOLL_EDGE, new EpollPanel(Mechanism.EPOLL_EDGE));
        } catch (IOException e) {
            panels.values().forEach(Panel::close);
            throw e;
        }
    }

    /** Does it, and shows what there is afterwards. */
    synchronized View act(Action action) throws IOException, InterruptedException {
        if (closed) {
            throw new Refusal("this session is over: open the page again");
        }
        var done = perform(action);
        for (var panel : panels.values()) {
            panel.settle(SETTLE);
        }
        var view = view(done);
        recording.add(action, view);
        return view;
    }

    synchronized View view() throws IOException {
        return view("");
    }

    Recording recording() {
        return recording;
    }

    private View view(String done) throws IOException {
        var lineViews = new ArrayList<Line.View>();
        for (var line : lines) {
            lineViews.add(line.view());
        }
        var panelViews = new ArrayList<Panel.View>();
        for (var panel : panels.values()) {
            panelViews.add(panel.view());
        }
        return new View(done, lineViews, panelViews, eagains);
    }

    private String perform(Action action) throws IOException {
        return switch (action.name()) {
            case "add" -> add(within("sockets", action.count(), MOST_LINES - lines.size()));
            case "step" -> step(Mechanism.of(action.mechanism()), action.count());
            case "write" -> {
                long count = line(action).write(within("bytes", action.count(), MOST_BYTES));
                yield count == -EAGAIN
                        ? action.line() + " has no room for more: EAGAIN"
                        : "wrote " + count + " bytes to " + action.line();
            }
            case "read" -> read(line(action), within("bytes", action.count(), MOST_BYTES));
            case "half-close" -> {
                line(action).halfClose();
                yield "the peer of " + action.line() + " will write no more";
            }
            case "close-peer" -> {
                line(action).closePeer();
                yield "the peer of " + action.line() + " is closed";
            }
            case "close" -> {
                line(action).closeWatched();
                yield "the watched end of " + action.line() + " is closed";
            }
            case "dup" -> {
                line(action).duplicate();
                yield "the watched end of " + action.line() + " has one number more";
            }
            default -> throw new Refusal("no action is called " + action.name());
        };
    }

    private String add(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var line = Line.open(name(opened++));
            lines.add(line);
            for (var panel : panels.values()) {
                panel.watch(line);
            }
        }
        return "added " + count + (count == 1 ? " socket" : " sockets");
    }

    /** A, B, …, Z, A1, B1, … */
    private static String name(int number) {
        return (char) ('A' + number % 26) + (number < 26 ? "" : Integer.toString(number / 26));
    }

    private String read(Line line, int bytes) throws IOException {
        long count = line.read(bytes);
        if (count == -EAGAIN) {
            eagains++;
            return line.name() + " has nothing to read: EAGAIN";
        }
        return count == 0 ? line.name() + " is at its end" : "read " + count + " bytes from " + line.name();
    }

    private String step(Mechanism mechanism, int milliseconds) {
        if (milliseconds < 0 || milliseconds > LONGEST_WAIT.toMillis()) {
            throw new Refusal(
                    "a wait lasts 0 to " + LONGEST_WAIT.toMillis() + " milliseconds, and not " + milliseconds);
        }
        panel(mechanism).step(lines, Duration.ofMillis(milliseconds));
        return mechanism.word() + " was called";
    }

    @SuppressWarnings("NullAway") // The constructor puts all four.
    private Panel panel(Mechanism mechanism) {
        return panels.get(mechanism);
    }

    private Line line(Action action) {
        return lines.stream()
                .filter(line -> line.name().equals(action.line()))
                .findFirst()
                .orElseThrow(() -> new Refusal("no socket is called " + action.line()));
    }

    private static int within(String what, int count, int most) {
        if (count < 1 || count > most) {
            throw new Refusal(count + " " + what + ": there may be 1 to " + most);
        }
        return count;
    }

    @Override
    public synchronized void close() {
        closed = true;
        lines.forEach(Line::close);
        panels.values().forEach(Panel::close);
    }
}
