package dev.postmeridian.classifier.distil;

/** The little linear algebra that distilling needs. */
final class Vectors {
  private Vectors() {}

  static float[] unit(float[] v) {
    double squares = 1e-12;
    for (float x : v) {
      squares += x * x;
    }
    float[] unit = new float[v.length];
    for (int i = 0; i < v.length; i++) {
      unit[i] = (float) (v[i] / Math.sqrt(squares));
    }
    return unit;
  }

  static float[] mean(float[][] rows) {
    double[] sum = new double[rows[0].length];
    for (float[] row : rows) {
      for (int d = 0; d < sum.length; d++) {
        sum[d] += row[d];
      }
    }
    float[] mean = new float[sum.length];
    for (int d = 0; d < sum.length; d++) {
      mean[d] = (float) (sum[d] / rows.length);
    }
    return mean;
  }

  /** The directions along which rows differ most, by orthogonal iteration on their covariance. */
  static float[][] principal(float[][] rows, float[] mean, int count) {
    int n = mean.length;
    double[][] covariance = new double[n][n];
    double[] x = new double[n];
    for (float[] row : rows) {
      for (int d = 0; d < n; d++) {
        x[d] = row[d] - mean[d];
      }
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += x[i] * x[j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        covariance[j][i] = covariance[i][j];
      }
    }
    return orthogonal(covariance, count);
  }

  private static float[][] orthogonal(double[][] m, int count) {
    int n = m.length;
    var random = new java.util.Random(5);
    double[][] basis = new double[count][n];
    for (double[] b : basis) {
      for (int d = 0; d < n; d++) {
        b[d] = random.nextGaussian();
      }
    }
    for (int step = 0; step < 60; step++) {
      for (int c = 0; c < count; c++) {
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
          double sum = 0;
          for (int j = 0; j < n; j++) {
            sum += m[i][j] * basis[c][j];
          }
          next[i] = sum;
        }
        basis[c] = next;
      }
      gramSchmidt(basis);
    }
    float[][] out = new float[count][n];
    for (int c = 0; c < count; c++) {
      for (int d = 0; d < n; d++) {
        out[c][d] = (float) basis[c][d];
      }
    }
    return out;
  }

  private static void gramSchmidt(double[][] basis) {
    for (int c = 0; c < basis.length; c++) {
      for (int e = 0; e < c; e++) {
        double dot = 0;
        for (int d = 0; d < basis[c].length; d++) {
          dot += basis[c][d] * basis[e][d];
        }
        for (int d = 0; d < basis[c].length; d++) {
          basis[c][d] -= dot * basis[e][d];
        }
      }
      double squares = 1e-30;
      for (double v : basis[c]) {
        squares += v * v;
      }
      double norm = Math.sqrt(squares);
      for (int d = 0; d < basis[c].length; d++) {
        basis[c][d] /= norm;
      }
    }
  }

  static float[] project(float[] row, float[] mean, float[][] basis) {
    float[] out = new float[basis.length];
    for (int c = 0; c < basis.length; c++) {
      double sum = 0;
      for (int d = 0; d < row.length; d++) {
        sum += (row[d] - mean[d]) * basis[c][d];
      }
      out[c] = (float) sum;
    }
    return out;
  }
}
