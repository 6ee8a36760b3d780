package io.holdfast.integration.installation;

import io.holdfast.integration.testbed.TestBed;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the test bed and the one installation there, which each class leaves as it found it. After a test that
 * has failed the processes' logs are shown, and the next class gets a new installation on a new cluster.
 */
public final class UsesInstallation implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final String FAILED = "a test has failed";

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext.Store ours = store(context);
        if (ours.remove(FAILED) != null) {
            Objects.requireNonNull(ours.remove(Installation.class, Installation.class))
                    .close();
        }
        String name = context.getRequiredTestClass().getSimpleName();
        ours.computeIfAbsent(Installation.class, _ -> Installation.on(TestBed.of(context), name), Installation.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type.equals(TestBed.class) || type.equals(Installation.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(TestBed.class) ? TestBed.of(context) : installation(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            store(context).put(FAILED, true);
            System.err.println(installation(context).lastLogged());
        }
    }

    private static Installation installation(ExtensionContext context) {
        return Objects.requireNonNull(store(context).get(Installation.class, Installation.class));
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(UsesInstallation.class));
    }
}
