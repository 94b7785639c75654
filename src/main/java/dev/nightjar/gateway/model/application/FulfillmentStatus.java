package dev.nightjar.gateway.model.application;

import dev.nightjar.gateway.model.Coded;

/**
 * How far the delivery of an entitlement by the developer of its app is.
 *
 * @see <a href="https://github.com/discord/discord-api-spec">Discord: EntitlementTenantFulfillmentStatusResponse of the API
 *     description</a>
 */
public enum FulfillmentStatus implements Coded {
    /** Discord does not know. */
    UNDETERMINED(0),
    /** There is nothing to deliver. */
    FULFILLMENT_NOT_NEEDED(1),
    /** It must be delivered. */
    FULFILLMENT_NEEDED(2),
    /** It was delivered. */
    FULFILLED(3),
    /** The delivery has failed. */
    FULFILLMENT_FAILED(4),
    /** It must be taken back. */
    UNFULFILLMENT_NEEDED(5),
    /** It was taken back. */
    UNFULFILLED(6),
    /** Taking it back has failed. */
    UNFULFILLMENT_FAILED(7),
    /** Absent, or a value that this version does not know. */
    UNKNOWN(-1);

    private final int code;

    FulfillmentStatus(int code) {
        this.code = code;
    }

    @Override
    public int code() {
        return code;
    }
}
