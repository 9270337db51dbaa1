using System.Globalization;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Tests;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing;

/// <summary>Forms the head of the manifest.</summary>
internal static class ManifestHead
{
    private const string EnvironmentPrefix = "DBT_ENV_CUSTOM_ENV_";

    public static ManifestMetadata Of(LoadedProject project, Dialect dialect)
    {
        var settings = project.Settings;
        var quoting = project.Root.Quoting;
        var metadata = new ManifestMetadata
        {
            DbtVersion = DbtVersion.Compatible,
            GeneratedAt = Utc(settings.StartedAt) + "Z",
            InvocationId = settings.InvocationId,
            InvocationStartedAt = Utc(settings.StartedAt) + "Z",
            ProjectName = project.Root.Name,
            ProjectId = GenericTestNames.Md5(project.Root.Name),
            AdapterType = project.Target.Type,
            Quoting = new QuotingPolicy
            {
                Database = quoting.Database ?? dialect.Quoting.Database,
                Schema = quoting.Schema ?? dialect.Quoting.Schema,
                Identifier = quoting.Identifier ?? dialect.Quoting.Identifier,
                Column = quoting.Column,
            },
            RunStartedAt = Utc(settings.StartedAt) + "+00:00",
        };
        foreach (var (name, value) in settings.EnvironmentVariables)
        {
            if (name.StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
            {
                metadata.Env[name[EnvironmentPrefix.Length..]] = value;
            }
        }
        return metadata;
    }

    private static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}
