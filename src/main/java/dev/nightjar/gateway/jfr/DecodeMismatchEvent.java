package dev.nightjar.gateway.jfr;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An event of which values had another shape than documented and were read as absent. */
@Name("dev.nightjar.DecodeMismatch")
@Label("Decode Mismatch")
@Description("An event of which values had another shape than documented and were read as absent")
public final class DecodeMismatchEvent extends EventOfShard {

    static final DecodeMismatchEvent PROBE = new DecodeMismatchEvent(0, 0);

    @Label("Type")
    @Description("The type of the event")
    String type = "";

    @Label("Fields")
    @Description("How many values did not fit")
    int fields;

    @Label("Place")
    @Description("The place of the first one; a part that may be data is a *")
    String place = "";

    DecodeMismatchEvent(int shard, int total) {
        super(shard, total);
    }

    /**
     * Ends the event and gives it to the recording.
     *
     * @param type the type of the event
     * @param fields how many values did not fit
     * @param place the place of the first one; a part that may be data is a *
     */
    public void finish(String type, int fields, String place) {
        this.type = type;
        this.fields = fields;
        this.place = place;
        commit();
    }
}
