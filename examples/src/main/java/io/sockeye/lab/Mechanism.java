package io.sockeye.lab;

/** The four panels of the lab. */
enum Mechanism {
    SELECT("select"),
    POLL("poll"),
    EPOLL("epoll"),
    EPOLL_EDGE("epoll-et");

    private final String word;

    Mechanism(String word) {
        this.word = word;
    }

    /** As the learner says it. */
    String word() {
        return word;
    }

    static Mechanism of(String word) {
        for (var mechanism : values()) {
            if (mechanism.word.equals(word)) {
                return mechanism;
            }
        }
        throw new Refusal("no mechanism is called " + word + ": there are select, poll, epoll and epoll-et");
    }
}
