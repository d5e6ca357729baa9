package io.leasewatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasewatch.agent.advice.ContainerCloseAdvice;
import io.leasewatch.agent.advice.HookKey;
import io.leasewatch.docs.RecordedLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeaverTest {

    private static final Shape CALL = Shape.of("call");

    private final List<String> told = new ArrayList<>();

    @AfterEach
    void removeHooks() {
        System.getProperties().remove(HookKey.CONTAINER_CLOSING);
    }

    @Test
    void wovenCodeTellsTheHookAndDoesWhatItDid() throws Exception {
        hook((begins, same) -> told.add(begins.toString()));

        String answer = weave(new Point(Woven.class.getName(), CALL, ContainerCloseAdvice.class, "nothing"));

        assertThat(answer).isEqualTo("done");
        assertThat(told).containsExactly("true", "false");
    }

    @Test
    void wovenCodeWithoutAHookDoesWhatItDid() throws Exception {
        assertThat(weave(new Point(Woven.class.getName(), CALL, ContainerCloseAdvice.class, "nothing")))
                .isEqualTo("done");
    }

    @Test
    void hookThatFailsDoesNotReachTheServer() throws Exception {
        hook((begins, same) -> {
            throw new StackOverflowError();
        });

        assertThat(weave(new Point(Woven.class.getName(), CALL, ContainerCloseAdvice.class, "nothing")))
                .isEqualTo("done");
    }

    @Test
    void pointThatDoesNotFitIsOneMessageAndTheOthersAreWoven() throws Exception {
        hook((begins, same) -> told.add(begins.toString()));
        Point fits = new Point(Woven.class.getName(), CALL, ContainerCloseAdvice.class, "nothing");
        Point other = new Point(
                Woven.class.getName(),
                Shape.of("call", "String").with("gone"),
                ContainerCloseAdvice.class,
                "what was gone");

        try (RecordedLog log = RecordedLog.of(Weaver.class)) {
            assertThat(weave(fits, other)).isEqualTo("done");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("LSW9001W", "call(String) with gone", "what was gone");
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void pointThatAnotherReleaseHasInAnotherFormIsWovenInThatFormAndNothingIsSaid() throws Exception {
        hook((begins, same) -> told.add(begins.toString()));
        Shape other = Shape.of("call", "String").or(Shape.of("call", "long")).or(CALL);

        try (RecordedLog log = RecordedLog.of(Weaver.class)) {
            assertThat(weave(new Point(Woven.class.getName(), other, ContainerCloseAdvice.class, "nothing")))
                    .isEqualTo("done");

            assertThat(log.lines()).isEmpty();
        }
        assertThat(told).containsExactly("true", "false");
    }

    @Test
    void ofTwoFormsThatAClassHasTheFirstIsWovenAlone() throws Exception {
        hook((begins, same) -> told.add(begins.toString()));
        Shape both = Shape.of("called").or(CALL);

        assertThat(weave(new Point(Woven.class.getName(), both, ContainerCloseAdvice.class, "nothing")))
                .isEqualTo("done");

        assertThat(told).containsExactly("true", "false");
    }

    @Test
    void classThatCannotBeWovenStaysAsItIsAndSaysSo() {
        Weaver weaver = new Weaver(List.of(new Point("a.B", CALL, ContainerCloseAdvice.class, "what is lost")));

        try (RecordedLog log = RecordedLog.of(Weaver.class)) {
            assertThat(weaver.transform(null, "a/B", null, null, new byte[] {1, 2, 3}))
                    .isNull();

            assertThat(log.lines()).singleElement().asString().contains("LSW9002W", "a.B", "what is lost");
        }
    }

    @Test
    void otherClassesPass() {
        assertThat(new Weaver(Points.ALL).transform(null, "a/B", null, null, new byte[0]))
                .isNull();
        assertThat(new Weaver(Points.ALL).transform(null, null, null, null, new byte[0]))
                .isNull();
    }

    private static void hook(BiConsumer<Object, Object> hook) {
        System.getProperties().put(HookKey.CONTAINER_CLOSING, hook);
    }

    /** Weaves {@link Woven} in a class loader of its own, and calls it. */
    private static String weave(Point... points) throws Exception {
        Weaver weaver = new Weaver(List.of(points));
        Class<?> woven = new Loader(weaver).loadClass(Woven.class.getName());
        return (String) ((Callable<?>) woven.getDeclaredConstructor().newInstance()).call();
    }

    public static final class Woven implements Callable<String> {

        @Override
        public String call() {
            return called();
        }

        private static String called() {
            return "done";
        }
    }

    private static final class Loader extends ClassLoader {
        private final Weaver weaver;

        Loader(Weaver weaver) {
            super(WeaverTest.class.getClassLoader());
            this.weaver = weaver;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Woven.class.getName())) {
                return super.loadClass(name, resolve);
            }
            String path = name.replace('.', '/');
            try (InputStream file = Objects.requireNonNull(getResourceAsStream(path + ".class"))) {
                byte @Nullable [] bytes = weaver.transform(this, path, null, null, file.readAllBytes());
                return defineClass(name, Objects.requireNonNull(bytes), 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
