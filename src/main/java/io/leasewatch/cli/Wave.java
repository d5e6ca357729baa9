package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a wave.
 *
 * @param number from 1 on
 * @param inUse the fewest connections that were in use at once after it, {@code null} if no pool was read meanwhile
 * @param pools what the pools said last
 */
record Wave(int number, Requests requests, @Nullable Integer inUse, List<PoolLine> pools) {}
