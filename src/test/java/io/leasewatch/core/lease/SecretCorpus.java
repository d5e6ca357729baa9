package io.leasewatch.core.lease;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What drivers, pools and clients say with a secret in it, as they write it and as others have copied it. */
public final class SecretCorpus {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** {@code %s} is the secret. */
    private static final List<String> TEXTS = List.of(
            "FATAL: password authentication failed for user \"ada\" at jdbc:postgresql://db.example/shop?user=ada&password=%s&ssl=true",
            "Cannot connect to jdbc:postgresql://ada:%s@db.example:5432/shop",
            "Wrong user name or password [28000-240]; jdbc:h2:tcp://db.example/~/shop;USER=sa;PASSWORD=%s",
            "Invalid jdbc:sqlserver://db.example:1433;databaseName=shop;user=sa;password={%s};encrypt=true",
            "Invalid jdbc:sqlserver://db.example:1433;user=sa;password=%s;encrypt=true",
            "ORA-01017: invalid username/password; jdbc:oracle:thin:scott/%s@//db.example:1521/XE",
            "Listener refused jdbc:oracle:thin:scott/%s@db.example:1521:XE",
            "Access denied for user 'root'@'10.0.0.7'; url=jdbc:mysql://root:%s@db.example/shop?useSSL=true",
            "jdbc:mysql://db.example/shop?user=root&password=%s cannot be reached",
            "[jcc][t4][2013] jdbc:db2://db.example:50000/SHOP:user=db2inst1;password=%s;",
            "mongodb+srv://ada:%s@cluster.example/shop?retryWrites=true",
            "redis://:%s@cache.example:6379/0 refused",
            "rediss://default:%s@cache.example:6380",
            "amqp://guest:%s@queue.example/%%2f",
            "HikariConfig{jdbcUrl=jdbc:h2:mem:x, username=sa, password=%s, maximumPoolSize=10}",
            "Properties {user=ada, password=%s}",
            "{\"user\":\"ada\",\"password\":\"%s\"}",
            "{ \"client_secret\" : \"%s\" , \"scope\" : \"x\" }",
            "{\\\"password\\\":\\\"%s\\\"}",
            "<property name=\"x\" password=\"%s\"/>",
            "password='%s' is wrong",
            "password = %s",
            "password: %s",
            "Password:%s",
            "pwd=%s;",
            "DB_PASSWORD=%s PGPASSWORD=%s",
            "spring.datasource.password=%s",
            "javax.net.ssl.keyStorePassword=%s",
            "jakarta.persistence.jdbc.password=%s",
            "?token=%s&x=1",
            "https://hooks.example/alert?access_token=%s",
            "https://hooks.example/alert?X-Amz-Signature=%s",
            "api-key=%s",
            "apiKey: %s",
            "AccountKey=%s;EndpointSuffix=core",
            "aws_secret_access_key = %s",
            "Authorization: Bearer %s",
            "Authorization: Basic %s",
            "authorization=Bearer %s",
            "Proxy-Authorization: Digest %s",
            "Cookie: JSESSIONID=%s",
            "Set-Cookie: LtpaToken2=%s; Path=/",
            "psql --password %s -h db",
            "CREATE USER ada IDENTIFIED BY %s",
            "alter user ada identified by \"%s\"",
            "ALTER ROLE ada PASSWORD '%s'",
            "the password is %s",
            "user=ada%%26password%%3D%s",
            "redirect=https%%3A%%2F%%2Fada%%3A%s%%40db.example%%2F",
            "jdbc:postgresql://db/shop?p%%61ssw%%6Frd=%s",
            "jdbc:postgresql://db/shop?pass\u200bword=%s",
            "\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff1d%s",
            "failed\npassword=%s\nat nowhere",
            "ERROR: duplicate key value violates unique constraint; Key (name)=('%s') already exists",
            "Unique index or primary key violation: \"PUBLIC.PRIMARY_KEY_2 ON BOOK(ID) VALUES ( '%s' )\"; SQL statement: x",
            "Data conversion error converting 'it''s %s' [22018]",
            "invalid input syntax for type integer: E'\\\\%s'",
            "syntax error near $$%s$$",
            "syntax error near $body$ %s $body$",
            "unterminated quoted string '%s",
            "Data truncation: Incorrect value: N'%s' for column 'x' at row 1");

    private SecretCorpus() {}

    /** A text with its secret. */
    public record Text(String secret, String text) {}

    /** Every text, with a secret that nobody guesses; some in capital letters, within others, or long. */
    public static List<Text> texts(Random random) {
        List<Text> texts = new ArrayList<>();
        for (String template : TEXTS) {
            String secret = secret(random);
            String text = template.formatted(secret, secret);
            texts.add(new Text(secret, text));
            texts.add(new Text(secret, "Caused by: java.sql.SQLException: " + text + " (state 08001)"));
            String upper = template.toUpperCase(Locale.ROOT).replace("%S", "%s").formatted(secret, secret);
            texts.add(new Text(secret, upper));
            texts.add(new Text(secret, "x ".repeat(random.nextInt(900)) + text));
        }
        return texts;
    }

    /** Signs that are none of the ends of a value, as passwords have them. */
    private static String secret(Random random) {
        String signs = LETTERS + "!*^~.-_+";
        StringBuilder secret = new StringBuilder("Zq");
        for (int i = 0; i < 10 + random.nextInt(10); i++) {
            secret.append(signs.charAt(random.nextInt(signs.length())));
        }
        return random.nextInt(4) == 0
                ? Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(secret.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : secret.toString();
    }
}
