package dev.nightjar.gateway.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What decoding costs beside a bare scan of the same bytes' tokens, which no decoder that parses can beat: CPU time of the
 * thread and bytes allocated. A program to run by hand on a machine that does nothing else, for a test must not depend on
 * time. With an argument it measures the first decode of a fresh JVM only.
 */
final class DecodeCost {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final JsonFactory PLAIN = new JsonFactory();
    private static final int ROUNDS = 15;
    private static final long ROUND_BYTES = 60_000_000;

    @SuppressWarnings("unused") // so that nothing is optimised away
    private static volatile int sink;

    private DecodeCost() {}

    private interface Work {
        int run() throws IOException;
    }

    /**
     * Prints one line a measurement.
     *
     * @param arguments anything, to measure the first decode
     */
    public static void main(String[] arguments) throws IOException {
        Payload message = Payload.of(message(1).getBytes(UTF_8));
        Payload guild = Payload.of(guild(60_000).getBytes(UTF_8));
        if (arguments.length > 0) {
            first(message, guild);
            return;
        }
        compare("MESSAGE_CREATE", message);
        compare("GUILD_CREATE", guild);
    }

    private static void first(Payload message, Payload guild) throws IOException {
        tokens(message.bytes());
        for (Payload payload : List.of(message, guild, message)) {
            long cpu = THREADS.getCurrentThreadCpuTime();
            long wall = System.nanoTime();
            sink = payload.event().hashCode();
            System.out.printf(
                    "first %s: %.1f ms of CPU, %.1f ms%n",
                    payload.name(), (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6, (System.nanoTime() - wall) / 1e6);
        }
    }

    private static void compare(String name, Payload payload) throws IOException {
        if (payload.event() instanceof Malformed malformed) {
            throw new IllegalStateException("the payload is malformed", malformed.cause());
        }
        byte[] json = payload.bytes();
        Cost floor = new Cost(Double.MAX_VALUE, 0);
        Cost decode = floor;
        for (int round = 0; round < ROUNDS; round++) { // in turns, so that both see the same machine
            floor = better(floor, measure(json.length, () -> tokens(json)));
            decode = better(decode, measure(json.length, () -> System.identityHashCode(payload.event())));
        }
        System.out.printf(
                "%s of %,d bytes: tokens %,.0f ns and %,d B; event() %,.0f ns and %,d B: %.2f times the time,"
                        + " %.2f times the payload%n",
                name,
                json.length,
                floor.nanos,
                floor.bytes,
                decode.nanos,
                decode.bytes,
                decode.nanos / floor.nanos,
                (double) decode.bytes / json.length);
    }

    private record Cost(double nanos, long bytes) {}

    private static Cost better(Cost one, Cost other) {
        return other.nanos < one.nanos ? other : one;
    }

    private static Cost measure(int size, Work work) throws IOException {
        int times = (int) Math.max(1, ROUND_BYTES / size);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += work.run();
        }
        long spent = THREADS.getCurrentThreadCpuTime() - cpu;
        sink = sum;
        return new Cost((double) spent / times, (THREADS.getCurrentThreadAllocatedBytes() - allocated) / times);
    }

