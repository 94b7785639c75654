package dev.nightjar.gateway;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The code below a folder, and the rooms that ARCHITECTURE.md gives it. Paths are seen from the project's folder, in which Maven runs
 * the library's tests.
 *
 * @param code the code of each file without its comments, by the file's path as seen from the folder
 */
record Sources(Map<String, String> code) {

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    static Sources below(Path folder) {
        Map<String, String> code = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                code.put(name, COMMENT.matcher(Files.readString(file)).replaceAll(""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sources(code);
    }

    /** The files whose code has this in it. */
    List<String> with(String pattern) {
        Pattern sought = Pattern.compile(pattern);
        return code.entrySet().stream()
                .filter(file -> sought.matcher(file.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The types of the folder itself, without those of packages below it. */
    List<String> types() {
        return code.keySet().stream()
                .filter(file -> !file.contains("/") && !file.equals("package-info.java"))
                .map(file -> file.substring(0, file.length() - ".java".length()))
                .toList();
    }

    /** The types in the rooms of ARCHITECTURE.md: the second column of the first table of rooms below a heading. */
    static List<String> mapped(String heading) throws IOException {
        String text = Files.readString(Path.of("ARCHITECTURE.md"));
        String section = text.substring(text.indexOf("\n## " + heading + "\n"));
        String table = section.substring(section.indexOf("\n| room ") + 1);
        return table.substring(0, table.indexOf("\n\n"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| room "))
                .map(line -> line.split(" \\| ", -1)[1])
                .flatMap(cell -> Pattern.compile("\\w+").matcher(cell).results())
                .map(MatchResult::group)
                .toList();
    }
}
