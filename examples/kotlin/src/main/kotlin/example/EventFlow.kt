package example

import dev.nightjar.gateway.Events
import dev.nightjar.gateway.GatewayException
import java.util.concurrent.Executors
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runInterruptible

/** Where coroutines wait for events: in virtual threads, which cost little while they wait. */
private val virtualThreads = Executors.newVirtualThreadPerTaskExecutor().asCoroutineDispatcher()

/**
 * The events of a shard or of a fleet as a flow, in their order. It ends when the shard has ended, and fails when the shard has failed.
 *
 * An event counts as handled, for a session store, when the collector asks for the next one. An operator that keeps events in a buffer,
 * such as `buffer` or `flowOn`, asks for the next one before its collector is done; [handleConcurrently] does many at once and counts right.
 *
 * When the collector is cancelled while it waits, no event is lost: a later collector goes on with the next one.
 */
fun <E : Any> Events<E>.asFlow(): Flow<E> = flow {
    val events = iterator()
    while (waiting { events.hasNext() }) {
        emit(events.next())
    }
}

/**
 * Handles the events of a shard or of a fleet in suspending functions, so many at once. An event counts as handled when its function
 * has returned, and those before it, too. Returns when the shard has ended and all functions have.
 */
suspend fun <E : Any> Events<E>.handleConcurrently(atOnce: Int, handler: suspend (E) -> Unit): Unit = coroutineScope {
    waiting { handleAsync(atOnce) { event -> future { handler(event) } } }
}

/** Whoever cancels the coroutine interrupts the thread that waits. The library says so in its own way, and coroutines in theirs. */
private suspend fun <T> waiting(wait: () -> T): T =
    try {
        runInterruptible(virtualThreads, wait)
    } catch (e: GatewayException) {
        currentCoroutineContext().ensureActive()
        throw e
    }
