package io.leasewatch.web.rest;

import io.leasewatch.monitor.view.SiteUseView;
import io.leasewatch.web.http.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Sort orders for lines of code, highest value first. */
public enum SiteOrder {
    CONNECTION_SECONDS(SiteUseView::connectionSeconds),
    IDLE(view -> numberOf(view.idleSeconds())),
    ACQUIRED(SiteUseView::acquired),
    OUT(SiteUseView::stillOut),
    LEAKED(SiteUseView::leaked),
    LATE(SiteUseView::returnedLate),
    CLOSED_BY_CONTAINER(SiteUseView::closedByContainer),
    RECLAIMED(SiteUseView::reclaimed),
    TIMEOUTS(SiteUseView::timeouts),
    P50(view -> numberOf(view.holdP50())),
    P99(view -> numberOf(view.holdP99())),
    MAX(SiteUseView::holdMax);

    private final Comparator<SiteUseView> order;

    SiteOrder(ToDoubleFunction<SiteUseView> figure) {
        this.order = Comparator.comparingDouble(figure)
                .reversed()
                .thenComparing(view -> view.site().label())
                .thenComparing(SiteUseView::pool);
    }

    /** The value of the parameter {@code sort}, such as {@code connection-seconds}. */
    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads the parameter {@code sort}. The default is by connection-seconds. */
    public static Comparator<SiteUseView> of(@Nullable String text) {
        List<SiteOrder> all = Arrays.asList(values());
        String word =
                Parameter.word("sort", text, all.stream().map(SiteOrder::word).toList());
        return all.stream()
                .filter(order -> order.word().equals(word))
                .findFirst()
                .orElse(CONNECTION_SECONDS)
                .order;
    }

    private static double numberOf(@Nullable Double figure) {
        return figure == null ? -1 : figure;
    }
}
