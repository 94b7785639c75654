package example

import dev.nightjar.gateway.simulator.SimulatedGateway
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.io.TempDir

/** The bot as it is deployed: a process that SIGTERM ends, and another one after it. */
@Timeout(120)
class BotTest {

    @TempDir
    lateinit var sessions: Path

    @Test
    fun `the next process goes on where SIGTERM has ended the one before`() {
        SimulatedGateway.start().use { gateway ->
            BotProcess(gateway).use { bot ->
                val session = gateway.awaitSession()
                session.dispatch("MESSAGE_CREATE", message("first"))
                bot.awaitLine("wren: first")
                bot.terminate()
                session.dispatch("MESSAGE_CREATE", message("while nobody was there"))
            }
            BotProcess(gateway).use { bot ->
                bot.awaitLine("wren: while nobody was there")
                bot.terminate()
            }

            assertThat(gateway.identifies()).hasSize(1)
            assertThat(gateway.resumes()).hasSize(1)
            assertThat(gateway.violations()).isEmpty()
        }
    }

    private fun message(text: String) =
        """{"id":"1","channel_id":"2","guild_id":"3","author":{"id":"4","username":"wren"},"content":"$text"}"""

    /** A process with the bot, at a simulated gateway. */
    private inner class BotProcess(gateway: SimulatedGateway) : AutoCloseable {

        private val process = ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "example.BotKt",
        ).apply {
            environment() += mapOf(
                "DISCORD_TOKEN" to "any",
                "GATEWAY_URL" to gateway.url().toString(),
                "SESSIONS" to sessions.toString(),
            )
        }.redirectError(ProcessBuilder.Redirect.INHERIT).start()

        private val output = process.inputReader()

        init {
            // Nothing interrupts a read: should the process hang, its end ends it.
            CompletableFuture.delayedExecutor(60, TimeUnit.SECONDS).execute { process.destroyForcibly() }
        }

        fun awaitLine(wanted: String) {
            val others = mutableListOf<String>()
            while (true) {
                val line = output.readLine() ?: throw AssertionError("The bot did not say '$wanted', but $others")
                if (line == wanted) return
                others += line
            }
        }

        /** Ends it as whoever deploys it does, with SIGTERM. */
        fun terminate() {
            process.destroy()
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue()
        }

        override fun close() {
            process.destroyForcibly()
        }
    }
}
