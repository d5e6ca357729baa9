package io.leasewatch.core.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageRulesTest {

    private final PackageRules rules =
            new PackageRules(List.of("org.acme.", "com.shop.jdbc.Own"), List.of("com.shop.jdbc.", "org.acme.util."));

    @Test
    void longerPrefixCounts() {
        assertThat(rules.of("org.acme.Orders")).isEqualTo(ClassOrigin.APPLICATION);
        assertThat(rules.of("org.acme.util.Sql")).isEqualTo(ClassOrigin.LIBRARY);
        assertThat(rules.of("com.shop.jdbc.Template")).isEqualTo(ClassOrigin.LIBRARY);
        assertThat(rules.of("com.shop.jdbc.OwnTemplate")).isEqualTo(ClassOrigin.APPLICATION);
    }

    @Test
    void nothingIsSaidOfOtherClasses() {
        assertThat(rules.of("com.shop.Orders")).isNull();
        assertThat(PackageRules.NONE.of("com.shop.Orders")).isNull();
    }

    @Test
    void prefixInBothListsIsRefused() {
        assertThatThrownBy(() -> new PackageRules(List.of("a.", "b."), List.of("b.")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b. must not be both an application's own and ignored");
    }

    @Test
    void listsAreCopiedOnTheWayIn() {
        List<String> application = new ArrayList<>(List.of("a."));
        List<String> ignored = new ArrayList<>(List.of("b."));
        PackageRules copied = new PackageRules(application, ignored);

        application.add("c.");
        ignored.add("d.");

        assertThat(copied).isEqualTo(new PackageRules(List.of("a."), List.of("b.")));
    }
}
