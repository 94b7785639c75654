package example

import dev.nightjar.gateway.GatewayConfig
import dev.nightjar.gateway.event.MessageCreate
import dev.nightjar.gateway.model.guild.GuildMember

// Each of these functions is an error of the compiler: .ci/consumers counts them.

fun aNullableIsNotDereferenced(event: MessageCreate): Long = event.message().editedTimestamp().epochSecond

fun aNullableIsNotGivenOutAsPresent(event: MessageCreate): GuildMember = event.member()

fun nullIsNoArgument(): GatewayConfig = GatewayConfig.builder("any").compression(null).build()
