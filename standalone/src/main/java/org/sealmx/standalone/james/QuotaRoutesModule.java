package org.sealmx.standalone.james;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Names;
import org.apache.james.webadmin.Routes;
import org.apache.james.webadmin.jackson.QuotaModule;
import org.apache.james.webadmin.routes.DomainQuotaRoutes;
import org.apache.james.webadmin.routes.GlobalQuotaRoutes;
import org.apache.james.webadmin.routes.UserQuotaRoutes;
import org.apache.james.webadmin.tasks.TaskFromRequestRegistry.TaskRegistration;
import org.apache.james.webadmin.utils.JsonTransformerModule;

/**
 * How the administrator sets quotas and sees what is used: webadmin's {@code /quota}. James' own module has much
 * besides.
 */
final class QuotaRoutesModule extends AbstractModule {

    @Override
    protected void configure() {
        Multibinder<Routes> routes = Multibinder.newSetBinder(binder(), Routes.class);
        routes.addBinding().to(GlobalQuotaRoutes.class);
        routes.addBinding().to(DomainQuotaRoutes.class);
        routes.addBinding().to(UserQuotaRoutes.class);
        Multibinder.newSetBinder(binder(), JsonTransformerModule.class)
                .addBinding()
                .to(QuotaModule.class);
        // none: counting anew is a task of James that is not here
        Multibinder.newSetBinder(
                binder(), TaskRegistration.class, Names.named(UserQuotaRoutes.USER_QUOTAS_OPERATIONS_INJECTION_KEY));
    }
}
