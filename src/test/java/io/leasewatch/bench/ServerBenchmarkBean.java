package io.leasewatch.bench;

import jakarta.enterprise.context.ApplicationScoped;

/** A bean, without which the server would start no CDI for the measured application. */
@ApplicationScoped
public class ServerBenchmarkBean {}
