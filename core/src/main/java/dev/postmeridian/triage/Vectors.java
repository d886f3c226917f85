package dev.postmeridian.triage;

/** Sums and products of vectors of one length. */
final class Vectors {
  private Vectors() {}

  static void addTo(float[] sum, float[] more, double factor) {
    for (int d = 0; d < sum.length; d++) {
      sum[d] += (float) (more[d] * factor);
    }
  }

  static void scale(float[] vector, double factor) {
    for (int d = 0; d < vector.length; d++) {
      vector[d] *= (float) factor;
    }
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += a[d] * b[d];
    }
    return sum;
  }

  static double norm(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  static float[] unit(float[] vector) {
    float[] unit = vector.clone();
    scale(unit, 1 / Math.max(1e-6, norm(vector)));
    return unit;
  }
}
