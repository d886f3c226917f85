import com.carrotsearch.labs.langid.Model;
import java.io.BufferedOutputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the language model of langid-java to a file, unpacked: to unpack it as the library does, at
 * each start, is a third of a node's start. The build runs it: java LanguageModel.java FILE
 */
class LanguageModel {
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    var write = Model.class.getDeclaredMethod("writeExternal", ObjectOutput.class);
    write.setAccessible(true);
    try (var out =
        new ObjectOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      write.invoke(Model.defaultModel(), out);
    }
  }
}
