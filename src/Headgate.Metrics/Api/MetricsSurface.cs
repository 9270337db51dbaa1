using System.Globalization;
using System.Net;
using GraphQL.Types;
using Headgate.Graph.Query;
using Headgate.Metrics.Answering;
using Headgate.Metrics.Settings;
using Microsoft.Extensions.Logging;

namespace Headgate.Metrics.Api;

/// <summary>The Semantic Layer as an API in GraphQL: at an address of its own on any host, and at dbt's address on a host that begins with <c>semantic-layer.</c>.</summary>
internal sealed class MetricsSurface(MetricsSettings settings, ILogger<GraphSurface> logger) : GraphSurface(logger)
{
    private static readonly GraphAddress Address = new("/semantic-layer/api/graphql", "semantic-layer.", ["/api/graphql"]);

    public override string Surface => "semantic layer";

    public override string Name => "The Semantic Layer";

    public override string SchemaOperation => "metrics.schema.read";

    public override int? RequestsPerMinute => settings.RequestsPerMinute;

    public override bool OpenIntrospection => settings.OpenIntrospection;

    public override bool TakesMutations => true;

    public override IReadOnlyDictionary<string, int> Lists { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["metrics"] = 100,
            ["items"] = 100,
            ["dimensions"] = 50,
            ["entities"] = 10,
            ["measures"] = 10,
        };

    public override bool Serves(string rawTarget, string host) => Address.Is(rawTarget, host);

    public override RootUse UseOf(string field, Func<string, object?> argument) =>
        new(
            field switch
            {
                "createQuery" or "queryRecords" => "metrics.query",
                "createDimensionValuesQuery" => "metrics.values.query",
                "compileSql" => "metrics.compile",
                "query" => argument("queryId") is string id && id.StartsWith(QueryIds.Values, StringComparison.Ordinal)
                    ? "metrics.values.query"
                    : "metrics.query",
                _ => "metrics.read",
            },
            "environment_id",
            Convert.ToInt64(argument("environmentId") ?? 0L, CultureInfo.InvariantCulture)
        );

    public override string TargetArgumentOf(string field) => "environmentId";

    /// <summary>dbt's clients know a wrong token by this sentence.</summary>
    public override Wire.Refusal Told(Wire.Refusal refusal) =>
        refusal.Status == HttpStatusCode.Unauthorized ? refusal with { Message = "User is not authorized" } : refusal;

    protected override ISchema MakeSchema() => MetricsSchema.Make();
}
