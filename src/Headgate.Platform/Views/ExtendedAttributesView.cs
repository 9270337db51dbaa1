using System.Text.Json;
using System.Text.Json.Serialization;
using Headgate.Store.Model;

namespace Headgate.Platform.Views;

/// <summary>Extended attributes on the wire of v3.</summary>
internal sealed record ExtendedAttributesView
{
    private readonly ExtendedAttributes _row;

    private ExtendedAttributesView(ExtendedAttributes row) => _row = row;

    public static ExtendedAttributesView Of(ExtendedAttributes row) => new(row);

    public long Id => _row.Id;
    public ZuluTime CreatedAt => _row.CreatedAt;
    public ZuluTime UpdatedAt => _row.UpdatedAt;
    public long AccountId => _row.AccountId;
    public long ProjectId => _row.ProjectId;

    [JsonPropertyName("extended_attributes")]
    public JsonElement Attributes => StoredJson.Read(_row.Attributes);

    public int State => (int)_row.State;
}
