package io.leasewatch.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.core.origin.PackageRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodedSitesTest {

    private final EncodedSites sites = new EncodedSites(new PackageRules(List.of(), List.of("org.h2.")));

    @Test
    void siteIsWhatTheCallerSaid() {
        Site site = sites.at("com.shop.Orders\nlambda$find$0\nOrders.java\n41");

        assertThat(site).isEqualTo(new Site("com.shop.Orders", "lambda$find$0", "Orders.java", 41));
    }

    @Test
    void sameTextIsTheSameSite() {
        Site site = sites.at("com.shop.Orders\nfind\n\n41");

        assertThat(sites.at(new String("com.shop.Orders\nfind\n\n41".toCharArray())))
                .isSameAs(site);
    }

    @Test
    void callerThatIsIgnoredIsNobodysSite() {
        assertThat(sites.at("org.h2.Driver\nconnect\nDriver.java\n1")).isSameAs(Site.UNKNOWN);
    }

    @Test
    void noMoreThanSoManyAreKeptAndTheStackIsAskedForFurtherOnes() {
        for (int line = 1; line <= EncodedSites.MOST; line++) {
            sites.at("com.shop.Orders\nfind\nOrders.java\n" + line);
        }

        assertThat(sites.at("com.shop.Orders\nfind\nOrders.java\n" + (EncodedSites.MOST + 1)))
                .isNull();
        assertThat(sites.at("com.shop.Orders\nfind\nOrders.java\n1")).isNotNull();
    }
}
