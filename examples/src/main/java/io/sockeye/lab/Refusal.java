package io.sockeye.lab;

/** A request of a learner or a page that is refused. The message says why. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String reason) {
        super(reason);
    }
}
