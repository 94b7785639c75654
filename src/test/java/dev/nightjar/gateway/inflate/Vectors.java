package dev.nightjar.gateway.inflate;

import dev.nightjar.gateway.Compression;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Streams with known texts, and short ways to feed them. V1 and V2 were recorded from Discord. */
final class Vectors {

    static final int MAX_PAYLOAD = 64 << 20;
    static final int MAX_WINDOW = 8 << 20;

    static final String HELLO_ZLIB = """
            {"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\\"gateway-prd-main-858d\\",{\\"micros\\":0.0}]"]}}""";
    static final byte[] V1 =
            hex("789c34c9410a83301005d0bbfc755262a9207315233235431b8851e2d85242eede6eba7bf02a1494cf940c"
                    + "8e3fb61dd4398300aa780a17bd0beb1cb34a797102ddba6bfffb590b2f021a317a3c58e5cd1fbb9760578ed90efd103c4cf558e35"
                    + "2b6c383dcc5b509536b5f000000ffff");

    static final String HELLO_ZSTD = """
            {"t":null,"s":null,"op":10,"d":{"heartbeat_interval":41250,"_trace":["[\\"gateway-prd-us-east1-c-7s4x\\",{\\"micros\\":0.0}]"]}}""";
    static final byte[] V2 =
            hex("28b52ffd00406403004207191c7089737428d0cb55ffa74a4b7ecbdee7ff9712d3d4ab9097d2ff33043122476"
                    + "20224fd7a8d63cbe10ba22f85f106c952f55bcef7a4e29c5c6c827b0b5fc70f3db3759d1c25414019fab608c7cd2c492f13da2d1b0"
                    + "ef5ca51527aa77947ad3d8cbe0f030100244a12");

    static final List<String> TEXTS = List.of(
            "{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":41250}}",
            "{\"t\":\"READY\",\"s\":1,\"op\":0,\"d\":{\"v\":10,\"session_id\":\"abc\","
                    + "\"resume_gateway_url\":\"wss://gateway-us-east1-b.discord.gg\"}}",
            "{\"t\":null,\"s\":null,\"op\":11,\"d\":null}",
            "{\"t\":\"MESSAGE_CREATE\",\"s\":2,\"op\":0,\"d\":{\"id\":\"1\",\"content\":\"héllo ☃ 😀\"}}");

    static final List<byte[]> V3 = List.of(
            hex(
                    "789caa562a51b2ca2bcdc9d1512a8631f20b94ac0c0d74945294acaa953252138b4a9252134be233f34a528bca127394ac4c0c8d"
                            + "4c0d6a6b01000000ffff"),
            hex(
                    "aa06e9550a7275748954026b3784e885692d8318539c5a5c9c999f179f0914544a4c4a06aa2d4a2d2ecd4d8d4f4f2c492d4fac8c"
                            + "2f2d021aaa545e5c6ca5af0f15d32d2dd64d4d2c2e31d44dd24bc92c4ece2f4ad14b4f57aaad05000000ffff"),
            hex("aac6e56043b0ad20815a00000000ffff"),
            hex(
                    "8238ccd73538d8d1dd35de19e8c21057880b8d505d08769221502a391fe8b93c90ae8cc32b7372f2151ecd6856f8307f4603d046"
                            + "00000000ffff"));

    static final List<byte[]> V4 = List.of(
            hex(
                    "28b52ffd0040e001007b2274223a6e756c6c2c2273223a6e756c6c2c226f70223a31302c2264223a7b226865617274626561745f"
                            + "696e74657276616c223a34313235307d7d"),
            hex(
                    "f4020052051318704975a0f36ca337721b9a2d8f4620a610711b0f84fa3f84c761c6ca7a4ebdad92c881d7258fc498fc0da70d2f"
                            + "22851a0b95a13dc4ef33c02aa9d3ab21846bff3e715c10040604a7a117010500bec945c143bc22f075ae708524"),
            hex("74000030316e756c6c7d020020086d3140"),
            hex(
                    "f401000403224d4553534147455f4352454154453231222c22636f6e74656e74223a2268c3a96c6c6f20e2988320f09f9880227d"
                            + "7d0400162300c8ab64b04eabd6"));

    /** The second text. */
    static final byte[] V5 =
            hex("789c2dca410ac2301484e1bbcc3a69edf6ed0a7a0177ae42da3c42408d64128b94dedd2cba1bbef9775408eeb"
                    + "7f9fa8001219341fe402e0601b2e3dba56f2a99f2dba58ef0cbdadba26c2f75d157ddfccfb5f2ecd746ca389e661bad7ad6c92e43485"
                    + "c7309438c388e3ff3f52574");

    private Vectors() {}

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static MessageInflater open(Compression compression) {
        return open(compression, MAX_PAYLOAD);
    }

    static MessageInflater open(Compression compression, int maxPayloadBytes) {
        return switch (compression) {
            case ZSTD -> MessageInflater.openZstd(maxPayloadBytes, MAX_WINDOW);
            case ZLIB -> MessageInflater.openZlib(maxPayloadBytes);
            case PAYLOAD -> MessageInflater.openPayload(maxPayloadBytes);
            case NONE -> MessageInflater.refusing();
        };
    }

    /** The known messages of a transport compression. */
    static List<byte[]> messages(Compression compression) {
        return compression == Compression.ZLIB ? V3 : V4;
    }

    /** Feeds whole WebSocket messages: the texts that came out. */
    static List<String> texts(MessageInflater inflater, List<byte[]> messages) throws InflateException {
        List<String> texts = new ArrayList<>();
        for (byte[] message : messages) {
            feed(inflater, message, true, texts);
        }
        return texts;
    }

    static void feed(MessageInflater inflater, byte[] part, boolean last, List<String> texts) throws InflateException {
        byte[] payload = inflater.inflate(ByteBuffer.wrap(part), last);
        if (payload != null) {
            texts.add(new String(payload, StandardCharsets.UTF_8));
        }
    }
}
