package dev.nightjar.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * The version of this library, as the build wrote it into a resource beside this class. Unlike the manifest of a jar, a resource
 * is there in a folder of classes and in a jlink image too.
 */
final class LibraryVersion {

    private static final String UNKNOWN = "unknown";

    private LibraryVersion() {}

    /** The version, or "unknown" when a repackaged library has lost the resource. A bot should not fail because of that. */
    static String read() {
        try (InputStream resource = LibraryVersion.class.getResourceAsStream("version.properties")) {
            if (resource == null) {
                return UNKNOWN;
            }
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
