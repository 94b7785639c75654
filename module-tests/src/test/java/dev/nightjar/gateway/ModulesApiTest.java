package dev.nightjar.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.cluster.Cluster;
import dev.nightjar.console.Console;
import dev.nightjar.gateway.simulator.SimulatedGateway;
import dev.nightjar.metrics.GatewayMetrics;
import dev.nightjar.recorder.Recorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users can see of the modules beside the library changes only with a line in a list, as {@code PublicApiTest} has it for the library.
 * Runs in the module's folder.
 */
class ModulesApiTest {

    private static final Path LISTS = Path.of("src/test/resources/dev/nightjar/gateway");

    private static final String HOW_TO_WRITE =
            "mvn verify -Dtest=ModulesApiTest -Dapi.write=true -pl :nightjar-module-tests -am";

    @ParameterizedTest(name = "{0}")
    @MethodSource("modules")
    void whatUsersCanSeeIsWhatTheListSays(String name, Class<?> inModule) throws Exception {
        Path list = LISTS.resolve(name + "-api.txt");
        List<String> actual = PublicApi.of(inModule);
        if (Boolean.getBoolean("api.write")) {
            Files.createDirectories(LISTS);
            Files.write(list, actual);
            return;
        }

        List<String> listed = Files.readAllLines(list);

        assertThat(PublicApi.differences(listed, actual))
                .as(
                        "%s: lines with - are gone from the module, lines with + are new in it. %s If that is meant, write the"
                                + " list anew with: %s",
                        list, PublicApi.verdict(listed, actual), HOW_TO_WRITE)
                .isEmpty();
        assertThat(actual).as("the order of the lines of " + list).isEqualTo(listed);
    }

    private static List<Arguments> modules() {
        return List.of(
                Arguments.of("simulator", SimulatedGateway.class),
                Arguments.of("cluster", Cluster.class),
                Arguments.of("metrics", GatewayMetrics.class),
                Arguments.of("console", Console.class),
                Arguments.of("recorder", Recorder.class));
    }
}
