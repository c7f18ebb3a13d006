import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Builds and accepts the calculators of many folders in one process, on the runtime of the first. What each says is written to
 * `said.txt` beside it; where a folder of runtimes is given instead of `-`, for each of them the first calculator is printed that
 * does not agree on it, or `-`.
 */
public final class Acceptance {
    private static final String RUNTIME = "TenorRuntime.java";

    private Acceptance() {}

    public static void main(String[] arguments) throws Exception {
        List<Path> folders = Arrays.stream(arguments).skip(1).map(Path::of).toList();
        Path first = folders.get(0);
        Path runtime = first.resolve("runtime");
        if (!Files.exists(runtime)) compile(first.resolve(RUNTIME), runtime);
        for (Path folder : folders) {
            if (Files.mismatch(folder.resolve(RUNTIME), first.resolve(RUNTIME)) >= 0) throw new IllegalStateException("another runtime in " + folder);
            if (!Files.exists(folder.resolve("classes")))
                compile(folder.resolve(calculatorIn(folder) + ".java"), folder.resolve("classes"), "-cp", runtime.toString());
        }
        if (arguments[0].equals("-")) {
            for (Path folder : folders) Files.writeString(folder.resolve("said.txt"), said(folder, runtime));
            return;
        }
        List<Path> runtimes;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            runtimes = files.sorted().toList();
        }
        List<String> found = runtimes.parallelStream().map(one -> foundBy(one, folders)).toList();
        for (int at = 0; at < found.size(); at++) System.out.println(runtimes.get(at).getFileName() + " " + found.get(at));
    }

    private static String foundBy(Path runtime, List<Path> folders) {
        try {
            compile(runtime.resolve(RUNTIME), runtime.resolve("classes"));
            for (Path folder : folders)
                if (!said(folder, runtime.resolve("classes")).contains(" vectors agree")) return folder.getFileName().toString();
            return "-";
        } catch (Exception failed) {
            throw new IllegalStateException(runtime + ": " + failed.getMessage(), failed);
        }
    }

    private static String calculatorIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(one -> one.getFileName().toString())
                    .filter(one -> one.endsWith(".java") && !one.equals(RUNTIME))
                    .findFirst()
                    .orElseThrow()
                    .replace(".java", "");
        }
    }

    private static void compile(Path file, Path target, String... more) throws Exception {
        List<String> given = new ArrayList<>(List.of(more));
        given.addAll(List.of("-Xlint:all", "-Werror", "-proc:none", "-encoding", "US-ASCII", "-d", target.toString(), file.toString()));
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        if (ToolProvider.getSystemJavaCompiler().run(null, told, told, given.toArray(String[]::new)) != 0)
            throw new IllegalStateException(told.toString(StandardCharsets.UTF_8));
    }

    /** What the runner of a calculator says of the vectors beside it, on a runtime. */
    private static String said(Path folder, Path runtime) throws Exception {
        URL[] places = {runtime.toUri().toURL(), folder.resolve("classes").toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(places, null)) {
            Field functions = loader.loadClass(calculatorIn(folder)).getDeclaredField("FUNCTIONS");
            Method accepted = loader.loadClass("TenorRuntime").getDeclaredMethod("accepted", Map.class, String.class);
            functions.setAccessible(true);
            accepted.setAccessible(true);
            return (String) accepted.invoke(null, functions.get(null), Files.readString(folder.resolve("vectors.json")));
        } catch (ReflectiveOperationException | RuntimeException | Error failed) {
            Throwable cause = failed.getCause();
            return "it failed: " + (cause == null ? failed : cause);
        }
    }
}
