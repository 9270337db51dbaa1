namespace Headgate.Gate.Journal;

/// <summary>Where the journal lies, how large its parts may grow, who witnesses it and how long it is kept.</summary>
public sealed record JournalSettings
{
    /// <summary>The folder of the journal's files; made when missing.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder of the signing key and of the anchor; best on another disk than the journal.</summary>
    public required string KeysFolder { get; init; }

    /// <summary>
    /// Where each signed head is sent outside of these folders: the path of a file, an address that starts with http:// or https://, or
    /// <c>syslog</c>.
    /// </summary>
    public IReadOnlyList<string> Witnesses { get; init; } = [];

    /// <summary>Collectors that get each record as it is written (<see cref="Forwarding.ForwardAddress"/>).</summary>
    public IReadOnlyList<string> Forward { get; init; } = [];

    /// <summary>How long closed files are kept; null for ever.</summary>
    public TimeSpan? KeepFor { get; init; }

    /// <summary>Bytes that all files together may have on the disk before the oldest closed ones are removed; null for any number.</summary>
    public long? KeepBytes { get; init; }

    /// <summary>Whether closed files are compressed.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>Whether the installation has worked before, so that a missing journal is a loss and no first start.</summary>
    public bool InstallationIsOld { get; init; }

    /// <summary>Bytes after which a file is closed by a checkpoint and the next one is opened.</summary>
    public long MaxFileBytes { get; init; } = 64L << 20;

    /// <summary>Bytes a record may have at most; longer texts are cut before, so that this is never met in practice.</summary>
    public int MaxRecordBytes { get; init; } = 64 << 10;

    /// <summary>Records that may wait to be written before callers are refused.</summary>
    public int MaxWaiting { get; init; } = 20_000;

    /// <summary>Records after which a signed checkpoint is written.</summary>
    public int CheckpointEvery { get; init; } = 5_000;

    /// <summary>How old a record may become before a signed checkpoint follows it.</summary>
    public TimeSpan CheckpointWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the anchor beside the key is renewed while records are written.</summary>
    public TimeSpan AnchorEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a caller waits for the disk before it is refused.</summary>
    public TimeSpan PatienceWithDisk { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The wait before a head is sent to a witness a second time; it doubles with each further attempt.</summary>
    public TimeSpan WitnessRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The settings for a data folder: its <c>journal</c> and its <c>keys</c>.</summary>
    /// <param name="dataFolder">The folder given with <c>--data</c>.</param>
    public static JournalSettings ForData(string dataFolder) =>
        new() { Folder = Path.Combine(dataFolder, "journal"), KeysFolder = Path.Combine(dataFolder, "keys") };
}