    private static int tokens(byte[] json) throws IOException {
        int count = 0;
        try (JsonParser parser = PLAIN.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                count++;
            }
        }
        return count;
    }

    private static String dispatch(String name, String data) {
        return "{\"t\":\"" + name + "\",\"s\":42,\"op\":0,\"d\":"
                + data.replace('\'', '"').replaceAll("\\n\\s*", "") + "}";
    }

    private static String user(int i) {
        return ("{'username':'owl%1$d','public_flags':4194368,'primary_guild':null,'id':'8035111022467%1$04d',"
                        + "'global_name':'Owl %1$d','display_name_styles':null,'discriminator':'0','collectibles':null,"
                        + "'clan':null,'avatar_decoration_data':null,'avatar':'8342729096ea3675442027381ff5%1$04d'")
                .formatted(i);
    }

    /** A message as people write them, 1.2 KB. */
    private static String message(int i) {
        return dispatch("MESSAGE_CREATE", """
                {'type':19,'tts':false,'timestamp':'2026-11-01T12:34:56.789000+00:00','pinned':false,
                'nonce':'1164000000000000000','mentions':[],'mention_roles':[],'mention_everyone':false,
                'message_reference':{'type':0,'message_id':'1164000000000000040','guild_id':'1164000000000000003',
                'channel_id':'1164000000000000002'},
                'member':{'roles':['1164000000000000010','1164000000000000011'],'premium_since':null,'pending':false,
                'nick':'Nell','mute':false,'joined_at':'2015-04-26T06:26:56.936000+00:00','flags':0,'deaf':false,
                'communication_disabled_until':null,'banner':null,'avatar':null},
                'id':'1164000000000000001','flags':0,'embeds':[],'edited_timestamp':null,
                'content':'Has anybody seen the barn owl that lives behind the mill? It was there every evening when I came home.',
                'components':[],'channel_type':0,'channel_id':'1164000000000000002','author':""" + user(i) + "},'attachments':[],'guild_id':'1164000000000000003'}");
    }

    /** A guild of about so many bytes. */
    private static String guild(int size) {
        var members = new ArrayList<String>();
        var presences = new ArrayList<String>();
        var channels = new ArrayList<String>();
        var roles = new ArrayList<String>();
        int length = 0;
        for (int i = 0; length < size; i++) {
            members.add("{'user':" + user(i) + "},'roles':['116400000000000001" + i % 10
                    + "'],'premium_since':null,'pending':false,'nick':null,'mute':false,"
                    + "'joined_at':'2020-04-26T06:26:56.936000+00:00','flags':0,'deaf':false,"
                    + "'communication_disabled_until':null,'banner':null,'avatar':null}");
            presences.add("{'user':{'id':'8035111022467" + (1000 + i)
                    + "'},'status':'online','client_status':{'desktop':'online'},'activities':[{'type':0,'name':'Owls',"
                    + "'id':'ec0b28a579ecb4bd','created_at':1730000000123,'timestamps':{'start':1730000000000}}]}");
            channels.add("{'version':1730000000000,'type':0,'topic':null,'rate_limit_per_user':0,'position':" + i
                    + ",'permission_overwrites':[{'type':0,'id':'1970384394833100" + (10 + i % 90)
                    + "','deny':'1024','allow':'0'}],'parent_id':null,'name':'channel-" + i
                    + "','last_message_id':'1164000000000000001','id':'19703843948331" + (1000 + i)
                    + "','flags':0,'theme_color':null,'icon_emoji':null}");
            if (i % 3 == 0) {
                roles.add("{'version':1730000000000,'unicode_emoji':null,'tags':{},'position':" + i
                        + ",'permissions':'2222085723512896','name':'role " + i
                        + "','mentionable':false,'managed':false,'id':'116400000000" + (1000 + i)
                        + "','icon':null,'hoist':false,'flags':0,'colors':{'primary_color':1,'secondary_color':null,"
                        + "'tertiary_color':null},'color':1}");
            }
            length = String.join(",", members).length()
                    + String.join(",", presences).length()
                    + String.join(",", channels).length()
                    + String.join(",", roles).length();
        }
        return dispatch(
                "GUILD_CREATE",
                "{'id':'197038439483310086','name':'Owl watchers','icon':'f64c482b807da4f539cff778d174971c',"
                        + "'unavailable':false,'large':false,'member_count':260,'owner_id':'73193882359173120',"
                        + "'joined_at':'2018-05-12T19:12:24.151000+00:00','features':['COMMUNITY','NEWS'],"
                        + "'emojis':[],'stickers':[],'voice_states':[],'threads':[],'stage_instances':[],"
                        + "'guild_scheduled_events':[],'soundboard_sounds':[],'roles':" + roles + ",'channels':"
                        + channels
                        + ",'members':" + members + ",'presences':" + presences + "}");
    }
}
