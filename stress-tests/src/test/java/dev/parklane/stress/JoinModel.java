package dev.parklane.stress;

import dev.parklane.lanes.JoinAnswer;
import dev.parklane.stress.JoinStep.Act;
import dev.parklane.stress.JoinStep.Kind;
import dev.parklane.stress.Joiner.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Publishers and the agent that joins them, as plain objects that do everything at once: what the
 * laws J1 to J5 say of links and joins where nobody is slow.
 */
final class JoinModel {
  private final List<ModelPublisher> publishers =
      IntStream.range(0, Publisher.COUNT)
          .mapToObj(i -> new ModelPublisher(Publisher.isKept(i)))
          .toList();
  private final Map<Integer, JoinAnswer> answers = new HashMap<>();
  private final List<Seen> trace = new ArrayList<>();

  private Map<Integer, Integer> values = new LinkedHashMap<>();
  private Map<Integer, Integer> merged = new LinkedHashMap<>();
  private Map<Integer, Integer> owners = new HashMap<>(); // of the keys of the merged map
  private Map<Integer, Integer> left = new HashMap<>(); // by links that were given up
  private Map<Integer, Integer> valueLinks = new LinkedHashMap<>(); // key to publisher
  private Map<Integer, Integer> mapLinks = new LinkedHashMap<>(); // key to publisher

  private record Attach(int publisher, Kind kind, int key) {}

  List<Seen> trace() {
    return trace;
  }

  Publisher.State publisher(int number) {
    return new Publisher.State(publishers.get(number).value(), publishers.get(number).map());
  }

  Joiner.State joiner() {
    return new Joiner.State(
        List.copyOf(values.entrySet()),
        List.copyOf(merged.entrySet()),
        List.copyOf(valueLinks.keySet()),
        List.copyOf(mapLinks.keySet()));
  }

  void take(JoinStep step) {
    switch (step) {
      case JoinStep.Edits edits -> edit(edits.publisher(), edits.edits());
      case JoinStep.Stop stop -> end(stop.publisher(), false);
      case JoinStep.Join join -> join(join.publisher(), join.acts());
      case JoinStep.Answer answer -> answers.put(answer.key(), answer.answer());
    }
  }

  // --- the publishers ----------------------------------------------------------------------------

  private void edit(int number, List<Edit> edits) {
    ModelPublisher publisher = publishers.get(number);
    List<ModelPublisher.Told> told = publisher.apply(edits);
    if (told != null) {
      told.forEach(event -> tell(publisher, event));
    } else if (Publisher.endsOnFailure(number)) {
      end(number, true);
    }
  }

  private void tell(ModelPublisher from, ModelPublisher.Told event) {
    switch (event) {
      case ModelPublisher.Told.Value value ->
          from.valueLinks.forEach(key -> update(Kind.VALUE, values, key, value.value()));
      case ModelPublisher.Told.Update update ->
          from.mapLinks.forEach(link -> {
            List<Integer> others = update.isNew() ? owned(link) : List.of();
            own(link, update.key(), update.value(), others);
          });
      case ModelPublisher.Told.Remove remove ->
          from.mapLinks.forEach(link -> disown(link, remove.key()));
      case ModelPublisher.Told.Clear clear ->
          from.mapLinks.forEach(link -> owned(link).forEach(key -> disown(link, key)));
    }
  }

  private void end(int number, boolean failed) {
    ModelPublisher publisher = publishers.get(number);
    List<Integer> ofValue = List.copyOf(publisher.valueLinks);
    List<Integer> ofMap = List.copyOf(publisher.mapLinks);
    publisher.end();
    List<Attach> again = new ArrayList<>();
    ofValue.forEach(key -> ended(new Attach(number, Kind.VALUE, key), failed, again));
    ofMap.forEach(key -> ended(new Attach(number, Kind.MAP, key), failed, again));
    again.forEach(this::attach);
  }

  private void ended(Attach link, boolean failed, List<Attach> again) {
    trace.add(new Seen.End(link.kind(), link.key(), failed));
    switch (answers.getOrDefault(link.key(), JoinAnswer.ABANDON)) {
      case RETRY -> again.add(link);
      case ABANDON -> unlink(link.kind(), link.key(), false);
      case DELETE -> unlink(link.kind(), link.key(), true);
    }
  }

