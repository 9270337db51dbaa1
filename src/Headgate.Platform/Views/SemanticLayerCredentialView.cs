using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Semantic Layer credentials on the wire: passwords and keys are write only and never in it.</summary>
internal sealed record SemanticLayerCredentialView
{
    private readonly SemanticLayerCredential _row;

    private SemanticLayerCredentialView(SemanticLayerCredential row) => _row = row;

    public static SemanticLayerCredentialView Of(SemanticLayerCredential row, IReadOnlyList<ServiceTokenLiteView> tokens) =>
        new(row) { ServiceTokens = tokens };

    public long Id => _row.Id;
    public long AccountId => _row.AccountId;
    public long ProjectId => _row.ProjectId;
    public string Name => _row.Name;
    public string AdapterVersion => _row.AdapterVersion;
    public string SchemaType { get; init; } = "semantic_layer_credentials";
    public IReadOnlyDictionary<string, JsonElement> Values => StoredJson.Fields(_row.Values);
    public int State => (int)_row.State;
    public required IReadOnlyList<ServiceTokenLiteView> ServiceTokens { get; init; }
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
}

/// <summary>A service token that uses them.</summary>
internal sealed record ServiceTokenLiteView(long Id, long AccountId, string Uid, string Name);
