import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmSequenceIterator;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.s9api.XsltTransformer;

/**
 * Judges documents by a stylesheet in a Java that stays warm. Arguments: stylesheet, documents. Each line of standard
 * input is answered by one line: "ids" by the ids that fired, documents apart by ";", and a number of milliseconds by
 * how many documents were judged in how many nanoseconds, from their bytes to the report as a tree.
 */
public class WarmSaxon {
  private static final String SVRL = "http://purl.oclc.org/dsdl/svrl";

  private final XsltExecutable sheet;
  private final List<byte[]> documents = new ArrayList<>();

  WarmSaxon(String[] args) throws Exception {
    sheet = new Processor(false).newXsltCompiler().compile(new StreamSource(new File(args[0])));
    for (int place = 1; place < args.length; place++) documents.add(Files.readAllBytes(new File(args[place]).toPath()));
  }

  public static void main(String[] args) throws Exception {
    WarmSaxon saxon = new WarmSaxon(args);
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in));
    System.out.println("ready");
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      System.out.println(line.equals("ids") ? saxon.ids() : saxon.run(Long.parseLong(line)));
    }
  }

  private XdmNode judge(byte[] document) throws Exception {
    XsltTransformer transformer = sheet.load();
    XdmDestination report = new XdmDestination();
    transformer.setSource(new StreamSource(new ByteArrayInputStream(document)));
    transformer.setDestination(report);
    transformer.transform();
    return report.getXdmNode();
  }

  private String run(long ms) throws Exception {
    long started = System.nanoTime();
    int count = 0;
    while (System.nanoTime() - started < ms * 1_000_000) judge(documents.get(count++ % documents.size()));
    return count + " " + (System.nanoTime() - started);
  }

  private String ids() throws Exception {
    List<String> all = new ArrayList<>();
    for (byte[] document : documents) {
      List<String> fired = new ArrayList<>();
      XdmSequenceIterator<?> found = judge(document).axisIterator(Axis.DESCENDANT, new QName(SVRL, "failed-assert"));
      while (found.hasNext()) fired.add(((XdmNode) (XdmItem) found.next()).getAttributeValue(new QName("id")));
      all.add(String.join(" ", fired));
    }
    return String.join(";", all);
  }
}
