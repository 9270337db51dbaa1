using System.Text.Json;
using Headgate.Mcp.Local.Commands;
using Headgate.Mcp.Local.Manifests;
using Headgate.Mcp.Results;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Local.Tools;

/// <summary>The tools that read the manifest of a fresh parse.</summary>
internal static class ManifestTools
{
    /// <summary><c>get_lineage_dev</c>.</summary>
    public static LocalTool Lineage { get; } =
        new(
            "get_lineage_dev",
            "Get Model Lineage (Dev)",
            "Parses the project as it stands on this machine and answers with what a node stands on and what stands on it, as trees of unique ids.",
            reads: true,
            [DbtArguments.UniqueId, DbtArguments.Types(LineageTypes.All), DbtArguments.Depth],
            (call, cancellation) => ReadAsync(call, "unique_id", LineageOf, cancellation)
        );

    /// <summary><c>get_node_details_dev</c>.</summary>
    public static LocalTool Details { get; } =
        new(
            "get_node_details_dev",
            "Get Node Details (Dev)",
            "Parses the project as it stands on this machine and answers with what dbt knows of one node: columns, configuration, dependencies, tests, and the file that it is in.",
            reads: true,
            [DbtArguments.NodeId],
            (call, cancellation) => ReadAsync(call, "node_id", DetailsOf, cancellation)
        );

    private static async Task<CallToolResult> ReadAsync(
        LocalCall call,
        string argument,
        Func<LocalCall, Manifest, string, CallToolResult> result,
        CancellationToken cancellation
    )
    {
        var name = call.Text(argument)!;
        if (Words.NameFault(argument, name) is { } fault)
        {
            return ToolResults.Error(fault);
        }
        var project = call.Commands.Project;
        var parse = new DbtCommand(call.Tool, "parse", ["--target-path", project.TargetPath]);
        return await call.Commands.RunAsync(parse, call.Progress, ResultAsync, cancellation);

        async ValueTask<CallToolResult> ResultAsync(CommandEnd end, CancellationToken token)
        {
            if (!end.IsSuccess)
            {
                return CommandResults.Of(parse, end);
            }
            try
            {
                return result(call, await Manifest.ReadAsync(project.Manifest, token), name);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
            {
                return ToolResults.Error($"The manifest {project.Manifest} cannot be read: {ShownText.Of(error.Message)}");
            }
        }
    }

    private static CallToolResult LineageOf(LocalCall call, Manifest manifest, string uniqueId)
    {
        if (manifest.Find(uniqueId).ValueKind == JsonValueKind.Undefined)
        {
            return Unknown(manifest, uniqueId);
        }
        var types = call.Texts("types");
        var lineage = new Lineage(manifest, types is null ? null : LineageTypes.PrefixesOf(types), call.Number("depth", 5));
        var result = ToolResults.One(ShownJson.Of(lineage.Of(uniqueId)).Value);
        if (lineage.IsCut)
        {
            result.Content.Add(
                new TextContentBlock
                {
                    Text =
                        "The tree was larger than an answer may be, and parts of it were left out. Ask for less: a smaller depth, or types.",
                }
            );
        }
        return result;
    }

    private static CallToolResult DetailsOf(LocalCall call, Manifest manifest, string name)
    {
        if (manifest.Find(name).ValueKind != JsonValueKind.Undefined)
        {
            return Bounded(NodeDetails.Of(manifest, name));
        }
        return manifest.Named(name) switch
        {
            [var one] => Bounded(NodeDetails.Of(manifest, one)),
            [] => Unknown(manifest, name),
            var several => ToolResults.Error(
                $"Several nodes are named {name}: {ShownText.Of(string.Join(", ", several.Take(20)))}. Call again with one of these unique ids."
            ),
        };
    }

    /// <summary>What is larger than an answer may be is shown as a text that says what it lacks; half an object would be none.</summary>
    private static CallToolResult Bounded(JsonElement value)
    {
        var result = ToolResults.One(ShownJson.Of(value).Value);
        var text = ((TextContentBlock)result.Content[0]).Text;
        if (text.Length <= BoundedText.UsualLimit)
        {
            return result;
        }
        var shown = new BoundedText(BoundedText.UsualLimit);
        shown.Add(text);
        return ToolResults.Text(shown.ToString());
    }

    private static CallToolResult Unknown(Manifest manifest, string name)
    {
        var meant = manifest.Named(name);
        return ToolResults.Error(
            $"The project has no node {ShownText.Of(name)}. "
                + (
                    meant.Count > 0
                        ? $"Did you mean {ShownText.Of(string.Join(" or ", meant.Take(5)))}?"
                        : "The tool list names what there is."
                )
        );
    }
}
