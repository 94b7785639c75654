package dev.nightjar.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.console.examples.ConsoleDemo;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Takes the pictures of docs/console.md anew, from the demonstration, when it is asked to: {@code mvn test -Dtest=ScreenshotsTest
 * -Dscreenshots=true -pl :nightjar-console -am}. It takes some three minutes, in which the plots get something to show.
 */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotsTest {

    private static final Path FOLDER = Path.of("../docs/console");
    private static final String TROUBLE = "#ends td.bad";

    @Test
    void picturesAreTaken() throws IOException, InterruptedException {
        int port = freePort();
        System.setProperty("port", Integer.toString(port));
        System.setProperty("seconds", "600");
        Thread.ofPlatform().daemon().start(ScreenshotsTest::demo);
        Browser browser = Browser.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + port + "/");
            browser.look(1440, 1060, "dark");
            browser.go(url);
            browser.await("document.querySelectorAll('.cell').length === 12");
            for (int minute = 1; minute <= 3; minute++) {
                browser.runAsync("setTimeout(done, 25000);");
                browser.runAsync("setTimeout(done, 25000);");
            }
            browser.await("document.querySelectorAll('" + TROUBLE + "').length > 3");
            save(browser, "dark.png");

            browser.look(1440, 960, "light");
            browser.run("document.querySelector('" + TROUBLE + "').parentElement.querySelector('button').click()");
            browser.await("document.getElementById('life-facts').children.length > 0");
            browser.runAsync("setTimeout(done, 1500);");
            save(browser, "light.png");

            browser.run("document.getElementById('life-close').click()");
            browser.look(390, 844, "light");
            browser.runAsync("setTimeout(done, 1500);");
            save(browser, "narrow.png");
        } finally {
            browser.quit();
        }
    }

    private static void demo() {
        try {
            ConsoleDemo.main(new String[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void save(Browser browser, String name) throws IOException, InterruptedException {
        byte[] picture = small(browser.screenshot());
        assertThat(picture.length).as("the size of " + name).isLessThan(150_000);
        Files.createDirectories(FOLDER);
        Files.write(FOLDER.resolve(name), picture);
    }

    /** The picture in its 256 most frequent colours. */
    private static byte[] small(byte[] png) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        int[] palette = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(256)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        BufferedImage indexed = new BufferedImage(
                picture.getWidth(),
                picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int index = nearest.computeIfAbsent(picture.getRGB(x, y), colour -> nearest(colour, palette));
                indexed.getRaster().setSample(x, y, 0, index);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(indexed, "png", out);
        return out.toByteArray();
    }

    private static int nearest(int colour, int[] palette) {
        int best = 0;
        for (int i = 1; i < palette.length; i++) {
            if (distance(colour, palette[i]) < distance(colour, palette[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int apart = ((one >> shift) & 255) - ((other >> shift) & 255);
            sum += apart * apart;
        }
        return sum;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
