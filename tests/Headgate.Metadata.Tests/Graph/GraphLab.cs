using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Metadata.Columns.Keeping;
using Headgate.Metadata.Graph;
using Headgate.Metadata.Query;
using Headgate.Metadata.State;
using Headgate.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Metadata.Tests.Graph;

/// <summary>Asks a lab's environment and job in GraphQL, as a call does that was decided for them.</summary>
internal static class GraphLab
{
    /// <summary>The data of an answer without errors.</summary>
    public static async Task<JsonElement> AskAsync(this MetadataLab lab, string query, string variables = "{}")
    {
        var answer = await lab.AnswerAsync(query, variables);
        answer.TryGetProperty("errors", out var errors).ShouldBeFalse($"{errors}");
        return answer.GetProperty("data");
    }

    /// <summary>The whole answer.</summary>
    public static async Task<JsonElement> AnswerAsync(this MetadataLab lab, string query, string variables = "{}")
    {
        var services = lab.Store.Services;
        var (read, fault) = await services
            .GetRequiredService<DiscoverySurface>()
            .Reader.ReadAsync(query, JsonDocument.Parse(variables).RootElement, null, MetadataLab.Cancellation);
        fault?.Message.ShouldBeNull();
        var target = new Target
        {
            Kind = TargetKind.Environment,
            AccountId = lab.Job.AccountId,
            ProjectId = lab.Job.ProjectId,
            EnvironmentId = lab.Job.EnvironmentId,
            JobId = lab.Job.Id,
        };
        var call = new GraphCall(
            target,
            VisibleScope.Everything,
            services.GetRequiredService<IDbContextFactory<HeadgateDb>>(),
            services.GetRequiredService<EnvironmentStates>(),
            services.GetRequiredService<ColumnStates>(),
            services.GetRequiredService<RunStates>()
        );
        var bytes = await services
            .GetRequiredService<DiscoverySurface>()
            .Execution.ExecuteAsync(read!, read!.Roots, call, MetadataLab.Cancellation);
        return JsonDocument.Parse(bytes).RootElement;
    }

    /// <summary>What stands below some names.</summary>
    public static JsonElement At(this JsonElement json, params string[] path)
    {
        foreach (var name in path)
        {
            json = int.TryParse(name, out var index) ? json[index] : json.GetProperty(name);
        }
        return json;
    }

    /// <summary>The nodes of a connection.</summary>
    public static List<JsonElement> Nodes(this JsonElement connection) =>
        [.. connection.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("node"))];

    /// <summary>A text member of each item.</summary>
    public static List<string?> Texts(this IEnumerable<JsonElement> items, string name) =>
        [.. items.Select(item => item.GetProperty(name).GetString())];

    /// <summary>A text member.</summary>
    public static string? Text(this JsonElement json, params string[] path) => json.At(path).GetString();
}
