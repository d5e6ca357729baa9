package io.leasewatch.monitor.channel;

/** Says how a courier gets on. Told once of each until it is otherwise; waits for nobody. */
public interface DeliveryListener {

    /** More waits to be delivered than is kept. */
    void overflows();

    /** An attempt failed, and there may be another. */
    void fails(DeliveryOutcome outcome, String why);

    /** What was delivered is not wanted, and is not tried again. */
    void isRefused(String why);

    /** After one of these, it works. */
    void worksAgain();
}
