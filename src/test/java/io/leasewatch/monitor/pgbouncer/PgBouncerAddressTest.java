package io.leasewatch.monitor.pgbouncer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgBouncerAddressTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:6432/pgbouncer, db:6432,"
                + " jdbc:postgresql://db:6432/pgbouncer?preferQueryMode=simple&replication=database",
        "jdbc:postgresql://db/pgbouncer?, db:5432,"
                + " jdbc:postgresql://db/pgbouncer?preferQueryMode=simple&replication=database",
        "jdbc:postgresql://[::1]:6432/pgbouncer?sslmode=require, [::1]:6432,"
                + " jdbc:postgresql://[::1]:6432/pgbouncer?sslmode=require&preferQueryMode=simple&replication=database",
        "jdbc:postgresql://10.0.0.7:6432/pgbouncer?replication=database, 10.0.0.7:6432,"
                + " jdbc:postgresql://10.0.0.7:6432/pgbouncer?replication=database&preferQueryMode=simple",
        "jdbc:postgresql://db:6432/pgbouncer?preferQueryMode=simple&replication=false, db:6432,"
                + " jdbc:postgresql://db:6432/pgbouncer?preferQueryMode=simple&replication=false",
    })
    void whatTheDriverNeedsIsAddedWhereItIsMissing(String text, String name, String url) {
        PgBouncerAddress address = PgBouncerAddress.parse(text);

        assertThat(address).isEqualTo(new PgBouncerAddress(name, url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db:6432",
                "jdbc:postgresql:pgbouncer",
                "jdbc:postgresql://db:6432/",
                "jdbc:postgresql://a:1,b:2/pgbouncer",
                "jdbc:mysql://db:6432/pgbouncer",
                "jdbc:postgresql://ada:secret@db:6432/pgbouncer",
                "jdbc:postgresql://db:6432/pgbouncer?password=secret",
                "jdbc:postgresql://db:6432/pgbouncer?sslmode=require&user=ada",
                "jdbc:postgresql://db:6432/pgbouncer?socketFactory=org.example.Evil",
                "jdbc:postgresql://db:6432/pgbouncer?loggerFile=/tmp/x",
            })
    void otherUrlsAreRefused(String text) {
        assertThatThrownBy(() -> PgBouncerAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsDoNotTellThePassword() {
        PgBouncerSettings settings = new PgBouncerSettings(
                PgBouncerSettings.DEFAULT.addresses(),
                "watcher",
                "secret",
                PgBouncerSettings.DEFAULT.timeout(),
                PgBouncerSettings.DEFAULT.interval());

        assertThat(settings).asString().contains("watcher").doesNotContain("secret");
    }
}
