package org.cocogan.backend.dl4j;

import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * The processor threads of one operation.
 *
 * @param count how many, at least one
 */
record Threads(int count) {
  /**
   * Has the calling thread's operations run on that many: some of ND4J's parts keep the number for
   * the whole process, others for the thread that sets it.
   */
  void use() {
    Environment environment = Nd4j.getEnvironment();
    environment.setMaxThreads(count);
    environment.setMaxMasterThreads(count);
    Nd4j.factory().blas().setMaxThreads(count);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(count);
  }

  @Override
  public String toString() {
    return count + (count == 1 ? " thread" : " threads");
  }
}
