package dev.parklane.examples.shop;

import dev.parklane.clock.AlarmClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Stands for what is not Parklane: a provider of cards and a post office, whose answers take time
 * on a clock, and sometimes do not come. Any thread.
 */
final class Outside implements CardProvider, PostOffice {
  /** What becomes of one call. */
  record Call(Answer answer, Duration takes) {
    static final Call GOOD = new Call(Answer.YES, Duration.ofSeconds(2));
  }

  enum Answer {
    YES,
    /** By a card that has no money. */
    NO,
    /** It is down, and does nothing. */
    NONE,
    /** It does what it was asked to, and its answer is lost. */
    LOST
  }

  private final AlarmClock clock;
  private final Function<String, Call> conduct; // of who is called: a card, or a customer
  private final Consumer<String> log;
  private final Map<String, Charge> charged = new HashMap<>(); // guarded by this, as all below
  private final Set<String> closed = new HashSet<>(); // keys that were refused or refunded
  private final List<String> letters = new ArrayList<>();
  private int calls;

  Outside(AlarmClock clock, Function<String, Call> conduct, Consumer<String> log) {
    this.clock = clock;
    this.conduct = conduct;
    this.log = log;
  }

  @Override
  public boolean charge(String key, Charge what) throws IOException, InterruptedException {
    Call call = next(what.card());
    boolean paid = pays(key, what, call.answer());
    answer("the charge of " + key, call);
    return paid;
  }

  private synchronized boolean pays(String key, Charge what, Answer answer) {
    if (answer == Answer.NONE) {
      return false;
    }
    if (answer == Answer.NO && !charged.containsKey(key)) {
      closed.add(key);
    }
    if (closed.contains(key)) {
      return false;
    }
    if (charged.putIfAbsent(key, what) == null) {
      double amount = what.cents() / 100.0;
      log.accept(String.format(Locale.ROOT, "the provider charges %,.2f for %s", amount, key));
    }
    return true;
  }

  @Override
  public String refund(String key) throws IOException, InterruptedException {
    Call call = next(key);
    if (call.answer() != Answer.NONE) {
      giveBack(key);
    }
    answer("the refund of " + key, call);
    return "refund of " + key;
  }

  private synchronized void giveBack(String key) {
    if (closed.add(key) && charged.containsKey(key)) {
      log.accept("the provider refunds %s".formatted(key));
    }
  }

  @Override
  public String send(String customer, String letter) throws IOException, InterruptedException {
    Call call = next(customer);
    if (call.answer() != Answer.NONE) {
      post("%s gets a letter: %s".formatted(customer, letter));
    }
    answer("the letter to " + customer, call);
    return "letter to " + customer;
  }

  private synchronized void post(String letter) {
    letters.add(letter);
    log.accept(letter);
  }

  private synchronized Call next(String who) {
    return conduct.apply(who);
  }

  private void answer(String to, Call call) throws IOException, InterruptedException {
    CountDownLatch there = new CountDownLatch(1);
    clock.after("answer " + number(), call.takes(), event -> there.countDown());
    there.await();
    if (call.answer() == Answer.NONE || call.answer() == Answer.LOST) {
      throw new IOException("no answer to " + to);
    }
  }

  private synchronized int number() {
    return ++calls;
  }

  /** What was charged by this key and not paid back, in cents. */
  synchronized int held(String key) {
    Charge charge = charged.get(key);
    return charge == null || closed.contains(key) ? 0 : charge.cents();
  }

  /** What was charged by all keys together, and not paid back. */
  synchronized int held() {
    return charged.keySet().stream().mapToInt(this::held).sum();
  }

  /** All that were brought, some of them twice. */
  synchronized List<String> letters() {
    return List.copyOf(letters);
  }
}
