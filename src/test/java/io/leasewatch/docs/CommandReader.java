package io.leasewatch.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the commands of a page. */
final class CommandReader {

    private static final Pattern FENCE = Pattern.compile(" *```(.*)");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    /** A program that pages speak of with something behind it, or any other word with an option. */
    private static final Pattern COMMAND = Pattern.compile(
            "(curl|export|java|jq|mvn|prometheus|promtool|psql|server|wrk) [^=].*|[a-z][\\w./-]* (.* )?--?[a-zA-Z].*");

    private final Path page;
    private final List<Command> commands = new ArrayList<>();

    /** What blocks so far have exported, for the commands of all that come after. */
    private String exported = "";

    CommandReader(Path page) {
        this.page = page;
    }

    /** Throws if a block has commands and does not say so. */
    List<Command> read(List<String> lines) {
        StringBuilder sentences = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int begin = i + 1;
                do {
                    i++;
                    sentences.append('\n');
                } while (!lines.get(i).strip().equals("```"));
                readBlock(fence.group(1), begin, lines.subList(begin, i));
            } else {
                sentences.append(lines.get(i));
            }
            sentences.append('\n');
        }
        readSentences(sentences.toString());
        commands.sort(Comparator.comparing(Command::line));
        return commands;
    }

    private void readBlock(String language, int begin, List<String> lines) {
        if (language.equals("sh")) {
            readScript(begin, lines);
        } else if (language.isEmpty() && lines.stream().anyMatch(line -> line.startsWith("$ "))) {
            readTranscript(begin, lines);
        } else if (!language.equals("java")) {
            lines.stream().map(String::strip).filter(CommandReader::isCommand).forEach(line -> {
                throw new IllegalStateException(page + ":" + begin + " must be a block of sh, because it has " + line);
            });
        }
    }

    private void readScript(int begin, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            int first = i;
            StringBuilder text = new StringBuilder(lines.get(i).strip());
            while (goesOn(text)) {
                text.append('\n').append(lines.get(++i));
            }
            if (text.indexOf("export ") == 0) {
                exported += text + "\n";
            } else if (!text.isEmpty() && text.charAt(0) != '#') {
                commands.add(new Command(page, begin + first + 1, exported + text, List.of()));
            }
        }
    }

    private static boolean goesOn(CharSequence text) {
        long quotes = text.chars().filter(letter -> letter == '\'').count();
        return quotes % 2 == 1 || text.toString().endsWith("\\");
    }

    private void readTranscript(int begin, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("$ ")) {
                List<String> answer = lines.subList(i + 1, lines.size()).stream()
                        .takeWhile(line -> !line.startsWith("$ "))
                        .toList();
                commands.add(
                        new Command(page, begin + i + 1, exported + lines.get(i).substring(2), answer));
            }
        }
    }

    private void readSentences(String text) {
        SPAN.matcher(text).results().forEach(span -> {
            String code = span.group(1).replaceAll("\\s+", " ");
            if (isCommand(code)) {
                long above = text.chars()
                        .limit(span.start())
                        .filter(letter -> letter == '\n')
                        .count();
                commands.add(new Command(page, 1 + (int) above, code, List.of()));
            }
        });
    }

    private static boolean isCommand(String text) {
        return COMMAND.matcher(text).matches();
    }
}
