package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "'', /",
        "/, /",
        "/books, /books",
        "/books/42, /books/{id}",
        "/books/42/, /books/{id}/",
        "/1/2/3, /{id}/{id}/{id}",
        "/books/42/pages/7, /books/{id}/pages/{id}",
        "/books/9f8c1a2b-0d3e-4f5a-8b6c-7d8e9f0a1b2c/cover, /books/{id}/cover",
        "/files/0123456789abcdef, /files/{id}",
        "/books/42;jsessionid=F00, /books/{id}",
        "/tokens/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw, /tokens/{id}",
    })
    void segmentsThatLookLikeIdsAreLeftOut(String path, String template) {
        assertThat(PathTemplate.of(path)).isEqualTo(template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.com",
                "ann%40example.com",
                "tok_9f3KQ7",
                "aB3xK9",
                "x7Yq9Lm2",
                "QWERTZ",
                "QxZvKpRt",
                "a1b2c3",
                "deadbee4",
                "2024-11-30",
                "ORD12345",
                "+4930123456",
                "J%C3%BCrgen",
                "Jürgen",
                "DE89370400440532013000",
                "a=b",
                "12.50",
                "jane.doe",
                "Jane.Doe",
                "j.doe",
                "jane.r.doe",
                "jane.doe.pdf",
                "example.com",
                "~jane",
                "how-to-train-your-dragon-part-two-and-three",
            })
    void segmentThatLooksLikeATokenAnAddressOrANameIsLeftOut(String value) {
        assertThat(PathTemplate.of("/shop/" + value + "/edit")).isEqualTo("/shop/{id}/edit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/books",
                "/books/2nd-edition",
                "/facade",
                "/api/listOrders",
                "/getAllBooksByISBN",
                "/oauth2/callback",
                "/i18n/messages_de.properties",
                "/faces/order-list.xhtml",
                "/sha256/log4j",
                "/books:batch",
                "/API/Orders",
                "/.well-known/security.txt",
                "/api/v1.2/books",
                "/css/shop.css",
                "/js/shop.min.js",
                "/js/shop.js.map",
                "/backup/books.tar.gz",
                "/users",
                "/users/",
                "/users/me/orders",
                "/users/search",
                "/Users/List.xhtml",
                "/customers/count",
                "/owners/new",
                "/account/settings",
                "/employees/by-department/sales",
                "/user-guide/first-steps",
                "/username-rules/length",
                "/trouble/leak-thread",
            })
    void wordsStay(String path) {
        assertThat(PathTemplate.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reset",
                "reset-password",
                "token",
                "tokens",
                "invite",
                "verify",
                "session",
                "api-key",
                "by-email",
                "otp"
            })
    void segmentAfterTheNameOfASecretIsLeftOutWhateverItLooksLike(String name) {
        assertThat(PathTemplate.of("/" + name + "/hunter")).isEqualTo("/" + name + "/{id}");
    }

    @ParameterizedTest
    @CsvSource({"/books;shelf=3/42, /books/{id}", "/a;b=1/c;d=2, /a/c"})
    void parametersOfASegmentAreLeftOutAndNotWhatFollows(String path, String template) {
        assertThat(PathTemplate.of(path)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource({
        "/users/jane, /users/{id}",
        "/user/jane/orders, /user/{id}/orders",
        "/people/jane_doe, /people/{id}",
        "/Customers/Doe, /Customers/{id}",
        "/accounts/jane-doe/edit, /accounts/{id}/edit",
        "/members/jane.json, /members/{id}",
        "/patients/doe, /patients/{id}",
        "/employee/jane, /employee/{id}",
        "/owners/doe/pets/new, /owners/{id}/pets/new",
        "/profile.xhtml/jane, /profile.xhtml/{id}",
        "/authors/jane, /authors/{id}",
        "/orders/by-user/jane, /orders/by-user/{id}",
        "/findByCustomer/jane, /findByCustomer/{id}",
        "/shop_users/jane, /shop_users/{id}",
        "/users/search/by-name/jane, /users/search/by-name/{id}",
        "/users/newton, /users/{id}",
    })
    void segmentThatNamesAPersonIsLeftOutAndAWordOfAnApiIsNot(String path, String template) {
        assertThat(PathTemplate.of(path)).isEqualTo(template);
    }
}
