/**
 * The example of a system of many parts: orders that reserve, charge a card outside, wait, time
 * out, and give back what they had, over failures and over a plane that is closed amid all of it.
 *
 * <p>Start reading at {@link dev.parklane.examples.shop.Order}, which decides; {@link
 * dev.parklane.examples.shop.ShopMain} is the program around it.
 */
@NullMarked
package dev.parklane.examples.shop;

import org.jspecify.annotations.NullMarked;
