using System.Text.Json;
using Headgate.Attacks.Tests.Mcp;
using Headgate.Attacks.Tests.Standing;
using Headgate.Testing;
using Headgate.Wire;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Doors;

/// <summary>The door of MCP: the question becomes a call of the operation's tool.</summary>
internal sealed class McpDoorOfTests(StandingServer server)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["jobs.list"] = "list_jobs",
        ["jobs.get"] = "get_job_details",
        ["jobs.trigger"] = "trigger_job_run",
        ["runs.list"] = "list_jobs_runs",
        ["runs.get"] = "get_job_run_details",
        ["runs.cancel"] = "cancel_job_run",
    };

    /// <summary>Whether the question can be put to a tool: no tool takes an account, a second name of a field, or administers the gate.</summary>
    public bool Takes(Question question)
    {
        var spec = server.Services.GetRequiredService<OperationTable>().Find(question.Operation)!.Spec;
        var names = spec.AllFields.Select(f => f.Name).Where(n => n != "account_id").ToHashSet(StringComparer.Ordinal);
        return !spec.IsGateAdministration
            && JsonDocument.Parse(question.Arguments).RootElement.EnumerateObject().All(p => names.Contains(p.Name));
    }

    public async Task<McpReply> AskAsync(string key, Question question)
    {
        using var mcp = server.Mcp(key);
        return await mcp.CallAsync(Names.GetValueOrDefault(question.Operation) ?? question.Operation.Replace('.', '_'), question.Arguments);
    }
}
