package dev.postmeridian.store;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How a region's embedded PostgreSQL runs.
 *
 * @param folder the region's data folder; everything is kept in it
 * @param binaries a cache folder for PostgreSQL's programs, shared by all regions of a machine
 * @param port where it listens on 127.0.0.1; empty chooses a free one and remembers it
 * @param sharedBuffersMebibytes PostgreSQL's own cache
 * @param maxConnections for all nodes of the region together
 */
public record PostgresSettings(
    Path folder, Path binaries, OptionalInt port, int sharedBuffersMebibytes, int maxConnections) {
  private static final int DEFAULT_BUFFERS = 96;
  private static final int DEFAULT_CONNECTIONS = 60;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public PostgresSettings {
    folder = folder.toAbsolutePath().normalize();
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
      throw new IllegalArgumentException("a port is within 1 and 65535, not " + port.getAsInt());
    }
    if (sharedBuffersMebibytes < 16 || maxConnections < 20) {
      throw new IllegalArgumentException("PostgreSQL needs 16 MiB and 20 connections at least");
    }
  }

  /** The defaults. */
  public static PostgresSettings in(Path folder, Path binaries, OptionalInt port) {
    return new PostgresSettings(folder, binaries, port, DEFAULT_BUFFERS, DEFAULT_CONNECTIONS);
  }

  /** The server's configuration, complete: PostgreSQL's defaults hold for what it leaves out. */
  String configuration(int listenPort) {
    return """
    # Written at each start; changes made here are lost.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = %d
    max_locks_per_transaction = 256
    password_encryption = 'scram-sha-256'
    # Passwords are 256 random bits: to stretch them would only make each connection dear.
    scram_iterations = 1

    # Accepted is durable.
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    wal_level = replica
    max_wal_senders = 0
    max_replication_slots = 0
    max_wal_size = 1GB
    # Used again rather than made anew: to fill 16 MiB with zeros holds every commit that waits.
    min_wal_size = 256MB
    checkpoint_timeout = 15min

    # No mail in the log: no statements, no parameters, no rows, no errors of statements at all.
    log_min_messages = log
    log_min_error_statement = panic
    log_error_verbosity = terse
    log_statement = none
    log_min_duration_statement = -1
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    log_connections = ''
    log_disconnections = off
    log_checkpoints = off
    log_autovacuum_min_duration = -1
    log_lock_waits = off
    log_temp_files = -1
    update_process_title = off

    # Three of these share a small machine.
    shared_buffers = %dMB
    wal_buffers = 4MB
    work_mem = 4MB
    maintenance_work_mem = 32MB
    temp_buffers = 1MB
    huge_pages = off
    io_method = sync
    max_worker_processes = 0
    max_parallel_workers = 0
    max_parallel_workers_per_gather = 0
    max_logical_replication_workers = 0
    autovacuum_max_workers = 1
    autovacuum_worker_slots = 2
    autovacuum_naptime = 30s
    # ANALYZE of 30,000 rows, JSON and all, took a tenth of the CPU of accepting; a tenth of them tells as much.
    default_statistics_target = 10
    jit = off
    timezone = 'UTC'
    log_timezone = 'UTC'
    lc_messages = 'C'
    default_text_search_config = 'pg_catalog.simple'
    """
        .formatted(listenPort, maxConnections, sharedBuffersMebibytes);
  }
}
