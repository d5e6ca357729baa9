package io.leasewatch.core.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationNameTest {

    @ParameterizedTest
    @CsvSource({
        "WebModule:shop#shop.war,     shop",
        "EARApplication:shop,         shop",
        "EJBModule:big shop#ejb.jar,  big shop",
        "Shared Library:hikari,       ",
        "something else,              "
    })
    void loaderOfTheServerTellsTheApplicationByItsKey(String key, @Nullable String application) {
        assertThat(ApplicationName.ofLoader(new LoaderWithKey(key))).isEqualTo(application);
    }

    @Test
    void plainJavaHasNoApplication() {
        assertThat(ApplicationName.of(this)).isNull();
        assertThat(ApplicationName.ofLoader(getClass().getClassLoader())).isNull();
    }

    /** As the server's has it, which is public too. */
    public static final class LoaderWithKey extends ClassLoader {
        private final String key;

        LoaderWithKey(String key) {
            this.key = key;
        }

        public Object getKey() {
            return key;
        }
    }
}
