package io.leasewatch.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "/v2/books, /v2/books",
        "/books/2nd-edition, /books/2nd-edition",
        "/facade, /facade",
        "/books/42;jsessionid=F00, /books/{id}",
        "/tokens/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJlLXRoYXQtaXMtbG9uZw, /tokens/{id}",
    })
    void segmentsThatLookLikeIdsAreLeftOut(String path, String template) {
        assertThat(PathTemplate.of(path)).isEqualTo(template);
    }

    @ParameterizedTest
    @CsvSource({"/books;shelf=3/42, /books/{id}", "/a;b=1/c;d=2, /a/c"})
    void parametersOfASegmentAreLeftOutAndNotWhatFollows(String path, String template) {
        assertThat(PathTemplate.of(path)).isEqualTo(template);
    }
}
