package dev.nightjar.gateway.simulator;

import java.util.List;
import java.util.Locale;

/**
 * A language of the simulated people: their names, and what they say. Each person has one; everything follows from the person's number.
 * All of them are made up. Pure.
 *
 * @param order how a given and a family name make a name
 * @param given given names
 * @param family family names, as many
 * @param sentences what people say; each goes with the one behind it
 */
record Folk(String order, List<String> given, List<String> family, List<String> sentences) {

    private static final int NAMES = 6;
    private static final List<Folk> ALL = List.of(
            // English
            new Folk(
                    "%1$s %2$s",
                    List.of("Ada", "Ben", "Clara", "Dylan", "Edith", "Felix"),
                    List.of("Ashdown", "Bramley", "Hartwell", "Kestrel", "Lockhart", "Marlowe"),
                    List.of(
                            "Good morning, everyone!",
                            "Who is up for a game tonight?",
                            "That was the best round so far 😄",
                            "I'm ten minutes late, start without me.",
                            "Has anybody seen my *other* headset?",
                            "Thanks, that fixed it!",
                            "She said \"never again\", and here we are.",
                            "Two small things:\n1. the build is green\n2. I need coffee",
                            "The notes are at https://example.org/notes?page=2")),
            // German
            new Folk(
                    "%1$s %2$s",
                    List.of("Anke", "Björn", "Greta", "Jürgen", "Käthe", "Lothar"),
                    List.of("Ahrens", "Bäcker", "Grünwald", "Köhler", "Möller", "Weiß"),
                    List.of(
                            "Guten Morgen zusammen!",
                            "Spielt heute Abend jemand mit?",
                            "Ich komme fünf Minuten später, fangt ruhig schon an.",
                            "Das war knapp. Noch eine Runde?",
                            "Danke, jetzt läuft es wieder!")),
            // French
            new Folk(
                    "%1$s %2$s",
                    List.of("Agnès", "Benoît", "Céline", "François", "Hélène", "Jérôme"),
                    List.of("Bellerose", "Chênevert", "Dubreuil", "Fontenay", "Lefèvre", "Marchand"),
                    List.of(
                            "Bonjour tout le monde !",
                            "Qui veut jouer ce soir ?",
                            "J'arrive dans dix minutes.",
                            "C'était génial, on recommence ?",
                            "Merci, ça marche maintenant.")),
            // Spanish
            new Folk(
                    "%1$s %2$s",
                    List.of("Álvaro", "Begoña", "Íñigo", "Lucía", "Nuria", "Óscar"),
                    List.of("Cordero", "Ibáñez", "Muñoz", "Peñalver", "Quiroga", "Zúñiga"),
                    List.of(
                            "¡Buenos días a todos!",
                            "¿Quién juega esta noche?",
                            "Llego en un cuarto de hora.",
                            "¡Qué buena partida! ¿Otra más?",
                            "Gracias, ya funciona.")),
            // Portuguese
            new Folk(
                    "%1$s %2$s",
                    List.of("Antônio", "Conceição", "Fábio", "Inês", "João", "Luísa"),
                    List.of("Araújo", "Brandão", "Falcão", "Magalhães", "Pimentel", "Simões"),
                    List.of(
                            "Bom dia, pessoal!",
                            "Alguém quer jogar hoje à noite?",
                            "Chego daqui a pouco, não esperem por mim.",
                            "Foi por pouco! Mais uma?",
                            "Valeu, agora está tudo certo.")),
            // Polish
            new Folk(
                    "%1$s %2$s",
                    List.of("Agnieszka", "Bożena", "Jędrzej", "Łukasz", "Małgorzata", "Świętosław"),
                    List.of("Błaszczyk", "Dąbrowa", "Kłos", "Wróbel", "Źródlak", "Żuraw"),
                    List.of(
                            "Dzień dobry wszystkim!",
                            "Kto gra dziś wieczorem?",
                            "Spóźnię się kilka minut, zacznijcie beze mnie.",
                            "To było świetne, jeszcze raz?",
                            "Dzięki, już działa.")),
            // Turkish
            new Folk(
                    "%1$s %2$s",
                    List.of("Ayşe", "Çağla", "Emre", "Gökhan", "İpek", "Ömer"),
                    List.of("Akgül", "Çınar", "Güneş", "Işık", "Özkan", "Şahin"),
                    List.of(
                            "Herkese günaydın!",
                            "Bu akşam oynayan var mı?",
                            "On dakika gecikiyorum, siz başlayın.",
                            "Çok güzeldi, bir daha?",
                            "Teşekkürler, şimdi çalışıyor.")),
            // Russian
            new Folk(
                    "%1$s %2$s",
                    List.of("Алёна", "Борис", "Гоша", "Дарья", "Елена", "Фёдор"),
                    List.of("Воробей", "Журавль", "Ключ", "Снегирь", "Соловей", "Щегол"),
                    List.of(
                            "Всем доброе утро!",
                            "Кто сегодня вечером играет?",
                            "Опоздаю на десять минут, начинайте без меня.",
                            "Отличная игра, ещё раз?",
                            "Спасибо, теперь всё работает.")),
            // Greek
            new Folk(
                    "%1$s %2$s",
                    List.of("Άννα", "Γιώργος", "Ελένη", "Θανάσης", "Κατερίνα", "Νίκος"),
                    List.of("Αλεξίου", "Γεωργίου", "Δήμου", "Λάμπρου", "Νικολάου", "Σταύρου"),
                    List.of(
                            "Καλημέρα σε όλους!",
                            "Ποιος παίζει απόψε;",
                            "Έρχομαι σε δέκα λεπτά.",
                            "Ωραίο παιχνίδι! Άλλο ένα;",
                            "Ευχαριστώ, τώρα δουλεύει.")),
            // Hindi
            new Folk(
                    "%1$s %2$s",
                    List.of("अनिता", "दीपक", "कविता", "मोहन", "राधा", "सुनील"),
                    List.of("शर्मा", "वर्मा", "मेहता", "जोशी", "गुप्ता", "चौधरी"),
                    List.of(
                            "सबको सुप्रभात!",
                            "आज शाम कौन खेलेगा?",
                            "मुझे दस मिनट की देर होगी।",
                            "बहुत मज़ा आया, एक बार और?",
                            "धन्यवाद, अब ठीक चल रहा है।")),
            // Japanese
            new Folk(
                    "%2$s %1$s",
                    List.of("葵", "健太", "桜", "直樹", "陽子", "悠人"),
                    List.of("佐藤", "鈴木", "高橋", "田中", "渡辺", "山本"),
                    List.of("おはようございます！", "今夜ゲームする人いますか？", "十分ほど遅れます。先に始めてください。", "すごく楽しかった。もう一回？", "ありがとう、直りました。")),
            // Korean
            new Folk(
                    "%2$s%1$s",
                    List.of("지민", "서연", "민준", "하은", "도윤", "수아"),
                    List.of("김", "이", "박", "최", "정", "강"),
                    List.of(
                            "모두 좋은 아침이에요!",
                            "오늘 저녁에 같이 게임할 사람?",
                            "십 분 정도 늦어요. 먼저 시작하세요.",
                            "정말 재미있었어요. 한 번 더?",
                            "고마워요, 이제 잘 돼요.")),
            // Chinese
            new Folk(
                    "%2$s%1$s",
                    List.of("小雨", "建国", "丽华", "子涵", "志强", "晓明"),
                    List.of("王", "李", "张", "刘", "陈", "杨"),
                    List.of("大家早上好！", "今晚有人一起玩吗？", "我晚十分钟到，你们先开始。", "太好玩了，再来一局？", "谢谢，现在好了。")));
    private static final List<String> GAMES =
            List.of("Chess", "Moonlit Marsh", "Пасьянс", "将棋", "Rally 9000", "Feathers & Foes");

    Folk {
        if (given.size() != NAMES || family.size() != NAMES) {
            throw new IllegalArgumentException(
                    "given names " + given + ", family names " + family + ": must be " + NAMES + " each");
        }
    }

    private static Folk of(int person) {
        return ALL.get(person % ALL.size());
    }

    /** Given and family name, in the order and script of the language. Some people share one, as elsewhere. */
    static String displayName(int person) {
        Folk folk = of(person);
        int turn = person / ALL.size();
        return folk.order.formatted(folk.given.get(turn % NAMES), folk.family.get((turn + turn / NAMES) % NAMES));
    }

    /** A name that nobody else has. */
    static String username(int person) {
        String name = displayName(person).toLowerCase(Locale.ROOT).replace(' ', '.');
        int namesakes = person / ALL.size() / (NAMES * NAMES);
        return namesakes == 0 ? name : name + namesakes;
    }

    /** Something that a person says. Any number will do. */
    static String sentence(int person, int number) {
        List<String> sentences = of(person).sentences;
        return sentences.get(Math.floorMod(number, sentences.size()));
    }

    /** Something that a person plays. Any number will do. */
    static String game(int number) {
        return GAMES.get(Math.floorMod(number, GAMES.size()));
    }
}
