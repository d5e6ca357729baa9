package io.leasewatch.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CliJsonTest {

    @Test
    void noCharacterThatControlsATerminalIsPrinted() {
        List<String> printed = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(CliJsonTest::controls)
                .filter(character ->
                        !CliJson.withoutControls(Character.toString(character)).equals("?"))
                .mapToObj(Integer::toHexString)
                .toList();

        assertThat(printed).isEmpty();
    }

    private static boolean controls(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
