namespace Headgate.Dbt.Execution.Runners;

/// <summary>The verbs of the lines about a kind of node.</summary>
/// <param name="Done">What was done: <c>created</c>.</param>
/// <param name="Doing">What failed to be done: <c>creating</c>.</param>
/// <param name="Noun">What only the first line says before the name, with a blank behind; empty where both lines say the same.</param>
internal sealed record BuildWords(string Done, string Doing, string Noun)
{
    /// <summary>Of models.</summary>
    public static BuildWords Model { get; } = new("created", "creating", "");

    /// <summary>Of functions.</summary>
    public static BuildWords Function { get; } = new("created", "creating", "");

    /// <summary>Of seeds.</summary>
    public static BuildWords Seed { get; } = new("loaded", "loading", "");

    /// <summary>Of snapshots.</summary>
    public static BuildWords Snapshot { get; } = new("snapshotted", "snapshotting", "snapshot ");
}
