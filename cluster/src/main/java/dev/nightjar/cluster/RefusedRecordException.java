package dev.nightjar.cluster;

/** A record in the engine that is not one of this bot's, or not one that this version writes. Nobody acts on it. */
final class RefusedRecordException extends EngineException {

    private static final long serialVersionUID = 1L;

    /** Names the key, what is wrong with its record, and what helps. */
    RefusedRecordException(String key, String fault, String remedy) {
        super("The record " + key + " is refused, because " + fault + ": " + remedy);
    }
}
