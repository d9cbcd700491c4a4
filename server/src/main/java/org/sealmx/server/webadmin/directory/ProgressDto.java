package org.sealmx.server.webadmin.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.sealmx.server.webadmin.directory.ValidationTask.Progress;

/** {@link Progress} in the JSON of webadmin's {@code /tasks/{id}}. */
record ProgressDto(
        @JsonProperty("type") String type,
        @JsonProperty("timestamp") Instant timestamp,
        @JsonProperty("documents") long documents,
        @JsonProperty("done") boolean done,
        @JsonProperty("problemCount") long problemCount,
        @JsonProperty("problems") List<String> problems,
        @JsonProperty("expiringCount") long expiringCount,
        @JsonProperty("expiring") List<String> expiring)
        implements AdditionalInformationDTO {

    static AdditionalInformationDTOModule<Progress, ProgressDto> module() {
        return DTOModule.forDomainObject(Progress.class)
                .convertToDTO(ProgressDto.class)
                .toDomainObjectConverter(ProgressDto::progress)
                .toDTOConverter(ProgressDto::of)
                .typeName(ValidationTask.TYPE.asString())
                .withFactory(AdditionalInformationDTOModule::new);
    }

    private static ProgressDto of(Progress progress, String type) {
        return new ProgressDto(
                type,
                progress.timestamp(),
                progress.documents(),
                progress.done(),
                progress.problemCount(),
                progress.problems(),
                progress.expiringCount(),
                progress.expiring());
    }

    private Progress progress() {
        return new Progress(timestamp, documents, done, problemCount, problems, expiringCount, expiring);
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public Instant getTimestamp() {
        return timestamp;
    }
}
