using Headgate.Dbt.Artifacts;
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
            if (
                model.ResourceType == ResourceType.Model
                && model.Config.Materialized == "incremental"
                && model.Config.Text("incremental_strategy") == "microbatch"
            )
            {
                Check(model);
            }
        }
    }

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
