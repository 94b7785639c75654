package dev.nightjar.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.nightjar.cli.Finding.Found;
import dev.nightjar.cli.Finding.Skipped;
import dev.nightjar.cli.Finding.Trouble;
import dev.nightjar.cli.Finding.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings of the doctor as one object of JSON, for programs. Pure. */
final class DiagnosisJson {

    private DiagnosisJson() {}

    static String of(Diagnosis diagnosis) {
        List<Map<String, Object>> checks =
                diagnosis.entries().stream().map(DiagnosisJson::check).toList();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", Version.read());
        object.put("status", diagnosis.status().code());
        object.put("checks", checks);
        try {
            return JSON.std.asString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> check(Diagnosis.Entry entry) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("check", entry.check());
        check.put(
                "result",
                switch (entry.finding()) {
                    case Found found -> "ok";
                    case Warning warning -> "warning";
                    case Trouble trouble -> "trouble";
                    case Skipped skipped -> "skipped";
                });
        check.put("text", entry.finding().text());
        switch (entry.finding()) {
            case Warning warning -> check.put("remedy", warning.remedy());
            case Trouble trouble -> {
                check.put("remedy", trouble.remedy());
                check.put("status", trouble.status().code());
            }
            case Found found -> {}
            case Skipped skipped -> {}
        }
        return check;
    }
}
