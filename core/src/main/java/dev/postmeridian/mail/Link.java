package dev.postmeridian.mail;

/**
 * A link of a message.
 *
 * @param target the URL it leads to, as written
 * @param text what a reader sees and clicks; equal to the target for a bare URL in plain text
 */
public record Link(String target, String text) {}
