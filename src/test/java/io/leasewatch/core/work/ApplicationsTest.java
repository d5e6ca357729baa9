package io.leasewatch.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApplicationsTest {

    private final Applications applications = new Applications();

    @Test
    void releaseOfAServiceIsThatOfTheApplicationThatUsesItsName() {
        applications.uses("shop", "shop");
        applications.uses("shop", "catalogue");

        applications.released("shop", "1.3");

        assertThat(applications.release("shop")).isEqualTo("1.3");
        assertThat(applications.release("catalogue")).isEqualTo("1.3");
        assertThat(applications.release("stock")).isEmpty();
    }

    @Test
    void unknownReleaseLeavesTheKnownOne() {
        applications.released("shop", "1.3");

        applications.released("shop", "");

        assertThat(applications.release("shop")).isEqualTo("1.3");
    }
}
