package io.sockeye.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sockeye.benchmarks.SupportQuestion;
import io.sockeye.benchmarks.Variant;
import io.sockeye.benchmarks.measure.Sources;
import io.sockeye.browser.Browser;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** report.html in a real browser. */
class HtmlReportInBrowserTest {
    /** The picture without its empty pixels. */
    private static final String PIXELS =
            "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
                    + ".data.filter((byte, i) => i % 4 === 3 && byte > 0).length";

    @TempDir
    private static Path folder;
    private static Browser browser;
    private static URI report;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(Browser.program().isPresent(), "no Chromium: install chromium, or name one by CHROMIUM");
        report = HtmlReport.write(SupportQuestion.results(folder.resolve("results")), List.of(new SupportQuestion()))
                .toUri();
        browser = new Browser(folder.resolve("profile"));
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"light, 1200", "dark, 1200", "light, 400", "dark, 400"})
    void aReportIsDrawnWithoutAnErrorOrARequestAndFitsTheWindow(String theme, int width) throws Exception {
        browser.open(report, theme, width);
        screenshot(theme + "-" + width);

        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Runtime.consoleAPICalled")).isEmpty();
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Network.requestWillBeSent"))
                .map(event -> event.path("params").path("request").path("url").asText())
                .allMatch(url -> url.equals(report.toString()) || url.startsWith("data:"));
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
    }

    @Test
    void everyPlotIsDrawnAndItsLegendNamesEveryVariant() throws Exception {
        browser.open(report, "light", 1200);

        var plots = browser.evaluate("[...document.querySelectorAll('figure.plot')].map(figure => ({"
                + "pixels: [...figure.querySelectorAll('canvas')].map(" + PIXELS + "),"
                + "names: [...figure.querySelectorAll('.legend .name')].map(name => name.textContent)}))");

        assertThat(plots).hasSize(3);
        for (var plot : plots) {
            assertThat(plot.path("pixels")).singleElement().matches(pixels -> pixels.asInt() > 5_000);
            assertThat(plot.path("names")).map(name -> name.asText()).containsExactlyElementsOf(measured());
        }
    }

    @Test
    void everyBarIsDrawnWithItsName() throws Exception {
        browser.open(report, "light", 1200);

        var bars = browser.evaluate("[...document.querySelectorAll('figure.bars li')].map(bar => ({"
                + "name: bar.querySelector('.name').textContent,"
                + "width: bar.querySelector('.bar').getBoundingClientRect().width}))");

        assertThat(bars).map(bar -> bar.path("name").asText()).containsExactlyInAnyOrderElementsOf(measured());
        assertThat(bars).allMatch(bar -> bar.path("width").asInt() > 10);
    }

    @Test
    void aButtonOfTheLegendTakesItsLineAwayAndBringsItBack() throws Exception {
        browser.open(report, "light", 1200);

        var changes = browser.evaluate("(async () => {"
                + "const frame = () => new Promise(requestAnimationFrame);"
                + "const changes = [];"
                + "for (const figure of document.querySelectorAll('figure.plot')) {"
                + "  const picture = () => figure.querySelector('canvas').toDataURL();"
                + "  for (const button of figure.querySelectorAll('.legend button[aria-pressed]')) {"
                + "    const before = picture(); button.click(); await frame(); await frame();"
                + "    const without = picture(); button.click(); await frame(); await frame();"
                + "    changes.push([before !== without, before === picture()]);"
                + "  }"
                + "}"
                + "return changes; })()");

        assertThat(changes).hasSize(3 * measured().size());
        assertThat(changes).allMatch(change -> change.path(0).asBoolean() && change.path(1).asBoolean());
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void theSwitchChangesTheThemeOfThePageAndOfItsPlots(String theme) throws Exception {
        browser.open(report, theme, 1200);
        var looks = "[getComputedStyle(document.body).backgroundColor,"
                + " document.querySelector('figure.plot canvas').toDataURL()]";
        var before = browser.evaluate(looks);

        browser.evaluate("document.getElementById('theme').click()");
        browser.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))");
        var after = browser.evaluate(looks);

        assertThat(after.path(0)).isNotEqualTo(before.path(0));
        assertThat(after.path(1)).isNotEqualTo(before.path(1));
    }

    /** For people to look at. */
    private static void screenshot(String name) throws Exception {
        var screenshots = Sources.root().resolve("benchmarks/target/screenshots");
        Files.createDirectories(screenshots);
        browser.screenshot(screenshots.resolve(name + ".png"));
    }

    private static List<String> measured() {
        var question = new SupportQuestion();
        return question.variants().stream()
                .filter(variant -> question.missing(variant).isEmpty())
                .map(Variant::name)
                .toList();
    }
}
