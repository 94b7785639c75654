package dev.nightjar.gateway;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The texts in the library's sources that are made of words: string literals with a space between words, joined as the sources
 * join them, with each value in braces. Constants of annotations are left out.
 */
final class SourceTexts {

    private static final Pattern VALUE = Pattern.compile("(\\{[^{}]*})+");
    private static final Pattern WORD = Pattern.compile("\\p{Alpha}{2,}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");

    private SourceTexts() {}

    /** The text with {} for each value, or for some without a word between them, whatever their names. */
    static String withoutNames(String text) {
        return VALUE.matcher(text).replaceAll("{}");
    }

    private static String withoutValues(String text) {
        return VALUE.matcher(text).replaceAll("");
    }

    /** The texts below a folder, by the simple name of the class's file. */
    static Map<String, Set<String>> below(Path root) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, Set<String>> texts = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root);
                StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<Path> files =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            for (CompilationUnitTree unit : task.parse()) {
                Set<String> of = new TreeSet<>();
                unit.accept(new Collector(of), null);
                if (!of.isEmpty()) {
                    String path = unit.getSourceFile().getName();
                    texts.put(path.substring(path.lastIndexOf('/') + 1).replace(".java", ""), of);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static final class Collector extends TreeScanner<@Nullable Void, @Nullable Void> {

        private final Set<String> texts;

        Collector(Set<String> texts) {
            this.texts = texts;
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void unused) {
            return null;
        }

        @Override
        public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
            add(literal);
            return null;
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree sum, @Nullable Void unused) {
            if (sum.getKind() == Tree.Kind.PLUS && add(sum)) {
                return scanValues(sum);
            }
            return super.visitBinary(sum, null);
        }

        private boolean add(ExpressionTree whole) {
            String text =
                    text(whole).replaceAll("\\s+", " ").replace("|", "\\|").strip();
            boolean sentence = text.contains(" ")
                    && WORD.matcher(withoutValues(text)).results().count() > 1;
            if (sentence) {
                texts.add(text);
            }
            return sentence;
        }

        /** Looks for texts within the values of a sum, such as the two of a condition. */
        private @Nullable Void scanValues(ExpressionTree part) {
            switch (part) {
                case BinaryTree sum
                when sum.getKind() == Tree.Kind.PLUS -> {
                    scanValues(sum.getLeftOperand());
                    scanValues(sum.getRightOperand());
                }
                case LiteralTree literal -> {}
                default -> part.accept(this, null);
            }
            return null;
        }

        private static String text(ExpressionTree part) {
            return switch (part) {
                case BinaryTree sum
                when sum.getKind() == Tree.Kind.PLUS -> text(sum.getLeftOperand()) + text(sum.getRightOperand());
                case ParenthesizedTree inner
                when inner.getExpression() instanceof LiteralTree -> text(inner.getExpression());
                case LiteralTree literal when literal.getValue() instanceof String value -> value;
                case LiteralTree literal when literal.getValue() instanceof Character value -> value.toString();
                default -> "{" + name(part) + "}";
            };
        }

        /** What a value is called where it stands: the last name in its expression, which is not an Excerpt's. */
        private static String name(ExpressionTree value) {
            return NAME.matcher(value.toString())
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !name.startsWith("get"))
                    .reduce((first, last) -> last)
                    .orElse("value");
        }
    }
}
