using System.Net;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Graph.Answering;
using Headgate.Graph.Query;
using Headgate.Metrics.Answering;
using Headgate.Metrics.Api;
using Headgate.Metrics.Api.Fields;
using Headgate.Metrics.Elsewhere;
using Headgate.Store;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>How the operations of the Semantic Layer answer, and what they have in common.</summary>
internal static class MetricsCalls
{
    /// <summary>An operation: a query in GraphQL, for one environment.</summary>
    public static Operation Spec(
        string id,
        string path,
        Capability capability,
        string risk,
        string sentence,
        string summary,
        string description
    ) =>
        new()
        {
            Id = id,
            Method = "POST",
            Route = $"/api/gate/v1/accounts/{{account_id:long}}/environments/{{environment_id:long}}/metrics/{path}",
            OpenToAgents = true,
            Capability = capability,
            Permission = Permission.Read(PermissionResource.SemanticLayerConfig),
            Suffices = ["Semantic Layer Only"],
            Risk = risk,
            Sentence = sentence,
            Summary = summary,
            Description =
                $"{description} The query is GraphQL in dbt's Semantic Layer schema; the same is served at /semantic-layer/api/graphql.",
            Fields = QueryRequest.Fields,
            Answers = AnswerForm.Anything,
            Document = DocumentDoor.SemanticLayer,
            Begins = BeginsQuery,
            Source = "documentation: Semantic Layer GraphQL (dbt-apis/sl-graphql)",
        };

    /// <summary>Whether a document makes the warehouse work; what is no GraphQL counts as if it did.</summary>
    private static bool BeginsQuery(FieldSource source) =>
        source.Body.ValueKind != JsonValueKind.Object
        || !source.Body.TryGetProperty("query", out var query)
        || query.ValueKind != JsonValueKind.String
        || AskedFields.Of(query.GetString()!) is not { } asked
        || asked.Overlaps(["createQuery", "createDimensionValuesQuery"]);

    /// <summary>Executes a query for the call's environment.</summary>
    public static async ValueTask<Answer> AnswerAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation)
    {
        var environment = call.Target.EnvironmentId ?? 0;
        var asked = new MetricsCall(
            environment,
            call.Operation.Id,
            call.Caller,
            call.Decision.Metrics,
            call.Service<SemanticProjects>(),
            call.Service<IWarehouseTargets>(),
            call.Service<MetricQueries>(),
            call.Service<TimeProvider>()
        );
        var answer = await QueryCalls.AnswerAsync(
            call,
            input,
            call.Service<MetricsSurface>(),
            environment,
            asked,
            () => BoundRules.Of(call),
            cancellation
        );
        return asked.Denied is { } denied
            ? Answer.Failure(HttpStatusCode.Forbidden, $"{denied} {call.Decision.Message}").WithAlso("refused what its grant is not for")
            : answer;
    }
}
