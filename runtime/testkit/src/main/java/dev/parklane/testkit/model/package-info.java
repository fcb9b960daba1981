/**
 * What agents answer, held to a model of them: {@link dev.parklane.testkit.model.Model} generates
 * programs of actions and compares each answer, {@link dev.parklane.testkit.model.Clients} notes
 * what several clients saw, and {@link dev.parklane.testkit.model.Linearizability} checks that one
 * after the other could have seen it.
 */
@NullMarked
package dev.parklane.testkit.model;

import org.jspecify.annotations.NullMarked;
