using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Door;
using Headgate.Mcp.Resources.Environments;
using Headgate.Mcp.Results;
using Headgate.Mcp.Rpc;
using Headgate.Mcp.Tools;
using Headgate.Mcp.Tools.Discovery;
using Headgate.Wire;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Resources;

/// <summary>
/// Resources: what the caller may do, what its tools are, and the files of a run. Each is an operation like a tool's, decided and recorded; what may not be seen is answered
/// as what is not there.
/// </summary>
internal sealed class ResourceCalls(
    ToolTable tools,
    ToolList list,
    NamedCalls calls,
    CallOutcomes outcomes,
    CallPath path,
    McpDoorSettings settings
)
{
    private const string RightsUri = "headgate://rights";
    private const string GuideUri = "headgate://guide";
    private const string ArtifactPrefix = "headgate://runs/";
    private const string ArtifactMiddle = "/artifacts/";

    /// <summary>The resources that everyone has: the caller's own rights and the guide to its own tools.</summary>
    public static IReadOnlyList<Resource> All { get; } =
    [
        new()
        {
            Uri = RightsUri,
            Name = "rights",
            Title = "What may I do",
            Description = "The operations that this key may call, and for an agent its grants in words.",
            MimeType = "application/json",
        },
        new()
        {
            Uri = GuideUri,
            Name = "guide",
            Title = "Guide to the tools",
            Description = "Each tool of this key with its operation, what it needs and what can go wrong.",
            MimeType = "text/markdown",
        },
    ];

    /// <summary>The files of runs and what is known of environments, where the caller may read them somewhere.</summary>
    public IReadOnlyList<ResourceTemplate> Templates(McpCaller caller) => [.. Artifacts(caller), .. OfEnvironments(caller)];

    private IReadOnlyList<ResourceTemplate> OfEnvironments(McpCaller caller) =>
        Metadata is { } metadata && path.MayAnywhere(caller.Caller, metadata.Operation) ? EnvironmentResources.Templates : [];

    private AgentTool? Metadata => tools.All.FirstOrDefault(t => t.Operation.Id == DiscoveryTools.Read);

    private IReadOnlyList<ResourceTemplate> Artifacts(McpCaller caller) =>
        tools.All.FirstOrDefault(t => t.Operation.Id == "artifacts.get") is { } artifacts
        && path.MayAnywhere(caller.Caller, artifacts.Operation)
            ?
            [
                new()
                {
                    UriTemplate = "headgate://runs/{run_id}/artifacts/{+path}",
                    Name = "artifact",
                    Title = "File of a run",
                    Description =
                        "A file that a run left: manifest.json, run_results.json, catalog.json, compiled SQL. list_job_run_artifacts names them.",
                },
            ]
            : [];

    /// <summary>Reads a resource.</summary>
    /// <exception cref="McpProtocolException">There is none, or the caller may not see it: the same words for both.</exception>
    public async ValueTask<ReadResourceResult> ReadAsync(McpCaller caller, string uri, CancellationToken cancellation) =>
        uri switch
        {
            RightsUri => await RightsAsync(caller, cancellation),
            GuideUri => Of(uri, "text/markdown", ToolGuide.Of(await list.OfAsync(caller, cancellation))),
            _ when EnvironmentResources.Find(uri) is { } found && Metadata is { } metadata => await OfEnvironmentAsync(
                caller,
                metadata,
                uri,
                found,
                cancellation
            ),
            _ => await ArtifactAsync(caller, uri, cancellation),
        };

    private async ValueTask<ReadResourceResult> OfEnvironmentAsync(
        McpCaller caller,
        AgentTool metadata,
        string uri,
        (long Environment, string Name) found,
        CancellationToken cancellation
    )
    {
        try
        {
            return await EnvironmentResources.ReadAsync(CallOf(caller, metadata), found.Environment, found.Name, cancellation) is { } read
                ? Of(uri, read.Type, read.Text)
                : throw Missing(caller, uri);
        }
        catch (McpProtocolException)
        {
            // Who may read metadata nowhere is told what a missing one says.
            throw Missing(caller, uri);
        }
    }

    private async ValueTask<ReadResourceResult> RightsAsync(McpCaller caller, CancellationToken cancellation)
    {
        var tool = tools.Of(ToolList.Rights);
        var answer = await CallOf(caller, tool).AskAsync(ToolList.Rights, [], cancellation);
        return answer.Refusal is { } refusal
            ? throw new McpProtocolException(refusal.Message, (McpErrorCode)RpcFault.Refused)
            : Of(RightsUri, "application/json", ShownJson.Text(answer.Data));
    }

    private async ValueTask<ReadResourceResult> ArtifactAsync(McpCaller caller, string uri, CancellationToken cancellation)
    {
        var middle = uri.IndexOf(ArtifactMiddle, StringComparison.Ordinal);
        if (
            !uri.StartsWith(ArtifactPrefix, StringComparison.Ordinal)
            || middle < 0
            || tools.All.FirstOrDefault(t => t.Operation.Id == "artifacts.get") is not { } tool
        )
        {
            await path.RefuseAsync(
                (caller.Origin with { Tool = "resources/read" }).Call("CALL", uri),
                new Refusal(Reason.NotFound, Reason.NotFound.Status(), AnswerTexts.NotFound),
                cancellation,
                caller.Caller
            );
            throw Missing(caller, uri);
        }
        var (run, file) = (uri[ArtifactPrefix.Length..middle], uri[(middle + ArtifactMiddle.Length)..]);
        ToolAnswer answer;
        try
        {
            answer = await CallOf(caller, tool)
                .AskAsync("artifacts.get", [new("run_id", Text(run)), new("path", Text(file))], cancellation, settings.ResultLimit);
        }
        catch (McpProtocolException)
        {
            // Who may read no artifact anywhere is told what a missing one says.
            throw Missing(caller, uri);
        }
        return answer.File is { } text
            ? Of(uri, file.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "text/plain", text)
            : throw Missing(caller, uri);
    }

    private ToolCall CallOf(McpCaller caller, AgentTool tool) =>
        new(calls, outcomes, caller, tool, new Dictionary<string, JsonElement>(StringComparer.Ordinal), settings);

    private static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text, McpJson.Default.String);

    private static ReadResourceResult Of(string uri, string type, string text) =>
        new()
        {
            Contents =
            [
                new TextResourceContents
                {
                    Uri = uri,
                    MimeType = type,
                    Text = text,
                    Meta = new() { [ToolResults.DataMark] = true },
                },
            ],
            TimeToLive = TimeSpan.Zero,
            CacheScope = CacheScope.Private,
        };

    /// <summary>The code is one of its own before the revision 2026-07-28, and that of any bad parameter since.</summary>
    private static McpProtocolException Missing(McpCaller caller, string uri) =>
        new(
            $"There is no resource {(uri.Length > 200 ? uri[..200] + "…" : uri)} that this key may read.",
            caller.IsStateless ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound
        )
        {
            Data = { ["uri"] = uri },
        };
}
