package io.sockeye.lab;

/** What a learner, or a page, asked for and does not get. The message says why. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason);
    }
}
