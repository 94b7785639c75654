package dev.nightjar.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The values of all settings: the defaults, except for those that were set. Immutable and safe for any thread, so that a
 * configuration, its builder and the configurations made from it can share one.
 */
final class Settings {

    /** Every setting has its default. */
    static final Settings DEFAULTS = new Settings(Map.of());

    private final Map<Setting<?>, Object> given;

    private Settings(Map<Setting<?>, Object> given) {
        this.given = given;
    }

    /** The value of a setting. */
    @SuppressWarnings("unchecked") // with() lets nothing but a T in
    <T> T get(Setting<T> setting) {
        Object value = given.get(setting);
        return value == null ? setting.initial() : (T) value;
    }

    /** Whether a value was set, even if it is the default. */
    boolean isGiven(Setting<?> setting) {
        return given.containsKey(setting);
    }

    /**
     * These settings with one of them set.
     *
     * @throws IllegalArgumentException when the value does not pass the setting's check
     */
    <T> Settings with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> more = new HashMap<>(given);
        more.put(setting, setting.check(Objects.requireNonNull(value)));
        return new Settings(more);
    }
}
