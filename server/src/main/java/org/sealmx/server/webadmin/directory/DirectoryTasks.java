package org.sealmx.server.webadmin.directory;

import java.util.Set;
import javax.inject.Inject;
import javax.inject.Provider;
import org.apache.james.server.task.json.TaskExtensionModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;
import org.apache.james.task.Task;
import org.apache.james.task.TaskExecutionDetails;

/**
 * Lets webadmin show the progress of {@link ValidationTask}. James finds this class via {@code guice.extension.task} in
 * {@code extensions.properties}.
 */
public final class DirectoryTasks implements TaskExtensionModule {

    private final Provider<DirectoryValidation> validation;

    /** Called by James' injector. */
    @Inject
    public DirectoryTasks(Provider<DirectoryValidation> validation) {
        this.validation = validation;
    }

    @Override
    public Set<TaskDTOModule<? extends Task, ? extends TaskDTO>> taskDTOModules() {
        return Set.of(ValidationTaskDto.module(validation));
    }

    @Override
    public Set<
                    AdditionalInformationDTOModule<
                            ? extends TaskExecutionDetails.AdditionalInformation, ? extends AdditionalInformationDTO>>
            taskAdditionalInformationDTOModules() {
        return Set.of(ProgressDto.module());
    }
}
