using System.Globalization;
using GraphQL.Types;
using Headgate.Graph.Query;
using Headgate.Metadata.Settings;
using Microsoft.Extensions.Logging;

namespace Headgate.Metadata.Query;

/// <summary>Discovery as an API in GraphQL: at an address of its own on any host, and at dbt's addresses on a host that begins with <c>metadata.</c>.</summary>
internal sealed class DiscoverySurface(MetadataSettings settings, ILogger<GraphSurface> logger) : GraphSurface(logger)
{
    private static readonly GraphAddress Address = new("/metadata/graphql", "metadata.", ["/graphql", "/beta/graphql"]);

    public override string Surface => "discovery";

    public override string Name => "Discovery";

    public override string SchemaOperation => "metadata.schema.read";

    public override int? RequestsPerMinute => settings.RequestsPerMinute;

    public override bool OpenIntrospection => settings.OpenIntrospection;

    public override IReadOnlyDictionary<string, int> Lists { get; } =
        new Dictionary<string, int>(StringComparer.Ordinal)
        {
            ["parents"] = 10,
            ["children"] = 10,
            ["ancestors"] = 25,
            ["tests"] = 10,
            ["columns"] = 20,
            ["parentsModels"] = 10,
            ["parentsSources"] = 10,
        };

    public override bool Serves(string rawTarget, string host) => Address.Is(rawTarget, host);

    public override RootUse UseOf(string field, Func<string, object?> argument)
    {
        var (operation, name, of) = About(field);
        return new RootUse(operation, name, Convert.ToInt64(argument(of) ?? 0L, CultureInfo.InvariantCulture));
    }

    public override string TargetArgumentOf(string field) => About(field).Argument;

    private static (string Operation, string IdName, string Argument) About(string field) =>
        field switch
        {
            "environment" => ("metadata.read", "environment_id", "id"),
            "performance" or "modelByEnvironment" or "column" => ("metadata.read", "environment_id", "environmentId"),
            "account" => ("metadata.account.read", "account_id", "id"),
            "job" => ("metadata.job.read", "job_id", "id"),
            _ => ("metadata.job.read", "job_id", "jobId"),
        };

    protected override ISchema MakeSchema() => DiscoverySchema.Make();
}
