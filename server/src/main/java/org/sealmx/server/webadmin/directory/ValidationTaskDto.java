package org.sealmx.server.webadmin.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;
import javax.inject.Provider;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.TaskDTO;
import org.apache.james.server.task.json.dto.TaskDTOModule;

/**
 * {@link ValidationTask} as a James of several nodes passes it from one to another.
 *
 * @param days how long certificates must stay usable; 0 without a limit
 */
record ValidationTaskDto(
        @JsonProperty("type") String type,
        @JsonProperty("days") long days) implements TaskDTO {

    static TaskDTOModule<ValidationTask, ValidationTaskDto> module(Provider<DirectoryValidation> validation) {
        return DTOModule.forDomainObject(ValidationTask.class)
                .convertToDTO(ValidationTaskDto.class)
                .toDomainObjectConverter(dto -> new ValidationTask(
                        validation.get(), Optional.of(Duration.ofDays(dto.days)).filter(time -> !time.isZero())))
                .toDTOConverter((task, type) -> new ValidationTaskDto(
                        type, task.expiresWithin().map(Duration::toDays).orElse(0L)))
                .typeName(ValidationTask.TYPE.asString())
                .withFactory(TaskDTOModule::new);
    }

    @Override
    public String getType() {
        return type;
    }
}
