/**
 * Channels, threads and voice.
 *
 * <p>Begin with {@link dev.nightjar.gateway.model.channel.Channel Channel}: threads are channels too, and {@link
 * dev.nightjar.gateway.model.channel.ChannelType ChannelType} tells them apart. Who is in a voice channel is a {@link
 * dev.nightjar.gateway.model.channel.VoiceState VoiceState}:
 *
 * {@snippet file="dev/nightjar/gateway/examples/ReadModel.java" region="voice"}
 */
@NullMarked
package dev.nightjar.gateway.model.channel;

import org.jspecify.annotations.NullMarked;
