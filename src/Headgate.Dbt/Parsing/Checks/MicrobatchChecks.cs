using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Checks what incremental models of the strategy <c>microbatch</c> must say.</summary>
internal static class MicrobatchChecks
{
    private static readonly string[] BatchSizes = ["hour", "day", "month", "year"];

    /// <summary>Checks all models.</summary>
    /// <exception cref="DbtException">Something is missing or wrong.</exception>
    public static void Check(Manifest manifest)
    {
        foreach (var model in manifest.Nodes.Values)
        {
            if (IsMicrobatch(model))
            {
                Check(model);
            }
        }
    }

    /// <summary>Warns of what will not be as a model asks: no adapter here runs batches side by side, as dbt's own for these databases do not.</summary>
    public static void Warn(Manifest manifest, LoadedProject project, WarningLog warnings)
    {
        var models = manifest.Nodes.Values.Where(IsMicrobatch).ToList();
        if (models.Count == 0 || !RunsInBatches(manifest, project))
        {
            return;
        }
        var forcing = manifest.Nodes.Values.Count(node => node.Config.Flag("concurrent_batches") == true);
        if (forcing > 0)
        {
            warnings.Add(
                "InvalidConcurrentBatchesConfig",
                $"Found {Counted.Of(forcing, "microbatch model")} with the `concurrent_batches` config set to true, but the {project.Target.Type} adapter "
                    + "does not support running batches concurrently. Batches will be run sequentially."
            );
        }
        foreach (var model in models.Where(model => !model.DependsOn.Nodes.Exists(id => HasEventTime(manifest, id))))
        {
            warnings.Add(
                new DbtWarning(
                    "MicrobatchModelNoEventTimeInputs",
                    $"The microbatch model '{model.Name}' has no 'ref' or 'source' input with an 'event_time' configuration. \nThis means no filtering can be applied "
                        + "and can result in unexpected duplicate records in the resulting microbatch model."
                )
                {
                    IsNote = true,
                }
            );
        }
    }

    private static bool IsMicrobatch(ManifestNode node) =>
        node.ResourceType == ResourceType.Model
        && node.Config.Materialized == "incremental"
        && node.Config.Text("incremental_strategy") == "microbatch";

    private static bool HasEventTime(Manifest manifest, string id) => manifest.Find(id)?.Config?["event_time"] is not null;

    /// <summary>A project with a macro of its own for the strategy runs it once, unless a flag says otherwise.</summary>
    private static bool RunsInBatches(Manifest manifest, LoadedProject project) =>
        project.Flag("require_batched_execution_for_custom_microbatch_strategy") is true
        || !manifest.Macros.ContainsKey($"macro.{project.Root.Name}.get_incremental_microbatch_sql");

    private static void Check(ManifestNode model)
    {
        var config = model.Config;
        if (config["event_time"] is null)
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide an 'event_time' (string) config that indicates the name of the event time column."
            );
        }
        if (config["event_time"] is not string)
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide an 'event_time' config of type string, but got: {config["event_time"]!.GetType().Name}."
            );
        }
        if (config["begin"] is null)
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide a 'begin' (datetime) config that indicates the earliest timestamp the microbatch model should be built from."
            );
        }
        if (config["begin"] is string written && !IsoMoment.Is(written))
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide a 'begin' config of valid datetime (ISO format), but got: {written}."
            );
        }
        if (config["begin"] is not (string or DateOnly or DateTime or DateTimeOffset))
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide a 'begin' config of type datetime, but got: {PythonText.TypeName(config["begin"])}."
            );
        }
        if (config["batch_size"] is not string size || !BatchSizes.Contains(size))
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide a 'batch_size' config that is one of ['hour', 'day', 'month', 'year'], but got: {config["batch_size"] ?? "None"}."
            );
        }
        if (config["lookback"] is not (null or long))
        {
            throw Error(
                $"Microbatch model '{model.Name}' must provide the optional 'lookback' config as type int, but got: {config["lookback"]!.GetType().Name})."
            );
        }
    }

    private static DbtException Error(string message) => new(DbtErrorKind.Parsing, message);
}
