package dev.nightjar.moduletests.shown;

/** A message as a public record. */
public record Shown(String content) {}
