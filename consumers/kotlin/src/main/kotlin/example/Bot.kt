package example

import dev.nightjar.gateway.Compression
import dev.nightjar.gateway.GatewayConfig
import dev.nightjar.gateway.Shard
import dev.nightjar.gateway.ShardId
import dev.nightjar.gateway.event.Intent
import dev.nightjar.gateway.event.MessageCreate
import dev.nightjar.gateway.event.Ready
import java.net.URI
import java.time.Instant

/** A bot that says what it got. The arguments are the gateway's URL and the compression. */
fun main(args: Array<String>) {
    val config = GatewayConfig.builder("any")
        .intents(Intent.GUILDS)
        .gatewayUrl(URI.create(args[0]))
        .compression(Compression.valueOf(args[1]))
        .build()
    Shard.open(ShardId.ONE, config).use { shard ->
        for (event in shard.events()) {
            when (event) {
                is Ready -> println("READY")
                is MessageCreate -> {
                    // What may be null is nullable here, and what may not is not.
                    val content: String = event.message().content()
                    val edited: Instant? = event.message().editedTimestamp()
                    println("message: $content")
                    println("edited: ${edited ?: "never"}, second ${edited?.epochSecond ?: 0}")
                    return
                }
                else -> {}
            }
        }
    }
}
