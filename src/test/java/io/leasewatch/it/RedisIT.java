package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasewatch.monitor.redis.RedisServer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class RedisIT {

    @Test
    void redisStandsInTheHealthDocumentAmongThePoolsAndInTheMetrics() throws Exception {
        try (RedisServer redis = RedisServer.start("--maxclients", "50");
                LibertyServer server = ServerSetup.runServer("redis")
                        .config("<variable name=\"leasewatch.redis.url\" value=\"" + redis.url() + "\"/>"
                                + "<variable name=\"leasewatch.redis.interval\" value=\"PT1S\"/>")
                        .start("leasewatch", "bookshop")) {
            Monitor monitor = new Monitor(server);
            awaitState(monitor, "up");

            JsonObject answer = monitor.get("health").getJsonObject("redis").getJsonObject("answer");
            assertThat(answer.getInt("connectedClients")).isEqualTo(1);
            assertThat(answer.getInt("maxClients")).isEqualTo(50);
            await().atMost(Monitor.SOON)
                    .untilAsserted(() -> assertThat(monitor.list("pools"))
                            .filteredOn(pool -> pool.getString("poolName").equals("redis/127.0.0.1:" + redis.port()))
                            .singleElement()
                            .satisfies(
                                    pool -> assertThat(pool.getInt("maxCount")).isEqualTo(50)));
            await().atMost(Monitor.SOON).until(() -> monitor.metric("leasewatch_redis_up") == 1);
            assertThat(monitor.metric("leasewatch_redis_clients")).isEqualTo(1);

            redis.kill();

            awaitState(monitor, "down");
            await().atMost(Monitor.SOON).until(() -> monitor.metric("leasewatch_redis_up") == 0);
            assertThat(server.log().lines("LSW2202W")).hasSize(1);
        }
    }

    private static void awaitState(Monitor monitor, String state) {
        await().atMost(Monitor.SOON)
                .until(() -> monitor.get("health")
                        .getJsonObject("redis")
                        .getString("state")
                        .equals(state));
    }
}
