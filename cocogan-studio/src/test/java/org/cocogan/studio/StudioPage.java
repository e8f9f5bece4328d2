package org.cocogan.studio;

import java.net.URI;
import org.cocogan.testkit.Browser;

/** The studio's page in Chromium, as its tests use it. */
final class StudioPage {
  private final Browser browser;

  StudioPage(Browser browser) {
    this.browser = browser;
  }

  /** Opens an address anew, and waits until it is drawn. */
  void open(URI address) throws Exception {
    browser.open(URI.create("about:blank"));
    browser.open(address);
    browser.evaluate("window.onerror = (message) => { window.failure = message; }; 0");
    awaitPicture();
  }

  /** Waits until all is drawn that was asked for last. */
  void awaitPicture() throws Exception {
    browser.evaluate(
        """
        new Promise((shown) => {
          let frames = 0;
          const look = () => {
            frames = document.documentElement.dataset.tiles === "shown" ? frames + 1 : 0;
            frames > 10 ? shown(true) : requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })
        """);
  }

  /** The value of an expression of JavaScript. */
  String text(String expression) throws Exception {
    return browser.evaluate(expression).asText();
  }

  /** Sets a control, and waits until what it changes is drawn. */
  void set(String id, Object value) throws Exception {
    give(id, value);
    awaitPicture();
  }

  /** Sets a control. */
  void give(String id, Object value) throws Exception {
    browser.evaluate(
        """
        (() => {
          const control = document.getElementById("%s");
          control.value = "%s";
          control.dispatchEvent(new Event("input"));
          control.dispatchEvent(new Event("change"));
        })()
        """
            .formatted(id, value));
  }

  /** Clicks a button, and waits until what it changes is drawn. */
  void click(String id) throws Exception {
    browser.evaluate("document.getElementById('%s').click()".formatted(id));
    awaitPicture();
  }

  /** The command that draws the same. */
  String command() throws Exception {
    return text("document.getElementById('command').textContent");
  }

  /** The picture's pixels, as Chromium has drawn them. */
  String picture() throws Exception {
    awaitPicture();
    return text("document.querySelector('canvas:not([hidden])').toDataURL()");
  }

  /** Whether a part of the page is hidden. */
  boolean isHidden(String id) throws Exception {
    return browser.evaluate("document.getElementById('%s').hidden".formatted(id)).asBoolean();
  }

  /** Gives the page a file, which is the picture of an image, and waits for what comes of it. */
  void drop(String place, String event, String property) throws Exception {
    browser.evaluate(
        """
        (async () => {
          const answer = await fetch("/iiif/guided:0-7/full/max/0/default.png");
          const data = new DataTransfer();
          data.items.add(new File([await answer.blob()], "a.png", { type: "image/png" }));
          const place = %s;
          if ("%s" === "files") {
            place.files = data.files;
            place.dispatchEvent(new Event("change"));
          } else {
            place.dispatchEvent(new DragEvent("%s", { bubbles: true, dataTransfer: data }));
          }
          const status = document.getElementById("status");
          while (status.textContent === "Completing.") {
            await new Promise((later) => setTimeout(later, 20));
          }
        })()
        """
            .formatted(place, property, event));
    awaitPicture();
  }

  /** The address of all that is shown. */
  String permalink() throws Exception {
    browser.evaluate("new Promise((later) => setTimeout(later, 300))");
    return text("document.getElementById('link').href");
  }
}
