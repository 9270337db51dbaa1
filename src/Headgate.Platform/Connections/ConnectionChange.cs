using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Platform.Adapters;
using Headgate.Platform.Runs;
using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Execution;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Connections;

/// <summary>What a body says of a connection, on its way into the row. Secret fields of <c>config</c> go to an encrypted column and never come back.</summary>
/// <param name="row">The connection.</param>
internal sealed class ConnectionChange(Connection row)
{
    private const int MaxFields = 100;

    /// <summary>The connection.</summary>
    public Connection Row => row;

    /// <summary>The adapter that was sent.</summary>
    public string? Adapter { get; set; }

    /// <summary>The settings that were sent.</summary>
    public JsonElement? Config { get; set; }

    /// <summary>Merges the settings that were sent into those that there are, and checks that nothing is missing then.</summary>
    public void ApplyConfig(Input<ConnectionChange> input, SecretsAtRest secrets)
    {
        if (Config is not { } config || AdapterNames.Find(row.AdapterVersion) is not { } adapter)
        {
            return;
        }
        if (config.GetPropertyCount() > MaxFields)
        {
            input.Problem("config", $"at most {MaxFields} fields are allowed");
            return;
        }
        var open = StoredJson.Fields(row.Config);
        var secret = row.SecretConfig is { } stored ? StoredJson.Fields(secrets.Open(stored).Reveal()) : [];
        foreach (var field in config.EnumerateObject())
        {
            var (its, other) = adapter.IsSecret(field.Name) ? (secret, open) : (open, secret);
            its[field.Name] = field.Value;
            other.Remove(field.Name);
        }
        var all = open.Concat(secret).DistinctBy(field => field.Key).ToDictionary(StringComparer.Ordinal);
        adapter.Check(StoredJson.Read(StoredJson.Write(all)), input.Problems);
        row.Config = StoredJson.Write(open);
        row.SecretConfig = secret.Count == 0 ? null : secrets.Seal(new Secret(StoredJson.Write(secret)));
    }

    /// <summary>Checks that a warehouse lies where runs may have one: a run would fail otherwise.</summary>
    public async Task CheckPlaceAsync(Input<ConnectionChange> input, RunSettings runs, StoreSettings store, CancellationToken cancellation)
    {
        CheckFile(input, runs, store);
        if (input.Refusal is null && await OwnDatabase.FaultAsync(row, store, cancellation) is { } fault)
        {
            input.Problem("config", fault);
        }
    }

    /// <summary>Checks that a warehouse that is a file lies where runs may have one: a run would fail otherwise.</summary>
    private void CheckFile(Input<ConnectionChange> input, RunSettings runs, StoreSettings store)
    {
        if (Config is not { } config || !config.TryGetProperty("path", out var path) || path.ValueKind != JsonValueKind.String)
        {
            return;
        }
        if (path.GetString()!.Any(char.IsControl))
        {
            input.Problem("config.path", "must be the path of a file");
        }
        else if (
            WarehouseFile.Of(row, store) is { } file
            && FolderRules.FaultOfWarehouse(file, runs.Box.Warehouses, store.DataFolder) is { } fault
        )
        {
            input.Problem("config.path", fault);
        }
    }
}
