package dev.nightjar.gateway;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The purpose of one connection.
 *
 * @param url the URL that is dialled
 * @param resumes the session that it resumes, or null when it identifies
 * @param paced whether its commands must be spread out, because the last connection sent too many
 */
record Dial(URI url, @Nullable Session resumes, boolean paced) {}
