using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Ids of things that rows name and the caller of an answer may not see: they are withheld, as the things themselves are.</summary>
/// <param name="Jobs">Jobs.</param>
/// <param name="Environments">Environments.</param>
/// <param name="Runs">Runs.</param>
internal sealed record HiddenIds(IReadOnlySet<long> Jobs, IReadOnlySet<long> Environments, IReadOnlySet<long> Runs)
{
    private static readonly HashSet<long> Nothing = [];

    /// <summary>Nothing is hidden.</summary>
    public static HiddenIds None { get; } = new(Nothing, Nothing, Nothing);

    public long? Job(long? id) => Unless(Jobs, id);

    public long? Environment(long? id) => Unless(Environments, id);

    public long? Run(long? id) => Unless(Runs, id);

    /// <summary>What a run waits for, without runs that are hidden.</summary>
    public IReadOnlyList<long> BlockedBy(Run run) => Runs.Count == 0 ? run.BlockedBy : [.. run.BlockedBy.Where(id => !Runs.Contains(id))];

    /// <summary>The message of a run, which names the run that it waits for.</summary>
    public string? Message(Run run) =>
        run
            .BlockedBy.Where(Runs.Contains)
            .Aggregate(run.StatusMessage, (message, id) => message?.Replace($"run {id}:", "a run elsewhere:", StringComparison.Ordinal));

    private static long? Unless(IReadOnlySet<long> hidden, long? id) => id is { } named && hidden.Contains(named) ? null : id;
}
