using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Runs.Execution;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Steps;

/// <summary>The secret fields of a run's connection and credentials, and the variables by which the child process gets them.</summary>
internal sealed class ProfileSecrets
{
    /// <summary>How the variables begin.</summary>
    public const string Prefix = "DBT_ENV_SECRET_HEADGATE_";

    private ProfileSecrets(Dictionary<string, Secret> fields) => Fields = fields;

    /// <summary>Field of the profile → secret.</summary>
    public IReadOnlyDictionary<string, Secret> Fields { get; }

    public static ProfileSecrets Of(RunPlan plan, SecretsAtRest atRest) => Of(plan.Connection, plan.Credential, atRest);

    public static ProfileSecrets Of(Connection? connection, Credential? credential, SecretsAtRest atRest)
    {
        var fields = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var stored in new[] { connection?.SecretConfig, credential?.SecretFields })
        {
            if (stored is null)
            {
                continue;
            }
            using var json = JsonDocument.Parse(atRest.Open(stored).Reveal());
            foreach (var field in json.RootElement.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.String))
            {
                fields[field.Name] = new Secret(field.Value.GetString()!);
            }
        }
        return new(fields);
    }

    /// <summary>The variable of a field.</summary>
    public static string Variable(string field) => Prefix + field.ToUpperInvariant();

    /// <summary>What stands in the profile instead of the secret.</summary>
    public static string Reference(string field) => $"{{{{ env_var('{Variable(field)}') }}}}";
}
