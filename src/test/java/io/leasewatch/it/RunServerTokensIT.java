package io.leasewatch.it;

import static io.leasewatch.it.Call.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunServer.class)
class RunServerTokensIT {

    private static final String POOLS = "/leasewatch/api/database/pools";
    private static final String SETTINGS = "/leasewatch/api/settings";

    private final LibertyServer server;

    RunServerTokensIT(LibertyServer server) {
        this.server = server;
    }

    @Test
    void groupsOfATokenAreRolesAsGroupsOfTheRegistryAre() {
        Token viewer = Token.of("vera", "leasewatch-viewer");
        Token admin = Token.of("adam", "leasewatch-admin");

        assertThat(get(POOLS, viewer.text())).isEqualTo(200);
        assertThat(get(SETTINGS, viewer.text())).isEqualTo(403);
        assertThat(get(POOLS, admin.text())).isEqualTo(200);
        assertThat(get(SETTINGS, admin.text())).isEqualTo(200);
        assertThat(with(SETTINGS, admin.text()).putJson("{}").status()).isEqualTo(200);
        assertThat(with(SETTINGS, viewer.text()).putJson("{}").status()).isEqualTo(403);
    }

    @Test
    void passwordsGoOnToBeTakenBesideThem() {
        assertThat(server.get(POOLS, VIEWER).status()).isEqualTo(200);
        assertThat(server.get(POOLS).status()).isEqualTo(401);
    }

    @Test
    void tokenWithoutOneOfTheGroupsLetsNobodyIn() {
        assertThat(get(POOLS, Token.of("eve").text())).isEqualTo(403);
        assertThat(get(POOLS, Token.of("eve", "leasewatch-viewers", "admin").text()))
                .isEqualTo(403);
    }

    @Test
    void tokenThatIsNotWhatItSaysLetsNobodyIn() {
        Token admin = Token.of("adam", "leasewatch-admin");

        assertThat(get(POOLS, admin.expired().text())).isEqualTo(401);
        assertThat(get(POOLS, admin.issuedBy("https://other.example").text())).isEqualTo(401);
        assertThat(get(POOLS, admin.meantFor("another").text())).isEqualTo(401);
        assertThat(get(POOLS, admin.signedBySomebodyElse().text())).isEqualTo(401);
        assertThat(get(POOLS, admin.unsigned())).isEqualTo(401);
        assertThat(get(POOLS, "a.b.c")).isEqualTo(401);
    }

    private int get(String path, String token) {
        return with(path, token).get().status();
    }

    private Call with(String path, String token) {
        return server.to(path).header("Authorization", "Bearer " + token);
    }
}
