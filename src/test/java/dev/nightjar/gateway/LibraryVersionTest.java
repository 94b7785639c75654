package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryVersionTest {

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(LibraryVersion.read()).matches("\\d+\\.\\d+\\.\\d+(-[A-Za-z0-9.-]+)?");
    }
}
