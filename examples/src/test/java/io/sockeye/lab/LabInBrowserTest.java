package io.sockeye.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.sockeye.browser.Browser;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab's page as a learner uses it, in a real browser. */
@NullUnmarked
class LabInBrowserTest {
    @TempDir
    private static Path folder;

    private static LabServer server;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium: install chromium, or name one by CHROMIUM");
        server = LabServer.open(InetAddress.getLoopbackAddress(), 0, Duration.ofSeconds(40));
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingIsInTheConsole() {
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(browser.events("Log.entryAdded")).isEmpty();
    }

    private static void open(String theme, int width) throws Exception {
        browser.open(URI.create(server.url()), theme, width);
        until("document.getElementById('status').textContent.startsWith('ready')");
    }

    private static void until(String condition) throws Exception {
        browser.evaluate("new Promise(done => { const look = () => (" + condition
                + ") ? done(true) : setTimeout(look, 10); look(); })");
    }

    /** As the button does it, and until the page has said so. */
    private static void press(String label, String said) throws Exception {
        browser.evaluate("[...document.querySelectorAll('button')].find(button =>"
                + " [button.textContent, button.getAttribute('aria-label')].includes('" + label + "')).click()");
        until("document.getElementById('status').textContent.includes('" + said + "')");
    }

    private static JsonNode lit(String mechanism) throws Exception {
        return browser.evaluate("[...document.querySelectorAll('#panels [data-mechanism=\"" + mechanism
                + "\"] .cell.changed')].map(cell => cell.title)");
    }

    @Test
    void addThreeWriteToOneStepEachPanelAndTheRightCellsLight() throws Exception {
        open("light", 1400);
        press("Add three", "added 3");
        press("write 1 B, socket B", "wrote 1");
        for (var mechanism : Mechanism.values()) {
            press("Step " + mechanism.word(), mechanism.word() + " was called");
            assertThat(browser.evaluate("[...document.querySelectorAll('#panels [data-mechanism=\"" + mechanism.word()
                    + "\"] p')].some(line => line.textContent === 'Ready: B')").asBoolean()).isTrue();
        }
        assertThat(lit("select")).hasSize(2).allMatch(cell -> cell.asText().endsWith("1 before, 0 after"));
        assertThat(lit("poll")).singleElement().matches(cell -> cell.asText().endsWith("revents=POLLIN after"));
        assertThat(lit("epoll")).singleElement().matches(cell -> cell.asText().startsWith("events[0]"));
        assertThat(lit("epoll-et")).singleElement().matches(cell -> cell.asText().startsWith("events[0]"));
    }

    @Test
    void fiveMythsRun() throws Exception {
        open("dark", 1400);
        press("Myths", "ready");
        for (var name : List.of("et-partial-read", "close-removes", "select-counts", "epoll-for-files",
                "one-send-one-recv")) {
            browser.evaluate("(() => { const myth = document.querySelector('[data-myth=\"" + name
                    + "\"]'); myth.open = true; myth.querySelector('input').click(); })()");
            press("Run " + name, "ran " + name);
            var right = Myths.named(name).question();
            var said = browser.evaluate(
                    "document.querySelector('[data-myth=\"" + name + "\"] p.right').textContent").asText();
            assertThat(said).endsWith(right.answers().get(right.right() - 1));
        }
        screenshot("lab-myths-dark");
    }

    @Test
    void tenThousandDescriptorsAreMeasured() throws Exception {
        open("light", 1400);
        press("Cost", "ready");
        browser.evaluate("(() => { const n = document.getElementById('n'); n.value = 958;"
                + " n.dispatchEvent(new Event('input')); })()");
        assertThat(browser.evaluate("Number(document.getElementById('n-out').textContent)").asInt())
                .isBetween(9_500, 10_500);
        press("Measure", "measured");
        assertThat(browser.evaluate("document.querySelectorAll('#times tbody tr').length").asInt()).isEqualTo(30);
        screenshot("lab-cost-light");
    }

    @ParameterizedTest
    @CsvSource({"light, 1400", "dark, 1400", "light, 400", "dark, 400"})
    void thePageFitsTheWindow(String theme, int width) throws Exception {
        open(theme, width);
        press("Add three", "added 3");
        press("write 100 B, socket A", "wrote 100");
        press("Step all four", "epoll-et was called");
        screenshot("lab-" + theme + "-" + width);
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
    }

    @Test
    void theFocusStaysWhereTheKeyboardLeftIt() throws Exception {
        open("light", 1400);
        press("Add a socket", "added 1");
        browser.evaluate("document.querySelector('[aria-label=\"write 1 B, socket A\"]').focus()");
        press("write 1 B, socket A", "wrote 1");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-label')").asText())
                .isEqualTo("write 1 B, socket A");
    }

    @Test
    void aBrokenRecordingLeavesTheOneThatIsShown() throws Exception {
        open("light", 1400);
        press("Add a socket", "added 1");
        var shown = browser.evaluate("(async () => {"
                + " const steps = await ask('GET', await own() + '/recording');"
                + " await load(new File([JSON.stringify(steps[0])], 'good.jsonl'));"
                + " await attempt(() => load(new File(['{}'], 'broken.jsonl')));"
                + " await attempt(() => load(new File(['{\"view\":{\"lines\":[],\"panels\":[{}]}}'], 'worse.jsonl')));"
                + " byId('forth').click(); return byId('where').textContent + ', ' + byId('status').textContent; })()");
        assertThat(shown.asText()).startsWith("step 1 of 1: added 1 socket, worse.jsonl is no recording of the lab");
    }

    @Test
    void aPageWithoutASessionSaysWhy() throws Exception {
        open("light", 1400);
        browser.evaluate("session = null; shown = null; refusal = 'there are 64 already'; say('')");
        for (var button : List.of("Step all four", "Add a socket", "Save the recording")) {
            press(button, "this page has no session, there are 64 already");
            browser.evaluate("say('')");
        }
    }

    /** For people to look at. */
    private static void screenshot(String name) throws Exception {
        var screenshots = Path.of(System.getProperty("sockeye.root"), "examples/target/screenshots");
        Files.createDirectories(screenshots);
        browser.screenshot(screenshots.resolve(name + ".png"));
    }
}
