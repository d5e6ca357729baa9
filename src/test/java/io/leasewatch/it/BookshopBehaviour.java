package io.leasewatch.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bookshop does, whoever watches it: nothing in here may depend on that. */
abstract class BookshopBehaviour {

    private final LibertyServer server;

    BookshopBehaviour(LibertyServer server) {
        this.server = server;
    }

    @BeforeEach
    @AfterEach
    void heal() {
        new Monitor(server).heal();
    }

    @Test
    void booksAreListedAndFoundByTheirNumber() {
        assertThat(shop("books").get().array().getValuesAs(JsonObject.class))
                .extracting(book -> book.getInt("id") + " " + book.getString("title"))
                .containsExactly(
                        "1 Middlemarch", "2 Moby-Dick", "3 Mrs Dalloway", "4 The Trial", "5 Things Fall Apart");
        assertThat(shop("books/4").get().json().getString("author")).isEqualTo("Franz Kafka");
        assertAnswer(shop("books/99").get(), 404, "There is no book 99.\n");
        assertAnswer(shop("books/x").get(), 400, "id must be a whole number from 1 to 2147483647, was x.\n");
    }

    @Test
    void titlesAreReadOnAnotherThread() {
        assertThat(shop("books/titles").get().body())
                .isEqualTo("[\"Middlemarch\",\"Moby-Dick\",\"Mrs Dalloway\",\"The Trial\",\"Things Fall Apart\"]");
    }

    @Test
    void booksOfTheOtherDatabaseAreReadWithTheOtherPersistenceUnit() {
        assertThat(shop("archive").get().array().getValuesAs(JsonObject.class))
                .extracting(book -> book.getString("title"))
                .containsExactly("The Anatomy of Melancholy", "A Journal of the Plague Year");
    }

    @Test
    void anOrderIsStored() {
        List<Integer> before = orders();

        Answer placed = order("orders", "{\"bookId\":2,\"quantity\":3}");

        assertThat(placed.status()).isEqualTo(201);
        assertThat(placed.json().getInt("bookId")).isEqualTo(2);
        assertThat(placed.json().getInt("quantity")).isEqualTo(3);
        assertThat(orders()).hasSize(before.size() + 1).contains(placed.json().getInt("id"));
    }

    @Test
    void ordersThatMakeNoSenseAreRefusedAndNotStored() {
        List<Integer> before = orders();

        assertAnswer(order("orders", "{\"bookId\":99,\"quantity\":1}"), 404, "There is no book 99.\n");
        assertThat(order("orders", "{\"bookId\":1,\"quantity\":0}").status()).isEqualTo(400);
        assertThat(order("orders", "{").status()).isEqualTo(400);

        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void aBasketIsStoredAsAWholeOrRolledBack() {
        List<Integer> before = orders();

        assertThat(order("orders/basket", "[{\"bookId\":1,\"quantity\":1},{\"bookId\":2,\"quantity\":1}]")
                        .status())
                .isEqualTo(201);
        assertAnswer(
                order("orders/basket", "[{\"bookId\":3,\"quantity\":1},{\"bookId\":98,\"quantity\":1}]"),
                404,
                "There is no book 98.\n");

        assertThat(orders()).hasSize(before.size() + 2).containsAll(before);
    }

    @ParameterizedTest
    @CsvSource({
        "leak-thread, jdbc/bookshop, 1",
        "leak-request, jdbc/bookshop, 1",
        "leak-archive, java:app/jdbc/BookshopArchive, 1",
        "leak-noauto, jdbc/audit, 1",
        "leak-unshared, jdbc/reports, 0"
    })
    void whatIsForgottenIsHealed(String how, String pool, int open) {
        Answer forgotten = shop("trouble/" + how).get();
        Answer healed = shop("trouble/heal").post("");

        assertThat(forgotten.status()).isEqualTo(200);
        assertThat(forgotten.body())
                .startsWith("Took a connection of " + pool)
                .endsWith("1 is leaked now; POST heal closes it.\n");
        assertAnswer(healed, 200, "Closed " + open + " leaked connection" + (open == 1 ? ".\n" : "s.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "burst?n=3", "hold?seconds=0", "slow?seconds=0"})
    void whatIsOnlyUnusualWorks(String what) {
        assertThat(shop("trouble/" + what).get().status()).isEqualTo(200);
    }

    @Test
    void moreConnectionsThanThePoolHasAreRefusedAndGivenBack() {
        Answer refused = shop("trouble/burst?n=11").get();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body())
                .startsWith("No connection could be had; what this request had taken it gave back. The pool says: ")
                .contains("J2CA0045E");
        assertThat(shop("trouble/burst?n=10").get().status()).isEqualTo(200);
    }

    @Test
    void requestsThatComeAtOnceGetTheSameAnswersAsOneByOne() {
        List<String> paths = List.of("books", "books/1", "books/titles", "archive");
        List<String> expected =
                paths.stream().map(path -> shop(path).get().body()).toList();

        List<CompletableFuture<Answer>> answers = IntStream.range(0, 100)
                .mapToObj(i -> shop(paths.get(i % paths.size())).getLater())
                .toList();

        for (int i = 0; i < answers.size(); i++) {
            assertAnswer(answers.get(i).join(), 200, expected.get(i % paths.size()));
        }
    }

    private Call shop(String path) {
        return server.to("/bookshop/api/" + path);
    }

    private Answer order(String path, String json) {
        return shop(path).header("Content-Type", "application/json").post(json);
    }

    private List<Integer> orders() {
        return shop("orders").get().array().getValuesAs(JsonObject.class).stream()
                .map(order -> order.getInt("id"))
                .toList();
    }

    private static void assertAnswer(Answer answer, int status, String body) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }
}
