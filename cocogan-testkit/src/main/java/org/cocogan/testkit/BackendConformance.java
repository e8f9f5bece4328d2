package org.cocogan.testkit;

/**
 * The tests every backend has to pass that trains: those of {@link InferenceConformance}, gradients
 * against finite differences, training, and gradients of input gradients.
 *
 * <p>Extend it with a class that starts the backend:
 *
 * <pre>{@code
 * class MyBackendTest extends BackendConformance {
 *   @Override
 *   protected Backend start() {
 *     return new MyBackendProvider().start(BackendOptions.cpu());
 *   }
 * }
 * }</pre>
 */
public abstract class BackendConformance extends InferenceConformance
    implements GradientConformance,
        TrainingConformance,
        SequenceConformance,
        InputGradientConformance {
  /** Creates the kit for the backend of a subclass. */
  protected BackendConformance() {}
}
