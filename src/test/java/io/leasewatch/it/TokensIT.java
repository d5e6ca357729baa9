package io.leasewatch.it;

import static io.leasewatch.it.Call.ADMIN;
import static io.leasewatch.it.Call.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The run server with the lines of docs/security.md that have it take tokens. */
class TokensIT {

    private static final String ISSUER = "https://login.example.com/realm";

    /** By any such setting the server begins to use its own mpJwt as well, which no filter keeps from passwords unless it is the documented one. */
    private static final String SETTING = "<variable name=\"mp.jwt.verify.audiences\" value=\"leasewatch\"/>";

    private static final String SUMMARY = "/leasewatch/api/health/connections";
    private static final String POOLS = "/leasewatch/api/database/pools";
    private static final String SETTINGS = "/leasewatch/api/settings";

    private static Issuer issuer;
    private static LibertyServer server;

    @BeforeAll
    static void start() throws IOException {
        issuer = new Issuer(ISSUER);
        server = ServerSetup.runServer("tokens")
                .config(SETTING + documented().replace(ISSUER + "/keys", issuer.keys()))
                .start("leasewatch");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        issuer.close();
    }

    @Test
    void groupsOfATokenAreRolesAsGroupsOfTheRegistryAre() {
        String viewer = issuer.token("vera", "leasewatch-viewer").text();
        String admin = issuer.token("adam", "staff", "leasewatch-admin").text();

        assertThat(get(POOLS, viewer)).isEqualTo(200);
        assertThat(get(SETTINGS, viewer)).isEqualTo(403);
        assertThat(with(SETTINGS, viewer).putJson("{}").status()).isEqualTo(403);
        assertThat(get(POOLS, admin)).isEqualTo(200);
        assertThat(get(SETTINGS, admin)).isEqualTo(200);
        assertThat(with(SETTINGS, admin).putJson("{}").status()).isEqualTo(200);
    }

    @Test
    void passwordsAreTakenBesideThem() {
        assertThat(server.get(POOLS, VIEWER).status()).isEqualTo(200);
        assertThat(server.get(SETTINGS, VIEWER).status()).isEqualTo(403);
        assertThat(server.get(SETTINGS, ADMIN).status()).isEqualTo(200);
        assertThat(server.get(POOLS, "viewer:wrong").status()).isEqualTo(401);
    }

    @Test
    void whoeverSendsNeitherIsAskedForAPassword() {
        Answer answer = server.get(POOLS);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(server.get(SUMMARY).status()).isEqualTo(200);
    }

    @Test
    void tokenWithoutOneOfTheGroupsIsOfNeitherRoleWhateverItsUserIsCalled() {
        assertThat(get(POOLS, issuer.token("eve").text())).isEqualTo(403);
        assertThat(get(POOLS, issuer.token("eve", "leasewatch-viewers", "admin").text()))
                .isEqualTo(403);
        assertThat(get(POOLS, issuer.token("admin").text())).isEqualTo(403);
        assertThat(get(POOLS, issuer.token("leasewatch-admin").text())).isEqualTo(403);
    }

    @Test
    void tokenThatIsNotMeantForHereIsRefused() {
        Token admin = issuer.token("adam", "leasewatch-admin");

        assertThat(get(POOLS, admin.expired().text())).isEqualTo(401);
        assertThat(get(POOLS, admin.issuedBy("https://other.example.com/realm").text()))
                .isEqualTo(401);
        assertThat(get(POOLS, admin.meantFor("another").text())).isEqualTo(401);
    }

    @Test
    void tokenThatTheIssuerHasNotSignedIsRefused() {
        Token viewer = issuer.token("vera", "leasewatch-viewer");
        Token admin = issuer.token("vera", "leasewatch-admin");

        assertThat(get(POOLS, admin.signedBySomebodyElse().text())).isEqualTo(401);
        assertThat(get(POOLS, admin.underTheSignatureOf(viewer))).isEqualTo(401);
        assertThat(get(POOLS, admin.signedWithThePublicHalf())).isEqualTo(401);
        assertThat(get(POOLS, admin.unsigned())).isEqualTo(401);
        assertThat(get(POOLS, "not.a.token")).isEqualTo(401);
        assertThat(get(POOLS, "")).isEqualTo(401);
    }

    @Test
    void cookieOfAPasswordDoesNotHelpATokenThatIsRefused() {
        String cookie = server.get(POOLS, ADMIN).header("Set-Cookie").replaceAll(";.*", "");
        String forged = issuer.token("adam", "leasewatch-admin").unsigned();

        assertThat(server.to(POOLS).header("Cookie", cookie).get().status()).isEqualTo(200);
        assertThat(with(POOLS, forged).header("Cookie", cookie).get().status()).isEqualTo(401);
    }

    private static int get(String path, String token) {
        return with(path, token).get().status();
    }

    private static Call with(String path, String token) {
        return server.to(path).header("Authorization", "Bearer " + token);
    }

    private static String documented() throws IOException {
        String page = Files.readString(Path.of("docs/security.md"));
        String section = page.substring(page.indexOf("## Tokens beside passwords"));
        String fence = "```xml\n";
        int begin = section.indexOf(fence) + fence.length();
        return section.substring(begin, section.indexOf("```", begin));
    }
}
