package io.leasewatch.monitor.history;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sets the parameters of a statement in order. */
final class Parameters {

    private static final int LONGEST_NAME = 400;

    private final PreparedStatement statement;
    private int index;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    Parameters at(Instant moment) throws SQLException {
        return number(moment.toEpochMilli());
    }

    /** Sets a text, without NUL characters, which PostgreSQL rejects. */
    Parameters text(String text) throws SQLException {
        statement.setString(++index, withoutNul(text));
        return this;
    }

    /** Sets the name of a pool or a service, truncated to the length of the column. */
    Parameters name(String name) throws SQLException {
        String whole = withoutNul(name);
        return text(whole.length() <= LONGEST_NAME ? whole : whole.substring(0, LONGEST_NAME));
    }

    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }

    Parameters bool(boolean value) throws SQLException {
        statement.setBoolean(++index, value);
        return this;
    }

    Parameters number(long number) throws SQLException {
        statement.setLong(++index, number);
        return this;
    }

    Parameters number(double number) throws SQLException {
        statement.setDouble(++index, number);
        return this;
    }

    Parameters maybe(@Nullable Integer number) throws SQLException {
        if (number == null) {
            statement.setNull(++index, Types.INTEGER);
            return this;
        }
        return number(number.longValue());
    }

    Parameters maybe(@Nullable Double number) throws SQLException {
        if (number == null) {
            statement.setNull(++index, Types.DOUBLE);
            return this;
        }
        return number(number.doubleValue());
    }
}
