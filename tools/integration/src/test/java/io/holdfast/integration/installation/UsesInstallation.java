package io.holdfast.integration.installation;

import io.holdfast.integration.testbed.TestBed;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test class the test bed and an installation of its own there, whose logs are shown when a test fails. */
public final class UsesInstallation implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {
    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(UsesInstallation.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        String name = context.getRequiredTestClass().getSimpleName();
        context.getStore(OURS)
                .computeIfAbsent(
                        Installation.class, _ -> Installation.on(TestBed.of(context), name), Installation.class);
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
            System.err.println(installation(context).lastLogged());
        }
    }

    private static Installation installation(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(OURS).get(Installation.class, Installation.class));
    }
}
