package dev.parklane.stress.figures;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.FreshJvm;
import dev.parklane.stress.bench.Pace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The page as JSON: the run, each row with what was made of it, and each figure. What is read back
 * is the run and the figures; rows come of those.
 */
final class PageJson {
  private PageJson() {}

  static String of(Page page) {
    Map<String, Object> top = new LinkedHashMap<>();
    top.put("date", page.date());
    top.put("minutes", page.minutes());
    top.put("pace", page.pace().name().toLowerCase(Locale.ROOT));
    if (!page.note().isEmpty()) {
      top.put("note", page.note());
    }
    top.put("machine", machine(page.machine()));
    top.put("flags", String.join(" ", FreshJvm.flags("lock-step")));
    top.put("rows", rows(page.cells()));
    top.put("cells", page.cells().all().stream().map(PageJson::cell).toList());
    return Json.document(top);
  }

  private static Map<String, Object> machine(Machine machine) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("processor", machine.processor());
    values.put("processors", machine.processors());
    values.put("heapMegabytes", machine.heapMegabytes());
    values.put("system", machine.system());
    values.put("jdk", machine.jdk());
    values.put("jmh", machine.jmh());
    return values;
  }

  private static Map<String, Object> cell(Cell cell) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("benchmark", cell.benchmark());
    values.put("params", cell.params());
    values.put("score", cell.score());
    if (cell.error() >= 0) {
      values.put("error", cell.error());
    }
    values.put("unit", cell.unit());
    values.put("forks", cell.forks());
    return values;
  }

  private static List<Map<String, Object>> rows(Cells cells) {
    return Stream.concat(Rows.withGoals().stream(), MoreRows.all().stream())
        .filter(row -> row.withFlag(cells).isPresent())
        .map(row -> row(row, cells))
        .toList();
  }

  private static Map<String, Object> row(Row row, Cells cells) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("what", row.what());
    row.withFlag(cells).ifPresent(cell -> values.put("parklane", cell(cell)));
    row.withoutFlag(cells).ifPresent(cell -> values.put("withoutTheFlag", cell(cell)));
    List<Map<String, Object>> peers = new ArrayList<>();
    for (Row.Peer peer : row.peers()) {
      row.peer(cells, peer)
          .ifPresent(cell -> {
            Map<String, Object> beside = new LinkedHashMap<>();
            beside.put("who", peer.who());
            beside.putAll(cell(cell));
            peers.add(beside);
          });
    }
    values.put("beside", peers);
    row.ratio(cells).ifPresent(ratio -> values.put("ratio", ratio));
    Goal goal = row.goal();
    if (goal != null) {
      values.put("goal", goal.text());
      row.toReach(cells).ifPresent(reach -> values.put("toReach", reach));
      row.isMet(cells).ifPresent(met -> values.put("met", met));
    }
    return values;
  }

  /** The page that such text tells of. */
  static Page read(String json) {
    Config top =
        ConfigFactory.parseString(json, ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    Config machine = top.getConfig("machine");
    return new Page(
        new Machine(
            machine.getString("processor"),
            machine.getInt("processors"),
            machine.getLong("heapMegabytes"),
            machine.getString("system"),
            machine.getString("jdk"),
            machine.getString("jmh")),
        Instant.parse(top.getString("date")),
        top.getDouble("minutes"),
        Pace.valueOf(top.getString("pace").toUpperCase(Locale.ROOT)),
        top.hasPath("note") ? top.getString("note") : "",
        new Cells(top.getConfigList("cells").stream().map(PageJson::cell).toList()));
  }

  private static Cell cell(Config cell) {
    Map<String, String> params = new TreeMap<>();
    cell.getObject("params")
        .forEach((name, value) -> params.put(name, String.valueOf(value.unwrapped())));
    return new Cell(
        cell.getString("benchmark"),
        params,
        cell.getDouble("score"),
        cell.hasPath("error") ? cell.getDouble("error") : Cell.UNKNOWN,
        cell.getString("unit"),
        cell.getInt("forks"));
  }
}
