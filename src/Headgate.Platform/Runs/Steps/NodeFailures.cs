using System.Text.Json;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Runs.Logs;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Says in a sentence which nodes of a command failed and why, from the results that it left.</summary>
internal static class NodeFailures
{
    private const long Longest = 64 * 1024 * 1024;
    private const int LongestReason = 400;
    private static readonly string[] Failed = ["error", "fail", "runtime error", "partial success"];

    /// <summary>The sentence; null where the step wrote no results, or none that tell of a failure. They are a project's own words: nothing in them is trusted.</summary>
    public static async Task<string?> InAsync(StepContext step, TargetBefore before, CancellationToken cancellation)
    {
        var file = new FileInfo(Path.Combine(step.ProjectFolder, "target", "run_results.json"));
        if (!file.Exists || !before.IsWritten(file))
        {
            return null;
        }
        await using var content = RunFiles.OpenRegular(step.Folders.Root, file.FullName);
        return content is null || content.Length > Longest ? null : await OfAsync(content, step.Scrubber, cancellation);
    }

    /// <summary>The sentence of a <c>run_results.json</c>; null where it tells of no failure.</summary>
    internal static async Task<string?> OfAsync(Stream content, Scrubber scrubber, CancellationToken cancellation)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(content, cancellationToken: cancellation);
            var nodes = json.RootElement.GetProperty("results").EnumerateArray().ToList();
            var failed = nodes.Where(n => Failed.Contains(Text(n, "status"))).ToList();
            var skipped = nodes.Count(n => Text(n, "status") == "skipped");
            return failed.Count == 0 ? null : Sentence(nodes.Count, failed.Count, skipped, failed[0], scrubber);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Sentence(int all, int failed, int skipped, JsonElement first, Scrubber scrubber)
    {
        var nodes = all == 1 ? "1 node" : $"{all} nodes";
        var left = skipped == 0 ? "" : $", {skipped} {(skipped == 1 ? "was" : "were")} skipped";
        return $"{failed} of {nodes} failed{left}. {(failed == 1 ? "It is" : "The first is")} {Name(first)}: {Reason(first, scrubber)}";
    }

    /// <summary><c>model.shop.orders</c> is the model orders, <c>test.shop.unique_id.1a2b</c> the test unique_id.</summary>
    private static string Name(JsonElement node)
    {
        var parts = (Text(node, "unique_id") ?? "").Split('.');
        return parts.Length < 3 ? "a node" : $"{parts[0].Replace('_', ' ')} {(parts[0] == "unit_test" ? parts[^1] : parts[2])}";
    }

    private static string Reason(JsonElement node, Scrubber scrubber)
    {
        // Cleaned before it is cut: half of a secret would not be found.
        var lines = scrubber
            .Clean(Text(node, "message") ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(2)
            .ToList();
        var reason = lines.Count == 0 ? "it gave no message" : string.Join(lines[0].EndsWith(')') ? ": " : " ", lines);
        return (reason.Length > LongestReason ? reason[..LongestReason] + "…" : reason).TrimEnd('.') + ".";
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
