package dev.leeway.flink;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** The same program without transactions, whose results a crash must be seen to double. */
final class LesserCluster {

  private LesserCluster() {}

  public static void main(String... arguments) throws Exception {
    LocalCluster.run(DeliveryGuarantee.AT_LEAST_ONCE, arguments);
  }
}
