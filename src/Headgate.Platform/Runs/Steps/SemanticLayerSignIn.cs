using Headgate.Platform.Adapters;
using Headgate.Platform.Profiles;
using Headgate.Platform.SemanticLayer;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Steps;

/// <summary>How a query of metrics signs in to the warehouse of a project that has Semantic Layer credentials.</summary>
internal sealed class SemanticLayerSignIn
{
    /// <summary>The credentials; null where who asks has none.</summary>
    public SemanticLayerCredential? Row { get; private init; }

    /// <summary>Why there are none, and what to do; null where there are.</summary>
    public string? Refusal { get; private init; }

    /// <summary>
    /// What a service token was mapped to; for a person or an agent, who are mapped to none, the first credentials of the project. Null where the project has none, so that
    /// those of environments are used.
    /// </summary>
    public static async ValueTask<SemanticLayerSignIn?> FindAsync(
        HeadgateDb db,
        long project,
        Connection connection,
        long? serviceToken,
        CancellationToken cancellation
    )
    {
        var rows = await db
            .SemanticLayerCredentials.Where(row => row.ProjectId == project && row.State == RowState.Active)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return null;
        }
        var row = rows[0];
        if (serviceToken is { } token)
        {
            var mapped = await db
                .SemanticLayerMappings.Where(m => m.ProjectId == project && m.ServiceTokenId == token && m.State == RowState.Active)
                .Select(m => (long?)m.SemanticLayerCredentialsId)
                .FirstOrDefaultAsync(cancellation);
            if (rows.FirstOrDefault(candidate => candidate.Id == mapped) is not { } found)
            {
                return new()
                {
                    Refusal =
                        $"Service token {token} is mapped to no Semantic Layer credentials of project {project}. Map it to some "
                        + "(POST semantic-layer-credential-to-service-token-mapping/).",
                };
            }
            row = found;
        }
        return WarehouseKinds.TypeOf(row.AdapterVersion) == WarehouseKinds.TypeOf(connection.AdapterVersion)
            ? new() { Row = row }
            : new()
            {
                Refusal =
                    $"The Semantic Layer credentials {row.Id} are for {row.AdapterVersion}, and the environment's connection is {connection.AdapterVersion}. Make others for it.",
            };
    }

    /// <summary>Puts them into the keys of a profile, over what stands there.</summary>
    public void WriteTo(Dictionary<string, object?> output, SecretsAtRest secrets)
    {
        if (Row is null)
        {
            return;
        }
        // An environment that has no credentials of its own names no schema; statements name theirs.
        output.TryAdd("schema", WarehouseKinds.Of(Row.AdapterVersion)?.Schema ?? "public");
        foreach (var name in SemanticLayerValues.Of(WarehouseKinds.TypeOf(Row.AdapterVersion)))
        {
            output.Remove(ProfileNames.InProfile(name));
        }
        foreach (var (name, value) in StoredJson.Fields(Row.Values))
        {
            output[ProfileNames.InProfile(name)] = value.GetString();
        }
        if (Row.SecretValues is { } stored)
        {
            foreach (var (name, value) in StoredJson.Fields(secrets.Open(stored).Reveal()))
            {
                output[ProfileNames.InProfile(name)] = value.GetString();
            }
        }
    }
}
