package io.sockeye.lab;

/** {@code docs/myths.md}. */
final class MythPage {
    private MythPage() {}

    static String text() {
        var text = new StringBuilder(
                """
                        # Twenty myths about select, poll and epoll

                        `./sockeye lab myth` lists them. `./sockeye lab myth NAME` asks first, then makes the calls and shows them, and
                        explains. The tests hold every outcome. This page is made by `./sockeye lab myth --markdown`.
                        """);
        int number = 1;
        for (var myth : Myths.ALL) {
            text.append("\n## ").append(number++).append(". ").append(myth.name()).append("\n\n");
            text.append("> ").append(myth.belief()).append("\n\n");
            text.append("Seen: ").append(myth.seen()).append(".\n\n");
            text.append(myth.question().text()).append("\n\n");
            int answer = 1;
            for (var choice : myth.question().answers()) {
                text.append(answer++).append(". ").append(choice).append("\n");
            }
            text.append("\n<details><summary>What the kernel does</summary>\n\nAnswer ")
                    .append(myth.question().right()).append(". ").append(myth.explanation().text())
                    .append("\n\n").append(myth.explanation().manual()).append("\n\n</details>\n");
        }
        return text.toString();
    }
}
