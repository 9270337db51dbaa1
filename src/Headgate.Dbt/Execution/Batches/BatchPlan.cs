using System.Globalization;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;

namespace Headgate.Dbt.Execution.Batches;

/// <summary>Which batches of a microbatch model are built.</summary>
internal static class BatchPlan
{
    private const string Macro = "get_incremental_microbatch_sql";

    private const string Flag = "require_batched_execution_for_custom_microbatch_strategy";

    /// <summary>Is a model built in batches? One whose project brings the strategy's macro is an ordinary incremental model, unless a flag says otherwise.</summary>
    public static bool Applies(ManifestNode node, RunFrame frame)
    {
        if (node.Materialized != "incremental" || node.Config.Text("incremental_strategy") != "microbatch")
        {
            return false;
        }
        var macros = frame.Shared.Macros;
        var isOwn = macros.ScopeOf(macros.RootPackage).Find(Macro) is not { } own || !macros.IsInternal(own.Macro.PackageName);
        return !isOwn || frame.Session.Project.Flag(Flag) is true;
    }

    /// <summary>The batches, the first one first.</summary>
    /// <param name="node">The model.</param>
    /// <param name="asked">The span that the call asks for, or null.</param>
    /// <param name="isIncremental">Does the model's table go on, or is it made anew?</param>
    /// <param name="now">The time of the call.</param>
    public static IReadOnlyList<Batch> Of(ManifestNode node, EventWindow? asked, bool isIncremental, DateTimeOffset now)
    {
        var size = BatchSizes.Parse(node.Config.Text("batch_size"));
        var end = size.Ceiling(asked?.End ?? now);
        var start =
            asked is not null ? size.Floor(asked.Start)
            : isIncremental ? size.Next(end, -(Lookback(node) + 1))
            : size.Floor(Begin(node));
        var batches = new List<Batch>();
        for (var at = start; at < end; at = size.Next(at, 1))
        {
            batches.Add(new(size.Name(at), new(at, size.Next(at, 1))));
        }
        return batches;
    }

    /// <summary>The batches that a former run left, from its results.</summary>
    public static IReadOnlyList<Batch> Of(ManifestNode node, IEnumerable<IReadOnlyList<string>> left)
    {
        var size = BatchSizes.Parse(node.Config.Text("batch_size"));
        return
        [
            .. left.Select(moments => new EventWindow(Moment(moments[0]), Moment(moments[1])))
                .Select(w => new Batch(size.Name(w.Start), w)),
        ];
    }

    private static int Lookback(ManifestNode node) => node.Config["lookback"] is long count ? (int)count : 1;

    private static DateTimeOffset Begin(ManifestNode node) =>
        Moment(
            node.Config.Text("begin")
                ?? throw new DbtException(
                    DbtErrorKind.Runtime,
                    $"Microbatch model '{node.Name}' requires a 'begin' configuration.",
                    Subject.Of(node)
                )
        );

    private static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
