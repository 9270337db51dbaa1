using System.Text.Json;

namespace Headgate.Metadata.Artifacts;

/// <summary>Reads <c>run_results.json</c> and <c>sources.json</c>, whose results have the same frame.</summary>
internal static class ResultsReader
{
    /// <summary>Reads results.</summary>
    /// <exception cref="UnreadableArtifactException">They are none.</exception>
    /// <exception cref="JsonException">They are no JSON.</exception>
    public static async Task<ReadResults> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var pump = new JsonPump(stream);
        var results = new ReadResults();
        var hasResults = false;
        await pump.ObjectAsync(cancellation);
        while (await pump.NameAsync(cancellation) is { } name)
        {
            switch (name)
            {
                case "results":
                    hasResults = true;
                    await ReadResultsAsync(pump, results, cancellation);
                    break;
                case "metadata" or "args" or "elapsed_time":
                    using (var value = JsonDocument.Parse(await pump.ValueAsync(cancellation)))
                    {
                        Take(results, name, value.RootElement);
                    }
                    break;
                default:
                    await pump.SkipAsync(cancellation);
                    break;
            }
        }
        return hasResults ? results : throw new UnreadableArtifactException("it has no results");
    }

    private static void Take(ReadResults results, string name, JsonElement value)
    {
        switch (name)
        {
            case "metadata":
                results.Facts = ArtifactFacts.Of(value);
                break;
            case "args":
                results.Command = value.Text("which") ?? value.Text("rpc_method");
                break;
            default:
                results.ElapsedTime = value.Number();
                break;
        }
    }

    private static async Task ReadResultsAsync(JsonPump pump, ReadResults results, CancellationToken cancellation)
    {
        await pump.ListAsync(cancellation);
        while (await pump.ItemAsync(cancellation) is { } item)
        {
            using var entry = JsonDocument.Parse(item);
            if (results.Results.Count >= ArtifactLimits.Entries)
            {
                throw new UnreadableArtifactException($"it has more than {ArtifactLimits.Entries} results");
            }
            if (Result(entry.RootElement) is { } result)
            {
                results.Results.Add(result);
            }
        }
    }

    private static NodeResult? Result(JsonElement json)
    {
        if (json.Text("unique_id", ArtifactLimits.Id) is not { } id || json.Text("status", 40) is not { } status)
        {
            return null;
        }
        var (compile, execute) = (Timing(json, "compile"), Timing(json, "execute"));
        return new NodeResult
        {
            UniqueId = id,
            Status = status,
            Message = json.Text("message", ArtifactLimits.Prose) ?? json.Text("error", ArtifactLimits.Prose),
            Failures = json.At("failures").Whole(),
            Rows = json.At("adapter_response", "rows_affected").Whole(),
            ExecutionTime = json.At("execution_time").Number(),
            ThreadId = json.Text("thread_id", 100),
            CompileStartedAt = compile.At("started_at").Time(),
            CompileCompletedAt = compile.At("completed_at").Time(),
            ExecuteStartedAt = execute.At("started_at").Time(),
            ExecuteCompletedAt = execute.At("completed_at").Time(),
            CompiledCode = json.Text("compiled_code", ArtifactLimits.Entry) is { } code ? Packed.Pack(code) : null,
            MaxLoadedAt = json.At("max_loaded_at").Time(),
            MaxLoadedAtTimeAgoInS = json.At("max_loaded_at_time_ago_in_s").Number(),
            SnapshottedAt = json.At("snapshotted_at").Time(),
        };
    }

    private static JsonElement Timing(JsonElement json, string name) =>
        json.At("timing") is { ValueKind: JsonValueKind.Array } timings
            ? timings.EnumerateArray().FirstOrDefault(timing => timing.Text("name") == name)
            : default;
}
