package example

import dev.nightjar.gateway.FileSessionStore
import dev.nightjar.gateway.GatewayConfig
import dev.nightjar.gateway.Shard
import dev.nightjar.gateway.ShardId
import dev.nightjar.gateway.event.Disconnected
import dev.nightjar.gateway.event.Event
import dev.nightjar.gateway.event.Intent
import dev.nightjar.gateway.event.MessageCreate
import dev.nightjar.gateway.event.Ready
import dev.nightjar.gateway.event.Resumed
import dev.nightjar.gateway.event.SessionInvalidated
import java.net.URI
import java.nio.file.Path
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.Job
import kotlinx.coroutines.job
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull

/** Prints the messages that the bot can see, and says what happens to its connection. */
fun main() = runBlocking {
    val shard = Shard.open(ShardId.ONE, configuration(System.getenv()))
    suspendAtExit(shard, coroutineContext.job)
    shard.events().asFlow().collect { onEvent(it) }
}

fun configuration(environment: Map<String, String>): GatewayConfig {
    val token = environment["DISCORD_TOKEN"] ?: error("Put the bot's token into DISCORD_TOKEN")
    val config = GatewayConfig.builder(token)
        .intents(Intent.GUILDS, Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT)
        .sessionStore(FileSessionStore.of(Path.of(environment["SESSIONS"] ?: "sessions")))
    // Tests have another gateway than Discord's.
    environment["GATEWAY_URL"]?.let { config.gatewayUrl(URI.create(it)) }
    return config.build()
}

private fun onEvent(event: Event) {
    when (event) {
        is Ready -> println("Logged in as ${event.user.username}")
        is Resumed -> println("Goes on where it was")
        is MessageCreate -> println("${event.message.author.username}: ${event.message.content}")
        is Disconnected -> println("Disconnected: ${event.reason}, next: ${event.next}")
        is SessionInvalidated -> println("Events may be missing: ${event.reason}")
        else -> {}
    }
}

/**
 * At SIGTERM and Ctrl-C closes the connection so that the session stays, and waits until the loop is done with its event. The next
 * process goes on behind that one.
 */
private fun suspendAtExit(shard: Shard, loop: Job) {
    Runtime.getRuntime().addShutdownHook(Thread {
        shard.suspend()
        runBlocking { withTimeoutOrNull(10.seconds) { loop.join() } }
    })
}
