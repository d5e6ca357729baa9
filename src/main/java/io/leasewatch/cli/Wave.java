package io.leasewatch.cli;

import io.leasewatch.cli.server.PoolLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a wave.
 *
 * @param number the number of the wave, from 1
 * @param inUse the fewest connections in use at once after the wave, {@code null} if no pool was polled in that time
 * @param pools the last figures of the pools
 */
record Wave(int number, Requests requests, @Nullable Integer inUse, List<PoolLine> pools) {}
