package dev.postmeridian.triage;

import java.util.Arrays;

/**
 * The features of one message: distinct indices into a hashed table, each tied to the piece of
 * evidence it came from, so that a linear score falls apart into what people can read.
 *
 * <p>A piece is a word of the text, kept as a range, or a finding with words of its own.
 */
final class FeatureBag {
  /** Indices are hashed to this many bits. */
  static final int BITS = 18;

  /** Features of the text have indices below this. */
  static final int SIZE = 1 << BITS;

  private static final int FINDING_BITS = 12;

  /** Findings have indices from {@link #SIZE} to below this. */
  static final int ALL = SIZE + (1 << FINDING_BITS);

  private final String text;

  /** Indices seen, each plus one, by open addressing; a power of two, at most half full. */
  private int[] seen;

  private int[] index;
  private int[] piece;
  private int size;
  private int textSize;
  private int[] pieceStart = new int[16];
  private int[] pieceEnd = new int[16];
  private Reason.Kind[] pieceKind = new Reason.Kind[16];
  private String[] pieceWords = new String[16];
  private int pieces;

  /** An empty bag over the text its words come from. */
  FeatureBag(String text) {
    int expected = Integer.highestOneBit(Math.max(64, text.length())) * 2;
    this.text = text;
    this.seen = new int[expected * 2];
    this.index = new int[expected];
    this.piece = new int[expected];
  }

  /** Opens a piece that is a range of the text; features added next belong to it. */
  void word(int start, int end) {
    open(Reason.Kind.WORD, start, end, "");
  }

  /** Opens a piece with words of its own and adds its one feature. */
  void finding(Reason.Kind kind, String words, int hash) {
    open(kind, 0, 0, words);
    addIndex(SIZE + (mix(hash) >>> (32 - FINDING_BITS)));
  }

  private void open(Reason.Kind kind, int start, int end, String words) {
    if (pieces == pieceStart.length) {
      pieceStart = Arrays.copyOf(pieceStart, pieces * 2);
      pieceEnd = Arrays.copyOf(pieceEnd, pieces * 2);
      pieceKind = Arrays.copyOf(pieceKind, pieces * 2);
      pieceWords = Arrays.copyOf(pieceWords, pieces * 2);
    }
    pieceStart[pieces] = start;
    pieceEnd[pieces] = end;
    pieceKind[pieces] = kind;
    pieceWords[pieces] = words;
    pieces++;
  }

  /** Adds a feature to the open piece, unless the message has shown it before. */
  void add(int hash) {
    addIndex(mix(hash) >>> (32 - BITS));
  }

  private void addIndex(int i) {
    int slot = slot(i);
    if (seen[slot] != 0) {
      return;
    }
    if (size == index.length) {
      grow();
      slot = slot(i);
    }
    seen[slot] = i + 1;
    index[size] = i;
    piece[size] = pieces - 1;
    size++;
    textSize += i < SIZE ? 1 : 0;
  }

  /** Where the index stands among those seen, or would stand. */
  private int slot(int i) {
    int mask = seen.length - 1;
    int slot = (i * 0x9E3779B1) >>> 8 & mask;
    while (seen[slot] != 0 && seen[slot] != i + 1) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    index = Arrays.copyOf(index, size * 2);
    piece = Arrays.copyOf(piece, size * 2);
    seen = new int[size * 4];
    for (int known = 0; known < size; known++) {
      seen[slot(index[known])] = index[known] + 1;
    }
  }

  /** How many features the text has, findings left out. */
  int textSize() {
    return textSize;
  }

  int size() {
    return size;
  }

  int index(int i) {
    return index[i];
  }

  /** Which piece the feature came from. */
  int piece(int i) {
    return piece[i];
  }

  int pieces() {
    return pieces;
  }

  Reason.Kind kind(int p) {
    return pieceKind[p];
  }

  /** The piece in words of the message, or of the finding. */
  String words(int p) {
    return pieceKind[p] == Reason.Kind.WORD
        ? text.substring(pieceStart[p], pieceEnd[p])
        : pieceWords[p];
  }

  int[] indices() {
    return Arrays.copyOf(index, size);
  }

  /** MurmurHash3's finalizer, whose high bits are used. */
  private static int mix(int h) {
    int x = h;
    x = (x ^ (x >>> 16)) * 0x85ebca6b;
    x = (x ^ (x >>> 13)) * 0xc2b2ae35;
    return x ^ (x >>> 16);
  }
}
