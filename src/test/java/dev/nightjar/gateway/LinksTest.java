package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The links of all pages of the repository to each other: the file is there, and so is the heading. Links to other sites are not
 * looked at. Runs in the project's folder, as Maven does.
 */
class LinksTest {

    /** Folders with what the build makes, or that are not part of the repository; and the site's own pages, whose build checks links. */
    private static final Set<String> NOT_LOOKED_AT = Set.of("target", ".git", "node_modules", "site");

    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(<?([^)\\s>]+)>?\\)|(?:src|href)=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*|//.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsToAFileAndAHeading(Path page) {
        assertThat(links(page)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? page
                    : Path.of("").resolve(page).resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2 && target.toString().endsWith(".md")) {
                assertThat(anchors(target)).contains(parts[1]);
            }
        });
    }

    @Test
    void thePagesWereFoundAndHaveLinks() {
        assertThat(pages()).contains(Path.of("README.md"), Path.of("docs/guides/README.md"));
        assertThat(links(Path.of("docs/guides/README.md"))).contains("first-bot.md");
    }

    @ParameterizedTest
    @CsvSource({
        "Set up, set-up",
        "`dev.nightjar.Dial`, devnightjardial",
        "HOLD or SUSPEND, hold-or-suspend",
        "A [link](to.md) in it, a-link-in-it",
        "1. Inflating, 1-inflating"
    })
    void anAnchorIsTheHeadingAsTheHostingServiceWritesIt(String heading, String anchor) {
        assertThat(anchor(heading)).isEqualTo(anchor);
    }

    static Stream<Path> pages() {
        List<Path> pages = new ArrayList<>();
        try {
            Files.walkFileTree(Path.of(""), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean isSkipped = NOT_LOOKED_AT.contains(String.valueOf(folder.getFileName()));
                    return isSkipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".md")) {
                        pages.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages.stream().sorted();
    }

    private static List<String> links(Path page) {
        return LINK.matcher(CODE.matcher(read(page)).replaceAll(""))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }

    /** The anchors of a page's headings; the second of two equal ones has a number. */
    private static Set<String> anchors(Path page) {
        Map<String, Integer> times = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(FENCED.matcher(read(page)).replaceAll("")).results().forEach(heading -> {
            String anchor = anchor(heading.group(1));
            int before = times.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
