/**
 * An upload, from what it sends to what it shows. {@link
 * io.github.jsonlpreflight.cli.upload.UploadStart} begins a run or goes on with one; what is
 * decided while it runs is the uploader's affair.
 */
@NullMarked
package io.github.jsonlpreflight.cli.upload;

import org.jspecify.annotations.NullMarked;