  private void attach(Attach link) {
    ModelPublisher publisher = publishers.get(link.publisher());
    int key = link.key();
    switch (link.kind()) {
      case VALUE -> {
        publisher.valueLinks.add(key);
        update(Kind.VALUE, values, key, publisher.value());
      }
      case MAP -> {
        publisher.mapLinks.add(key);
        owned(key).stream()
            .filter(k -> !publisher.map().containsKey(k))
            .forEach(k -> disown(key, k));
        List<Integer> before = new ArrayList<>(); // keys that this link has told, and no other
        publisher
            .map()
            .forEach((k, value) -> {
              boolean isOwnOrFree = isOwnOrFree(key, k);
              own(key, k, value, before);
              if (isOwnOrFree) {
                before.add(k);
              }
            });
      }
    }
  }

  // --- the joiner --------------------------------------------------------------------------------

  private void join(int publisher, List<Act> acts) {
    Map<Integer, Integer> valuesBefore = new LinkedHashMap<>(values);
    Map<Integer, Integer> mergedBefore = new LinkedHashMap<>(merged);
    Map<Integer, Integer> ownersBefore = new HashMap<>(owners);
    Map<Integer, Integer> leftBefore = new HashMap<>(left);
    Map<Integer, Integer> valueLinksBefore = new LinkedHashMap<>(valueLinks);
    Map<Integer, Integer> mapLinksBefore = new LinkedHashMap<>(mapLinks);
    List<Attach> attaching = new ArrayList<>();
    List<Act.Unlink> detaching = new ArrayList<>();
    for (Act act : acts) {
      switch (act) {
        case Act.Link link -> {
          if (links(link.kind()).putIfAbsent(link.key(), publisher) == null) {
            attaching.add(new Attach(publisher, link.kind(), link.key()));
          }
        }
        case Act.Unlink unlink -> {
          attaching.removeIf(a -> a.kind() == unlink.kind() && a.key() == unlink.key());
          detaching.add(unlink);
          unlink(unlink.kind(), unlink.key(), unlink.delete());
        }
        case Act.Fail fail -> {
          values = valuesBefore;
          merged = mergedBefore;
          owners = ownersBefore;
          left = leftBefore;
          valueLinks = valueLinksBefore;
          mapLinks = mapLinksBefore;
          return;
        }
      }
    }
    for (Act.Unlink unlink : detaching) {
      for (ModelPublisher from : publishers) {
        List<Integer> links = unlink.kind() == Kind.VALUE ? from.valueLinks : from.mapLinks;
        links.remove((Object) unlink.key());
      }
    }
    attaching.forEach(this::attach);
  }

  private Map<Integer, Integer> links(Kind kind) {
    return kind == Kind.VALUE ? valueLinks : mapLinks;
  }

  private void unlink(Kind kind, int key, boolean delete) {
    if (links(kind).remove(key) == null && !delete) {
      return;
    }
    switch (kind) {
      case VALUE -> {
        if (delete) {
          remove(Kind.VALUE, values, key);
        }
      }
      case MAP -> {
        for (int k : owned(key)) {
          owners.remove(k);
          if (delete) {
            remove(Kind.MAP, merged, k);
          } else {
            left.put(k, key);
          }
        }
        if (delete) {
          merged.keySet().stream()
              .filter(k -> Integer.valueOf(key).equals(left.get(k)))
              .toList()
              .forEach(k -> {
                left.remove(k);
                remove(Kind.MAP, merged, k);
              });
        }
      }
    }
  }

  private boolean isOwnOrFree(int link, int key) {
    return owners.getOrDefault(key, link) == link;
  }

  /** M8: a key comes behind these others of its link, as it does in its lane. */
  private void own(int link, int key, int value, List<Integer> others) {
    List<Integer> order = List.copyOf(merged.keySet());
    int place = order.indexOf(key);
    boolean moves =
        isOwnOrFree(link, key) && others.stream().anyMatch(other -> order.indexOf(other) > place);
    Integer previous = moves ? merged.remove(key) : merged.get(key);
    merged.put(key, value);
    owners.put(key, link);
    left.remove(key);
    trace.add(new Seen.Update(Kind.MAP, key, previous, value));
  }

  private void disown(int link, int key) {
    if (owners.remove(key, link)) {
      remove(Kind.MAP, merged, key);
    }
  }

  private List<Integer> owned(int link) {
    return merged.keySet().stream()
        .filter(key -> Integer.valueOf(link).equals(owners.get(key)))
        .toList();
  }

  private void update(Kind kind, Map<Integer, Integer> map, int key, int value) {
    trace.add(new Seen.Update(kind, key, map.put(key, value), value));
  }

  private void remove(Kind kind, Map<Integer, Integer> map, int key) {
    Integer previous = map.remove(key);
    if (previous != null) {
      trace.add(new Seen.Remove(kind, key, previous));
    }
  }
}
