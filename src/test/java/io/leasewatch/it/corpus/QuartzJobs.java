package io.leasewatch.it.corpus;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz, whose threads the server does not know. */
@ApplicationScoped
@Path("quartz")
public class QuartzJobs extends Databases {

    private final Scheduler scheduler = scheduler();

    private static Scheduler scheduler() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "corpus");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        try {
            Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
            scheduler.start();
            return scheduler;
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the application, so that its threads are no request's. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {}

    @PreDestroy
    void stop() {
        try {
            scheduler.shutdown();
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    @GET
    @Path("job")
    @Innocent
    public String job() throws Exception {
        return run(() -> {
            try (Connection connection = manual.getConnection()) { // quartz/job
                return use(connection);
            }
        });
    }

    @GET
    @Path("job-left-open")
    @Leaks(kind = "overdue")
    public String jobLeftOpen() throws Exception {
        return run(() -> keep(manual.getConnection())); // quartz/job-left-open
    }

    /** What the job found goes on in the request that waits for it. */
    @GET
    @Path("handed-back")
    @Innocent
    public String handedBack() throws Exception {
        FutureTask<Connection> taking = new FutureTask<>(() -> manual.getConnection()); // quartz/handed-back
        submit(taking);
        try (Connection connection = taking.get()) {
            return use(connection);
        }
    }

    private String run(Callable<String> work) throws Exception {
        FutureTask<String> task = new FutureTask<>(work);
        submit(task);
        return task.get();
    }

    private void submit(FutureTask<?> task) throws SchedulerException {
        JobDataMap data = new JobDataMap();
        data.put("task", task);
        scheduler.scheduleJob(
                JobBuilder.newJob(RunTask.class).setJobData(data).build(),
                TriggerBuilder.newTrigger().startNow().build());
    }

    /** Runs what it is given. */
    public static class RunTask implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            if (context.getMergedJobDataMap().get("task") instanceof FutureTask<?> task) {
                task.run();
            }
        }
    }
}
