package example

import dev.nightjar.gateway.GatewayConfig
import dev.nightjar.gateway.Shard
import dev.nightjar.gateway.ShardId
import dev.nightjar.gateway.event.Event
import dev.nightjar.gateway.event.Intent
import dev.nightjar.gateway.event.MessageCreate
import dev.nightjar.gateway.simulator.SimulatedGateway
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout

@Timeout(60)
class EventFlowTest {

    private val gateway = SimulatedGateway.start()
    private val shard = Shard.open(
        ShardId.ONE,
        GatewayConfig.builder("any").intents(Intent.GUILD_MESSAGES, Intent.MESSAGE_CONTENT).gatewayUrl(gateway.url()).build(),
    )
    private val session = gateway.awaitSession()

    @AfterEach
    fun close() {
        shard.close()
        gateway.close()
    }

    @Test
    fun `the events come in their order`() = runBlocking<Unit> {
        dispatch(1..100)

        assertThat(contents().take(100).toList()).isEqualTo((1..100).map(Int::toString))
    }

    @Test
    fun `the flow ends with the shard`() = runBlocking<Unit> {
        val events = async { shard.events().asFlow().toList() }
        shard.close()

        assertThat(events.await()).noneMatch { it is MessageCreate }
    }

    @Test
    fun `a collector that is cancelled while it waits loses nothing`() = runBlocking<Unit> {
        val began = CompletableDeferred<Event>()
        val collector = launch(Dispatchers.Default) { shard.events().asFlow().collect { began.complete(it) } }
        began.await()
        collector.cancel()
        collector.join()
        dispatch(1..1)

        assertThat(collector.isCancelled).isTrue()
        assertThat(contents().first()).isEqualTo("1")
    }

    @Test
    fun `many events are handled at once`() = runBlocking<Unit> {
        val seen = Channel<String>(Channel.UNLIMITED)
        val all = CompletableDeferred<Unit>()
        val handling = launch(Dispatchers.Default) {
            shard.events().handleConcurrently(atOnce = 10) { event ->
                if (event is MessageCreate) {
                    seen.send(event.message.content)
                    all.await() // none of them ends before all have begun
                }
            }
        }
        dispatch(1..3)

        assertThat(List(3) { seen.receive() }).containsExactlyInAnyOrder("1", "2", "3")
        all.complete(Unit)
        shard.close()
        handling.join()
        assertThat(handling.isCancelled).isFalse()
    }

    private fun contents() = shard.events().asFlow().filterIsInstance<MessageCreate>().map { it.message.content }

    private fun dispatch(numbers: IntRange) = numbers.forEach {
        session.dispatch(
            "MESSAGE_CREATE",
            """{"id":"$it","channel_id":"2","guild_id":"3","author":{"id":"4","username":"wren"},"content":"$it"}""",
        )
    }
}
