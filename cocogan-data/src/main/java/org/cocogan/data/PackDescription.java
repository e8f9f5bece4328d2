package org.cocogan.data;

/**
 * What a pack was made of and how.
 *
 * @param source name of the folder or zip
 * @param sourceDigest the source's {@link ImageSource#digest()} at that time
 * @param preparation how each image was made to fit
 * @param skipped how many images were left out
 */
public record PackDescription(
    String source, String sourceDigest, Preparation preparation, int skipped) {}
