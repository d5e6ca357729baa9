package io.leasewatch.monitor.view;

import io.leasewatch.core.request.EndedRequest;
import io.leasewatch.core.request.RequestLog;
import io.leasewatch.core.request.RequestStatistics;
import java.util.List;

/** Statistics of HTTP requests, and the latest slow requests. */
public record RequestsView(RequestStatistics statistics, List<SlowRequest> slow) {

    public static RequestsView of(RequestLog requests) {
        return new RequestsView(
                requests.statistics(),
                requests.slowRequests().stream().map(SlowRequest::of).toList());
    }

    /** A slow HTTP request. {@code duration} is in seconds. */
    public record SlowRequest(
            String requestId, String service, String endpoint, String userId, int status, double duration) {

        static SlowRequest of(EndedRequest request) {
            return new SlowRequest(
                    request.borrower().requestId(),
                    request.borrower().operation().service(),
                    request.borrower().operation().name(),
                    request.borrower().user(),
                    request.status(),
                    LeaseView.seconds(request.duration().toNanos()));
        }
    }
}
