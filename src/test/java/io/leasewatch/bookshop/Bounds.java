package io.leasewatch.bookshop;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** Says no to numbers that make no sense. */
final class Bounds {

    private Bounds() {}

    static int check(String name, String value, int least, int most) {
        try {
            return check(name, Integer.parseInt(value), least, most);
        } catch (NumberFormatException e) {
            throw refusal(name, value, least, most);
        }
    }

    static int check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw refusal(name, String.valueOf(value), least, most);
        }
        return value;
    }

    private static BadRequestException refusal(String name, String value, int least, int most) {
        String rule = name + " must be a whole number from " + least + " to " + most + ", was " + value + ".\n";
        return new BadRequestException(Response.status(Status.BAD_REQUEST)
                .type(MediaType.TEXT_PLAIN)
                .entity(rule.replaceAll("\\R(?!$)", " "))
                .build());
    }
}
