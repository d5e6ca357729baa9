package io.leasewatch.it.corpus;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/** Batch jobs. The server runs their steps on threads of its own, and each chunk of items in a transaction. */
@RequestScoped
@Path("batch")
public class Batch {

    private static final Set<BatchStatus> UNDER_WAY = Set.of(BatchStatus.STARTING, BatchStatus.STARTED);

    @GET
    @Path("step")
    @Innocent
    public String step() {
        return run("nightly", "step");
    }

    @GET
    @Path("step-left-open")
    @Leaks(kind = "overdue")
    public String stepLeftOpen() {
        return run("nightly", "step-left-open");
    }

    @GET
    @Path("partitioned")
    @Innocent
    public String partitioned() {
        return run("partitioned", "partitioned");
    }

    /** The reader has one connection for all its items, so it keeps it across the transactions of the chunks. */
    @GET
    @Path("chunks")
    @Innocent
    public String chunks() {
        return run("chunks", "chunks");
    }

    @GET
    @Path("reader-left-open")
    @Leaks(kind = "overdue")
    public String readerLeftOpen() {
        return run("chunks", "reader-left-open");
    }

    @GET
    @Path("written")
    @Innocent
    public String written() {
        return run("chunks", "written");
    }

    @GET
    @Path("writer-left-open")
    @Leaks(kind = "overdue")
    public String writerLeftOpen() {
        return run("chunks", "writer-left-open");
    }

    /** Returns when the job is over, so that one that fails is a failure of the program. */
    private static String run(String job, String how) {
        Properties parameters = new Properties();
        parameters.setProperty("how", how);
        JobOperator jobs = BatchRuntime.getJobOperator();
        long id = jobs.start(job, parameters);
        BatchStatus status;
        do {
            Databases.think(Duration.ofMillis(100));
            status = jobs.getJobExecution(id).getBatchStatus();
        } while (UNDER_WAY.contains(status));
        if (status != BatchStatus.COMPLETED) {
            throw new IllegalStateException("The job " + job + " is " + status);
        }
        return "run";
    }
}
